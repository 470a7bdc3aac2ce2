import { expect, test } from 'vitest'
import { endMeasureSchema, measureState, newMeasureSchema } from './measure.ts'

test.each([
  ['the day set is itself in time', '2026-06-30', null, null, '2026-06-30', 'open'],
  ['from the next day it is overdue', '2026-06-30', null, null, '2026-07-01', 'overdue'],
  ['done on its day', '2026-06-30', '2026-06-30', 'done', '2026-07-01', 'done'],
  ['done a day late', '2026-06-30', '2026-07-01', 'done', '2026-07-01', 'done-late'],
  ['as of a day before it was done it was overdue', '2026-06-30', '2026-07-09', 'done', '2026-07-05', 'overdue'],
  ['dropped', '2026-06-30', '2026-05-01', 'dropped', '2026-07-01', 'dropped'],
] as const)('%s', (_, dueOn, endedOn, outcome, day, state) => {
  expect(measureState({ dueOn, endedOn, outcome }, day)).toBe(state)
})

test.each([
  ['whole', {}, true],
  ['no sum was set', { budget: '' }, true],
  ['a sum that is no number', { budget: 'x' }, false],
  ['no source', { source: ' ' }, false],
  ['no day', { dueOn: '' }, false],
  ['no such kind', { kind: 'other' }, false],
])('a new measure: %s', (_, given, isTaken) => {
  const form = {
    ...{ organizationId: '01900000-0000-7000-8000-000000000001', kind: 'livelihood', title: 'Dạy nghề', place: '' },
    ...{ budgetLine: 'Ngân sách xã', budget: '120', source: 'Kế hoạch 5-KH/ĐU', dueOn: '2026-06-30' },
    ...given,
  }
  expect(newMeasureSchema.safeParse(form).success).toBe(isTaken)
})

test('an end without a word is none', () => {
  expect(endMeasureSchema.safeParse({ outcome: 'done', endedOn: '2026-06-30', word: '' }).success).toBe(false)
})
