import { ok, type Result, refuse } from '../shared/index.ts'
import type { BreachState } from './schema.ts'

export type BreachStep = 'assess' | 'notify' | 'close'
export type BreachRefusal = { readonly code: 'STEP_NOT_NOW' | 'NOTICE_MISSING' | 'REPORTED_IT_HIMSELF' }

type Breach = {
  readonly state: BreachState
  readonly mustNotify: boolean | null
  readonly notified: boolean
  readonly noticedBy: string
}

/**
 * Where a breach goes by a step: assessed first; notified when the assessment demands it; closed by another person than the
 * one who reported it, and never before a notice that is due was given.
 */
export function stepBreach(breach: Breach, step: BreachStep, userId: string): Result<BreachState, BreachRefusal> {
  const { state, mustNotify, notified, noticedBy } = breach
  if (step === 'assess') return state === 'noticed' ? ok('assessed') : refuse({ code: 'STEP_NOT_NOW' })
  if (step === 'notify') return state === 'assessed' && mustNotify ? ok('notified') : refuse({ code: 'STEP_NOT_NOW' })
  if (state !== 'assessed' && state !== 'notified') return refuse({ code: 'STEP_NOT_NOW' })
  if (mustNotify && !notified) return refuse({ code: 'NOTICE_MISSING' })
  return userId === noticedBy ? refuse({ code: 'REPORTED_IT_HIMSELF' }) : ok('closed')
}
