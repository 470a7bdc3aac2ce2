import type { Database } from '@nq15/db/client'
import { findForecastAlarm, listLateAlarms } from '@nq15/db/incidents/forecast.read'
import { updateForecastAlarm } from '@nq15/db/incidents/forecast.write'
import { listAbove } from '@nq15/db/monitoring/screened.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type ForecastAnswerKind, isAlarmLate, judgeAlarmAnswer } from '@nq15/domain/incidents'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { handPermissions, type IncidentsActing, personOf } from './incidents-hand.ts'

type Answer = Result<
  { readonly alarmId: string; readonly state: string },
  { readonly code: 'NOT_FOUND' | 'NO_SUCH_STEP' | 'CHANGED_MEANWHILE' | 'REASON_REQUIRED' | 'NAMES_A_PERSON' }
>

/** Answers an alarm with what is done, or with why nothing is, for `case:work` or `case:decide` over its commune. Answers stand. */
export async function answerForecastAlarm(
  db: Database,
  acting: IncidentsActing,
  command: {
    readonly requestId: string
    readonly alarmId: string
    readonly version: number
    readonly answer: ForecastAnswerKind
    readonly reason: string
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const person = personOf(acting, 'case:work') ?? personOf(acting, 'case:decide')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, alarmId, version, answer, reason, now } = command
  const once = { requestId, useCase: 'forecast.answer', permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const alarm = await findForecastAlarm(tx, person, alarmId)
    if (!alarm) return refuse({ code: 'NOT_FOUND' })
    const judged = judgeAlarmAnswer(alarm.state, { answer, reason })
    if (!judged.ok) return judged
    if (alarm.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const { userId, name } = person.actor
    const said = { answer, reason, answeredBy: userId, answeredByName: name, answeredOn: todayInHanoi(now) }
    const change = { state: judged.value, ...said }
    if (!(await updateForecastAlarm(tx, hand, { alarmId, version, change })))
      return refuse({ code: 'CHANGED_MEANWHILE' })
    return ok({ alarmId, state: judged.value })
  })
}

/** Escalates alarms nobody answered by their day and tells who stands above; answers how many. Done twice it finds nothing more. */
export async function escalateForecastAlarms(db: Database, hand: Scope, now: Date): Promise<number> {
  const today = todayInHanoi(now)
  return db.asActor(hand, async (tx) => {
    let escalated = 0
    for (const alarm of await listLateAlarms(tx, hand, { today })) {
      const { alarmId, version, organizationId, level } = alarm
      if (!isAlarmLate(alarm, today)) continue
      const change = { state: 'escalated', escalatedOn: today }
      if (!(await updateForecastAlarm(tx, hand, { alarmId, version, change }))) continue
      const above = (await listAbove(tx, hand, { organizationId, day: today }))[1] ?? organizationId
      await emit(tx, hand, {
        ...{
          type: 'incidents.alarm-escalated',
          organizationId: above,
          recordTable: 'forecast_alarm',
          recordId: alarmId,
        },
        payload: { level, dueOn: alarm.dueOn },
      })
      escalated += 1
    }
    return escalated
  })
}
