import { randomBytes } from 'node:crypto'
import { insertKey, revokeKeyRow, rotateKeyRow } from '@nq15/db/access/service-key.write'
import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { isId, isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { checkKey, type KeyFinding, keyPermissions, type MakeKey, rotationHours } from '@nq15/domain/access'
import { todayInHanoi } from '@nq15/domain/calendar'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { hashText } from './hash-text.ts'
import { keyText } from './open-with-key.ts'

export type KeyRefusal =
  | { readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'SECRET_WAS_SHOWN' }
  | { readonly code: 'KEY_REFUSED'; readonly findings: readonly KeyFinding[] }

/** The key's text as another system sends it; answered this one time and stored nowhere in clear. */
export type ShownKey = { readonly keyId: string; readonly text: string }

const freshSecret = () => randomBytes(32).toString('base64url')

/**
 * Makes a key over an organization within the maker's reach, with permissions he holds there himself; `prove` is the gate's.
 * For `key:make`. Sent twice, the second answer says that the secret was shown.
 */
export async function makeKey(
  db: Database,
  {
    scope,
    prove,
  }: { readonly scope: Scope; readonly prove: (permission: MakeKey['permissions'][number]) => Scope | null },
  { requestId, now, ...form }: MakeKey & { readonly requestId: string; readonly now: Date },
): Promise<Result<ShownKey, KeyRefusal>> {
  const secret = freshSecret()
  let fresh = false
  const act = { requestId, useCase: 'access.make-key', permissions: ['key:make'] } as const
  const made = await actOnce<Result<{ readonly keyId: string }, KeyRefusal>>(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, form.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const held: MakeKey['permissions'][number][] = []
    for (const permission of keyPermissions) {
      const proof = prove(permission)
      if (proof && (await isWithin(tx, proof, form.organizationId))) held.push(permission)
    }
    const checked = checkKey(form, { held, today: todayInHanoi(now) })
    if (!checked.ok) return checked
    const keyId = newId()
    await insertKey(tx, scope, { ...form, id: keyId, secretHash: hashText(secret), hint: secret.slice(-4) })
    fresh = true
    return ok({ keyId })
  })
  if (!made.ok) return made
  return fresh
    ? ok({ keyId: made.value.keyId, text: keyText(made.value.keyId, secret) })
    : refuse({ code: 'SECRET_WAS_SHOWN' })
}

type Of = { readonly requestId: string; readonly keyId: string; readonly version: number; readonly now: Date }

/** Gives one's own key a new secret; the former goes on for a day, so that the other system can change over. */
export async function rotateKey(
  db: Database,
  scope: Scope,
  { requestId, keyId, version, now }: Of,
): Promise<Result<ShownKey, KeyRefusal>> {
  const secret = freshSecret()
  let fresh = false
  const act = { requestId, useCase: 'access.rotate-key', permissions: ['key:make'] } as const
  const done = await actOnce<Result<{ readonly keyId: string }, KeyRefusal>>(db, scope, act, async (tx) => {
    if (!isId(keyId)) return refuse({ code: 'NOT_FOUND' })
    const formerUntil = new Date(now.getTime() + rotationHours * 3_600_000)
    const of = { keyId, version, secretHash: hashText(secret), hint: secret.slice(-4), formerUntil }
    if (!(await rotateKeyRow(tx, scope, of))) return refuse({ code: 'CHANGED_MEANWHILE' })
    fresh = true
    return ok({ keyId })
  })
  if (!done.ok) return done
  return fresh ? ok({ keyId, text: keyText(keyId, secret) }) : refuse({ code: 'SECRET_WAS_SHOWN' })
}

/** Ends a key at once: its maker's own, or anybody's for who keeps accounts. */
export async function revokeKey(
  db: Database,
  scope: Scope,
  { requestId, keyId, version, now }: Of,
): Promise<Result<{ readonly keyId: string }, KeyRefusal>> {
  const act = { requestId, useCase: 'access.revoke-key', permissions: ['key:make', 'account:admin'] } as const
  return actOnce<Result<{ readonly keyId: string }, KeyRefusal>>(db, scope, act, async (tx) => {
    if (!isId(keyId)) return refuse({ code: 'NOT_FOUND' })
    const isRevoked = await revokeKeyRow(tx, scope, { keyId, version, at: now })
    return isRevoked ? ok({ keyId }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
