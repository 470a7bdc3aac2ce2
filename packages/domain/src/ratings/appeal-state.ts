import { z } from 'zod'
import type { Result } from '../shared/index.ts'
import { type Lifecycle, type StepRefusal, takeStep } from './transition.ts'

export const appealStates = ['filed', 'withdrawn', 'upheld', 'changed'] as const
export const appealStateSchema = z.enum(appealStates)
/** Where a complaint about a rating stands; `upheld` keeps the level, `changed` replaces it by a new decision. */
export type AppealState = z.infer<typeof appealStateSchema>

export const appealEvents = ['withdraw', 'uphold', 'change'] as const
export type AppealEvent = (typeof appealEvents)[number]

const page: Lifecycle<AppealState, AppealEvent> = {
  steps: {
    filed: { withdraw: 'withdrawn', uphold: 'upheld', change: 'changed' },
    withdrawn: {},
    upheld: {},
    changed: {},
  },
  needReason: ['uphold', 'change'],
}

/** The state of a complaint after an event; every answer says why. */
export const nextAppealState = (
  from: AppealState,
  on: AppealEvent,
  reason?: string,
): Result<AppealState, StepRefusal<AppealState, AppealEvent>> => takeStep(page, from, { on, reason })
