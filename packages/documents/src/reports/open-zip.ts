import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { TableRefused } from './table-refusal.ts'

/** One file inside a zip, as the central directory names it; sizes there are claims, not facts. */
export type ZipEntry = { readonly name: string; readonly method: number; readonly start: number; readonly end: number }

/** The bytes that may still be inflated from one upload; shared by all entries so that many small bombs count too. */
export type InflateBudget = { left: number }

const endRecord = 0x06054b50
const centralRecord = 0x02014b50
const localRecord = 0x04034b50

/** Lists the entries of a zip by its central directory; throws `TableRefused` when the bytes are not a sound zip. */
export function openZip(bytes: Buffer): ReadonlyMap<string, ZipEntry> {
  const end = findEndRecord(bytes)
  const count = bytes.readUInt16LE(end + 10)
  const entries = new Map<string, ZipEntry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralRecord) throw new TableRefused({ code: 'damaged' })
    const encrypted = (bytes.readUInt16LE(at + 8) & 1) === 1
    const packedSize = bytes.readUInt32LE(at + 20)
    const nameLength = bytes.readUInt16LE(at + 28)
    const local = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/')
    if (encrypted) throw new TableRefused({ code: 'password-protected' })
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localRecord) {
      throw new TableRefused({ code: 'damaged' })
    }
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    if (start + packedSize > bytes.length) throw new TableRefused({ code: 'damaged' })
    entries.set(name, { name, method: bytes.readUInt16LE(at + 10), start, end: start + packedSize })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** Inflates one entry piece by piece; throws `TableRefused` `too-large` as soon as the budget is spent (zip bomb). */
export async function* inflateEntry(bytes: Buffer, entry: ZipEntry, budget: InflateBudget): AsyncGenerator<Buffer> {
  if (entry.method !== 0 && entry.method !== 8) throw new TableRefused({ code: 'damaged' })
  const packed = bytes.subarray(entry.start, entry.end)
  const pieces = entry.method === 0 ? [packed] : Readable.from([packed]).pipe(createInflateRaw())
  try {
    for await (const piece of pieces) {
      const inflated: Buffer = piece
      budget.left -= inflated.length
      if (budget.left < 0) throw new TableRefused({ code: 'too-large' })
      yield inflated
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new TableRefused({ code: 'damaged' })
    }
    throw error
  }
}

function findEndRecord(bytes: Buffer): number {
  // A zip comment of up to 65,535 bytes may follow the record.
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 65_535); at -= 1) {
    if (bytes.readUInt32LE(at) === endRecord) return at
  }
  throw new TableRefused({ code: 'damaged' })
}
