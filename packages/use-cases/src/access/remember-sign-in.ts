import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import { type Auth, addressHeader } from './auth.ts'
import type { Visit } from './sign-in.ts'

/** Writes a refused attempt of somebody who is not known to the trail: where from and why, nothing that was sent. */
export async function rememberRefusal(
  auth: Auth,
  { address, requestId }: Visit,
  {
    action,
    reason,
    userId = null,
  }: { readonly action: string; readonly reason: string; readonly userId?: string | null },
): Promise<void> {
  await auth.db.asSignIn(async (tx) => {
    await enterTrail(tx, { userId, requestId })
    await writeTrail(tx, { action, recordTable: 'user', recordId: userId, detail: { address, reason } })
  })
}

/** What the library is told of the caller when it makes a session: address and device, no cookie of his. */
export function callerHeaders({ headers: given, address }: Visit): Headers {
  const headers = new Headers({ [addressHeader]: address })
  const device = given.get('user-agent')
  if (device) headers.set('user-agent', device.slice(0, 300))
  return headers
}
