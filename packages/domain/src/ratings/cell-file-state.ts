import { z } from 'zod'
import type { Result } from '../shared/index.ts'
import { type Lifecycle, type StepRefusal, takeStep } from './transition.ts'

export const cellFileStates = [
  'not-started',
  'in-work',
  'with-intermediate',
  'sent',
  'appraising',
  'returned',
  'appraised',
  'decided',
] as const
export const cellFileStateSchema = z.enum(cellFileStates)
/** Where a cell's file of the year stands between the cell and its committee. */
export type CellFileState = z.infer<typeof cellFileStateSchema>

export const cellFileEvents = [
  'start',
  'send',
  'submit',
  'withdraw',
  'forward',
  'take-up',
  'return',
  'accept',
  'decide',
] as const
export const cellFileEventSchema = z.enum(cellFileEvents)
export type CellFileEvent = z.infer<typeof cellFileEventSchema>

const page: Lifecycle<CellFileState, CellFileEvent> = {
  steps: {
    'not-started': { start: 'in-work' },
    'in-work': { send: 'sent', submit: 'with-intermediate' },
    // The level between (đảng ủy bộ phận) where a cell has one: it forwards or returns.
    'with-intermediate': { withdraw: 'in-work', forward: 'sent', return: 'returned' },
    sent: { withdraw: 'in-work', 'take-up': 'appraising', return: 'returned' },
    appraising: { return: 'returned', accept: 'appraised' },
    returned: { send: 'sent', submit: 'with-intermediate' },
    appraised: { return: 'returned', decide: 'decided' },
    decided: {},
  },
  needReason: ['return'],
}

/** The state after an event of a cell's file; a return must say why. A decided file moves only by a new decision. */
export const nextCellFileState = (
  from: CellFileState,
  on: CellFileEvent,
  reason?: string,
): Result<CellFileState, StepRefusal<CellFileState, CellFileEvent>> => takeStep(page, from, { on, reason })

/** Whether the cell may still change what the file holds. */
export const isCellFileEditable = (state: CellFileState): boolean => state === 'in-work' || state === 'returned'
