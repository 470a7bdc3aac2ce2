/** One answer, or none, of a service that is asked again and again: when it was known, and whether it was what was asked for. */
export type Outcome = { readonly at: number; readonly ok: boolean }

/** Seconds from a kill to the first success after the first failure; null where nothing failed before the next kill. */
export function untilServed(
  outcomes: readonly Outcome[],
  { from, to }: { readonly from: number; readonly to: number },
): number | null {
  const within = outcomes.filter(({ at }) => at >= from && at < to)
  const failed = within.findIndex(({ ok }) => !ok)
  if (failed < 0) return null
  const served = within.slice(failed).find(({ ok }) => ok)
  return served ? (served.at - from) / 1_000 : Number.POSITIVE_INFINITY
}

/** The longest time without a success between two moments, in seconds; what hangs is a gap though nothing failed. */
export function longestSilence(
  outcomes: readonly Outcome[],
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const successes = outcomes.filter(({ at, ok }) => ok && at >= from && at < to).map(({ at }) => at)
  const moments = [from, ...successes, to]
  return Math.max(...moments.slice(1).map((at, index) => at - (moments[index] ?? at))) / 1_000
}

/** As a cell of the table: seconds, a dash where nothing failed, and where it never came back. */
export const toldGap = (seconds: number | null): string =>
  seconds === null ? 'no failure' : Number.isFinite(seconds) ? seconds.toFixed(1) : 'never'
