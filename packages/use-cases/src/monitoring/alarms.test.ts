import { newId } from '@nq15/db/ids'
import { listResults } from '@nq15/db/monitoring/screening-result.read'
import { listSignsOf } from '@nq15/db/monitoring/sign.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import { answerAlarm, judgeAlarm, recordSign } from './answer-alarm.ts'
import {
  exampleMonth,
  exampleMonths,
  exampleSheet,
  flawlessMonth,
  screenExample,
  screeningScope,
} from './example-screening.ts'
import { draftOverlay, publishOverlay } from './keep-overlay.ts'
import { makeBacktest } from './make-backtest.ts'
import { saveSheet } from './save-sheet.ts'
import { escalate, remindSheets } from './screening-jobs.ts'

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

describe('alarms', () => {
  const raised = async () => {
    await correct(exampleMonth, absent)
    await screenExample(db, year)
    const sign = (await signsOf(year.organizations.cell)).find(({ code }) => code === 'A2')
    if (!sign) throw new Error('no sign')
    return sign
  }
  const answer = (
    who: AccountKey,
    signId: string,
    more: { version?: number; answer?: 'action' | 'no-action' | 'contested'; reason?: string | null } = {},
  ) =>
    answerAlarm(db.database, year.scope(who, 'monitoring:answer'), {
      requestId: newId(),
      signId,
      version: 1,
      answer: 'action',
      reason: null,
      ...more,
    })

  test.each<
    [AccountKey, { answer: 'action' | 'no-action' | 'contested'; reason: string | null; version?: number }, string]
  >([
    ['office', { answer: 'action', reason: null }, 'ok'],
    ['areaMember', { answer: 'action', reason: 'Dự họp chi bộ tháng 12' }, 'ok'],
    ['office', { answer: 'no-action', reason: null }, 'REASON_REQUIRED'],
    ['office', { answer: 'no-action', reason: 'Do mưa bão' }, 'ok'],
    ['office', { answer: 'contested', reason: 'Không đúng' }, 'ONLY_THE_ORGANIZATION_CONTESTS'],
    ['secretary', { answer: 'contested', reason: 'Số phải dự đã đổi' }, 'ok'],
    ['secretary', { answer: 'contested', reason: 'ông Nguyễn nói sai' }, 'NAMES_A_PERSON'],
    ['office', { answer: 'action', reason: null, version: 9 }, 'CHANGED_MEANWHILE'],
    ['strangerOffice', { answer: 'action', reason: null }, 'NOT_FOUND'],
  ])('%s answers %j: %s', async (who, given, expected) => {
    const sign = await raised()
    const found = await answer(who, sign.signId, given)
    expect(found.ok ? 'ok' : found.refusal.code).toBe(expected)
  })

  test('what the organization contests, another person answers; afterwards it is judged for the back-test', async () => {
    const sign = await raised()
    await answer('secretary', sign.signId, { answer: 'contested', reason: 'Số phải dự đã đổi' })
    expect(await answer('secretary', sign.signId, { version: 2 })).toMatchObject({
      refusal: { code: 'ANSWERED_BY_YOURSELF' },
    })
    expect(await answer('office', sign.signId, { version: 2 })).toMatchObject({ ok: true })
    const judge = (who: AccountKey, verdict: 'true' | 'false', reason: string | null = null) =>
      judgeAlarm(db.database, year.scope(who, 'monitoring:answer'), {
        requestId: newId(),
        signId: sign.signId,
        version: 3,
        verdict,
        reason,
      })
    expect(await judge('office', 'false')).toMatchObject({ refusal: { code: 'REASON_REQUIRED' } })
    expect(await judge('secretary', 'false', 'x')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
    expect(await judge('office', 'true')).toMatchObject({ ok: true })
  })

  test('unanswered after seven days it escalates once, and who stands above is told', async () => {
    await raised()
    const scope = screeningScope()
    expect(await escalate(db.database, scope, new Date('2026-12-15T03:00:00Z'))).toBe(0)
    const late = new Date('2026-12-16T03:00:00Z')
    expect(await escalate(db.database, scope, late)).toBeGreaterThan(0)
    expect(await escalate(db.database, scope, late)).toBe(0)
    const told = await db.asOwner(`select count(*)::int as n from outbox where type = 'monitoring.alarm-escalated'`)
    expect(told[0]?.['n']).toBeGreaterThan(0)
    expect((await signsOf(year.organizations.cell)).find(({ code }) => code === 'A2')).toMatchObject({
      alarmState: 'escalated',
    })
  })

  test('who is in charge of the area records a sign with its evidence; one of its kind at a time', async () => {
    const record = (who: AccountKey) =>
      recordSign(db.database, year.scope(who, 'monitoring:answer'), {
        requestId: newId(),
        organizationId: year.organizations.cell,
        code: 'SG08',
        evidence: 'Hồ sơ tổ chức số 12',
        since: '2026-10-01',
        now: exampleNow,
      })
    expect(await record('areaMember')).toMatchObject({ ok: true })
    expect(await record('office')).toMatchObject({ refusal: { code: 'ALREADY_OPEN' } })
    expect(await record('strangerOffice')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
    expect((await signsOf(year.organizations.cell)).find(({ code }) => code === 'SG08')).toMatchObject({
      kind: 'manual',
      alarmState: 'raised',
    })
  })
})

test('a city’s own thresholds: drafted by one, published by another, then they judge and never change', async () => {
  const content = {
    thresholds: [{ id: 'A2', yellow: 'value<=95', reason: 'Quyết định 5-QĐ/TU' }],
    dropped: [],
    figures: [],
    added: [],
    parameters: {},
  }
  const draft = await draftOverlay(db.database, year.scope('board', 'monitoring:setup'), {
    requestId: newId(),
    organizationId: year.organizations.city,
    effectiveFrom: '2026-12-08',
    basis: 'Quyết định 5-QĐ/TU',
    content,
    draft: null,
    now: exampleNow,
  })
  if (!draft.ok) throw new Error(draft.refusal.code)
  const publish = (who: AccountKey) =>
    publishOverlay(db.database, year.scope(who, 'monitoring:publish'), {
      requestId: newId(),
      organizationId: year.organizations.city,
      id: draft.value.id,
      version: 1,
      now: exampleNow,
    })
  expect(await publish('standingCommittee')).toMatchObject({ ok: true, value: { number: 1 } })
  await expect(db.asOwner(`update indicator_overlay set basis = 'x'`)).rejects.toThrow('published thresholds stand')
  // November is judged by the rules of its own last day, December by the new ones.
  expect(await screenExample(db, year)).toMatchObject({ ruleVersion: 'N1' })
  await exampleSheet(db, year, '2026-12-01')
  expect(await screenExample(db, year, '2026-12-01')).toMatchObject({ ruleVersion: 'N1+1' })
  expect(await statusOf('A2')).toBe('yellow')
})

test.each([
  [{ thresholds: [{ id: 'A2', yellow: 'value<<5', reason: 'x' }] }, 'FORMULA_MALFORMED'],
  [{ thresholds: [{ id: 'A2', yellow: 'salary>5', reason: 'x' }] }, 'UNKNOWN_NAME'],
  [{ thresholds: [{ id: 'A77', yellow: 'value>5', reason: 'x' }] }, 'UNKNOWN_INDICATOR'],
  [{ thresholds: [{ id: 'A2', yellow: 'value+5', reason: 'x' }] }, 'NOT_TRIED'],
  [{ parameters: { suppressUnder: 3 } }, 'UNDER_FLOOR'],
  [{}, 'NOTHING_CHANGED'],
])('thresholds %j are refused: %s', async (content, code) => {
  const drafted = await draftOverlay(db.database, year.scope('board', 'monitoring:setup'), {
    requestId: newId(),
    organizationId: year.organizations.city,
    effectiveFrom: '2026-12-08',
    basis: 'x',
    content: { thresholds: [], dropped: [], figures: [], added: [], parameters: {}, ...content },
    draft: null,
    now: exampleNow,
  })
  expect(drafted).toMatchObject({
    refusal: { code: 'OVERLAY_INVALID', findings: expect.arrayContaining([expect.objectContaining({ code })]) },
  })
})

test('the back-test counts what came before a bad outcome, and what did not', async () => {
  await correct('2026-11-01', absent)
  await screenExample(db, year)
  await saveSheet(db.database, year.scope('secretary', 'monitoring:enter'), {
    requestId: newId(),
    organizationId: year.organizations.cell,
    sheet: 'organization-year',
    subject: '',
    subjectName: null,
    start: '2026-01-01',
    figures: { grade: 'not-completed' },
    source: 'QĐ 9-QĐ/ĐU',
    version: null,
    reason: null,
    now: exampleNow,
  })
  const made = await makeBacktest(db.database, year.scope('board', 'monitoring:setup'), {
    requestId: newId(),
    organizationId: year.organizations.city,
    from: '2026-01-01',
    until: '2026-12-01',
  })
  if (!made.ok) throw new Error(made.refusal.code)
  expect(made.value.result.outcomes).toBe(1)
  expect(made.value.result.lines.find(({ code }) => code === 'A2')).toMatchObject({ hits: 1, leadMonths: 1 })
})

test('three days and one day before sheets are due, committees with cells that owe theirs are told', async () => {
  const scope = screeningScope()
  const days = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05']
  const told = []
  for (const day of days) told.push(await remindSheets(db.database, scope, new Date(`${day}T03:00:00Z`)))
  expect(told).toEqual([0, 2, 0, 2, 0])
})
