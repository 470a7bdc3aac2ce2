import { expect, test } from 'vitest'
import {
  checkPromiseAct,
  checkReceptionDay,
  checkVisitNote,
  dutyMonths,
  isPromiseLate,
  type NewVisitNote,
  type PromiseAct,
  promiseState,
} from './index.ts'

const today = '2026-12-08'
const note = (change: Partial<NewVisitNote> = {}): NewVisitNote => ({
  visitedOn: today,
  seen: 'Chi bộ sinh hoạt đúng lịch.',
  promises: [{ promise: 'Báo cáo Thường trực về đất đai', dueOn: '2026-12-20' }],
  ...change,
})

test.each<[string, NewVisitNote, boolean, readonly string[]]>([
  ['on the day itself', note(), true, []],
  ['of the 60th day back', note({ visitedOn: '2026-10-09' }), true, []],
  ['of the 61st day back', note({ visitedOn: '2026-10-08' }), true, ['VISIT_TOO_OLD']],
  ['of tomorrow', note({ visitedOn: '2026-12-09' }), true, ['VISIT_IN_FUTURE']],
  ['without a promise', note({ promises: [] }), true, []],
  [
    'by somebody who was not in charge, with a promise before the visit',
    note({ promises: [{ promise: 'Trả lời', dueOn: '2026-12-07' }] }),
    false,
    ['NOT_IN_CHARGE', 'PROMISE_BEFORE_VISIT'],
  ],
])('a note %s', (_, given, isInCharge, codes) => {
  const answer = checkVisitNote(given, { today, isInCharge })
  expect(answer.ok ? [] : answer.refusal.findings.map(({ code }) => code)).toEqual(codes)
})

const promise = { dueOn: '2026-12-10', keptOn: null as string | null, word: '', isRenewed: false }
test.each<[string, Partial<typeof promise>, string, string, boolean]>([
  ['eight days ahead', {}, '2026-12-02', 'made', false],
  ['seven days ahead', {}, '2026-12-03', 'due-soon', false],
  ['on its day', {}, '2026-12-10', 'due-soon', false],
  ['the day after', {}, '2026-12-11', 'missed', true],
  ['with a word', { word: 'Chờ thành phố trả lời.' }, '2026-12-11', 'explained', true],
  ['kept on its day', { keptOn: '2026-12-10', word: '4-TB/TU' }, '2027-01-01', 'kept', false],
  ['kept a day late', { keptOn: '2026-12-11', word: '4-TB/TU' }, '2027-01-01', 'kept-late', false],
  ['whose place another took', { isRenewed: true, word: 'Lùi hạn.' }, '2027-01-01', 'renewed', false],
])('a promise %s', (_, change, day, state, isLate) => {
  expect([promiseState({ ...promise, ...change }, day), isPromiseLate({ ...promise, ...change }, day)]).toEqual([
    state,
    isLate,
  ])
})

test.each<[string, PromiseAct, Partial<typeof promise>, readonly string[]]>([
  ['kept today', { event: 'keep', keptOn: today, word: '4-TB/TU' }, {}, []],
  ['kept tomorrow', { event: 'keep', keptOn: '2026-12-09', word: 'x' }, {}, ['KEPT_IN_FUTURE']],
  ['kept before the visit', { event: 'keep', keptOn: '2026-11-30', word: 'x' }, {}, ['KEPT_BEFORE_VISIT']],
  ['kept twice', { event: 'keep', keptOn: today, word: 'x' }, { keptOn: '2026-12-05', word: 'x' }, ['PROMISE_ENDED']],
  ['explained in time', { event: 'explain', word: 'x' }, {}, ['NOT_OVERDUE']],
  ['explained when late', { event: 'explain', word: 'x' }, { dueOn: '2026-12-07' }, []],
  ['renewed to its own day', { event: 'renew', word: 'x', dueOn: '2026-12-10' }, {}, ['NEW_DAY_NOT_LATER']],
  [
    'renewed into the past',
    { event: 'renew', word: 'x', dueOn: '2026-12-07' },
    { dueOn: '2026-12-01' },
    ['NEW_DAY_NOT_LATER'],
  ],
  ['renewed to a later day', { event: 'renew', word: 'x', dueOn: '2026-12-31' }, {}, []],
])('an act: %s', (_, act, change, codes) => {
  const answer = checkPromiseAct({ ...promise, visitedOn: '2026-12-01', ...change }, act, today)
  expect(answer.ok ? [] : answer.refusal.findings.map(({ code }) => code)).toEqual(codes)
})

test('days are counted by month: a day once, the month of taking over owes nothing, without a norm nothing is due', () => {
  const held = ['2026-10-20', '2026-10-20', '2026-10-02', '2026-11-03', '2026-12-08']
  const span = { from: '2026-10-15', to: '2026-12-09', heldOn: held }
  expect(dutyMonths({ perMonth: 2 }, span)).toEqual([
    { month: '2026-10', due: 0, held: 1 },
    { month: '2026-11', due: 2, held: 1 },
    { month: '2026-12', due: 2, held: 1 },
  ])
  expect(dutyMonths(null, { ...span, from: '2026-12-01' })).toEqual([{ month: '2026-12', due: null, held: 1 }])
})

test.each([
  ['2026-12-09', 'HELD_IN_FUTURE'],
  ['2026-12-08', 'ok'],
  ['2025-12-08', 'ok'],
  ['2025-12-07', 'HELD_TOO_OLD'],
])('a day of reception held on %s', (heldOn, expected) => {
  const answer = checkReceptionDay({ heldOn }, today)
  expect(answer.ok ? 'ok' : answer.refusal.code).toBe(expected)
})
