import { expect, test } from 'vitest'
import { legalDayField, numberField, textField } from './form-field.ts'

test.each([
  { typed: '0', read: 0 },
  { typed: ' 89.9 ', read: 89.9 },
  { typed: '28,5', read: 28.5 },
  { typed: 100, read: 100 },
])('$typed is read as $read', ({ typed, read }) => {
  expect(numberField.parse(typed)).toBe(read)
})

test.each(['', '   ', 'chín mươi', null, '1.234,5'])('%j is refused as a number', (typed) => {
  expect(numberField.safeParse(typed).success).toBe(false)
})

test.each(['2026-02-30', '08/12/2026', ''])('%j is refused as a day', (typed) => {
  expect(legalDayField.safeParse(typed).success).toBe(false)
})

test('pasted decomposed text is stored composed', () => {
  expect(textField.parse(' Ngọc   Hà '.normalize('NFD'))).toBe('Ngọc Hà')
})
