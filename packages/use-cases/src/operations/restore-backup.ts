import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ObjectStore } from '@nq15/db/files/object-store'
import { proveTable, readCopiedTables, readMigrationHistory } from '@nq15/db/operations/copied-tables.read'
import type { CopyConnection } from '@nq15/db/operations/copy-connection'
import { loadTables, type TablePiece } from '@nq15/db/operations/loaded-tables.write'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { type BackupManifest, backupManifest, fileOfPart, headOf, type PartName, rowsOf } from './backup-manifest.ts'
import { measureFile, openPart, type PartEntry } from './sealed-part.ts'

/** Why a backup is not restored. Nothing stands in the empty place afterwards. */
export type RestoreRefusal =
  | { readonly code: 'no-backup' }
  | { readonly code: 'other-head'; readonly head: string }
  | { readonly code: 'damaged'; readonly part: PartName }
  | { readonly code: 'not-opened'; readonly part: PartName }
  | { readonly code: 'other-version'; readonly missingHere: readonly string[]; readonly newHere: readonly string[] }
  | { readonly code: 'not-proved'; readonly tables: readonly string[] }

/** A backup whose files are as they were written. */
export type FoundBackup = { readonly folder: string; readonly head: string; readonly manifest: BackupManifest }

/** Reads what a backup says of itself and proves that its files are whole; `expectedHead` is what was written down elsewhere. */
export async function findBackup(folder: string, expectedHead?: string): Promise<Result<FoundBackup, RestoreRefusal>> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null)
  if (text === null) return refuse({ code: 'no-backup' })
  const head = headOf(text)
  if (expectedHead !== undefined && expectedHead !== head) return refuse({ code: 'other-head', head })
  const parsed = backupManifest.safeParse(readJson(text))
  if (!parsed.success) return refuse({ code: 'no-backup' })
  for (const part of ['database', 'files'] as const) {
    if (!(await isWhole(join(folder, fileOfPart(part)), parsed.data, part))) return refuse({ code: 'damaged', part })
  }
  return ok({ folder, head, manifest: parsed.data })
}

/** What stands restored, as counted in the new place. */
export type Restored = {
  readonly tables: number
  readonly rows: number
  readonly objects: number
  readonly bytes: number
}

export type RestoreTarget = {
  /** Opens an empty place with this build's migrations and runs the work in one transaction of its owner. */
  readonly fill: <Answer>(work: (connection: CopyConnection) => Promise<Answer>) => Promise<Answer>
  /** Null where files are only counted. */
  readonly objects: ObjectStore | null
  readonly onProgress?: (done: number, of: number, what: string) => void
}

/**
 * Restores a backup into an empty place of the same migrations, then reads every table again: rows and hash of each must be
 * those of the backup, or nothing is kept.
 */
export async function restoreBackup(
  { folder, manifest }: FoundBackup,
  { fill, objects, onProgress }: RestoreTarget,
  identity: string,
): Promise<Result<Restored, RestoreRefusal>> {
  try {
    const rows = rowsOf(manifest)
    await fill(async (connection) => {
      refuseOtherVersion(manifest, await readMigrationHistory(connection))
      const tables = await readCopiedTables(connection)
      const byName = new Map(tables.map((table) => [table.name, table]))
      let done = 0
      const pieces = async function* (): AsyncGenerator<TablePiece> {
        for await (const { name, bytes } of opening(folder, 'database', identity)) {
          const table = byName.get(name.slice(0, name.lastIndexOf('/')))
          if (!table) throw new Refused({ code: 'damaged', part: 'database' })
          yield { table, lines: bytes }
          done += 1
          onProgress?.(done, Math.max(done + 1, tables.length), 'pieces of tables')
        }
      }
      await loadTables(connection, tables, pieces())
      const wrong: string[] = []
      for (const [at, table] of tables.entries()) {
        const { rows: counted, sum } = await proveTable(connection, table)
        const wanted = manifest.tables[table.name]
        if (counted !== wanted?.rows || sum !== wanted.sum) wrong.push(table.name)
        onProgress?.(at + 1, tables.length, 'tables proved')
      }
      if (wrong.length > 0) throw new Refused({ code: 'not-proved', tables: wrong })
    })
    let [count, bytes] = [0, 0]
    for await (const entry of opening(folder, 'files', identity)) {
      count += 1
      bytes += entry.bytes.length
      await objects?.put(entry.name, () => once(entry.bytes), entry.bytes.length)
      onProgress?.(count, manifest.files.objects, 'files')
    }
    if (count !== manifest.files.objects || bytes !== manifest.files.bytes) {
      throw new Refused({ code: 'damaged', part: 'files' })
    }
    return ok({ tables: Object.keys(manifest.tables).length, rows, ...manifest.files })
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal)
    throw error
  }
}

/** The keys that were laid apart when this backup was taken. */
export async function readBackupKeys(
  { manifest }: FoundBackup,
  file: string,
  identity: string,
): Promise<Result<readonly PartEntry[], RestoreRefusal>> {
  if (!(await isWhole(file, manifest, 'keys'))) return refuse({ code: 'damaged', part: 'keys' })
  try {
    const entries: PartEntry[] = []
    for await (const entry of openPart(file, identity)) entries.push(entry)
    return ok(entries)
  } catch {
    return refuse({ code: 'not-opened', part: 'keys' })
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

class Refused extends Error {
  readonly refusal: RestoreRefusal
  constructor(refusal: RestoreRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** What an identity does not open is told from what breaks in the database. */
async function* opening(folder: string, part: PartName, identity: string): AsyncGenerator<PartEntry> {
  const entries = openPart(join(folder, fileOfPart(part)), identity)
  for (;;) {
    const next = await entries.next().catch(() => {
      throw new Refused({ code: 'not-opened', part })
    })
    if (next.done) return
    yield next.value
  }
}

function refuseOtherVersion({ migrations }: BackupManifest, here: readonly { name: string; checksum: string }[]): void {
  const sign = ({ name, checksum }: { name: string; checksum: string }) => `${name} ${checksum}`
  const [old, own] = [new Set(migrations.map(sign)), new Set(here.map(sign))]
  const missingHere = migrations.filter((one) => !own.has(sign(one))).map(({ name }) => name)
  const newHere = here.filter((one) => !old.has(sign(one))).map(({ name }) => name)
  if (missingHere.length + newHere.length > 0) throw new Refused({ code: 'other-version', missingHere, newHere })
}

async function isWhole(path: string, { parts }: BackupManifest, part: PartName): Promise<boolean> {
  const found = await measureFile(path).catch(() => null)
  return found?.sha256 === parts[part].sha256 && found.bytes === parts[part].bytes
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
