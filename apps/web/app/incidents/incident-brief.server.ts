import { incidentBrief } from '@nq15/documents/incidents'
import { fileWord, wordType } from '@nq15/use-cases/ratings/paper-words'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { asDownload } from '../server/download.server.ts'
import { idFrom } from '../server/found.server.ts'
import { askMonitor } from '../server/monitor.server.ts'
import { requirePermission } from '../server/session.server.ts'
import messages from './messages.vi.json'

/** The brief of a case as Word, for a meeting. Official, so in Vietnamese. */
export async function incidentBriefLoader(args: LoaderFunctionArgs): Promise<Response> {
  await requirePermission(args, 'case:read')
  const caseId = idFrom(args.params['caseId'])
  const asked = await askMonitor(args, (monitor) => monitor.incidents.incident.query({ caseId }))
  if (!asked.up) return new Response(null, { status: 503, headers: { 'retry-after': '15' } })
  const { incident, deciderName, milestones, commitments, happenings, counts, today } = asked.value
  const { options, states, 'commitment-states': promised } = messages
  const bytes = await incidentBrief({
    ...{ superior: deciderName, issuer: incident.organizationName, place: 'Hà Nội', day: today },
    ...{ code: incident.code, title: incident.title, at: incident.place, state: states[incident.state] },
    facts: [
      ['Lĩnh vực', options.matter[incident.matter]],
      ['Cấp theo dõi', options.level[incident.level]],
      ['Ưu tiên', incident.priority === null ? '' : options.priority[incident.priority]],
      ['Nguyên nhân', incident.cause === null ? '' : options.cause[incident.cause]],
      ['Số hộ liên quan', options.households[incident.households]],
      ['Số người tham gia', options.participants[incident.participants]],
      ['Đoàn đông người, đơn đã ghi', `${counts.gatherings} lượt đoàn, ${counts.petitions} đơn`],
      ['Lãnh đạo chịu trách nhiệm', incident.leader ?? ''],
      ['Cơ quan chủ trì', incident.leadBody ?? ''],
      ['Cơ quan phối hợp', incident.cooperating],
      ['Cơ sở pháp lý', incident.legalPosition],
      ['Dự án', incident.projectName ?? 'không gắn với dự án'],
    ],
    plan: incident.plan,
    milestones: milestones.map(({ title, dueOn, doneOn, isLate }) => ({ title, dueOn, doneOn, isLate })),
    commitments: commitments.map(({ text, audience, announcedOn, dueOn, state, keptOn }) => ({
      ...{ text, audience, announcedOn, dueOn, keptOn, state: promised[state] },
    })),
    happenings: happenings.map(({ kind, onDay, count, note }) => ({
      ...{ onDay, count, note, kind: options.kind[kind as keyof typeof options.kind] },
    })),
    generatedAt: new Date().toISOString(),
  })
  return asDownload({ fileName: `${fileWord(`vu viec ${incident.code}`)}.docx`, contentType: wordType, bytes })
}
