import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** A new key of the actor's; its secret comes as a hash. */
export async function insertKey(
  tx: Tx,
  { actor }: Scope,
  {
    expiresOn,
    permissions,
    networks,
    ...key
  }: {
    readonly id: string
    readonly organizationId: string
    readonly name: string
    readonly permissions: readonly string[]
    readonly networks: readonly string[]
    readonly perMinute: number
    readonly secretHash: string
    readonly hint: string
    readonly expiresOn: LegalDay
  },
): Promise<void> {
  await tx.accessKey.createMany({
    data: [
      {
        ...key,
        userId: actor.userId,
        permissions: [...permissions],
        networks: [...networks],
        expiresOn: dateOf(expiresOn),
      },
    ],
  })
}

/** Gives a standing key a new secret; the former one goes on until `formerUntil`. False when it is not there or changed. */
export async function rotateKeyRow(
  tx: Tx,
  { actor }: Scope,
  of: { keyId: string; version: number; secretHash: string; hint: string; formerUntil: Date },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update access_key set former_hash = secret_hash, former_until = ${of.formerUntil}, secret_hash = ${of.secretHash}, hint = ${of.hint},
        version = version + 1
     where id = ${of.keyId}::uuid and version = ${of.version} and user_id = ${actor.userId}::uuid and revoked_at is null`
  return changed === 1
}

/** Ends a key at once, its maker's own or, for who keeps accounts, anybody's. False when it is not there or changed. */
export async function revokeKeyRow(
  tx: Tx,
  { actor }: Scope,
  { keyId, version, at }: { keyId: string; version: number; at: Date },
): Promise<boolean> {
  const { count } = await tx.accessKey.updateMany({
    where: { id: keyId, version, revokedAt: null },
    data: { revokedAt: at, revokedByName: actor.name, version: { increment: 1 } },
  })
  return count === 1
}

/** Notes that a key was used; called by the gate at most once a minute. */
export async function noteKeyUse(tx: Tx, keyId: string): Promise<void> {
  await tx.$executeRaw`update access_key set last_used_at = now() where id = ${keyId}::uuid`
}
