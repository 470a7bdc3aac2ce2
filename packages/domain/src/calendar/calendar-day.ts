import type { Confidence, LegalDay } from '../shared/index.ts'

/** What makes a day differ from the plain week; swapped days come in pairs by the yearly notice. */
export const calendarDayKinds = ['holiday', 'compensatory', 'swapped-off', 'swapped-work'] as const
export type CalendarDayKind = (typeof calendarDayKinds)[number]

/** One day of the official calendar; `provisional` = computed before the year's notice, still to be confirmed. */
export type CalendarDay = {
  readonly day: LegalDay
  readonly kind: CalendarDayKind
  readonly nameVi: string
  readonly basis: string
  readonly confidence: Confidence | 'provisional'
}

/**
 * A calendar of days off and make-up days: complete from `from` (inside) to `until` (outside). From
 * `provisionalFrom` on every answer is provisional, plain days too: swaps are not announced yet.
 */
export type WorkingCalendar = {
  readonly from: LegalDay
  readonly until: LegalDay
  readonly provisionalFrom: LegalDay
  readonly days: readonly CalendarDay[]
}

/** A day of rest not announced yet: counted as off where the law itself fixes it, else only expected and not counted. */
export type ExpectedRest = { readonly day: LegalDay; readonly name: string; readonly isCounted: boolean }
