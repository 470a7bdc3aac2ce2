import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** What is known of a request id: nobody's, done with its first answer, or another's. */
export type ClaimedRequest =
  | { readonly state: 'mine' }
  | { readonly state: 'done'; readonly value: unknown }
  | { readonly state: 'taken' }

const requestRow = z.object({ use_case: z.string(), result: z.object({ value: z.unknown() }).nullable() })

/** Claims a request id for this transaction; a second one with the same id waits here until the first has ended. */
export async function claimRequest(
  tx: Tx,
  scope: Scope,
  request: { readonly requestId: string; readonly useCase: string },
): Promise<ClaimedRequest> {
  const { requestId, useCase } = request
  const { userId } = scope.actor
  const claimed = await tx.$queryRaw<unknown[]>`
    insert into access_request (id, user_id, use_case) values (${requestId}::uuid, ${userId}::uuid, ${useCase})
    on conflict do nothing returning id`
  if (claimed.length > 0) return { state: 'mine' }
  const rows = await tx.$queryRaw`select use_case, result from access_request where id = ${requestId}::uuid for update`
  const [row] = z.array(requestRow).parse(rows)
  // Another account's row is invisible here, which is an answer too.
  if (!row || row.use_case !== useCase) return { state: 'taken' }
  return row.result ? { state: 'done', value: row.result.value } : { state: 'mine' }
}

/** Keeps the first answer under its request id. */
export async function keepRequestResult(tx: Tx, _scope: Scope, requestId: string, value: unknown): Promise<void> {
  await tx.$executeRaw`update access_request set result = ${JSON.stringify({ value: value ?? null })}::jsonb
    where id = ${requestId}::uuid`
}
