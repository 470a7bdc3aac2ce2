import { enterAccountKeeping, enterOwnAccount } from '@nq15/db/access/trail.write'
import type { Database, Tx } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import type { Result } from '@nq15/domain/shared'
import { once } from './once.ts'

type Act = { readonly requestId?: string | undefined; readonly useCase: string }

/**
 * Runs an act of the keeper of accounts in one transaction, once per request id when one is given. A refusal leaves nothing
 * behind, not even the claim of its id: another form of the same page may be sent with it.
 */
export const actOnAccounts = <Answer extends Result<unknown, unknown>>(
  db: Database,
  scope: Scope,
  act: Act,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> => acting(db, scope, { ...act, enter: enterAccountKeeping }, work)

/** The same for what an account does with its own grants; the keeper of accounts may do it for somebody else. */
export const actOnGrants = <Answer extends Result<unknown, unknown>>(
  db: Database,
  scope: Scope,
  act: Act,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> => {
  const enter = scope.permission === 'account:admin' ? enterAccountKeeping : enterOwnAccount
  return acting(db, scope, { ...act, enter }, work)
}

async function acting<Answer extends Result<unknown, unknown>>(
  db: Database,
  scope: Scope,
  { requestId, useCase, enter }: Act & { readonly enter: typeof enterOwnAccount },
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await db.asSignIn(async (tx) => {
      await enter(tx, scope)
      const answer = await (requestId === undefined
        ? work(tx)
        : once(tx, scope, { requestId, useCase }, () => work(tx)))
      if (!answer.ok) throw new Unwound(answer)
      return answer
    })
  } catch (error) {
    if (error instanceof Unwound) return error.answer as Answer
    throw error
  }
}

/** Carries a refusal out of the transaction, which is rolled back on the way. */
class Unwound extends Error {
  override readonly name = 'Unwound'
  readonly answer: unknown
  constructor(answer: unknown) {
    super('refused')
    this.answer = answer
  }
}
