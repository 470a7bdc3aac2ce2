import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { APIError } from 'better-auth/api'
import type { Auth } from './auth.ts'
import { checkOwnPassword } from './change-password.ts'
import { readSession } from './read-session.ts'
import type { Visit } from './sign-in.ts'

/** What the page shows once: the address for the QR drawing, the same secret to type, and the recovery codes to print. */
export type Enrolment = {
  readonly uri: string
  readonly secret: string
  readonly recoveryCodes: readonly string[]
}

export type EnrolRefusal =
  | { readonly code: 'signed-out' | 'emergency-account' }
  | { readonly code: 'second-factor-on' }
  | { readonly code: 'wrong-password' }
  | { readonly code: 'too-many-attempts'; readonly retryAfterSeconds: number }

/** Begins a second factor after asking for the password; it counts only once a code of it was confirmed. */
export async function enrolSecondFactor(
  auth: Auth,
  visit: Visit & { readonly password: string },
): Promise<Result<Enrolment, EnrolRefusal>> {
  const { headers, password, requestId } = visit
  const session = await readSession(auth, headers, false)
  if (!session) return refuse({ code: 'signed-out' })
  if (session.method === 'emergency') return refuse({ code: 'emergency-account' })
  const checked = await checkOwnPassword(auth, session, { password, visit })
  if (!checked.ok) return checked
  try {
    // The library asks for the password itself and hashes it; hence no transaction of ours around this step.
    const enabled = await auth.library.api.enableTwoFactor({
      body: { password, method: 'totp' },
      headers: new Headers({ cookie: headers.get('cookie') ?? '' }),
    })
    if (enabled.method !== 'totp') throw new Error('the library enrolled another method')
    await auth.db.asSignIn(async (tx) => {
      await enterTrail(tx, { userId: session.userId, requestId })
      await writeTrail(tx, { action: 'second-factor-begun', recordTable: 'user', recordId: session.userId })
    })
    const uri = enabled.totpURI.replaceAll('%40nq15.invalid', '')
    return ok({ uri, secret: new URL(uri).searchParams.get('secret') ?? '', recoveryCodes: enabled.backupCodes })
  } catch (error) {
    if (error instanceof APIError && error.body?.code === 'TOTP_ALREADY_ENABLED') {
      return refuse({ code: 'second-factor-on' })
    }
    throw error
  }
}
