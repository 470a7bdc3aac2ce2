import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Bytes, ContentBroken, openSealed, sealContent, sealedSize } from './sealed-content.ts'

const key = randomBytes(32)
const bytesOf = (bytes: Buffer): Bytes => ({
  size: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
})
async function* pieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function seal(bytes: Buffer, size = 1000): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of sealContent(pieces(bytes, size), key)) all.push(piece)
  return Buffer.concat(all)
}
const chunk = 64 * 1024

test.each([1, 15, chunk - 1, chunk, chunk + 1, 2 * chunk, 5 * chunk + 7])(
  '%i bytes come back as they were, in whatever pieces they came, from any place',
  async (size) => {
    const plain = randomBytes(size)
    for (const step of [17, chunk, 100_000]) {
      const sealed = await seal(plain, Math.max(step, 1))
      expect(sealed.length).toBe(sealedSize(size))
      const opened = await openSealed(bytesOf(sealed), { key, size })
      expect((await opened.read(0, size)).equals(plain)).toBe(true)
      for (const [offset, length] of [
        [0, 1],
        [size - 1, 10],
        [chunk - 3, 6],
        [Math.floor(size / 2), 70_000],
      ] as const) {
        expect((await opened.read(offset, length)).equals(plain.subarray(offset, offset + length))).toBe(true)
      }
    }
  },
)

test('what lies in the store shows nothing of the content', async () => {
  const sealed = await seal(Buffer.alloc(200_000, 'Nguyễn Văn An '))
  expect(sealed.includes(Buffer.from('Nguy'))).toBe(false)
})

describe('a sealed content that was', () => {
  const plain = randomBytes(3 * chunk + 100)
  const size = plain.length
  const whole = chunk + 16
  const readAll = async (sealed: Buffer, claimed = size, by = key) =>
    (await openSealed(bytesOf(sealed), { key: by, size: claimed })).read(0, claimed)
  const flip = (sealed: Buffer, at: number) => {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    return changed
  }
  test.each([
    ['changed in its header', (sealed: Buffer) => flip(sealed, 3)],
    ['changed in its first chunk', (sealed: Buffer) => flip(sealed, 20)],
    ['changed in its last byte', (sealed: Buffer) => flip(sealed, sealed.length - 1)],
    ['cut at a chunk', (sealed: Buffer) => sealed.subarray(0, 16 + 2 * whole)],
    [
      'put in another order',
      (sealed: Buffer) =>
        Buffer.concat([
          sealed.subarray(0, 16),
          sealed.subarray(16 + whole, 16 + 2 * whole),
          sealed.subarray(16, 16 + whole),
          sealed.subarray(16 + 2 * whole),
        ]),
    ],
  ])('%s is refused', async (_, spoil) => {
    await expect(readAll(spoil(await seal(plain)))).rejects.toThrow(ContentBroken)
  })
  test('cut at a chunk, its size made to fit, is refused', async () => {
    const sealed = await seal(plain)
    await expect(readAll(sealed.subarray(0, 16 + 2 * whole), 2 * chunk)).rejects.toThrow(ContentBroken)
  })
  test('opened with another key is refused', async () => {
    await expect(readAll(await seal(plain), size, randomBytes(32))).rejects.toThrow(ContentBroken)
  })
})
