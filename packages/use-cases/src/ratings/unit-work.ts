import type { Tx } from '@nq15/db/client'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { findUnit, type UnitRow } from '@nq15/db/ratings/unit.read'
import { lockUnit, writeUnitComputed } from '@nq15/db/ratings/unit.write'
import type { Scope } from '@nq15/db/scope'
import { placesOf, type UnitAct } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { rulesOf } from './campaign-rules.ts'
import { proposeUnit } from './propose-unit.ts'

export type UnitWorkRefusal = { readonly code: 'NOT_FOUND' | 'CAMPAIGN_NOT_OPEN' }
export type UnitWork = { readonly campaign: Campaign; readonly unit: UnitRow }

/** The organizations that a proof names itself; a grant above or below them does not act on a unit. */
export const namedIn = (scope: Scope): readonly string[] =>
  scope.organizationIds === 'everything' ? [] : scope.organizationIds

/**
 * A unit ready for an act: held until the transaction ends, in an open campaign, and the act is the actor's by a grant that
 * names the right place. A unit of others and one that does not exist look alike.
 */
export async function openUnit(
  tx: Tx,
  scope: Scope,
  { caseId, act }: { caseId: string; act: (unit: UnitRow) => UnitAct },
): Promise<Result<UnitWork, UnitWorkRefusal>> {
  await lockUnit(tx, scope, caseId)
  const unit = await findUnit(tx, scope, caseId)
  const campaign = unit && (await findCampaign(tx, scope, unit.campaignId))
  if (!unit || !campaign) return refuse({ code: 'NOT_FOUND' })
  const { permission, place } = act(unit)
  if (scope.permission !== permission || !placesOf(unit, namedIn(scope)).includes(place)) {
    return refuse({ code: 'NOT_FOUND' })
  }
  return campaign.state === 'open' ? ok({ campaign, unit }) : refuse({ code: 'CAMPAIGN_NOT_OPEN' })
}

/** Asks the rules again about a unit whose facts changed and keeps the answer beside it, in the same transaction. */
export async function refreshUnit(tx: Tx, scope: Scope, { campaign, unit }: UnitWork, at: Date): Promise<void> {
  const now = await findUnit(tx, scope, unit.id)
  if (!now) return
  const { outcome, findings, presumed } = proposeUnit(now, rulesOf(campaign))
  await writeUnitComputed(tx, scope, { id: unit.id, outcome, findings, presumed, at })
}
