import { finished } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { gatherPage } from './gather-page.server.ts'

const bytes = (text: string) => Buffer.from(text)

test.each([
  ['without the unused end of a piece', [['nhiệm v\0\0', 'ụ']], ['nhiệm vụ']],
  ['a part for each flush', [['đầu ', 'trang'], ['phần sau']], ['đầu trang', 'phần sau']],
  ['a flush of nothing sends nothing', [['trang'], []], ['trang']],
])('a page goes out %s', async (_, flushes, parts) => {
  const page = gatherPage()
  const sent: string[] = []
  page.on('data', (part) => sent.push(String(part)))
  for (const pieces of flushes) {
    for (const piece of pieces) page.write(bytes(piece))
    page.flush()
  }
  page.end()
  await finished(page)
  expect(sent).toEqual(parts)
})

test('what was not flushed goes out with the end', async () => {
  const page = gatherPage()
  page.end(bytes('trang'))
  expect((await page.toArray()).map(String)).toEqual(['trang'])
})
