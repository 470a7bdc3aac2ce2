import { expect, test } from 'vitest'
import { rangeOf } from './range.server.ts'

const content = { sizeBytes: 100, sha256: 'a'.repeat(64) }
const asked = (range: string | null, ifRange?: string) =>
  rangeOf(
    new Request('http://127.0.0.1/', {
      headers: { ...(range ? { range } : {}), ...(ifRange ? { 'if-range': ifRange } : {}) },
    }),
    content,
  )

test.each<[string, string | null, unknown]>([
  ['nothing asked', null, null],
  ['from the middle on', 'bytes=40-', { from: 40, to: 99 }],
  ['a part', 'bytes=0-9', { from: 0, to: 9 }],
  ['beyond the end', 'bytes=90-500', { from: 90, to: 99 }],
  ['the last bytes', 'bytes=-10', { from: 90, to: 99 }],
  ['more than there is from the end', 'bytes=-500', { from: 0, to: 99 }],
  ['behind the end', 'bytes=100-', 'unsatisfiable'],
  ['backwards', 'bytes=9-3', 'unsatisfiable'],
  ['several parts', 'bytes=0-1,5-6', null],
  ['another unit', 'lines=0-1', null],
  ['nothing between', 'bytes=-', null],
])('%s', (_name, range, part) => {
  expect(asked(range)).toEqual(part)
})

test('a content that has changed since is given whole', () => {
  expect(asked('bytes=40-', `"${'a'.repeat(64)}"`)).toEqual({ from: 40, to: 99 })
  expect(asked('bytes=40-', '"other"')).toBeNull()
})
