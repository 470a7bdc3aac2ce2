import type { Scope } from '../scope.ts'
import type { VaultTx } from './vault-store.ts'

/** A sealed original about to be kept. */
export type NewOriginal = {
  readonly originalId: string
  readonly organizationId: string
  readonly petitionId: string
  readonly paperId: string
  readonly year: number
  readonly number: number
  readonly sealed: string
  readonly nonce: string
  readonly pieces: readonly Uint8Array[]
}

/** Keeps a sealed original; without a vault of the unit the database has no place for it. */
export async function insertOriginal(tx: VaultTx, { actor }: Scope, of: NewOriginal): Promise<void> {
  await tx.query(
    `insert into vault.original (id, organization_id, petition_id, paper_id, year, number, sealed, nonce, parts, sealed_by, sealed_by_name)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[of.originalId, of.organizationId, of.petitionId, of.paperId, of.year, of.number, of.sealed],
      ...[of.nonce, of.pieces.length, actor.userId, actor.name],
    ],
  )
  for (const [at, piece] of of.pieces.entries())
    await tx.query('insert into vault.original_part (original_id, position, sealed) values ($1, $2, $3)', [
      ...[of.originalId, at + 1],
      Buffer.from(piece),
    ])
}

/** Keeps an original's name sealed with another key. */
export async function resealOriginal(
  tx: VaultTx,
  _scope: Scope,
  { originalId, sealed, nonce }: { readonly originalId: string; readonly sealed: string; readonly nonce: string },
): Promise<void> {
  await tx.query('update vault.original set sealed = $2, nonce = $3 where id = $1', [originalId, sealed, nonce])
}

/** Keeps one piece of an original sealed with another key. */
export async function resealOriginalPiece(
  tx: VaultTx,
  _scope: Scope,
  of: { readonly originalId: string; readonly position: number; readonly sealed: Uint8Array },
): Promise<void> {
  await tx.query('update vault.original_part set sealed = $3 where original_id = $1 and position = $2', [
    ...[of.originalId, of.position],
    Buffer.from(of.sealed),
  ])
}
