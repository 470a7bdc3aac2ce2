import { listOpenRemedies } from '@nq15/db/inspection/remedy.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { followedStates, isRemedyLate, remedyEvents, remedyHandOf } from '@nq15/domain/inspection'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { openRemediesOfArea } from '@nq15/use-cases/inspection/open-remedies-of-area'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { attachmentsOf } from '../files/attachments.server.ts'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { frameSchema, refusedBy, wrongForm } from './inspection-words.server.ts'
import { readRemedyAct } from './read-form.server.ts'

/** One remedy with its evidence and what the reader may do with it. */
export async function remedyLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'inspection:read')
  const remedyId = idFrom(args.params['remedyId'])
  const asked = await askMonitor(args, (monitor) => monitor.inspections.remedy.query({ remedyId }))
  if (!asked.up) return { up: false as const }
  const { inspection, remedies, steps, standsAbove, today } = asked.value
  const remedy = found(remedies.find((one) => one.remedyId === remedyId))
  const mayDo = {
    report: findScope(person, 'inspection:report') !== null,
    conduct: standsAbove && findScope(person, 'inspection:conduct') !== null,
  }
  return {
    up: true as const,
    today,
    remedy,
    inspection: {
      inspectionId: inspection.inspectionId,
      organizationName: inspection.organizationName,
      subject: inspection.subject,
      number: inspection.conclusion?.number ?? '',
    },
    steps: steps.filter((step) => step.remedyId === remedyId),
    files: await attachmentsOf(args.request, person, { recordTable: 'inspection_remedy', recordId: remedyId }),
    offered: remedyEvents.filter((event) => {
      if (!followedStates.includes(inspection.state) || remedy.state === 'done' || !mayDo[remedyHandOf(event)])
        return false
      if (event === 'move') return true
      return (event === 'report') === (remedy.state === 'open')
    }),
    requestId: crypto.randomUUID(),
  }
}

/** Takes a step of a remedy; a refusal shows every finding and what was typed. */
export async function remedyAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'inspection:read')
  const remedyId = idFrom(args.params['remedyId'])
  const form = await args.request.formData()
  const frame = frameSchema.safeParse(Object.fromEntries(form))
  const { value: act, wrong } = readRemedyAct(form)
  if (!frame.success || !act) return wrongForm(form, wrong)
  const told = await tellMonitor(args, (monitor) =>
    monitor.inspections.remedyStep.mutate({ ...frame.data, remedyId, act }),
  )
  if (told.ok) throw redirect(`/inspections/remedies/${remedyId}?done=remedy-${act.event}`)
  return refusedBy(args.request, told.refusal, form)
}

/** Remedies for the start page: one's own, and those that are late where one inspects. */
export async function remedyWorkOf(person: SignedIn, now: Date) {
  const scope = findScope(person, 'inspection:read')
  if (!scope) return []
  const today = todayInHanoi(now)
  const inspects = findScope(person, 'inspection:conduct') !== null
  const open = await appResources().db.asReader(scope, (tx) =>
    listOpenRemedies(tx, scope, { isOwn: !inspects, limit: 50 }),
  )
  return open
    .map((remedy) => ({ ...remedy, isLate: isRemedyLate(remedy, today) }))
    .filter(({ isLate, state }) => !inspects || isLate || state === 'reported')
    .slice(0, 10)
}

/** Remedies for the page of one area or several, within the reader's reach; none for who does not read inspections. */
export async function remediesOfAreas(scope: Scope | null, areaCodes: readonly string[]) {
  if (!scope) return []
  const { db } = appResources()
  const now = new Date()
  const each = await Promise.all(areaCodes.map((areaCode) => openRemediesOfArea(db, scope, { areaCode, now })))
  return each.flat().toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
}
