import type { Tx } from '@nq15/db/client'
import { kindOf } from '@nq15/db/ratings/after-tables'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { findCase } from '@nq15/db/ratings/case.read'
import { findUnitStateAfter, listUnitVersions } from '@nq15/db/ratings/unit-version.read'
import { listVersions, type RatingVersion } from '@nq15/db/ratings/version.read'
import type { Scope } from '@nq15/db/scope'
import { ratingStateSchema } from '@nq15/domain/ratings'
import { findOwnUnit } from './read-unit-standing.ts'
import type { Rated } from './standing.ts'

/** Who or what a case rates, with every version of its level, the first one first; whose proof fits neither kind finds nothing. */
export async function readRated(
  tx: Tx,
  scope: Scope,
  caseId: string,
): Promise<{ campaign: Campaign; rated: Rated; versions: readonly RatingVersion[] } | null> {
  if (kindOf(scope) === 'unit') {
    const unit = await findOwnUnit(tx, scope, caseId)
    const campaign = unit && (await findCampaign(tx, scope, unit.campaignId))
    if (!unit || !campaign) return null
    const { organizationId, deciderId, subject } = unit
    return {
      campaign,
      rated: {
        ...{ caseId, organizationId, committeeId: deciderId, subject, memberId: null },
        name: subject === 'LEADER' ? `${unit.postTitle} · ${unit.personCode}` : unit.name,
        state: (await findUnitStateAfter(tx, scope, caseId)) ?? 'appraised',
      },
      versions: await listUnitVersions(tx, scope, caseId),
    }
  }
  const row = await findCase(tx, scope, caseId)
  const campaign = row && (await findCampaign(tx, scope, row.campaignId))
  if (!row || !campaign) return null
  const { organizationId, committeeId, subject, memberId, fullName } = row
  return {
    campaign,
    rated: {
      ...{ caseId, organizationId, committeeId, subject, memberId, name: fullName },
      state: ratingStateSchema.parse(row.state),
    },
    versions: await listVersions(tx, scope, caseId),
  }
}
