import { expect, test } from 'vitest'
import { readAskedRecord } from './asked-record.ts'

const id = '01900000-0000-7000-8000-000000000001'
test.each([
  ['a page with its site', `https://nq15.invalid/members/${id}?as-of=2026-01-01`, { table: 'member', recordId: id }],
  ['a case', `/ratings/2026/cases/${id}/review`, { table: 'rating_case', recordId: id }],
  ['a cell', `/ratings/2026/cells/${id}`, { kind: 'organization', organizationId: id }],
  ['a table and an id', ` Rating_Decision:${id.toUpperCase()} `, { table: 'rating_decision', recordId: id }],
])('%s', (_, text, expected) => {
  expect(readAskedRecord(text)).toMatchObject(expected)
})
test.each([
  ['a name', 'phường Ngọc Hà'],
  ['an id alone', id],
  ['a page without an id', '/members/me'],
  ['nothing', ''],
])('%s is none', (_, text) => {
  expect(readAskedRecord(text)).toBeNull()
})
