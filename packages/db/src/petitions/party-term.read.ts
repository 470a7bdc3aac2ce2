import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { day, withinUnit } from './within-unit.ts'

const row = z.object({
  organizationId: z.string(),
  quantity: z.number(),
  unit: z.enum(['WD', 'CD']),
  basis: z.string(),
  validFrom: z.string(),
  setByName: z.string(),
})
/** A term of the party track as a unit set it. */
export type PartyTermRow = z.infer<typeof row>

/** Every term of the party track that the reader's units set, the newest first. */
export async function listPartyTerms(tx: Tx, scope: Scope): Promise<PartyTermRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.organization_id::text as "organizationId", x.quantity, x.unit, x.basis, ${day('x.valid_from')} as "validFrom", x.set_by_name as "setByName"
      from petition_party_term x where ${withinUnit(scope)} order by x.valid_from desc`
  return rows.map((one) => row.parse(one))
}

type Received = { readonly organizationId: string; readonly receivedOn: LegalDay }
/** Of these terms the one of a paper: of its unit, the newest that had begun when it was received; null where none had. */
export const partyTermOf = (
  terms: readonly PartyTermRow[],
  { organizationId, receivedOn }: Received,
): PartyTermRow | null =>
  terms.find((one) => one.organizationId === organizationId && one.validFrom <= receivedOn) ?? null

/** The term of the party track by which a paper is routed; null where its unit set none. */
export const findPartyTerm = async (tx: Tx, scope: Scope, paper: Received): Promise<PartyTermRow | null> =>
  partyTermOf(await listPartyTerms(tx, scope), paper)
