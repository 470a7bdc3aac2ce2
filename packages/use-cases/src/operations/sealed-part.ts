import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { extract, type Pack, pack } from 'tar-stream'

/** An entry of a sealed part: a name and its bytes. */
export type PartEntry = { readonly name: string; readonly bytes: Buffer }

/**
 * Writes entries into one file, packed (tar), pressed (gzip) and sealed in the age format for the recipients: whoever writes
 * backups holds nothing that opens them. Answers size and SHA-256 of the file, which is on the disk when this answers.
 */
export async function sealPart(
  path: string,
  recipients: readonly string[],
  entries: AsyncIterable<PartEntry>,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const tar = pack()
  const pressed = createGzip({ level: 1 })
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  const sealed = Readable.fromWeb(
    // The two descriptions of a web stream, Node's and the browser's, are the same thing.
    (await encrypter.encrypt(Readable.toWeb(pressed) as ReadableStream<Uint8Array>)) as Parameters<
      typeof Readable.fromWeb
    >[0],
  )
  const hash = createHash('sha256')
  let bytes = 0
  const counted = new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      hash.update(piece)
      bytes += piece.length
      done(null, piece)
    },
  })
  await Promise.all([
    fill(tar, entries),
    pipeline(tar, pressed),
    pipeline(sealed, counted, createWriteStream(path, { mode: 0o600, flags: 'wx' })),
  ])
  const handle = await open(path, 'r+')
  await handle.sync().finally(() => handle.close())
  return { bytes, sha256: hash.digest('hex') }
}

async function fill(tar: Pack, entries: AsyncIterable<PartEntry>): Promise<void> {
  try {
    for await (const { name, bytes } of entries) {
      await new Promise<void>((resolve, reject) => {
        tar.entry({ name, size: bytes.length }, bytes, (fault) => (fault ? reject(fault) : resolve()))
      })
    }
    tar.finalize()
  } catch (error) {
    tar.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

/** The entries of a sealed part, in the order they were written. Throws when the identity does not open it or a byte was changed. */
export async function* openPart(path: string, identity: string): AsyncGenerator<PartEntry> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const opened = Readable.fromWeb(
    (await decrypter.decrypt(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>)) as Parameters<
      typeof Readable.fromWeb
    >[0],
  )
  const tar = extract()
  const flowing = pipeline(opened, createGunzip(), tar)
  // Awaited below; a fault ends the reading of entries by itself.
  flowing.catch(() => undefined)
  for await (const entry of tar) {
    const pieces: Buffer[] = []
    for await (const piece of entry) pieces.push(piece as Buffer)
    yield { name: entry.header.name, bytes: Buffer.concat(pieces) }
  }
  await flowing
}

/** Size and SHA-256 of a file as it lies there. */
export async function measureFile(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of createReadStream(path)) {
    hash.update(piece)
    bytes += piece.length
  }
  return { bytes, sha256: hash.digest('hex') }
}
