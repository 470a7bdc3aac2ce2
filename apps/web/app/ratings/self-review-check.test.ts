import { describe, expect, test } from 'vitest'
import { checkReview, holdReviewField, missingFields } from './self-review-check.ts'

const flawless = {
  generalPoints: '28,5',
  resultPoints: '64',
  tasksAssigned: '10',
  tasksOnTime: '9',
  tasksLate: '1',
  tasksFailed: '0',
  tasksExceeded: '4',
  limitationsPointedOut: '2',
  limitationsRemedied: '2',
  selfLevel: 'XS',
  reviewText: '',
}

test('a flawless review has no fault and lacks nothing, its text may be on paper', () => {
  expect(checkReview(flawless)).toEqual({})
  expect(missingFields(flawless)).toEqual([])
})

describe('one thing changed', () => {
  test.each([
    ['generalPoints', '30', undefined],
    ['generalPoints', '30,001', 'points-over'],
    ['resultPoints', '70', undefined],
    ['resultPoints', '70.5', 'points-over'],
    ['generalPoints', '28,5555', 'points-too-fine'],
    ['generalPoints', '-1', 'not-points'],
    ['generalPoints', 'tốt', 'not-points'],
    ['tasksAssigned', '11', 'tasks-sum'],
    ['tasksAssigned', '9', 'tasks-sum'],
    ['tasksAssigned', '2,5', 'not-a-count'],
    ['tasksExceeded', '9', undefined],
    ['tasksExceeded', '10', 'exceeded-over-on-time'],
    ['limitationsRemedied', '3', 'remedied-over'],
  ] as const)('%s = %s is %s', (field, text, code) => {
    expect(checkReview({ ...flawless, [field]: text })[field]?.code).toBe(code)
  })

  test('an empty count is not zero: the sum is not judged without it', () => {
    const values = { ...flawless, tasksLate: '', tasksAssigned: '99' }
    expect(checkReview(values)).toEqual({})
    expect(missingFields(values)).toEqual(['tasksLate'])
  })
})

test('an empty field can always be stored', () => {
  expect(holdReviewField('generalPoints', '')).toBeNull()
})
