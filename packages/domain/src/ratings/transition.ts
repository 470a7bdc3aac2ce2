import { ok, type Result, refuse } from '../shared/index.ts'

/** A lifecycle as a page of the regulation: what is not written is refused; some events must give a reason. */
export type Lifecycle<State extends string, Event extends string> = {
  readonly steps: Record<State, Partial<Record<Event, State>>>
  readonly needReason: readonly Event[]
}

/** Why a step was not taken: it is not on the page, or it lacks the reason it must give. */
export type StepRefusal<State extends string, Event extends string> = {
  readonly code: 'no-such-step' | 'reason-required'
  readonly from: State
  readonly on: Event
}

/** Takes one step of a lifecycle, or says why not. */
export function takeStep<State extends string, Event extends string>(
  { steps, needReason }: Lifecycle<State, Event>,
  from: State,
  { on, reason }: { readonly on: Event; readonly reason?: string | undefined },
): Result<State, StepRefusal<State, Event>> {
  const to = steps[from][on]
  if (!to) return refuse({ code: 'no-such-step', from, on } as const)
  if (needReason.includes(on) && (reason ?? '').trim() === '')
    return refuse({ code: 'reason-required', from, on } as const)
  return ok(to)
}
