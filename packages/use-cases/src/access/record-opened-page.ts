import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import { proveScope } from '@nq15/db/prove-scope'
import type { Actor } from '@nq15/db/scope'

/**
 * Writes into the trail which page somebody asked for while he holds an emergency opening, once per opened organization; the
 * path only, since a query may hold a name. Does nothing for everybody else.
 */
export async function recordOpenedPage(db: Database, actor: Actor, path: string): Promise<void> {
  const opened = actor.grants.flatMap(({ role, organizationId }) =>
    role === 'break-glass' && organizationId !== null ? [organizationId] : [],
  )
  const scope = opened.length > 0 ? proveScope(actor, 'organization:read') : null
  if (!scope) return
  await db.asActor(scope, async (tx) => {
    for (const organizationId of opened)
      await writeTrail(tx, {
        action: 'read',
        recordTable: 'page',
        recordId: null,
        organizationId,
        detail: { path: path.slice(0, 300) },
      })
  })
}
