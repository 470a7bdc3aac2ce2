import type { Database } from '@nq15/db/client'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { listCellCases } from '@nq15/db/ratings/case.read'
import { type CellFile, type CellFileStep, findCellFile, listFileSteps } from '@nq15/db/ratings/cell-file.read'
import { sumCommitteeProposals } from '@nq15/db/ratings/count.read'
import { listTallies, type TallyRow } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import { computeQuota, type GroupQuota, type RuleSet } from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { type CellFileCheck, checkCellFile } from './check-cell-file.ts'
import { groupCounts } from './group-counts.ts'

/** Everything a cell's workspace shows, in one snapshot. */
export type Workspace = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly file: CellFile
  readonly steps: readonly CellFileStep[]
  readonly check: CellFileCheck
  /** The entries the actor may see: the second one is typed blind, so its typist does not get the first. */
  readonly tallies: readonly TallyRow[]
  readonly myEntry: 1 | 2
  /** The committee's live quota by group, and this cell's share of XS in it. */
  readonly quota: readonly (GroupQuota & { readonly own: number })[]
}

/** Reads a cell's workspace; null when the cell has no file in the campaign or is out of scope. */
export async function readWorkspace(
  db: Database,
  scope: Scope,
  of: { campaignId: string; organizationId: string },
): Promise<Workspace | null> {
  const read = await db.asActor(scope, async (tx) => {
    const campaign = await findCampaign(tx, scope, of.campaignId)
    const file = campaign && (await findCellFile(tx, scope, of))
    if (!campaign || !file) return null
    return {
      campaign,
      file,
      steps: await listFileSteps(tx, scope, file),
      cases: await listCellCases(tx, scope, of),
      tallies: await listTallies(tx, scope, of),
      sums: await sumCommitteeProposals(tx, scope, { campaignId: of.campaignId, cellId: of.organizationId }),
    }
  })
  if (!read) return null
  const { campaign, file, steps, cases, sums } = read
  const ruleSet = rulesOf(campaign)
  const myEntry = entryOf(read.tallies, scope)
  const check = checkCellFile({ campaign, ruleSet, cases, tallies: read.tallies })
  const { perGroup } = computeQuota({ ...ruleSet.options.quota, exception: null }, groupCounts(sums))
  const quota = perGroup.map((group) => ({
    ...group,
    own: check.cases.filter(({ row, proposal }) => row.subject === group.key && proposal.effective === 'XS').length,
  }))
  const tallies =
    myEntry === 2 && file.state !== 'decided' && !secondDone(read.tallies)
      ? read.tallies.filter(({ entry }) => entry === 2)
      : read.tallies
  return { campaign, ruleSet, file, steps, check, tallies, myEntry, quota }
}

/** Who has begun an entry stays with it; a teller who has begun none types the second once a first exists. */
function entryOf(tallies: readonly TallyRow[], { actor, permission }: Scope): 1 | 2 {
  const begun = tallies.find(({ enteredBy }) => enteredBy === actor.userId)
  if (begun) return begun.entry === 2 ? 2 : 1
  return permission === 'rating:tally' && tallies.some(({ entry }) => entry === 1) ? 2 : 1
}

const secondDone = (tallies: readonly TallyRow[]): boolean =>
  tallies.some(({ entry, completedAt }) => entry === 2 && completedAt !== null)
