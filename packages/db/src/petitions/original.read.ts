import { z } from 'zod'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import type { VaultTx } from './vault-store.ts'

const original = z.object({
  originalId: z.string(),
  organizationId: z.string(),
  petitionId: z.string(),
  paperId: z.string(),
  sealed: z.string(),
  nonce: z.string(),
  parts: z.number(),
  sealedByName: z.string(),
  sealedAt: z.date(),
})
/** A sealed original without its content. */
export type OriginalRow = z.infer<typeof original>
const columns = `id::text as "originalId", organization_id::text as "organizationId", petition_id::text as "petitionId", paper_id::text as "paperId",
  sealed, nonce, parts, sealed_by_name as "sealedByName", sealed_at as "sealedAt"`

/** The sealed originals of a petition's papers, or of a whole unit, as they were sealed. */
export async function listOriginals(
  tx: VaultTx,
  _scope: Scope,
  of: { readonly petitionId: string } | { readonly organizationId: string },
): Promise<OriginalRow[]> {
  const [column, id] =
    'petitionId' in of ? (['petition_id', of.petitionId] as const) : (['organization_id', of.organizationId] as const)
  if (!isId(id)) return []
  const rows = await tx.query(`select ${columns} from vault.original where ${column} = $1 order by sealed_at, id`, [id])
  return rows.map((row) => original.parse(row))
}

/** One sealed piece of an original; null when it is not there. */
export async function findOriginalPiece(
  tx: VaultTx,
  _scope: Scope,
  { originalId, position }: { readonly originalId: string; readonly position: number },
): Promise<Uint8Array | null> {
  const [row] = await tx.query('select sealed from vault.original_part where original_id = $1 and position = $2', [
    originalId,
    position,
  ])
  return row ? z.instanceof(Uint8Array).parse(row['sealed']) : null
}
