import type { RatingState } from '@nq15/domain/ratings'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import type { NewDecision, NewRating } from './decision.write.ts'

type Amendment = {
  readonly kind: 'reconsideration' | 'correction'
  readonly amendsId: string
  readonly decision: NewDecision
  readonly ratings: readonly (NewRating & { readonly replacesId: string })[]
  readonly year: number
}

/**
 * Stores another decision about some levels: the versions before are marked as superseded and kept, the new ones name them,
 * and the decision names the one it amends. Throws when a version before is not the standing one.
 */
export async function insertAmendment(
  tx: Tx,
  { actor }: Scope,
  { kind, amendsId, decision, ratings, year }: Amendment,
): Promise<void> {
  const decidedOn = dateOf(decision.decidedOn)
  const ids = ratings.map(({ replacesId }) => replacesId)
  const { count } = await tx.rating.updateMany({
    where: { id: { in: ids }, supersededAt: null },
    data: { supersededAt: decision.decidedAt },
  })
  if (count !== ids.length) throw new Error('a version before is not the standing one')
  await tx.ratingDecision.createMany({
    data: {
      ...decision,
      ...{ decidedOn, kind, amendsId, decidedBy: actor.userId, decidedByName: actor.name },
      reasoning: decision.reasoning as Prisma.InputJsonObject,
    },
  })
  await tx.rating.createMany({
    data: ratings.map((rating) => ({
      ...rating,
      ...{ decisionId: decision.id, committeeId: decision.organizationId, year, decidedOn },
      decisionNumber: decision.decisionNumber,
      reasoning: rating.reasoning as Prisma.InputJsonObject,
    })),
  })
}

/** Holds a committee's yearly decision until the transaction ends, so that amendments of one quota follow each other. */
export async function lockDecision(
  tx: Tx,
  _scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<void> {
  if (!isId(campaignId) || !isId(committeeId)) return
  await tx.$queryRaw`select 1 from rating_decision where campaign_id = ${campaignId}::uuid and organization_id = ${committeeId}::uuid
    and kind = 'members' and superseded_at is null for update`
}

/** Moves one case on in its lifecycle; false when it stood elsewhere meanwhile. */
export async function stepCase(
  tx: Tx,
  _scope: Scope,
  { caseId, from, to, at }: { caseId: string; from: string; to: RatingState; at: Date },
): Promise<boolean> {
  const { count } = await tx.ratingCase.updateMany({
    where: { id: caseId, state: from },
    data: { state: to, version: { increment: 1 }, updatedAt: at },
  })
  return count === 1
}

/** Recounts the decided levels of a cell from those that stand. */
export async function recountDecided(
  tx: Tx,
  _scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<void> {
  await tx.$executeRaw`
    with wanted as (
      select d.campaign_id, r.organization_id, r.committee_id, r.subject, r.outcome, count(*)::int as count
        from rating r join rating_decision d on d.id = r.decision_id
       where d.campaign_id = ${campaignId}::uuid and r.organization_id = ${organizationId}::uuid and r.superseded_at is null group by 1, 2, 3, 4, 5
    ), emptied as (
      update rating_count c set count = 0
       where c.campaign_id = ${campaignId}::uuid and c.organization_id = ${organizationId}::uuid and c.stage = 'decided' and c.count <> 0
         and not exists (select from wanted w where w.subject = c.subject and w.outcome = c.outcome)
    )
    insert into rating_count (id, campaign_id, organization_id, committee_id, subject, stage, outcome, count)
    select app.uuid_v7(), campaign_id, organization_id, committee_id, subject, 'decided', outcome, count from wanted
    on conflict (campaign_id, organization_id, subject, stage, outcome) do update set count = excluded.count`
}
