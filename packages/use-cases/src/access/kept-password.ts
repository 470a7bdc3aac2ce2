import { hashPassword } from 'better-auth/crypto'
import { makeOneTimePassword } from './make-one-time-password.ts'

type Kept = { readonly password: string; readonly hash: Promise<string>; used: boolean }

/** For so long a form sent twice is answered with the same password; it lives in this process alone and is never stored. */
const keptForMs = 120_000
const kept = new Map<string, Kept>()

/**
 * A one-time password for a request: the same for the same actor and request id, so that of two clicks both answers show the
 * password that counts. `used` is set by who stored it; unset after an act that was done before, the password is not known.
 */
export function keptPassword(userId: string, requestId: string | undefined): Kept {
  const key = `${userId} ${requestId}`
  const known = requestId === undefined ? undefined : kept.get(key)
  if (known) return known
  const password = makeOneTimePassword()
  const made: Kept = { password, hash: hashPassword(password), used: false }
  if (requestId !== undefined) {
    kept.set(key, made)
    setTimeout(() => kept.delete(key), keptForMs).unref()
  }
  return made
}
