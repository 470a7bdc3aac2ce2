import { type AccountRow, listAccounts as readAccounts } from '@nq15/db/access/account.read'
import { enterAccountKeeping } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'

/** All accounts with what they owe and hold; for the keeper of accounts. */
export async function listAccounts(db: Database, scope: Scope): Promise<AccountRow[]> {
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    return readAccounts(tx, scope)
  })
}
