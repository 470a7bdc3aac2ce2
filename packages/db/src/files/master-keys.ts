import { createCipheriv, createDecipheriv, createHmac, type Hmac, randomBytes } from 'node:crypto'
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { makeFolder } from './make-folder.ts'

const key = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes')
const keyFile = z.object({
  version: z.literal(1),
  addressKey: key,
  current: z.string().min(1),
  keys: z.record(z.string().min(1), key),
})
type KeyFile = z.infer<typeof keyFile>

/** A key is asked for that the file does not hold: the contents under it cannot be read. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing'
}

/** The key of one content, wrapped: 12 bytes nonce, 32 bytes key, 16 bytes proof. */
export type WrappedKey = { readonly keyId: string; readonly wrappedKey: Buffer }

/** The keys of an installation, kept in one file outside of the database. */
export type MasterKeys = {
  /** Wraps a content's key under the current master key, bound to the content's address. */
  readonly wrap: (contentKey: Buffer, address: string) => Promise<WrappedKey>
  /** Throws `KeyMissing` for an unknown master key, an error for a wrap that was changed. */
  readonly unwrap: (wrapped: WrappedKey, address: string) => Promise<Buffer>
  /** A hash of contents that only this installation can compute. */
  readonly addressHash: () => Promise<Hmac>
  readonly currentId: () => Promise<string>
  readonly ids: () => Promise<readonly string[]>
  /** Adds a new master key and makes it the current one; answers its id. */
  readonly rotate: () => Promise<string>
  /** Removes a master key that is not the current one. */
  readonly drop: (keyId: string) => Promise<void>
}

/** Opens the key file, making it on the first use. Other processes may change it: it is read again when it has changed. */
export async function openMasterKeys(path: string): Promise<MasterKeys> {
  await makeKeyFile(path)
  let known: { readonly stamp: string; readonly file: KeyFile } | undefined
  const read = async (): Promise<KeyFile> => {
    const { mtimeMs, ino, size } = await stat(path)
    const stamp = `${mtimeMs} ${ino} ${size}`
    if (known?.stamp !== stamp) known = { stamp, file: keyFile.parse(JSON.parse(await readFile(path, 'utf8'))) }
    return known.file
  }
  const keyOf = ({ keys }: KeyFile, keyId: string): Buffer => {
    const found = keys[keyId]
    if (!found) throw new KeyMissing(`the key file does not hold the key ${keyId}`)
    return Buffer.from(found, 'base64')
  }
  await read()
  return {
    wrap: async (contentKey, address) => {
      const file = await read()
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyOf(file, file.current), nonce)
      cipher.setAAD(boundTo(file.current, address))
      const wrappedKey = Buffer.concat([nonce, cipher.update(contentKey), cipher.final(), cipher.getAuthTag()])
      return { keyId: file.current, wrappedKey }
    },
    unwrap: async ({ keyId, wrappedKey }, address) => {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(await read(), keyId), wrappedKey.subarray(0, 12), {
        authTagLength: 16,
      })
      decipher.setAAD(boundTo(keyId, address))
      decipher.setAuthTag(wrappedKey.subarray(44))
      return Buffer.concat([decipher.update(wrappedKey.subarray(12, 44)), decipher.final()])
    },
    addressHash: async () => createHmac('sha256', Buffer.from((await read()).addressKey, 'base64')),
    currentId: async () => (await read()).current,
    ids: async () => Object.keys((await read()).keys),
    rotate: async () => {
      const file = await read()
      const keyId = newKeyId()
      await replace(path, { ...file, current: keyId, keys: { ...file.keys, [keyId]: newKey() } })
      return keyId
    },
    drop: async (keyId) => {
      const file = await read()
      if (keyId === file.current) throw new Error('the current key is not dropped')
      const keys = Object.fromEntries(Object.entries(file.keys).filter(([id]) => id !== keyId))
      await replace(path, { ...file, keys })
    },
  }
}

const boundTo = (keyId: string, address: string) => Buffer.from(`nq15 file key ${keyId} ${address}`)
const newKey = () => randomBytes(32).toString('base64')
const newKeyId = () => `k${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(3).toString('hex')}`

async function makeKeyFile(path: string): Promise<void> {
  if (await stat(path).catch(() => null)) return
  const keyId = newKeyId()
  const fresh: KeyFile = { version: 1, addressKey: newKey(), current: keyId, keys: { [keyId]: newKey() } }
  const draft = await writeDraft(path, fresh)
  // Of two processes that begin at once, one makes the file and both read it.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft, { force: true })
}

async function replace(path: string, file: KeyFile): Promise<void> {
  await rename(await writeDraft(path, file), path)
}

async function writeDraft(path: string, file: KeyFile): Promise<string> {
  const folder = dirname(path)
  await makeFolder(folder)
  const draft = join(folder, `.${randomBytes(6).toString('hex')}.draft`)
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(JSON.stringify(file, null, 2))
    await handle.sync()
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  return draft
}
