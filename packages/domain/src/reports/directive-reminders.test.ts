import { expect, test } from 'vitest'
import { addDays, isWorkingDay } from '../calendar/index.ts'
import { directiveReminders } from './directive-reminders.ts'

const days = (dueOn: string, today: string) => directiveReminders(dueOn, today).map(({ remindOn }) => remindOn)

test.each([
  // Thursday 10 December 2026: Monday, the day, Friday, the Thursday after.
  ['a working day', '2026-12-10', '2026-12-01', ['2026-12-07', '2026-12-10', '2026-12-11', '2026-12-17']],
  // Sunday 13 December: nobody is told on a Sunday.
  ['a Sunday', '2026-12-13', '2026-12-01', ['2026-12-09', '2026-12-11', '2026-12-14', '2026-12-18']],
  ['what is over is not told any more', '2026-12-10', '2026-12-11', ['2026-12-11', '2026-12-17']],
  ['long over', '2026-12-10', '2026-12-18', []],
])('%s', (_, dueOn, today, told) => {
  expect(days(dueOn, today)).toEqual(told)
})

test('whatever the day of a year, every reminder lies on a working day, in order, each kind once', () => {
  for (let at = 0; at < 365; at += 1) {
    const told = directiveReminders(addDays('2026-01-05', at), '2025-01-01')
    expect(told.map(({ remindOn }) => isWorkingDay(remindOn))).toEqual(told.map(() => ({ ok: true, value: true })))
    expect(told.map(({ remindOn }) => remindOn)).toEqual(told.map(({ remindOn }) => remindOn).toSorted())
    expect(new Set(told.map(({ kind }) => kind)).size).toBe(4)
  }
})
