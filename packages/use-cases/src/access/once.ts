import { claimRequest, keepRequestResult } from '@nq15/db/access/request.write'
import type { Tx } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'

/** A request id that somebody else, or another use case, has used: a tampered form, never an honest one. */
export class RequestIdTakenError extends Error {
  override readonly name = 'RequestIdTakenError'
  readonly code = 'request-id-taken'
}

type Request = { readonly requestId: string; readonly useCase: string }

/**
 * Runs the work once per request id, in the work's own transaction: sent twice, it acts once and both get the first answer;
 * one that comes while the first is under way waits for it. A refusal wrote nothing and is not kept, so the corrected form
 * may come with the same id. The answer must survive JSON. Throws `RequestIdTakenError` for somebody else's id.
 */
export async function once<Answer>(
  tx: Tx,
  scope: Scope,
  request: Request,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const claimed = await claimRequest(tx, scope, request)
  if (claimed.state === 'taken') throw new RequestIdTakenError(request.requestId)
  // What this use case stored under its own name; another use case's answer was sorted out above.
  if (claimed.state === 'done') return claimed.value as Answer
  const answer = await work()
  if (!isRefusal(answer)) await keepRequestResult(tx, scope, request.requestId, answer)
  return answer
}

const isRefusal = (answer: unknown) =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false
