import { z } from 'zod'
import type { LegalDay } from '../shared/index.ts'
import type { ExpectedRest } from './calendar-day.ts'

/** Units of terms: calendar day, working day, working hour, hour of the clock. */
export const termUnits = ['CD', 'WD', 'WH', 'H'] as const
export type TermUnit = (typeof termUnits)[number]

/**
 * Where the last day goes: `next_wd` to the next working day, `none` nowhere, `pre` counted backwards from the event, `after`
 * a waiting term whose result is the day after it (rules 5–8 of day counting).
 */
export const termRolls = ['next_wd', 'none', 'pre', 'after'] as const
export type TermRoll = (typeof termRolls)[number]

/** A term to be counted. `from` is the day of the start event, with the time (`YYYY-MM-DDTHH:mm`) for hours. */
export type Term = {
  readonly from: string
  readonly quantity: number
  readonly unit: TermUnit
  readonly roll: TermRoll
  /** Lengths granted; they lengthen the raw term, one roll at the end (rule 10). */
  readonly extensions?: readonly number[]
  /** Pairs of the day suspended and the day resumed; the last may be open. */
  readonly suspensions?: readonly (readonly [LegalDay, LegalDay | null])[]
}

/** What the law leaves open or local: each a setting with its default (rules 5, 12, 15 and 20). */
export type TermSettings = {
  readonly rollToWorkingDay: boolean
  readonly suspensionDayUsed: boolean
  readonly resumeDayCounted: boolean
  /** Office hours as minutes of the day, half open and in order. */
  readonly officeHours: readonly (readonly [number, number])[]
}

/** 08:00–12:00 and 13:00–17:00 (confidence M); the suspended day is used, the day of resumption not counted (design). */
export const termDefaults: TermSettings = {
  rollToWorkingDay: true,
  suspensionDayUsed: true,
  resumeDayCounted: false,
  officeHours: [
    [8 * 60, 12 * 60],
    [13 * 60, 17 * 60],
  ],
}

/** Why a day was counted or not, or what the count did there. */
export type StepReason =
  | 'start'
  | 'counted'
  | 'make-up'
  | 'weekend'
  | 'holiday'
  | 'compensatory'
  | 'swapped-off'
  | 'suspended'
  | 'resumed'
  | 'rolled'
  | 'effect'

/** One day of the count: its place in the count when counted, and the name of the day off. */
export type TermStep = {
  readonly day: LegalDay
  readonly counted: boolean
  /** Days (or minutes of an hour term) used when this day is over. */
  readonly used: number
  readonly why: StepReason
  readonly name: string | null
  readonly provisional: boolean
}

/**
 * A counted term. `rawDue` is before rolling, `due` the legal day; both null while it is suspended, with the rest in
 * `remaining`. Hours carry the time to the minute. `provisional` when a day the answer rests on is.
 */
export type TermAnswer = {
  readonly due: string | null
  readonly rawDue: string | null
  readonly remaining: number | null
  readonly unit: TermUnit
  readonly provisional: boolean
  readonly steps: readonly TermStep[]
  /** The unannounced days of rest that the due day falls on or was moved by. */
  readonly expected: readonly ExpectedRest[]
}
/** A term as counted, before its days are asked how certain they are. */
export type CountedTerm = Omit<TermAnswer, 'expected'>

/** Why a term has no due day; the codes of the command's contract that are matters of the calendar. */
export type TermRefusalCode =
  | 'BAD_DATE'
  | 'BAD_QUANTITY'
  | 'NEED_TIME'
  | 'SUSPENSION_OVERLAP'
  | 'SUSPENSION_OUTSIDE_TERM'
  | 'SUSPENSION_ORDER'
  | 'CALENDAR_RANGE'
export type TermRefusal = {
  readonly code: TermRefusalCode
  readonly day: string
  readonly from: string
  readonly until: string
}

/** A term as the command and the page read it; the days are judged by `countTerm`, which names what is wrong with them. */
export const termSchema = z.strictObject({
  from: z.string(),
  quantity: z.number().int().min(0).max(5_000),
  unit: z.enum(termUnits),
  roll: z.enum(termRolls).default('next_wd'),
  extensions: z.array(z.number().int().min(1).max(5_000)).max(20).default([]),
  suspensions: z
    .array(z.tuple([z.string(), z.string().nullable()]))
    .max(50)
    .default([]),
})
