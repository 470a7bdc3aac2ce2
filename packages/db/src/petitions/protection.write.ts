import type { ProtectionStep } from '@nq15/domain/petitions'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'
import type { VaultTx } from './vault-store.ts'

/** Stores that somebody asked to be protected, under the next number of the paper. */
export async function insertProtection(
  tx: VaultTx,
  scope: Scope,
  of: {
    readonly protectionId: string
    readonly organizationId: string
    readonly petitionId: string
    readonly subject: string
    readonly measure: string
    readonly onDay: string
  },
): Promise<void> {
  await tx.query(
    `insert into vault.protection (id, organization_id, petition_id, number, subject, last_on)
      values ($1, $2, $3, 1 + coalesce((select max(number) from vault.protection where petition_id = $3), 0), $4, $5)`,
    [of.protectionId, of.organizationId, of.petitionId, of.subject, of.onDay],
  )
  const { protectionId, measure, onDay } = of
  await insertProtectionStep(tx, scope, { protectionId, event: 'request', measure, onDay })
}

/** Takes a protection a step on; false when somebody else has since. */
export async function stepProtectionRow(
  tx: VaultTx,
  _scope: Scope,
  of: { readonly protectionId: string; readonly version: number; readonly state: string; readonly onDay: string },
): Promise<boolean> {
  const rows = await tx.query(
    'update vault.protection set state = $3, last_on = $4, version = version + 1 where id = $1 and version = $2 returning id',
    [of.protectionId, of.version, of.state, of.onDay],
  )
  return rows.length > 0
}

/** Writes a step of a protection behind the last one. */
export async function insertProtectionStep(
  tx: VaultTx,
  { actor }: Scope,
  of: { readonly protectionId: string; readonly event: string } & Partial<Omit<ProtectionStep, 'event'>> & {
      readonly onDay: string
    },
): Promise<void> {
  await tx.query(
    `insert into vault.protection_step (id, protection_id, position, event, on_day, measure, authority, document, end_reason, actor_id, actor_name)
      values ($1, $2, 1 + coalesce((select max(position) from vault.protection_step where protection_id = $2), 0), $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[newId(), of.protectionId, of.event, of.onDay, of.measure ?? '', of.authority ?? '', of.document ?? ''],
      ...[of.endReason ?? null, actor.userId, actor.name],
    ],
  )
}
