import type { Database, Tx } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import type { Range } from '@nq15/db/seed/members-city.seed'

/** How a large sample is laid: in whose name is told with each step, pieces side by side, a word after each. */
export type Laying = {
  /** Pieces of work laid side by side; the embedded database takes one at a time. */
  readonly atOnce: number
  readonly onProgress: (step: string, done: number, total: number) => void
}

/** Lays one step of a sample part by part, each in a transaction of its own; the first fault ends the step. */
export async function layInParts<One>(
  db: Database,
  { atOnce, onProgress }: Laying,
  { step, scope, parts }: { readonly step: string; readonly scope: Scope; readonly parts: readonly One[] },
  work: (tx: Tx, one: One) => Promise<void>,
): Promise<void> {
  const waiting = [...parts.entries()]
  let done = 0
  onProgress(step, 0, parts.length)
  const hand = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [, one] = next
      await db.asActor(scope, (tx) => work(tx, one))
      done += 1
      onProgress(step, done, parts.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, hand))
}

/** The numbers 1 to `count` in pieces of `size`. */
export const rangesOf = (count: number, size: number): Range[] =>
  Array.from({ length: Math.ceil(count / size) }, (_, at) => ({
    from: at * size + 1,
    to: Math.min(count, (at + 1) * size),
  }))
