import { findEmergency, listEmergencies } from '@nq15/db/access/emergency.read'
import { enterAccountKeeping } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type EmergencyState, emergencyState } from '@nq15/domain/access'

/** An emergency account as administrators and auditors watch it. */
export type WatchedEmergency = {
  readonly userId: string
  readonly username: string
  readonly displayName: string
  readonly role: string
  readonly hours: number
  readonly disabled: boolean
  readonly state: EmergencyState
  readonly sealedAt: Date
  readonly openedAt: Date | null
  readonly closesAt: Date | null
}

/** The emergency accounts and their seals, for who keeps accounts and who reads the trail; throws for everybody else. */
export async function watchEmergencies(db: Database, scope: Scope, now: Date): Promise<WatchedEmergency[]> {
  if (scope.permission !== 'audit:read' && scope.permission !== 'account:admin') {
    throw new Error('this actor watches no emergency accounts')
  }
  return db.asSignIn(async (tx) => {
    if (scope.permission === 'account:admin') await enterAccountKeeping(tx, scope)
    const rows = await listEmergencies(tx)
    return rows.map(({ slot, organizationId, ...row }) => ({ ...row, state: emergencyState(row, now) }))
  })
}

/** When the open use of one's own emergency account closes; null for every other account. */
export async function readOwnEmergency(db: Database, userId: string): Promise<Date | null> {
  const found = await db.asSignIn((tx) => findEmergency(tx, userId))
  return found?.closesAt ?? null
}
