import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { updateCampaignState } from '@nq15/db/ratings/campaign.write'
import { countUndecidedFiles } from '@nq15/db/ratings/cell-file.read'
import { countUndecidedUnits } from '@nq15/db/ratings/unit.read'
import type { Scope } from '@nq15/db/scope'
import { nextCampaignState } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'

export type CloseCampaignRefusal =
  | { readonly code: 'NOT_FOUND' | 'WRONG_STATE' | 'CHANGED_MEANWHILE' }
  | { readonly code: 'FILES_UNDECIDED' | 'UNITS_UNDECIDED'; readonly count: number }

type Command = { readonly requestId: string; readonly campaignId: string; readonly version: number }

/** Closes a campaign once every file and every unit of it is decided; nothing in it moves afterwards. */
export async function closeCampaign(
  db: Database,
  scope: Scope,
  { requestId, campaignId, version }: Command,
): Promise<Result<{ version: number }, CloseCampaignRefusal>> {
  const act = { requestId, useCase: 'close-campaign', permissions: ['campaign:setup'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const campaign = await findCampaign(tx, scope, campaignId)
    if (!campaign || !(await isWithin(tx, scope, campaign.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const next = nextCampaignState(campaign.state, 'close')
    if (!next.ok) return refuse({ code: 'WRONG_STATE' })
    const count = await countUndecidedFiles(tx, scope, campaignId)
    if (count > 0) return refuse({ code: 'FILES_UNDECIDED', count })
    const units = await countUndecidedUnits(tx, scope, campaignId)
    if (units > 0) return refuse({ code: 'UNITS_UNDECIDED', count: units })
    const closed = await updateCampaignState(tx, scope, { id: campaignId, version, state: next.value })
    return closed ? ok({ version: version + 1 }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
