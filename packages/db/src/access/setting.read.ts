import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** For how many days a role may be delegated at most. */
export async function readDelegationDays(tx: Tx, _scope: Scope): Promise<number> {
  const setting = await tx.accessSetting.findFirstOrThrow({ select: { delegationDays: true } })
  return setting.delegationDays
}
