import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { withinReach } from '../privacy/within-reach.ts'
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

/** The levels of an organization itself that were decided here, newest year first, with whoever decided; empty where it is not in reach. */
export async function listDecidedYears(
  tx: Tx,
  scope: Scope,
  organizationId: string,
): Promise<Omit<PastRating, 'originalLabel'>[]> {
  const rows = await tx.$queryRaw`
    select x.year, c.rule_set_code as generation, x.outcome, x.decision_number as "decisionNumber", to_char(x.decided_on, 'YYYY-MM-DD') as "decidedOn",
        (select v.name from organization_version v where v.organization_id = x.decider_id
          order by (v.valid_from <= x.decided_on and x.decided_on < v.valid_to) desc, v.valid_from desc limit 1) as "decidedBy",
        x.organization_id::text as "organizationId"
      from rating_unit_level x join rating_campaign c on c.id = x.campaign_id
     where x.organization_id = ${organizationId}::uuid and x.superseded_at is null and x.subject = x.organization_subject and ${withinReach(scope)}
     order by x.year desc`
  return z.array(past.omit({ originalLabel: true })).parse(rows)
}

/** The members of these cards within the actor's reach, each with the name on file. */
export async function listMembersOfCards(tx: Tx, _scope: Scope, cards: readonly string[]) {
  const wanted = [...cards]
  return tx.member.findMany({
    where: { OR: [{ cardNumber: { in: wanted } }, { formerCardNumber: { in: wanted } }] },
    select: { id: true, cardNumber: true, formerCardNumber: true, searchName: true, organizationId: true },
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
