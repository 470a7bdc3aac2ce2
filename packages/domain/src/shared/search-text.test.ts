import { expect, test } from 'vitest'
import { searchText } from './search-text.ts'

test.each([
  ['Đảng ủy phường Ba Đình', 'dang uy phuong ba dinh'],
  ['Nguyễn  Thị Bích\u00a0Hường', 'nguyen thi bich huong'],
  ['Đảng bộ xã Yên Bài', 'dang bo xa yen bai'],
  ['Nguyễn', 'nguyen'],
  ['Chi bộ số 7', 'chi bo so 7'],
])('%s is found as "%s"', (typed, searched) => {
  expect(searchText(typed)).toBe(searched)
})

test('composed and decomposed spellings are the same text', () => {
  expect(searchText('Ngọc Hà'.normalize('NFD'))).toBe(searchText('Ngọc Hà'.normalize('NFC')))
})
