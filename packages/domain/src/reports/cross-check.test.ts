import { expect, test } from 'vitest'
import { crossCheck, crossCheckInputSchema } from './cross-check.ts'

// The figures of Hà Nội are those published for 11/2019, H1/2019 and 1/8/2024–31/7/2025 (weak units §1.6, confidence S).
test.each<[because: string, input: unknown, answer: object]>([
  [
    'T1 adds up',
    { table: 'T1', start: 58, added: 4, takenOff: 10, merged: 2, end: 50 },
    { ok: true, check: 'CK1', difference: 0, signOff: 'open', percentConsolidated: 16.1 },
  ],
  [
    'T1 of 11/2019: 162 of 220 consolidated, 55 left, 3 unexplained; a remark explains nothing',
    { table: 'T1', 'start+added': 220, takenOff: 162, merged: 0, end: 55, remark: 'đã sáp nhập' },
    { ok: false, check: 'CK1', difference: 3, signOff: 'blocked', percentConsolidated: 73.6 },
  ],
  [
    'T1 with more at the end than there can be',
    { table: 'T1', start: 10, added: 0, takenOff: 2, merged: 0, end: 9 },
    { ok: false, difference: -1, signOff: 'blocked' },
  ],
  [
    'nothing on the list: no percentage',
    { table: 'T1', start: 0, added: 0, takenOff: 0, merged: 0, end: 0 },
    { ok: true, percentConsolidated: '–' },
  ],
  [
    'the next period begins where the last one ended',
    { table: 'T1', lastPeriodEnd: 55, thisPeriodStart: 55 },
    { ok: true, check: 'CK8' },
  ],
  [
    'it does not: both are laid side by side',
    { table: 'T1', lastPeriodEnd: 55, thisPeriodStart: 58 },
    { ok: false, check: 'CK8', snapshotsShown: 2 },
  ],
  [
    'T2 of 11/2019: 41 of 97 cases taken off',
    { table: 'T2', start: 97, new: 0, takenOff: 41, cutOff: '2019-11-30' },
    { ok: true, check: 'CK2', percentTakenOff: 42.3, listedAtEnd: 56, cutOffShown: true },
  ],
  [
    'T2 counts what was re-opened',
    { table: 'T2', start: 10, new: 2, reopened: 1, takenOff: 3, cutOff: '2026-06-30' },
    { listedAtEnd: 10, percentTakenOff: 25 },
  ],
  ['T2 without a cut-off day', { table: 'T2', start: 10, new: 2, takenOff: 3 }, { ok: false, cutOffShown: false }],
  [
    'T3 settlement as published: 94.6 %',
    { table: 'T3', inCompetence: 2389, settled: 2260, open: 129 },
    { ok: true, check: 'CK3', rate: 94.6, difference: 0 },
  ],
  [
    'T3 one case is missing',
    { table: 'T3', inCompetence: 2389, settled: 2260, open: 128 },
    { ok: false, difference: 1 },
  ],
  [
    'T3 first and repeated',
    { table: 'T3', cases: 24_001, first: 16_612, repeated: 7_389 },
    { ok: true, repeatShare: 30.8 },
  ],
  [
    'T3 visits and people are each their own sum',
    {
      table: 'T3',
      visits: 31_826,
      regular: 21_507,
      leaders: 10_319,
      people: 37_879,
      regularPeople: 24_559,
      leadersPeople: 13_320,
    },
    { ok: true, leaderShare: 32.4 },
  ],
  [
    'T3 petitions say nothing about cases (CK9)',
    { table: 'T3', petitionsReceived: 50_520, petitionsProcessed: 47_710, cases: 24_001 },
    { ok: true, processedShare: 94.4, derivedCasesFromPetitions: false },
  ],
  ['T3 more processed than received', { table: 'T3', petitionsReceived: 10, petitionsProcessed: 11 }, { ok: false }],
  [
    'T4 of H1/2019: 442 members',
    { table: 'T4', disciplined: 442, forms: { reprimand: 315, warning: 68, 'removal-from-post': 7, expulsion: 52 } },
    { ok: true, check: 'CK4', sum: 442, difference: 0 },
  ],
  [
    'T4 names its line',
    { table: 'T4', disciplined: 442, forms: { reprimand: 315, warning: 68, 'removal-from-post': 7, expulsion: 51 } },
    { ok: false, sum: 441, difference: -1, namesLine: 'T4 discipline by form, members' },
  ],
  [
    'two communes did not report: incomplete, never zero',
    { unitsReporting: 124, unitsTotal: 126, sum: 1840 },
    { ok: false, check: 'CK5', shown: '1840 (incomplete: 124 of 126)', missingAsZero: false },
  ],
  ['all reported', { unitsReporting: 126, unitsTotal: 126, sum: 1840 }, { ok: true, shown: '1840' }],
  [
    'two sources of one day contradict each other: both are shown, nothing is averaged',
    {
      figure: 'xã có vụ việc',
      sources: [
        { value: 'hơn 100', source: 'W2', cutOff: '2017-07-11' },
        { value: 164, source: 'W3', cutOff: '2017-07-11' },
      ],
    },
    {
      ok: true,
      check: 'CK7',
      average: null,
      sourcesShown: 2,
      conflict: true,
      conflictShown: true,
      shown: ['hơn 100 · W2, 2017-07-11', '164 · W3, 2017-07-11'],
    },
  ],
  [
    'another day is another figure',
    {
      figure: 'TCCSĐ đã củng cố',
      sources: [
        { value: 162, cutOff: '2019-11-30' },
        { value: 190, cutOff: '2020-07-04' },
      ],
    },
    { ok: true, conflict: false, shown: ['162 · 2019-11-30', '190 · 2020-07-04'] },
  ],
  ['a figure with a source and no day', { figure: 'x', sources: [{ value: 1, source: 'W2' }] }, { ok: false }],
  [
    'plain values that differ',
    { figure: 'ngày ban hành', sources: ['16/12/2016', '26/12/2016'] },
    { conflict: true, shown: ['16/12/2016', '26/12/2016'], default: '16/12/2016' },
  ],
])('%s', (_, input, answer) => {
  expect(crossCheck(crossCheckInputSchema.parse(input))).toMatchObject(answer)
})

test.each([
  ['a total without its parts', { table: 'T1', start: 3, takenOff: 0, merged: 0, end: 3 }],
  ['half a visit', { table: 'T3', cases: 1.5, first: 1, repeated: 0.5 }],
  ['an unknown table', { table: 'T9', cases: 1 }],
])('%s is wrong use', (_, input) => {
  expect(crossCheckInputSchema.safeParse(input).success).toBe(false)
})
