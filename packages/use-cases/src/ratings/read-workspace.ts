import type { Database } from '@nq15/db/client'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import { listCellCases } from '@nq15/db/ratings/case.read'
import type { CellFile, CellFileStep } from '@nq15/db/ratings/cell-file.read'
import { type AskedCampaign, readCellPlace } from '@nq15/db/ratings/place.read'
import { listTallies } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import { computeQuota, type GroupQuota, type RuleSet } from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { type CellFileCheck, checkCellFile } from './check-cell-file.ts'
import { groupCounts } from './group-counts.ts'
import { judgeDraft } from './judge-draft.ts'
import { type SeenEntries, seeCount } from './see-entries.ts'

/** Everything a cell's workspace shows, in one snapshot. */
export type Workspace = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly file: CellFile
  /** The committee that decides on the cell, as it is called. */
  readonly committeeName: string
  readonly steps: readonly CellFileStep[]
  readonly check: CellFileCheck
  /** The entries of each round as the actor may see them: each typist gets his own alone until both are whole. */
  readonly rounds: Readonly<Record<1 | 2, SeenEntries>>
  /** The committee's live quota by group, and this cell's share of XS in it. */
  readonly quota: readonly (GroupQuota & { readonly own: number })[]
}

type Of = AskedCampaign & { readonly organizationId: string }

/** Reads a cell's workspace of a campaign or of a year; null when the cell has no file there or is out of scope. */
export async function readWorkspace(db: Database, scope: Scope, asked: Of): Promise<Workspace | null> {
  if (!['rating:work', 'rating:tally', 'rating:board', 'rating:decide'].includes(scope.permission)) return null
  const read = await db.asReader(scope, async (tx) => {
    const place = await readCellPlace(tx, scope, asked)
    if (!place) return null
    const of = { campaignId: place.campaign.id, organizationId: asked.organizationId }
    return {
      ...place,
      cases: await listCellCases(tx, scope, of),
      tallies: await listTallies(tx, scope, of),
      draft: await judgeDraft(tx, scope, { ...of, year: place.campaign.year }),
    }
  })
  if (!read) return null
  const { campaign, file, committeeName, steps, cases, sums, draft } = read
  const ruleSet = rulesOf(campaign)
  const { rounds, toCheck } = seeCount(scope, { ruleSet, cases, tallies: read.tallies })
  const check = checkCellFile({ campaign, cases, ...toCheck, draft })
  const { perGroup } = computeQuota({ ...ruleSet.options.quota, exception: null }, groupCounts(sums))
  const quota = perGroup.map((group) => ({
    ...group,
    own: check.cases.filter(({ row, proposal }) => row.subject === group.key && proposal.effective === 'XS').length,
  }))
  return { campaign, ruleSet, file, committeeName, steps, check, rounds, quota }
}
