import { findPlan, listPlanBoard, listPlansOfEntry } from '@nq15/db/consolidation/plan.read'
import { newId } from '@nq15/db/ids'
import { listInspectionProposals } from '@nq15/db/inspection/inspection.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { PlanAct } from '@nq15/domain/consolidation'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { concludeExample, exampleInspection } from '../inspection/example-inspection.ts'
import { exampleList, watchActing } from '../monitoring/example-watch.ts'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import {
  exampleApproval,
  exampleContent,
  exampleOpinion,
  examplePlan,
  giveTask,
  runExample,
  stepExample,
  stepExampleTask,
} from './example-plan.ts'
import { keepReport, signReport } from './keep-report.ts'
import { openPlan } from './open-plan.ts'
import { openPlanOfConclusion } from './open-plan-of-conclusion.ts'
import { dropPlanTask } from './plan-tasks.ts'
import { readPlan } from './read-plan.ts'
import { listOwedReports, readReport } from './read-report.ts'
import { takePlanStep } from './take-plan-step.ts'

let db: TestDatabase
let year: ExampleYear
let listId: string

/** One case of the plan's organization in the register, as far as a condition of removal asks. */
const keepCase = (planId: string, { priority, state }: { priority: 'A' | 'B'; state: string }) =>
  db.asOwner(`alter table complex_case disable trigger user; delete from complex_case;
    insert into complex_case (id, organization_id, decider_id, code, first_case_id, title, place, matter, source, first_seen_on, level,
        priority, cause, state)
    select p.id, p.organization_id, p.organization_id, 'VV-2026-0001', p.id, 'x', 'x', 'land', 'inspection', '2026-11-02', 'commune',
        '${priority}', 'policy', '${state}' from consolidation_plan p where p.id = '${planId}';
    alter table complex_case enable trigger user`)

beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  listId = await exampleList(db, year)
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.asOwner(`alter table watch_step disable trigger append_only; alter table plan_step disable trigger append_only;
    alter table plan_task disable trigger keep_submitted; alter table inspection_step disable trigger append_only;
    delete from inspection_step; delete from inspection_remedy; delete from inspection_team; update inspection set plan_id = null;
    delete from plan_report; delete from plan_step; delete from plan_task; delete from consolidation_plan; delete from inspection; delete from watch_step; delete from watch_entry;
    delete from reminder; delete from outbox;
    alter table plan_task enable trigger keep_submitted; alter table inspection_step enable trigger append_only;
    alter table watch_step enable trigger append_only; alter table plan_step enable trigger append_only`)
})

const ending = {
  ...{ number: '30-QĐ/TU', decidedOn: '2026-12-08', body: 'Ban Thường vụ Thành ủy', reason: 'Theo báo cáo.' },
}
const report = { event: 'report', progress: 100, evidence: '15-BC/ĐU', note: '' } as const
const read = async (who: AccountKey, planId: string) =>
  readPlan(db.database, year.scope(who, 'plan:read'), { planId, day: null, now: exampleNow })
const entryState = async () => (await db.asOwner('select state from watch_entry'))[0]?.['state']

test('from the listing to the acceptance: two persons for each decision, the list steps with it, and an inspection concludes', async () => {
  const planId = await examplePlan(db, year, listId)
  const taskId = await runExample(db, year, planId)
  expect(await entryState()).toBe('consolidating')
  const approved = await read('board', planId)
  expect(approved?.plan).toMatchObject({ state: 'in-progress', approvedOn: '2026-12-08' })
  expect(approved?.plan.situation).toEqual([{ code: 'C5', status: null, month: null }])
  expect(approved?.tasks[0]).toMatchObject({ dueOn: '2026-12-18', baselineDueOn: '2026-12-18' })

  expect(await stepExampleTask(db, year, { taskId, who: 'office', act: report })).toMatchObject({ ok: true })
  const done = await read('office', planId)
  // Never screened: the work is done, and nobody can say that the sign has cleared.
  expect(done?.contradiction).toEqual({ red: [], unknown: ['C5'] })

  const completed = await stepExample(db, year, {
    planId,
    who: 'areaMember',
    act: { event: 'complete', source: '9-BC/ĐU' },
  })
  expect(completed).toMatchObject({ ok: true, value: { state: 'completed' } })
  expect(await entryState()).toBe('awaiting-review')
  await stepExample(db, year, { planId, who: 'board', act: { event: 'report-review', ...exampleOpinion } })
  const accept: PlanAct = { event: 'accept', ...ending }
  expect(await stepExample(db, year, { planId, who: 'standingCommittee', act: accept })).toMatchObject({
    refusal: { code: 'PLAN_REFUSED', findings: [{ code: 'SIGNS_NOT_CLEARED' }] },
  })
  const inspected = {
    planId,
    who: 'inspection',
    act: { event: 'report-review', ...exampleOpinion, reference: '17-BC/UBKT' },
  } as const
  expect(await stepExample(db, year, inspected)).toMatchObject({ ok: true })
  // R5: the inspector's report on the plan is the report the list waits for.
  expect((await db.asOwner('select review from watch_entry'))[0]?.['review']).toMatchObject({
    ...{ reviewerUserId: year.actors.inspection.userId, isPositive: true, reference: '17-BC/UBKT' },
  })
  const conditions = async () =>
    ((await read('board', planId))?.conditions ?? []).map(({ check, holds }) => `${check} ${holds}`)
  const rest = ['R3 unknown', 'R4 unknown', 'R5 yes', 'R6 no']
  expect(await conditions()).toEqual(['R1 no', 'R2 yes', ...rest])
  // R2: by the register of complex cases, priority A, until a case is taken off it.
  for (const [priority, state, holds] of [
    ['B', 'classified', 'yes'],
    ['A', 'classified', 'no'],
    ['A', 'out-of-scope', 'yes'],
  ] as const) {
    await keepCase(planId, { priority, state })
    expect([priority, state, (await conditions())[1]]).toEqual([priority, state, `R2 ${holds}`])
  }
  expect(await stepExample(db, year, { planId, who: 'standingCommittee', act: accept })).toMatchObject({
    value: { state: 'accepted' },
  })
  expect((await read('board', planId))?.steps.map(({ event }) => event)).toEqual([
    ...['open', 'revise', 'submit', 'appraise', 'approve', 'start', 'report', 'complete'],
    ...['report-review', 'report-review', 'accept'],
  ])
  await expect(db.asOwner('update plan_step set reason = $$x$$')).rejects.toThrow('append-only')
})

test('a report writes itself from the facts, keeps the words of its author, and what happens after the signature changes neither', async () => {
  const planId = await examplePlan(db, year, listId)
  const taskId = await runExample(db, year, planId)
  const now = new Date('2026-12-21T03:00:00Z')
  const period = '2026-12'
  const seen = (who: AccountKey) => readReport(db.database, year.scope(who, 'plan:read'), { planId, period, now })
  expect(await seen('strangerOffice')).toBeNull()
  expect((await seen('board'))?.facts.counts).toEqual({ all: 1, due: 1, done: 0, late: 1, waiting: 0 })
  const order = { planId, period, now }
  const keep = (who: AccountKey, version: number | null, words: object) =>
    keepReport(db.database, watchActing(year, who), {
      ...{ requestId: newId(), version, ...order },
      words: { assessment: 'Chậm một việc.', help: '', next: '', ...words },
    })
  const sign = (who: AccountKey, version: number) =>
    signReport(db.database, watchActing(year, who), { requestId: newId(), version, ...order })
  // Who appraises does not write it, and nobody signs what says nothing of the late task.
  expect(await keep('board', null, {})).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await keep('areaMember', null, {})).toMatchObject({ ok: true })
  expect(await keep('office', null, {})).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })
  expect(await sign('areaMember', 1)).toMatchObject({ refusal: { findings: [{ code: 'HELP_MISSING' }] } })
  expect(await keep('areaMember', 1, { help: 'Xin ý kiến Thanh tra.' })).toMatchObject({ ok: true })
  expect(await sign('areaMember', 2)).toMatchObject({ ok: true })
  const signed = await seen('board')
  expect(signed?.signed).toMatchObject({ on: '2026-12-21', by: year.actors.areaMember.name })

  await stepExampleTask(db, year, { taskId, who: 'office', act: report })
  expect(await seen('board')).toEqual(signed)
  expect(await keep('areaMember', 3, {})).toMatchObject({ refusal: { findings: [{ code: 'REPORT_SIGNED' }] } })
  await expect(db.asOwner(`update plan_report set words = '{}'`)).rejects.toThrow('signed report is kept')
  const lines = (await read('board', planId))?.reports ?? []
  expect(lines.every((one) => one.state !== 'signed' || one.period === period)).toBe(true)
  // On the last day of January the report of January is late, and the quarter was never written.
  const owed = await db.database.asReader(year.scope('board', 'plan:read'), (tx) =>
    listOwedReports(tx, year.scope('board', 'plan:read'), { today: '2027-01-31' }),
  )
  expect(owed.map(({ period: of, isLate }) => [of, isLate])).toEqual([
    ['2026-Q4', true],
    ['2027-01', true],
  ])
})

test('a plan that failed opens its next edition with what was left, and stays readable', async () => {
  const planId = await examplePlan(db, year, listId)
  await giveTask(db, year, planId, { title: 'Họp tự phê bình', dueOn: '2027-01-15' })
  const taskId = await runExample(db, year, planId)
  await stepExampleTask(db, year, { taskId, who: 'office', act: report })
  await db.asOwner(`update consolidation_plan set state = 'in-progress'`)
  const close = await db.asOwner(`select id from plan_task where state = 'open'`)
  await stepExampleTask(db, year, {
    ...{ taskId: String(close[0]?.['id']), who: 'office' },
    act: { event: 'close', reason: 'Không còn cần.' },
  })
  await stepExample(db, year, { planId, who: 'areaMember', act: { event: 'complete', source: '9-BC/ĐU' } })
  await stepExample(db, year, {
    ...{ planId, who: 'board' },
    act: { event: 'report-review', ...exampleOpinion, isPositive: false },
  })
  const failed = await stepExample(db, year, {
    ...{ planId, who: 'standingCommittee' },
    act: { event: 'fail', ...ending, reviewOn: '2027-03-01' },
  })
  expect(failed).toMatchObject({ ok: true, value: { state: 'failed' } })
  expect(await entryState()).toBe('consolidating')
  const scope = year.scope('board', 'plan:read')
  const plan = await db.database.asReader(scope, (tx) => findPlan(tx, scope, planId))
  const editions = await db.database.asReader(scope, (tx) => listPlansOfEntry(tx, scope, plan?.entryId ?? ''))
  expect(editions.map(({ edition, state, previousPlanId }) => [edition, state, previousPlanId])).toEqual([
    [2, 'draft', planId],
    [1, 'failed', null],
  ])
  expect(plan?.inspectionProposed).toBe(true)
  const seen = year.scope('inspection', 'inspection:read')
  const proposals = () => db.database.asReader(seen, (tx) => listInspectionProposals(tx, seen))
  expect(await proposals()).toMatchObject([{ planId, failedOn: '2026-12-08' }])
  await exampleInspection(db, year, { planId })
  await expect(exampleInspection(db, year, { planId })).rejects.toThrow('OPEN_ALREADY')
})

test('a conclusion opens a plan with its signs and remedies, listed or not', async () => {
  const inspectionId = await exampleInspection(db, year)
  const open = () =>
    openPlanOfConclusion(db.database, watchActing(year, 'areaMember'), {
      requestId: newId(),
      inspectionId,
      now: exampleNow,
    })
  await concludeExample(db, year, inspectionId)
  const opened = await open()
  if (!opened.ok) throw new Error(JSON.stringify(opened))
  const { planId } = opened.value
  const page = await readPlan(db.database, year.scope('areaMember', 'plan:read'), {
    planId,
    day: null,
    now: exampleNow,
  })
  expect(page).toMatchObject({
    listName: null,
    plan: { entryId: null, inspectionId, content: { weaknesses: [{ signCode: 'C5' }] } },
  })
  expect(page?.tasks.map(({ title }) => title)).toEqual(['Phân công người giải quyết từng vụ'])
  expect(await open()).toMatchObject({ refusal: { code: 'OPEN_ALREADY' } })
  const weakness = { signCode: 'C5', evidence: 'a', cause: 'method', causeNote: '' } as const
  const goal = { signCode: 'C5', measure: 'b', baseline: null, target: 0, unit: '', dueOn: '2027-03-31' }
  const content = {
    ...(page?.plan.content as NonNullable<typeof page>['plan']['content']),
    weaknesses: [weakness],
    goals: [goal],
  }
  for (const [who, act] of [
    ['areaMember', { event: 'revise', content }],
    ['areaMember', { event: 'submit' }],
    ['board', { event: 'appraise', ...exampleOpinion }],
    ['standingCommittee', { event: 'approve', ...exampleApproval }],
    ['areaMember', { event: 'start' }],
  ] as const)
    expect(await stepExample(db, year, { planId, who, act }), act.event).toMatchObject({ ok: true })
})

describe('who may do what; nothing is told apart from what is not there', () => {
  const rows: readonly [string, AccountKey, PlanAct, object][] = [
    ['the owner approves his own plan', 'areaMember', { event: 'approve', ...exampleApproval }, { code: 'NOT_FOUND' }],
    [
      'the commune’s committee approves the city’s',
      'committee',
      { event: 'approve', ...exampleApproval },
      { code: 'NOT_FOUND' },
    ],
    [
      'another commune’s office appraises',
      'strangerOffice',
      { event: 'appraise', ...exampleOpinion },
      { code: 'NOT_FOUND' },
    ],
    [
      'the commune’s own office appraises',
      'office',
      { event: 'appraise', ...exampleOpinion },
      { code: 'PLAN_REFUSED', findings: [{ code: 'ACTOR_OF_ORGANIZATION' }] },
    ],
    [
      'approved before its appraisal',
      'standingCommittee',
      { event: 'approve', ...exampleApproval },
      { code: 'PLAN_REFUSED' },
    ],
    ['begun before its approval', 'areaMember', { event: 'start' }, { code: 'NO_SUCH_STEP' }],
  ]
  test('on a submitted plan', async () => {
    const planId = await examplePlan(db, year, listId)
    await giveTask(db, year, planId)
    await stepExample(db, year, { planId, who: 'areaMember', act: { event: 'revise', content: exampleContent } })
    await stepExample(db, year, { planId, who: 'areaMember', act: { event: 'submit' } })
    for (const [because, who, act, refusal] of rows)
      expect(await stepExample(db, year, { planId, who, act }), because).toMatchObject({ ok: false, refusal })
    expect(await read('strangerOffice', planId)).toBeNull()
    expect((await read('office', planId))?.plan.planId).toBe(planId)
    const scope = year.scope('strangerOffice', 'plan:read')
    expect(
      await db.database.asReader(scope, (tx) => listPlanBoard(tx, scope, { day: '2026-12-08', limit: 10 })),
    ).toEqual([])
  })
})

test('a draft takes tasks in a rhythm on working days and lets one go; after the submission none', async () => {
  const planId = await examplePlan(db, year, listId)
  const repeats = { rhythm: 'month', until: '2027-02-20' } as const
  const given = await giveTask(db, year, planId, { dueOn: '2026-12-19', repeats })
  if (!given.ok) throw new Error(given.refusal.code)
  // Saturday the 19th became Monday the 21st.
  expect((await read('office', planId))?.tasks.map(({ dueOn, occurrence }) => [dueOn, occurrence])).toEqual([
    ['2026-12-21', 1],
    ['2027-01-19', 2],
    ['2027-02-19', 3],
  ])
  const acting = watchActing(year, 'areaMember')
  const [taskId = ''] = given.value.taskIds
  const drop = { requestId: newId(), planId, version: 2, taskId }
  expect(await dropPlanTask(db.database, acting, drop)).toMatchObject({ ok: true })
  expect((await read('office', planId))?.tasks).toHaveLength(2)
  await stepExample(db, year, { planId, who: 'areaMember', act: { event: 'revise', content: exampleContent } })
  await stepExample(db, year, { planId, who: 'areaMember', act: { event: 'submit' } })
  const [left] = (await read('office', planId))?.tasks ?? []
  const late = { requestId: newId(), planId, version: 5, taskId: left?.taskId ?? '' }
  expect(await dropPlanTask(db.database, acting, late)).toMatchObject({ refusal: { code: 'NOT_A_DRAFT' } })
})

test('an organization that ended leaves its open tasks to the plan of its successor, each once', async () => {
  const planId = await examplePlan(db, year, listId)
  const taskId = await runExample(db, year, planId)
  const [{ entry_id: former } = {}] = await db.asOwner('select entry_id from consolidation_plan')
  const heir = newId()
  await db.asOwner(`update consolidation_plan set state = 'ended';
    update watch_entry set state = 'merged', off_on = '2026-12-08', off_by = 'merged';
    insert into watch_entry (id, list_id, organization_id, body_id, state, level_code, severity, signs, listed_on, opened_on, previous_entry_id)
      select '${heir}', list_id, organization_id, body_id, 'needs-attention', level_code, severity, signs, listed_on, opened_on, id
        from watch_entry where id = '${former}'`)
  const command = { requestId: newId(), entryId: heir, now: exampleNow }
  const opened = await openPlan(db.database, watchActing(year, 'areaMember'), command)
  if (!opened.ok) throw new Error(opened.refusal.code)
  const [taken, ...more] = (await read('office', opened.value.planId))?.tasks ?? []
  expect([taken?.title, more]).toEqual(['Giải quyết vụ việc quá hạn', []])
  const left = (await read('office', planId))?.tasks.find((task) => task.taskId === taskId)
  expect(left?.movedToId).toBe(taken?.taskId)
})

test('two at once: one wins, a second plan is refused, a replay answers the first result', async () => {
  const planId = await examplePlan(db, year, listId)
  const [{ entry_id: entryId } = {}] = await db.asOwner('select entry_id from consolidation_plan')
  const acting = watchActing(year, 'areaMember')
  const command = { requestId: newId(), entryId: String(entryId), now: exampleNow }
  expect(await openPlan(db.database, acting, command)).toMatchObject({ refusal: { code: 'OPEN_ALREADY' } })
  await giveTask(db, year, planId)
  const again = { planId, version: 1, act: { event: 'submit' } as const, now: exampleNow, requestId: newId() }
  expect(await takePlanStep(db.database, acting, again)).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })
})

test('the database itself keeps what was approved, and refuses who worked on the plan as its judge', async () => {
  const planId = await examplePlan(db, year, listId)
  await runExample(db, year, planId)
  const refused = (sql: string) => expect(db.asOwner(sql, [planId])).rejects
  await refused(`update consolidation_plan set content = content || '{"situation": "x"}' where id = $1`).toThrow('kept')
  await refused(`update consolidation_plan set ends_on = ends_on + 30 where id = $1`).toThrow('extended once')
  await refused(`update plan_task set baseline_due_on = '2027-01-01' where plan_id = $1`).toThrow('approved day')
  await refused(`delete from plan_task where plan_id = $1`).toThrow()
  await refused(`update consolidation_plan set review = jsonb_build_object('userId', owner_id) where id = $1`).toThrow(
    'consolidation_plan_reviewer',
  )
})

test('two approvers of one plan at the same time: one decides, the other is told that it changed', async () => {
  const planId = await examplePlan(db, year, listId)
  await stepExample(db, year, { planId, who: 'areaMember', act: { event: 'revise', content: exampleContent } })
  await giveTask(db, year, planId)
  await stepExample(db, year, { planId, who: 'areaMember', act: { event: 'submit' } })
  await stepExample(db, year, { planId, who: 'board', act: { event: 'appraise', ...exampleOpinion } })
  const version = (await read('board', planId))?.plan.version ?? 0
  const approve = (number: string) =>
    takePlanStep(db.database, watchActing(year, 'standingCommittee'), {
      ...{ requestId: newId(), planId, version, now: exampleNow },
      act: { event: 'approve', ...exampleApproval, number },
    })
  const ends = await Promise.all([approve('20-QĐ/TU'), approve('21-QĐ/TU')])
  expect(ends.filter(({ ok }) => ok)).toHaveLength(1)
  expect(ends.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })
  const steps = await db.asOwner(
    `select decision_number as number from plan_step where plan_id = $1 and event = 'approve'`,
    [planId],
  )
  expect(steps).toHaveLength(1)
  expect((await read('board', planId))?.steps.filter(({ event }) => event === 'approve')).toHaveLength(1)
})
