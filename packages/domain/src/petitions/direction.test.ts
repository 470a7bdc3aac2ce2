import { expect, test } from 'vitest'
import {
  type DirectionAct,
  type DirectionFacts,
  directionStates,
  directionTransitions,
  stepDirection,
} from './direction.ts'

const facts: DirectionFacts = {
  ...{ state: 'issued', kind: 'complaint', givenOn: '2026-12-01', reportedBy: null, citizenDueOn: '2026-12-15' },
  citizenNotifiedOn: null,
}
const ground = { actorUserId: 'a', today: '2026-12-08' }
const acts: readonly DirectionAct[] = [
  { event: 'progress', content: 'x' },
  { event: 'report', content: 'x' },
  { event: 'reopen', content: 'x', dueOn: '2026-12-20' },
  { event: 'close', content: 'x' },
  { event: 'notify-citizen', content: 'x', onDay: '2026-12-05' },
]

test('every act in every state: the table and nothing else', () => {
  for (const state of directionStates)
    for (const act of acts) {
      const row = directionTransitions.find(({ event, from }) => event === act.event && from.includes(state))
      const stepped = stepDirection({ ...facts, state }, act, ground)
      expect([state, act.event, stepped.ok]).toEqual([state, act.event, row !== undefined])
      if (stepped.ok) expect(stepped.value).toBe(row?.to === 'same' ? state : row?.to)
    }
})

test.each<[string, Partial<DirectionFacts>, DirectionAct, string]>([
  [
    'closed by who reported',
    { state: 'reported', reportedBy: 'a' },
    { event: 'close', content: 'x' },
    'REPORTER_CLOSES',
  ],
  [
    'reopened to a day that is over',
    { state: 'reported' },
    { event: 'reopen', content: 'x', dueOn: '2026-12-07' },
    'DUE_BEFORE_GIVEN',
  ],
  ['told tomorrow', {}, { event: 'notify-citizen', content: 'x', onDay: '2026-12-09' }, 'DIRECTION_DAY_WRONG'],
  [
    'told before it was given',
    {},
    { event: 'notify-citizen', content: 'x', onDay: '2026-11-30' },
    'DIRECTION_DAY_WRONG',
  ],
  [
    'told twice',
    { citizenNotifiedOn: '2026-12-05' },
    { event: 'notify-citizen', content: 'x', onDay: '2026-12-06' },
    'CITIZEN_TOLD_ALREADY',
  ],
  [
    'an anonymous sender told',
    { citizenDueOn: null },
    { event: 'notify-citizen', content: 'x', onDay: '2026-12-06' },
    'NOBODY_TO_TELL',
  ],
  [
    'a telephone in a report on a secret paper',
    { kind: 'denunciation' },
    { event: 'report', content: 'Gọi 0987654321' },
    'DIRECTION_TELLS_SENDER',
  ],
])('%s', (_, change, act, code) => {
  expect(stepDirection({ ...facts, ...change }, act, ground)).toEqual({ ok: false, refusal: [{ code }] })
})
