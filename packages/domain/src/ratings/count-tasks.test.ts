import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countTasks, type TaskStatus, taskStatuses } from './count-tasks.ts'
import { numeralOfOwnLevel, reviewLetter, sectionsOfForm } from './review-form.ts'

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
  ['LEADER', 2026, 2, '2A', ['I.1', 'I.2', 'I.3', 'I.4', 'II.1', 'II.2', 'III', 'IV', 'V', 'VI'], 'VII'],
  ['MEMBER_2A', 2026, 2, '2B', ['I.1', 'I.2', 'I.3', 'II.1', 'II.2', 'III', 'IV', 'V', 'VI'], 'VII'],
  ['MEMBER_2C', 2026, 2, '2C', ['I.1', 'I.2', 'I.3', 'II.1', 'II.2', 'III', 'IV', 'V', 'VI'], 'VII'],
  // Begun before the forms could be read.
  ['LEADER', 2026, 1, '2B', ['I.1', 'I.2', 'I.3', 'II', 'III', 'IV', 'V', 'VI'], 'VII'],
  ['MEMBER_2A', 2026, 1, '2A', ['I.1', 'I.2', 'II', 'III', 'IV', 'V'], 'VI'],
  ['MEMBER_2C', 2026, 1, '2C', ['I.1', 'I.2', 'II', 'III', 'IV', 'V'], 'VI'],
  // The forms of 2023 were the other way round.
  ['LEADER', 2024, 2, '2B', ['I.1', 'I.2', 'I.3', 'II', 'III', 'IV', 'V', 'VI'], 'VII'],
  ['MEMBER', 2024, 2, '2A', ['I.1', 'I.2', 'II', 'III', 'IV', 'V'], 'VI'],
] as const)(
  'the form of %s in %i, edition %i, is %s and numbers its sections without a gap',
  (subject, year, edition, letter, numerals, own) => {
    const of = { subject, year, edition }
    expect(reviewLetter(of)).toBe(letter)
    expect(sectionsOfForm(of).map(({ numeral, part }) => (part === null ? numeral : `${numeral}.${part}`))).toEqual(
      numerals,
    )
    expect(numeralOfOwnLevel(of)).toBe(own)
  },
)
