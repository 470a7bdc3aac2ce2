import { newId } from '@nq15/db/ids'
import { listSheetVersions } from '@nq15/db/monitoring/fact.read'
import { listResults } from '@nq15/db/monitoring/screening-result.read'
import { listSignsOf } from '@nq15/db/monitoring/sign.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { Permission } from '@nq15/domain/access'
import { saySignal } from '@nq15/domain/monitoring'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import {
  exampleMonth,
  exampleMonths,
  exampleSheet,
  flawlessMonth,
  screenExample,
  screeningScope,
} from './example-screening.ts'
import { readOpenRed } from './read-open-red.ts'
import { rescreen, rescreenPending } from './rescreen.ts'
import { saveSheet } from './save-sheet.ts'
import { verifySheets } from './verify-sheets.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.asOwner(`delete from alarm_answer; delete from alarm; delete from sign_record; delete from screening_result; delete from screening_run;
    delete from screening_pending; delete from screening_backtest; delete from monitoring_fact where supersedes is not null; delete from monitoring_fact;
    delete from indicator_overlay`)
  year = await exampleYear(db)
  await exampleMonths(db, year)
})

const cellResult = async () => {
  const scope = year.scope('secretary', 'monitoring:read')
  const [result] = await db.database.asReader(scope, (tx) =>
    listResults(tx, scope, { organizationId: year.organizations.cell, until: '2027-01-01', months: 1 }),
  )
  return result
}
const statusOf = async (indicator: string) =>
  (await cellResult())?.answers.find((one) => one.indicator === indicator)?.status
const signsOf = (organizationId: string, who: AccountKey = 'board') => {
  const scope = year.scope(who, 'monitoring:read')
  return db.database.asReader(scope, (tx) => listSignsOf(tx, scope, { organizationId, limit: 50 }))
}
const correct = async (month: string, changes: Partial<typeof flawlessMonth>, version: number | null = 1) =>
  saveSheet(db.database, year.scope('secretary', 'monitoring:enter'), {
    requestId: newId(),
    organizationId: year.organizations.cell,
    sheet: 'cell-month',
    subject: '',
    subjectName: null,
    start: month,
    figures: { ...flawlessMonth, ...changes },
    source: 'Biên bản sinh hoạt',
    version,
    reason: 'Đối chiếu lại biên bản',
    now: exampleNow,
  })
const absent = { membersPresent: 12, absentWithReason: 3, absentNoReason: 5 }

test('a run judges everybody by their facts: what is there is judged, what is missing is missing', async () => {
  const summary = await screenExample(db, year)
  expect(summary).toMatchObject({ organizations: 6, ruleVersion: 'N1' })
  const result = await cellResult()
  expect(result?.levels).toMatchObject({ A: 0 })
  for (const [indicator, status] of [
    ['A1', 'green'],
    ['A2', 'green'],
    ['A3', 'green'],
    ['A4', 'green'],
    ['A5', 'no-data'],
    ['B1', 'no-data'],
  ])
    expect([indicator, await statusOf(String(indicator))]).toEqual([indicator, status])
  // Nobody sent anything for the neighbour: it is no data, never green.
  const scope = year.scope('board', 'monitoring:read')
  const [neighbour] = await db.database.asReader(scope, (tx) =>
    listResults(tx, scope, { organizationId: year.organizations.neighbour, until: exampleMonth, months: 1 }),
  )
  expect(neighbour?.answers.find(({ indicator }) => indicator === 'A1')).toMatchObject({
    status: 'no-data',
    value: null,
  })
})

test('the same facts give the same hashes, nothing is written again and no sign speaks twice', async () => {
  await correct(exampleMonth, absent)
  const first = await screenExample(db, year)
  expect(first.raised).toBeGreaterThan(0)
  const second = await screenExample(db, year)
  expect(second).toMatchObject({
    changed: 0,
    raised: 0,
    cleared: 0,
    inputsHash: first.inputsHash,
    resultHash: first.resultHash,
  })
})

test('a late correction keeps the old value, turns the sign red and says it in one sentence', async () => {
  await screenExample(db, year)
  expect(await correct(exampleMonth, absent)).toMatchObject({ ok: true, value: { version: 2 } })
  const scope = screeningScope()
  const found = await rescreen(db.database, scope, {
    organizationId: year.organizations.cell,
    from: exampleMonth,
    now: exampleNow,
  })
  expect(found.raised).toBeGreaterThan(0)
  expect(await statusOf('A2')).toBe('red')
  const sign = (await signsOf(year.organizations.cell)).find(({ code }) => code === 'A2')
  expect(sign).toMatchObject({
    kind: 'red',
    state: 'open',
    alarmState: 'raised',
    dueOn: '2026-12-15',
    isInsider: false,
  })
  expect(sign && saySignal(sign.facts, { locale: 'vi', hidesSmall: false })).toBe(
    'Tỷ lệ dự sinh hoạt tháng 11/2026 là 60 % (có mặt 12; số đảng viên của chi bộ 20; được miễn sinh hoạt 0), đỏ vì dưới 66,67 %; hết dấu hiệu khi trên 85 % (có mặt: 18).',
  )
  // Its committee follows at once (E7).
  const committee = await signsOf(year.organizations.commune)
  expect(committee.find(({ code }) => code === 'A2')).toMatchObject({ kind: 'red', facts: { cells: { red: 1 } } })
  const versions = await db.database.asReader(scope, (tx) =>
    listSheetVersions(tx, scope, {
      organizationId: year.organizations.cell,
      sheet: 'cell-month',
      subject: '',
      start: exampleMonth,
    }),
  )
  expect(versions.map(({ version, figures }) => [version, figures['membersPresent']])).toEqual([
    [2, 12],
    [1, 19],
  ])
  // Mended, it clears by itself and its question closes.
  await correct(exampleMonth, {}, 2)
  await rescreen(db.database, scope, { organizationId: year.organizations.cell, from: exampleMonth, now: exampleNow })
  expect((await signsOf(year.organizations.cell)).find(({ code }) => code === 'A2')).toMatchObject({
    state: 'cleared',
    alarmState: 'closed',
  })
})

test('a correction of a past month judges every month that used it again (E12)', async () => {
  for (const month of ['2026-09-01', '2026-10-01', exampleMonth]) await screenExample(db, year, month)
  await correct('2026-09-01', {
    meetingsHeld: 0,
    membersPresent: 0,
    absentWithReason: 0,
    absentNoReason: 0,
    meetingScore: 0,
  })
  const bad = await correct('2026-09-01', {
    meetingsHeld: 0,
    membersPresent: 0,
    absentWithReason: 0,
    absentNoReason: 0,
    meetingScore: 0,
  })
  expect(bad).toMatchObject({
    ok: false,
    refusal: { code: 'SHEET_REFUSED', findings: [{ code: 'SCORE_WITHOUT_MEETING' }] },
  })
  const { meetingScore: _, ...noScore } = flawlessMonth
  await saveSheet(db.database, year.scope('secretary', 'monitoring:enter'), {
    requestId: newId(),
    organizationId: year.organizations.cell,
    sheet: 'cell-month',
    subject: '',
    subjectName: null,
    start: '2026-09-01',
    figures: { ...noScore, meetingsHeld: 0, membersPresent: 0, absentWithReason: 0, absentNoReason: 0 },
    source: 'Biên bản sinh hoạt',
    version: 1,
    reason: 'Buổi họp không diễn ra',
    now: exampleNow,
  })
  const done = await rescreenPending(db.database, screeningScope(), {
    now: exampleNow,
    signal: new AbortController().signal,
    limit: 10,
  })
  expect(done).toMatchObject({ organizations: 1 })
  const scope = year.scope('secretary', 'monitoring:read')
  const results = await db.database.asReader(scope, (tx) =>
    listResults(tx, scope, { organizationId: year.organizations.cell, until: exampleMonth, months: 3 }),
  )
  expect(
    results.map(({ month, version, answers }) => [
      month,
      version,
      answers.find(({ indicator }) => indicator === 'A1')?.status,
    ]),
  ).toEqual([
    ['2026-11-01', 2, 'yellow'],
    ['2026-10-01', 2, 'yellow'],
    ['2026-09-01', 2, 'yellow'],
  ])
})

test('whether a sign of an entry is red now is read from what was screened', async () => {
  const openRed = (codes: readonly string[]) => {
    const scope = year.scope('standingCommittee', 'watch:read')
    const sign = { evidence: 'x', observedOn: '2026-12-05', colour: 'red', signalId: null } as const
    const signs = codes.map((code) => ({ ...sign, code }))
    const of = { organizationId: year.organizations.cell, signs }
    return db.database.asReader(scope, (tx) => readOpenRed(tx, scope, of))
  }
  expect(await openRed(['A2']), 'never screened').toBeNull()
  await correct(exampleMonth, absent)
  await screenExample(db, year)
  expect(await openRed(['A2', 'A1'])).toEqual(['A2'])
  expect(await openRed(['SG04']), 'no indicator of that name').toBeNull()
  await correct(exampleMonth, {}, 2)
  await rescreen(db.database, screeningScope(), {
    organizationId: year.organizations.cell,
    from: exampleMonth,
    now: exampleNow,
  })
  expect(await openRed(['A2', 'A1'])).toEqual([])
})

describe('who may do what; nothing is told apart from what is not there', () => {
  const asks: readonly [string, Permission, readonly AccountKey[]][] = [
    [
      'read',
      'monitoring:read',
      ['secretary', 'office', 'committee', 'board', 'standingCommittee', 'cityOffice', 'areaMember', 'inspection'],
    ],
    ['enter', 'monitoring:enter', ['secretary', 'office', 'board']],
    ['verify', 'monitoring:verify', ['office', 'board']],
    [
      'answer',
      'monitoring:answer',
      ['secretary', 'office', 'committee', 'board', 'standingCommittee', 'areaMember', 'inspection'],
    ],
    ['set up', 'monitoring:setup', ['board']],
    ['publish', 'monitoring:publish', ['standingCommittee']],
    ['screen', 'monitoring:screen', ['board']],
  ]
  const everybody: readonly AccountKey[] = [
    'member',
    'secretary',
    'teller',
    'office',
    'committee',
    'board',
    'standingCommittee',
    'cityOffice',
    'areaMember',
    'inspection',
    'systemAdmin',
    'privacyAuditor',
    'custodian',
    'nobody',
  ]
  test.each(asks)('%s', (_, permission, may) => {
    expect(everybody.filter((who) => year.prove(who, permission))).toEqual(may)
  })

  test.each<[AccountKey, string]>([
    ['strangerSecretary', 'NOT_FOUND'],
    ['neighbourSecretary', 'NOT_FOUND'],
    ['strangerOffice', 'NOT_FOUND'],
  ])('%s does not enter the figures of a cell that is not his', async (who, code) => {
    const saved = await saveSheet(db.database, year.scope(who, 'monitoring:enter'), {
      requestId: newId(),
      organizationId: year.organizations.cell,
      sheet: 'cell-month',
      subject: '',
      subjectName: null,
      start: '2026-12-01',
      figures: flawlessMonth,
      source: 'x',
      version: null,
      reason: null,
      now: exampleNow,
    })
    expect(saved).toEqual({ ok: false, refusal: { code } })
  })

  test('a stranger sees no sign, no result and no sheet, also past the code', async () => {
    await correct(exampleMonth, absent)
    await screenExample(db, year)
    expect(await signsOf(year.organizations.cell, 'strangerOffice')).toEqual([])
    expect(await signsOf(year.organizations.cell, 'neighbourSecretary')).toEqual([])
    const scope = year.scope('strangerOffice', 'monitoring:read')
    const seen = await db.database.asReader(
      scope,
      (tx) => tx.$queryRaw<{ n: number }[]>`
      select (select count(*) from monitoring_fact)::int + (select count(*) from sign_record where organization_id = ${year.organizations.cell}::uuid)::int as n`,
    )
    expect(seen).toEqual([{ n: 0 }])
  })

  test('results are the service’s alone, whoever works in the tree', async () => {
    await screenExample(db, year)
    const scope = year.scope('office', 'monitoring:enter')
    await expect(
      db.database.asActor(
        scope,
        (
          tx,
        ) => tx.$executeRaw`insert into screening_result (id, organization_id, month, run_id, answers, hash, rule_hash)
        select ${newId()}::uuid, organization_id, '2026-12-01', run_id, '[]', 'x', 'x' from screening_result limit 1`,
      ),
    ).rejects.toThrow()
  })
})

describe('sheets', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a month to come', { start: '2027-01-01' }, 'PERIOD_AHEAD'],
    ['a day that begins no month', { start: '2026-11-02' }, 'PERIOD_UNKNOWN'],
    ['a commune’s sheet for a cell', { sheet: 'area-month', figures: { largeGroups: 1 } }, 'NOT_OWED'],
    ['figures that do not add up', { figures: { ...flawlessMonth, membersPresent: 25 } }, 'SHEET_REFUSED'],
    ['nothing', { figures: {} }, 'SHEET_REFUSED'],
    ['somebody’s telephone number', { source: 'gọi 0912 345 678' }, 'NAMES_A_PERSON'],
    ['a sheet that is there already', { version: null, start: '2026-10-01' }, 'CHANGED_MEANWHILE'],
    [
      'a correction without a reason',
      { start: '2026-10-01', version: 1, figures: { ...flawlessMonth, membersPresent: 18, absentWithReason: 2 } },
      'REASON_REQUIRED',
    ],
    [
      'disunity without a conclusion',
      { sheet: 'organization-year', start: '2025-01-01', figures: { disunityConcluded: true }, source: 'nghe nói' },
      'CONCLUSION_REQUIRED',
    ],
  ])('%s is refused', async (_, changes, code) => {
    const saved = await saveSheet(db.database, year.scope('secretary', 'monitoring:enter'), {
      requestId: newId(),
      organizationId: year.organizations.cell,
      sheet: 'cell-month',
      subject: '',
      subjectName: null,
      start: '2026-12-01',
      figures: flawlessMonth,
      source: 'Biên bản',
      version: null,
      reason: null,
      ...changes,
      now: exampleNow,
    } as never)
    expect(saved).toMatchObject({ ok: false, refusal: { code } })
  })

  test('sent twice with one id it is stored once', async () => {
    const requestId = newId()
    const send = () =>
      saveSheet(db.database, year.scope('secretary', 'monitoring:enter'), {
        requestId,
        organizationId: year.organizations.cell,
        sheet: 'cell-month',
        subject: '',
        subjectName: null,
        start: '2026-12-01',
        figures: flawlessMonth,
        source: 'Biên bản',
        version: null,
        reason: null,
        now: exampleNow,
      })
    expect(await send()).toEqual(await send())
  })

  test('another person verifies, never who entered', async () => {
    const saved = await exampleSheet(db, year, '2026-12-01')
    if (!saved.ok) throw new Error(saved.refusal.code)
    const verify = (who: AccountKey) =>
      verifySheets(db.database, year.scope(who, 'monitoring:verify'), {
        requestId: newId(),
        factIds: [saved.value.factId],
      })
    expect(await verify('strangerOffice')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
    expect(await verify('office')).toEqual({ ok: true, value: { verified: 1 } })
    await expect(
      db.asOwner(
        'update monitoring_fact set verified_by = entered_by, verified_by_name = $1, verified_at = now() where verified_at is null',
        ['x'],
      ),
    ).rejects.toThrow('verified_by_another')
    await expect(db.asOwner(`update monitoring_fact set figures = '{}'`)).rejects.toThrow('superseded, never rewritten')
  })
})
