import { clockLimitSeconds } from '@nq15/db/operations/server-clock.read'

// A clock that is set by more than this is noticed at the next question, without waiting for the next comparison.
const setByMs = 5_000
const compareEveryMs = 60_000

export type ClockWatch = {
  /**
   * Seconds by which this program's clock is ahead of the database's (behind: below zero), compared at most a minute ago and after
   * every time somebody set the clock; null while the database does not tell.
   */
  readonly ahead: () => Promise<number | null>
  /** Whether days and deadlines may be computed here; a database that is silent is another fault and no wrong clock. */
  readonly isRight: () => Promise<boolean>
}

/** Compares the clock by which this program computes days with the database's; asks the database rarely and never twice at once. */
export function watchClock(
  readServerClock: () => Promise<Date>,
  clocks: { readonly now: () => number; readonly steady: () => number } = {
    now: () => Date.now(),
    steady: () => performance.now(),
  },
): ClockWatch {
  let known: { readonly ahead: number; readonly drift: number; readonly at: number } | null = null
  let asking: Promise<void> | null = null
  // What moves only when somebody sets the clock.
  const drift = () => clocks.now() - clocks.steady()

  const compare = async () => {
    const [before, began] = [clocks.now(), clocks.steady()]
    const server = await readServerClock().catch(() => null)
    // Half-way between the question and its answer.
    const own = before + (clocks.steady() - began) / 2
    known = server && { ahead: (own - server.getTime()) / 1_000, drift: drift(), at: clocks.steady() }
  }
  const ahead = async () => {
    const isFresh =
      known !== null && clocks.steady() - known.at < compareEveryMs && Math.abs(drift() - known.drift) < setByMs
    if (!isFresh) {
      asking ??= compare().finally(() => {
        asking = null
      })
      await asking
    }
    return known?.ahead ?? null
  }
  return { ahead, isRight: async () => Math.abs((await ahead()) ?? 0) <= clockLimitSeconds }
}
