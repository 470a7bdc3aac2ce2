import { meetingPaper } from '@nq15/documents/monitoring'
import { todayInHanoi } from '@nq15/domain/calendar'
import { quarterOf } from '@nq15/domain/monitoring'
import { fileWord, wordType } from '@nq15/use-cases/ratings/paper-words'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { asDownload } from '../server/download.server.ts'
import { idFrom } from '../server/found.server.ts'
import { askMonitor } from '../server/monitor.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { paperLabels } from './paper-labels.ts'

/** The papers of a meeting as Word: the list for the quarter and a page for each organization. Official, so in Vietnamese. */
export async function papersLoader(args: LoaderFunctionArgs): Promise<Response> {
  await requirePermission(args, 'watch:read')
  const listId = idFrom(args.params['listId'])
  const day = todayInHanoi(new Date())
  const of = quarterOf(day)
  const asked = await askMonitor(args, async (monitor) => ({
    meeting: await monitor.watch.meeting.query({ listId, locale: 'vi' }),
    quarter: await monitor.watch.quarter.query({ listId, ...of }),
  }))
  if (!asked.up) return new Response(null, { status: 503, headers: { 'retry-after': '15' } })
  const { meeting, quarter } = asked.value
  const { start, added, removed, merged, end, difference } = quarter.reconciliation
  const bytes = await meetingPaper({
    listName: meeting.listName,
    issuer: meeting.organizationName,
    day,
    quarter: { ...of, start, added, removed, merged, end, difference },
    organizations: meeting.organizations.map(({ state, decisions, ...one }) => ({
      ...one,
      stateLabel: paperLabels.states[state] ?? state,
      decisions: decisions.map(({ event, ...decision }) => ({
        ...decision,
        label: paperLabels.events[event] ?? event,
      })),
    })),
    generatedAt: new Date().toISOString(),
  })
  return asDownload({ fileName: `${fileWord(`Tài liệu họp ${meeting.listName}`)}.docx`, contentType: wordType, bytes })
}
