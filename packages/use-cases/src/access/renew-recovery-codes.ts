import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { APIError } from 'better-auth/api'
import type { Auth } from './auth.ts'
import { checkOwnPassword } from './change-password.ts'
import { readSession } from './read-session.ts'
import type { Visit } from './sign-in.ts'

export type RenewRefusal =
  | { readonly code: 'signed-out' }
  | { readonly code: 'second-factor-off' }
  | { readonly code: 'wrong-password' }
  | { readonly code: 'too-many-attempts'; readonly retryAfterSeconds: number }

/** Makes ten new recovery codes after asking for the password; the old ones are worth nothing from then on. */
export async function renewRecoveryCodes(
  auth: Auth,
  visit: Visit & { readonly password: string },
): Promise<Result<{ readonly recoveryCodes: readonly string[] }, RenewRefusal>> {
  const { headers, password, requestId } = visit
  const session = await readSession(auth, headers, false)
  if (!session) return refuse({ code: 'signed-out' })
  const checked = await checkOwnPassword(auth, session, { password, visit })
  if (!checked.ok) return checked
  try {
    const { backupCodes } = await auth.library.api.generateBackupCodes({
      body: { password },
      headers: new Headers({ cookie: headers.get('cookie') ?? '' }),
    })
    await auth.db.asSignIn(async (tx) => {
      await enterTrail(tx, { userId: session.userId, requestId })
      await writeTrail(tx, { action: 'recovery-codes-renewed', recordTable: 'user', recordId: session.userId })
    })
    return ok({ recoveryCodes: backupCodes })
  } catch (error) {
    if (error instanceof APIError && error.body?.code === 'TWO_FACTOR_NOT_ENABLED') {
      return refuse({ code: 'second-factor-off' })
    }
    throw error
  }
}
