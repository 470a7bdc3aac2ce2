import type { Permission } from '../access/index.ts'
import type { RatingEvent, RatingState } from './rating-state.ts'

export const afterSteps = ['notify', 'appeal', 'withdraw', 'reconsider', 'prepare-correction', 'correct'] as const
/** What may happen to a rating once it is decided. */
export type AfterStep = (typeof afterSteps)[number]

/**
 * Who may take which step, and the event it is in a rating's lifecycle; preparing a correction moves nothing yet, but only
 * what could be revised may be prepared. The step is possible wherever the lifecycle knows the event. A permission of `unit:`
 * acts on organizations, collectives and leaders decided above, and only at the place a grant names.
 */
export const afterStepRules = {
  notify: { permissions: ['rating:board', 'rating:decide', 'unit:appraise'], event: 'notify' },
  appeal: { permissions: ['rating:self', 'rating:work', 'unit:report'], event: 'appeal' },
  withdraw: { permissions: ['rating:self', 'rating:work', 'unit:report'], event: 'withdraw' },
  reconsider: { permissions: ['rating:decide', 'unit:decide'], event: 'reconsider' },
  'prepare-correction': { permissions: ['rating:board', 'unit:appraise'], event: 'revise' },
  correct: { permissions: ['rating:decide', 'unit:decide'], event: 'revise' },
} as const satisfies Record<AfterStep, { permissions: readonly Permission[]; event: RatingEvent }>

/** States in which a decided level stands: it has a rating of its own. */
export const decidedStates = [
  'decided',
  'notified',
  'appealed',
  'reconsidered',
  'revised',
] as const satisfies readonly RatingState[]
