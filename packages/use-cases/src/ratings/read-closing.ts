import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import {
  type Campaign,
  countAfterWork,
  findCampaignOfYear,
  listUndecided,
  type Undecided,
} from '@nq15/db/ratings/campaign.read'
import type { Scope } from '@nq15/db/scope'

/** A year before it is closed: what keeps it open, by who decides it, and what goes on afterwards. */
export type Closing = {
  readonly campaign: Campaign
  readonly undecided: readonly Undecided[]
  readonly after: Awaited<ReturnType<typeof countAfterWork>>
}

/** Reads what stands in the way of closing a year, for whoever may close it; null for everybody else. */
export async function readClosing(db: Database, scope: Scope, year: number): Promise<Closing | null> {
  if (scope.permission !== 'campaign:setup') return null
  return db.asReader(scope, async (tx) => {
    const campaign = await findCampaignOfYear(tx, scope, year)
    if (!campaign || !(await isWithin(tx, scope, campaign.organizationId))) return null
    return {
      campaign,
      undecided: await listUndecided(tx, scope, campaign.id),
      after: await countAfterWork(tx, scope, { campaignId: campaign.id, year }),
    }
  })
}
