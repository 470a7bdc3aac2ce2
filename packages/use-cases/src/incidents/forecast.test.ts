import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { NewProject } from '@nq15/domain/incidents'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import { answerForecastAlarm, escalateForecastAlarms } from './answer-forecast-alarm.ts'
import { exampleIncident, incidentsActing, promiseOfExample, stepExampleIncident } from './example-incidents.ts'
import { importProjectSheets } from './import-project-sheets.ts'
import { changeProject, openProject } from './keep-project.ts'
import { takeCommitmentStep } from './make-commitment.ts'
import { readBackTest, readForecast, readForecastSubject, readProject } from './read-forecast.ts'
import { readProjectTemplate } from './read-project-template.ts'
import { runForecast } from './refresh-forecast.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  await db.asOwner(`update organization_version set area_code = '00008' where organization_id = $1`, [
    year.organizations.commune,
  ])
})
afterAll(() => db.close())

const night = () => {
  const hand = proveScope(serviceActor('incidents'), 'case:decide')
  if (!hand) throw new Error('the service lacks its permission')
  return hand
}
const project: NewProject = {
  ...{ code: 'VD4-HB', name: 'Đường vành đai, đoạn Hoa Ban', kind: 'road', owner: 'Ban Quản lý dự án' },
  ...{ stage: 'clearance', source: 'Quyết định 12/QĐ-UBND', openedOn: '2026-01-10' },
}
const open = (who: AccountKey, given: Partial<NewProject> = {}, areaIds = [year.organizations.commune]) =>
  openProject(db.database, incidentsActing(year, who), {
    ...{ requestId: newId(), organizationId: year.organizations.commune, areaIds, now: exampleNow },
    project: { ...project, ...given },
  })
const subject = (who: AccountKey) =>
  readForecastSubject(db.database, year.scope(who, 'case:read'), {
    ...{ organizationId: year.organizations.commune, subject: project.code, now: exampleNow },
  })
const answer = (who: AccountKey, alarm: { alarmId: string; version: number }, reason: string) =>
  answerForecastAlarm(db.database, incidentsActing(year, who), {
    ...{
      requestId: newId(),
      alarmId: alarm.alarmId,
      version: alarm.version,
      answer: 'action',
      reason,
      now: exampleNow,
    },
  })

test('a missed promise of a project raises its level and an alarm; it is answered once, and kept late the level falls', async () => {
  expect(await open('office', {}, [year.organizations.strangerCommune])).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  expect(await open('office', { owner: 'ông Bình' })).toMatchObject({ refusal: { code: 'NAMES_A_PERSON' } })
  const made = await open('office')
  if (!made.ok) throw new Error(JSON.stringify(made))
  expect(await open('office')).toMatchObject({ refusal: { code: 'CODE_TAKEN' } })
  // Registered: the register counts nothing there, and nothing is overdue.
  expect((await subject('board'))?.history).toMatchObject([{ level: 0 }])
  const incident = await exampleIncident(db, year, { projectCode: project.code })
  if (!incident.ok) throw new Error(JSON.stringify(incident))
  const { caseId } = incident.value
  const promised = await promiseOfExample(db, year, { caseId })
  if (!promised.ok) throw new Error(JSON.stringify(promised))
  const risen = await subject('standingCommittee')
  expect(risen?.history[0]).toMatchObject({ level: 1, levelD: 1 })
  expect(risen?.history[0]?.answers.find(({ indicator }) => indicator === 'D4')).toMatchObject({
    status: 'red',
    value: '1',
  })
  const [alarm] = risen?.alarms ?? []
  if (!alarm) throw new Error('no alarm')
  expect(alarm).toMatchObject({ level: 1, state: 'raised', raisedOn: '2026-12-08', dueOn: '2026-12-15' })
  const [told] = await db.asOwner(`select payload from outbox where type = 'incidents.level-risen'`)
  expect(told?.['payload']).toEqual({ level: 1, dueOn: '2026-12-15' })
  // Two groups on the matter: a second red, and the alarm of level 2 takes the place of the first.
  for (const onDay of ['2026-11-01', '2026-11-20']) {
    const record = { event: 'record', kind: 'gathering', onDay, size: '11-30', count: 1, note: 'Hỏi chi trả' } as const
    expect(await stepExampleIncident(db, year, { caseId, who: 'office', act: record })).toMatchObject({ ok: true })
  }
  const twice = await subject('office')
  expect(twice?.history[0]).toMatchObject({ level: 2 })
  expect(twice?.alarms.map(({ level, state }) => [level, state])).toEqual([
    [2, 'raised'],
    [1, 'closed'],
  ])
  const [now] = twice?.alarms ?? []
  if (!now) throw new Error('no alarm')
  expect(await answer('inspection', now, 'a')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await answer('strangerOffice', now, 'a')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await answer('office', now, 'Gặp ông Năm')).toMatchObject({ refusal: { code: 'NAMES_A_PERSON' } })
  expect(await answer('office', now, 'Tổ chức đối thoại')).toMatchObject({ value: { state: 'acknowledged' } })
  expect(await answer('committee', now, 'Khác')).toMatchObject({ refusal: { code: 'NO_SUCH_STEP' } })
  await takeCommitmentStep(db.database, incidentsActing(year, 'office'), {
    ...{ requestId: newId(), commitmentId: promised.value.commitmentId, version: 2, now: exampleNow },
    act: { event: 'keep', keptOn: '2026-12-08', evidence: 'Biên bản' },
  })
  const fallen = await subject('office')
  expect(fallen?.history[0]).toMatchObject({ level: 1 })
  expect(fallen?.alarms[0]).toMatchObject({ level: 2, state: 'closed', answer: 'action' })
  // As of a day before anything was judged there is nothing.
  const scope = year.scope('board', 'case:read')
  const earlier = await readForecast(db.database, scope, { asOf: '2026-12-07', now: exampleNow })
  expect(earlier.levels).toEqual([])
  expect((await readForecast(db.database, scope, { asOf: null, now: exampleNow })).levels).toMatchObject([
    { subject: project.code, level: 1 },
    { subject: '', level: null },
  ])
})

test('a run finds the same twice, writes a new month anew, and an alarm nobody answers escalates once', async () => {
  const made = await open('office', { code: 'NT-HB', name: 'Nghĩa trang' })
  if (!made.ok) throw new Error(JSON.stringify(made))
  const incident = await exampleIncident(db, year, { projectCode: 'NT-HB', matter: 'cemetery' })
  if (!incident.ok) throw new Error(JSON.stringify(incident))
  await promiseOfExample(db, year, { caseId: incident.value.caseId })
  expect((await runForecast(db.database, night(), exampleNow)).changed).toBe(0)
  const later = new Date(exampleNow.getTime() + 31 * 86_400_000)
  expect((await runForecast(db.database, night(), later)).changed).toBeGreaterThan(1)
  expect(await escalateForecastAlarms(db.database, night(), exampleNow)).toBe(0)
  expect(await escalateForecastAlarms(db.database, night(), later)).toBeGreaterThan(0)
  expect(await escalateForecastAlarms(db.database, night(), later)).toBe(0)
  const scope = year.scope('committee', 'case:read')
  const { alarms } = await readForecast(db.database, scope, { asOf: null, now: exampleNow })
  expect(alarms.find(({ subject: code }) => code === 'NT-HB')).toMatchObject({ state: 'escalated' })
  const [level] = await db.asOwner('select id from forecast_level limit 1')
  await expect(db.asOwner('delete from forecast_level where id = $1', [level?.['id']])).rejects.toThrow()
})

test('a project is changed with its reason; its few households are hidden, and a stranger sees no figure of it', async () => {
  const { projects } = await readForecast(db.database, year.scope('office', 'case:read'), {
    asOf: null,
    now: exampleNow,
  })
  const { projectId, version } = projects.find(({ code }) => code === project.code) ?? { projectId: '', version: 0 }
  const change = (who: AccountKey) =>
    changeProject(db.database, incidentsActing(year, who), {
      ...{ requestId: newId(), projectId, version, now: exampleNow },
      act: { event: 'set-stage', stage: 'construction', onDay: '2026-12-01', reason: 'Bàn giao mặt bằng' },
    })
  expect(await change('strangerOffice')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await change('office')).toMatchObject({ ok: true })
  expect(await change('office')).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })
  await db.asOwner(
    `insert into monitoring_fact (id, organization_id, sheet, subject, subject_name, period_kind, period_start, figures, source, quality, entered_by, entered_by_name)
     values ($1, $2, 'project-month', $3, 'x', 'month', '2026-11-01', '{"householdsAffected": 60, "householdsOutstanding": 3, "gravesTotal": 2}', 'x', 'entered', $4, 'x')`,
    [newId(), year.organizations.commune, project.code, year.actors.office.userId],
  )
  const read = (who: AccountKey) =>
    readProject(db.database, year.scope(who, 'case:read'), { projectId, now: exampleNow })
  const page = await read('board')
  expect(page?.project.stage).toBe('construction')
  const figure = (name: string) => page?.figures.find((one) => one.figure === name)
  expect(figure('householdsAffected')).toMatchObject({ counts: [60], total: 60 })
  expect(figure('householdsOutstanding')).toMatchObject({ counts: ['under-5'], total: 'hidden' })
  expect(figure('gravesTotal')).toMatchObject({ counts: [2], total: 2 })
  expect((await read('strangerOffice'))?.figures).toEqual([])
  const sequences = await readBackTest(db.database, year.scope('board', 'case:read'), { now: exampleNow })
  expect(sequences[0]?.lines.find(({ asOf }) => asOf === '2019-12-01')?.level).toBe(2)
})

test('a month of figures from a table: what is right is kept and judged at once, the rest comes back; the same file again stores nothing', async () => {
  // After every other day of this file: a level is never judged for a day before one that was judged.
  const later = new Date('2027-08-09T03:00:00Z')
  const opened = await openProject(db.database, incidentsActing(year, 'office'), {
    ...{ requestId: newId(), organizationId: year.organizations.commune, areaIds: [year.organizations.commune] },
    ...{ project: { ...project, code: 'NT-BX', name: 'Nghĩa trang Bãi Xanh', kind: 'cemetery' }, now: later },
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened))
  const [row] = await db.asOwner('select code from organization_version where organization_id = $1', [
    year.organizations.commune,
  ])
  const area = String(row?.['code'])
  const table = [
    'Mã dự án,Tên dự án,"Mã xã, phường",gravesTotal,gravesOutstanding,plotsNeeded,plotsReady',
    `nt-bx,Nghĩa trang,${area},120,80,40,10`,
    `NT-BX,Nghĩa trang,${area},1,1,1,1`,
    `KHONG-CO,Không có,${area},1,1,1,1`,
    'NT-BX,Nghĩa trang,99999,1,1,1,1',
    `VD4-HB,Đường,${area},nhiều,,,`,
  ].join('\n')
  const take = (who: AccountKey, more: { dryRun?: boolean; content?: string; start?: string } = {}) =>
    importProjectSheets(
      db.database,
      { scope: year.scope(who, 'monitoring:enter'), hand: night() },
      {
        ...{ requestId: newId(), organizationId: year.organizations.commune, start: more.start ?? '2027-07-01' },
        ...{ content: Buffer.from(more.content ?? table), format: 'csv', fileName: 'thang-7.csv', now: later },
        dryRun: more.dryRun ?? false,
      },
    )
  const known = async () => {
    const found = await readForecastSubject(db.database, year.scope('office', 'case:read'), {
      ...{ organizationId: year.organizations.commune, subject: 'NT-BX', now: later },
    })
    return found?.history[0]?.answers.filter(({ status }) => status !== 'no-data').length ?? 0
  }
  const before = await known()
  const tried = await take('office', { dryRun: true })
  expect(tried).toMatchObject({ value: { rows: 5, stored: 1, same: 0 } })
  expect(await known()).toBe(before)
  const taken = await take('office')
  if (!taken.ok) throw new Error(JSON.stringify(taken))
  expect(taken.value.stored).toBe(1)
  expect(taken.value.errors).not.toBeNull()
  expect(taken.value.refused.map(({ line, reasons }) => [line, reasons.join(' ')])).toEqual([
    [3, expect.stringContaining('hai dòng')],
    [4, expect.stringContaining('Không có dự án mang mã “KHONG-CO”')],
    [5, expect.stringContaining('99999')],
    [6, expect.stringContaining('“nhiều” không phải là số')],
  ])
  expect(await known()).toBeGreaterThan(before)
  expect(await take('office')).toMatchObject({ value: { stored: 0, same: 1 } })
  expect(await take('office', { start: '2027-09-01' })).toMatchObject({ refusal: { code: 'PERIOD_AHEAD' } })
  expect(await take('office', { content: 'a,b\n1,2' })).toMatchObject({ refusal: { code: 'CODE_COLUMN_MISSING' } })
  expect(await take('strangerOffice')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  const book = await readProjectTemplate(db.database, year.scope('office', 'monitoring:enter'), {
    ...{ start: '2027-07-01', now: later },
  })
  expect(book.subarray(0, 2).toString()).toBe('PK')
})
