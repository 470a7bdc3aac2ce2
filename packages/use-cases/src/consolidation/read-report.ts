import type { Database, Tx } from '@nq15/db/client'
import { findPlan, type PlanRow } from '@nq15/db/consolidation/plan.read'
import {
  listPlanReports,
  listReportCalendars,
  type PlanReportRow,
  type ReportCalendarRow,
} from '@nq15/db/consolidation/plan-report.read'
import { listPlanTasks } from '@nq15/db/consolidation/task.read'
import { listColours } from '@nq15/db/monitoring/open-sign.read'
import { listVisitNotes } from '@nq15/db/organizations/visit.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type ReportDue,
  type ReportFacts,
  type ReportWords,
  reportFacts,
  reportSource,
  reportsOf,
} from '@nq15/domain/consolidation'
import type { LegalDay } from '@nq15/domain/shared'

/** A report of a plan's calendar with where it stands: signed, late, or still in time. */
export type ReportLine = ReportDue & {
  readonly state: 'signed' | 'late' | 'open'
  readonly signedOn: LegalDay | null
  readonly signedName: string | null
  readonly isBegun: boolean
}

/** A report owed somewhere in the reader's reach. */
export type OwedReport = ReportDue & {
  readonly planId: string
  readonly organizationName: string
  readonly isLate: boolean
  readonly isWorker: boolean
}

/** A report with its facts: frozen when it is signed, else as they stand today. */
export type ReadReport = {
  readonly planId: string
  readonly organizationName: string
  readonly edition: number
  readonly due: ReportDue
  readonly facts: ReportFacts
  readonly words: ReportWords | null
  readonly authorName: string | null
  readonly signed: { readonly on: LegalDay; readonly by: string; readonly contentHash: string } | null
  readonly version: number | null
  readonly source: typeof reportSource
  readonly today: LegalDay
}

/** A row of the calendar as the rules on reports read it. */
export const planOf = ({ reportDay, ...row }: ReportCalendarRow) => ({
  ...row,
  content: reportDay === null ? {} : { reportDay },
})

/** Every report a plan owes up to today, oldest first, with those that are kept; empty for who may not read the plan. */
export async function readReportLines(
  tx: Tx,
  scope: Scope,
  { planId, today }: { planId: string; today: LegalDay },
): Promise<ReportLine[]> {
  const [calendar] = await listReportCalendars(tx, scope, { planId, limit: 1 })
  if (!calendar) return []
  const kept = await listPlanReports(tx, scope, planId)
  return reportsOf(planOf(calendar), today).map((due) => {
    const found = kept.find(({ period }) => period === due.period)
    const signedOn = found?.signedOn ?? null
    return {
      ...due,
      state: signedOn !== null ? ('signed' as const) : due.dueOn < today ? ('late' as const) : ('open' as const),
      ...{ signedOn, signedName: found?.signedName ?? null, isBegun: found !== undefined },
    }
  })
}

/** The reports that approved plans within the scope owe and nobody has signed, the oldest day first. */
export async function listOwedReports(
  tx: Tx,
  scope: Scope,
  { today, below }: { today: LegalDay; below?: readonly string[] },
): Promise<OwedReport[]> {
  const calendars = await listReportCalendars(tx, scope, { ...(below === undefined ? {} : { below }), limit: 500 })
  return calendars
    .flatMap((row) =>
      reportsOf(planOf(row), today)
        .filter(({ period }) => !row.signed.includes(period))
        .map((due) => ({
          ...due,
          ...{ planId: row.planId, organizationName: row.organizationName, isWorker: row.isWorker },
          isLate: due.dueOn < today,
        })),
    )
    .toSorted((one, other) => one.dueOn.localeCompare(other.dueOn))
}

/** One report for whoever may see its plan; null when the plan does not owe it or it is not there for the reader. */
export async function readReport(
  db: Database,
  scope: Scope,
  { planId, period, now }: { readonly planId: string; readonly period: string; readonly now: Date },
): Promise<ReadReport | null> {
  const today = todayInHanoi(now)
  return db.asReader(scope, async (tx) => {
    const plan = await findPlan(tx, scope, planId)
    const ground = plan && (await findReport(tx, scope, { plan, period, today }))
    if (!plan || !ground) return null
    const { due, kept, facts } = ground
    return {
      ...{ planId, organizationName: plan.organizationName, edition: plan.edition, due, today, source: reportSource },
      facts: kept?.facts ?? facts,
      words: kept?.words ?? null,
      authorName: kept?.authorName ?? null,
      signed: kept?.signedOn
        ? { on: kept.signedOn, by: kept.signedName ?? '', contentHash: kept.contentHash ?? '' }
        : null,
      version: kept?.version ?? null,
    }
  })
}

/** What a report stands on: the period owed, what is kept of it, and the facts of today. */
export async function findReport(
  tx: Tx,
  scope: Scope,
  { plan, period, today }: { plan: PlanRow; period: string; today: LegalDay },
): Promise<{ due: ReportDue; owed: readonly ReportDue[]; kept: PlanReportRow | null; facts: ReportFacts } | null> {
  const { planId, organizationId } = plan
  const [calendar] = await listReportCalendars(tx, scope, { planId, limit: 1 })
  const owed = calendar ? reportsOf(planOf(calendar), today) : []
  const due = owed.find((one) => one.period === period)
  if (!due) return null
  const kept = (await listPlanReports(tx, scope, planId)).find((one) => one.period === period) ?? null
  const codes = [...new Set(plan.signs.map(({ code }) => code))]
  const visits = await listVisitNotes(tx, scope, { below: [organizationId], from: due.from, to: due.to, limit: 20 })
  const facts = reportFacts(due, {
    ...{ today, endsOn: plan.endsOn, goals: plan.content.goals, situation: plan.situation ?? [] },
    tasks: await listPlanTasks(tx, scope, planId),
    colours: codes.length === 0 ? [] : await listColours(tx, scope, { organizationId, codes, months: 15 }),
    visits: visits.map(({ visitedOn, authorName, seen }) => ({ visitedOn, authorName, seen })),
    review: plan.review && { isPositive: plan.review.isPositive, reference: plan.review.reference },
  })
  return { due, owed, kept, facts }
}
