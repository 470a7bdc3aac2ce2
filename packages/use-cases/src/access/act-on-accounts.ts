import { enterAccountKeeping } from '@nq15/db/access/trail.write'
import type { Database, Tx } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { once } from './once.ts'

/** Runs an act of the keeper of accounts in one transaction, once per request id when one is given. */
export function actOnAccounts<Answer>(
  db: Database,
  scope: Scope,
  request: { readonly requestId?: string | undefined; readonly useCase: string },
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const { requestId, useCase } = request
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    return requestId === undefined ? work(tx) : once(tx, scope, { requestId, useCase }, () => work(tx))
  })
}
