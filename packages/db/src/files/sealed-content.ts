import { createCipheriv, createDecipheriv } from 'node:crypto'

/**
 * How a content lies in the store: a header, then chunks of AES-256-GCM, each with its number and whether it is the last in
 * its nonce, so that no chunk can be changed, moved, repeated or cut off unseen. A key seals one content and never another.
 */
const magic = Buffer.from('NQ15F1\0\0', 'latin1')
const chunkSize = 64 * 1024
const tagSize = 16
const header = Buffer.concat([magic, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0])])

/** Bytes readable at any place. */
export type Bytes = {
  readonly size: number
  readonly read: (offset: number, length: number) => Promise<Buffer>
}

/** The content in the store is not what was sealed: changed, cut, or under another key. */
export class ContentBroken extends Error {
  override readonly name = 'ContentBroken'
}

/** Size of a content once sealed. */
export const sealedSize = (size: number): number => header.length + size + Math.ceil(size / chunkSize) * tagSize

/** Seals a content while it passes; never holds more than two chunks. */
export async function* sealContent(content: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Buffer> {
  yield header
  let held: Uint8Array[] = []
  let size = 0
  let index = 0
  for await (const piece of content) {
    held.push(piece)
    size += piece.length
    if (size <= chunkSize) continue
    const all = Buffer.concat(held)
    let at = 0
    // The last chunk is known as such only when nothing follows.
    for (; all.length - at > chunkSize; at += chunkSize) {
      yield sealChunk(all.subarray(at, at + chunkSize), key, { index, last: false })
      index += 1
    }
    held = [all.subarray(at)]
    size = all.length - at
  }
  if (size > 0) yield sealChunk(Buffer.concat(held), key, { index, last: true })
}

type Place = { readonly index: number; readonly last: boolean }

function nonceOf({ index, last }: Place): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 7)
  nonce.writeUInt8(last ? 1 : 0, 11)
  return nonce
}

function sealChunk(chunk: Buffer, key: Buffer, place: Place): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place))
  cipher.setAAD(header)
  return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
}

function openChunk(sealed: Buffer, key: Buffer, place: Place): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place), { authTagLength: tagSize })
  decipher.setAAD(header)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagSize))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagSize)), decipher.final()])
  } catch {
    throw new ContentBroken(`chunk ${place.index} is not what was sealed`)
  }
}

/**
 * Opens a sealed content for reading at any place; nothing is given out before its chunk was proved. Throws `ContentBroken`
 * when the header, the size or a chunk is not what was sealed.
 */
export async function openSealed(sealed: Bytes, { key, size }: { key: Buffer; size: number }): Promise<Bytes> {
  if (sealed.size !== sealedSize(size)) throw new ContentBroken('the size is not what was sealed')
  const head = await sealed.read(0, header.length)
  if (!head.equals(header)) throw new ContentBroken('the header is not ours')
  const chunks = Math.ceil(size / chunkSize)
  const read = async (offset: number, length: number): Promise<Buffer> => {
    const from = Math.max(0, offset)
    const to = Math.min(size, offset + length)
    if (to <= from) return Buffer.alloc(0)
    const [first, end] = [Math.floor(from / chunkSize), Math.ceil(to / chunkSize)]
    const whole = chunkSize + tagSize
    const start = header.length + first * whole
    const raw = await sealed.read(start, Math.min(sealed.size - start, (end - first) * whole))
    const opened: Buffer[] = []
    for (let index = first; index < end; index += 1) {
      const at = (index - first) * whole
      const one = raw.subarray(at, Math.min(raw.length, at + whole))
      if (one.length <= tagSize) throw new ContentBroken(`chunk ${index} is not there`)
      opened.push(openChunk(one, key, { index, last: index === chunks - 1 }))
    }
    const skipped = first * chunkSize
    return Buffer.concat(opened).subarray(from - skipped, to - skipped)
  }
  return { size, read }
}
