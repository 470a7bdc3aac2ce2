import type { SignedTables } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

export type NewSignOff = {
  readonly id: string
  readonly organizationId: string
  readonly year: number
  readonly asOf: LegalDay
  readonly tablesVersion: string
  readonly ruleSetCode: string
  readonly ruleSetHash: string
  readonly content: SignedTables
  readonly contentHash: string
  readonly signerName: string
  readonly signerTitle: string
  readonly signedAt: Date
  readonly replacesId: string | null
  readonly reason: string | null
}

/** Lets one signing of a level and year happen at a time; held until the transaction ends. */
export async function lockSignOff(
  tx: Tx,
  _scope: Scope,
  { organizationId, year }: { organizationId: string; year: number },
): Promise<void> {
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtext('report_sign_off:' || ${`${organizationId}:${year}`}::text))) held`
}

/** Stores a sign-off and ends the one it replaces; nothing signed is ever edited. */
export async function insertSignOff(
  tx: Tx,
  { actor }: Scope,
  { content, asOf, ...signOff }: NewSignOff,
): Promise<void> {
  if (signOff.replacesId !== null) {
    await tx.reportSignOff.updateMany({
      where: { id: signOff.replacesId, supersededAt: null },
      data: { supersededAt: signOff.signedAt },
    })
  }
  await tx.reportSignOff.createMany({
    data: { ...signOff, content, asOf: dateOf(asOf), signedBy: actor.userId, signedByName: actor.name },
  })
}
