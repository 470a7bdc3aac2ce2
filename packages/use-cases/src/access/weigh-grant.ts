import { listGrants } from '@nq15/db/access/grant.read'
import { readReaches } from '@nq15/db/access/reach.read'
import type { Tx } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import {
  checkGrant,
  checkSeparation,
  type DatedGrant,
  type GrantRefusal,
  type SeparationRefusal,
} from '@nq15/domain/access'
import { ok, type Result, refuse } from '@nq15/domain/shared'

export type WeighRefusal = GrantRefusal | SeparationRefusal | { readonly code: 'reason-missing' }

/** Whether an account may be given a grant beside what it holds; the account is locked by the caller. */
export async function weighGrant(
  tx: Tx,
  scope: Scope,
  wanted: {
    readonly userId: string
    readonly grant: DatedGrant
    readonly reason: string | null
    readonly accepted: boolean
  },
): Promise<Result<true, WeighRefusal>> {
  const { userId, grant, reason, accepted } = wanted
  const held = await listGrants(tx, scope, userId)
  const allowed = checkGrant(held, grant)
  if (!allowed.ok) return allowed
  const places = [grant.organizationId, ...held.map(({ organizationId }) => organizationId)]
  const apart = checkSeparation(held, grant, { reaches: await readReaches(tx, places), accepted })
  if (!apart.ok) return apart
  if (apart.value.length > 0 && !reason?.trim()) return refuse({ code: 'reason-missing' })
  return ok(true)
}
