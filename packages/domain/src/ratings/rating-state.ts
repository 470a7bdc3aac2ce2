import { z } from 'zod'
import type { Result } from '../shared/index.ts'
import { type Lifecycle, type StepRefusal, takeStep } from './transition.ts'

export const ratingStates = [
  'self',
  'reviewed',
  'balloted',
  'proposed',
  'appraised',
  'decided',
  'notified',
  'appealed',
  'reconsidered',
  'revised',
  'annulled',
] as const
export const ratingStateSchema = z.enum(ratingStates)
/** Where the case of one person or organization stands. */
export type RatingState = z.infer<typeof ratingStateSchema>

export const ratingEvents = [
  'review',
  'ballot',
  'propose',
  'appraise',
  'decide',
  'notify',
  'appeal',
  'withdraw',
  'reconsider',
  'revise',
  'annul',
  'return',
] as const
export const ratingEventSchema = z.enum(ratingEvents)
export type RatingEvent = z.infer<typeof ratingEventSchema>

const page: Lifecycle<RatingState, RatingEvent> = {
  steps: {
    self: { review: 'reviewed' },
    reviewed: { ballot: 'balloted', return: 'self' },
    balloted: { propose: 'proposed', return: 'reviewed' },
    proposed: { appraise: 'appraised', return: 'balloted' },
    appraised: { decide: 'decided', return: 'proposed' },
    decided: { notify: 'notified', revise: 'revised', annul: 'annulled' },
    notified: { appeal: 'appealed', revise: 'revised', annul: 'annulled' },
    appealed: { withdraw: 'notified', reconsider: 'reconsidered' },
    reconsidered: { notify: 'notified', revise: 'revised', annul: 'annulled' },
    revised: { notify: 'notified', revise: 'revised', annul: 'annulled' },
    annulled: {},
  },
  needReason: ['return', 'appeal', 'revise', 'annul'],
}

/** The state after an event of one rating case; a return, an appeal, a revision and an annulment must say why. */
export const nextRatingState = (
  from: RatingState,
  on: RatingEvent,
  reason?: string,
): Result<RatingState, StepRefusal<RatingState, RatingEvent>> => takeStep(page, from, { on, reason })
