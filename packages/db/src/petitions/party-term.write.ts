import type { PartyTerm } from '@nq15/domain/petitions'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** Keeps a unit's term of the party track from a day on; false when one begins on that day already. */
export async function insertPartyTerm(
  tx: Tx,
  { actor }: Scope,
  { organizationId, term }: { readonly organizationId: string; readonly term: PartyTerm },
): Promise<boolean> {
  const kept = await tx.$executeRaw`
    insert into petition_party_term (id, organization_id, quantity, unit, basis, valid_from, set_by, set_by_name)
    values (${newId()}::uuid, ${organizationId}::uuid, ${term.quantity}, ${term.unit}, ${term.basis}, ${term.validFrom}::date, ${actor.userId}::uuid,
      ${actor.name}) on conflict on constraint petition_party_term_once do nothing`
  return kept === 1
}
