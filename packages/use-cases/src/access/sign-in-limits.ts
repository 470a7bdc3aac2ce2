import { createHmac } from 'node:crypto'
import type { Database } from '@nq15/db/client'
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'

/** Attempts that each brake lets pass, and the length of its window in seconds. */
export type LimitSettings = {
  readonly pair: { readonly points: number; readonly seconds: number }
  readonly name: { readonly points: number; readonly seconds: number }
  readonly address: { readonly points: number; readonly seconds: number }
  /** The failure after which every further one doubles the wait, up to `longestSeconds`. */
  readonly slowFrom: number
  readonly longestSeconds: number
}

const defaults: LimitSettings = {
  // One person at one desk.
  pair: { points: 10, seconds: 900 },
  // One account from many addresses: wide, else anybody could lock anybody out.
  name: { points: 60, seconds: 3_600 },
  // One address trying many accounts; an office behind one address signs in on the same morning.
  address: { points: 300, seconds: 900 },
  slowFrom: 3,
  longestSeconds: 60,
}

/** What the brakes say: go on as attempt number `attempt`, or come back later. `crossed` is true once per window. */
export type Brake =
  | { readonly open: true; readonly attempt: number }
  | { readonly open: false; readonly retryAfterSeconds: number; readonly crossed: boolean }

export type SignInLimits = {
  /** Counts an attempt before it is tried, so that a hundred at once are a hundred. */
  readonly take: (name: string, address: string) => Promise<Brake>
  /** Makes the next attempt of the same name and address wait. */
  readonly failed: (name: string, address: string, attempt: number) => Promise<void>
  /** Gives the counted attempt back and forgets the failures before it. */
  readonly succeeded: (name: string, address: string) => Promise<void>
}

/** Brakes on guessing, kept in the database; their keys are keyed hashes, so the table names nobody. */
export function createSignInLimits(db: Database, secret: string, chosen: Partial<LimitSettings> = {}): SignInLimits {
  const settings = { ...defaults, ...chosen }
  const limiter = (keyPrefix: string, { points, seconds }: { points: number; seconds: number }) =>
    new RateLimiterPrisma({
      storeClient: db.signInClient,
      tableName: 'authSignInLimit',
      keyPrefix,
      points,
      duration: seconds,
      clearExpiredByTimeout: false,
    })
  const pair = limiter('pair', settings.pair)
  const name = limiter('name', settings.name)
  const address = limiter('address', settings.address)
  const wait = limiter('wait', { points: 1, seconds: settings.longestSeconds })
  const keyOf = (...parts: string[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url')

  return {
    take: (typedName, from) =>
      db.asSignIn(async () => {
        const waiting = await wait.get(keyOf(typedName, from))
        if (waiting && waiting.consumedPoints > 1) return shut(waiting, false)
        const counted = [
          await consume(pair, keyOf(typedName, from)),
          await consume(name, keyOf(typedName)),
          await consume(address, keyOf(from)),
        ]
        const over = counted.filter(({ passed }) => !passed)
        const [longest] = over.toSorted((a, b) => b.state.msBeforeNext - a.state.msBeforeNext)
        if (longest)
          return shut(
            longest.state,
            over.some(({ crossed }) => crossed),
          )
        return { open: true, attempt: counted[0]?.state.consumedPoints ?? 1 }
      }),
    failed: async (typedName, from, attempt) => {
      if (attempt < settings.slowFrom) return
      await wait.block(keyOf(typedName, from), Math.min(2 ** (attempt - settings.slowFrom), settings.longestSeconds))
    },
    succeeded: (typedName, from) =>
      db.asSignIn(async () => {
        await pair.delete(keyOf(typedName, from))
        await wait.delete(keyOf(typedName, from))
        await name.reward(keyOf(typedName), 1)
        await address.reward(keyOf(from), 1)
      }),
  }
}

const shut = (state: RateLimiterRes, crossed: boolean): Brake => ({
  open: false,
  retryAfterSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1_000)),
  crossed,
})

async function consume(limiter: RateLimiterPrisma, key: string) {
  try {
    return { passed: true, crossed: false, state: await limiter.consume(key) }
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    return { passed: false, crossed: refused.consumedPoints === limiter.points + 1, state: refused }
  }
}
