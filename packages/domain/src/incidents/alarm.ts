import type { LegalDay } from '../shared/index.ts'
import { ok, type Result, refuse } from '../shared/index.ts'
import { findPersonMarks } from './find-person-marks.ts'

/** Where an alarm stands (weak units, section 13.2). */
export const forecastAlarmStates = ['raised', 'escalated', 'acknowledged', 'closed'] as const
export type ForecastAlarmState = (typeof forecastAlarmStates)[number]

/** What is answered: something is done, or nothing with a reason. */
export const forecastAnswers = ['action', 'no-action'] as const
export type ForecastAnswerKind = (typeof forecastAnswers)[number]

/** Every step there is; what is not listed here is refused. `close` follows the level, `escalate` the calendar. */
export const forecastAlarmTransitions: readonly {
  readonly from: readonly ForecastAlarmState[]
  readonly event: 'acknowledge' | 'escalate' | 'close'
  readonly to: ForecastAlarmState
}[] = [
  { from: ['raised', 'escalated'], event: 'acknowledge', to: 'acknowledged' },
  { from: ['raised'], event: 'escalate', to: 'escalated' },
  { from: ['raised', 'escalated', 'acknowledged'], event: 'close', to: 'closed' },
]

/** Where an event leads from a state; null where the table has no such step. */
export const nextAlarmState = (
  state: ForecastAlarmState,
  event: (typeof forecastAlarmTransitions)[number]['event'],
): ForecastAlarmState | null =>
  forecastAlarmTransitions.find((row) => row.event === event && row.from.includes(state))?.to ?? null

/**
 * What a new level does to alarms: one that rose to 1 or more raises an alarm, which takes the place of an open one; one that fell
 * below the level of the open alarm closes it. An unknown level does neither: nothing is inferred from a gap.
 */
export function alarmAfter(of: {
  readonly before: number | null
  readonly now: number | null
  readonly openAt: number | null
}): { readonly raises: boolean; readonly closes: boolean } {
  const { before, now, openAt } = of
  if (now === null) return { raises: false, closes: false }
  const raises = now >= 1 && now > (before ?? 0) && now > (openAt ?? 0)
  return { raises, closes: openAt !== null && (raises || now < openAt) }
}

/** Judges an answer: no action needs its reason, and no text names anybody. */
export function judgeAlarmAnswer(
  state: ForecastAlarmState,
  said: { readonly answer: ForecastAnswerKind; readonly reason: string },
): Result<ForecastAlarmState, { readonly code: 'NO_SUCH_STEP' | 'REASON_REQUIRED' | 'NAMES_A_PERSON' }> {
  const to = nextAlarmState(state, 'acknowledge')
  if (to === null) return refuse({ code: 'NO_SUCH_STEP' })
  // What is done is said too: an acknowledgement without a word shows nothing.
  if (said.reason.trim() === '') return refuse({ code: 'REASON_REQUIRED' })
  if (findPersonMarks([said.reason]).length > 0) return refuse({ code: 'NAMES_A_PERSON' })
  return ok(to)
}

/** The due day itself is still in time; from the day after an alarm nobody answered escalates. */
export const isAlarmLate = (alarm: { readonly state: ForecastAlarmState; readonly dueOn: LegalDay }, today: LegalDay) =>
  alarm.state === 'raised' && alarm.dueOn < today
