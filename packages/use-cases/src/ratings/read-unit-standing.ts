import type { Tx } from '@nq15/db/client'
import { listUnitAwards } from '@nq15/db/ratings/award.read'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { findUnit, type UnitRow } from '@nq15/db/ratings/unit.read'
import { lockDecider } from '@nq15/db/ratings/unit.write'
import {
  countUnitGroup,
  findUnitLevel,
  findUnitStateAfter,
  isOwnLeader,
  listLeaderOutcomes,
  listLeaderScreenings,
  listLeadersOf,
  listUnitOutcomes,
  listUnitVersions,
} from '@nq15/db/ratings/unit-version.read'
import type { Scope } from '@nq15/db/scope'
import { placesOf } from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { countLevels } from './group-counts.ts'
import { proposeUnit } from './propose-unit.ts'
import type { Standing } from './standing.ts'
import { namedIn } from './unit-work.ts'

/** The place from which each permission acts on what was decided about a unit. */
const placeOf = { 'unit:report': 'unit', 'unit:appraise': 'decider', 'unit:decide': 'decider' } as const

/** A decided unit whose matter is the actor's by a grant that names the right place; null for everybody else. */
export async function findOwnUnit(tx: Tx, scope: Scope, caseId: string): Promise<UnitRow | null> {
  const unit = await findUnit(tx, scope, caseId)
  const place = placeOf[scope.permission as keyof typeof placeOf]
  return unit && placesOf(unit, namedIn(scope)).includes(place) ? unit : null
}

/** Reads what stands for a unit; null when it is not the actor's to act on or not decided. */
export async function readUnitStanding(
  tx: Tx,
  scope: Scope,
  { caseId, hold }: { readonly caseId: string; readonly hold: boolean },
): Promise<Standing | null> {
  const unit = await findOwnUnit(tx, scope, caseId)
  const campaign = unit && (await findCampaign(tx, scope, unit.campaignId))
  if (!unit || !campaign) return null
  const { organizationId, deciderId, subject, organizationSubject, quotaGroup } = unit
  if (hold) await lockDecider(tx, scope, { campaignId: campaign.id, deciderId })
  const version = (await listUnitVersions(tx, scope, caseId)).find(({ supersededAt }) => supersededAt === null)
  const state = await findUnitStateAfter(tx, scope, caseId)
  if (!version || !state || version.outcome === 'NOT_RATED') return null
  const ruleSet = rulesOf(campaign)
  const of = { committeeId: deciderId, campaignId: campaign.id, quotaGroup }
  const { counts, exceptionDecisionNo } = await countUnitGroup(tx, scope, of)
  const isOrganization = subject !== 'COLLECTIVE' && subject !== 'LEADER'
  return {
    ...{ campaign, ruleSet, version, exceptionDecisionNo },
    screenings: subject === 'LEADER' ? await listLeaderScreenings(tx, scope, caseId) : [],
    rated: {
      ...{ caseId, organizationId, committeeId: deciderId, subject, state, memberId: null },
      name: subject === 'LEADER' ? `${unit.postTitle} · ${unit.personCode}` : unit.name,
    },
    isOwnMatter: subject === 'LEADER' && (await isOwnLeader(tx, scope, caseId)),
    group: { key: quotaGroup, counts: countLevels(counts) },
    head:
      subject === 'LEADER' && unit.isHead
        ? { collectiveLevel: unit.collectiveLevel, exceptionDecisionNo: unit.exceptionDecisionNumber }
        : null,
    weighed: proposeUnit({ ...unit, appraisedLevel: null, intermediateLevel: null }, ruleSet),
    // Awards of this kind rest on the level of the organization, not of its collective; a leader has years of his own.
    history: isOrganization
      ? await listUnitOutcomes(tx, scope, [organizationId])
      : subject === 'LEADER'
        ? await listLeaderOutcomes(tx, scope, [caseId])
        : [],
    awards: isOrganization
      ? (await listUnitAwards(tx, scope, [organizationId])).filter(({ annulledAt }) => annulledAt === null)
      : [],
    restsOnIt:
      subject === 'LEADER'
        ? { of: 'collective', level: unit.collectiveLevel }
        : {
            of: 'superior',
            level: unit.parentId
              ? await findUnitLevel(tx, scope, { campaignId: campaign.id, organizationId: unit.parentId })
              : null,
          },
    headsUnder:
      subject === 'COLLECTIVE' ? await listLeadersOf(tx, scope, { organizationId, campaignId: campaign.id }) : [],
    line: { organizationSubject, quotaGroup },
  }
}
