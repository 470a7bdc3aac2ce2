import type { Tx } from '@nq15/db/client'
import type { WatchEntryRow } from '@nq15/db/monitoring/watch-entry.read'
import type { Scope } from '@nq15/db/scope'

/** The red signs of an entry that the screening shows now; null where nothing was screened yet. */
export async function readOpenRed(_tx: Tx, _scope: Scope, _entry: WatchEntryRow): Promise<readonly string[] | null> {
  return null
}
