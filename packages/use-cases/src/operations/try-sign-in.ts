import { randomBytes } from 'node:crypto'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { createAuth } from '../access/auth.ts'
import { createAccount } from '../access/create-account.ts'
import { readActor } from '../access/read-actor.ts'
import { signIn } from '../access/sign-in.ts'

/** Makes an account on a copy that is thrown away, signs in with it and asks who that is; whether it was the same one. */
export async function trySignIn(db: Database, scope: Scope): Promise<boolean> {
  const username = `dien-tap-${randomBytes(6).toString('hex')}`
  const made = await createAccount(db, scope, { username, displayName: 'Diễn tập nâng cấp' })
  if (!made.ok) return false
  const auth = createAuth(db, { secret: randomBytes(32).toString('hex'), publicUrl: 'http://127.0.0.1:3015' })
  const visit = { headers: new Headers({ 'user-agent': 'nq15' }), address: '127.0.0.1', requestId: 'rehearsal' }
  const step = await signIn(auth, { ...visit, username, password: made.value.password })
  if (!step.ok) return false
  const cookie = step.value.setCookie.map((line) => line.split(';')[0]).join('; ')
  const signedIn = await readActor(auth, new Headers({ cookie }), { requestId: 'rehearsal' })
  return signedIn?.account.userId === made.value.userId
}
