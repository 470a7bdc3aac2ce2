import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { PasskeyKey } from './passkey.read.ts'

/** Stores a new passkey; false when its credential is known already. */
export async function insertPasskey(
  tx: Tx,
  passkey: Omit<PasskeyKey, 'id'> & { readonly name: string; readonly backedUp: boolean },
): Promise<boolean> {
  const { transports, publicKey, ...rest } = passkey
  const { count } = await tx.authPasskey.createMany({
    data: [{ id: newId(), ...rest, publicKey: new Uint8Array(publicKey), transports: transports.join(',') }],
    skipDuplicates: true,
  })
  return count === 1
}

/** Remembers a use; false when the passkey was removed or its counter moved meanwhile. */
export async function markPasskeyUsed(
  tx: Tx,
  { id, counter: before }: Pick<PasskeyKey, 'id' | 'counter'>,
  used: { readonly counter: number; readonly backedUp: boolean },
): Promise<boolean> {
  const { count } = await tx.authPasskey.updateMany({
    where: { id, counter: before },
    data: { ...used, lastUsedAt: new Date() },
  })
  return count === 1
}

/** Removes all passkeys of an account, whoever may have added one. Answers how many. */
export async function deletePasskeys(tx: Tx, userId: string): Promise<number> {
  const { count } = await tx.authPasskey.deleteMany({ where: { userId } })
  return count
}

/** Removes one of an account's own passkeys; false when it has no such one. */
export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<boolean> {
  const { count } = await tx.authPasskey.deleteMany({ where: { id, userId } })
  return count > 0
}
