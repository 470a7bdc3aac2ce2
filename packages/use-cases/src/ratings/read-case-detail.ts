import type { Database } from '@nq15/db/client'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { findCase, listCellCases, type RatingCaseRow, readReviewText } from '@nq15/db/ratings/case.read'
import { type CellFile, findCellFile } from '@nq15/db/ratings/cell-file.read'
import { recordCaseRead } from '@nq15/db/ratings/export.read'
import { type InputRow, listCaseInputs } from '@nq15/db/ratings/input.read'
import { type ReviewParts, readReviewParts } from '@nq15/db/ratings/review.read'
import { listTallies } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import { checkTally, type RatingFacts, type RuleSet, type Tally, type TallyResult } from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { type CaseProposal, factsOf, proposeCase } from './propose-case.ts'
import { seeEntries } from './see-entries.ts'
import { countOf } from './tally-of-case.ts'

/** The order in which a case is weighed (ratings.md, section 17); the ballot and the quota come after the rules. */
export const weighingOrder = [
  'excluded',
  'contradictory',
  'triggers',
  'no-tasks',
  'bands',
  'gap',
  'caps',
  'ballot',
  'quota',
] as const

/** Why a case stands where it stands: the facts as the rules saw them, every finding, the order, the ballot. */
export type CaseDetail = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly file: CellFile
  readonly row: RatingCaseRow
  readonly facts: RatingFacts | null
  readonly proposal: CaseProposal
  readonly order: typeof weighingOrder
  /** Null while numbers are missing or are hidden from a typist of the other entry. */
  readonly ballot: TallyResult | null
  /** The votes that `ballot` judged: those of the entry this reader may see, and no other. */
  readonly votes: NonNullable<Tally['perLevel']> | null
  /** The self-review, when asked for; a read of somebody else's is written into the trail. */
  readonly text: string | null
  /** The written parts of the self-review, asked for with the text. */
  readonly parts: ReviewParts | null
  /** What others said of the person, as far as it was asked. */
  readonly inputs: readonly InputRow[]
}

/**
 * Reads one case with its reasons for the cell, its tellers and its committee; null when out of scope. Somebody else's case
 * that is shown stands in the trail.
 */
export async function readCaseDetail(
  db: Database,
  scope: Scope,
  { caseId, withText = false, isShown = true }: { caseId: string; withText?: boolean; isShown?: boolean },
): Promise<CaseDetail | null> {
  if (!['rating:work', 'rating:tally', 'rating:board', 'rating:decide'].includes(scope.permission)) return null
  const read = await db.asReader(scope, async (tx) => {
    const row = await findCase(tx, scope, caseId)
    const campaign = row && (await findCampaign(tx, scope, row.campaignId))
    const file = row && (await findCellFile(tx, scope, row))
    if (!row || !campaign || !file) return null
    if (isShown) await recordCaseRead(tx, scope, row)
    return {
      row,
      campaign,
      file,
      cases: await listCellCases(tx, scope, row),
      tallies: await listTallies(tx, scope, row),
      text: withText ? await readReviewText(tx, scope, caseId) : null,
      parts: withText ? await readReviewParts(tx, scope, caseId) : null,
      inputs: await listCaseInputs(tx, scope, caseId),
    }
  })
  if (!read) return null
  const { row, campaign, file, cases, tallies, text, parts, inputs } = read
  const ruleSet = rulesOf(campaign)
  const { toCheck } = seeEntries(scope, { ruleSet, cases, tallies })
  const votes = countOf(toCheck.tallies, 1).ofCase(caseId)
  return {
    ...{ campaign, ruleSet, file, row, text, parts, inputs, order: weighingOrder },
    facts: row.notRatedReason ? null : factsOf(row, campaign),
    proposal: proposeCase(row, { campaign, ruleSet }),
    ballot: votes && !row.notRatedReason ? checkTally(votes, ruleSet.options.voting) : null,
    votes: votes?.perLevel ?? null,
  }
}
