import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import type { StatementCounter } from './trace.ts'

/** As whom a transaction enters: an actor of the policies, or the sign-in that may touch the tables of accounts only. */
export type Entry = (
  | {
      readonly as: 'actor'
      readonly kind: 'session' | 'service' | 'run' | 'key'
      readonly key: string
      readonly requestId: string
      readonly onBehalfOf: string
      /** One snapshot for all queries of the transaction; for pages, which only read. */
      readonly snapshot: boolean
      /** At a replica: reads only, and refused where the actor is not known there (yet). */
      readonly atReplica?: boolean
    }
  | { readonly as: 'sign-in' }
) & {
  /** Present where the transaction's statements are counted for a trace. */
  readonly counter?: StatementCounter | undefined
}

/** The entry of the work under way; carried beside the call so that a pool shared by all never carries it over. */
export const entries = new AsyncLocalStorage<Entry>()

/** What the wrapped client is asked: the driver adapter always passes one object and awaits the answer. */
type Query = { readonly text: string }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const requestId = /^[0-9A-Za-z_-]{0,64}$/

/**
 * A connection that opens no transaction without an entry and answers no query outside a transaction, so a forgotten
 * `asActor` is an error and never a leak. `BEGIN` and the entry go in one message, which saves a round trip a page.
 */
export class EnteringClient extends pg.Client {
  #open = false
  #counter: StatementCounter | undefined

  // The library's eight overloads cannot be told apart by a subclass; the adapter uses the one with an object.
  override query = ((...given: unknown[]) => {
    const answer = this.#guarded(given)
    const callback = given.at(-1)
    if (typeof callback !== 'function') return answer
    // The pool's own `query` passes a callback: it is refused through it, else its caller would wait for ever.
    answer.catch((error) => callback(error))
    return undefined
  }) as pg.Client['query']

  async #guarded(given: unknown[]): Promise<unknown> {
    const [asked, ...rest] = given
    const text = (asked as Query).text
    const send = (query: unknown) =>
      (super.query as (...args: unknown[]) => Promise<unknown>).call(this, query, ...rest)
    if (text !== 'BEGIN') {
      if (!this.#open) throw new Error('no query outside asActor or asSignIn')
      if (text === 'COMMIT' || text === 'ROLLBACK') this.#open = false
      else if (this.#counter) this.#counter.statements += 1
      return send(asked)
    }
    const entry = entries.getStore()
    if (!entry) throw new Error('no transaction without an actor')
    try {
      const answer = await send({ ...(asked as Query), text: openingOf(entry) })
      if (entry.as === 'actor' && entry.atReplica && !hasEntered(answer)) throw new Error('not known at the replica')
      this.#open = true
      this.#counter = entry.counter
      return answer
    } catch (error) {
      // The transaction has begun and failed in one message; without this the pool would hand out an aborted one.
      await send({ text: 'ROLLBACK' }).catch(() => undefined)
      throw error
    }
  }
}

function openingOf(entry: Entry): string {
  if (entry.as === 'sign-in') return 'BEGIN; SET LOCAL ROLE nq15_auth'
  const { kind, key, requestId: request, onBehalfOf, snapshot } = entry
  if (!uuid.test(key) || !requestId.test(request) || !(onBehalfOf === '' || uuid.test(onBehalfOf))) {
    throw new Error('an actor is named by uuids only')
  }
  if (entry.atReplica)
    return `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT app.enter('${kind}', '${key}', '${request}', '${onBehalfOf}')`
  const begin = snapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ' : 'BEGIN'
  return `${begin}; SELECT app.enter('${kind}', '${key}', '${request}', '${onBehalfOf}')`
}

/** What `app.enter` answered, the last of the two results; rows come as arrays or as objects. */
function hasEntered(answer: unknown): boolean {
  const last = Array.isArray(answer) ? answer.at(-1) : answer
  const row = (last as { rows?: unknown[] } | undefined)?.rows?.[0]
  return typeof row === 'object' && row !== null && ['t', true].includes(Object.values(row)[0] as string | boolean)
}
