import { expect, test } from 'vitest'
import { newChangeSchema, newDirectiveSchema } from './directive.ts'
import {
  stepTask,
  type TaskAct,
  type TaskFacts,
  taskActSchema,
  taskDuty,
  taskEvents,
  taskHands,
  taskStates,
  taskTransition,
} from './directive-task.ts'

/** The whole matrix, read as a page of the rules: a dash is a step that must be refused. */
const page = `
           trace     report    accept    return    move      withdraw
open       open      reported  -         -         open      withdrawn
reported   -         -         accepted  returned  -         withdrawn
accepted   -         -         -         -         -         -
returned   returned  reported  -         -         returned  withdrawn
withdrawn  -         -         -         -         -         -`
const [events = [], ...lines] = page
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
const cells = lines.flatMap(([from = '', ...targets]) => targets.map((to, at) => ({ from, on: events[at] ?? '', to })))

const today = '2026-12-08'
const acts: Readonly<Record<string, TaskAct>> = {
  trace: { event: 'trace', kind: 'document', said: 'Đã họp', document: '5-BB/ĐU', doneOn: today },
  report: { event: 'report', word: 'Đã làm xong' },
  accept: { event: 'accept', word: '' },
  return: { event: 'return', reason: 'Chưa nêu kết quả' },
  move: { event: 'move', dueOn: '2027-01-15', reason: 'Chờ văn bản' },
  withdraw: { event: 'withdraw', reason: 'Trùng việc' },
}
const both: TaskFacts = {
  state: 'open',
  dueOn: '2026-12-31',
  traces: 1,
  isOwnReport: false,
  hands: ['owner', 'giver'],
}

test('the page lists every state and every event', () => {
  expect(lines.map(([from]) => from)).toEqual([...taskStates])
  expect(events).toEqual([...taskEvents])
})

test.each(cells)('$from, $on → $to', ({ from, on, to }) => {
  const next = stepTask({ ...both, state: from as TaskFacts['state'] }, acts[on] as TaskAct, today)

  expect(next.ok ? next.value : '-').toBe(to)
})

test('who owes traces and reports; who gave decides all the rest', () => {
  const by = taskEvents.map((event) => [
    event,
    taskStates.flatMap((state) => taskTransition(state, event) ?? [])[0]?.by,
  ])
  expect(Object.fromEntries(by)).toEqual({
    ...{ trace: 'owner', report: 'owner' },
    ...{ accept: 'giver', return: 'giver', move: 'giver', withdraw: 'giver' },
  })
})

test.each([
  ['reports without anything done', { traces: 0 }, acts['report'], ['NOTHING_DONE']],
  ['who gave it reports', { hands: ['giver'] }, acts['report'], ['ONLY_WHO_OWES']],
  ['who owes accepts', { state: 'reported', hands: ['owner'] }, acts['accept'], ['ONLY_WHO_GAVE']],
  ['who reported accepts', { state: 'reported', isOwnReport: true }, acts['accept'], ['OWN_REPORT']],
  ['a day ahead', {}, { ...acts['trace'], doneOn: '2026-12-09' }, ['DAY_AHEAD']],
  ['moved to the day it has', {}, { ...acts['move'], dueOn: '2026-12-31' }, ['SAME_DAY']],
  ['moved into the past', {}, { ...acts['move'], dueOn: '2026-12-07' }, ['DUE_IN_PAST']],
  [
    'everything at once',
    { hands: [], traces: 0 },
    { event: 'report', word: 'Ông Trần Văn Nam' },
    ['ONLY_WHO_OWES', 'NAMES_A_PERSON', 'NOTHING_DONE'],
  ],
] as const)('%s', (_, given, act, findings) => {
  const next = stepTask({ ...both, ...given } as TaskFacts, act as TaskAct, today)

  expect(next).toMatchObject({ ok: false, refusal: { code: 'TASK_REFUSED', findings } })
})

test.each([
  ['the owner', { reachesOwner: true, reachesGiver: false, isToItself: false }, ['owner']],
  ['the giver stands above the owner', { reachesOwner: true, reachesGiver: true, isToItself: false }, ['giver']],
  [
    'a level that gave itself the task',
    { reachesOwner: true, reachesGiver: true, isToItself: true },
    ['owner', 'giver'],
  ],
  ['a stranger', { reachesOwner: false, reachesGiver: false, isToItself: false }, []],
] as const)('hands of %s', (_, given, hands) => {
  expect(taskHands(given)).toEqual(hands)
})

test.each([
  ['the day itself is in time', 'open', null, '2026-12-08', 'open'],
  ['the day after', 'open', null, '2026-12-09', 'overdue'],
  ['returned and over', 'returned', '2026-12-01', '2026-12-09', 'overdue'],
  ['reported, whenever', 'reported', '2026-12-09', '2026-12-20', 'waiting'],
  ['accepted, reported on its day', 'accepted', '2026-12-08', '2026-12-20', 'in-time'],
  ['accepted, reported a day after', 'accepted', '2026-12-09', '2026-12-20', 'late'],
  ['withdrawn', 'withdrawn', null, '2026-12-20', 'withdrawn'],
] as const)('%s', (_, state, reportedOn, day, duty) => {
  expect(taskDuty({ state, firstDueOn: '2026-12-08', dueOn: '2026-12-08', reportedOn }, day)).toBe(duty)
})

test.each([
  ['moved later, not yet over', 'open', '2026-12-31', null, 'open'],
  ['moved later, reported by it and after the first day', 'accepted', '2026-12-31', '2026-12-20', 'late'],
  ['moved earlier, reported after it', 'accepted', '2026-12-01', '2026-12-05', 'late'],
] as const)('a day that moved: %s', (_, state, dueOn, reportedOn, duty) => {
  expect(taskDuty({ state, firstDueOn: '2026-12-08', dueOn, reportedOn }, '2026-12-15')).toBe(duty)
})

test.each([
  ['a page of the product', '/ratings/rules', true],
  ['no page', '', true],
  ['another site', 'https://example.com', false],
  ['another site without its scheme', '//example.com', false],
  ['a script', 'javascript:alert(1)', false],
])('what a document changes: %s', (_, place, isTaken) => {
  const form = { effect: 'adds-to', about: 'Quy tắc G3', place, said: 'Thêm tiêu chí', inForceOn: '2026-07-01' }
  expect(newChangeSchema.safeParse(form).success).toBe(isTaken)
})

test.each([
  ['whole', {}, true],
  ['without where it was read', { source: ' ' }, false],
  ['without its day', { issuedOn: '' }, false],
])('a document %s', (_, given, isTaken) => {
  const form = {
    ...{ organizationId: '01900000-0000-7000-8000-000000000001', kind: 'resolution', number: '15-NQ/TU', note: '' },
    ...{ issuer: 'Ban Thường vụ', issuedOn: '2017-07-04', title: 'Xây dựng cơ sở', source: 'Bản in', ...given },
  }
  expect(newDirectiveSchema.safeParse(form).success).toBe(isTaken)
})

test('a trace is a record, or a sentence with its day and document', () => {
  expect(taskActSchema.safeParse({ event: 'trace', kind: 'plan', targetId: 'x', doneOn: today }).success).toBe(false)
  expect(taskActSchema.safeParse({ ...acts['trace'], document: '' }).success).toBe(false)
  expect(taskActSchema.safeParse(acts['trace']).success).toBe(true)
})
