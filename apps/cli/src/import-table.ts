import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { Transform } from 'node:stream'
import type { Database } from '@nq15/db/client'
import type { ImportRun } from '@nq15/db/members/import.read'
import { findOrganizationByCode } from '@nq15/db/organizations/organization.read'
import type { Scope } from '@nq15/db/scope'
import {
  documentMessagesEn,
  readTable,
  reasonHead,
  type TableFormat,
  writeErrorWorkbook,
} from '@nq15/documents/reports'
import { todayInHanoi } from '@nq15/domain/calendar'
import { ok, type Result, type RowNote, sayRowNote } from '@nq15/domain/shared'
import { abandonImport } from '@nq15/use-cases/members/abandon-import'
import type { ImportOpening, NotFound } from '@nq15/use-cases/members/open-import'
import { readImport, readRefusedRows } from '@nq15/use-cases/members/read-import'
import type { FileRefused, UploadedRows } from '@nq15/use-cases/members/stage-rows'
import type { ChangedMeanwhile, RowsRefused, Taking } from '@nq15/use-cases/members/take-import'
import type { Answer } from './answer.ts'
import { progressBar } from './progress.ts'

/** What the command was asked. */
export type ImportOptions = {
  readonly file: string
  readonly organization: string
  readonly dryRun?: boolean
  readonly onlyGood?: boolean
  /** Where the error workbook goes, when rows are refused. */
  readonly errors?: string
}

type RoomMessages = {
  readonly refusals: Readonly<Record<string, string>>
  readonly columns: Readonly<Record<string, string>>
}

/** A room's own part of an import of a table: its columns, its words, its steps. */
export type TableImport<Texts> = {
  readonly heads: readonly string[]
  readonly mapHeads: (heads: readonly string[]) => {
    readonly mapping: Readonly<Record<string, string>>
    readonly missing: readonly string[]
  }
  readonly textsOf: (cells: Readonly<Record<string, string>>, mapping: Readonly<Record<string, string>>) => Texts
  /** Words of the command's own lines, and of the workbook that goes back to the people of the committee. */
  readonly messages: RoomMessages
  readonly workbookMessages: RoomMessages
  readonly start: (
    db: Database,
    scope: Scope,
    upload: {
      readonly opening: Omit<ImportOpening, 'kind'>
      readonly mapping: Readonly<Record<string, string>>
      readonly rows: UploadedRows<Texts>
      readonly fileSha256: () => string
      readonly onProgress: (rows: number) => void
    },
  ) => Promise<Result<ImportRun, NotFound | FileRefused>>
  readonly take: (
    db: Database,
    scope: Scope,
    taking: Taking,
  ) => Promise<Result<ImportRun, NotFound | RowsRefused | ChangedMeanwhile>>
}

const shownAtMost = 50

/** Imports a table from a file: judge, then take all or the good rows, or with `dryRun` take nothing. */
export async function importTable<Texts>(
  { db, scope }: { db: Database; scope: Scope },
  table: TableImport<Texts>,
  options: ImportOptions,
): Promise<Answer> {
  const asOf = todayInHanoi(new Date())
  const organization = await db.asActor(scope, (tx) =>
    findOrganizationByCode(tx, scope, { code: options.organization, day: asOf }),
  )
  if (!organization) return refused('NOT_FOUND', `No organization carries the code ${options.organization} today.`)
  const format: TableFormat = extname(options.file).toLowerCase() === '.csv' ? 'csv' : 'xlsx'
  const reading = { heads: table.heads, ignoredHeads: [reasonHead] }
  const { size } = await stat(options.file)
  const bar = progressBar(basename(options.file), size)
  const hash = createHash('sha256')
  let bytes = 0
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  const read = await readTable(createReadStream(options.file).pipe(counted), format, reading)
  if (!read.ok) return refused(read.refusal.code, sayDocument(read.refusal))
  const { mapping, missing } = table.mapHeads(read.value.heads)
  if (missing.length > 0) {
    const names = missing.map((key) => table.messages.columns[key] ?? key).join(', ')
    return refused('COLUMNS_MISSING', `Columns are missing: ${names}`)
  }
  const rows = read.value.rows
  const run = await table.start(db, scope, {
    opening: { organizationId: organization.organizationId, fileName: basename(options.file), asOf },
    mapping,
    rows: (async function* () {
      for await (const row of rows) {
        yield row.ok ? ok({ line: row.value.line, texts: table.textsOf(row.value.cells, mapping) }) : row
      }
    })(),
    fileSha256: () => hash.digest('hex'),
    onProgress: () => bar.update(bytes),
  })
  bar.stop()
  if (!run.ok) {
    const { refusal } = run
    if (refusal.code === 'NOT_FOUND') return refused('NOT_FOUND', 'The import was not found.')
    return refused(refusal.reason, sayDocument({ code: refusal.reason, line: refusal.line }))
  }
  const { runId } = run.value
  const view = await readImport(db, scope, { runId, limit: shownAtMost })
  if (!view.ok) return refused('NOT_FOUND', 'The import was not found.')
  if (options.errors && run.value.rowsBad > 0)
    await writeErrors({ db, scope }, table, { ...options, runId, format, reading })
  const which = options.onlyGood ? 'good' : 'all'
  const taken = options.dryRun ? null : await table.take(db, scope, { runId, which })
  if (!taken?.ok) await abandonImport(db, scope, runId)
  const state = options.dryRun ? 'dry-run' : taken?.ok ? 'taken' : 'refused'
  const counts = taken?.ok ? taken.value : run.value
  const notes = view.value.refused.map(({ line, reasons }) => ({
    line,
    reasons: reasons.map((reason: RowNote) => ({ ...reason, text: sayRowNote(table.messages, reason) })),
  }))
  const { rowsTotal, rowsGood, rowsBad, rowsNew, rowsChanged, rowsSame } = counts
  const code = taken && !taken.ok ? taken.refusal.code : null
  return {
    json: {
      runId,
      state,
      code,
      rowsTotal,
      rowsGood,
      rowsBad,
      rowsNew,
      rowsChanged,
      rowsSame,
      refused: notes,
      warnings: view.value.warnings,
    },
    lines: [
      ...notes.map(({ line, reasons }) => `${options.file}:${line}: ${reasons.map(({ text }) => text).join(' ')}`),
      ...(rowsBad > notes.length
        ? [`… and ${rowsBad - notes.length} more refused rows (--errors FILE writes them all)`]
        : []),
      `${rowsTotal} rows: ${rowsGood} good, ${rowsBad} refused; ${rowsNew} new, ${rowsChanged} changed, ${rowsSame} the same`,
      state === 'taken'
        ? 'Taken.'
        : state === 'dry-run'
          ? 'Dry run: nothing was kept.'
          : 'Nothing was kept. --only-good takes the good rows.',
    ],
    exitCode: state === 'refused' || rowsBad > 0 ? 1 : 0,
  }
}

async function writeErrors<Texts>(
  { db, scope }: { db: Database; scope: Scope },
  table: TableImport<Texts>,
  task: ImportOptions & {
    runId: string
    format: TableFormat
    reading: { heads: readonly string[]; ignoredHeads: readonly string[] }
  },
): Promise<void> {
  const rows: { line: number; reasons: string[] }[] = []
  for await (const { line, reasons } of readRefusedRows(db, scope, task.runId)) {
    rows.push({ line, reasons: reasons.map((reason) => sayRowNote(table.workbookMessages, reason)) })
  }
  const bytes = await readFile(task.file)
  const book = await writeErrorWorkbook({ bytes, format: task.format, options: task.reading }, rows)
  if (book.ok && task.errors) await writeFile(task.errors, book.value)
}

const refused = (code: string, text: string): Answer => ({
  json: { state: 'refused', code, text },
  lines: [text, 'Nothing was kept.'],
  exitCode: 1,
})

function sayDocument({ code, line }: { readonly code: string; readonly line?: number | null }): string {
  const text = Object.entries(documentMessagesEn).find(([known]) => known === code)?.[1] ?? code
  return text.replace('{line}', String(line ?? ''))
}
