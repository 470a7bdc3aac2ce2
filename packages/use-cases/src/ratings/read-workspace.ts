import type { Database } from '@nq15/db/client'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { type Campaign, findCampaign, findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { listCellCases } from '@nq15/db/ratings/case.read'
import { type CellFile, type CellFileStep, findCellFile, listFileSteps } from '@nq15/db/ratings/cell-file.read'
import { sumCommitteeProposals } from '@nq15/db/ratings/count.read'
import { listTallies, type TallyRow } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import { computeQuota, type GroupQuota, type RuleSet } from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { type CellFileCheck, checkCellFile } from './check-cell-file.ts'
import { groupCounts } from './group-counts.ts'
import { seeEntries } from './see-entries.ts'

/** Everything a cell's workspace shows, in one snapshot. */
export type Workspace = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly file: CellFile
  /** The committee that decides on the cell, as it is called. */
  readonly committeeName: string
  readonly steps: readonly CellFileStep[]
  readonly check: CellFileCheck
  /** The entries the actor may see: each typist gets his own alone until both are whole. */
  readonly tallies: readonly TallyRow[]
  readonly myEntry: 1 | 2
  /** The committee's live quota by group, and this cell's share of XS in it. */
  readonly quota: readonly (GroupQuota & { readonly own: number })[]
}

type Of = { readonly organizationId: string } & ({ readonly campaignId: string } | { readonly year: number })

/** Reads a cell's workspace of a campaign or of a year; null when the cell has no file there or is out of scope. */
export async function readWorkspace(db: Database, scope: Scope, asked: Of): Promise<Workspace | null> {
  if (!['rating:work', 'rating:tally', 'rating:board', 'rating:decide'].includes(scope.permission)) return null
  const read = await db.asReader(scope, async (tx) => {
    const campaign = await ('year' in asked
      ? findCampaignOfYear(tx, scope, asked.year)
      : findCampaign(tx, scope, asked.campaignId))
    const of = { campaignId: campaign?.id ?? '', organizationId: asked.organizationId }
    const file = campaign && (await findCellFile(tx, scope, of))
    if (!campaign || !file) return null
    const names = await nameOrganizations(tx, scope, [file.committeeId])
    return {
      campaign,
      file,
      committeeName: names.get(file.committeeId) ?? '',
      steps: await listFileSteps(tx, scope, file),
      cases: await listCellCases(tx, scope, of),
      tallies: await listTallies(tx, scope, of),
      sums: await sumCommitteeProposals(tx, scope, { campaignId: of.campaignId, cellId: of.organizationId }),
    }
  })
  if (!read) return null
  const { campaign, file, committeeName, steps, cases, sums } = read
  const ruleSet = rulesOf(campaign)
  const { myEntry, visible, toCheck } = seeEntries(scope, { ruleSet, cases, tallies: read.tallies })
  const check = checkCellFile({ campaign, cases, ...toCheck })
  const { perGroup } = computeQuota({ ...ruleSet.options.quota, exception: null }, groupCounts(sums))
  const quota = perGroup.map((group) => ({
    ...group,
    own: check.cases.filter(({ row, proposal }) => row.subject === group.key && proposal.effective === 'XS').length,
  }))
  return { campaign, ruleSet, file, committeeName, steps, check, tallies: visible, myEntry, quota }
}
