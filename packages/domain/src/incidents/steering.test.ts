import { describe, expect, test } from 'vitest'
import {
  judgeNewMeeting,
  judgeNewSeat,
  judgeSeatEnd,
  type MeetingFacts,
  type MeetingState,
  meetingStates,
  meetingsOwed,
  type SteeringAct,
  type SteeringEvent,
  seatsOn,
  steeringActSchema,
  steeringEvents,
  stepMeeting,
} from './steering.ts'

const today = '2026-12-08'
const conclusionId = '11111111-1111-4111-8111-111111111111'
const acts: Readonly<Record<SteeringEvent, SteeringAct>> = {
  postpone: { event: 'postpone', planOn: '2026-12-15', reason: 'Bận kỳ họp' },
  drop: { event: 'drop', reason: 'Ghép vào kỳ sau' },
  hold: { event: 'hold', heldOn: today, present: 14 },
  'add-conclusion': { event: 'add-conclusion', text: 'Chi trả đợt hai', owner: 'UBND xã', dueOn: '2026-12-31' },
  conclude: { event: 'conclude', number: '12-TB/BCĐ', decidedOn: today, summary: 'Tình hình ổn định.' },
  finish: { event: 'finish', conclusionId, doneOn: today, result: 'Đã chi trả' },
  extend: { event: 'extend', conclusionId, dueOn: '2027-01-15', reason: 'Chờ kinh phí' },
}
const open = { conclusionId, dueOn: '2026-12-31', doneOn: null }
const judge = (facts: Partial<MeetingFacts>, act: SteeringAct) => {
  const judged = stepMeeting({ state: 'planned', heldOn: '2026-12-05', conclusions: [open], ...facts }, act, today)
  if (judged.ok) return judged.value.to
  return judged.refusal.code === 'NO_SUCH_STEP'
    ? 'NO_SUCH_STEP'
    : judged.refusal.findings.map(({ code }) => code).join(', ')
}

describe('the whole table: every event in every state leads where it is written or is refused by name', () => {
  // 0 stands for: it stays where it is.
  const ways: Readonly<Record<MeetingState, Partial<Record<SteeringEvent, MeetingState | 0>>>> = {
    planned: { postpone: 0, drop: 'dropped', hold: 'held' },
    held: { 'add-conclusion': 0, conclude: 'concluded' },
    concluded: { finish: 0, extend: 0 },
    dropped: {},
  }
  test.each(meetingStates.flatMap((state) => steeringEvents.map((event) => [state, event] as const)))(
    '%s: %s',
    (state, event) => {
      const way = ways[state][event]
      expect(judge({ state }, acts[event])).toBe(way === undefined ? 'NO_SUCH_STEP' : way === 0 ? state : way)
      expect(steeringActSchema.safeParse(acts[event]).success).toBe(true)
    },
  )
})

test.each<[string, Partial<MeetingFacts>, SteeringAct, string]>([
  ['held tomorrow', {}, { ...acts.hold, heldOn: '2026-12-09' } as SteeringAct, 'DAY_AHEAD'],
  ['postponed into the past', {}, { ...acts.postpone, planOn: '2026-12-07' } as SteeringAct, 'PLAN_IN_PAST'],
  ['nothing was concluded', { state: 'held', conclusions: [] }, acts.conclude, 'CONCLUSION_MISSING'],
  [
    'signed before it was held',
    { state: 'held' },
    { ...acts.conclude, decidedOn: '2026-12-04' } as SteeringAct,
    'CONCLUDED_BEFORE_HELD',
  ],
  [
    'due before it was held',
    { state: 'held' },
    { ...acts['add-conclusion'], dueOn: '2026-12-04' } as SteeringAct,
    'DUE_BEFORE_HELD',
  ],
  [
    'done twice',
    { state: 'concluded', conclusions: [{ ...open, doneOn: '2026-12-07' }] },
    acts.finish,
    'CONCLUSION_DONE',
  ],
  ['of another meeting', { state: 'concluded', conclusions: [] }, acts.finish, 'CONCLUSION_MISSING'],
  [
    'a new day is a later day',
    { state: 'concluded' },
    { ...acts.extend, dueOn: '2026-12-31' } as SteeringAct,
    'NEW_DAY_NOT_LATER',
  ],
  [
    'no name is an owner',
    { state: 'held' },
    { ...acts['add-conclusion'], owner: 'ông Bình' } as SteeringAct,
    'NAMES_A_PERSON',
  ],
])('%s', (_, facts, act, expected) => expect(judge(facts, act)).toBe(expected))

const seat = { role: 'head', post: 'Bí thư', since: '2025-07-01', until: null } as const
const given = {
  organizationId: conclusionId,
  role: 'head',
  post: 'Phó Bí thư',
  since: '2026-01-01',
  number: '1-QĐ/TU',
} as const
test.each<[string, Parameters<typeof judgeNewSeat>[0], Parameters<typeof judgeNewSeat>[1], string]>([
  ['the first head', given, [], ''],
  ['one head at a time', given, [seat], 'HEAD_TAKEN'],
  ['the next one from the day the last one ends', given, [{ ...seat, until: '2026-01-01' }], ''],
  ['no post sits twice', { ...given, role: 'member', post: 'bí thư' }, [seat], 'SEAT_TAKEN'],
  ['a post, not a name', { ...given, post: 'Ông Bình' }, [], 'NAMES_A_PERSON'],
])('a seat: %s', (_, said, seats, expected) => {
  expect(
    judgeNewSeat(said, seats)
      .map(({ code }) => code)
      .join(', '),
  ).toBe(expected)
})

test('the committee as of a day, through time; a seat ends once and after it began', () => {
  const seats = [
    { ...seat, until: '2026-03-01' },
    { ...seat, post: 'Phó Bí thư', since: '2026-03-01' },
  ]
  const on = (day: string) => seatsOn(seats, day).map(({ post }) => post)
  expect(['2025-06-30', '2025-07-01', '2026-02-28', '2026-03-01'].map(on)).toEqual([
    [],
    ['Bí thư'],
    ['Bí thư'],
    ['Phó Bí thư'],
  ])
  expect(judgeSeatEnd(seat, { until: '2025-07-01', number: '2' })).toEqual([{ code: 'UNTIL_NOT_LATER' }])
  expect(judgeSeatEnd({ ...seat, until: '2026-01-01' }, { until: '2026-02-01', number: '2' })).toEqual([
    { code: 'SEAT_ENDED' },
  ])
})

test('meetings are owed in months 3, 6, 9 and 12', () => {
  const meetings = [
    { meetingId: 'a', state: 'concluded', planOn: '2026-03-02', heldOn: '2026-03-05' },
    { meetingId: 'b', state: 'dropped', planOn: '2026-06-02', heldOn: null },
    { meetingId: 'c', state: 'planned', planOn: '2026-12-10', heldOn: null },
  ] as const
  const of = (day: string) => meetingsOwed(meetings, { year: 2026, today: day }).map(({ state }) => state)
  expect(of(today)).toEqual(['held', 'late', 'late', 'planned'])
  expect(of('2026-06-30')).toEqual(['held', 'due', 'ahead', 'planned'])
  // Planned for a day that passed and not held: owed until the month ends.
  expect(of('2026-12-11')).toEqual(['held', 'late', 'late', 'due'])
  expect(
    judgeNewMeeting({ organizationId: conclusionId, planOn: '2026-12-07', place: 'a', agenda: 'b' }, today),
  ).toEqual([{ code: 'PLAN_IN_PAST' }])
})
