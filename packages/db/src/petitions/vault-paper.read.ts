import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

const paper = z.object({
  petitionId: z.string(),
  organizationId: z.string(),
  year: z.number(),
  number: z.number(),
  kind: z.enum(['denunciation', 'mixed']),
  state: z.string(),
  alias: z.string(),
  sealedNumber: z.string(),
  receivedOn: z.string(),
})
/** A paper as a custodian sees it: number, alias and envelope, no content. */
export type VaultPaper = z.infer<typeof paper>

/** The papers whose senders the actor keeps, or the one asked for; those shut to him are not there. */
export async function listVaultPapers(tx: Tx, _scope: Scope, petitionId: string | null): Promise<VaultPaper[]> {
  if (petitionId !== null && !isId(petitionId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select petition_id::text as "petitionId", organization_id::text as "organizationId", year, number, kind, state, alias, sealed_number as "sealedNumber",
        to_char(received_on, 'YYYY-MM-DD') as "receivedOn"
      from app.vault_papers(${petitionId}::uuid) order by year desc, number desc limit 300`
  return rows.map((row) => paper.parse(row))
}

/** Which of these accounts could keep the identity of a paper in the actor's place. */
export async function listKeepers(
  tx: Tx,
  _scope: Scope,
  { petitionId, userIds }: { readonly petitionId: string; readonly userIds: readonly string[] },
): Promise<string[]> {
  const [row] = await tx.$queryRaw<{ ids: string[] }[]>`
    select app.vault_keepers(${petitionId}::uuid, ${[...userIds]}::uuid[])::text[] as ids`
  return row?.ids ?? []
}

/** Writes into the product's trail what was done in the vault; without the organization, since its own readers must not learn of it. */
export async function noteVault(
  tx: Tx,
  _scope: Scope,
  { act, petitionId }: { readonly act: string; readonly petitionId: string | null },
): Promise<void> {
  await tx.$queryRaw`select app.audit(${`vault-${act}`}, 'petition', ${petitionId}::uuid, null)::text`
}

/** Every organization at or below these today. */
export async function listBelow(tx: Tx, _scope: Scope, organizationIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select distinct r.organization_id::text as id from app.organization_reach r
     where r.above_id = any (${[...organizationIds]}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to`
  return rows.map(({ id }) => id)
}
