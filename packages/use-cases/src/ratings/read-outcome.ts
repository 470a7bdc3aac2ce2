import type { Database } from '@nq15/db/client'
import { findAfterRule } from '@nq15/db/ratings/after-rule.read'
import { type AppealRow, listCaseAppeals } from '@nq15/db/ratings/appeal.read'
import { type AwardRow, listMemberAwards } from '@nq15/db/ratings/award.read'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { findCase, type RatingCaseRow } from '@nq15/db/ratings/case.read'
import { type CorrectionRow, listCaseCorrections } from '@nq15/db/ratings/correction.read'
import { listNotices, type NoticeRow } from '@nq15/db/ratings/notice.read'
import { markNoticesSeen } from '@nq15/db/ratings/notice.write'
import { listMemberScreenings, type ScreeningRow } from '@nq15/db/ratings/screening.read'
import { listOutcomes, listVersions, type RatingVersion } from '@nq15/db/ratings/version.read'
import type { Scope } from '@nq15/db/scope'
import type { AfterOptions, YearOutcome } from '@nq15/domain/ratings'

/** The decided level of one person in a year with all that happened to it since. */
export type CaseOutcome = {
  readonly campaign: Campaign
  readonly row: RatingCaseRow
  readonly versions: readonly RatingVersion[]
  readonly notices: readonly NoticeRow[]
  readonly appeals: readonly AppealRow[]
  readonly corrections: readonly CorrectionRow[]
  readonly awards: readonly AwardRow[]
  readonly screenings: readonly ScreeningRow[]
  readonly history: readonly YearOutcome[]
  readonly options: AfterOptions
}

const readers = ['rating:self', 'rating:work', 'rating:board', 'rating:decide']

/** What was decided about a person and what followed; null when out of scope. To the person himself only what was told him. */
export async function readOutcome(db: Database, scope: Scope, caseId: string): Promise<CaseOutcome | null> {
  if (!readers.includes(scope.permission)) return null
  return db.asReader(scope, async (tx) => {
    const row = await findCase(tx, scope, caseId)
    const campaign = row && (await findCampaign(tx, scope, row.campaignId))
    if (!row || !campaign) return null
    const notices = await listNotices(tx, scope, caseId)
    const all = await listVersions(tx, scope, caseId)
    const own = scope.permission === 'rating:self'
    const told = new Set(notices.map(({ ratingId }) => ratingId))
    return {
      ...{ campaign, row, notices },
      versions: own ? all.filter(({ id }) => told.has(id)) : all,
      appeals: await listCaseAppeals(tx, scope, caseId),
      corrections: (await listCaseCorrections(tx, scope, caseId)).filter(
        ({ decisionId }) => !own || all.some((one) => one.decisionId === decisionId && told.has(one.id)),
      ),
      awards: (await listMemberAwards(tx, scope, [row.memberId])).filter(({ year }) => year >= campaign.year),
      screenings: (await listMemberScreenings(tx, scope, row.memberId)).filter(({ firstYear, secondYear }) =>
        [firstYear, secondYear].includes(campaign.year),
      ),
      history: own ? [] : await listOutcomes(tx, scope, [row.memberId]),
      options: (await findAfterRule(tx, scope, campaign.id)).options,
    }
  })
}

/** Marks the reader's own notices of a case as opened: he has the page before him. */
export const seeOwnNotices = (db: Database, scope: Scope, { caseId, now }: { caseId: string; now: Date }) =>
  db.asActor(scope, (tx) => markNoticesSeen(tx, scope, { caseId, at: now }))
