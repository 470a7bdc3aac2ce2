import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compare,
  exact,
  holds,
  inDigits,
  minus,
  nearest,
  over,
  plus,
  readExact,
  times,
  writeExact,
} from './exact-number.ts'

test.each([
  ['28.5', '61.5', '90'],
  ['0.1', '0.2', '0.3'],
  ['20,05', '69,95', '90'],
  ['1e2', '5e-1', '100.5'],
  ['-0.5', '0.25', '-0.25'],
])('%s + %s is exactly %s', (a, b, sum) => {
  expect(compare(plus(exact(a), exact(b)), exact(sum))).toBe(0)
})

test.each(['', 'ninety', '1.2.3', 'NaN', 'Infinity'])('%j is no number', (text) => {
  expect(() => exact(text)).toThrow(TypeError)
})

test.each([
  ['89.996', 2, '89.99'],
  ['89.996', 3, '89.996'],
  ['-0.004', 2, '0'],
  ['100', 2, '100'],
] as const)('%s shown with %i decimals is cut to %s, never rounded', (text, decimals, shown) => {
  expect(inDigits(exact(text), decimals)).toBe(shown)
})

test('a third is not 0.333 and nothing is divided by zero', () => {
  expect(holds(over(exact(1), exact(3)), '>', exact('0.3333333333'))).toBe(true)
  expect(compare(times(over(exact(1), exact(3)), exact(3)), exact(1))).toBe(0)
  expect(() => over(exact(1), exact(0))).toThrow(RangeError)
})

test('numbers are read by the digits they are written with', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (digits, scale) => {
      const value = exact(digits / 10 ** scale)
      expect(value.num * 10n ** BigInt(scale)).toBe(BigInt(digits) * value.den)
    }),
  )
})

test.each([
  ['50', '1', '50'],
  ['200', '3', '200/3'],
  ['25', '100', '1/4'],
  ['-6', '9', '-2/3'],
  ['0', '7', '0'],
])('%s of %s is written %s, whichever way it was reckoned', (num, den, text) => {
  const value = over(exact(num), exact(den))
  expect(writeExact(value)).toBe(text)
  expect(writeExact(times(minus(value, exact(1)), exact(3)))).toBe(writeExact(minus(times(value, exact(3)), exact(3))))
  expect(compare(readExact(text), value)).toBe(0)
  expect(nearest(value)).toBe(Number(num) / Number(den))
})
