import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '../generated/client.ts'
import { calmPool } from './calm-pool.ts'
import { EnteringClient, entries } from './entering-client.ts'
import { nameStatements } from './name-statements.ts'
import type { Scope } from './scope.ts'
import { traceTransaction } from './trace.ts'

/** The transaction a piece of work runs in; reads through it see the actor's rows and nothing else. */
export type Tx = Prisma.TransactionClient

/** The database as the product uses it: only inside a transaction that has entered as somebody. */
export type Database = {
  /** Runs the work in one transaction as the scope's actor; a throw rolls back everything. */
  readonly asActor: <Answer>(scope: Scope, work: (tx: Tx) => Promise<Answer>) => Promise<Answer>
  /** The same for a page, which only reads: all its queries see one snapshot of the database. */
  readonly asReader: <Answer>(scope: Scope, work: (tx: Tx) => Promise<Answer>) => Promise<Answer>
  /** Runs the work as the sign-in, which sees accounts and grants and no content; inside such work it joins its transaction. */
  readonly asSignIn: <Answer>(work: (tx: Tx) => Promise<Answer>) => Promise<Answer>
  /** The sign-in library's client: an operation joins the `asSignIn` it is called in, else it has a transaction of its own. */
  readonly signInClient: PrismaClient
  /** True when a connection answers; used by readiness only. */
  readonly isReady: () => Promise<boolean>
  readonly close: () => Promise<void>
}

export type DatabaseOptions = {
  readonly url: string
  /** Connections of this process; all processes together stay below the server's limit. */
  readonly poolSize?: number
  /** How long one transaction may last, in milliseconds. */
  readonly timeoutMs?: number
}

/** Connects lazily: nothing is sent before the first transaction. */
export function connect({ url, poolSize = 10, timeoutMs = 30_000 }: DatabaseOptions): Database {
  const pool = calmPool({ connectionString: url, max: poolSize, Client: EnteringClient })
  const named = nameStatements(url)
  // The adapter's type asks for a name always; the driver keeps a statement only when it has one.
  const options = named ? { statementNameGenerator: named as (query: { readonly sql: string }) => string } : {}
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, options) })
  const transaction = { timeout: timeoutMs, maxWait: timeoutMs }

  const entering =
    (snapshot: boolean): Database['asActor'] =>
    (scope, work) => {
      const { kind, key, requestId, onBehalfOf } = scope.actor
      const entry = { as: 'actor', kind, key, requestId, onBehalfOf, snapshot } as const
      return traceTransaction(snapshot ? 'reader' : 'actor', (counter) =>
        entries.run(counter ? { ...entry, counter } : entry, () => prisma.$transaction(work, transaction)),
      )
    }
  // The library's steps and our own trail belong to one transaction; a second one inside would wait for the first on the
  // embedded database.
  const underWay = new AsyncLocalStorage<Tx>()
  const asSignIn: Database['asSignIn'] = (work) => {
    const outer = underWay.getStore()
    if (outer) return work(outer)
    return traceTransaction('sign-in', (counter) =>
      entries.run({ as: 'sign-in', counter }, () =>
        prisma.$transaction((tx) => underWay.run(tx, () => work(tx)), transaction),
      ),
    )
  }

  return {
    asActor: entering(false),
    asReader: entering(true),
    asSignIn,
    signInClient: wrapForSignIn(asSignIn),
    isReady: async () => {
      try {
        await asSignIn((tx) => tx.$queryRaw`select 1`)
        return true
      } catch {
        return false
      }
    },
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/** The library calls models directly, so each call is put into a transaction of its own. */
function wrapForSignIn(asSignIn: Database['asSignIn']): PrismaClient {
  type Operation = (args: unknown) => Promise<unknown>
  const modelProxy = (model: string) =>
    new Proxy(
      {},
      {
        get: (_, operation: string) => (args: unknown) =>
          asSignIn((tx) => {
            const operations = (tx as unknown as Record<string, Record<string, Operation>>)[model]
            const run = operations?.[operation]
            if (!run) throw new Error(`no ${model}.${operation}`)
            return run.call(operations, args)
          }),
      },
    )
  const client = new Proxy(
    {},
    {
      get: (_, name: string) =>
        name === '$transaction' ? (work: (tx: Tx) => Promise<unknown>) => asSignIn(work) : modelProxy(name),
      has: () => true,
    },
  )
  return client as PrismaClient
}
