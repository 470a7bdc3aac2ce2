import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { archiveBounds, swells } from '@nq15/domain/files'
import { type ByteSource, streamRange } from './byte-source.ts'
import { ContentRefused, damaged } from './content-refused.ts'

/** An entry with the place of its bytes. */
export type PlacedEntry = {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly start: number
}

const endRecord = 0x06054b50
const centralRecord = 0x02014b50
const localRecord = 0x04034b50

/**
 * Lists the entries of a zip. Readers differ in which of its two lists they believe, so both must say the same: every entry
 * begins where the directory says, under the same name, and none lies over another; nothing stands before the first.
 */
export async function listArchive(source: ByteSource): Promise<PlacedEntry[]> {
  const tail = await source.read(Math.max(0, source.size - 65_557), Math.min(source.size, 65_557))
  const end = findEnd(tail)
  const [count, length, start] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  const endAt = source.size - tail.length + end
  // No honest office file of this size needs the 64-bit form, or parts on several disks.
  if (tail.readUInt16LE(end + 8) !== count || count === 0xffff || start + length !== endAt) throw damaged()
  if (count > archiveBounds.entries) throw new ContentRefused({ code: 'SWELLS' })
  const directory = await source.read(start, length)
  const entries: PlacedEntry[] = []
  for (let index = 0, at = 0; index < count; index += 1) {
    const { entry, next } = await readEntry(source, directory, at)
    entries.push(entry)
    at = next
  }
  const ordered = entries.toSorted((left, right) => left.start - right.start)
  let free = 0
  for (const { start: begins, packed } of ordered) {
    if (begins < free) throw damaged()
    free = begins + packed
  }
  if (free > start) throw damaged()
  return entries
}

async function readEntry(source: ByteSource, directory: Buffer, at: number) {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== centralRecord) throw damaged()
  const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)]
  const [packed, unpacked] = [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 24)]
  const [nameLength, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset)) as [
    number,
    number,
    number,
  ]
  const local = directory.readUInt32LE(at + 42)
  const name = directory.toString('utf8', at + 46, at + 46 + nameLength)
  if ((flags & 1) === 1) throw new ContentRefused({ code: 'PASSWORD_PROTECTED' })
  if (method !== 0 && method !== 8) throw damaged()
  const head = await source.read(local, 30 + nameLength)
  if (head.length < 30 + nameLength || head.readUInt32LE(0) !== localRecord) throw damaged()
  if (head.readUInt16LE(8) !== method || head.toString('utf8', 30, 30 + nameLength) !== name) throw damaged()
  if (head.readUInt16LE(26) !== nameLength) throw damaged()
  const start = local + 30 + nameLength + head.readUInt16LE(28)
  if (method === 0 && packed !== unpacked) throw damaged()
  return { entry: { name, method, packed, unpacked, start }, next: at + 46 + nameLength + extra + comment }
}

/** Unpacks one entry piece by piece and stops as soon as it grows beyond its own claim or the bounds. */
export async function* unpackEntry(source: ByteSource, entry: PlacedEntry): AsyncGenerator<Buffer> {
  const packed = streamRange(source, entry.start, entry.start + entry.packed)
  const pieces = entry.method === 0 ? packed : Readable.from(packed).pipe(createInflateRaw())
  let unpacked = 0
  try {
    for await (const piece of pieces) {
      const bytes: Buffer = piece
      unpacked += bytes.length
      if (unpacked > entry.unpacked || swells(entry.packed, unpacked)) throw new ContentRefused({ code: 'SWELLS' })
      yield bytes
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw damaged()
    throw error
  }
  if (unpacked !== entry.unpacked) throw damaged()
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    // What follows the record is its comment and nothing else: a second file may not hide behind.
    if (tail.readUInt32LE(at) === endRecord && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return at
  }
  throw damaged()
}
