import { expect, test } from 'vitest'
import { calendarVn } from '../calendar/index.ts'
import {
  judgeOnlineHolding,
  judgeOnlinePlan,
  lastDaysOf,
  type OnlineReception,
  onlinePreparations,
  type Prepared,
} from './online-reception.ts'

const plan: OnlineReception = {
  ...{ head: 'commune-chair', kind: 'regular', matter: 'complaint', plannedOn: '2026-12-18', beginsAt: '08:30' },
  ...{ host: 'Người tiếp', points: 'Phường; thành phố', waivesProtection: false, isSecured: false },
}
const ground = { today: '2026-12-08', calendar: calendarVn }

test('the notice five working days before, the test one, the connection on the day', () => {
  // Friday 18 December: five working days back is Friday the 11th, one is Thursday the 17th.
  expect(lastDaysOf('2026-12-18', '08:30', calendarVn)).toEqual({
    ...{ notice: '2026-12-11', test: '2026-12-17', connect: '2026-12-18', record: '2026-12-18', storage: '2026-12-18' },
  })
})

test.each<[string, Partial<OnlineReception>, readonly string[]]>([
  ['in time', {}, []],
  ['yesterday', { plannedOn: '2026-12-07' }, ['PLANNED_IN_PAST']],
  ['too soon for the notice', { plannedOn: '2026-12-14' }, ['NOTICE_CANNOT_BE_IN_TIME']],
  ['a denouncer who says nothing of protection', { matter: 'denunciation' }, ['PROTECTED_NOT_ONLINE']],
  [
    'who waives it over an unsecured line',
    { matter: 'denunciation', waivesProtection: true },
    ['PROTECTED_NOT_ONLINE'],
  ],
  ['who waives it over a secured one', { matter: 'denunciation', waivesProtection: true, isSecured: true }, []],
])('planned %s', (_, change, codes) => {
  expect(judgeOnlinePlan({ ...plan, ...change }, ground).map(({ code }) => code)).toEqual(codes)
})

const all = (onDay: string): Prepared =>
  Object.fromEntries(onlinePreparations.map(({ code }) => [code, { onDay, byName: 'x' }]))

test.each<[string, Prepared, string, readonly string[]]>([
  ['everything in time', all('2026-12-10'), '2026-12-18', []],
  ['nothing done', {}, '2026-12-18', ['PREPARATION_MISSING']],
  [
    'the notice a day late',
    { ...all('2026-12-10'), notice: { onDay: '2026-12-14', byName: 'x' } },
    '2026-12-18',
    ['PREPARATION_LATE'],
  ],
  [
    'the notice on its last day',
    { ...all('2026-12-10'), notice: { onDay: '2026-12-11', byName: 'x' } },
    '2026-12-18',
    [],
  ],
  ['before the day', all('2026-12-10'), '2026-12-17', ['NOT_THE_DAY_YET']],
])('held with %s', (_, prepared, today, codes) => {
  expect(judgeOnlineHolding({ ...plan, prepared }, { today, calendar: calendarVn }).map(({ code }) => code)).toEqual(
    codes,
  )
})
