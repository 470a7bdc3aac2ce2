import type { Database, Tx } from '@nq15/db/client'
import { findAfterRule } from '@nq15/db/ratings/after-rule.read'
import { kindOf } from '@nq15/db/ratings/after-tables'
import { type AppealRow, listCaseAppeals } from '@nq15/db/ratings/appeal.read'
import { type AwardRow, listMemberAwards, listUnitAwards } from '@nq15/db/ratings/award.read'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import { type CorrectionRow, listCaseCorrections } from '@nq15/db/ratings/correction.read'
import { listNotices, type NoticeRow } from '@nq15/db/ratings/notice.read'
import { markNoticesSeen, markUnitNoticesSeen } from '@nq15/db/ratings/notice.write'
import { listMemberScreenings, type ScreeningRow } from '@nq15/db/ratings/screening.read'
import { listUnitOutcomes } from '@nq15/db/ratings/unit-version.read'
import { listOutcomes, type RatingVersion } from '@nq15/db/ratings/version.read'
import type { Scope } from '@nq15/db/scope'
import type { AfterOptions, YearOutcome } from '@nq15/domain/ratings'
import { readRated } from './read-rated.ts'
import type { Rated } from './standing.ts'

/** The decided level of one person or unit in a year with all that happened to it since. */
export type CaseOutcome = {
  readonly campaign: Campaign
  readonly rated: Rated
  readonly versions: readonly RatingVersion[]
  readonly notices: readonly NoticeRow[]
  readonly appeals: readonly AppealRow[]
  readonly corrections: readonly CorrectionRow[]
  readonly awards: readonly AwardRow[]
  readonly screenings: readonly ScreeningRow[]
  readonly history: readonly YearOutcome[]
  readonly options: AfterOptions
}

const readers = [
  ...['rating:self', 'rating:work', 'rating:board', 'rating:decide'],
  ...['unit:report', 'unit:appraise', 'unit:decide'],
]

/** What was decided about a person and what followed; null when out of scope. To the person himself only what was told him. */
export async function readOutcome(db: Database, scope: Scope, caseId: string): Promise<CaseOutcome | null> {
  if (!readers.includes(scope.permission)) return null
  return db.asReader(scope, async (tx) => {
    const found = await readRated(tx, scope, caseId)
    if (!found) return null
    const { campaign, rated, versions: all } = found
    const notices = await listNotices(tx, scope, caseId)
    const own = scope.permission === 'rating:self'
    const told = new Set(notices.map(({ ratingId }) => ratingId))
    return {
      ...{ campaign, rated, notices },
      versions: own ? all.filter(({ id }) => told.has(id)) : all,
      appeals: await listCaseAppeals(tx, scope, caseId),
      corrections: (await listCaseCorrections(tx, scope, caseId)).filter(
        ({ decisionId }) =>
          // What is only prepared is its office's draft: whom it is about reads it once it is decided, a member once it is told.
          (scope.permission !== 'unit:report' || decisionId !== null) &&
          (!own || all.some((one) => one.decisionId === decisionId && told.has(one.id))),
      ),
      awards: (await awardsOf(tx, scope, rated)).filter(({ year }) => year >= campaign.year),
      screenings: rated.memberId
        ? (await listMemberScreenings(tx, scope, rated.memberId)).filter(({ firstYear, secondYear }) =>
            [firstYear, secondYear].includes(campaign.year),
          )
        : [],
      history: own ? [] : await historyOf(tx, scope, rated),
      options: (await findAfterRule(tx, scope, campaign.id)).options,
    }
  })
}

/** Awards of this kind rest on the level of a person or of an organization itself, not on that of its collective or leader. */
const isOrganization = ({ subject }: Rated): boolean => subject !== 'COLLECTIVE' && subject !== 'LEADER'

async function awardsOf(tx: Tx, scope: Scope, rated: Rated): Promise<AwardRow[]> {
  if (rated.memberId) return listMemberAwards(tx, scope, [rated.memberId])
  return isOrganization(rated) ? listUnitAwards(tx, scope, [rated.organizationId]) : []
}

async function historyOf(tx: Tx, scope: Scope, rated: Rated): Promise<YearOutcome[]> {
  if (rated.memberId) return listOutcomes(tx, scope, [rated.memberId])
  return isOrganization(rated) ? listUnitOutcomes(tx, scope, [rated.organizationId]) : []
}

/** Marks the reader's own notices of a case as opened: he has the page before him. */
export const seeOwnNotices = (db: Database, scope: Scope, { caseId, now }: { caseId: string; now: Date }) =>
  db.asActor(scope, (tx) =>
    kindOf(scope) === 'unit'
      ? markUnitNoticesSeen(tx, scope, { caseId, at: now })
      : markNoticesSeen(tx, scope, { caseId, at: now }),
  )
