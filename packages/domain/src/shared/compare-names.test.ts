import { expect, test } from 'vitest'
import { compareNames } from './compare-names.ts'

test.each([
  [
    ['Chi bộ Tổ 10', 'Chi bộ Tổ 2', 'Chi bộ Tổ 1'],
    ['Chi bộ Tổ 1', 'Chi bộ Tổ 2', 'Chi bộ Tổ 10'],
  ],
  [
    ['Đông Anh', 'Dương Nội', 'Ba Đình'],
    ['Ba Đình', 'Dương Nội', 'Đông Anh'],
  ],
  [
    ['Ô Chợ Dừa', 'Ơn', 'Ong'],
    ['Ong', 'Ô Chợ Dừa', 'Ơn'],
  ],
])('%j stand as %j', (given, expected) => {
  expect(given.toSorted(compareNames)).toEqual(expected)
})
