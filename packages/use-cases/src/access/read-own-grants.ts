import { type GrantLine, listGrantLines } from '@nq15/db/access/account-file.read'
import {
  type Colleague,
  listColleagues,
  listPlacesOf,
  type MeantOrganization,
  readToday,
} from '@nq15/db/access/grant.read'
import { readDelegationDays } from '@nq15/db/access/setting.read'
import { enterOwnAccount } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { mayBeDelegated } from '@nq15/domain/access'
import type { LegalDay } from '@nq15/domain/shared'

/** One's own roles, what one delegated and received; with one role chosen, where and to whom it may be delegated. */
export type OwnGrants = {
  readonly today: LegalDay
  readonly delegationDays: number
  readonly grants: readonly GrantLine[]
  readonly delegable: readonly GrantLine[]
  readonly chosen: {
    readonly grantId: string
    readonly places: readonly MeantOrganization[]
    readonly colleagues: readonly Colleague[]
  } | null
}

/** Reads one's own grants; `chosenId` picks the one to delegate, else the first that can be. */
export function readOwnGrants(db: Database, scope: Scope, chosenId: string | null): Promise<OwnGrants> {
  const { userId } = scope.actor
  return db.asSignIn(async (tx) => {
    await enterOwnAccount(tx, scope)
    const today = await readToday(tx)
    const grants = await listGrantLines(tx, scope, userId)
    const delegable = grants.filter(
      (grant) =>
        grant.userId === userId &&
        grant.delegatedFrom === null &&
        grant.organizationId !== null &&
        today < grant.validTo &&
        grant.validFrom < grant.validTo &&
        mayBeDelegated(grant.role),
    )
    const grant = delegable.find(({ id }) => id === chosenId) ?? delegable[0]
    const chosen = grant?.organizationId
      ? {
          grantId: grant.id,
          places: await listPlacesOf(tx, grant.organizationId),
          colleagues: await listColleagues(tx, scope, grant.organizationId),
        }
      : null
    return { today, delegationDays: await readDelegationDays(tx, scope), grants, delegable, chosen }
  })
}
