import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { storeAfterRule } from '@nq15/db/ratings/after-rule.write'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import type { Scope } from '@nq15/db/scope'
import type { AfterOptions } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'

export type SetAfterRuleRefusal = { readonly code: 'NOT_FOUND' | 'CAMPAIGN_CLOSED' | 'CHANGED_MEANWHILE' }

type Command = {
  readonly requestId: string
  readonly campaignId: string
  readonly options: AfterOptions
  readonly version: number
}

/** Sets what the law leaves open around a year's decisions; notices and complaints already counted keep their days. */
export async function setAfterRule(
  db: Database,
  scope: Scope,
  { requestId, campaignId, options, version }: Command,
): Promise<Result<true, SetAfterRuleRefusal>> {
  const act = { requestId, useCase: 'set-after-rule', permissions: ['campaign:setup'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const campaign = await findCampaign(tx, scope, campaignId)
    if (!campaign || !(await isWithin(tx, scope, campaign.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (campaign.state !== 'draft' && campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_CLOSED' })
    const { organizationId } = campaign
    const stored = await storeAfterRule(tx, scope, { campaignId, organizationId, options, version, at: new Date() })
    return stored ? ok(true) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
