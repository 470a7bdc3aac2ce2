import type { Database } from '@nq15/db/client'
import {
  countExchange,
  type DifferenceRow,
  type ExchangeFile,
  type ExchangeItem,
  listDifferences,
  listExchangeFiles,
  listExchangeItems,
  listUntold,
} from '@nq15/db/petitions/exchange.read'
import type { Scope } from '@nq15/db/scope'
import { isOfUnit } from './acting.ts'

/** How far a unit is with telling its matters to the national database. */
type ExchangePage = {
  readonly counts: Awaited<ReturnType<typeof countExchange>>
  /** How many matters were never told, at most so many are looked for. */
  readonly untold: number
  readonly items: readonly ExchangeItem[]
  readonly files: readonly ExchangeFile[]
  readonly open: readonly DifferenceRow[]
  readonly answered: readonly DifferenceRow[]
}

const shown = 50

/** Reads the queue, the files and the differences of a unit, for `petition:read`. Six statements; null when it is not the reader's. */
export async function readExchange(db: Database, scope: Scope, organizationId: string): Promise<ExchangePage | null> {
  if (!isOfUnit(scope, organizationId)) return null
  return db.asReader(scope, async (tx) => ({
    counts: await countExchange(tx, scope, organizationId),
    untold: (await listUntold(tx, scope, { organizationId, limit: 1_000 })).length,
    items: await listExchangeItems(tx, scope, { organizationId, limit: shown }),
    files: await listExchangeFiles(tx, scope, { organizationId, limit: 20 }),
    open: await listDifferences(tx, scope, { organizationId, isOpen: true, limit: 200 }),
    answered: await listDifferences(tx, scope, { organizationId, isOpen: false, limit: shown }),
  }))
}
