import { newId } from '@nq15/db/ids'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import type { NewTask, PlanAct, PlanContent, TaskAct } from '@nq15/domain/consolidation'
import { exampleEntry, stepsToListing, takeSteps, watchActing } from '../monitoring/example-watch.ts'
import { type AccountKey, type ExampleYear, exampleNow } from '../ratings/example-year.ts'
import { openPlan } from './open-plan.ts'
import { addPlanTask } from './plan-tasks.ts'
import { takePlanStep } from './take-plan-step.ts'
import { takeTaskStep } from './take-task-step.ts'

/** A whole content for the example's sign. */
export const exampleContent: PlanContent = {
  ...{ legalBasis: 'Quyết định 12-QĐ/TU.', situation: 'Đơn thư quá hạn.', areaMember: '', secretary: '' },
  ...{ supportingUnit: '', resources: '', reporting: '', startsOn: '2026-12-08', endsOn: '2027-06-08' },
  weaknesses: [{ signCode: 'C5', evidence: 'Báo cáo 12-BC/ĐU', cause: 'method', causeNote: 'Chưa phân công.' }],
  goals: [{ signCode: 'C5', measure: 'Vụ việc quá hạn', baseline: 5, target: 0, unit: 'vụ', dueOn: '2027-03-31' }],
}

/** A task due on a working day, of an owner without an account. */
export const exampleTask: NewTask = {
  ...{ signCode: 'C5', title: 'Giải quyết vụ việc quá hạn', output: 'Kết quả từng vụ việc' },
  ...{ ownerName: 'Đỗ Thị Lan', ownerPost: 'Phó Bí thư', dueOn: '2026-12-18', dependsOn: [], repeats: null },
}

/** A decision on the example's day. */
export const exampleApproval = {
  ...{ number: '20-QĐ/TU', decidedOn: '2026-12-08', body: 'Ban Thường vụ Thành ủy' },
  ...{ reason: 'Đủ căn cứ.', reviewOn: '2027-03-01' },
}
export const exampleOpinion = { isPositive: true, reference: '8-BC/BTC', statement: 'Đồng ý.' }

const versionOf = async (db: TestDatabase, table: 'consolidation_plan' | 'plan_task', id: string) =>
  Number((await db.asOwner(`select version from ${table} where id = $1`, [id]))[0]?.['version'])

/** A draft of the member in charge about the example's listed commune. */
export async function examplePlan(db: TestDatabase, year: ExampleYear, listId: string): Promise<string> {
  const entryId = await exampleEntry(db, year, listId)
  await takeSteps(db, year, entryId, stepsToListing)
  const command = { requestId: newId(), entryId, now: exampleNow }
  const opened = await openPlan(db.database, watchActing(year, 'areaMember'), command)
  if (!opened.ok) throw new Error(opened.refusal.code)
  return opened.value.planId
}

/** Adds the example's task, or another one. */
export async function giveTask(db: TestDatabase, year: ExampleYear, planId: string, task: Partial<NewTask> = {}) {
  return addPlanTask(db.database, watchActing(year, 'areaMember'), {
    ...{ requestId: newId(), planId, version: await versionOf(db, 'consolidation_plan', planId) },
    task: { ...exampleTask, ...task },
  })
}

/** Takes one step of a plan. */
export async function stepExample(
  db: TestDatabase,
  year: ExampleYear,
  of: { readonly planId: string; readonly who: AccountKey; readonly act: PlanAct; readonly now?: Date },
) {
  const { planId, who, act, now = exampleNow } = of
  const version = await versionOf(db, 'consolidation_plan', planId)
  return takePlanStep(db.database, watchActing(year, who), { requestId: newId(), planId, version, act, now })
}

/** Takes one step of a task. */
export async function stepExampleTask(
  db: TestDatabase,
  year: ExampleYear,
  of: { readonly taskId: string; readonly who: AccountKey; readonly act: TaskAct },
) {
  const { taskId, who, act } = of
  const version = await versionOf(db, 'plan_task', taskId)
  return takeTaskStep(db.database, watchActing(year, who), {
    requestId: newId(),
    taskId,
    version,
    act,
    now: exampleNow,
  })
}

/** From a draft to the work: content, one task, submitted, appraised, approved and begun. Answers the task's id. */
export async function runExample(db: TestDatabase, year: ExampleYear, planId: string): Promise<string> {
  const steps: readonly (readonly [AccountKey, PlanAct])[] = [
    ['areaMember', { event: 'submit' }],
    ['board', { event: 'appraise', ...exampleOpinion }],
    ['standingCommittee', { event: 'approve', ...exampleApproval }],
    ['areaMember', { event: 'start' }],
  ]
  const revised = await stepExample(db, year, {
    ...{ planId, who: 'areaMember' },
    act: { event: 'revise', content: exampleContent },
  })
  const given = await giveTask(db, year, planId)
  if (!revised.ok || !given.ok) throw new Error(JSON.stringify([revised, given]))
  for (const [who, act] of steps) {
    const taken = await stepExample(db, year, { planId, who, act })
    if (!taken.ok) throw new Error(`${who} ${act.event}: ${JSON.stringify(taken)}`)
  }
  return given.value.taskIds[0] ?? ''
}
