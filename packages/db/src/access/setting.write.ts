import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Sets for how many days a role may be delegated at most; what is delegated already stays as it is. */
export async function updateDelegationDays(tx: Tx, _scope: Scope, days: number): Promise<void> {
  await tx.accessSetting.updateMany({ data: { delegationDays: days } })
}
