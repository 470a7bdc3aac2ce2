import { RateLimiterMemory } from 'rate-limiter-flexible'
import { forget, type KeyPair } from './vault-crypto.ts'

/** Minutes without use after which a custodian's session locks itself. */
export const idleUnlockedMinutes = 15
/** Hours after which it locks whatever its use. */
export const longestUnlockedHours = 4

/** A custodian whose private key is in memory now. */
export type Unlocked = {
  readonly custodianId: string
  readonly organizationId: string
  readonly userId: string
  /** The sign-in it was unlocked in; in another one it stays locked. */
  readonly sessionId: string
  readonly keys: KeyPair
  readonly since: number
  readonly usedAt: number
}

/**
 * The keys that are open in the memory of the vault's process, and nowhere else: private keys of custodians while their
 * sessions are unlocked, and the keys of single papers while an approved opening lasts.
 */
export class Custody {
  readonly #unlocked = new Map<string, Unlocked>()
  readonly #opened = new Map<
    string,
    { readonly keys: ReadonlyMap<string, Uint8Array>; readonly organizationId: string; readonly until: number }
  >()
  readonly #now: () => number
  /** Comparisons of identities and tries at recovery, per account and hour. */
  readonly comparisons: RateLimiterMemory
  readonly recoveries: RateLimiterMemory

  constructor(now: () => number = Date.now) {
    this.#now = now
    this.comparisons = new RateLimiterMemory({ points: 30, duration: 3_600 })
    this.recoveries = new RateLimiterMemory({ points: 5, duration: 3_600 })
  }

  /** Keeps an unlocked key until it is locked, idle or too old. */
  unlock(of: Omit<Unlocked, 'since' | 'usedAt'>): void {
    this.lock(of.userId)
    this.#unlocked.set(of.userId, { ...of, since: this.#now(), usedAt: this.#now() })
  }

  /** Forgets the key of an account. */
  lock(userId: string): void {
    const held = this.#unlocked.get(userId)
    if (held) forget(held.keys.privateKey)
    this.#unlocked.delete(userId)
  }

  /** The unlocked session of a sign-in, which this counts as used; null when it is locked. */
  own(userId: string, sessionId: string): Unlocked | null {
    this.sweep()
    const held = this.#unlocked.get(userId)
    if (!held || held.sessionId !== sessionId) return null
    const used = { ...held, usedAt: this.#now() }
    this.#unlocked.set(userId, used)
    return used
  }

  /** Whether the account's own session is unlocked and until when at most, without counting as use. */
  peek(userId: string, sessionId: string): { readonly until: Date } | null {
    this.sweep()
    const held = this.#unlocked.get(userId)
    return held && held.sessionId === sessionId ? { until: new Date(endOf(held)) } : null
  }

  /** The sessions of a unit's custodians that are unlocked now. */
  listOf(organizationId: string): readonly Unlocked[] {
    this.sweep()
    return [...this.#unlocked.values()].filter((one) => one.organizationId === organizationId)
  }

  /** Keeps the keys of what an approved opening is for, by what each opens, until its end. */
  keepOpened(
    openingId: string,
    of: { keys: ReadonlyMap<string, Uint8Array>; organizationId: string; until: Date },
  ): void {
    this.dropOpened(openingId)
    this.#opened.set(openingId, { ...of, until: of.until.getTime() })
  }

  /** The key kept for an opening of one thing; null when there is none. */
  opened(openingId: string, subjectId: string): Uint8Array | null {
    this.sweep()
    return this.#opened.get(openingId)?.keys.get(subjectId) ?? null
  }

  dropOpened(openingId: string): void {
    const held = this.#opened.get(openingId)
    for (const key of held?.keys.values() ?? []) forget(key)
    this.#opened.delete(openingId)
  }

  /** Forgets the keys of papers of a unit: they were changed. */
  dropOpenedOf(organizationId: string): void {
    for (const [id, one] of this.#opened) if (one.organizationId === organizationId) this.dropOpened(id)
  }

  /** Forgets what has been idle or open too long. */
  sweep(): void {
    const now = this.#now()
    for (const held of [...this.#unlocked.values()]) if (endOf(held) <= now) this.lock(held.userId)
    for (const [id, { until }] of this.#opened) if (until <= now) this.dropOpened(id)
  }

  /** Forgets everything; the process ends. */
  clear(): void {
    for (const userId of [...this.#unlocked.keys()]) this.lock(userId)
    for (const id of [...this.#opened.keys()]) this.dropOpened(id)
  }
}

const endOf = ({ since, usedAt }: Unlocked) =>
  Math.min(usedAt + idleUnlockedMinutes * 60_000, since + longestUnlockedHours * 3_600_000)
