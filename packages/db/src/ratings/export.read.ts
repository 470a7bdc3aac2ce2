import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

type Export = { readonly organizationId: string; readonly what: 'results' }

/** Writes into the trail that the persons of an organization leave the product in a file, in the reading transaction. */
export async function recordExport(tx: Tx, _scope: Scope, { organizationId, what }: Export): Promise<void> {
  await tx.$queryRaw`select app.audit('read', 'rating_case', null, ${organizationId}::uuid,
    jsonb_build_object('export', ${what}::text))::text`
}

/** Writes into the trail that somebody else's case was shown, in the reading transaction. */
export async function recordCaseRead(
  tx: Tx,
  { actor }: Scope,
  { id, organizationId, memberId }: { id: string; organizationId: string; memberId: string },
): Promise<void> {
  if (memberId === actor.memberId) return
  await tx.$queryRaw`select app.audit('read', 'rating_case', ${id}::uuid, ${organizationId}::uuid)::text`
}
