import { readStanding } from '@nq15/db/access/account.read'
import { findPasskey, type PasskeyKey } from '@nq15/db/access/passkey.read'
import { markPasskeyUsed } from '@nq15/db/access/passkey.write'
import { noteSession, spendCode } from '@nq15/db/access/session.write'
import { enterTrail, writeTrail } from '@nq15/db/access/trail.write'
import type { PasskeyPlace } from '@nq15/domain/access'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { Auth } from './auth.ts'
import { callerHeaders, rememberRefusal } from './remember-sign-in.ts'
import { dropCookie, openCookie, type SealedCookie, sealCookie } from './sealed-cookie.ts'
import type { SignInStep, Visit } from './sign-in.ts'

const signInCookie: SealedCookie = { name: 'nq15.passkey', path: '/sign-in', seconds: 300 }

/** Begins a sign-in with a passkey; the device knows whose it is, so no name is asked for. */
export async function beginPasskeySignIn(
  auth: Auth,
): Promise<
  Result<
    { readonly options: PublicKeyCredentialRequestOptionsJSON; readonly setCookie: readonly string[] },
    { readonly code: 'passkeys-impossible' }
  >
> {
  if (!auth.passkeys) return refuse({ code: 'passkeys-impossible' })
  const options = await generateAuthenticationOptions({ rpID: auth.passkeys.id, userVerification: 'required' })
  return ok({ options, setCookie: [await sealCookie(auth, signInCookie, { challenge: options.challenge })] })
}

export type PasskeySignInRefusal =
  | { readonly code: 'passkeys-impossible' | 'passkey-refused' }
  | { readonly code: 'too-many-attempts'; readonly retryAfterSeconds: number }

/**
 * Signs in with a passkey: the signature of this browser's challenge, once, by a device that verified the person. It counts
 * as both factors. An unknown passkey, a wrong signature, a copied device and a closed account are one refusal.
 */
export async function signInWithPasskey(
  auth: Auth,
  visit: Visit & { readonly answer: AuthenticationResponseJSON },
): Promise<Result<SignInStep, PasskeySignInRefusal>> {
  if (!auth.passkeys) return refuse({ code: 'passkeys-impossible' })
  const { address, answer, headers } = visit
  const brake = await auth.limits.take('passkey', address)
  if (!brake.open) return refuse({ code: 'too-many-attempts', retryAfterSeconds: brake.retryAfterSeconds })
  const begun = await openCookie(auth, signInCookie, { headers, schema: z.object({ challenge: z.string() }) })
  const passkey = begun && (await auth.db.asSignIn((tx) => findPasskey(tx, answer.id)))
  const used = begun && passkey && (await verify(auth.passkeys, passkey, { challenge: begun.challenge, answer }))
  const step = used && (await enter(auth, visit, { passkey, used, challenge: begun.challenge }))
  if (step) {
    await auth.limits.succeeded('passkey', address)
    return ok(step)
  }
  await rememberRefusal(auth, visit, {
    action: 'passkey-failed',
    reason: begun ? (passkey ? 'signature' : 'unknown') : 'challenge',
    userId: passkey?.userId ?? null,
  })
  return refuse({ code: 'passkey-refused' })
}

type Used = { readonly counter: number; readonly backedUp: boolean }

async function enter(
  auth: Auth,
  visit: Visit,
  { passkey, used, challenge }: { readonly passkey: PasskeyKey; readonly used: Used; readonly challenge: string },
): Promise<SignInStep | null> {
  const { userId } = passkey
  return auth.db.asSignIn(async (tx) => {
    await enterTrail(tx, { userId, requestId: visit.requestId })
    const until = new Date(Date.now() + 3_600_000)
    const standing = await readStanding(tx, userId)
    if (!standing || standing.disabled) return null
    if (!(await spendCode(tx, 'passkey', { code: challenge, until }))) return null
    if (!(await markPasskeyUsed(tx, passkey, used))) return null
    const { response, headers } = await auth.library.api.enterSession({
      body: { userId, method: 'passkey', secondFactor: true },
      headers: callerHeaders(visit),
      returnHeaders: true,
    })
    const sessionId = await noteSession(tx, response.token, { secondFactor: true })
    const detail = { address: visit.address, method: 'passkey' }
    await writeTrail(tx, { action: 'sign-in', recordTable: 'session', recordId: sessionId, detail })
    return { next: 'done', setCookie: [...headers.getSetCookie(), dropCookie(auth, signInCookie)] }
  })
}

async function verify(
  { origin, id }: PasskeyPlace,
  { credentialId, publicKey, counter }: PasskeyKey,
  { challenge, answer }: { readonly challenge: string; readonly answer: AuthenticationResponseJSON },
): Promise<Used | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: { id: credentialId, publicKey, counter },
    })
    const { newCounter, credentialBackedUp, userVerified } = authenticationInfo
    return verified && userVerified ? { counter: newCounter, backedUp: credentialBackedUp } : null
  } catch {
    // The check throws for whatever does not fit: another challenge, another site, a counter that fell behind.
    return null
  }
}
