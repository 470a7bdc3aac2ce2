import type { Database } from '@nq15/db/client'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { listUnitsDecidedBy } from '@nq15/db/ratings/unit.read'
import { lockDecider, regroupUnits as storeGroups } from '@nq15/db/ratings/unit.write'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { namedIn } from './unit-work.ts'

export type RegroupUnitsRefusal = { readonly code: 'NOT_FOUND' | 'CAMPAIGN_NOT_OPEN' | 'GROUP_PARTLY_DECIDED' }

type Command = {
  readonly requestId: string
  readonly campaignId: string
  readonly deciderId: string
  /** The kind as it was frozen: `CHI_BO`, `COLLECTIVE/CHI_BO`. */
  readonly group: string
  readonly bySector: boolean
  readonly now: Date
}

/**
 * Divides a kind of units by sector for the quota, or puts it together again: units of similar position share a quota. Once
 * one of the kind is decided the groups stay, so that no group is cut to fit what was decided.
 */
export async function regroupUnits(
  db: Database,
  scope: Scope,
  { requestId, campaignId, deciderId, group, bySector, now }: Command,
): Promise<Result<{ units: number }, RegroupUnitsRefusal>> {
  const act = { requestId, useCase: 'regroup-units', permissions: ['unit:appraise'] } as const
  return actOnce(db, scope, act, async (tx) => {
    if (!namedIn(scope).includes(deciderId)) return refuse({ code: 'NOT_FOUND' })
    await lockDecider(tx, scope, { campaignId, deciderId })
    const campaign = await findCampaign(tx, scope, campaignId)
    const rows = campaign ? await listUnitsDecidedBy(tx, scope, { campaignId, organizationId: deciderId }) : []
    const own = rows.filter(({ quotaGroup }) => quotaGroup === group || quotaGroup.startsWith(`${group}/`))
    if (!campaign || own.length === 0) return refuse({ code: 'NOT_FOUND' })
    if (campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
    if (own.some(({ state }) => state === 'decided')) return refuse({ code: 'GROUP_PARTLY_DECIDED' })
    const units = await storeGroups(tx, scope, { campaignId, deciderId, group, bySector, at: now })
    return ok({ units })
  })
}
