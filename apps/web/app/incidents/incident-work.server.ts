import { listForecastAlarms } from '@nq15/db/incidents/forecast.read'
import { listOpenConclusions } from '@nq15/db/incidents/steering.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { appResources } from '../server/database.server.ts'
import { findScope } from '../server/session.server.ts'

/**
 * Alarms of the forecast that nobody answered yet, the escalated ones first, and overdue tasks of Steering Committee 15, for the start
 * page of who may do something about them.
 */
export async function incidentWorkOf(person: SignedIn, now: Date) {
  const scope = findScope(person, 'case:read')
  if (!scope || !(findScope(person, 'case:work') ?? findScope(person, 'case:decide')))
    return { alarms: [], conclusions: [] }
  const today = todayInHanoi(now)
  const { alarms, open } = await appResources().db.asReader(scope, async (tx) => ({
    alarms: await listForecastAlarms(tx, scope, null),
    open: await listOpenConclusions(tx, scope, { limit: 50 }),
  }))
  return {
    conclusions: open
      .filter(({ dueOn }) => dueOn < today)
      .slice(0, 10)
      .map(({ conclusionId, meetingId, text, owner, dueOn }) => ({ conclusionId, meetingId, text, owner, dueOn })),
    alarms: alarms
      .filter(({ state }) => state === 'raised' || state === 'escalated')
      .slice(0, 10)
      .map(({ alarmId, organizationId, organizationName, projectName, subject, level, dueOn }) => ({
        ...{ alarmId, level, dueOn, isLate: dueOn < today },
        place: [organizationName, projectName].filter(Boolean).join(', '),
        to: `/incidents/forecast/${organizationId}${subject === '' ? '' : `?subject=${encodeURIComponent(subject)}`}`,
      })),
  }
}
