import type { IncomingMessage } from 'node:http'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Auth } from '@nq15/use-cases/access/auth'
import { readActor } from '@nq15/use-cases/access/read-actor'
import type { VaultCaller } from '@nq15/use-cases/petitions/vault-calling'

/** Reads who calls from the session cookie that the web hands on; null when nobody is signed in. Nothing is believed because the web says so. */
export async function readCaller(auth: Auth, { headers }: IncomingMessage): Promise<VaultCaller | null> {
  const given = headers['x-request-id']
  const requestId = typeof given === 'string' && /^[0-9A-Za-z_-]{1,64}$/.test(given) ? given : newId()
  const signedIn = await readActor(auth, new Headers({ cookie: headers.cookie ?? '' }), { requestId, slide: false })
  if (!signedIn || signedIn.owes !== null) return null
  const { actor } = signedIn
  return {
    sessionId: signedIn.sessionId,
    keep: proveScope(actor, 'identity:keep'),
    read: proveScope(actor, 'petition:read'),
    work: proveScope(actor, 'petition:work'),
    decide: proveScope(actor, 'petition:decide'),
    audit: proveScope(actor, 'audit:read'),
  }
}
