import { todayInHanoi } from '@nq15/domain/calendar'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { readScreeningWork } from '@nq15/use-cases/monitoring/read-screening-work'
import { appResources } from '../server/database.server.ts'
import { findScope } from '../server/session.server.ts'

/** What the start page says of early recognition: sheets not sent and signs not answered; null where nothing waits. */
export async function screeningWorkOf(person: SignedIn, now: Date) {
  const [enter, answer] = [findScope(person, 'monitoring:enter'), findScope(person, 'monitoring:answer')]
  if (!enter && !answer) return null
  const work = await readScreeningWork(appResources().db, { enter, answer, now })
  const sheets = work.sheets && { ...work.sheets, isLate: work.sheets.dueOn < todayInHanoi(now) }
  return sheets || work.alarms ? { ...work, sheets } : null
}
