import { expect, test } from 'vitest'
import { checkFileList, type FileListFacts, type FileListLine, fileListItems } from './file-list.ts'

const whole: FileListFacts = {
  reviews: { have: 9, of: 9 },
  residence: { have: 4, of: 4 },
  minutes: { have: 1, of: 1 },
  appraisal: { have: 1, of: 1 },
  conclusion: { have: 1, of: 1 },
  hints: { have: 2, of: 2 },
  opinions: { have: 3, of: 3 },
  complaints: { have: 1, of: 1 },
  others: { have: 1, of: 1 },
}

test('a whole file has all nine items of Article 17 in its order', () => {
  expect(checkFileList(whole).map(({ item, state }) => [item, state])).toEqual(
    fileListItems.map((item) => [item, 'there']),
  )
})

test.each<{ because: string; facts: Partial<FileListFacts>; line: Partial<FileListLine> }>([
  { because: 'one review short', facts: { reviews: { have: 8, of: 9 } }, line: { state: 'missing', have: 8, of: 9 } },
  { because: 'no minutes', facts: { minutes: { have: 0, of: 1 } }, line: { item: 'minutes', state: 'missing' } },
  { because: 'all live where their cell is', facts: { residence: { have: 0, of: 0 } }, line: { state: 'not-needed' } },
  { because: 'nothing was suggested', facts: { hints: { have: 0, of: 0 } }, line: { state: 'not-needed' } },
  { because: 'a suggestion has no answer', facts: { hints: { have: 1, of: 2 } }, line: { state: 'missing' } },
  { because: 'a complaint is open', facts: { complaints: { have: 0, of: 1 } }, line: { state: 'missing' } },
  { because: 'minutes lie on paper', facts: { minutes: 'outside' }, line: { item: 'minutes', state: 'outside' } },
])('$because', ({ facts, line }) => {
  const item = Object.keys(facts)[0]
  expect(checkFileList({ ...whole, ...facts }).find((one) => one.item === item)).toMatchObject(line)
  expect(checkFileList({ ...whole, ...facts }).filter(({ state }) => state !== 'there')).toHaveLength(1)
})
