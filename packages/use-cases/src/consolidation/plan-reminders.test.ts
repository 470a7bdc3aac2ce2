import type { Database } from '@nq15/db/client'
import { listPlanBoard } from '@nq15/db/consolidation/plan.read'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sendReminders } from '../events/send-reminders.ts'
import { exampleList, watchActing } from '../monitoring/example-watch.ts'
import { type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import { examplePlan, giveTask, runExample, stepExampleTask } from './example-plan.ts'
import { keepReport, signReport } from './keep-report.ts'
import { keepTaskReminders } from './keep-task-reminders.ts'

let db: TestDatabase
let year: ExampleYear
let listId: string
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

test('reminders follow the day: a changed day cancels the old ones, each is told once, the late one goes up', async () => {
  const planId = await examplePlan(db, year, listId)
  const taskId = await runExample(db, year, planId)
  const service = proveScope(serviceActor('events', { requestId: 'r-1' }), 'event:serve')
  if (!service) throw new Error('the service of events lacks its permission')
  const keep = () =>
    db.database.asActor(service, (tx) =>
      keepTaskReminders.handle(tx, service, [
        {
          ...{ id: newId(), type: 'consolidation.tasks-dated', organizationId: year.organizations.commune },
          ...{ recordTable: 'consolidation_plan', recordId: planId, payload: { planId }, actorId: null },
          occurredAt: exampleNow,
        },
      ]),
    )
  await keep()
  const waiting = async () =>
    (
      await db.asOwner(
        `select kind, to_char(remind_on, 'YYYY-MM-DD') as day from reminder where state = 'waiting' and record_id = $1 order by 2, 1`,
        [taskId],
      )
    ).map(({ kind, day }) => `${String(kind).slice(14)} ${day}`)
  expect(await waiting()).toEqual([
    'task-before 2026-12-15',
    'task-before 2026-12-17',
    'task-today 2026-12-18',
    'task-late 2026-12-21',
    'task-escalated 2026-12-25',
  ])
  const moved = { event: 'move', dueOn: '2026-12-26', reason: 'Chờ kết luận.' } as const
  await stepExampleTask(db, year, { taskId, who: 'office', act: moved })
  await keep()
  // Saturday the 26th became Monday the 28th.
  expect((await waiting())[2]).toBe('task-today 2026-12-28')
  // The board as of days: today 26 December moved to the 28th, ten days behind the 18th; on the 7th nothing was approved.
  const seen = year.scope('board', 'plan:read')
  const slipOf = async (day: string, isPast: boolean) =>
    (await db.database.asReader(seen, (tx) => listPlanBoard(tx, seen, { day, isPast, limit: 10 }))).map(
      ({ slipped, slipDays, late }) => [slipped, slipDays, late],
    )
  expect([
    await slipOf('2026-12-08', false),
    await slipOf('2026-12-08', true),
    await slipOf('2026-12-07', true),
  ]).toEqual([[[1, 10, 0]], [[1, 10, 0]], []])
  expect(await slipOf('2027-01-04', true)).toEqual([[1, 17, 1]])
  // Of the 25th, the month's and the quarter's.
  const lateReports = 2
  const at = (day: string) => sendReminders(db.database, service, { now: new Date(`${day}T00:10:00Z`) })
  expect([await at('2026-12-24'), await at('2026-12-24'), await at('2026-12-28')]).toEqual([1, 0, 2 + lateReports])
  expect([await at('2027-01-15'), await at('2027-01-15')]).toEqual([2, 0])
  const told = await db.asOwner(
    `select type, organization_id, payload from outbox where type like 'consolidation.task-%' order by occurred_at`,
  )
  expect(told.map(({ type }) => type)).toEqual([
    'consolidation.task-reminder',
    'consolidation.task-reminder',
    'consolidation.task-reminder',
    'consolidation.task-reminder',
    'consolidation.task-escalated',
  ])
  expect(told.at(-1)?.['organization_id']).toBe(year.organizations.city)
})

test('a report nobody signed is told once on the working day after its day; one that was signed is not', async () => {
  const planId = await examplePlan(db, year, listId)
  await runExample(db, year, planId)
  const service = proveScope(serviceActor('events', { requestId: 'r-1' }), 'event:serve')
  if (!service) throw new Error('the service of events lacks its permission')
  const at = (day: string) => sendReminders(db.database, service, { now: new Date(`${day}T00:10:00Z`) })
  const told = async () =>
    (
      await db.asOwner(
        `select payload->>'kind' as kind, payload->>'dueOn' as due from outbox where type = 'consolidation.report-late' order by occurred_at, 1`,
      )
    ).map(({ kind, due }) => `${kind} ${due}`)
  // Due on Friday 25 December, the month's and the quarter's; the month's is signed in time.
  const acting = watchActing(year, 'office')
  const words = { assessment: 'Đúng tiến độ.', help: '', next: '' }
  const of = { planId, period: '2026-12', now: new Date('2026-12-16T03:00:00Z') }
  expect(await keepReport(db.database, acting, { ...of, requestId: newId(), version: null, words })).toMatchObject({
    ok: true,
  })
  expect(await signReport(db.database, acting, { ...of, requestId: newId(), version: 1 })).toMatchObject({ ok: true })
  for (const day of ['2026-12-25', '2026-12-27']) await at(day)
  expect(await told()).toEqual([])
  for (const day of ['2026-12-28', '2026-12-28', '2026-12-29']) await at(day)
  expect(await told()).toEqual(['quarter 2026-12-25'])
  await at('2027-01-26')
  expect(await told()).toEqual(['quarter 2026-12-25', 'month 2027-01-25'])
})

test('three sweeps at once and one cut off in the middle: each reminder is told once, none is lost', async () => {
  const planId = await examplePlan(db, year, listId)
  await giveTask(db, year, planId, { repeats: { rhythm: 'week', until: '2027-05-28' } })
  await runExample(db, year, planId)
  const service = proveScope(serviceActor('events', { requestId: 'r-1' }), 'event:serve')
  if (!service) throw new Error('the service of events lacks its permission')
  const tasks = await db.asOwner(
    `insert into reminder (id, record_table, record_id, organization_id, kind, due_on, remind_on)
     select app.uuid_v7(), 'plan_task', id, organization_id, 'consolidation.task-today', due_on, due_on from plan_task where plan_id = $1
     returning record_id`,
    [planId],
  )
  expect(tasks.length).toBeGreaterThan(20)
  const now = new Date('2027-06-01T00:10:00Z')
  const cutOff: Database = {
    ...db.database,
    asActor: (scope, work) =>
      db.database.asActor(scope, async (tx) => {
        await work(tx)
        throw new Error('the process died before its commit')
      }),
  }
  const sweep = (of: Database) => sendReminders(of, service, { now })
  const ends = await Promise.allSettled([sweep(db.database), sweep(cutOff), sweep(db.database), sweep(db.database)])
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  // What the dead one held until the others had ended is told by the next round.
  await sweep(db.database)
  const [counted] = await db.asOwner(
    `select (select count(*)::int from reminder where state = 'waiting') as waiting, count(*)::int as told, count(distinct record_id)::int as tasks
       from outbox where type = 'consolidation.task-reminder'`,
  )
  expect(counted).toEqual({ waiting: 0, told: tasks.length, tasks: tasks.length })
})
