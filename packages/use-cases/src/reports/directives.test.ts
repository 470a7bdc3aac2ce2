import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { listChanges, listDirectives } from '@nq15/db/reports/directive.read'
import {
  findDirectiveTask,
  listDirectiveTasks,
  listTaskSteps,
  listTraceable,
  listTraces,
} from '@nq15/db/reports/directive-task.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { NewChange, NewDirective, NewTarget, NewTargetResult, TaskAct } from '@nq15/domain/reports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendReminders } from '../events/send-reminders.ts'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import { buildReview } from './build-review.ts'
import { keepDirectiveReminders } from './keep-directive-reminders.ts'
import { giveDirectiveTask, takeDirectiveStep } from './keep-directive-tasks.ts'
import { keepChange, keepDirective, strikeOutDirective } from './keep-directives.ts'
import { openMeasure } from './keep-measures.ts'
import { enterTargetResult, keepTarget, linkTargetTask, strikeOutTarget, unlinkTargetTask } from './keep-targets.ts'
import { readReview } from './read-review.ts'
import { readTargets } from './read-targets.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
})
afterAll(() => db.close())

const now = exampleNow
const resolution = (given: Partial<NewDirective> = {}): NewDirective => ({
  ...{ organizationId: year.organizations.city, kind: 'resolution', number: '15-NQ/TU', issuedOn: '2017-07-04' },
  ...{
    issuer: 'Ban Thường vụ Thành ủy',
    title: 'Xây dựng tổ chức cơ sở đảng',
    source: 'Trang tin',
    note: '',
    ...given,
  },
})
const keep = (given: Partial<NewDirective> = {}, who: AccountKey = 'board', requestId = newId()) =>
  keepDirective(db.database, year.scope(who, 'report:write'), { requestId, now, directive: resolution(given) })
const give = (directiveId: string, organizationIds: string | string[], who: AccountKey = 'board') =>
  giveDirectiveTask(db.database, year.scope(who, 'report:write'), {
    ...{ requestId: newId(), now, directiveId },
    task: {
      organizationIds: [organizationIds].flat(),
      content: 'Rà soát các tổ chức yếu',
      ownerPost: 'Bí thư đảng ủy',
      dueOn: '2026-12-31',
    },
  })
const step = (
  who: AccountKey,
  right: 'report:write' | 'directive:report',
  of: { taskId: string; version: number; act: TaskAct },
) => takeDirectiveStep(db.database, year.scope(who, right), { requestId: newId(), now, ...of })
const tasksOf = (who: AccountKey, directiveId: string | null = null) => {
  const scope = year.scope(who, 'report:read')
  return db.database.asReader(scope, (tx) => listDirectiveTasks(tx, scope, { directiveId, limit: 50 }))
}
const document = {
  event: 'trace',
  kind: 'document',
  said: 'Đã rà soát',
  document: '7-BC/ĐU',
  doneOn: '2026-12-07',
} as const

test('a document with its task: traced, reported, returned, moved with the old day kept, reported again and closed by who gave it', async () => {
  const requestId = newId()
  const kept = await keep({}, 'board', requestId)
  if (!kept.ok) throw new Error(kept.refusal.code)
  const { directiveId } = kept.value
  expect(await keep({}, 'board', requestId)).toEqual(kept)
  expect(await keep({ number: '15-nq/tu' })).toMatchObject({ refusal: { code: 'ALREADY_KEPT' } })
  expect(await keep({ issuedOn: '2026-12-09' })).toMatchObject({ refusal: { code: 'DAY_AHEAD' } })
  expect(await keep({ note: 'Theo ông Trần Văn Nam' })).toMatchObject({ refusal: { code: 'NAMES_A_PERSON' } })
  expect(await keep({}, 'office')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })

  const { commune, strangerCommune } = year.organizations
  expect((await give(directiveId, [commune, strangerCommune])).ok).toBe(true)
  expect(await give(directiveId, [commune, newId()])).toMatchObject({ refusal: { code: 'NOT_BELOW' } })
  // The commune reads the city's document and gives nothing in its name.
  expect(await give(directiveId, commune, 'office')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  const [task, ...others] = await tasksOf('office')
  if (!task) throw new Error('the commune sees its task')
  expect(others).toEqual([])
  expect((await tasksOf('board')).map(({ position }) => position)).toEqual([1, 2])
  const { taskId } = task

  const report = { event: 'report', word: 'Đã rà soát xong' } as const
  expect(await step('office', 'directive:report', { taskId, version: 1, act: report })).toMatchObject({
    refusal: { code: 'TASK_REFUSED', findings: ['NOTHING_DONE'] },
  })
  expect(await step('strangerOffice', 'directive:report', { taskId, version: 1, act: report })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  expect(await step('board', 'directive:report', { taskId, version: 1, act: document })).toMatchObject({
    refusal: { code: 'TASK_REFUSED', findings: ['ONLY_WHO_OWES'] },
  })
  const office = year.scope('office', 'report:write')
  const measure = await openMeasure(db.database, office, {
    ...{ requestId: newId(), now },
    measure: {
      ...{ organizationId: commune, kind: 'livelihood', title: 'Dạy nghề', place: '', budgetLine: '' },
      ...{ budget: null, source: 'Kế hoạch 5-KH/ĐU', dueOn: '2026-12-31' },
    },
  })
  if (!measure.ok) throw new Error(measure.refusal.code)
  const offered = await db.database.asReader(office, (tx) =>
    listTraceable(tx, office, { organizationId: commune, limit: 9 }),
  )
  expect(offered).toContainEqual({ kind: 'measure', targetId: measure.value.measureId, said: 'Dạy nghề' })
  const traced = { event: 'trace', kind: 'measure', targetId: measure.value.measureId, doneOn: '2026-12-08' } as const
  const ofNothing = { ...traced, targetId: newId() }
  expect(await step('office', 'directive:report', { taskId, version: 1, act: ofNothing })).toMatchObject({
    refusal: { code: 'NO_SUCH_RECORD' },
  })
  // Twice at once: one is taken, the other is told.
  const both = await Promise.all([
    step('office', 'directive:report', { taskId, version: 1, act: traced }),
    step('office', 'directive:report', { taskId, version: 1, act: document }),
  ])
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true])
  expect((await step('office', 'directive:report', { taskId, version: 2, act: document })).ok).toBe(true)
  expect((await step('office', 'directive:report', { taskId, version: 3, act: report })).ok).toBe(true)
  expect(
    await step('office', 'report:write', { taskId, version: 4, act: { event: 'accept', word: '' } }),
  ).toMatchObject({
    refusal: { code: 'TASK_REFUSED', findings: ['ONLY_WHO_GAVE', 'OWN_REPORT'] },
  })
  const back = { event: 'return', reason: 'Chưa nêu kết quả' } as const
  expect((await step('board', 'report:write', { taskId, version: 4, act: back })).ok).toBe(true)
  const move = { event: 'move', dueOn: '2027-01-15', reason: 'Làm lại' } as const
  expect((await step('board', 'report:write', { taskId, version: 5, act: move })).ok).toBe(true)
  expect((await step('office', 'directive:report', { taskId, version: 6, act: report })).ok).toBe(true)
  const accept = { taskId, version: 7, act: { event: 'accept', word: 'Đạt' } } as const
  expect((await step('board', 'report:write', accept)).ok).toBe(true)
  expect(await step('board', 'report:write', { ...accept, version: 8 })).toMatchObject({
    refusal: { code: 'NO_SUCH_STEP' },
  })

  const [closed] = await tasksOf('office', directiveId)
  expect(closed).toMatchObject({
    state: 'accepted',
    firstDueOn: '2026-12-31',
    dueOn: '2027-01-15',
    closedOn: '2026-12-08',
  })
  const scope = year.scope('office', 'report:read')
  const { steps, traces } = await db.database.asReader(scope, async (tx) => ({
    steps: await listTaskSteps(tx, scope, [taskId]),
    traces: await listTraces(tx, scope, [taskId]),
  }))
  expect(steps.map(({ event }) => event).filter((event) => event !== 'trace')).toEqual([
    ...['give', 'report', 'return', 'move', 'report', 'accept'],
  ])
  expect(steps.find(({ event }) => event === 'move')?.detail).toMatchObject({ dueBefore: '2026-12-31' })
  expect(traces.length).toBeGreaterThanOrEqual(2)
  const told = await db.asOwner(`select type, organization_id from outbox where type like 'reports.directive-%'`)
  expect(told).toContainEqual({ type: 'reports.directive-task-reported', organization_id: year.organizations.city })

  // Its other task is open, so the document stays until that is closed.
  const strike = { requestId: newId(), now, directiveId, version: 1, why: 'Ghi nhầm' }
  expect(await strikeOutDirective(db.database, year.scope('board', 'report:write'), strike)).toMatchObject({
    refusal: { code: 'TASKS_OPEN' },
  })
  const [open] = await tasksOf('strangerOffice')
  const withdraw = { event: 'withdraw', reason: 'Trùng việc' } as const
  const withdrawn = await step('board', 'report:write', { taskId: open?.taskId ?? '', version: 1, act: withdraw })
  expect(withdrawn.ok).toBe(true)
  expect((await strikeOutDirective(db.database, year.scope('board', 'report:write'), strike)).ok).toBe(true)
  expect(await give(directiveId, commune)).toMatchObject({ refusal: { code: 'STRUCK_OUT' } })
  expect((await keep()).ok).toBe(true)
})

test('what a document changes is read along its line; a commune keeps its own, which its neighbour does not see', async () => {
  const kept = await keep({ number: '16-CT/TU', kind: 'directive' })
  const own = await keep({ number: '2-NQ/ĐU', organizationId: year.organizations.commune }, 'office')
  if (!kept.ok || !own.ok) throw new Error('refused')
  const change: NewChange = {
    ...{ effect: 'adds-to', about: 'Nhận diện sớm', place: '/monitoring/signs' },
    ...{ said: 'Thêm dự án vào diện theo dõi', inForceOn: '2027-01-01' },
  }
  const of = { requestId: newId(), now, directiveId: kept.value.directiveId, change }
  expect((await keepChange(db.database, year.scope('board', 'report:write'), of)).ok).toBe(true)
  const notTheirs = await keepChange(db.database, year.scope('office', 'report:write'), { ...of, requestId: newId() })
  expect(notTheirs).toMatchObject({ refusal: { code: 'NOT_FOUND' } })

  const seen = async (who: AccountKey) => {
    const scope = year.scope(who, 'report:read')
    return db.database.asReader(scope, async (tx) => ({
      numbers: (await listDirectives(tx, scope, 50)).map(({ number }) => number),
      changes: (await listChanges(tx, scope, { limit: 9 })).map(({ about }) => about),
      // What the database itself lets through, without the application's filter.
      let: (await tx.$queryRaw<{ number: string }[]>`select number from directive`).map(({ number }) => number),
    }))
  }
  for (const who of ['board', 'office', 'secretary'] as const) {
    expect((await seen(who)).numbers).toEqual(expect.arrayContaining(['16-CT/TU', '2-NQ/ĐU']))
    expect((await seen(who)).changes).toContain('Nhận diện sớm')
  }
  const stranger = await seen('strangerOffice')
  expect(stranger.numbers).toContain('16-CT/TU')
  expect(stranger.numbers).not.toContain('2-NQ/ĐU')
  expect(stranger.let).not.toContain('2-NQ/ĐU')
})

test('the database holds it too: who owes closes nothing, who reported accepts nothing, nothing is rewritten', async () => {
  const own = await keep({ number: '3-NQ/TU' })
  if (!own.ok) throw new Error(own.refusal.code)
  const { commune, city } = year.organizations
  expect((await give(own.value.directiveId, commune)).ok).toBe(true)
  const [task] = await tasksOf('office', own.value.directiveId)
  const { taskId = '' } = task ?? {}
  const office = year.scope('office', 'report:write')
  const forced = (set: string) =>
    db.database.asActor(office, (tx) => tx.$executeRawUnsafe(`update directive_task set ${set} where id = '${taskId}'`))
  await expect(
    db.database.asActor(office, (tx) =>
      tx.$executeRawUnsafe(
        `insert into directive_change (id, directive_id, organization_id, effect, about, said, in_force_on, entered_by, entered_by_name, entered_on)
         values (gen_random_uuid(), '${own.value.directiveId}', '${commune}', 'replaces', 'a', 'b', '2027-01-01', gen_random_uuid(), 'c', '2026-12-08')`,
      ),
    ),
  ).rejects.toThrow(/its level keeps/)
  await expect(forced(`state = 'withdrawn', closed_on = current_date`)).rejects.toThrow(/by who gave it/)
  await expect(forced(`due_on = '2027-06-30'`)).rejects.toThrow(/by who gave it/)
  await expect(forced(`content = 'Việc khác'`)).rejects.toThrow(/kept as it was given/)
  await expect(db.asOwner(`update directive set title = 'Khác'`)).rejects.toThrow(/kept as it was entered/)
  await expect(db.asOwner(`delete from directive_task`)).rejects.toThrow()
  await expect(db.asOwner(`update directive_step set on_day = '2020-01-01'`)).rejects.toThrow()

  // The level gave itself a task: two persons take the two hands.
  expect((await give(own.value.directiveId, city)).ok).toBe(true)
  const mine = (await tasksOf('board', own.value.directiveId)).find(({ organizationId }) => organizationId === city)
  const toItself = mine?.taskId ?? ''
  expect((await step('board', 'directive:report', { taskId: toItself, version: 1, act: document })).ok).toBe(true)
  const report = { event: 'report', word: 'Xong' } as const
  expect((await step('board', 'directive:report', { taskId: toItself, version: 2, act: report })).ok).toBe(true)
  const accept = { taskId: toItself, version: 3, act: { event: 'accept', word: '' } } as const
  expect(await step('board', 'report:write', accept)).toMatchObject({ refusal: { findings: ['OWN_REPORT'] } })
  const board = year.scope('board', 'report:write')
  await expect(
    db.database.asActor(board, async (tx) => {
      await tx.$executeRawUnsafe(
        `update directive_task set state = 'accepted', closed_on = current_date where id = '${toItself}'`,
      )
      await tx.$executeRawUnsafe(
        `insert into directive_step (id, task_id, organization_id, position, event, from_state, to_state, on_day, actor_id, actor_name)
         values (gen_random_uuid(), '${toItself}', '${city}', 9, 'accept', 'reported', 'accepted', current_date, '${board.actor.userId}', 'a')`,
      )
    }),
  ).rejects.toThrow(/does not accept/)
  expect(await db.database.asReader(board, (tx) => findDirectiveTask(tx, board, toItself))).toMatchObject({
    state: 'reported',
  })
})

test('who owes a task is reminded before, on and after its day, each once; then who gave it; a reported task is passed by', async () => {
  const kept = await keep({ number: '17-KH/TU' })
  if (!kept.ok) throw new Error(kept.refusal.code)
  const { directiveId } = kept.value
  const { city, commune, strangerCommune } = year.organizations
  const scope = year.scope('board', 'report:write')
  const given = await giveDirectiveTask(db.database, scope, {
    ...{ requestId: newId(), now, directiveId },
    task: {
      ...{ organizationIds: [commune, strangerCommune], content: 'Rà soát địa bàn', ownerPost: 'Bí thư đảng ủy' },
      // A Sunday: nobody is told on it.
      dueOn: '2026-12-20',
    },
  })
  expect(given.ok).toBe(true)
  const service = proveScope(serviceActor('events', { requestId: 'r-1' }), 'event:serve')
  if (!service) throw new Error('the service of events lacks its permission')
  const keepThem = () =>
    db.database.asActor(service, (tx) =>
      keepDirectiveReminders.handle(tx, service, [
        {
          ...{ id: newId(), type: 'reports.directive-task-given', organizationId: commune, recordTable: 'directive' },
          ...{ recordId: directiveId, payload: { dueOn: '2026-12-20' }, actorId: null, occurredAt: now },
        },
      ]),
    )
  await keepThem()
  await keepThem()
  const own = (await tasksOf('office', directiveId))[0]?.taskId ?? ''
  const waiting = await db.asOwner(
    `select kind, to_char(remind_on, 'YYYY-MM-DD') as day from reminder where state = 'waiting' and record_id = $1 order by 2`,
    [own],
  )
  expect(waiting.map(({ kind, day }) => `${String(kind).slice(23)} ${day}`)).toEqual([
    ...['before 2026-12-16', 'today 2026-12-18', 'late 2026-12-21', 'escalated 2026-12-25'],
  ])
  const told = async (day: string) => {
    await sendReminders(db.database, service, { now: new Date(`${day}T00:10:00Z`) })
    return (
      await db.asOwner(
        `select organization_id, payload ->> 'kind' as kind from outbox where record_id = $1 and
          type in ('reports.directive-task-reminder', 'reports.directive-task-escalated')`,
        [directiveId],
      )
    ).map(({ organization_id, kind }) => `${kind ?? 'escalated'} ${organization_id}`)
  }
  expect((await told('2026-12-16')).toSorted()).toEqual([`before ${commune}`, `before ${strangerCommune}`].toSorted())
  expect(await told('2026-12-17')).toHaveLength(2)
  expect((await step('office', 'directive:report', { taskId: own, version: 1, act: document })).ok).toBe(true)
  const report = { event: 'report', word: 'Đã rà soát xong' } as const
  expect((await step('office', 'directive:report', { taskId: own, version: 2, act: report })).ok).toBe(true)
  expect((await told('2026-12-18')).filter((one) => one.startsWith('today'))).toEqual([`today ${strangerCommune}`])
  expect((await told('2026-12-21')).filter((one) => one.startsWith('late'))).toEqual([`late ${strangerCommune}`])
  expect((await told('2026-12-25')).filter((one) => one.startsWith('escalated'))).toEqual([`escalated ${city}`])
})

test('a target with its document, tasks and results of two sources goes into the report; what it lacks is named', async () => {
  const { city, commune } = year.organizations
  const scope = year.scope('board', 'report:write')
  const target: NewTarget = {
    ...{ organizationId: city, plan: 'resolution', wording: 'Tổ chức trong danh sách được củng cố', unit: '%' },
    ...{ bound: 'at-least', base: 40, baseYear: 2022, wanted: 80, dueYear: 2026, directiveId: null },
    ...{ source: 'Kế hoạch 5-KH/TU, mục II', confidence: 'S', counted: { table: 'T1', column: 'consolidated' } },
  }
  const keepIt = (given: Partial<NewTarget>, who: AccountKey = 'board', requestId = newId()) =>
    keepTarget(db.database, year.scope(who, 'report:write'), { requestId, now, target: { ...target, ...given } })
  const requestId = newId()
  const kept = await keepIt({}, 'board', requestId)
  if (!kept.ok) throw new Error(kept.refusal.code)
  const { targetId } = kept.value
  expect(await keepIt({}, 'board', requestId)).toEqual(kept)
  expect(await keepIt({}, 'office')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await keepIt({ source: 'Theo ông Trần Văn Nam' })).toMatchObject({ refusal: { code: 'NAMES_A_PERSON' } })
  expect(await keepIt({ directiveId: newId() })).toMatchObject({ refusal: { code: 'NO_SUCH_DOCUMENT' } })

  const document = await keep({ number: '16-KH/TU' })
  if (!document.ok) throw new Error(document.refusal.code)
  await give(document.value.directiveId, commune)
  const [given] = await tasksOf('board', document.value.directiveId)
  const task = { kind: 'directive', taskId: given?.taskId ?? '' } as const
  const once = () => ({ requestId: newId(), now, targetId })
  const readIt = async (who: AccountKey = 'board') =>
    (await readTargets(db.database, year.scope(who, 'report:read'), { targetId, now }))[0]
  expect((await readIt())?.lacks).toEqual(['task', 'result'])
  // Twice at once: one link.
  const both = await Promise.all([1, 2].map(() => linkTargetTask(db.database, scope, { ...once(), task })))
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true])
  const ofNobody = { ...task, taskId: newId() }
  expect(await linkTargetTask(db.database, scope, { ...once(), task: ofNobody })).toMatchObject({
    refusal: { code: 'NO_SUCH_TASK' },
  })

  const enter = (given: Partial<NewTargetResult>) =>
    enterTargetResult(db.database, scope, {
      ...once(),
      result: { year: 2024, value: 61, source: 'Báo cáo 9-BC/BTC', cutOff: '2024-12-31', reason: '', ...given },
    })
  expect((await enter({})).ok).toBe(true)
  expect(await enter({ value: 62 })).toMatchObject({ refusal: { code: 'REASON_REQUIRED' } })
  expect(await enter({ year: 2021 })).toMatchObject({ refusal: { code: 'YEAR_OUTSIDE' } })
  expect(await enter({ cutOff: '2027-01-01' })).toMatchObject({ refusal: { code: 'DAY_AHEAD' } })
  expect((await enter({ value: 62, reason: 'Rà soát lại' })).ok).toBe(true)
  expect((await enter({ value: 55, source: 'Báo cáo 3-BC/UBKT' })).ok).toBe(true)
  expect(await readIt()).toMatchObject({
    ...{
      standing: 'sources-differ',
      lacks: ['sources'],
      tasks: [{ content: 'Rà soát các tổ chức yếu', duty: 'open' }],
    },
    results: [{ value: 55 }, { value: 62 }],
  })
  expect(await readIt('office')).toBeUndefined()

  const built = await buildReview(
    ...([db.database, scope, { organizationId: city, firstYear: 2023, lastYear: 2024 }, { now }] as const),
  )
  if (!built.ok) throw new Error(built.refusal.code)
  const report = await readReview(db.database, year.scope('board', 'report:read'), built.value.reportId)
  const [frozen] = report?.report.content.resolutionTargets ?? []
  expect(frozen).toMatchObject({ targetId, standing: 'sources-differ', tasks: { linked: 1, done: 0, overdue: 0 } })
  expect(frozen?.years.map(({ year: of, path, results }) => [of, path, results.map(({ value }) => value)])).toEqual([
    [2023, 50, []],
    [2024, 60, [55, 62]],
  ])

  const linkId = (await readIt())?.tasks[0]?.linkId ?? ''
  expect((await unlinkTargetTask(db.database, scope, { ...once(), linkId })).ok).toBe(true)
  expect((await readIt())?.lacks).toEqual(['task', 'sources'])
  const why = 'Ghi nhầm văn bản'
  expect(await strikeOutTarget(db.database, scope, { ...once(), version: 9, why })).toMatchObject({
    refusal: { code: 'CHANGED_MEANWHILE' },
  })
  expect((await strikeOutTarget(db.database, scope, { ...once(), version: 1, why })).ok).toBe(true)
  expect(await enter({ source: 'Nguồn khác' })).toMatchObject({ refusal: { code: 'STRUCK_OUT' } })
})
