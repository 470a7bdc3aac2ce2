import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findAfterRule } from '@nq15/db/ratings/after-rule.read'
import { kindOf } from '@nq15/db/ratings/after-tables'
import { lockDecision } from '@nq15/db/ratings/amendment.write'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { findDecision } from '@nq15/db/ratings/decision.read'
import { countNotices } from '@nq15/db/ratings/notice.read'
import { issueNotices, issueUnitNotices } from '@nq15/db/ratings/notice.write'
import { listUnitDecisions } from '@nq15/db/ratings/unit-decision.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { afterStepRules, fileUntil, type NotifyDecision } from '@nq15/domain/ratings'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from './act-once.ts'
import { tellMember } from './tell-member.ts'
import { namedIn } from './unit-work.ts'

export type NotifyDecisionRefusal = {
  readonly code: 'NOT_FOUND' | 'NOT_DECIDED' | 'NOTHING_TO_TELL' | 'BEFORE_DECISION' | 'IN_FUTURE'
}

type Command = NotifyDecision & {
  readonly requestId: string
  readonly campaignId: string
  readonly committeeId: string
  readonly now: Date
}

/**
 * Tells everybody whose standing level was not told yet: a notice for each with the last day of a timely complaint, counted
 * on the working calendar, and an event that reaches the members' own accounts. Works for a closed year too.
 */
export async function notifyDecision(
  db: Database,
  scope: Scope,
  { requestId, campaignId, committeeId, noticeOn, now }: Command,
): Promise<Result<{ told: number }, NotifyDecisionRefusal>> {
  const act = { requestId, useCase: 'notify-decision', permissions: afterStepRules.notify.permissions }
  return actOnce(db, scope, act, async (tx) => {
    const of = { campaignId, committeeId }
    const campaign = await findCampaign(tx, scope, campaignId)
    if (!campaign || !(await isWithin(tx, scope, committeeId))) return refuse({ code: 'NOT_FOUND' })
    // The office may not write decisions: it tells without the lock, and a notice is given once by its key.
    if (scope.permission === 'rating:decide') await lockDecision(tx, scope, of)
    if (kindOf(scope) === 'unit') return notifyUnits(tx, scope, { ...of, campaign, noticeOn, now })
    const decision = await findDecision(tx, scope, of)
    if (!decision) return refuse({ code: 'NOT_DECIDED' })
    if (noticeOn < decision.decidedOn) return refuse({ code: 'BEFORE_DECISION' })
    if (noticeOn > todayInHanoi(now)) return refuse({ code: 'IN_FUTURE' })
    const { options } = await findAfterRule(tx, scope, campaignId)
    const until = fileUntil(noticeOn, options, await readCalendar(tx, scope)).day
    const notice = { committeeId, year: campaign.year, noticeOn, fileUntil: until, at: now }
    const before = await countNotices(tx, scope, { committeeId, year: campaign.year })
    const told = await issueNotices(tx, scope, notice)
    if (told.length === 0) return refuse({ code: 'NOTHING_TO_TELL' })
    // The first time one event reaches every member's account; later ones concern single people, who are told by name.
    for (const { caseId, ...member } of before.told === 0 ? [] : told) {
      const about = { rated: { caseId, ...member }, year: campaign.year, alsoUserIds: [] }
      await tellMember(tx, scope, { type: 'ratings.own-level-amended', ...about })
    }
    if (before.told > 0) return ok({ told: told.length })
    await emit(tx, scope, {
      ...{ type: 'ratings.levels-told', organizationId: committeeId },
      ...{ recordTable: 'rating_decision', recordId: decision.id },
      payload: { year: campaign.year, ...(until === null ? {} : { fileUntil: until }) },
    })
    return ok({ told: told.length })
  })
}

type ToUnits = {
  readonly campaign: Campaign
  readonly committeeId: string
  readonly noticeOn: LegalDay
  readonly now: Date
}

/** The same for units a committee decides, by its advisers: several decisions of a year are told as they come. */
async function notifyUnits(
  tx: Tx,
  scope: Scope,
  { campaign, committeeId, noticeOn, now }: ToUnits,
): Promise<Result<{ told: number }, NotifyDecisionRefusal>> {
  if (!namedIn(scope).includes(committeeId)) return refuse({ code: 'NOT_FOUND' })
  const decisions = await listUnitDecisions(tx, scope, { campaignId: campaign.id, organizationId: committeeId })
  const [first] = decisions
  if (!first) return refuse({ code: 'NOT_DECIDED' })
  if (noticeOn < first.decidedOn) return refuse({ code: 'BEFORE_DECISION' })
  if (noticeOn > todayInHanoi(now)) return refuse({ code: 'IN_FUTURE' })
  const { options } = await findAfterRule(tx, scope, campaign.id)
  const until = fileUntil(noticeOn, options, await readCalendar(tx, scope)).day
  const notice = { committeeId, year: campaign.year, noticeOn, fileUntil: until, at: now }
  const told = await issueUnitNotices(tx, scope, notice)
  if (told.length === 0) return refuse({ code: 'NOTHING_TO_TELL' })
  for (const organizationId of new Set(told.map((one) => one.organizationId))) {
    await emit(tx, scope, {
      ...{ type: 'ratings.unit-told', organizationId, recordTable: 'rating_unit_case', recordId: null },
      payload: { year: campaign.year, ...(until === null ? {} : { fileUntil: until }) },
    })
  }
  return ok({ told: told.length })
}
