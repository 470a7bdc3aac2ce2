import { expect, test } from 'vitest'
import { planPaste } from './tally-paste.ts'

const votes = { xs: '', t: '', ht: '', kht: '' }
const rows = [
  { caseId: 'a', name: 'Nguyễn Thị Bích Hường', votes: { ...votes, xs: '17' } },
  { caseId: 'b', name: 'Trần Quang Thịnh', votes },
]

test('a block goes right and down from the cell it was pasted at', () => {
  const { changes } = planPaste(
    [
      ['4', '0'],
      ['18', '1'],
    ],
    { row: 0, column: 1 },
    rows,
  )
  expect(changes.map(({ caseId, field, to }) => [caseId, field, to])).toEqual([
    ['a', 't', '4'],
    ['a', 'ht', '0'],
    ['b', 't', '18'],
    ['b', 'ht', '1'],
  ])
})

test('empty cells and equal numbers change nothing', () => {
  expect(
    planPaste(
      [
        ['017', ''],
        ['', ''],
      ],
      { row: 0, column: 0 },
      rows,
    ),
  ).toEqual({ changes: [], notNumbers: [], outside: 0 })
})

test.each(['2,5', '-1', 'XS', '1 000'])('%s is named as no number and is not taken', (text) => {
  const { changes, notNumbers } = planPaste([[text, '3']], { row: 1, column: 0 }, rows)
  expect(changes).toMatchObject([{ field: 't', to: '3' }])
  expect(notNumbers).toMatchObject([{ name: 'Trần Quang Thịnh', field: 'xs', to: text }])
})

test('cells beyond the last level and the last person are counted, not lost silently', () => {
  expect(planPaste([['1', '2', '3'], ['9']], { row: 1, column: 2 }, rows)).toMatchObject({ outside: 2 })
})
