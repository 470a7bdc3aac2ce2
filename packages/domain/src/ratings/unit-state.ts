import { z } from 'zod'
import type { Result } from '../shared/index.ts'
import { type Lifecycle, type StepRefusal, takeStep } from './transition.ts'

export const unitStates = [
  'not-started',
  'in-work',
  'with-intermediate',
  'sent',
  'appraising',
  'returned',
  'appraised',
  'decided',
] as const
export const unitStateSchema = z.enum(unitStates)
/** Where the case of an organization, a collective or a leader managed from above stands in a year. */
export type UnitState = z.infer<typeof unitStateSchema>

export const unitEvents = [
  'start',
  'send',
  'submit',
  'withdraw',
  'forward',
  'take-up',
  'return',
  'accept',
  'reopen',
  'decide',
] as const
/** What moves a case: `submit` goes to the level between, `send` straight to who decides, `reopen` back into appraisal. */
export type UnitEvent = (typeof unitEvents)[number]

const page: Lifecycle<UnitState, UnitEvent> = {
  steps: {
    'not-started': { start: 'in-work' },
    'in-work': { send: 'sent', submit: 'with-intermediate' },
    'with-intermediate': { withdraw: 'in-work', forward: 'sent', return: 'returned' },
    sent: { withdraw: 'in-work', 'take-up': 'appraising', return: 'returned' },
    appraising: { return: 'returned', accept: 'appraised' },
    returned: { send: 'sent', submit: 'with-intermediate' },
    appraised: { reopen: 'appraising', return: 'returned', decide: 'decided' },
    decided: {},
  },
  needReason: ['return', 'reopen'],
}

/** The state after an event of a unit's case; a return and a reopening must say why. A decided case moves only by a new decision. */
export const nextUnitState = (
  from: UnitState,
  on: UnitEvent,
  reason?: string,
): Result<UnitState, StepRefusal<UnitState, UnitEvent>> => takeStep(page, from, { on, reason })

/** Whether the unit may still change what it reports. */
export const isUnitReportOpen = (state: UnitState): boolean =>
  state === 'not-started' || state === 'in-work' || state === 'returned'
