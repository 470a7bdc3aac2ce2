import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ExampleS3, startExampleS3 } from './example-s3.ts'
import { folderStore } from './folder-store.ts'
import type { ObjectStore } from './object-store.ts'
import { s3Store } from './s3-store.ts'
import { signS3Request } from './sign-s3-request.ts'

let folder: string
let s3: ExampleS3
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nq15-objects-'))
  s3 = await startExampleS3()
})
afterAll(async () => {
  await s3.close()
  await rm(folder, { recursive: true })
})

const nameOf = (letter: string) =>
  `${letter.repeat(2)}/${letter.repeat(64)}.01900000-0000-7000-8000-00000000000${letter}`
async function* pieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 70_000) yield bytes.subarray(at, at + 70_000)
}
const listed = async (store: ObjectStore) => {
  const names: string[] = []
  for await (const { name } of store.list()) names.push(name)
  return names.sort()
}

describe.each(['folder', 's3'] as const)('a store in a %s', (kind) => {
  const open = () => (kind === 'folder' ? folderStore(folder) : s3Store({ ...s3.settings, prefix: 'city/' }))

  test('keeps objects whole and gives them back from any place', async () => {
    const store = open()
    const bytes = randomBytes(9 * 1024 * 1024 + 3)
    await store.put(nameOf('a'), () => pieces(bytes), bytes.length)
    const object = await store.open(nameOf('a'))
    expect(object?.size).toBe(bytes.length)
    for (const [offset, length] of [
      [0, 10],
      [bytes.length - 5, 5],
      [4 * 1024 * 1024 - 2, 4],
      [1, 5 * 1024 * 1024],
      [0, bytes.length],
    ] as const) {
      expect((await object?.read(offset, length))?.equals(bytes.subarray(offset, offset + length))).toBe(true)
    }
    await object?.close()
  })

  test('lists and removes; what is gone is gone, twice too', async () => {
    const store = open()
    const few = Buffer.from('few')
    for (const letter of ['a', 'b', 'c']) await store.put(nameOf(letter), () => pieces(few), 3)
    expect(await listed(store)).toEqual(['a', 'b', 'c'].map(nameOf))
    await store.remove(nameOf('b'))
    await store.remove(nameOf('b'))
    expect(await store.open(nameOf('b'))).toBeNull()
    expect(await listed(store)).toEqual([nameOf('a'), nameOf('c')])
  })

  test('a source that breaks off leaves nothing', async () => {
    const store = open()
    const broken = async function* () {
      yield Buffer.alloc(100_000)
      throw new Error('gone')
    }
    await expect(store.put(nameOf('d'), broken, 200_000)).rejects.toThrow()
    expect(await store.open(nameOf('d'))).toBeNull()
    if (kind === 'folder') expect(await readdir(join(folder, 'incoming'))).toEqual([])
  })

  test.each(['../../etc/passwd', 'aa/b', '/aa', ''])('the name %j reaches nothing', async (name) => {
    await expect(open().remove(name)).rejects.toThrow()
  })
})

describe('the S3 store', () => {
  test('tries again what failed for a moment, and tells its fault without a key when it stays', async () => {
    const store = s3Store({ ...s3.settings, prefix: '' })
    s3.failNext(2)
    await store.put(nameOf('e'), () => pieces(Buffer.from('x')), 1)
    s3.failNext(3)
    await expect(store.open(nameOf('e'))).rejects.toThrow('the store answered 503')
  })
  test('with a wrong secret is refused by the counterpart', async () => {
    const store = s3Store({ ...s3.settings, secretKey: 'wrong', prefix: '' })
    await expect(store.remove(nameOf('e'))).rejects.toThrow('403')
  })
  test('lists more than one page', async () => {
    const store = s3Store({ ...s3.settings, prefix: 'many/' })
    for (let index = 0; index < 7; index += 1) {
      await store.put(
        `0${index}/${`0${index}`.repeat(32)}.01900000-0000-7000-8000-000000000001`,
        () => pieces(Buffer.from('x')),
        1,
      )
    }
    expect(await listed(store)).toHaveLength(7)
  })
})

// The examples of the AWS documentation, "Signature Calculations for the Authorization Header", so that our counterpart and
// our signature cannot agree on the same mistake.
const documented = {
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
}
const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const host = 'examplebucket.s3.amazonaws.com'
test.each([
  [
    'GET Object',
    { method: 'GET', path: '/test.txt', query: {}, headers: { host, range: 'bytes=0-9' }, payload: empty },
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    'PUT Object',
    {
      method: 'PUT',
      path: '/test%24file.text',
      query: {},
      headers: { host, date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      payload: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    },
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  ],
  [
    'GET Bucket Lifecycle',
    { method: 'GET', path: '/', query: { lifecycle: '' }, headers: { host }, payload: empty },
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
  [
    'GET Bucket (List Objects)',
    { method: 'GET', path: '/', query: { prefix: 'J', 'max-keys': '2' }, headers: { host }, payload: empty },
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ],
])('signs the documented example %s as documented', (_, request, signature) => {
  const signed = signS3Request(request, documented, new Date('2013-05-24T00:00:00Z'))
  expect(signed['authorization']).toContain(`Signature=${signature}`)
})
