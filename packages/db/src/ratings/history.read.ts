import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const past = z.object({
  year: z.number(),
  generation: z.string(),
  originalLabel: z.string(),
  outcome: z.string(),
  decisionNumber: z.string().nullable(),
  decidedOn: z.string().nullable(),
  decidedBy: z.string().nullable(),
  organizationId: z.string(),
})
/** A rating of a past year as its paper names it, with the code beside. */
export type PastRating = Omit<z.infer<typeof past>, 'decidedOn'> & { readonly decidedOn: LegalDay | null }

/** The imported ratings of a member within the actor's reach, newest year first. */
export async function listMemberHistory(tx: Tx, _scope: Scope, memberId: string): Promise<PastRating[]> {
  const rows = await tx.$queryRaw`
    select year, generation, original_label as "originalLabel", outcome, decision_number as "decisionNumber",
        to_char(decided_on, 'YYYY-MM-DD') as "decidedOn", decided_by as "decidedBy", organization_id::text as "organizationId"
      from rating_history where member_id = ${memberId}::uuid and superseded_at is null order by year desc`
  return z.array(past).parse(rows)
}

/** The imported ratings of an organization within the actor's reach, newest year first. */
export async function listUnitHistory(tx: Tx, _scope: Scope, organizationId: string): Promise<PastRating[]> {
  const rows = await tx.$queryRaw`
    select year, generation, original_label as "originalLabel", outcome, decision_number as "decisionNumber",
        to_char(decided_on, 'YYYY-MM-DD') as "decidedOn", decided_by as "decidedBy", organization_id::text as "organizationId"
      from rating_history_unit where organization_id = ${organizationId}::uuid and superseded_at is null order by year desc`
  return z.array(past).parse(rows)
}

/** The members of these cards within the actor's reach, each with the name on file. */
export async function listMembersOfCards(tx: Tx, _scope: Scope, cards: readonly string[]) {
  return tx.member.findMany({
    where: { cardNumber: { in: [...cards] } },
    select: { id: true, cardNumber: true, searchName: true, organizationId: true },
  })
}

const standing = z.object({
  recordId: z.string(),
  year: z.number(),
  label: z.string(),
  outcome: z.string(),
  number: z.string().nullable(),
})
/** What stands already for these members and organizations, so that a repeated row changes nothing. */
export async function listStandingHistory(
  tx: Tx,
  _scope: Scope,
  {
    memberIds,
    organizationIds,
  }: { readonly memberIds: readonly string[]; readonly organizationIds: readonly string[] },
) {
  const rows = await tx.$queryRaw`
    select member_id::text as "recordId", year, original_label as label, outcome, decision_number as number from rating_history
     where superseded_at is null and member_id = any (${[...memberIds]}::uuid[])
    union all
    select organization_id::text, year, original_label, outcome, decision_number from rating_history_unit
     where superseded_at is null and organization_id = any (${[...organizationIds]}::uuid[])`
  return z.array(standing).parse(rows)
}
