import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countTasks, type TaskStatus, taskStatuses } from './count-tasks.ts'
import { numeralOfOwnLevel, sectionsOfForm } from './review-form.ts'

const list = (...statuses: (TaskStatus | null)[]) => statuses.map((status) => ({ status }))

test.each([
  ['no list gives no counts', list(), null],
  ['a line without a status gives no counts: nothing is said about it', list('ON_TIME', null), null],
  ['one of each', list('EXCEEDED', 'ON_TIME', 'LATE', 'FAILED'), [4, 2, 1, 1, 1]],
  ['all exceeded are all on time', list('EXCEEDED', 'EXCEEDED'), [2, 2, 0, 0, 2]],
] as const)('%s', (_, items, expected) => {
  const counts = countTasks(items)
  expect(
    counts && [counts.tasksAssigned, counts.tasksOnTime, counts.tasksLate, counts.tasksFailed, counts.tasksExceeded],
  ).toEqual(expected)
})

test('assigned is on time, late and failed together, and exceeded is never more than on time', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...taskStatuses), { minLength: 1 }), (statuses) => {
      const counts = countTasks(list(...statuses))
      if (!counts) throw new Error('no counts')
      expect(counts.tasksOnTime + counts.tasksLate + counts.tasksFailed).toBe(counts.tasksAssigned)
      expect(counts.tasksExceeded).toBeLessThanOrEqual(counts.tasksOnTime)
    }),
  )
})

test.each([
  ['LEADER', ['I', 'I', 'I', 'II', 'III', 'IV', 'V', 'VI'], 'VII'],
  ['MEMBER_2A', ['I', 'I', 'II', 'III', 'IV', 'V'], 'VI'],
  ['MEMBER_2C', ['I', 'I', 'II', 'III', 'IV', 'V'], 'VI'],
] as const)('the form of %s numbers its sections without a gap', (subject, numerals, own) => {
  expect(sectionsOfForm(subject).map(({ numeral }) => numeral)).toEqual(numerals)
  expect(numeralOfOwnLevel(subject)).toBe(own)
})
