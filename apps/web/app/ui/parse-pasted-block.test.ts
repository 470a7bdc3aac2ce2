import { expect, test } from 'vitest'
import { parsePastedBlock } from './parse-pasted-block.ts'

test.each([
  [
    '3\t11\r\n15\t 6\r\n',
    [
      ['3', '11'],
      ['15', '6'],
    ],
  ],
  ['12', [['12']]],
  ['1\n\n3', [['1'], [''], ['3']]],
  ['1\t\t3', [['1', '', '3']]],
])('%j is read as %j', (text, cells) => {
  expect(parsePastedBlock(text)).toEqual(cells)
})
