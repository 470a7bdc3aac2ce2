import { createHmac } from 'node:crypto'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import type { z } from 'zod'
import type { Auth } from './auth.ts'

/** A cookie in which a half-done sign-in remembers itself: nobody else reads or makes one, and it ends by itself. */
export type SealedCookie = { readonly name: string; readonly path: string; readonly seconds: number }

// Each kind of cookie has a key of its own, so that one is never taken for another.
const keyOf = ({ secret }: Auth, name: string) => createHmac('sha256', secret).update(`cookie ${name}`).digest('hex')

const nameOf = ({ publicUrl }: Auth, name: string) => (publicUrl.startsWith('https:') ? `__Secure-${name}` : name)

/** The line of `Set-Cookie` that hands a browser what it must bring back. */
export async function sealCookie(auth: Auth, cookie: SealedCookie, remembered: object): Promise<string> {
  const until = Date.now() + cookie.seconds * 1_000
  const value = await symmetricEncrypt({
    key: keyOf(auth, cookie.name),
    data: JSON.stringify({ until, remembered }),
  })
  return line(auth, cookie, value, cookie.seconds)
}

/** What the browser brought back; null for none, a foreign or an ended one. */
export async function openCookie<Schema extends z.ZodType>(
  auth: Auth,
  cookie: SealedCookie,
  { headers, schema }: { readonly headers: Headers; readonly schema: Schema },
): Promise<z.output<Schema> | null> {
  const name = `${nameOf(auth, cookie.name)}=`
  const sent = (headers.get('cookie') ?? '').split(';').map((one) => one.trim())
  const value = sent.find((one) => one.startsWith(name))?.slice(name.length)
  if (!value) return null
  try {
    const text = await symmetricDecrypt({ key: keyOf(auth, cookie.name), data: value })
    const { until, remembered } = JSON.parse(text) as { until: number; remembered: unknown }
    return until > Date.now() ? schema.parse(remembered) : null
  } catch {
    // Whatever cannot be opened was not made here.
    return null
  }
}

/** The line that takes the cookie away again. */
export const dropCookie = (auth: Auth, cookie: SealedCookie): string => line(auth, cookie, '', 0)

const line = (auth: Auth, { name, path }: SealedCookie, value: string, seconds: number) =>
  [
    `${nameOf(auth, name)}=${value}`,
    `Path=${path}`,
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(auth.publicUrl.startsWith('https:') ? ['Secure'] : []),
  ].join('; ')
