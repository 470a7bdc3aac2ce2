import type { Database } from '@nq15/db/client'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { listCellCases } from '@nq15/db/ratings/case.read'
import { listTallies } from '@nq15/db/ratings/tally.read'
import { insertSettlement } from '@nq15/db/ratings/tally.write'
import type { Scope } from '@nq15/db/scope'
import type { SettleDifference } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { rulesOf } from './campaign-rules.ts'
import { type OpenFileRefusal, openFileForWork } from './open-file.ts'
import { seeEntries } from './see-entries.ts'
import { countOf, tallyFieldOf } from './tally-of-case.ts'

export type SettleDifferenceRefusal =
  | OpenFileRefusal
  /** The two numbers are not those that stand now: one of the entries was typed anew, or nothing differs. */
  | { readonly code: 'NUMBERS_MOVED' }

type Command = SettleDifference & {
  readonly requestId: string
  readonly campaignId: string
  readonly organizationId: string
  readonly now: Date
}

/**
 * Settles one field in which two whole entries of a count differ, with a reason, by the secretary or a teller of the cell; both
 * entries stay as they were typed. Only for the two numbers that stand now.
 */
export async function settleDifference(
  db: Database,
  scope: Scope,
  { requestId, campaignId, organizationId, now, ...given }: Command,
): Promise<Result<null, SettleDifferenceRefusal>> {
  const act = { requestId, useCase: 'settle-difference', permissions: ['rating:work', 'rating:tally'] } as const
  return actOnce<Result<null, SettleDifferenceRefusal>>(db, scope, act, async (tx) => {
    const work = await openFileForWork(tx, scope, { campaignId, organizationId, now })
    if (!work.ok) return work
    const of = { campaignId, organizationId }
    const campaign = await findCampaign(tx, scope, campaignId)
    const [cases, tallies] = [await listCellCases(tx, scope, of), await listTallies(tx, scope, of)]
    if (!campaign) return refuse({ code: 'NOT_FOUND' })
    const { round, caseId, field, first, second } = given
    const { revealed } = seeEntries(scope, { ruleSet: rulesOf(campaign), cases, tallies }, round)
    const wanted = tallyFieldOf(field, caseId)
    const stands = countOf(tallies, round)
      .differences(caseId)
      .some((one) => one.field === wanted && one.first === first && one.second === second)
    if (!revealed || !stands) return refuse({ code: 'NUMBERS_MOVED' })
    await insertSettlement(tx, scope, { ...of, ...given, at: now })
    return ok(null)
  })
}
