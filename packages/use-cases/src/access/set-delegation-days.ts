import { updateDelegationDays } from '@nq15/db/access/setting.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnAccounts } from './act-on-accounts.ts'

/** Sets for how many days a role may be delegated at most, 1 to 366; what is delegated already stays. */
export async function setDelegationDays(
  db: Database,
  scope: Scope,
  days: number,
): Promise<Result<true, { readonly code: 'delegation-days-malformed' }>> {
  if (!Number.isInteger(days) || days < 1 || days > 366) return refuse({ code: 'delegation-days-malformed' })
  return actOnAccounts(db, scope, { useCase: 'set-delegation-days' }, async (tx) => {
    await updateDelegationDays(tx, scope, days)
    return ok(true)
  })
}
