/** How far the primary had written its log at a moment (milliseconds of the reader's own clock). */
export type LogMark = { readonly at: number; readonly written: bigint }

/** A place in PostgreSQL's log, `16/B374D848`, as one number; null where none was given. */
export function readLogPlace(text: string | null): bigint | null {
  const [, high, low] = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i.exec(text ?? '') ?? []
  return high === undefined || low === undefined ? null : (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`)
}

/** Marks worth keeping: in order, and one older than the oldest that still counts. */
export function keepMarks(marks: readonly LogMark[], { now, mostBehindMs }: { now: number; mostBehindMs: number }) {
  const fresh = marks.filter(({ at }) => at >= now - mostBehindMs)
  const before = marks.filter(({ at }) => at < now - mostBehindMs).at(-1)
  return before ? [before, ...fresh] : fresh
}

/**
 * The latest moment whose writings a replica that has replayed so far shows whole; null where it is older than every mark. Asks no
 * clock of another machine: a replica that stands still while nothing is written is up to date, and one that lost its primary is not.
 */
export function shownUntil(marks: readonly LogMark[], replayed: bigint): number | null {
  return marks.filter(({ written }) => written <= replayed).at(-1)?.at ?? null
}

/** Where a read that may be stale goes: to the primary where the replica's age is unknown or too great. */
export function chooseReading(
  shown: number | null,
  { now, mostBehindMs }: { readonly now: number; readonly mostBehindMs: number },
): 'replica' | 'primary' {
  return shown !== null && now - shown <= mostBehindMs ? 'replica' : 'primary'
}
