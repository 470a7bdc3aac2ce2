import type { Tx } from '@nq15/db/client'
import { listAcknowledgements } from '@nq15/db/ratings/acknowledgement.read'
import { findAfterRule } from '@nq15/db/ratings/after-rule.read'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import { listDecidedCounts } from '@nq15/db/ratings/count.read'
import { listPendingMatters } from '@nq15/db/ratings/pending-matter.read'
import { listTypedFacts } from '@nq15/db/ratings/typed-fact.read'
import type { UnitRow } from '@nq15/db/ratings/unit.read'
import { listDisciplinesOf } from '@nq15/db/ratings/unit-record.read'
import type { Scope } from '@nq15/db/scope'
import { checkSubstance, type LevelCounts, levelSchema, type RuleSet, type SubstanceAnswer } from '@nq15/domain/ratings'
import { countLevels } from './group-counts.ts'
import { proposeUnit } from './propose-unit.ts'
import { factsNamed, type SubstanceFacts } from './weigh-substance.ts'

/** What levels of units are weighed against: the typed figures, and what the product itself knows of each. */
export type UnitSubstanceFacts = SubstanceFacts & {
  readonly disciplines: Awaited<ReturnType<typeof listDisciplinesOf>>
  /** Decided levels of the members under each organization. */
  readonly memberCounts: ReadonlyMap<string, LevelCounts>
}

/** Reads the facts in the transaction of the decision. */
export async function readUnitSubstanceFacts(
  tx: Tx,
  scope: Scope,
  { campaign, deciderId, rows }: { campaign: Campaign; deciderId: string; rows: readonly UnitRow[] },
): Promise<UnitSubstanceFacts> {
  const organizationIds = [...new Set(rows.map(({ organizationId }) => organizationId))]
  const sums = await listDecidedCounts(tx, scope, { campaignId: campaign.id, organizationIds })
  return {
    options: (await findAfterRule(tx, scope, campaign.id)).options,
    typed: await listTypedFacts(tx, scope, { campaignId: campaign.id, organizationIds }),
    answers: await listAcknowledgements(tx, scope, { campaignId: campaign.id, committeeId: deciderId }),
    matters: await listPendingMatters(tx, scope, { campaignId: campaign.id, committeeId: deciderId }),
    disciplines: await listDisciplinesOf(tx, scope, { campaignId: campaign.id, deciderId }),
    memberCounts: new Map(
      organizationIds.map((id) => [id, countLevels(sums.filter(({ organizationId }) => organizationId === id))]),
    ),
  }
}

/**
 * Weighs the levels a committee is about to decide about its units against what is known of each; units of one quota group are
 * compared with each other. A leader is weighed with his organization's facts, since they are what he led.
 */
export function weighUnits(
  { campaign, ruleSet, rows }: { campaign: Campaign; ruleSet: RuleSet; rows: readonly UnitRow[] },
  { options, typed, matters, disciplines, memberCounts }: UnitSubstanceFacts,
): SubstanceAnswer {
  return checkSubstance(
    {
      year: campaign.year,
      persons: [],
      units: rows
        .filter(({ notRatedReason }) => notRatedReason === null)
        .map((row) => {
          const isOrganization = row.subject !== 'COLLECTIVE' && row.subject !== 'LEADER'
          const counts = isOrganization ? memberCounts.get(row.organizationId) : undefined
          return {
            ...{ unitId: row.id, peerKey: row.quotaGroup, openSigns: row.openSigns },
            matters: matters.get(row.id) ?? null,
            level: levelSchema.safeParse(row.standing?.outcome).data ?? proposeUnit(row, ruleSet).effective,
            selfLevel: levelSchema.safeParse(row.report?.selfLevel).data ?? null,
            disciplines: disciplines.filter(({ caseId }) => caseId === row.id),
            facts: factsNamed(typed, row.organizationId),
            ...(counts ? { memberCounts: counts } : {}),
          }
        }),
    },
    options.checks,
  )
}
