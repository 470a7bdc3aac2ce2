import type { Database } from '@nq15/db/client'
import { findPlan, listEditions, type PlanRow } from '@nq15/db/consolidation/plan.read'
import { listPlanSteps, type PlanStepRow } from '@nq15/db/consolidation/plan-step.read'
import { listPlanTasks, type PlanTaskRow } from '@nq15/db/consolidation/task.read'
import { findWatchEntry, readWatchBodies } from '@nq15/db/monitoring/watch-entry.read'
import { findWatchList } from '@nq15/db/monitoring/watch-list.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import {
  burnDown,
  type CheckedCondition,
  isTaskLate,
  judgePlanContradiction,
  measuresFor,
  type PlanContradiction,
  planRulesSource,
  type SignNow,
  slipOn,
  type TaskSlip,
  usualPlanRules,
} from '@nq15/domain/consolidation'
import { usualWatchRules } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { readCleared } from '../monitoring/read-cleared.ts'
import { readRemoval } from './read-removal.ts'
import { type ReportLine, readReportLines } from './read-report.ts'
import { readSituation } from './take-plan-step.ts'

/** A task as its page shows it: late or not on the day of reading, and whether it is the reader's. */
export type ReadTask = Omit<PlanTaskRow, 'ownerUserId'> & {
  readonly isLate: boolean
  readonly isOwn: boolean
  readonly slip: TaskSlip | null
  /** The newest acceptance of its evidence: of which file (null: of a paper), by whom, until when. */
  readonly acceptance: {
    readonly attachmentId: string | null
    readonly byName: string
    readonly onDay: LegalDay
    readonly expiresOn: LegalDay | null
  } | null
}

type Opinion = { readonly isPositive: boolean; readonly reference: string; readonly byInspection: boolean }

/** A plan with everything its page needs, computed once. */
export type PlanPage = {
  readonly plan: Omit<PlanRow, 'ownerId' | 'workers' | 'appraisal' | 'review'> & {
    readonly appraisal: Opinion | null
    readonly review: Opinion | null
  }
  readonly bodyName: string
  /** Null for a plan from a conclusion alone. */
  readonly listName: string | null
  readonly clearQuarters: number
  readonly tasks: readonly ReadTask[]
  readonly steps: readonly (Omit<PlanStepRow, 'actedAt' | 'actorId'> & { readonly actedAt: string })[]
  readonly editions: readonly { readonly planId: string; readonly edition: number; readonly state: PlanRow['state'] }[]
  readonly signsNow: readonly (SignNow & { readonly month: string | null })[]
  readonly cleared: 'yes' | 'no' | 'unknown'
  /** R1 to R6 with the facts behind them. */
  readonly conditions: readonly CheckedCondition[]
  /** The reports it owes, oldest first. */
  readonly reports: readonly ReportLine[]
  readonly contradiction: PlanContradiction | null
  readonly burnDown: ReturnType<typeof burnDown>
  readonly milestones: readonly LegalDay[]
  readonly measures: ReturnType<typeof measuresFor>
  readonly rulesSource: typeof planRulesSource
  /** The day for which slippage was asked. */
  readonly day: LegalDay
  readonly today: LegalDay
  /** Whether the reader worked on the plan, so that he does not judge it; whether he stands at the body that decides. */
  readonly isWorker: boolean
  readonly standsAbove: boolean
  /** The organization exists today; else its plan ends and its tasks go to the successor. */
  readonly organizationStands: boolean
}

/** Reads one plan for whoever may see its organization; null else. `day` is the one for which slippage is counted. */
export async function readPlan(
  db: Database,
  scope: Scope,
  { planId, day, now }: { readonly planId: string; readonly day: LegalDay | null; readonly now: Date },
): Promise<PlanPage | null> {
  return db.asReader(scope, async (tx) => {
    const found = await findPlan(tx, scope, planId)
    const entry = found?.entryId ? await findWatchEntry(tx, scope, found.entryId) : null
    const list = entry && (await findWatchList(tx, scope, entry.listId))
    if (!found || (found.entryId !== null && !list)) return null
    const rules = list?.rules ?? usualWatchRules
    const { ownerId: _owner, workers, appraisal, review, ...plan } = found
    const today = todayInHanoi(now)
    const asked = day ?? today
    const rows = await listPlanTasks(tx, scope, planId)
    const steps = await listPlanSteps(tx, scope, planId)
    const slips = new Map(slipOn(rows, momentsOf(steps), asked).map((slip) => [slip.taskId, slip]))
    const signsNow = await readSituation(tx, scope, found)
    const { organizationId, bodyId, signs } = found
    const cleared = await readCleared(tx, scope, { organizationId, signs, rules, today })
    return {
      plan: { ...plan, appraisal: opinionOf(appraisal), review: opinionOf(review) },
      bodyName: (await nameOrganizations(tx, scope, [bodyId])).get(bodyId) ?? '…',
      listName: list?.name ?? null,
      clearQuarters: rules.clearQuarters,
      tasks: rows.map((row) => taskOf(row, { today, userId: scope.actor.userId, slips, steps })),
      steps: steps.map(({ actedAt, actorId: _, ...step }) => ({ ...step, actedAt: actedAt.toISOString() })),
      editions: (await listEditions(tx, scope, found)).map(({ planId: id, edition, state }) => ({
        ...{ planId: id, edition, state },
      })),
      signsNow,
      cleared,
      conditions: await readRemoval(tx, scope, { plan: found, cleared }),
      reports: await readReportLines(tx, scope, { planId, today }),
      contradiction: judgePlanContradiction(rows, signsNow),
      burnDown: burnDown(
        rows.map((row) => ({ baselineDueOn: row.baselineDueOn, endedOn: endOf(row, steps) })),
        monthsBetween(found.content.startsOn, found.endsOn),
        today,
      ),
      milestones:
        found.approvedOn === null
          ? []
          : usualPlanRules.milestoneDays.map((after) => addDays(found.approvedOn ?? today, after)),
      measures: measuresFor(signs.map(({ code }) => code)),
      rulesSource: planRulesSource,
      day: asked,
      today,
      isWorker: workers.includes(scope.actor.userId),
      standsAbove: await isWithin(tx, scope, bodyId),
      organizationStands: (
        await readWatchBodies(tx, scope, { bodyId: organizationId, organizationId, newBodyId: null })
      ).stands,
    }
  })
}

const opinionOf = (given: PlanRow['review']): Opinion | null =>
  given && { isPositive: given.isPositive, reference: given.reference, byInspection: given.byInspection }

function taskOf(
  { ownerUserId, ...task }: PlanTaskRow,
  given: {
    readonly today: LegalDay
    readonly userId: string
    readonly slips: ReadonlyMap<string, TaskSlip>
    readonly steps: readonly PlanStepRow[]
  },
): ReadTask {
  const accepted = given.steps.findLast(({ taskId, event }) => taskId === task.taskId && event === 'accept-evidence')
  const said = (name: string) => (typeof accepted?.detail[name] === 'string' ? String(accepted.detail[name]) : null)
  return {
    ...task,
    isLate: isTaskLate(task, given.today),
    isOwn: ownerUserId === given.userId,
    slip: given.slips.get(task.taskId) ?? null,
    acceptance: accepted
      ? {
          attachmentId: said('attachmentId'),
          byName: accepted.actorName,
          onDay: accepted.onDay,
          expiresOn: said('expiresOn'),
        }
      : null,
  }
}

/** How each task stood after each of its steps. */
const momentsOf = (steps: readonly PlanStepRow[]) =>
  steps.flatMap(({ taskId, onDay, dueOn, progress, toState }) =>
    taskId === null || dueOn === null || progress === null
      ? []
      : [{ taskId, onDay, dueOn, progress, isEnded: toState === 'done' || toState === 'closed' }],
  )

const endOf = (task: PlanTaskRow, steps: readonly PlanStepRow[]): LegalDay | null =>
  task.doneOn ?? steps.findLast(({ taskId, toState }) => taskId === task.taskId && toState === 'closed')?.onDay ?? null

/** The first days of the months from one day to another, at most 24. */
function monthsBetween(from: LegalDay, to: LegalDay): LegalDay[] {
  const months: LegalDay[] = []
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  while (months.length < 24) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`
    if (first > to) break
    months.push(first)
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
  }
  return months
}
