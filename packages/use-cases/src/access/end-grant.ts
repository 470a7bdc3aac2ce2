import { findGrantHolder, readToday } from '@nq15/db/access/grant.read'
import { endGrantOn } from '@nq15/db/access/grant.write'
import { enterAccountKeeping } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'

export type EndGrantRefusal = { readonly code: 'unknown-grant' | 'own-account' }

/** Ends a grant: `on` is the first day without it, today unless said otherwise. It acts at once. */
export async function endGrant(
  db: Database,
  scope: Scope,
  { grantId, on }: { readonly grantId: string; readonly on?: LegalDay },
): Promise<Result<true, EndGrantRefusal>> {
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    const holder = await findGrantHolder(tx, scope, grantId)
    if (holder === scope.actor.userId) return refuse({ code: 'own-account' })
    const ended = holder !== null && (await endGrantOn(tx, scope, grantId, on ?? (await readToday(tx))))
    return ended ? ok(true) : refuse({ code: 'unknown-grant' })
  })
}
