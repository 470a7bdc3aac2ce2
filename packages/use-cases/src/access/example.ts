import { createHmac } from 'node:crypto'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import { operatorScope } from '@nq15/db/seed/test-database'
import type { Role } from '@nq15/domain/access'
import { type Auth, createAuth } from './auth.ts'
import { changePassword } from './change-password.ts'
import { createAccount } from './create-account.ts'
import { signIn } from './sign-in.ts'
import type { LimitSettings } from './sign-in-limits.ts'

/** A sign-in for tests of this room: a fixed secret, brakes that tests may narrow. */
export const exampleAuth = (db: TestDatabase, limits: Partial<LimitSettings> = {}): Auth =>
  createAuth(db.database, {
    secret: 'a secret of tests, long enough to be one',
    publicUrl: 'http://127.0.0.1:3000',
    limits,
  })

/** A browser: keeps the cookies it is told to keep. */
export function exampleBrowser() {
  const jar = new Map<string, string>()
  return {
    jar,
    /** A request of this browser. */
    visit: (address = '10.0.0.7') => ({
      headers: new Headers({ cookie: cookieOf(jar), 'user-agent': 'Test' }),
      address,
      requestId: 'r-1',
    }),
    keep: (setCookie: readonly string[]) => {
      for (const line of setCookie) {
        const [pair = '', ...attributes] = line.split(';')
        const name = pair.slice(0, pair.indexOf('='))
        const gone = attributes.some((attribute) => attribute.trim().toLowerCase() === 'max-age=0')
        if (gone) jar.delete(name)
        else jar.set(name, pair.slice(name.length + 1))
      }
    },
  }
}

const cookieOf = (jar: Map<string, string>) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

export const examplePassword = 'hoa sữa tháng mười'

/** An account that has changed its first password and is signed in. */
export async function exampleSignedIn(
  auth: Auth,
  account: { readonly username: string; readonly role?: Role; readonly organizationId?: string },
) {
  const made = await createAccount(auth.db, operatorScope('account:admin'), { displayName: 'Người thử', ...account })
  if (!made.ok) throw new Error(made.refusal.code)
  const browser = exampleBrowser()
  const step = await signIn(auth, { ...browser.visit(), username: account.username, password: made.value.password })
  if (!step.ok) throw new Error(step.refusal.code)
  browser.keep(step.value.setCookie)
  const changed = await changePassword(auth, {
    ...browser.visit(),
    current: made.value.password,
    next: examplePassword,
  })
  if (!changed.ok) throw new Error(changed.refusal.code)
  return { browser, userId: made.value.userId }
}

/** The code of RFC 6238 for a secret in base 32, by the steps of the standard and none of the library. */
export function exampleTotp(secret: string, at = Date.now()): string {
  const bits = [...secret]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
