import { expect, test } from 'vitest'
import { type AssignmentPeriod, checkAssign, checkEnd, checkHandOver, checkTakeBack, mainFaults } from './index.ts'

const life = { from: '2025-07-01', to: '9999-12-31' }
const period = (change: Partial<AssignmentPeriod> = {}): AssignmentPeriod => ({
  assignmentId: 'a',
  kind: 'main',
  holderName: 'Nguyễn Văn An',
  validFrom: '2025-07-01',
  validTo: '9999-12-31',
  ...change,
})
const answer = (result: { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } }) =>
  result.ok ? 'ok' : result.refusal.code

test.each<[string, Parameters<typeof checkAssign>[0], readonly AssignmentPeriod[], string]>([
  [
    'the first in charge, on the first day',
    { kind: 'main', validFrom: '2025-07-01', decidedOn: '2025-07-01' },
    [],
    'ok',
  ],
  ['without a day of decision', { kind: 'main', validFrom: '2025-07-01', decidedOn: '' }, [], 'ok'],
  ['a day before the area exists', { kind: 'main', validFrom: '2025-06-30', decidedOn: '' }, [], 'OUTSIDE_LIFE'],
  [
    'decided a day too late',
    { kind: 'main', validFrom: '2025-07-01', decidedOn: '2025-07-02' },
    [],
    'DECIDED_AFTER_START',
  ],
  ['a second in charge', { kind: 'main', validFrom: '2026-01-01', decidedOn: '' }, [period()], 'MAIN_STANDS'],
  ['one supporting beside', { kind: 'supporting', validFrom: '2026-01-01', decidedOn: '' }, [period()], 'ok'],
  [
    'after one that was taken back',
    { kind: 'main', validFrom: '2026-01-01', decidedOn: '' },
    [period({ validTo: '2025-07-01' })],
    'ok',
  ],
])('assigning: %s', (_, command, periods, expected) => {
  expect(answer(checkAssign(command, { life, periods }))).toBe(expected)
})

const taker = { on: '2026-01-01', decidedOn: '2025-12-31', holderName: 'Trần Thị Bình' }
test.each<[string, Partial<typeof taker>, Partial<AssignmentPeriod>, typeof life, string]>([
  ['to somebody else', {}, {}, life, 'ok'],
  ['on the second day', { on: '2025-07-02', decidedOn: '2025-07-02' }, {}, life, 'ok'],
  ['on the first day', { on: '2025-07-01', decidedOn: '' }, {}, life, 'HAND_OVER_NOT_LATER'],
  ['decided after the day', { decidedOn: '2026-01-02' }, {}, life, 'DECIDED_AFTER_START'],
  ['to the same person', { holderName: 'Nguyễn Văn An' }, {}, life, 'SAME_HOLDER'],
  ['when another is planned', {}, { validTo: '2027-01-01' }, life, 'HAND_OVER_PLANNED'],
  ['of one taken back', {}, { validTo: '2025-07-01' }, life, 'ALREADY_ENDED'],
  ['on the day the area ends', {}, { validTo: '2026-01-01' }, { from: '2025-07-01', to: '2026-01-01' }, 'OUTSIDE_LIFE'],
])('handing over %s', (_, change, current, until, expected) => {
  expect(answer(checkHandOver({ ...taker, ...change }, { life: until, current: period(current) }))).toBe(expected)
})

test.each<[string, Partial<AssignmentPeriod>, string]>([
  ['who is in charge', {}, 'MAIN_NEEDS_HAND_OVER'],
  ['one who supports', { kind: 'supporting' }, 'ok'],
  ['one who ended that day', { kind: 'supporting', validTo: '2026-01-01' }, 'ALREADY_ENDED'],
  ['one who begins later', { kind: 'supporting', validFrom: '2026-01-02' }, 'HAND_OVER_NOT_LATER'],
])('ending %s', (_, current, expected) => {
  expect(answer(checkEnd(period(current), '2026-01-01'))).toBe(expected)
})

test.each([
  ['2026-01-02', 'ok'],
  ['2026-01-01', 'ALREADY_IN_FORCE'],
  ['2025-12-31', 'ALREADY_IN_FORCE'],
])('taking back on 01/01/2026 what begins on %s', (validFrom, expected) => {
  expect(answer(checkTakeBack(period({ validFrom }), '2026-01-01'))).toBe(expected)
})

const stretch = (validFrom: string, validTo: string) => period({ assignmentId: validFrom, validFrom, validTo })
test.each<[string, readonly AssignmentPeriod[], unknown[]]>([
  ['nobody ever', [], []],
  ['one without end', [stretch('2025-07-01', '9999-12-31')], []],
  ['a hand-over', [stretch('2025-07-01', '2026-01-01'), stretch('2026-01-01', '9999-12-31')], []],
  [
    'a day in between',
    [stretch('2025-07-01', '2026-01-01'), stretch('2026-01-02', '9999-12-31')],
    [{ code: 'GAP', from: '2026-01-01', to: '2026-01-02' }],
  ],
  [
    'two on one day',
    [stretch('2025-07-01', '2026-01-02'), stretch('2026-01-01', '9999-12-31')],
    [{ code: 'OVERLAP', from: '2026-01-01', to: '2026-01-02' }],
  ],
  ['nobody after', [stretch('2025-07-01', '2026-01-01')], [{ code: 'GAP', from: '2026-01-01', to: '9999-12-31' }]],
  ['one taken back', [stretch('2025-07-01', '9999-12-31'), stretch('2026-01-01', '2026-01-01')], []],
])('faults of those in charge: %s', (_, periods, faults) => {
  expect(mainFaults(periods, life)).toEqual(faults)
})
