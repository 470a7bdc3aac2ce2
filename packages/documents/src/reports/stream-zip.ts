import { PassThrough, type Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { dosTime } from './zip-entries.ts'

/** One file of an archive, made when its turn comes; what cannot be made is left out with its reason in words. */
export type StreamedFile = {
  readonly name: string
  readonly make: () => Promise<Uint8Array | { readonly leftOut: string }>
}

/**
 * An archive of papers as a stream: each is made while the one before it leaves, and none is kept. They are packed already, so they
 * are only laid in; what was left out stands in `con-thieu.txt`. `onFile` hears after each. Fails when a file cannot be made; what came out till then is no archive.
 */
export function streamZip(
  files: readonly StreamedFile[],
  options: { readonly time: Date; readonly onFile?: (done: number) => void },
): Readable {
  const zip = new ZipFile()
  const out = new PassThrough()
  const mtime = dosTime(options.time)
  void (async () => {
    const look = { mtime, forceDosTimestamp: true, compress: false }
    const leftOut: string[] = []
    for (const [at, { name, make }] of files.entries()) {
      const made = await make()
      if ('leftOut' in made) leftOut.push(`${name}: ${made.leftOut}`)
      else zip.addBuffer(Buffer.from(made.buffer, made.byteOffset, made.byteLength), name, look)
      options.onFile?.(at + 1)
      await drained(out)
    }
    if (leftOut.length > 0) zip.addBuffer(Buffer.from(`\uFEFF${leftOut.join('\r\n')}\r\n`), 'con-thieu.txt', look)
    zip.end()
  })().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error('a paper could not be made')))
  ;(zip.outputStream as Readable).pipe(out)
  return out
}

/** Waits until the reader has taken what lies ready. */
const drained = (out: PassThrough): Promise<void> =>
  out.writableNeedDrain && !out.destroyed
    ? new Promise((resolve) => {
        const go = () => {
          out.off('drain', go).off('close', go)
          resolve()
        }
        out.once('drain', go).once('close', go)
      })
    : Promise.resolve()
