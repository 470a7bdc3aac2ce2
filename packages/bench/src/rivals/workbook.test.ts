import { expect, test } from 'vitest'
import { workbookOf } from './workbook.ts'

test('the workbook counts each cell and level by formula and keeps no result', () => {
  const book = workbookOf([
    { cell: 'Chi bộ 1 & 2', member: 'a', level: 'T' },
    { cell: 'Chi bộ 3', member: 'b', level: 'XS' },
    { cell: 'Chi bộ 3', member: 'c', level: 'T' },
  ])
  expect(book).toContain('<text:p>Chi bộ 1 &amp; 2</text:p>')
  expect(book.match(/COUNTIFS/gu)).toHaveLength(2 * 5)
  expect(book).toContain('of:=COUNTIFS([ratings.$A$2:.$A$4];[.$A3];[ratings.$C$2:.$C$4];[.C$1])')
  expect(book).not.toContain('office:value=')
})
