import type { Database, Tx } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import { type Result, refuse } from '@nq15/domain/shared'
import { once } from '../access/once.ts'

type Act = {
  readonly requestId: string
  readonly useCase: string
  /** What the gate must have proved; with another proof nothing is found. */
  readonly permissions: readonly Permission[]
}

/**
 * Does a change of the room: one transaction, once per request id, and a refusal leaves nothing behind, not even what was
 * written before the rule that refused was met.
 */
export async function actOnce<Answer extends Result<unknown, unknown>>(
  db: Database,
  scope: Scope,
  { permissions, ...request }: Act,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer | ReturnType<typeof notFound>> {
  if (!permissions.includes(scope.permission)) return notFound()
  try {
    return await db.asActor(scope, async (tx) => {
      const answer = await once(tx, scope, request, () => work(tx))
      if (!answer.ok) throw new Unwound(answer)
      return answer
    })
  } catch (error) {
    if (error instanceof Unwound) return error.answer as Answer
    throw error
  }
}

const notFound = () => refuse({ code: 'NOT_FOUND' } as const)

/** Carries a refusal out of the transaction, which is rolled back on the way. */
class Unwound extends Error {
  override readonly name = 'Unwound'
  readonly answer: unknown
  constructor(answer: unknown) {
    super('refused')
    this.answer = answer
  }
}
