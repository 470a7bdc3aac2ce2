import { type LegalDay, ok, type Result } from '../shared/index.ts'
import type { WorkingCalendar } from './calendar-day.ts'
import { addDays } from './legal-day.ts'
import { refuseRange } from './refuse-term.ts'
import type { CountedTerm, Term, TermRefusal, TermSettings, TermStep } from './term.ts'
import { dayAnswer } from './working-days.ts'

const two = (number: number) => String(number).padStart(2, '0')
const minutesOfDay = 24 * 60

/** A legal day and minutes after its midnight (up to 24:00) as `YYYY-MM-DDTHH:mm`. */
const written = (day: LegalDay, minutes: number) => `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

/**
 * Counts hours of the clock (H) or of the office (WH). Working hours run only inside office hours of working days, from the
 * instant or the next opening; a term used up exactly at closing time ends there (rule 15). Neither is rolled (rule 6).
 */
export function countHours(
  { from, quantity, unit, roll }: Pick<Term, 'from' | 'quantity' | 'unit' | 'roll'>,
  calendar: WorkingCalendar,
  { officeHours }: TermSettings,
): Result<CountedTerm, TermRefusal> {
  const day = from.slice(0, 10)
  const minutes = Number(from.slice(11, 13)) * 60 + Number(from.slice(14, 16))
  const back = roll === 'pre'
  const wanted = quantity * 60
  if (unit === 'H') {
    const end = minutes + (back ? -wanted : wanted)
    const due = written(
      addDays(day, Math.floor(end / minutesOfDay)),
      ((end % minutesOfDay) + minutesOfDay) % minutesOfDay,
    )
    const steps: TermStep[] = [
      { day, counted: false, used: 0, why: 'start', name: null, provisional: false },
      { day: due.slice(0, 10), counted: true, used: wanted, why: 'counted', name: null, provisional: false },
    ]
    return ok({ due, rawDue: due, remaining: null, unit, provisional: false, steps })
  }
  const steps: TermStep[] = []
  let used = 0
  let provisional = false
  for (let at = day; ; at = addDays(at, back ? -1 : 1)) {
    const answer = dayAnswer(at, calendar)
    if (!answer.ok) return refuseRange(answer.refusal)
    const { working, because, entry, provisional: unsure } = answer.value
    provisional ||= unsure
    const periods = working ? (back ? officeHours.toReversed() : officeHours) : []
    let end: number | null = wanted === 0 && !back ? openingFrom(at === day ? minutes : 0, periods) : null
    for (const [opens, closes] of periods) {
      if (end !== null) break
      const [first, last] =
        at !== day ? [opens, closes] : back ? [opens, Math.min(closes, minutes)] : [Math.max(opens, minutes), closes]
      if (first >= last) continue
      const left = wanted - used
      if (left <= last - first) end = back ? last - left : first + left
      used += Math.min(left, last - first)
    }
    const why = because === 'weekday' ? 'counted' : because === 'swapped-work' ? 'make-up' : because
    steps.push({ day: at, counted: working, used, why, name: entry?.nameVi ?? null, provisional: unsure })
    if (end !== null) {
      const due = written(at, end)
      return ok({ due, rawDue: due, remaining: null, unit, provisional, steps })
    }
  }
}

const openingFrom = (minutes: number, periods: readonly (readonly [number, number])[]): number | null => {
  const period = periods.find(([, closes]) => minutes < closes)
  return period ? Math.max(period[0], minutes) : null
}
