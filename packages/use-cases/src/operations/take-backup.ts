import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '@nq15/db/files/make-folder'
import type { ObjectStore } from '@nq15/db/files/object-store'
import {
  linesOf,
  readCopiedTables,
  readMigrationHistory,
  type TableProof,
  tableProof,
} from '@nq15/db/operations/copied-tables.read'
import { inOwnersTransaction } from '@nq15/db/operations/copy-connection'
import { type BackupManifest, fileOfPart, headOf } from './backup-manifest.ts'
import { type PartEntry, sealPart } from './sealed-part.ts'

/** What a backup is taken of. */
export type BackupSource = {
  /** Address of the login that owns the schema; of the embedded engine's socket there. */
  readonly ownerUrl: string
  readonly objects: ObjectStore
  /** What stands outside the database and opens something: the secret of sessions, the keys of the file store. */
  readonly keys: readonly PartEntry[]
}

export type BackupPlace = {
  /** Where backups lie; each has a folder of its own in it. */
  readonly folder: string
  /** Where the keys go: another disk, another hand. */
  readonly keysFolder: string
  /** Public keys (`age1…`) of those who may open it. */
  readonly recipients: readonly string[]
  readonly now: Date
  readonly onProgress?: (done: number, of: number, what: string) => void
}

export type Backup = {
  readonly folder: string
  readonly keysFile: string
  readonly head: string
  readonly manifest: BackupManifest
}

/**
 * Takes a backup: every table as of one moment, every sealed file, and apart from both the keys. The folder gets its name
 * when all of it is on the disk, so what broke off half-way is never taken for a backup.
 */
export async function takeBackup(source: BackupSource, place: BackupPlace): Promise<Backup> {
  const { recipients, now } = place
  const name = `nq15-${now.toISOString().slice(0, 19).replaceAll(/[-:]/gu, '').replace('T', '-')}`
  const folder = join(place.folder, name)
  const making = `${folder}.making`
  const keysFile = join(place.keysFolder, `${name}.${fileOfPart('keys')}`)
  await makeFolder(place.folder)
  await makeFolder(place.keysFolder)
  await mkdir(making, { mode: 0o700 })
  try {
    const database = await inOwnersTransaction({ url: source.ownerUrl, reading: true }, async (connection) => {
      const tables = await readCopiedTables(connection)
      const [server] = await connection.query('select version() as words')
      const proofs: Record<string, TableProof> = {}
      const entries = async function* () {
        for (const [at, table] of tables.entries()) {
          const proof = tableProof()
          let piece = 0
          for await (const lines of linesOf(connection, table)) {
            proof.add(lines)
            yield { name: `${table.name}/${String(piece).padStart(6, '0')}`, bytes: lines }
            piece += 1
          }
          proofs[table.name] = proof.end()
          place.onProgress?.(at + 1, tables.length, 'tables')
        }
      }
      const part = await sealPart(join(making, fileOfPart('database')), recipients, entries())
      return {
        part,
        tables: proofs,
        migrations: [...(await readMigrationHistory(connection))],
        server: String(server?.['words']).split(' on ')[0] ?? '',
      }
    })

    // After the database: a file may be added meanwhile, and none that a row of the snapshot names is gone yet.
    let objects = 0
    let bytes = 0
    const contents = async function* () {
      for await (const { name: object } of source.objects.list()) {
        const opened = await source.objects.open(object)
        if (!opened) continue
        const content = await opened.read(0, opened.size).finally(opened.close)
        objects += 1
        bytes += content.length
        yield { name: object, bytes: content }
      }
    }
    const files = await sealPart(join(making, fileOfPart('files')), recipients, contents())
    const keys = await sealPart(`${keysFile}.making`, recipients, iterate(source.keys))

    const manifest: BackupManifest = {
      format: 1,
      takenAt: now.toISOString(),
      server: database.server,
      migrations: database.migrations,
      tables: database.tables,
      files: { objects, bytes },
      parts: { database: database.part, files, keys },
    }
    const text = `${JSON.stringify(manifest, null, 1)}\n`
    await writeFile(join(making, 'manifest.json'), text, { mode: 0o600, flush: true })
    await rename(`${keysFile}.making`, keysFile)
    await rename(making, folder)
    return { folder, keysFile, head: headOf(text), manifest }
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    await rm(`${keysFile}.making`, { force: true })
    throw error
  }
}

async function* iterate<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items
}
