import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KeyMissing, openMasterKeys } from './master-keys.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nq15-keys-'))
})
afterEach(() => rm(folder, { recursive: true }))
const path = () => join(folder, 'deep', 'file-keys.json')
const address = 'a'.repeat(64)

test('processes that begin at once share one key file, which only its owner reads', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => openMasterKeys(path())))
  const wrapped = await all[0]?.wrap(Buffer.alloc(32, 7), address)
  for (const keys of all) {
    expect(await keys.ids()).toHaveLength(1)
    if (wrapped) expect(await keys.unwrap(wrapped, address)).toEqual(Buffer.alloc(32, 7))
  }
  expect((await stat(path())).mode & 0o777).toBe(0o600)
})

test('after a rotation old wraps open and new ones are under the new key, in other processes too', async () => {
  const [here, there] = [await openMasterKeys(path()), await openMasterKeys(path())]
  const key = randomBytes(32)
  const old = await there.wrap(key, address)
  const keyId = await here.rotate()
  const fresh = await there.wrap(key, address)
  expect(fresh.keyId).toBe(keyId)
  expect(old.keyId).not.toBe(keyId)
  expect(await there.unwrap(old, address)).toEqual(key)
  await expect(here.drop(keyId)).rejects.toThrow('current')
  await here.drop(old.keyId)
  await expect(there.unwrap(old, address)).rejects.toThrow(KeyMissing)
  expect(await there.unwrap(fresh, address)).toEqual(key)
})

test('a wrap opens for its own content only, and shows no key', async () => {
  const keys = await openMasterKeys(path())
  const key = randomBytes(32)
  const wrapped = await keys.wrap(key, address)
  expect(wrapped.wrappedKey.includes(key)).toBe(false)
  await expect(keys.unwrap(wrapped, 'b'.repeat(64))).rejects.toThrow()
  expect(JSON.parse(await readFile(path(), 'utf8'))).toMatchObject({ version: 1 })
})

test('two installations give the same content two addresses', async () => {
  const [one, other] = [await openMasterKeys(path()), await openMasterKeys(join(folder, 'other.json'))]
  const hash = async (keys: typeof one) => (await keys.addressHash()).update('the same').digest('hex')
  expect(await hash(one)).toBe(await hash(one))
  expect(await hash(one)).not.toBe(await hash(other))
})
