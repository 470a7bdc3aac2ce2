import { expect, test } from 'vitest'
import { nextPlace } from './walk-places.ts'

//  0 . 1
//  2 3 .
//  . . 4
const places = [
  { x: 0, y: 0 },
  { x: 2, y: 0 },
  { x: 0, y: 1 },
  { x: 1, y: 1 },
  { x: 2, y: 2 },
]
test.each([
  [0, 'ArrowRight', 1],
  [0, 'ArrowDown', 2],
  [2, 'ArrowRight', 3],
  [3, 'ArrowUp', 0],
  [3, 'ArrowDown', 4],
  [1, 'ArrowDown', 4],
  [0, 'ArrowLeft', null],
  [0, 'ArrowUp', null],
  [3, 'Home', 0],
  [3, 'End', 4],
  [3, 'Enter', null],
])('from %i with %s to %s', (from, key, to) => {
  expect(nextPlace(places, from, key)).toBe(to)
})

test('an empty map leads nowhere', () => {
  expect([nextPlace([], 0, 'Home'), nextPlace([], 0, 'ArrowLeft')]).toEqual([null, null])
})
