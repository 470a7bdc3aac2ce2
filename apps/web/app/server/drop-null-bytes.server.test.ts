import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { dropNullBytes } from './drop-null-bytes.server.ts'

test.each([
  [['nhiệm v', '\0\0', 'ụ'], 'nhiệm vụ'],
  [['không có gì'], 'không có gì'],
])('%j goes out as "%s"', async (parts, page) => {
  const out = Readable.from(parts.map((part) => Buffer.from(part))).pipe(dropNullBytes())
  expect(Buffer.concat(await out.toArray()).toString()).toBe(page)
})
