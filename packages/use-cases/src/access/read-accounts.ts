import { type AccountList, type AccountQuery, searchAccounts } from '@nq15/db/access/account-list.read'
import { findMeantOrganizations, type MeantOrganization } from '@nq15/db/access/grant.read'
import { readDelegationDays } from '@nq15/db/access/setting.read'
import { enterAccountKeeping } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'

/** What the page of accounts shows; `organizations` answers what was typed for one. */
export type AccountsPage = AccountList & {
  readonly organizations: readonly MeantOrganization[]
  readonly delegationDays: number
}

/** A page of accounts for their keeper; an organization is typed by code or whole name and narrows the list when it is one. */
export function readAccounts(
  db: Database,
  scope: Scope,
  { place, ...query }: Omit<AccountQuery, 'organizationId'> & { readonly place: string },
): Promise<AccountsPage> {
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    const organizations = place === '' ? [] : await findMeantOrganizations(tx, place)
    const organizationId = organizations.length === 1 ? (organizations[0]?.organizationId ?? null) : null
    const list = await searchAccounts(tx, scope, { ...query, organizationId })
    return { ...list, organizations, delegationDays: await readDelegationDays(tx, scope) }
  })
}

/** The organizations that a form's field may mean, alive today. */
export function findOrganizationsMeant(db: Database, scope: Scope, typed: string): Promise<MeantOrganization[]> {
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    return findMeantOrganizations(tx, typed)
  })
}
