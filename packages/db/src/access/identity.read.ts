import type { Tx } from '../client.ts'

/** An identity of the provider that is an account here. */
export type IdentityRow = {
  readonly issuer: string
  readonly subject: string
  readonly origin: 'administrator' | 'claim'
  readonly linkedAt: Date
}

/** Whose account an identity is; null when it is nobody's. Read by the sign-in before anybody is known. */
export async function findIdentityUser(
  tx: Tx,
  identity: { readonly issuer: string; readonly subject: string },
): Promise<string | null> {
  const found = await tx.accessIdentity.findFirst({
    where: { ...identity, unlinkedAt: null },
    select: { userId: true },
  })
  return found?.userId ?? null
}

/** The identity of an account at a provider; null when it is linked to none. */
export async function findIdentity(tx: Tx, userId: string, issuer: string): Promise<IdentityRow | null> {
  const found = await tx.accessIdentity.findFirst({ where: { userId, issuer, unlinkedAt: null } })
  return found
    ? {
        issuer,
        subject: found.subject,
        origin: found.origin === 'claim' ? 'claim' : 'administrator',
        linkedAt: found.linkedAt,
      }
    : null
}
