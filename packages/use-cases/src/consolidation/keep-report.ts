import type { Database } from '@nq15/db/client'
import { findPlan } from '@nq15/db/consolidation/plan.read'
import { insertPlanReport, signPlanReport, updatePlanReport } from '@nq15/db/consolidation/plan-report.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { checkKeepReport, checkSignReport, type ReportRefusal, type ReportWords } from '@nq15/domain/consolidation'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { hashText } from '../access/hash-text.ts'
import { emit } from '../events/emit.ts'
import { proofOf, type WatchActing } from '../monitoring/watch-hand.ts'
import { actOnce } from '../ratings/act-once.ts'
import { findReport } from './read-report.ts'

type Refused = ReportRefusal | { readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' }
type Answer = Result<{ readonly planId: string; readonly period: string }, Refused>
type Order = {
  readonly requestId: string
  readonly planId: string
  readonly period: string
  /** The version that was seen; null for a report nobody has begun. */
  readonly version: number | null
  readonly now: Date
}

/** Keeps the author's words of a report; the facts beside them stay what they are. For `plan:work` over the organization. */
export async function keepReport(
  db: Database,
  acting: WatchActing,
  { words, ...order }: Order & { readonly words: ReportWords },
): Promise<Answer> {
  const { requestId, planId, period, version, now } = order
  const { hand } = acting
  const person = proofOf(acting, 'plan:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: 'consolidation.keep-report', permissions: ['watch:decide'] } as const
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const plan = await findPlan(tx, person, planId)
    if (!plan || !(await isWithin(tx, person, plan.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const found = await findReport(tx, person, { plan, period, today: todayInHanoi(now) })
    const lawful = checkKeepReport(period, { owed: found?.owed ?? [], isSigned: found?.kept?.signedOn != null })
    if (!lawful.ok || !found) return lawful.ok ? refuse({ code: 'NOT_FOUND' }) : lawful
    const { kept, due } = found
    const author = { authorId: person.actor.userId, authorName: person.actor.name }
    const done =
      kept === null
        ? await insertPlanReport(tx, hand, { planId, organizationId: plan.organizationId, due, words, ...author })
        : version === kept.version &&
          (await updatePlanReport(tx, hand, { reportId: kept.reportId, version, words, ...author }))
    return done ? ok({ planId, period }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

/** Signs a report in one's own name: words and facts of this day are frozen together, and what happens later changes neither. */
export async function signReport(db: Database, acting: WatchActing, order: Order): Promise<Answer> {
  const { requestId, planId, period, version, now } = order
  const { hand } = acting
  const person = proofOf(acting, 'plan:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: 'consolidation.sign-report', permissions: ['watch:decide'] } as const
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const plan = await findPlan(tx, person, planId)
    if (!plan || !(await isWithin(tx, person, plan.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const today = todayInHanoi(now)
    const found = await findReport(tx, person, { plan, period, today })
    if (!found) return refuse({ code: 'REPORT_REFUSED', findings: [{ code: 'PERIOD_NOT_OWED' }] })
    const { kept, facts } = found
    const lawful = checkSignReport({ words: kept?.words ?? null, isSigned: kept?.signedOn != null }, facts)
    if (!lawful.ok) return lawful
    if (kept === null || kept.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const { userId: signedBy, name: signedName } = person.actor
    const contentHash = hashText(JSON.stringify({ planId, period, words: kept.words, facts }))
    const signed = await signPlanReport(tx, hand, {
      ...{ reportId: kept.reportId, version, facts, signedOn: today, signedBy, signedName, contentHash },
    })
    if (!signed) return refuse({ code: 'CHANGED_MEANWHILE' })
    await emit(tx, hand, {
      ...{ type: 'consolidation.plan-moved', organizationId: plan.organizationId, recordTable: 'consolidation_plan' },
      ...{ recordId: planId, payload: { event: 'sign-report', state: plan.state } },
    })
    return ok({ planId, period })
  })
}
