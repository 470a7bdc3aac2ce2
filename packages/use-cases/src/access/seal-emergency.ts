import { findAccountByUsername } from '@nq15/db/access/account.read'
import { insertAccount, replacePassword } from '@nq15/db/access/account.write'
import { type EmergencyRow, listEmergencies } from '@nq15/db/access/emergency.read'
import { allowSealing, insertEmergency, sealAgain } from '@nq15/db/access/emergency.write'
import { readToday } from '@nq15/db/access/grant.read'
import { deleteSessions } from '@nq15/db/access/session.write'
import { enterAccountKeeping, writeTrail } from '@nq15/db/access/trail.write'
import type { Database, Tx } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type AccountRefusal, checkGrant, type GrantRefusal, type Role, readUsername } from '@nq15/domain/access'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { hashPassword } from 'better-auth/crypto'
import { makeOneTimePassword } from './make-one-time-password.ts'

/** An emergency account to be made or sealed anew. */
export type SealEmergency = {
  readonly username: string
  readonly displayName: string
  /** What one use opens; a stand-alone role needs no organization. */
  readonly role: Role
  readonly organizationId: string | null
  /** How long one use lasts, 1 to 72. */
  readonly hours: number
}

export type SealRefusal =
  | AccountRefusal
  | GrantRefusal
  | { readonly code: 'emergency-slots-full' | 'username-taken' | 'unknown-organization' }

/** The passphrase is answered this one time, to be printed and put in an envelope. */
export type Sealed = { readonly userId: string; readonly passphrase: string; readonly again: boolean }

/**
 * Seals an emergency account: makes one of the two, or gives an existing one a new passphrase, which ends its use, its
 * sessions and its roles. While sealed it holds no role at all.
 */
export async function sealEmergency(
  db: Database,
  scope: Scope,
  command: SealEmergency,
): Promise<Result<Sealed, SealRefusal>> {
  const read = readUsername(command.username)
  if (!read.ok) return read
  const username = read.value
  const { role, organizationId, hours, displayName } = command
  // Two of the usual length: nobody types it often, and no second factor stands behind it.
  const passphrase = `${makeOneTimePassword()}-${makeOneTimePassword()}`
  const passwordHash = await hashPassword(passphrase)
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    const allowed = checkGrant([], { role, organizationId, validFrom: await readToday(tx), validTo: '9999-12-31' })
    if (!allowed.ok) return allowed
    if (organizationId && !(await isOrganization(tx, organizationId))) return refuse({ code: 'unknown-organization' })
    const emergencies = await listEmergencies(tx)
    const existing = emergencies.find((one) => one.username === username)
    const terms = { role, organizationId, hours }
    if (existing) {
      await allowSealing(tx)
      await replacePassword(tx, existing.userId, { before: null, after: passwordHash, mustChange: false })
      await sealAgain(tx, scope, existing.userId, terms)
      await deleteSessions(tx, existing.userId, null)
      await rememberSeal(tx, existing.userId, hours)
      return ok({ userId: existing.userId, passphrase, again: true })
    }
    if (await findAccountByUsername(tx, username)) return refuse({ code: 'username-taken' })
    const slot = freeSlot(emergencies)
    if (slot === null) return refuse({ code: 'emergency-slots-full' })
    const account = { username, displayName, passwordHash, memberId: null, isDemo: false }
    const userId = await insertAccount(tx, scope, account)
    await insertEmergency(tx, scope, { userId, slot, ...terms })
    await rememberSeal(tx, userId, hours)
    return ok({ userId, passphrase, again: false })
  })
}

const freeSlot = (taken: readonly EmergencyRow[]) =>
  [1, 2].find((slot) => !taken.some((one) => one.slot === slot)) ?? null

const isOrganization = async (tx: Tx, id: string) => (await tx.organization.count({ where: { id } })) > 0

const rememberSeal = (tx: Tx, userId: string, hours: number) =>
  writeTrail(tx, { action: 'emergency-sealed', recordTable: 'user', recordId: userId, detail: { hours } })
