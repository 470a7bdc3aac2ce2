import { readStanding } from '@nq15/db/access/account.read'
import { listCredentials, listPasskeys } from '@nq15/db/access/passkey.read'
import { insertPasskey } from '@nq15/db/access/passkey.write'
import { spendCode } from '@nq15/db/access/session.write'
import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import type { PasskeyPlace } from '@nq15/domain/access'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { Auth } from './auth.ts'
import { checkOwnPassword } from './change-password.ts'
import { type LiveSession, readSession } from './read-session.ts'
import { openCookie, type SealedCookie, sealCookie } from './sealed-cookie.ts'
import type { Visit } from './sign-in.ts'

const enrolCookie: SealedCookie = { name: 'nq15.passkey_enrol', path: '/account', seconds: 300 }
const remembered = z.object({ challenge: z.string(), sessionId: z.string() })

/** A sign-in without a password counts as its repetition for so long, in milliseconds. */
const freshMs = 600_000

export type BeginEnrolRefusal =
  | {
      readonly code: 'signed-out' | 'emergency-account' | 'passkeys-impossible' | 'sign-in-not-fresh' | 'wrong-password'
    }
  | { readonly code: 'too-many-attempts'; readonly retryAfterSeconds: number }

/** Begins a passkey after asking for the password, or after a sign-in just now. Answers what the browser asks the device. */
export async function beginPasskey(
  auth: Auth,
  visit: Visit & { readonly password: string },
): Promise<
  Result<
    { readonly options: PublicKeyCredentialCreationOptionsJSON; readonly setCookie: readonly string[] },
    BeginEnrolRefusal
  >
> {
  const session = await readSession(auth, visit.headers, false)
  if (!session) return refuse({ code: 'signed-out' })
  if (session.method === 'emergency') return refuse({ code: 'emergency-account' })
  if (!auth.passkeys) return refuse({ code: 'passkeys-impossible' })
  const proved = await proveAgain(auth, session, visit)
  if (!proved.ok) return proved
  const { standing, known } = await auth.db.asSignIn(async (tx) => ({
    standing: await readStanding(tx, session.userId),
    known: await listCredentials(tx, session.userId),
  }))
  if (!standing || standing.disabled || standing.mustChangePassword) return refuse({ code: 'signed-out' })
  const options = await generateRegistrationOptions({
    rpName: 'NQ15',
    rpID: auth.passkeys.id,
    userID: new TextEncoder().encode(session.userId),
    userName: standing.username,
    userDisplayName: standing.displayName,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    // The device asks for a finger, a face or its code every time: that is what makes it a second factor.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const cookie = await sealCookie(auth, enrolCookie, { challenge: options.challenge, sessionId: session.id })
  return ok({ options, setCookie: [cookie] })
}

/** The password again; or, for whoever signed in without one, that it was just now. */
async function proveAgain(
  auth: Auth,
  session: LiveSession,
  visit: Visit & { readonly password: string },
): Promise<Result<unknown, BeginEnrolRefusal>> {
  if (visit.password === '' && session.method !== 'password') {
    return session.since.getTime() + freshMs > Date.now() ? ok(true) : refuse({ code: 'sign-in-not-fresh' })
  }
  return checkOwnPassword(auth, session, { password: visit.password, visit })
}

export type EnrolPasskeyRefusal = {
  readonly code:
    | 'signed-out'
    | 'passkeys-impossible'
    | 'passkey-refused'
    | 'passkey-twice'
    | 'passkey-name-malformed'
    | 'passkey-name-taken'
}

/** Stores the passkey that the device made for the challenge of this session, under the name that the person gave it. */
export async function finishPasskey(
  auth: Auth,
  visit: Visit & { readonly name: string; readonly answer: RegistrationResponseJSON },
): Promise<Result<true, EnrolPasskeyRefusal>> {
  const session = await readSession(auth, visit.headers, false)
  if (!session) return refuse({ code: 'signed-out' })
  if (!auth.passkeys) return refuse({ code: 'passkeys-impossible' })
  const name = visit.name.normalize('NFC').trim()
  if (name.length < 1 || name.length > 60) return refuse({ code: 'passkey-name-malformed' })
  const begun = await openCookie(auth, enrolCookie, { headers: visit.headers, schema: remembered })
  if (!begun || begun.sessionId !== session.id) return refuse({ code: 'passkey-refused' })
  const made = await verify(auth.passkeys, begun.challenge, visit.answer)
  const { userId } = session
  return auth.db.asSignIn(async (tx) => {
    await enterTrail(tx, { userId, requestId: visit.requestId })
    if ((await listPasskeys(tx, userId)).some((known) => known.name === name)) {
      return refuse({ code: 'passkey-name-taken' })
    }
    const until = new Date(Date.now() + 3_600_000)
    if (!made || !(await spendCode(tx, 'passkey', { code: begun.challenge, until }))) {
      return refuse({ code: 'passkey-refused' })
    }
    if (!(await insertPasskey(tx, { userId, name, ...made }))) return refuse({ code: 'passkey-twice' })
    await writeTrail(tx, { action: 'passkey-added', recordTable: 'user', recordId: userId })
    return ok(true)
  })
}

async function verify({ origin, id }: PasskeyPlace, challenge: string, response: RegistrationResponseJSON) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    })
    if (!verified || !registrationInfo.userVerified) return null
    const { credential, credentialBackedUp } = registrationInfo
    return {
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: (credential.transports ?? []).filter((one) => /^[a-z-]{1,20}$/.test(one)).slice(0, 4),
      backedUp: credentialBackedUp,
    }
  } catch {
    // The check throws for whatever does not fit: another challenge, another site, no verification, no format at all.
    return null
  }
}
