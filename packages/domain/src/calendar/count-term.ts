import { type LegalDay, ok, type Result } from '../shared/index.ts'
import type { WorkingCalendar } from './calendar-day.ts'
import { calendarVn } from './calendar-vn.ts'
import { countHours } from './count-hours.ts'
import { dayTableOf, placeOf } from './day-table.ts'
import { expectedRestsOf } from './expected-rest.ts'
import { addDays, isLegalDay } from './legal-day.ts'
import { refuseRange, refuseTerm } from './refuse-term.ts'
import { judgeSuspensions, type Suspension } from './suspensions.ts'
import {
  type CountedTerm,
  type StepReason,
  type Term,
  type TermAnswer,
  type TermRefusal,
  type TermSettings,
  type TermStep,
  termDefaults,
} from './term.ts'
import { type DayAnswer, dayAnswer } from './working-days.ts'

const instant = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/u

/**
 * Counts a term and explains it day by day (day counting 1–17): the start day is not counted, working days by the calendar,
 * suspended days left out, one roll at the end. Refuses what cannot be answered with the first code that applies; nothing is
 * guessed outside the years of the calendar.
 */
export function countTerm(
  term: Term,
  calendar: WorkingCalendar = calendarVn,
  settings: TermSettings = termDefaults,
): Result<TermAnswer, TermRefusal> {
  const counted = countDays(term, calendar, settings)
  return counted.ok ? ok({ ...counted.value, expected: expectedRestsOf(counted.value, calendar) }) : counted
}

function countDays(term: Term, calendar: WorkingCalendar, settings: TermSettings): Result<CountedTerm, TermRefusal> {
  const hours = term.unit === 'H' || term.unit === 'WH'
  const [, dayPart] = instant.exec(term.from) ?? []
  const start = dayPart ?? term.from
  const days = [start, ...(term.suspensions ?? []).flatMap(([from, to]) => (to === null ? [from] : [from, to]))]
  const bad = days.find((day) => !isLegalDay(day))
  if (bad !== undefined) return refuseTerm('BAD_DATE', bad)
  const quantity = [term.quantity, ...(term.extensions ?? [])].reduce((sum, one) => sum + one, 0)
  if (!Number.isInteger(quantity) || term.quantity < 0) return refuseTerm('BAD_QUANTITY', String(term.quantity))
  if (hours && dayPart === undefined) return refuseTerm('NEED_TIME', term.from)
  if (hours) return countHours({ from: term.from, quantity, unit: term.unit, roll: term.roll }, calendar, settings)

  const count = { start, quantity, working: term.unit === 'WD', calendar, settings }
  const suspensions = judgeSuspensions(start, term.suspensions ?? [], (earlier) => rawDueOf(count, earlier))
  if (!suspensions.ok) return suspensions
  const open = suspensions.value.at(-1)
  if (open && open[1] === null) return suspended(count, suspensions.value, term)
  return term.roll === 'pre' ? countBack(count, term) : countForward(count, suspensions.value, term)
}

type Count = {
  readonly start: LegalDay
  readonly quantity: number
  readonly working: boolean
  readonly calendar: WorkingCalendar
  readonly settings: TermSettings
}

const offReason = ({ because }: DayAnswer): StepReason =>
  because === 'weekday' ? 'counted' : because === 'swapped-work' ? 'make-up' : because

/** A day's suspension, by the switches of rule 12: the day of suspension is used, the day of resumption does not count. */
function pauseOf(
  day: LegalDay,
  suspensions: readonly Suspension[],
  { suspensionDayUsed, resumeDayCounted }: TermSettings,
): 'suspended' | 'resumed' | null {
  for (const [from, to] of suspensions) {
    if (suspensionDayUsed ? day <= from : day < from) continue
    if (to === null || day < to) return 'suspended'
    if (day === to && !resumeDayCounted) return 'resumed'
  }
  return null
}

type Walk = { readonly day: LegalDay; readonly steps: TermStep[]; readonly provisional: boolean }

/** Walks forward until the quantity is used and no suspension holds the last day back; stops early at `until`. */
function walk(count: Count, suspensions: readonly Suspension[], until?: LegalDay): Result<Walk, TermRefusal> {
  const { start, quantity, working, calendar, settings } = count
  const first = dayAnswer(start, calendar)
  const firstName = first.ok ? (first.value.entry?.nameVi ?? null) : null
  const steps: TermStep[] = [{ day: start, counted: false, used: 0, why: 'start', name: firstName, provisional: false }]
  let used = 0
  let provisional = false
  let day = start
  // A term used up on the very day it was suspended still waits for the day it is resumed (raw + the days of suspension).
  const held = () => suspensions.some(([from, to]) => day >= from && (to === null || day < to))
  const { answers, days } = dayTableOf(calendar)
  let place = placeOf(start, calendar)
  while ((used < quantity || held()) && (until === undefined || day < until)) {
    place += 1
    day = days[place] ?? addDays(day, 1)
    const answer = answers[place] ?? dayAnswer(day, calendar)
    if (!answer.ok && working) return refuseRange(answer.refusal)
    const pause = pauseOf(day, suspensions, settings)
    const isWorking = !working || (answer.ok && answer.value.working)
    const counted = pause === null && isWorking && used < quantity
    if (counted) used += 1
    provisional ||= working && answer.ok && answer.value.provisional
    const kind = answer.ok ? offReason(answer.value) : 'counted'
    const why = pause ?? (working || kind === 'make-up' ? kind : 'counted')
    const name = answer.ok ? (answer.value.entry?.nameVi ?? null) : null
    steps.push({ day, counted, used, why, name, provisional: answer.ok && answer.value.provisional })
  }
  return ok({ day, steps, provisional })
}

const rawDueOf = (count: Count, suspensions: readonly Suspension[]): Result<LegalDay, TermRefusal> => {
  const walked = walk(count, suspensions)
  return walked.ok ? ok(walked.value.day) : walked
}

function suspended(count: Count, suspensions: readonly Suspension[], { unit }: Term): Result<CountedTerm, TermRefusal> {
  const until = suspensions.at(-1)?.[0]
  const walked = walk(count, suspensions, until)
  if (!walked.ok) return walked
  const { steps, provisional } = walked.value
  const remaining = count.quantity - (steps.at(-1)?.used ?? 0)
  return ok({ due: null, rawDue: null, remaining, unit, provisional, steps })
}

function countForward(
  count: Count,
  suspensions: readonly Suspension[],
  { unit, roll }: Term,
): Result<CountedTerm, TermRefusal> {
  const walked = walk(count, suspensions)
  if (!walked.ok) return walked
  const { day: rawDue, steps } = walked.value
  const answer = { rawDue, remaining: null, unit }
  if (roll === 'after') {
    const due = addDays(rawDue, 1)
    const used = steps.at(-1)?.used ?? 0
    const effect: TermStep = { day: due, counted: false, used, why: 'effect', name: null, provisional: false }
    return ok({ ...answer, due, provisional: walked.value.provisional, steps: [...steps, effect] })
  }
  if (roll === 'none' || !count.settings.rollToWorkingDay) {
    return ok({ ...answer, due: rawDue, provisional: walked.value.provisional, steps })
  }
  const rolled = rollFrom(rawDue, { step: 1, steps, calendar: count.calendar })
  if (!rolled.ok) return rolled
  const provisional = walked.value.provisional || rolled.value.provisional
  return ok({ ...answer, due: rolled.value.day, provisional, steps: rolled.value.steps })
}

/** Moves a last day to a working day: onward for what must be done by it, back for what must be done before an event. */
function rollFrom(
  raw: LegalDay,
  { step, steps: walked, calendar }: { step: 1 | -1; steps: readonly TermStep[]; calendar: WorkingCalendar },
): Result<Walk, TermRefusal> {
  const steps = [...walked]
  const used = steps.at(-1)?.used ?? 0
  let provisional = false
  for (let day = raw; ; day = addDays(day, step)) {
    const answer = dayAnswer(day, calendar)
    if (!answer.ok) return refuseRange(answer.refusal)
    const { value } = answer
    provisional ||= value.provisional
    const name = value.entry?.nameVi ?? null
    const last = steps.at(-1)
    const why: StepReason = value.working ? 'rolled' : offReason(value)
    if (day === raw && !value.working && last) {
      // The last day itself counts; that it is a day off is why it moves.
      steps[steps.length - 1] = { ...last, name, provisional: value.provisional }
    }
    if (day !== raw) steps.push({ day, counted: false, used, why, name, provisional: value.provisional })
    if (value.working) return ok({ day, steps, provisional })
  }
}

function countBack(count: Count, { unit }: Term): Result<CountedTerm, TermRefusal> {
  const { start, quantity, working, calendar } = count
  const first = dayAnswer(start, calendar)
  const firstName = first.ok ? (first.value.entry?.nameVi ?? null) : null
  const steps: TermStep[] = [{ day: start, counted: false, used: 0, why: 'start', name: firstName, provisional: false }]
  let used = 0
  let provisional = false
  let day = start
  while (used < quantity) {
    day = addDays(day, -1)
    const answer = dayAnswer(day, calendar)
    if (!answer.ok && working) return refuseRange(answer.refusal)
    const counted = !working || (answer.ok && answer.value.working)
    if (counted) used += 1
    provisional ||= working && answer.ok && answer.value.provisional
    const why = working && answer.ok ? offReason(answer.value) : 'counted'
    const name = answer.ok ? (answer.value.entry?.nameVi ?? null) : null
    steps.push({ day, counted, used, why, name, provisional: answer.ok && answer.value.provisional })
  }
  const rolled = rollFrom(day, { step: -1, steps, calendar })
  if (!rolled.ok) return rolled
  return ok({
    due: rolled.value.day,
    rawDue: day,
    remaining: null,
    unit,
    provisional: provisional || rolled.value.provisional,
    steps: rolled.value.steps,
  })
}
