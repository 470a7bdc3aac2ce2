import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findAfterRule } from '@nq15/db/ratings/after-rule.read'
import { kindOf } from '@nq15/db/ratings/after-tables'
import { insertAppeal, moveAppealedCase } from '@nq15/db/ratings/appeal.write'
import { listNotices } from '@nq15/db/ratings/notice.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { afterStepRules, answerUntil, type FileAppeal, nextRatingState } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from './act-once.ts'
import { readRated } from './read-rated.ts'

export type FileAppealRefusal = {
  readonly code:
    | 'NOT_FOUND'
    | 'NOT_NOTIFIED'
    | 'ALREADY_FILED'
    | 'BEFORE_NOTICE'
    | 'IN_FUTURE'
    | 'TOO_LATE'
    | 'DECIDED_ABOVE'
}

type Command = FileAppeal & { readonly requestId: string; readonly caseId: string; readonly now: Date }

/**
 * Files a complaint about a level that was told: by the member, by his secretary for what he handed in on paper, or by the
 * secretary of an organization about its own level, its collective's or its leader's. The day
 * by which it is to be answered is counted on the working calendar and kept with its count; a late one is marked or refused
 * as the year's choices say.
 */
export async function fileAppeal(
  db: Database,
  scope: Scope,
  { requestId, caseId, now, filedOn, grounds, wantedLevel }: Command,
): Promise<Result<{ appealId: string }, FileAppealRefusal>> {
  const act = { requestId, useCase: 'file-appeal', permissions: afterStepRules.appeal.permissions }
  return actOnce(db, scope, act, async (tx) => {
    const found = await readRated(tx, scope, caseId)
    const standing = found?.versions.find(({ supersededAt }) => supersededAt === null)
    if (!found || !standing) return refuse({ code: 'NOT_FOUND' })
    const { campaign, rated } = found
    // His superior decided and answers: the complaint goes up with his organization's own papers.
    if (standing.committeeId !== rated.committeeId) return refuse({ code: 'DECIDED_ABOVE' })
    const notice = (await listNotices(tx, scope, caseId)).find(({ ratingId }) => ratingId === standing.id)
    if (!notice || !nextRatingState(rated.state, 'appeal', grounds).ok) {
      return refuse({ code: rated.state === 'appealed' ? 'ALREADY_FILED' : 'NOT_NOTIFIED' })
    }
    if (filedOn < notice.noticeOn) return refuse({ code: 'BEFORE_NOTICE' })
    if (filedOn > todayInHanoi(now)) return refuse({ code: 'IN_FUTURE' })
    const { options } = await findAfterRule(tx, scope, campaign.id)
    const isLate = notice.fileUntil !== null && filedOn > notice.fileUntil
    if (isLate && options.appeal.late === 'REFUSE') return refuse({ code: 'TOO_LATE' })

    const due = answerUntil(filedOn, options, await readCalendar(tx, scope))
    const { organizationId, committeeId, memberId } = rated
    const appealId = newId()
    const stored = await insertAppeal(tx, scope, {
      ...{ id: appealId, ratingId: standing.id, caseId, organizationId, committeeId, memberId, year: campaign.year },
      ...{ filedOn, isLate, grounds, wantedLevel, filedForMember: scope.permission === 'rating:work' },
      ...{ dueOn: due.day, dueCount: due.count && { ...options.appeal.answer, steps: due.count.steps }, at: now },
    })
    if (!stored) return refuse({ code: 'ALREADY_FILED' })
    if (!(await moveAppealedCase(tx, scope, { caseId, opened: true }))) return refuse({ code: 'NOT_NOTIFIED' })
    await emit(tx, scope, {
      ...{ type: 'ratings.appeal-filed', recordId: appealId },
      ...{
        organizationId: committeeId,
        recordTable: kindOf(scope) === 'unit' ? 'rating_unit_appeal' : 'rating_appeal',
      },
      payload: { year: campaign.year, ...(due.day === null ? {} : { dueOn: due.day }) },
    })
    return ok({ appealId })
  })
}
