import { newId } from '@nq15/db/ids'
import { listChanges, listDirectives } from '@nq15/db/reports/directive.read'
import {
  findDirectiveTask,
  listDirectiveTasks,
  listTaskSteps,
  listTraceable,
  listTraces,
} from '@nq15/db/reports/directive-task.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { NewChange, NewDirective, TaskAct } from '@nq15/domain/reports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import { giveDirectiveTask, takeDirectiveStep } from './keep-directive-tasks.ts'
import { keepChange, keepDirective, strikeOutDirective } from './keep-directives.ts'
import { openMeasure } from './keep-measures.ts'

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
