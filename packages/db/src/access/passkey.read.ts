import type { Tx } from '../client.ts'

/** A passkey as its owner sees it. */
export type PasskeyRow = {
  readonly id: string
  readonly name: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  /** Kept by the device's maker for the person's other devices too. */
  readonly backedUp: boolean
}

/** A passkey as the check of a signature needs it. */
export type PasskeyKey = {
  readonly id: string
  readonly userId: string
  readonly credentialId: string
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly counter: number
  readonly transports: readonly string[]
}

/** The passkeys of an account, oldest first. */
export async function listPasskeys(tx: Tx, userId: string): Promise<PasskeyRow[]> {
  return tx.authPasskey.findMany({
    where: { userId },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true, backedUp: true },
    orderBy: { createdAt: 'asc' },
  })
}

/** What a device is told not to make twice: the credentials of an account. */
export async function listCredentials(
  tx: Tx,
  userId: string,
): Promise<Pick<PasskeyKey, 'credentialId' | 'transports'>[]> {
  const rows = await tx.authPasskey.findMany({ where: { userId }, select: { credentialId: true, transports: true } })
  return rows.map(({ credentialId, transports }) => ({ credentialId, transports: split(transports) }))
}

/** The passkey of a credential; null when it was never enrolled or was removed. */
export async function findPasskey(tx: Tx, credentialId: string): Promise<PasskeyKey | null> {
  const found = await tx.authPasskey.findUnique({ where: { credentialId } })
  if (!found) return null
  const { id, userId, publicKey, counter, transports } = found
  return {
    id,
    userId,
    credentialId,
    publicKey: new Uint8Array(publicKey),
    counter: Number(counter),
    transports: split(transports),
  }
}

const split = (transports: string) => transports.split(',').filter((one) => one !== '')
