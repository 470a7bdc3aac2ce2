import type { Tx } from '@nq15/db/client'
import { listColours, listOpenSigns } from '@nq15/db/monitoring/open-sign.read'
import type { WatchEntryRow } from '@nq15/db/monitoring/watch-entry.read'
import type { Scope } from '@nq15/db/scope'

/** The red signs of an entry that the screening shows now; null where its organization was never screened. */
export async function readOpenRed(
  tx: Tx,
  scope: Scope,
  { organizationId, signs }: Pick<WatchEntryRow, 'organizationId' | 'signs'>,
): Promise<readonly string[] | null> {
  const codes = signs.map(({ code }) => code)
  const [judged] = await listColours(tx, scope, { organizationId, codes, months: 1 })
  if (judged === undefined) return null
  const open = await listOpenSigns(tx, scope, { organizationIds: [organizationId], below: false, limit: 100 })
  return open.flatMap(({ code, kind }) => (codes.includes(code) && (kind === 'red' || kind === 'manual') ? [code] : []))
}
