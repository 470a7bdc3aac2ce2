import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** One file of an archive; text that comes in pieces is packed as it comes and never lies there whole. */
export type ZipEntry = { readonly name: string; readonly content: Buffer | Iterable<string> }

/** An archive of a few files, in their order, all of one time; the same files give the same bytes on every machine. */
export async function zipEntries(entries: readonly ZipEntry[], time: Date): Promise<Buffer> {
  const zip = new ZipFile()
  const options = { mtime: dosTime(time), forceDosTimestamp: true }
  for (const { name, content } of entries) {
    if (Buffer.isBuffer(content)) zip.addBuffer(content, name, options)
    else zip.addReadStream(Readable.from(inPieces(content), { objectMode: false }), name, options)
  }
  zip.end()
  const failed = new Promise<never>((_, reject) => {
    zip.on('error', reject)
  })
  return Promise.race([buffer(zip.outputStream as NodeJS.ReadableStream), failed])
}

/** Short texts together in pieces that are worth a write. */
function* inPieces(texts: Iterable<string>): Generator<Buffer> {
  let piece: string[] = []
  let length = 0
  for (const text of texts) {
    piece.push(text)
    length += text.length
    if (length < 32_768) continue
    yield Buffer.from(piece.join(''))
    piece = []
    length = 0
  }
  if (length > 0) yield Buffer.from(piece.join(''))
}

/** The archive's clock has no zone: its figures are those of UTC, wherever this runs. */
export const dosTime = (time: Date): Date => new Date(time.getTime() + time.getTimezoneOffset() * 60_000)
