import type { Database } from '@nq15/db/client'
import { type CustodianRow, listCustodians, listSealedKeys } from '@nq15/db/petitions/vault.read'
import { insertEntry, takeRequest } from '@nq15/db/petitions/vault.write'
import { noteVault } from '@nq15/db/petitions/vault-paper.read'
import type { VaultStore, VaultTx } from '@nq15/db/petitions/vault-store'
import type { Scope } from '@nq15/db/scope'
import type { ProtectionFinding, VaultFinding } from '@nq15/domain/petitions'
import { type Result, refuse } from '@nq15/domain/shared'
import { type KeyPair, type PassphraseCost, unsealKey } from './vault-crypto.ts'
import type { Custody } from './vault-custody.ts'

/** What the vault's process works with. */
export type Vault = {
  /** The product's database, as the caller and with his rights. */
  readonly db: Database
  /** The vault's own tables, with its own login. */
  readonly store: VaultStore
  readonly custody: Custody
  readonly cost: PassphraseCost
}

/** The gate's proofs of one caller; null where he has not the right. */
export type VaultCaller = {
  readonly sessionId: string
  readonly keep: Scope | null
  readonly read: Scope | null
  readonly work: Scope | null
  readonly decide: Scope | null
  readonly audit: Scope | null
}

/** Why nothing was changed. */
export type VaultRefusal =
  | {
      readonly code:
        | 'NOT_FOUND'
        | 'NO_RIGHT'
        | 'NO_UNIT'
        | 'NO_VAULT'
        | 'VAULT_EXISTS'
        | 'CUSTODIAN_ALREADY'
        | 'NOT_CUSTODIAN'
        | 'LOCKED'
        | 'WRONG_PASSPHRASE'
        | 'TOO_MANY_TRIES'
        | 'SHARES_DO_NOT_FIT'
        | 'ALREADY_DONE'
        | 'ALREADY_SEALED'
        | 'NOT_SEALED'
        | 'NOT_AT_INTAKE'
        | 'NOT_COMPARED'
        | 'NOT_OPEN'
        | 'CHANGED_MEANWHILE'
        | 'NO_SUCH_MEMBER'
        | 'NO_ORIGINAL'
        | 'ORIGINAL_TOO_LARGE'
        | 'ORIGINAL_NOT_TAKEN'
        | 'TOO_MANY_ORIGINALS'
    }
  | { readonly code: 'REFUSED'; readonly findings: readonly (VaultFinding | ProtectionFinding)[] }

/** A lawful answer of the vault or its refusal. */
export type VaultAnswer<Value = Record<string, never>> = Result<Value, VaultRefusal>

/** The unit whose identities the caller keeps: where he was put; null without such a place. */
export const unitOf = (keep: Scope): string | null =>
  keep.organizationIds === 'everything' ? null : (keep.organizationIds[0] ?? null)

/** One act of a caller on the vault's tables: once per request, written into both histories, undone whole by a refusal. */
export async function actInVault<Value>(
  { store, db }: Vault,
  scope: Scope,
  {
    requestId,
    act,
    organizationId,
    ...of
  }: {
    requestId: string
    act: string
    organizationId: string
    petitionId?: string
    openingId?: string
    reason?: string
  },
  work: (tx: VaultTx) => Promise<VaultAnswer<Value>>,
): Promise<VaultAnswer<Value>> {
  try {
    const answer = await store.run(async (tx) => {
      if (!(await takeRequest(tx, scope, { requestId, act }))) throw new Undone({ code: 'ALREADY_DONE' })
      const done = await work(tx)
      if (!done.ok) throw new Undone(done.refusal)
      await insertEntry(tx, scope, { organizationId, act, ...of })
      return done
    })
    await db.asActor(scope, (tx) => noteVault(tx, scope, { act, petitionId: of.petitionId ?? null }))
    return answer
  } catch (error) {
    if (error instanceof Undone) return refuse(error.refusal)
    throw error
  }
}

/** Carries a refusal out of the transaction, which is rolled back on the way. */
class Undone extends Error {
  override readonly name = 'Undone'
  readonly refusal: VaultRefusal
  constructor(refusal: VaultRefusal) {
    super('refused')
    this.refusal = refusal
  }
}

/** Writes down what was tried and not allowed; both histories. */
export async function noteTry(
  { store, db }: Vault,
  scope: Scope,
  of: { organizationId: string; act: string; petitionId?: string; openingId?: string; reason?: string },
): Promise<void> {
  await store.run((tx) => insertEntry(tx, scope, of))
  await db.asActor(scope, (tx) => noteVault(tx, scope, { act: of.act, petitionId: of.petitionId ?? null }))
}

/** The caller as an active custodian with an unlocked session. */
export type Keeping = { readonly scope: Scope; readonly self: CustodianRow; readonly keys: KeyPair }

/** Proves that the caller is an active custodian of the unit whose session is unlocked now. */
export async function keeping(vault: Vault, caller: VaultCaller): Promise<VaultAnswer<Keeping>> {
  const self = await custodianOf(vault, caller)
  if (!self.ok) return self
  const { scope, row } = self.value
  if (row.state !== 'active') return refuse({ code: 'NOT_CUSTODIAN' })
  const held = vault.custody.own(scope.actor.userId, caller.sessionId)
  // Keys changed by a recovery leave an old session behind.
  if (!held || held.custodianId !== row.custodianId) return refuse({ code: 'LOCKED' })
  return { ok: true, value: { scope, self: row, keys: held.keys } }
}

/** The caller's own row among the custodians of his unit. */
export async function custodianOf(
  { store }: Vault,
  { keep }: VaultCaller,
): Promise<VaultAnswer<{ scope: Scope; row: CustodianRow }>> {
  if (!keep) return refuse({ code: 'NO_RIGHT' })
  const organizationId = unitOf(keep)
  if (organizationId === null) return refuse({ code: 'NO_UNIT' })
  const rows = await store.run((tx) => listCustodians(tx, keep, organizationId))
  const row = rows.find(({ userId }) => userId === keep.actor.userId)
  return row ? { ok: true, value: { scope: keep, row } } : refuse({ code: 'NOT_CUSTODIAN' })
}

/** The key of a subject, opened with a holder's pair; null where it was not sealed to him. */
export async function keyHeldBy(
  tx: VaultTx,
  scope: Scope,
  of: { readonly holderId: string; readonly subjectId: string; readonly keys: KeyPair },
): Promise<Uint8Array | null> {
  const [row] = await listSealedKeys(tx, scope, of)
  return row ? unsealKey(row.sealed, of.keys) : null
}
