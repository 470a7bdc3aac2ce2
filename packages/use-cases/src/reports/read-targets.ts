import type { Database, Tx } from '@nq15/db/client'
import { findReview, listReviews } from '@nq15/db/reports/review.read'
import {
  findTarget,
  listTargetResults,
  listTargets,
  listTargetTasks,
  type TargetRow,
  type TargetTaskRow,
} from '@nq15/db/reports/target.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type FollowedTarget,
  type ReviewContent,
  type TargetResult,
  targetLacks,
  targetResults,
  targetStanding,
  taskDuty,
} from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'

/** A target with its results, the counts of the newest report beside what was typed, and the tasks that are to reach it. */
export type ReadTarget = TargetRow & {
  readonly results: readonly TargetResult[]
  readonly standing: ReturnType<typeof targetStanding>
  readonly lacks: ReturnType<typeof targetLacks>
  readonly tasks: readonly (TargetTaskRow & { readonly duty: TaskDuty })[]
}
type TaskDuty = ReturnType<typeof taskDuty>

/** The targets within the scope, or one of them, each with results and tasks. */
export async function readTargets(
  db: Database,
  scope: Scope,
  { targetId = null, now }: { readonly targetId?: string | null; readonly now: Date },
): Promise<readonly ReadTarget[]> {
  const today = todayInHanoi(now)
  return db.asReader(scope, async (tx) => {
    const one = targetId === null ? null : await findTarget(tx, scope, targetId)
    const targets = targetId === null ? await listTargets(tx, scope, { limit: 500 }) : one ? [one] : []
    const ids = targets.map((target) => target.targetId)
    const typed = await listTargetResults(tx, scope, ids)
    const tasks = await listTargetTasks(tx, scope, ids)
    const newest = await newestReviews(tx, scope, targets)
    return targets.map((target): ReadTarget => {
      const own = typed.filter((row) => row.targetId === target.targetId)
      const linked = tasks.filter((row) => row.targetId === target.targetId)
      const results = targetResults(target, own, newest.get(target.organizationId) ?? null)
      const standing = targetStanding(target, results)
      const years = { firstYear: target.baseYear, lastYear: target.dueYear }
      return {
        ...{ ...target, results, standing, lacks: targetLacks({ tasks: linked.length, standing }, results, years) },
        tasks: linked.map((task) => ({ ...task, duty: dutyOf(task, today) })),
      }
    })
  })
}

/** How a linked task stands; of a conclusion, done is done and its first day is what it is measured by. */
export function dutyOf({ state, ...task }: TargetTaskRow, today: LegalDay): TaskDuty {
  return taskDuty({ ...task, state: state === 'done' ? 'accepted' : state }, today)
}

/** What a report takes of the targets of its level: typed results, and how many tasks are linked, done and overdue on a day. */
export async function followedTargets(
  tx: Tx,
  scope: Scope,
  { organizationId, cutOff }: { readonly organizationId: string; readonly cutOff: LegalDay },
): Promise<FollowedTarget[]> {
  const targets = await listTargets(tx, scope, { standingOf: organizationId, limit: 500 })
  const ids = targets.map(({ targetId }) => targetId)
  const [typed, tasks] = [await listTargetResults(tx, scope, ids), await listTargetTasks(tx, scope, ids)]
  return targets.map((target): FollowedTarget => {
    const { targetId, plan, wording, unit, bound, base, baseYear, wanted, dueYear, source, confidence, counted } =
      target
    const duties = tasks.filter((row) => row.targetId === targetId).map((task) => dutyOf(task, cutOff))
    const count = (...of: readonly TaskDuty[]) => duties.filter((duty) => of.includes(duty)).length
    return {
      ...{ targetId, plan, wording, unit, bound, base, baseYear, wanted, dueYear, source, confidence, counted },
      results: typed.filter((row) => row.targetId === targetId && row.cutOff <= cutOff),
      tasks: { linked: duties.length, done: count('in-time', 'late'), overdue: count('overdue') },
    }
  })
}

/** The newest report of each level whose targets are counted: its guarded tables are one source more. */
async function newestReviews(
  tx: Tx,
  scope: Scope,
  targets: readonly TargetRow[],
): Promise<ReadonlyMap<string, Pick<ReviewContent, 'tables' | 'cutOff'> & { readonly source: string }>> {
  const levels = new Set(targets.flatMap(({ counted, organizationId }) => (counted === null ? [] : organizationId)))
  if (levels.size === 0) return new Map()
  const heads = (await listReviews(tx, scope, 200)).filter(({ isLatest }) => isLatest)
  const found = new Map<string, Pick<ReviewContent, 'tables' | 'cutOff'> & { readonly source: string }>()
  for (const level of levels) {
    // The widest span of the latest years says most.
    const head = heads
      .filter(({ organizationId }) => organizationId === level)
      .toSorted((one, other) => other.lastYear - one.lastYear || one.firstYear - other.firstYear)[0]
    const report = head && (await findReview(tx, scope, head.reportId))
    if (!report) continue
    const { firstYear, lastYear, edition, content } = report
    const years = firstYear === lastYear ? `${lastYear}` : `${firstYear}–${lastYear}`
    found.set(level, { tables: content.tables, cutOff: content.cutOff, source: `Báo cáo ${years}, bản ${edition}` })
  }
  return found
}
