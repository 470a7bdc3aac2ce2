import { addDays, type WorkingCalendar, workingDaysBetween } from '../calendar/index.ts'
import type { InForce, LegalDay, LegalSource } from '../shared/index.ts'
import { timetable20251031 } from './rules/2025-10-31-timetable.ts'

export type TermCode = 'finished' | 'schoolsFinished' | 'specialUnitsFinished' | 'filesToCentral' | 'centralReport'

/** The law's own days of a rating year; each is to be over before the day named, so that day itself is too late. */
export type Timetable = {
  /** The first rating year that is held to it. */
  readonly firstYear: number
  readonly inForce: InForce
  readonly terms: readonly {
    readonly code: TermCode
    /** Month and day. */
    readonly before: string
    readonly yearOffset: 0 | 1
    readonly source: LegalSource
  }[]
  /** How many working days before its meeting the draft of a report goes to those who attend. */
  readonly draft: { readonly workingDays: number; readonly source: LegalSource }
}

/** The last day on which something may still be done, by which provision. */
export type LegalEnd = { readonly lastDay: LegalDay; readonly before: LegalDay; readonly source: LegalSource }

const timetables: readonly Timetable[] = [timetable20251031]

/** The timetable a rating year is held to; null for the years before there was one that could be read. */
export function timetableOfYear(year: number): Timetable | null {
  return timetables.findLast(({ firstYear }) => firstYear <= year) ?? null
}

/** The last day the law leaves for something in a rating year; null where no timetable of the year names one. */
export function legalEndOf(year: number, code: TermCode): LegalEnd | null {
  const term = timetableOfYear(year)?.terms.find((one) => one.code === code)
  if (!term) return null
  const before = `${year + term.yearOffset}-${term.before}`
  return { lastDay: addDays(before, -1), before, source: term.source }
}

/** A day a committee set for itself that lies outside the law's. */
export type DayOutsideLaw<Field extends string> = { readonly field: Field } & LegalEnd

/** The days of a year that end later than the law lets them, each with the provision. */
export function daysOutsideLaw<Field extends string>(
  year: number,
  days: Readonly<Record<Field, LegalDay>>,
): readonly DayOutsideLaw<Field>[] {
  const end = legalEndOf(year, 'finished')
  if (!end) return []
  return (Object.entries(days) as [Field, LegalDay][])
    .filter(([, day]) => day > end.lastDay)
    .map(([field]) => ({ field, ...end }))
}

/** What the minutes say of the draft report. */
export type DraftSending = {
  readonly heldOn: LegalDay | null
  readonly draftWhat: string
  readonly draftSentTo: string
  readonly draftSentOn: LegalDay | null
  /** Why it went out late or not at all: people answer for it, the level above reads it. */
  readonly draftLateReason: string
}

/**
 * What is wrong with the sending of a draft: not recorded whole, or fewer working days before the meeting than asked.
 * `explained` when a reason stands beside it.
 */
export type DraftFault = {
  readonly code: 'DRAFT_NOT_RECORDED' | 'DRAFT_TOO_LATE'
  readonly required: number
  readonly workingDays: number | null
  readonly explained: boolean
  readonly source: LegalSource
}

/**
 * Whether the draft of the report was out in time. The day of sending does not count and the day of the meeting does not
 * either: so many whole working days lie between. Without a day of the meeting, in a year without a timetable and outside
 * the known calendar nothing is said.
 */
export function checkDraft(
  sending: DraftSending,
  { year, calendar }: { year: number; calendar?: WorkingCalendar },
): DraftFault | null {
  const table = timetableOfYear(year)
  const { heldOn, draftSentOn } = sending
  if (!table || heldOn === null) return null
  const { workingDays: required, source } = table.draft
  const fault = { required, explained: sending.draftLateReason.trim() !== '', source }
  if (draftSentOn === null || sending.draftWhat.trim() === '' || sending.draftSentTo.trim() === '')
    return { code: 'DRAFT_NOT_RECORDED', workingDays: null, ...fault }
  if (draftSentOn >= heldOn) return { code: 'DRAFT_TOO_LATE', workingDays: 0, ...fault }
  const between = workingDaysBetween(draftSentOn, addDays(heldOn, -1), calendar)
  if (!between.ok) return null
  const { workingDays } = between.value
  return workingDays >= required ? null : { code: 'DRAFT_TOO_LATE', workingDays, ...fault }
}
