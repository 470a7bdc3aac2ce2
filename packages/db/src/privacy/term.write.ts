import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

type Change = {
  readonly code: string
  readonly version: number
  readonly quantity: number
  readonly basis: string
  readonly confidence: string
}

/** Sets a limit; false when somebody changed it meanwhile. The database refuses more than the floor. */
export async function updatePrivacyTerm(
  tx: Tx,
  { actor }: Scope,
  { code, version, ...data }: Change,
): Promise<boolean> {
  const { count } = await tx.privacyTerm.updateMany({
    where: { code, version },
    data: {
      ...data,
      updatedBy: actor.userId,
      updatedByName: actor.name,
      updatedAt: new Date(),
      version: { increment: 1 },
    },
  })
  return count === 1
}
