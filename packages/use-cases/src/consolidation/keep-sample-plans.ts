import type { Database } from '@nq15/db/client'
import { findPlan } from '@nq15/db/consolidation/plan.read'
import { listPlanTasks } from '@nq15/db/consolidation/task.read'
import { newId } from '@nq15/db/ids'
import { listWatchEntries } from '@nq15/db/monitoring/watch-entry.read'
import type { Actor, Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import type { NewTask, PlanAct, TaskAct } from '@nq15/domain/consolidation'
import { type SampleActor, sampleActing } from '../monitoring/sample-acting.ts'
import { openPlan } from './open-plan.ts'
import { addPlanTask } from './plan-tasks.ts'
import { takePlanStep } from './take-plan-step.ts'
import { takeTaskStep } from './take-task-step.ts'

type Sample = {
  readonly now: Date
  readonly prove: (actor: Actor, permission: Permission) => Scope | null
  readonly board: SampleActor
  readonly committee: SampleActor
  /** Who writes the plan of the listed commune, and who the draft of the ward's cell. */
  readonly author: SampleActor
  readonly wardAuthor: SampleActor
  readonly listedId: string
  readonly cellId: string
}

/**
 * Plans of the sample city: one of the listed commune that runs, with a task done, one late, one that waits and some ahead, and a
 * draft about the ward's cell. Everything by the same steps as people take, on the days on which they would have taken them.
 */
export async function keepSamplePlans(db: Database, sample: Sample): Promise<void> {
  const { now, board, committee, author, wardAuthor, listedId, cellId } = sample
  const today = todayInHanoi(now)
  const [from, until] = [addDays(today, -38), addDays(today, 140)]
  const planId = await open(db, sample, { by: author, organizationId: listedId, on: from })
  await step(db, sample, {
    ...{ by: author, planId, on: from },
    act: {
      event: 'revise',
      content: {
        legalBasis: 'Quyết định 140-QĐ/TU về việc nâng mức (dữ liệu mẫu).',
        situation: 'Đơn thư quá hạn kéo dài, chưa phân công rõ người giải quyết.',
        weaknesses: [
          {
            signCode: 'C5',
            evidence: '5 trên 24 vụ việc quá hạn giải quyết (Báo cáo 31-BC/ĐU, dữ liệu mẫu)',
            ...{ cause: 'unresolved-case', causeNote: 'Ba vụ việc đất đai chưa có kết luận.' },
          },
        ],
        goals: [
          { signCode: 'C5', measure: 'Vụ việc quá hạn', baseline: 5, target: 0, unit: 'vụ', dueOn: addDays(today, 90) },
        ],
        ...{ areaMember: 'Ủy viên Ban Thường vụ phụ trách địa bàn', secretary: 'Bí thư Đảng ủy xã' },
        ...{ supportingUnit: 'Ban Nội chính Thành ủy', resources: 'Trong dự toán năm.' },
        ...{ reporting: 'Báo cáo trước ngày 25 hằng tháng.', startsOn: from, endsOn: until },
      },
    },
  })
  const task = (title: string, output: string, days: number, rest: Partial<NewTask> = {}): NewTask => ({
    ...{ signCode: 'C5', title, output, ownerName: 'Phó Bí thư Đảng ủy xã', ownerPost: 'dữ liệu mẫu' },
    ...{ dueOn: addDays(today, days), dependsOn: [], repeats: null },
    ...rest,
  })
  const tasks = [
    task('Rà soát, phân công người giải quyết từng vụ việc', 'Bảng phân công có thời hạn', -20),
    task('Đối thoại với người dân về ba vụ việc đất đai', 'Biên bản đối thoại, cam kết', -6),
    task('Xin ý kiến thành phố về vụ việc vượt thẩm quyền', 'Văn bản trả lời', -3),
    task('Giải quyết dứt điểm năm vụ việc quá hạn', 'Kết quả giải quyết từng vụ việc', 75),
    // Not the month's report: the plan owes that by itself, on its own day.
    task('Giao ban tháng về các vụ việc', 'Biên bản giao ban', 5, {
      repeats: { rhythm: 'month', until: addDays(today, 70) },
    }),
  ]
  for (const one of tasks) await give(db, sample, { by: author, planId, task: one })
  const reviewOn = addDays(today, 50)
  const decidedOn = addDays(today, -30)
  const approval = {
    number: '151-QĐ/TU',
    decidedOn,
    body: 'Ban Thường vụ (dữ liệu mẫu)',
    reason: 'Kế hoạch đủ căn cứ.',
  }
  const opinion = { isPositive: true, reference: '62-BC/BTC', statement: 'Đề nghị phê duyệt.' }
  await step(db, sample, { by: author, planId, on: addDays(today, -36), act: { event: 'submit' } })
  await step(db, sample, { by: board, planId, on: addDays(today, -33), act: { event: 'appraise', ...opinion } })
  await step(db, sample, { by: committee, planId, on: decidedOn, act: { event: 'approve', ...approval, reviewOn } })
  await step(db, sample, { by: author, planId, on: addDays(today, -29), act: { event: 'start' } })
  const reports: readonly (readonly [number, number, TaskAct])[] = [
    [0, -21, { event: 'report', progress: 100, evidence: '40-CV/ĐU', note: 'Đã phân công từng vụ.' }],
    [1, -10, { event: 'report', progress: 40, evidence: '', note: 'Đã đối thoại vụ thứ nhất.' }],
    [2, -12, { event: 'wait', waitingFor: 'Thanh tra thành phố', reason: 'Đã gửi văn bản, chờ trả lời.' }],
    [3, -2, { event: 'move', dueOn: addDays(today, 89), reason: 'Chờ kết luận của thanh tra.' }],
  ]
  for (const [at, days, act] of reports)
    await report(db, sample, { by: author, planId, at, on: addDays(today, days), act })
  await open(db, sample, { by: wardAuthor, organizationId: cellId, on: addDays(today, -9) })
}

/** Nine in the morning of a day in Hà Nội. */
const at = (day: string) => new Date(`${day}T02:00:00Z`)

async function open(
  db: Database,
  { prove }: Sample,
  { by, organizationId, on }: { by: SampleActor; organizationId: string; on: string },
): Promise<string> {
  const acting = sampleActing(prove, by)
  const { hand } = acting
  const [entry] = await db.asActor(hand, (tx) => listWatchEntries(tx, hand, { organizationId, limit: 1 }))
  const opened = await openPlan(db, acting, { requestId: newId(), entryId: entry?.entryId ?? '', now: at(on) })
  if (!opened.ok) throw new Error(`the sample's plan was refused: ${opened.refusal.code}`)
  return opened.value.planId
}

const versionOf = (db: Database, hand: Scope, planId: string) =>
  db.asActor(hand, async (tx) => (await findPlan(tx, hand, planId))?.version ?? 0)

async function step(
  db: Database,
  { prove }: Sample,
  { by, planId, on, act }: { by: SampleActor; planId: string; on: string; act: PlanAct },
): Promise<void> {
  const acting = sampleActing(prove, by)
  const version = await versionOf(db, acting.hand, planId)
  const taken = await takePlanStep(db, acting, { requestId: newId(), planId, version, act, now: at(on) })
  if (!taken.ok) throw new Error(`the sample's step ${act.event} was refused: ${JSON.stringify(taken.refusal)}`)
}

async function give(
  db: Database,
  { prove }: Sample,
  { by, planId, task }: { by: SampleActor; planId: string; task: NewTask },
): Promise<void> {
  const acting = sampleActing(prove, by)
  const version = await versionOf(db, acting.hand, planId)
  const given = await addPlanTask(db, acting, { requestId: newId(), planId, version, task })
  if (!given.ok) throw new Error(`the sample's task was refused: ${given.refusal.code}`)
}

async function report(
  db: Database,
  { prove }: Sample,
  of: { by: SampleActor; planId: string; at: number; on: string; act: TaskAct },
): Promise<void> {
  const acting = sampleActing(prove, of.by)
  const { hand } = acting
  const task = (await db.asActor(hand, (tx) => listPlanTasks(tx, hand, of.planId)))[of.at]
  const { taskId = '', version = 0 } = task ?? {}
  const taken = await takeTaskStep(db, acting, { requestId: newId(), taskId, version, act: of.act, now: at(of.on) })
  if (!taken.ok) throw new Error(`the sample's report was refused: ${JSON.stringify(taken.refusal)}`)
}
