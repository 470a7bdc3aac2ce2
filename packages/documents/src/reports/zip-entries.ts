import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** One file of an archive. */
export type ZipEntry = { readonly name: string; readonly content: Buffer }

/** An archive of a few files, in their order, all of one time; the same files give the same bytes on every machine. */
export async function zipEntries(entries: readonly ZipEntry[], time: Date): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, content } of entries)
    zip.addBuffer(content, name, { mtime: dosTime(time), forceDosTimestamp: true })
  zip.end()
  return buffer(zip.outputStream as NodeJS.ReadableStream)
}

/** The archive's clock has no zone: its figures are those of UTC, wherever this runs. */
export const dosTime = (time: Date): Date => new Date(time.getTime() + time.getTimezoneOffset() * 60_000)
