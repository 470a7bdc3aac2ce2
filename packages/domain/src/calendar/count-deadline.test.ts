import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarVn } from './calendar-vn.ts'
import { countDeadline, type Deadline } from './count-deadline.ts'
import { countTerm } from './count-term.ts'
import { deadlineRules } from './deadlines/deadline-rules.ts'
import { citeBasis } from './deadlines/documents.ts'
import { dueDayOf } from './due-day.ts'
import { addDays } from './legal-day.ts'
import type { Term } from './term.ts'

const dueOf = (deadline: Deadline) => {
  const answer = countDeadline(deadline)
  return answer.ok ? [answer.value.rawDue, answer.value.due] : answer.refusal.code
}

// Worked by hand from the calendars of 2025 and 2026.
describe('due days', () => {
  test.each<[because: string, Deadline, raw: string | null, due: string | null]>([
    [
      'K1 until 30/6/2026: 10 days (Luật Khiếu nại Điều 27)',
      { rule: 'K1', from: '2026-06-30' },
      '2026-07-10',
      '2026-07-10',
    ],
    [
      'K1 since 01/7/2026: 7 working days (NĐ 155/2026)',
      { rule: 'K1', from: '2026-07-01' },
      '2026-07-10',
      '2026-07-10',
    ],
    ['K1 received on a Friday before Tết 2026', { rule: 'K1', from: '2026-01-30' }, '2026-02-09', '2026-02-09'],
    ['K2: 30 days, the last one a working day', { rule: 'K2', from: '2026-03-02' }, '2026-04-01', '2026-04-01'],
    ['K2: 30 days ending on a Saturday roll to Monday', { rule: 'K2', from: '2026-03-05' }, '2026-04-04', '2026-04-06'],
    ['K2 complex: 45 days', { rule: 'K2', from: '2026-03-02', variant: 'complex' }, '2026-04-16', '2026-04-16'],
    [
      'K2 remote and complex: 60 days, 01/5 is a holiday',
      { rule: 'K2', from: '2026-03-02', variant: 'remote+complex' },
      '2026-05-01',
      '2026-05-04',
    ],
    [
      'K2 suspended: the days of suspension are added (L2:11a)',
      { rule: 'K2', from: '2026-09-03', suspensions: [['2026-09-18', '2026-10-12']] },
      '2026-10-27',
      '2026-10-27',
    ],
    [
      'K2 still suspended: no due day',
      { rule: 'K2', from: '2026-09-03', suspensions: [['2026-09-18', null]] },
      null,
      null,
    ],
    [
      'K8: in force the day after the waiting term, not rolled (L2:44)',
      { rule: 'K8', from: '2026-08-01' },
      '2026-08-31',
      '2026-09-01',
    ],
    [
      'K10: the notice of the dialogue, counted back from its day',
      { rule: 'K10', from: '2026-11-13' },
      '2026-11-08',
      '2026-11-06',
    ],
    ['T1: 7 working days', { rule: 'T1', from: '2026-11-23' }, '2026-12-03', '2026-12-03'],
    [
      'T3 complex, extended once by 30 days (L3:30)',
      { rule: 'T3', from: '2026-03-02', variant: 'complex', extensions: [30] },
      '2026-05-01',
      '2026-05-04',
    ],
    [
      'T3 especially complex, extended twice, the second shorter',
      { rule: 'T3', from: '2026-03-02', variant: 'especially_complex', extensions: [30, 10] },
      '2026-05-11',
      '2026-05-11',
    ],
    ['R9: the red line is not rolled off a Sunday', { rule: 'R9', from: '2026-07-09' }, '2026-08-23', '2026-08-23'],
    [
      'R8: one hour before the online session',
      { rule: 'R8', from: '2026-11-26T08:30' },
      '2026-11-26T07:30',
      '2026-11-26T07:30',
    ],
    [
      'F3: eight office hours over the noon break',
      { rule: 'F3', from: '2026-11-26T10:00' },
      '2026-11-27T10:00',
      '2026-11-27T10:00',
    ],
  ])('%s', (_, deadline, raw, due) => {
    expect(dueOf(deadline)).toEqual([raw, due])
  })
})

// The order of the codes is the order of the table in the day-counting rules: each row is wrong in two ways.
describe('refusals, the first that applies', () => {
  test.each<[code: string, Deadline]>([
    ['BAD_DATE', { rule: 'none', from: '2026-02-30' }],
    ['BAD_DATE', { rule: 'K2', from: '2026-03-02', suspensions: [['2026-13-01', null]] }],
    ['BAD_DATE', { rule: 'F3', from: '2026-11-26T25:00' }],
    ['UNKNOWN_RULE', { rule: 'K99', from: '2026-03-02', variant: 'complex' }],
    ['UNKNOWN_VARIANT', { rule: 'K1', from: '2011-03-02', variant: 'complex' }],
    ['NO_VERSION_FOR_DATE', { rule: 'R9', from: '2026-06-30', extensions: [3] }],
    ['NO_QUANTITY', { rule: 'R5', from: '2026-07-01', extensions: [3] }],
    ['EXTENSION_NOT_ALLOWED', { rule: 'T3', from: '2026-03-02', extensions: [30] }],
    ['EXTENSION_TOO_MANY', { rule: 'T3', from: '2026-03-02', variant: 'complex', extensions: [30, 99] }],
    ['EXTENSION_TOO_LONG', { rule: 'T3', from: '2026-03-02', variant: 'complex', extensions: [31] }],
    ['EXTENSION_TOO_LONG', { rule: 'T3', from: '2026-03-02', variant: 'complex', extensions: [0] }],
    ['SUSPENSION_NOT_ALLOWED', { rule: 'F3', from: '2026-03-02', suspensions: [['2026-03-03', null]] }],
    ['NEED_TIME', { rule: 'F3', from: '2026-03-02' }],
    ['SUSPENSION_NO_BASIS', { rule: 'K2', from: '2026-06-20', suspensions: [['2026-06-25', '2026-06-21']] }],
    [
      'SUSPENSION_OVERLAP',
      {
        rule: 'K2',
        from: '2026-09-03',
        suspensions: [
          ['2026-09-18', null],
          ['2026-12-20', null],
        ],
      },
    ],
    ['SUSPENSION_OUTSIDE_TERM', { rule: 'K2', from: '2026-09-03', suspensions: [['2026-12-18', '2026-12-01']] }],
    ['SUSPENSION_ORDER', { rule: 'K2', from: '2026-09-03', suspensions: [['2026-09-18', '2026-09-10']] }],
    ['CALENDAR_RANGE', { rule: 'K2', from: '2028-12-20' }],
  ])('%s', (code, deadline) => {
    expect(dueOf(deadline)).toBe(code)
  })
})

test('a complaint accepted before 01/7/2026 and undecided may be suspended from that day on', () => {
  expect(dueOf({ rule: 'K2', from: '2026-06-20', suspensions: [['2026-07-01', '2026-07-11']] })).toEqual([
    '2026-07-30',
    '2026-07-30',
  ])
})

test('no two versions of a rule are in force on one day', () => {
  const overlapping = deadlineRules.filter((one) =>
    deadlineRules.some(
      (other) =>
        other !== one &&
        other.id === one.id &&
        other.variant === one.variant &&
        one.validFrom <= (other.validTo ?? '9999') &&
        other.validFrom <= (one.validTo ?? '9999'),
    ),
  )
  expect(overlapping).toEqual([])
})

test.each([
  ['L1:28.1', 'khoản 1 Điều 28 Luật Tiếp công dân số 42/2013/QH13 (sửa đổi bởi Luật số 136/2025/QH15)'],
  ['D1:41.3b', 'điểm b khoản 3 Điều 41 Nghị định số 154/2026/NĐ-CP'],
  ['L2:27/36/50', 'Điều 27/36/50 Luật Khiếu nại số 02/2011/QH13 (sửa đổi bởi Luật số 136/2025/QH15)'],
  ['QĐ 164-QĐ/TW', 'QĐ 164-QĐ/TW'],
])('%s is cited in words', (basis, words) => {
  expect(citeBasis(basis)).toBe(words)
})

test('adding gives the same day as walking, and says nothing where walking refuses', () => {
  const day = fc.integer({ min: -30, max: 1_900 }).map((days) => addDays(calendarVn.from, days))
  const suspensions = fc
    .tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: -2, max: 60 }),
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 0, max: 30 }),
    )
    .chain(([first, length, gap, second]) =>
      fc.constantFrom(
        [],
        [[first, length]],
        [
          [first, length],
          [first + length + gap, second],
        ],
      ),
    )
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 0, max: 90 }),
      fc.constantFrom('WD', 'CD'),
      fc.constantFrom('next_wd', 'none', 'pre', 'after'),
      suspensions,
      (from, quantity, unit, roll, pauses) => {
        const term: Term = {
          from,
          quantity,
          unit: unit as Term['unit'],
          roll: roll as Term['roll'],
          suspensions: pauses.map(
            ([after = 0, length = 0]) => [addDays(from, after), addDays(from, after + length)] as const,
          ),
        }
        const walked = countTerm(term)
        const added = dueDayOf(term)
        if (!walked.ok) expect(added).toBeNull()
        else if (added)
          expect(added).toEqual({
            rawDue: walked.value.rawDue,
            due: walked.value.due,
            provisional: walked.value.provisional,
          })
      },
    ),
    { numRuns: 3_000 },
  )
})
