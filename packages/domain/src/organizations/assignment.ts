import { z } from 'zod'
import { addDays, openEnd } from '../calendar/index.ts'
import { type LegalDay, legalDayField, ok, type Result, refuse, textField } from '../shared/index.ts'

/** What a committee member is for an area or an organization: in charge, supporting, or following it for the inspection commission. */
export const assignmentKinds = ['main', 'supporting', 'ubkt-follow'] as const
export type AssignmentKind = (typeof assignmentKinds)[number]

/** One assignment, `[validFrom, validTo)`; the day of a hand-over belongs to the successor. */
export type AssignmentPeriod = {
  readonly assignmentId: string
  readonly kind: AssignmentKind
  readonly holderName: string
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

const needed = (max: number) => textField.pipe(z.string().min(1).max(max))
const optional = (max: number) => textField.pipe(z.string().max(max)).default('')

const holder = {
  holderName: needed(120),
  holderPost: optional(160),
  /** Whether an account of the same name is to be tied to the assignment. */
  withAccount: z.enum(['', 'on']).default(''),
  decisionNumber: needed(60),
  decidedOn: legalDayField.or(z.literal('')).default(''),
}

/** Who is to be in charge of an area or an organization, from which day, by which decision. */
export const assignSchema = z.strictObject({ kind: z.enum(assignmentKinds), validFrom: legalDayField, ...holder })
export type Assign = Readonly<z.infer<typeof assignSchema>>

/** Who takes over, from which day, by which decision. */
export const handOverSchema = z.strictObject({ on: legalDayField, ...holder })
export type HandOver = Readonly<z.infer<typeof handOverSchema>>

/** Why an assignment is refused. */
export const assignmentRefusalCodes = [
  'MAIN_STANDS',
  'OUTSIDE_LIFE',
  'DECIDED_AFTER_START',
  'HAND_OVER_NOT_LATER',
  'HAND_OVER_PLANNED',
  'SAME_HOLDER',
  'MAIN_NEEDS_HAND_OVER',
  'ALREADY_ENDED',
  'ALREADY_IN_FORCE',
  'NO_COMMITTEE',
  'NO_ACCOUNT_OF_NAME',
  'SEVERAL_ACCOUNTS',
] as const
export type AssignmentRefusalCode = (typeof assignmentRefusalCodes)[number]
export type AssignmentRefused = { readonly code: AssignmentRefusalCode }

type Life = { readonly from: LegalDay; readonly to: LegalDay }
const lasts = ({ validFrom, validTo }: AssignmentPeriod) => validFrom < validTo
const earlier = (one: LegalDay, other: LegalDay) => (one.localeCompare(other) < 0 ? one : other)
const mainsOf = (periods: readonly AssignmentPeriod[]) => periods.filter((one) => one.kind === 'main' && lasts(one))

/**
 * Whether somebody may be assigned from a day on: within the life of what he is assigned to, not before the decision, and as
 * main only where nobody ever was (afterwards it is handed over). Refuses OUTSIDE_LIFE, DECIDED_AFTER_START, MAIN_STANDS.
 */
export function checkAssign(
  command: Pick<Assign, 'kind' | 'validFrom' | 'decidedOn'>,
  { life, periods }: { readonly life: Life; readonly periods: readonly AssignmentPeriod[] },
): Result<null, AssignmentRefused> {
  if (command.validFrom < life.from || command.validFrom >= life.to) return refuse({ code: 'OUTSIDE_LIFE' })
  if (command.decidedOn !== '' && command.decidedOn > command.validFrom) return refuse({ code: 'DECIDED_AFTER_START' })
  if (command.kind === 'main' && mainsOf(periods).length > 0) return refuse({ code: 'MAIN_STANDS' })
  return ok(null)
}

/**
 * Whether one assignment may pass to another person on a day: later than it began, within life, not before the decision, the
 * last one planned, to somebody else. Refuses with the first of these that does not hold.
 */
export function checkHandOver(
  command: Pick<HandOver, 'on' | 'decidedOn' | 'holderName'>,
  { life, current }: { readonly life: Life; readonly current: AssignmentPeriod },
): Result<null, AssignmentRefused> {
  if (!lasts(current)) return refuse({ code: 'ALREADY_ENDED' })
  if (current.validTo !== life.to) return refuse({ code: 'HAND_OVER_PLANNED' })
  if (command.on <= current.validFrom) return refuse({ code: 'HAND_OVER_NOT_LATER' })
  if (command.on >= life.to) return refuse({ code: 'OUTSIDE_LIFE' })
  if (command.decidedOn !== '' && command.decidedOn > command.on) return refuse({ code: 'DECIDED_AFTER_START' })
  if (command.holderName === current.holderName) return refuse({ code: 'SAME_HOLDER' })
  return ok(null)
}

/**
 * Whether an assignment may end on a day without a successor: a main one never does. Refuses MAIN_NEEDS_HAND_OVER,
 * ALREADY_ENDED, HAND_OVER_NOT_LATER.
 */
export function checkEnd(current: AssignmentPeriod, on: LegalDay): Result<null, AssignmentRefused> {
  if (current.kind === 'main') return refuse({ code: 'MAIN_NEEDS_HAND_OVER' })
  if (!lasts(current) || current.validTo <= on) return refuse({ code: 'ALREADY_ENDED' })
  if (on < current.validFrom) return refuse({ code: 'HAND_OVER_NOT_LATER' })
  return ok(null)
}

/** Whether a planned assignment may be taken back: only before its first day. Refuses ALREADY_IN_FORCE, ALREADY_ENDED. */
export function checkTakeBack(current: AssignmentPeriod, today: LegalDay): Result<null, AssignmentRefused> {
  if (!lasts(current)) return refuse({ code: 'ALREADY_ENDED' })
  return current.validFrom > today ? ok(null) : refuse({ code: 'ALREADY_IN_FORCE' })
}

/** A stretch of days `[from, to)` without a main assignment, or with two. */
export type AssignmentFault = { readonly code: 'GAP' | 'OVERLAP'; readonly from: LegalDay; readonly to: LegalDay }

/** Every fault of the main assignments of one area or organization between the first one's start and the end of its life. */
export function mainFaults(periods: readonly AssignmentPeriod[], life: Life): readonly AssignmentFault[] {
  const mains = mainsOf(periods).toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1))
  const faults: AssignmentFault[] = []
  let reached = mains[0]?.validFrom ?? life.to
  for (const { validFrom, validTo } of mains) {
    if (validFrom > reached) faults.push({ code: 'GAP', from: reached, to: validFrom })
    if (validFrom < reached) {
      faults.push({ code: 'OVERLAP', from: validFrom, to: earlier(validTo, reached) })
    }
    if (validTo > reached) reached = validTo
  }
  if (reached < life.to) faults.push({ code: 'GAP', from: reached, to: life.to })
  return faults
}

/** The last day of an assignment for people, or null while no end is set. */
export const lastDayOf = ({ validTo }: Pick<AssignmentPeriod, 'validTo'>): LegalDay | null =>
  validTo === openEnd ? null : addDays(validTo, -1)
