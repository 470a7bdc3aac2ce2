import { countTerm, type TermAnswer, type WorkingCalendar } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'
import type { AfterOptions } from './after-rules.ts'

/** A last day with the count that led to it; both null where the calendar does not reach. */
export type CountedDay = { readonly day: LegalDay | null; readonly count: TermAnswer | null }

type Window = AfterOptions['appeal']['file']

function countFrom(from: LegalDay, { quantity, unit }: Window, calendar: WorkingCalendar): CountedDay {
  const counted = countTerm({ from, quantity, unit, roll: 'next_wd' }, calendar)
  return counted.ok ? { day: counted.value.due, count: counted.value } : { day: null, count: null }
}

/** Until when a complaint may be filed without a mark: counted from the day after the notice. */
export const fileUntil = (noticeOn: LegalDay, { appeal }: AfterOptions, calendar: WorkingCalendar): CountedDay =>
  countFrom(noticeOn, appeal.file, calendar)

/** Until when a complaint is to be answered: counted from the day after it was filed. */
export const answerUntil = (filedOn: LegalDay, { appeal }: AfterOptions, calendar: WorkingCalendar): CountedDay =>
  countFrom(filedOn, appeal.answer, calendar)
