import {
  type AccountFile,
  findAccountFile,
  type GrantLine,
  listGrantLines,
  listOpenMatters,
  type OpenMatter,
} from '@nq15/db/access/account-file.read'
import { readToday } from '@nq15/db/access/grant.read'
import { enterAccountKeeping } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import type { LegalDay } from '@nq15/domain/shared'

/** An account with its grants and what is open in its hands. */
export type AccountPage = {
  readonly today: LegalDay
  readonly account: AccountFile
  readonly grants: readonly GrantLine[]
  readonly openMatters: readonly OpenMatter[]
}

/** Reads one account for the keeper of accounts; null when there is none. */
export function readAccountFile(db: Database, scope: Scope, userId: string): Promise<AccountPage | null> {
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    const account = await findAccountFile(tx, scope, userId)
    if (!account) return null
    return {
      today: await readToday(tx),
      account,
      grants: await listGrantLines(tx, scope, userId),
      openMatters: await listOpenMatters(tx, scope, userId),
    }
  })
}
