import type { Database } from '@nq15/db/client'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { findOwnCase, findOwnEarlierReview, type RatingCaseRow, readReviewText } from '@nq15/db/ratings/case.read'
import { findOwnFileState } from '@nq15/db/ratings/cell-file.read'
import { listMemberRatings } from '@nq15/db/ratings/decision.read'
import { type InputRow, listCaseInputs } from '@nq15/db/ratings/input.read'
import { listOwnEarlierSections, type ReviewParts, readReviewParts } from '@nq15/db/ratings/review.read'
import type { Scope } from '@nq15/db/scope'
import type { RuleSet } from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'

/** A member's own page of a year: what he wrote, whether he may still change it, what he wrote and got before. */
export type OwnReview = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly row: RatingCaseRow
  readonly text: string
  readonly parts: ReviewParts
  /** What others said of him, as far as it has come. */
  readonly inputs: readonly InputRow[]
  /** False once the file has left the cell, and for who is not rated. */
  readonly isOpen: boolean
  readonly earlier: {
    readonly year: number
    readonly reviewText: string
    readonly sections: Awaited<ReturnType<typeof listOwnEarlierSections>>
    readonly selfLevel: string | null
  } | null
  /** Decided levels, newest year first. */
  readonly ratings: Awaited<ReturnType<typeof listMemberRatings>>
}

/** Reads the actor's own review in a campaign, for `rating:self`; null when he has no case in it. */
export async function readOwnReview(
  db: Database,
  scope: Scope,
  { campaignId }: { campaignId: string },
): Promise<OwnReview | null> {
  if (scope.permission !== 'rating:self') return null
  const read = await db.asReader(scope, async (tx) => {
    const campaign = await findCampaign(tx, scope, campaignId)
    const row = campaign && (await findOwnCase(tx, scope, campaignId))
    if (!campaign || !row) return null
    const earlier = await findOwnEarlierReview(tx, scope, campaign.year)
    return {
      campaign,
      row,
      parts: (await readReviewParts(tx, scope, row.id)) ?? { sections: [], tasks: [], hints: [] },
      inputs: await listCaseInputs(tx, scope, row.id),
      text: (await readReviewText(tx, scope, row.id)) ?? '',
      fileIsOpen: await findOwnFileState(tx, scope, { fileId: row.fileId }),
      earlier: earlier && { ...earlier, sections: await listOwnEarlierSections(tx, scope, campaign.year) },
      ratings: await listMemberRatings(tx, scope, row.memberId),
    }
  })
  if (!read) return null
  const { fileIsOpen, ...review } = read
  const isOpen = fileIsOpen && review.campaign.state === 'open' && review.row.notRatedReason === null
  return { ...review, isOpen, ruleSet: rulesOf(review.campaign) }
}
