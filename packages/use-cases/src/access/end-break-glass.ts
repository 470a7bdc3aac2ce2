import { endBreakGlassNow } from '@nq15/db/access/break-glass.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'

/** Ends an emergency opening before its time: one's own, or as the auditor anybody's. It acts at once. */
export async function endBreakGlass(
  db: Database,
  scope: Scope,
  id: string,
): Promise<Result<true, { readonly code: 'unknown-opening' }>> {
  return db.asActor(scope, async (tx) => {
    const ended = await endBreakGlassNow(tx, scope, id)
    if (!ended) return refuse({ code: 'unknown-opening' })
    await emit(tx, scope, {
      type: 'access.break-glass-ended',
      organizationId: ended.organizationId,
      recordTable: 'access_break_glass',
      recordId: id,
      payload: { userId: ended.userId },
    })
    return ok(true)
  })
}
