import { Readable } from 'node:stream'
import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { newId } from '@nq15/db/ids'
import { campaignServiceScope, openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { calendarVn } from '@nq15/domain/calendar'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeDay } from './change-day.ts'
import { exportCalendar } from './export-calendar.ts'
import { importCalendar } from './import-calendar.ts'
import { announceYear, openYear } from './keep-year.ts'
import { recomputeDeadlines } from './recompute-deadlines.ts'

let db: TestDatabase
const writer = () => operatorScope('calendar:write')
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

const rows = (text: string) => Readable.from([Buffer.from(`date,kind,name_vi,basis,confidence\n${text}`)])
const take = (text: string, more: { replaceYears?: boolean; dryRun?: boolean } = {}) =>
  importCalendar(db.database, writer(), {
    requestId: newId(),
    source: rows(text),
    replaceYears: false,
    dryRun: false,
    fileName: 'calendar.csv',
    ...more,
  })
const read = () => db.database.asReader(writer(), (tx) => readCalendar(tx, writer()))
const eventsOf = () => db.asOwner(`select type, payload from outbox where type = 'calendar.days-changed' order by id`)

test('a new database knows the calendar of the domain', async () => {
  expect(await read()).toEqual(calendarVn)
})

test('what is exported is taken back without a change', async () => {
  const text = await exportCalendar(db.database, writer())
  const again = await importCalendar(db.database, writer(), {
    requestId: newId(),
    source: Readable.from([Buffer.from(text)]),
    replaceYears: true,
    dryRun: false,
    fileName: 'calendar.csv',
  })
  expect(again).toMatchObject({ ok: true, value: { added: 0, changed: 0, withdrawn: 0, same: calendarVn.days.length } })
  expect(await eventsOf()).toEqual([])
})

test.each<[string, string, { line: number; code: string; column: string }]>([
  ['a day that does not exist', '2027-02-29,holiday,Tết,BLLĐ,T', { line: 2, code: 'DAY_MALFORMED', column: 'date' }],
  ['an unknown kind', '2027-02-05,feast,Tết,BLLĐ,T', { line: 2, code: 'KIND_UNKNOWN', column: 'kind' }],
  ['no source document', '2027-02-05,holiday,Tết,,T', { line: 2, code: 'TEXT_MISSING', column: 'basis' }],
  [
    'an unknown confidence',
    '2027-02-05,holiday,Tết,BLLĐ,X',
    { line: 2, code: 'CONFIDENCE_UNKNOWN', column: 'confidence' },
  ],
  [
    'a make-up day on a Friday',
    '2027-02-05,swapped_work,Bù,TB,S',
    { line: 2, code: 'WORK_ON_WORKING_DAY', column: 'kind' },
  ],
  [
    'a day off given on a Sunday',
    '2027-02-07,swapped_off,Nghỉ,TB,S',
    { line: 2, code: 'OFF_ON_WEEKEND', column: 'kind' },
  ],
  [
    'a day twice',
    '2027-02-05,holiday,Tết,BLLĐ,T\n2027-02-05,holiday,Tết,BLLĐ,T',
    { line: 3, code: 'DAY_TWICE', column: 'date' },
  ],
])('a file with %s is refused with its line, and nothing is taken', async (_, text, fault) => {
  const before = await read()
  const answer = await take(`${text}\n`)
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'ROWS_REFUSED', faults: [fault] } })
  expect(await read()).toEqual(before)
})

test('a year with a gap before it is refused', async () => {
  expect(await take('2035-01-01,holiday,Tết Dương lịch,BLLĐ,T\n')).toMatchObject({
    refusal: { code: 'YEARS_WITH_GAP' },
  })
})

test('a dry run says what would change and changes nothing', async () => {
  const before = await read()
  const answer = await take('2027-02-05,holiday,Tết Âm lịch (29 tháng Chạp),TB 2027,S\n', {
    dryRun: true,
    replaceYears: true,
  })
  expect(answer).toMatchObject({ ok: true, value: { added: 1, withdrawn: 12 } })
  expect(await read()).toEqual(before)
})

test('a day is entered, corrected and taken away; each version stays, and it is told each time', async () => {
  const row = {
    day: '2027-09-03',
    kind: 'holiday',
    nameVi: 'Quốc khánh (ngày liền kề)',
    basis: 'TB 01/2027',
    confidence: 'S',
  } as const
  const enter = (more: object, seenId: string | null) =>
    changeDay(db.database, writer(), { requestId: newId(), intent: 'enter', row: { ...row, ...more }, seenId })
  const idOf = async () =>
    String(
      (await db.asOwner(`select id from calendar_day where day = '2027-09-03' and superseded_at is null`))[0]?.['id'],
    )
  expect(await enter({}, null)).toEqual({ ok: true, value: { day: '2027-09-03' } })
  const first = await idOf()
  expect(await enter({}, first)).toMatchObject({ refusal: { code: 'SAME_ROW' } })
  expect(await enter({ basis: 'TB 02/2027' }, null)).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })
  expect(await enter({ basis: 'TB 02/2027' }, first)).toMatchObject({ ok: true })
  const withdraw = {
    requestId: newId(),
    intent: 'withdraw',
    day: '2027-09-03',
    basis: 'TB 03/2027',
    seenId: await idOf(),
  } as const
  expect(await changeDay(db.database, writer(), withdraw)).toMatchObject({ ok: true })
  const versions = await db.asOwner(
    `select basis, superseded_basis, superseded_at is not null as gone from calendar_day where day = '2027-09-03' order by recorded_at`,
  )
  expect(versions).toEqual([
    { basis: 'TB 01/2027', superseded_basis: 'TB 02/2027', gone: true },
    { basis: 'TB 02/2027', superseded_basis: 'TB 03/2027', gone: true },
  ])
  expect((await eventsOf()).map((event) => event['payload'])).toEqual(
    Array(3).fill({ year: 2027, from: '2027-09-03', to: '2027-09-03' }),
  )
})

test('the database keeps history: no row is rewritten, none is deleted, no make-up day on a working day', async () => {
  await expect(db.asOwner(`update calendar_day set name = 'x' where day = '2026-01-01'`)).rejects.toThrow(
    /never rewritten/,
  )
  await expect(
    db.asOwner(`insert into calendar_day (id, year, day, kind, name, basis, confidence, recorded_by_name)
      values (app.uuid_v7(), 2026, '2026-03-03', 'swapped-work', 'x', 'x', 'S', 'x')`),
  ).rejects.toThrow(/make_up_on_rest_day/)
})

test('years open one after another and are announced in order', async () => {
  const open = (year: number) => openYear(db.database, writer(), { requestId: newId(), year })
  const announce = (year: number, version = 1) =>
    announceYear(db.database, writer(), {
      requestId: newId(),
      year,
      version,
      basis: `TB nghỉ lễ ${year}`,
      confidence: 'S',
    })
  expect(await open(2030)).toMatchObject({ refusal: { code: 'YEAR_NOT_NEXT' } })
  expect(await open(2029)).toMatchObject({ ok: true })
  expect(await open(2030)).toMatchObject({ ok: true })
  const tet = (await read()).days.find(({ nameVi, day }) => day > '2030' && nameVi.includes('mùng 1'))
  expect(tet?.day).toBe('2030-02-02')
  expect(await announce(2028)).toMatchObject({ refusal: { code: 'EARLIER_YEAR_PROVISIONAL' } })
  expect(await announce(2027, 7)).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })
  expect(await announce(2027)).toMatchObject({ ok: true })
  expect(await announce(2027)).toMatchObject({ refusal: { code: 'YEAR_ANNOUNCED' } })
  const now = await read()
  expect(now.provisionalFrom).toBe('2028-01-01')
  expect(now.days.filter(({ day, confidence }) => day.startsWith('2027') && confidence === 'provisional')).toEqual([])
})

test('another permission keeps no calendar', async () => {
  const answer = await openYear(db.database, operatorScope('campaign:setup'), { requestId: newId(), year: 2031 })
  expect(answer).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
})

test('open last days of campaigns move with the calendar, files not sent with them, and back again', async () => {
  const [organization, campaign] = [newId(), newId()]
  await db.asOwner(`insert into organization (id, side) values ($1, 'party')`, [organization])
  await db.asOwner(
    `insert into rating_campaign (id, organization_id, year, rule_set_code, rule_set_hash, opens_on, cut_off_on, cell_due_on, committee_due_on, cell_term_on, committee_term_on, state)
     values ($1, $2, 2027, 'G3', 'x', '2027-10-01', '2027-11-30', '2027-12-15', '2027-12-20', '2027-12-15', '2027-12-20', 'open')`,
    [campaign, organization],
  )
  const state = async () =>
    (
      await db.asOwner(
        `select cell_due_on::text as cell, committee_due_on::text as committee from rating_campaign where id = $1`,
        [campaign],
      )
    )[0]
  expect(await recomputeDeadlines(db.database, campaignServiceScope())).toEqual([])
  await take('2027-12-15,swapped_off,Nghỉ hoán đổi,TB 9,S\n2027-12-18,swapped_work,Làm bù,TB 9,S\n')
  expect(await recomputeDeadlines(db.database, campaignServiceScope())).toEqual([{ campaignId: campaign, year: 2027 }])
  expect(await state()).toEqual({ cell: '2027-12-16', committee: '2027-12-20' })
  const seenId = String(
    (await db.asOwner(`select id from calendar_day where day = '2027-12-15' and superseded_at is null`))[0]?.['id'],
  )
  await changeDay(db.database, writer(), {
    requestId: newId(),
    intent: 'withdraw',
    day: '2027-12-15',
    basis: 'TB 10',
    seenId,
  })
  await recomputeDeadlines(db.database, campaignServiceScope())
  expect(await state()).toEqual({ cell: '2027-12-15', committee: '2027-12-20' })
})
