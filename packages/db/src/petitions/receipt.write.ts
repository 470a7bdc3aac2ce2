import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Stores the hash of a new code and ends the one before. */
export async function insertReceipt(
  tx: Tx,
  { actor }: Scope,
  receipt: {
    readonly id: string
    readonly organizationId: string
    readonly petitionId: string
    readonly codeHash: string
    readonly issuedAt: Date
  },
): Promise<void> {
  const { petitionId, issuedAt } = receipt
  await tx.petitionReceipt.updateMany({ where: { petitionId, supersededAt: null }, data: { supersededAt: issuedAt } })
  await tx.petitionReceipt.createMany({
    data: { ...receipt, issuedBy: actor.userId, issuedByName: actor.name },
  })
}
