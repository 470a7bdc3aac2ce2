import { describe, expect, test } from 'vitest'
import { judgePlanContradiction } from './judge-contradiction.ts'
import { measuresFor } from './measures.ts'
import { occurrencesOf } from './occurrences.ts'
import { burnDown, slipOn } from './slip.ts'
import { stepTask, type TaskAct, type TaskGround } from './step-task.ts'
import { hasCircle, isTaskLate, type TaskFacts } from './task.ts'
import { taskReminders } from './task-reminders.ts'

const task: TaskFacts = {
  taskId: 't1',
  state: 'open',
  progress: 40,
  dueOn: '2026-12-18',
  baselineDueOn: '2026-12-18',
  dependsOn: ['t0'],
  ownerUserId: 'owner',
}
const first: TaskFacts = { ...task, taskId: 't0', state: 'done', progress: 100, dependsOn: [] }
const ground: TaskGround = {
  today: '2026-12-08',
  actorUserId: 'secretary',
  planState: 'in-progress',
  planEndsOn: '2027-05-31',
  tasks: [first, task],
  waitingSince: null,
  reporters: ['owner'],
}
const report: TaskAct = { event: 'report', progress: 100, evidence: '12-BC/ĐU', note: '' }
const reason = 'Chờ ý kiến cấp trên.'

describe('what a task refuses', () => {
  const rows: readonly [string, Partial<TaskFacts>, TaskAct, Partial<TaskGround>, string][] = [
    ['done without a paper', {}, { ...report, evidence: '' }, {}, 'EVIDENCE_MISSING'],
    ['done before what comes first', {}, report, { tasks: [{ ...first, state: 'open' }, task] }, 'DEPENDENCY_OPEN'],
    ['a plan nobody approved', {}, report, { planState: 'draft' }, 'PLAN_NOT_RUNNING'],
    ['a plan that is completed', {}, report, { planState: 'completed' }, 'PLAN_NOT_RUNNING'],
    ['a task that is done', { state: 'done' }, report, {}, 'TASK_ENDED'],
    ['going on without waiting', {}, { event: 'resume', reason }, {}, 'TASK_NOT_WAITING'],
    ['waiting twice', { state: 'waiting' }, { event: 'wait', waitingFor: 'Thành ủy', reason }, {}, 'TASK_WAITS'],
    ['a day after the plan', {}, { event: 'move', dueOn: '2027-06-01', reason }, {}, 'DUE_BEYOND_PLAN'],
    ['a day that has passed', {}, { event: 'move', dueOn: '2026-12-07', reason }, {}, 'DUE_IN_PAST'],
    [
      'the owner accepts his own',
      { state: 'done' },
      { event: 'accept-evidence', attachmentId: null, expiresOn: null, reason },
      { actorUserId: 'owner' },
      'ACCEPTER_DID_TASK',
    ],
    [
      'accepting what is not done',
      {},
      { event: 'accept-evidence', attachmentId: null, expiresOn: null, reason },
      {},
      'TASK_NOT_DONE',
    ],
    [
      'evidence past its day',
      { state: 'done' },
      { event: 'accept-evidence', attachmentId: null, expiresOn: '2026-12-08', reason },
      {},
      'EVIDENCE_EXPIRED',
    ],
  ]
  test.each(rows)('%s', (_name, of, act, given, code) => {
    expect(stepTask({ ...task, ...of }, act, { ...ground, ...given })).toEqual({
      ok: false,
      refusal: { code: 'TASK_REFUSED', findings: [{ code }] },
    })
  })
})

test('what was waited is counted apart; done keeps its day and its paper', () => {
  const waiting = { ...task, state: 'waiting' as const }
  expect(stepTask(waiting, { event: 'resume', reason }, { ...ground, waitingSince: '2026-12-01' })).toMatchObject({
    value: { state: 'open', waitedDays: 7, waitingSince: null },
  })
  expect(stepTask(task, report, ground)).toMatchObject({
    value: { state: 'done', progress: 100, doneOn: '2026-12-08', evidence: '12-BC/ĐU' },
  })
  expect([isTaskLate(task, '2026-12-19'), isTaskLate(task, '2026-12-18'), isTaskLate(waiting, '2026-12-19')]).toEqual([
    true,
    false,
    false,
  ])
})

test.each([
  [
    'no circle',
    [
      ['a', []],
      ['b', ['a']],
      ['c', ['a', 'b']],
    ],
    false,
  ],
  ['itself', [['a', ['a']]], true],
  [
    'over three',
    [
      ['a', ['c']],
      ['b', ['a']],
      ['c', ['b']],
    ],
    true,
  ],
] as const)('tasks that wait for each other: %s', (_name, pairs, expected) => {
  expect(hasCircle(pairs.map(([taskId, dependsOn]) => ({ taskId, dependsOn })))).toBe(expected)
})

test.each([
  ['month', '2026-12-15', '2027-03-15', ['2026-12-15', '2027-01-15', '2027-02-15', '2027-03-15']],
  ['quarter', '2026-12-15', '2027-05-01', ['2026-12-15', '2027-03-15']],
  ['week', '2026-12-15', '2026-12-14', []],
] as const)('again every %s from %s until %s', (rhythm, from, until, days) => {
  expect(occurrencesOf(from, { rhythm, until })).toEqual(days)
})

test('what slipped by a day: moved, late and further late every day, added afterwards left out', () => {
  const tasks = [
    { taskId: 'moved', baselineDueOn: '2026-12-10' },
    { taskId: 'late', baselineDueOn: '2026-12-10' },
    { taskId: 'done', baselineDueOn: '2026-12-10' },
    { taskId: 'added', baselineDueOn: null },
  ]
  const moments = [
    { taskId: 'moved', onDay: '2026-12-09', dueOn: '2026-12-30', progress: 20, isEnded: false },
    { taskId: 'done', onDay: '2026-12-08', dueOn: '2026-12-10', progress: 100, isEnded: true },
  ]
  const at = (day: string) =>
    slipOn(tasks, moments, day).map(({ taskId, slipDays, isLate }) => [taskId, slipDays, isLate])
  expect(at('2026-12-08')).toEqual([
    ['moved', 0, false],
    ['late', 0, false],
    ['done', 0, false],
  ])
  expect(at('2026-12-15')).toEqual([
    ['moved', 20, false],
    ['late', 5, true],
    ['done', 0, false],
  ])
})

test('the work gets less by month; months ahead are not known', () => {
  const tasks = [
    { baselineDueOn: '2026-12-10', endedOn: '2027-01-05' },
    { baselineDueOn: '2027-02-10', endedOn: null },
  ]
  expect(burnDown(tasks, ['2026-12-01', '2027-01-01', '2027-02-01'], '2027-01-20')).toEqual([
    { month: '2026-12-01', planned: 1, left: 2 },
    { month: '2027-01-01', planned: 1, left: 1 },
    { month: '2027-02-01', planned: 0, left: null },
  ])
})

test.each([
  ['work left', [{ state: 'open' }], [{ code: 'C5', status: 'red' }], null],
  ['all done, still red', [{ state: 'done' }], [{ code: 'C5', status: 'red' }], { red: ['C5'], unknown: [] }],
  ['all done, never screened', [{ state: 'closed' }], [{ code: 'C5', status: null }], { red: [], unknown: ['C5'] }],
  ['all done, suppressed', [{ state: 'done' }], [{ code: 'A2', status: 'suppressed' }], { red: [], unknown: ['A2'] }],
  ['all done and clear', [{ state: 'done' }], [{ code: 'C5', status: 'green' }], null],
  ['no task at all', [], [{ code: 'C5', status: 'red' }], null],
] as const)('100 % done while the sign has not moved: %s', (_name, tasks, signs, expected) => {
  expect(judgePlanContradiction(tasks, signs)).toEqual(expected)
})

test('reminders before, on and after the day, then the level above, over the rest days; none in the past', () => {
  // Friday 18 December 2026.
  expect(taskReminders('2026-12-18', '2026-12-01')).toEqual([
    { kind: 'consolidation.task-before', remindOn: '2026-12-15' },
    { kind: 'consolidation.task-before', remindOn: '2026-12-17' },
    { kind: 'consolidation.task-today', remindOn: '2026-12-18' },
    { kind: 'consolidation.task-late', remindOn: '2026-12-21' },
    { kind: 'consolidation.task-escalated', remindOn: '2026-12-25' },
  ])
  expect(taskReminders('2026-12-18', '2026-12-22').map(({ kind }) => kind)).toEqual(['consolidation.task-escalated'])
})

test('the library offers what was made for the sign first, each with its source', () => {
  const [one] = measuresFor(['C5'])
  expect(one).toMatchObject({ code: 'settle-petitions', confidence: 'S' })
  expect(measuresFor(['A5']).every(({ source }) => source !== '')).toBe(true)
})
