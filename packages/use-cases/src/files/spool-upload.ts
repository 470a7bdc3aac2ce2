import { createHash, randomBytes } from 'node:crypto'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '@nq15/db/files/folder-store'
import { makeFolder } from '@nq15/db/files/make-folder'
import { type Bytes, openSealed, sealContent } from '@nq15/db/files/sealed-content'
import { detectContainer, type FileKind, headSize, limitOf } from '@nq15/domain/files'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { FileStore } from './open-file-store.ts'

/** An upload that has arrived whole, readable at any place until it is discarded. */
export type SpooledUpload = {
  readonly content: Bytes
  readonly sha256: string
  /** The hash that only this installation can compute. */
  readonly address: string
  readonly discard: () => Promise<void>
}

/** Why an upload was not taken while it arrived. */
export type SpoolRefusal =
  | { readonly code: 'EMPTY' | 'KIND_UNKNOWN' | 'BROKEN_OFF' }
  | { readonly code: 'TOO_LARGE'; readonly limit: number }

class Stopped extends Error {
  readonly refusal: SpoolRefusal
  constructor(refusal: SpoolRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/**
 * Takes an upload onto the disk while it arrives, sealed under a key that only this process knows: after a crash what is left
 * is noise. Stops as soon as it is too large or its first bytes are of no allowed kind; leaves nothing when it refuses.
 */
export async function spoolUpload(
  { keys, settings }: Pick<FileStore, 'keys' | 'settings'>,
  source: AsyncIterable<Uint8Array>,
  claims: FileKind,
): Promise<Result<SpooledUpload, SpoolRefusal>> {
  const limit = limitOf(claims, settings.limits)
  const [plainHash, addressHash] = [createHash('sha256'), await keys.addressHash()]
  const key = randomBytes(32)
  await makeFolder(settings.spoolFolder)
  const path = join(settings.spoolFolder, `${randomBytes(12).toString('hex')}.upload`)
  let size = 0
  const watched = async function* (): AsyncGenerator<Uint8Array> {
    let head: Buffer | null = Buffer.alloc(0)
    for await (const piece of arriving(source)) {
      size += piece.length
      if (size > limit) throw new Stopped({ code: 'TOO_LARGE', limit })
      plainHash.update(piece)
      addressHash.update(piece)
      if (head) {
        head = Buffer.concat([head, piece])
        if (head.length >= headSize) {
          if (detectContainer(head.subarray(0, headSize)) === null) throw new Stopped({ code: 'KIND_UNKNOWN' })
          head = null
        }
      }
      yield piece
    }
    if (size === 0) throw new Stopped({ code: 'EMPTY' })
  }
  try {
    await writeDurably(path, sealContent(watched(), key))
  } catch (error) {
    await rm(path, { force: true })
    if (error instanceof Stopped) return refuse(error.refusal)
    throw error
  }
  const handle = await open(path, 'r')
  const discard = async () => {
    await handle.close()
    await rm(path, { force: true })
  }
  try {
    const facts = await handle.stat()
    const read = async (offset: number, length: number) => {
      const buffer = Buffer.alloc(length)
      const { bytesRead } = await handle.read(buffer, 0, length, offset)
      return buffer.subarray(0, bytesRead)
    }
    const content = await openSealed({ size: facts.size, read }, { key, size })
    return ok({ content, sha256: plainHash.digest('hex'), address: addressHash.digest('hex'), discard })
  } catch (error) {
    await discard()
    throw error
  }
}

/** A source that ends in a fault is a connection that broke, not a fault of ours. */
async function* arriving(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await pieces.next().catch(() => {
        throw new Stopped({ code: 'BROKEN_OFF' })
      })
      if (next.done) return
      yield next.value
    }
  } finally {
    await pieces.return?.()
  }
}

/** Removes what crashed processes left in the spool before a moment; answers how many files. */
export async function clearSpool({ settings }: Pick<FileStore, 'settings'>, before: Date): Promise<number> {
  const names = await readdir(settings.spoolFolder).catch(() => [])
  let removed = 0
  for (const name of names) {
    if (!/\.(upload|object)$/u.test(name)) continue
    const path = join(settings.spoolFolder, name)
    const facts = await stat(path).catch(() => null)
    if (!facts || facts.mtime >= before) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}
