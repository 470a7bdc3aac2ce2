import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findAccountId } from '@nq15/db/privacy/account.read'
import { listNameGrants, listOwnNameGrants } from '@nq15/db/privacy/names.read'
import { endNameGrant, insertNameGrant, insertNameOpening } from '@nq15/db/privacy/names.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { giveNamesSchema, openNamesSchema } from '@nq15/domain/privacy'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { z } from 'zod'
import { actOnce } from '../ratings/act-once.ts'

export type GiveNamesRefusal = { readonly code: 'NOT_FOUND' | 'NO_SUCH_ACCOUNT' | 'TO_HIMSELF' | 'ENDS_IN_PAST' }
type Framed = { readonly requestId: string; readonly now: Date }

/** Lets an account above the committee see names in one's organization for some days, by a decision; never oneself. */
export async function giveNames(
  db: Database,
  scope: Scope,
  { requestId, now, username, ...grant }: z.infer<typeof giveNamesSchema> & Framed,
): Promise<Result<{ organizationId: string }, GiveNamesRefusal>> {
  const userId = await db.asSignIn((tx) => findAccountId(tx, username))
  const act = { requestId, useCase: 'give-names', permissions: ['privacy:handle'] } as const
  return actOnce(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, grant.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (grant.validTo <= todayInHanoi(now)) return refuse({ code: 'ENDS_IN_PAST' })
    if (userId === null) return refuse({ code: 'NO_SUCH_ACCOUNT' })
    if (userId === scope.actor.userId) return refuse({ code: 'TO_HIMSELF' })
    await insertNameGrant(tx, scope, { ...grant, userId })
    return ok({ organizationId: grant.organizationId })
  })
}

/** Takes such a grant back from today on. */
export async function endNames(
  db: Database,
  scope: Scope,
  { requestId, now, id }: Framed & { readonly id: string },
): Promise<Result<{ id: string }, { readonly code: 'NOT_FOUND' | 'ENDED_ALREADY' }>> {
  const act = { requestId, useCase: 'end-names', permissions: ['privacy:handle'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const mine = (await listNameGrants(tx, scope, { limit: 1_000 })).some((grant) => grant.id === id)
    if (!mine) return refuse({ code: 'NOT_FOUND' })
    return (await endNameGrant(tx, scope, { id, today: todayInHanoi(now) }))
      ? ok({ id })
      : refuse({ code: 'ENDED_ALREADY' })
  })
}

/** Opens names for half an hour under one's grant, with a reason; the opening stands in the trail. */
export async function openNames(
  db: Database,
  scope: Scope,
  { requestId, now, organizationId, reason }: z.infer<typeof openNamesSchema> & Framed,
): Promise<Result<{ organizationId: string }, { readonly code: 'NOT_FOUND' | 'NO_GRANT' }>> {
  const act = { requestId, useCase: 'open-names', permissions: ['member:read'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const grant = (await listOwnNameGrants(tx, scope)).find((one) => one.organizationId === organizationId)
    if (!grant) return refuse({ code: 'NO_GRANT' })
    await insertNameOpening(tx, scope, { organizationId, grantId: grant.id, reason, now })
    return ok({ organizationId })
  })
}
