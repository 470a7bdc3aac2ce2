import type { Tx } from '@nq15/db/client'
import { kindOf } from '@nq15/db/ratings/after-tables'
import { lockDecision } from '@nq15/db/ratings/amendment.write'
import { listMemberAwards } from '@nq15/db/ratings/award.read'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { findCase } from '@nq15/db/ratings/case.read'
import { findDecision } from '@nq15/db/ratings/decision.read'
import { listMemberScreenings } from '@nq15/db/ratings/screening.read'
import { countStanding, findException, listOutcomes, listVersions } from '@nq15/db/ratings/version.read'
import type { Scope } from '@nq15/db/scope'
import { levelSchema, ratingStateSchema } from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { countLevels } from './group-counts.ts'
import { proposeCase } from './propose-case.ts'
import { readUnitStanding } from './read-unit-standing.ts'
import type { Standing } from './standing.ts'

type Of = { readonly caseId: string; readonly hold: boolean }

/**
 * Reads what stands for a case, a person's or a unit's as the proof says; null when out of scope or not decided. With `hold`
 * amendments of one committee follow each other.
 */
export const readStanding = (tx: Tx, scope: Scope, of: Of): Promise<Standing | null> =>
  kindOf(scope) === 'unit' ? readUnitStanding(tx, scope, of) : readPersonStanding(tx, scope, of)

async function readPersonStanding(tx: Tx, scope: Scope, { caseId, hold }: Of): Promise<Standing | null> {
  const found = await findCase(tx, scope, caseId)
  const campaign = found && (await findCampaign(tx, scope, found.campaignId))
  if (!found || !campaign) return null
  const of = { campaignId: campaign.id, committeeId: found.committeeId }
  if (hold) await lockDecision(tx, scope, of)
  const row = hold ? await findCase(tx, scope, caseId) : found
  const decision = await findDecision(tx, scope, of)
  const version = (await listVersions(tx, scope, caseId)).find(({ supersededAt }) => supersededAt === null)
  if (!row || !decision || !version || version.outcome === 'NOT_RATED') return null
  // A leader whom a superior manages is his superior's to decide, not the committee's that reads him.
  if (version.committeeId !== row.committeeId) return null
  const ruleSet = rulesOf(campaign)
  const { memberId, subject, organizationId, committeeId, fullName } = row
  const standing = await countStanding(tx, scope, { committeeId: row.committeeId, year: campaign.year })
  const collectiveLevel = levelSchema.safeParse(row.collective?.level).data ?? null
  return {
    ...{ campaign, ruleSet, version, line: null, headsUnder: [] },
    rated: {
      ...{ caseId, organizationId, committeeId, memberId, subject, name: fullName },
      state: ratingStateSchema.parse(row.state),
    },
    isOwnMatter: scope.actor.memberId === memberId,
    group: { key: subject, counts: countLevels(standing.filter((one) => one.subject === subject)) },
    exceptionDecisionNo: await findException(tx, scope, of),
    head: row.isHead ? { collectiveLevel, exceptionDecisionNo: row.collective?.exceptionDecisionNumber ?? null } : null,
    weighed: proposeCase({ ...row, proposedLevel: null }, { campaign, ruleSet }),
    history: await listOutcomes(tx, scope, [memberId]),
    awards: (await listMemberAwards(tx, scope, [memberId])).filter(({ annulledAt }) => annulledAt === null),
    screenings: await listMemberScreenings(tx, scope, memberId),
    restsOnIt: { of: 'collective', level: collectiveLevel },
  }
}
