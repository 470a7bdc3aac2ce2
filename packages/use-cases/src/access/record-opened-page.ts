import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'

/**
 * Writes into the trail which page somebody asked for while he holds an emergency opening, once per opened organization; the
 * path only, since a query may hold a name. Does nothing for everybody else. Asked with his proof to read organizations.
 */
export async function recordOpenedPage(db: Database, scope: Scope, path: string): Promise<void> {
  const opened = scope.actor.grants.flatMap(({ role, organizationId }) =>
    role === 'break-glass' && organizationId !== null ? [organizationId] : [],
  )
  if (opened.length === 0 || scope.permission !== 'organization:read') return
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
