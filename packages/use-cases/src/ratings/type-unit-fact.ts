import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { storeTypedFact } from '@nq15/db/ratings/typed-fact.write'
import type { Scope } from '@nq15/db/scope'
import type { TypeUnitFact } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'

export type TypeUnitFactRefusal = { readonly code: 'NOT_FOUND' | 'CAMPAIGN_NOT_OPEN' | 'CHANGED_MEANWHILE' }

/** Who types figures: the office of the cells, whoever sets up the year, the advisers of who decides the units. */
export const factKeepers = ['rating:board', 'campaign:setup', 'unit:appraise'] as const

type Command = TypeUnitFact & {
  readonly requestId: string
  readonly campaignId: string
  readonly organizationId: string
  readonly version: number
  readonly now: Date
}

/** Types a figure about a cell or organization with its source, or takes it back; the checks read it at once. */
export async function typeUnitFact(
  db: Database,
  scope: Scope,
  { requestId, campaignId, organizationId, version, now, fact, value, source, asOf }: Command,
): Promise<Result<{ version: number }, TypeUnitFactRefusal>> {
  const act = { requestId, useCase: 'type-unit-fact', permissions: factKeepers }
  return actOnce(db, scope, act, async (tx) => {
    const campaign = await findCampaign(tx, scope, campaignId)
    if (!campaign || !(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
    const typed = value === null || asOf === null ? null : { value, source, asOf }
    const stored = { campaignId, organizationId, name: fact, fact: typed, version, at: now }
    const saved = await storeTypedFact(tx, scope, stored)
    return saved === null ? refuse({ code: 'CHANGED_MEANWHILE' }) : ok({ version: saved })
  })
}
