import { inspectionPaper } from '@nq15/documents/inspection'
import type { InspectionKind, InspectionResult } from '@nq15/domain/inspection'
import { committeeName, fileWord, placeOf, wordType } from '@nq15/use-cases/ratings/paper-words'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { asDownload } from '../server/download.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { askMonitor } from '../server/monitor.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { type InspectionPaperKind, inspectionPaperKinds, papersAt } from './inspection-papers.ts'

/** Words on paper, which is always in Vietnamese; the screens have theirs in the messages. */
const kinds: Readonly<Record<InspectionKind, string>> = {
  'programme-inspection': 'kiểm tra theo chương trình',
  'sign-inspection': 'kiểm tra khi có dấu hiệu vi phạm',
  'function-inspection': 'kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát',
  'regular-supervision': 'giám sát thường xuyên',
  'thematic-supervision': 'giám sát chuyên đề',
}
const results: Readonly<Record<InspectionResult, string>> = {
  'no-violation': 'không có vi phạm, khuyết điểm',
  shortcomings: 'có khuyết điểm',
  violation: 'có vi phạm',
}

/** Who issues a paper: the body that concluded or decided, by the name it signed with; before a decision its commission. */
function issuerOf({
  kind,
  bodyName,
  conclusion,
  steps,
}: {
  readonly kind: InspectionPaperKind
  readonly bodyName: string
  readonly conclusion: { readonly body: string } | null
  readonly steps: readonly { readonly event: string; readonly decisionBody: string | null }[]
}): string {
  const decided = steps.findLast(({ event }) => event === 'decide')?.decisionBody
  const concluded = kind === 'conclusion' || kind === 'notice' ? conclusion?.body : undefined
  return concluded ?? decided ?? `Ủy ban Kiểm tra ${committeeName(bodyName)}`
}

/** One paper of an inspection as Word, to be checked and signed by the body. Official, so in Vietnamese. */
export async function inspectionPaperLoader(args: LoaderFunctionArgs): Promise<Response> {
  await requirePermission(args, 'inspection:read')
  const inspectionId = idFrom(args.params['inspectionId'])
  const kind = found(inspectionPaperKinds.find((one) => one === args.params['paper']))
  const asked = await askMonitor(args, (monitor) => monitor.inspections.inspection.query({ inspectionId }))
  if (!asked.up) return new Response(null, { status: 503, headers: { 'retry-after': '15' } })
  const { inspection, bodyName, rules, team, remedies, steps, today } = asked.value
  found(papersAt(inspection).includes(kind) ? true : null)
  const { organizationName, conclusion, minutes, concludedOn, result, decidedOn, decisionNumber } = inspection
  const bytes = await inspectionPaper({
    ...{ kind, superior: bodyName, place: placeOf(bodyName, null), day: today, organizationName },
    issuer: issuerOf({ kind, bodyName, conclusion, steps }),
    ...{ inspectionKind: kinds[inspection.kind], subject: inspection.subject, dueOn: inspection.dueOn },
    bases: [
      ...(rules ? [rules.document] : []),
      ...(inspection.programmeTitle ? [inspection.programmeTitle] : []),
      ...(inspection.content.sign ? [inspection.content.sign] : []),
    ],
    decision: decidedOn === null ? null : { number: decisionNumber ?? '', day: decidedOn },
    team: team.filter(({ leftOn }) => leftOn === null),
    ...{ purpose: inspection.content.purpose, content: inspection.content.content, period: inspection.content.period },
    ...{ method: inspection.content.method, milestones: inspection.content.milestones },
    ...{ outline: inspection.content.outline, selfReport: inspection.selfReport?.statement ?? '' },
    minutes: minutes && { day: minutes.heldOn, attendance: minutes.attendance, statement: minutes.statement },
    report: inspection.report?.statement ?? '',
    conclusion:
      conclusion && concludedOn && result ? { ...conclusion, day: concludedOn, result: results[result] } : null,
    remedies: remedies.map(({ title, output, ownerName, ownerPost, dueOn }) => ({
      ...{ title, output, dueOn: dueOn },
      owner: [ownerName, ownerPost].filter(Boolean).join(', '),
    })),
    generatedAt: new Date().toISOString(),
  })
  return asDownload({ fileName: `${fileWord(`${kind} ${organizationName}`)}.docx`, contentType: wordType, bytes })
}
