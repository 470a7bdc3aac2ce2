import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'

/**
 * The proof of a key when its organization still lies within its maker's proof of the same permission; null else. Each call
 * stands in the trail.
 */
export async function readKeyScope(
  db: Database,
  { own, maker, organizationId }: { readonly own: Scope; readonly maker: Scope; readonly organizationId: string },
): Promise<Scope | null> {
  return db.asActor(own, async (tx) => {
    if (!(await isWithin(tx, maker, organizationId))) return null
    const { key: recordId } = own.actor
    await writeTrail(tx, { action: 'call', recordTable: 'access_key', recordId, organizationId })
    return own
  })
}
