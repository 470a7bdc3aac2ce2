import { z } from 'zod'
import type { Result } from '../shared/index.ts'
import { textField } from '../shared/index.ts'
import { type Lifecycle, type StepRefusal, takeStep } from './transition.ts'

export const screeningStates = ['open', 'educating', 'reviewing', 'closed'] as const
export const screeningStateSchema = z.enum(screeningStates)
/** Where the review of a member rated "không hoàn thành nhiệm vụ" two years running stands. */
export type ScreeningState = z.infer<typeof screeningStateSchema>

export const screeningEvents = ['educate', 'review', 'close'] as const
export const screeningEventSchema = z.enum(screeningEvents)
export type ScreeningEvent = z.infer<typeof screeningEventSchema>

/** The cell educates and helps before anything else is considered (02-HD/BTCTW 2021, II.1); it closes at any time, with why. */
const page: Lifecycle<ScreeningState, ScreeningEvent> = {
  steps: {
    open: { educate: 'educating', close: 'closed' },
    educating: { review: 'reviewing', close: 'closed' },
    reviewing: { educate: 'educating', close: 'closed' },
    closed: {},
  },
  needReason: ['educate', 'review', 'close'],
}

/** The state of a screening task after an event. */
export const nextScreeningState = (
  from: ScreeningState,
  on: ScreeningEvent,
  reason?: string,
): Result<ScreeningState, StepRefusal<ScreeningState, ScreeningEvent>> => takeStep(page, from, { on, reason })

/** Why a task was closed; a removal is only proposed here, it is another procedure. */
export const closingReasons = ['improved', 'removal-proposed', 'left', 'ground-gone', 'other'] as const
export const closingReasonSchema = z.enum(closingReasons)
export type ClosingReason = z.infer<typeof closingReasonSchema>

/** A step of a screening task with what was done or decided. */
export const stepScreeningSchema = z
  .object({
    event: screeningEventSchema,
    note: textField.pipe(z.string().min(1).max(2_000)),
    closingReason: z.union([closingReasonSchema, z.literal('').transform(() => null)]).default(null),
  })
  .refine(({ event, closingReason }) => event !== 'close' || closingReason !== null, { path: ['closingReason'] })
export type StepScreening = z.infer<typeof stepScreeningSchema>

/** A person's or organization's standing outcome of a year. */
export type YearOutcome = { readonly year: number; readonly outcome: string }

/**
 * The pairs of following years both rated KHT, oldest first. A year without a rating between them breaks the run: the texts
 * known to us do not say that it counts (M).
 */
export function failedTwice(history: readonly YearOutcome[]): readonly (readonly [number, number])[] {
  const failed = new Set(history.filter(({ outcome }) => outcome === 'KHT').map(({ year }) => year))
  return [...failed]
    .filter((year) => failed.has(year + 1))
    .sort((left, right) => left - right)
    .map((year) => [year, year + 1])
}
