import { expect, test } from 'vitest'
import {
  checkKeepReport,
  checkRemoval,
  checkSignReport,
  type RemovalGround,
  type ReportGround,
  reportFacts,
  reportPeriod,
  reportsOf,
} from './index.ts'

const plan = { approvedOn: '2026-10-26', endedOn: null as string | null, endsOn: '2027-04-30', content: {} }
const names = (change: Partial<typeof plan>, today: string) =>
  reportsOf({ ...plan, ...change }, today).map(({ period }) => period)

test.each<[string, Partial<typeof plan> & { content?: { reportDay: number } }, string, readonly string[]]>([
  ['approved after the day of October: November is the first', {}, '2026-11-01', ['2026-11']],
  ['approved on the day of October', { approvedOn: '2026-10-25' }, '2026-11-01', ['2026-10', '2026-11']],
  ['the last month of a quarter owes two', {}, '2026-12-01', ['2026-11', '2026-12', '2026-Q4']],
  ['its own day of the month', { content: { reportDay: 28 } }, '2026-11-01', ['2026-10', '2026-11']],
  ['done before the day of December', { endedOn: '2026-12-20' }, '2027-02-01', ['2026-11']],
  ['done on the day of December', { endedOn: '2026-12-25' }, '2027-02-01', ['2026-11', '2026-12', '2026-Q4']],
])('reports owed: %s', (_, change, today, expected) => {
  expect(names(change, today)).toEqual(expected)
})
test('a draft owes nothing', () => expect(reportsOf({ ...plan, approvedOn: null }, '2026-12-01')).toEqual([]))

test('a quarter is due with the report of its last month', () => {
  expect(reportPeriod('2026-Q1', {})).toEqual({
    ...{ kind: 'quarter', period: '2026-Q1', from: '2026-01-01', to: '2026-03-31', dueOn: '2026-03-25' },
  })
})

const task = (title: string, change: Partial<ReportGround['tasks'][number]>) => ({
  ...{
    title,
    ownerName: 'Lan',
    state: 'open' as const,
    dueOn: '2026-11-10',
    doneOn: null,
    baselineDueOn: '2026-11-10',
  },
  ...{ waitingFor: null, ...change },
})
const ground: ReportGround = {
  today: '2026-11-25',
  endsOn: '2027-04-30',
  tasks: [
    task('late', {}),
    task('done in time', { state: 'done', doneOn: '2026-11-09' }),
    task('done last month', { state: 'done', doneOn: '2026-10-30', dueOn: '2026-10-31' }),
    task('waits', { state: 'waiting', waitingFor: 'Thanh tra', dueOn: '2026-11-02' }),
    task('ahead', { dueOn: '2026-12-20', baselineDueOn: '2026-12-15' }),
    task('given up', { state: 'closed' }),
  ],
  goals: [{ signCode: 'C5', measure: 'Vụ việc', baseline: null, target: 0, unit: 'vụ', dueOn: '2027-03-31' }],
  situation: [{ code: 'C5', status: 'red' }],
  colours: [
    { code: 'C5', month: '2026-11-01', status: 'yellow' },
    { code: 'C5', month: '2026-10-01', status: 'red' },
  ],
  visits: [{ visitedOn: '2026-11-12', authorName: 'Phúc', seen: 'Đã họp.' }],
  review: { isPositive: true, reference: '9-BC' },
}

test('a month says what was due, done, late and waits, and how signs moved', () => {
  const facts = reportFacts(reportPeriod('2026-11', {}), ground)
  expect(facts.counts).toEqual({ all: 5, due: 3, done: 1, late: 1, waiting: 1 })
  expect(facts.signs).toEqual([{ code: 'C5', atApproval: 'red', before: 'red', now: 'yellow', month: '2026-11-01' }])
  expect(facts.forecast).toEqual({ open: 3, slipDays: 15, daysLeft: 156, endsOn: '2027-04-30' })
  // Goals, visits and the review belong to the quarter.
  expect([facts.goals, facts.visits, facts.review]).toEqual([[], [], null])
  const quarter = reportFacts(reportPeriod('2026-Q4', {}), ground)
  expect([quarter.goals.length, quarter.visits.length, quarter.review]).toEqual([1, 1, ground.review])
})

test('a month that is over is told as it ended: what was done since does not make it better', () => {
  const since = { ...ground, today: '2026-12-20', tasks: [task('late', { state: 'done', doneOn: '2026-12-05' })] }
  expect(reportFacts(reportPeriod('2026-11', {}), since).counts).toMatchObject({ done: 0, late: 1 })
})

const words = { assessment: 'Đúng hướng.', help: '', next: '' }
const counts = { all: 1, due: 1, done: 1, late: 0, waiting: 0 }
test.each<[string, Parameters<typeof checkSignReport>, readonly string[]]>([
  ['whole', [{ words, isSigned: false }, { counts }], []],
  ['never kept', [{ words: null, isSigned: false }, { counts }], ['REPORT_NOT_KEPT']],
  [
    'without a word on what is late',
    [{ words: { ...words, assessment: '' }, isSigned: false }, { counts: { ...counts, late: 1 } }],
    ['ASSESSMENT_MISSING', 'HELP_MISSING'],
  ],
  ['twice', [{ words, isSigned: true }, { counts }], ['REPORT_SIGNED']],
])('signing a report: %s', (_, given, codes) => {
  const answer = checkSignReport(...given)
  expect(answer.ok ? [] : answer.refusal.findings.map(({ code }) => code)).toEqual(codes)
})
test('a report of a period that is not owed is not kept', () => {
  const owed = reportsOf(plan, '2026-11-25')
  expect(checkKeepReport('2026-11', { owed, isSigned: false }).ok).toBe(true)
  expect(checkKeepReport('2026-12', { owed, isSigned: false })).toMatchObject({
    refusal: { findings: [{ code: 'PERIOD_NOT_OWED' }] },
  })
})

const nothing: RemovalGround = {
  cleared: 'unknown',
  openCasesA: null,
  committee: null,
  rating: null,
  review: null,
  removal: null,
}
const held: RemovalGround = {
  ...{ cleared: 'yes' as const, openCasesA: 0, committee: { status: 'green', month: '2026-11-01' } },
  rating: { level: 'HT', decidedOn: '2025-12-20' },
  review: { isPositive: true, reference: '9-BC', isByOwner: false },
  removal: { number: '3-QĐ', decidedOn: '2026-12-01' },
}
test.each<[string, RemovalGround, readonly string[]]>([
  ['nothing known: unknown, never cleared', nothing, ['unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'no']],
  ['all held', held, ['yes', 'yes', 'yes', 'yes', 'yes', 'yes']],
  [
    'no data of the committee, no level, a review by the owner',
    {
      ...held,
      committee: { status: 'no-data', month: '2026-11-01' },
      rating: { level: 'NOT_RATED', decidedOn: null },
      review: { isPositive: true, reference: '9-BC', isByOwner: true },
    },
    ['yes', 'yes', 'unknown', 'unknown', 'no', 'yes'],
  ],
  [
    'a seat empty, not completed, cases open',
    { ...held, openCasesA: 1, committee: { status: 'yellow', month: '' }, rating: { level: 'KHT', decidedOn: null } },
    ['yes', 'no', 'no', 'no', 'yes', 'yes'],
  ],
])('conditions of removal: %s', (_, given, expected) => {
  expect(checkRemoval(given).map(({ holds }) => holds)).toEqual(expected)
})
