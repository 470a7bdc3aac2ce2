import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import type { Database } from '@nq15/db/client'
import { findImport, type ImportRun } from '@nq15/db/members/import.read'
import { updateImport } from '@nq15/db/members/import.write'
import type { Scope } from '@nq15/db/scope'
import { accountColumns, accountTexts, mapAccountColumns } from '@nq15/documents/access'
import { mapMemberColumns, memberColumns, memberTexts } from '@nq15/documents/members'
import { mapOrganizationColumns, organizationColumns, organizationTexts } from '@nq15/documents/organizations'
import { mapPastRatingColumns, pastRatingTableColumns, pastRatingTexts } from '@nq15/documents/ratings'
import { readTable, reasonHead, type TableFormat, type TableRefusal } from '@nq15/documents/reports'
import { type AccountColumn, accountColumns as accountKeys } from '@nq15/domain/access'
import { type MemberColumn, memberColumns as memberKeys } from '@nq15/domain/members'
import { type OrganizationColumn, organizationColumns as organizationKeys } from '@nq15/domain/organizations'
import { type PastRatingColumn, pastRatingColumns as pastRatingKeys } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { judgeImport as judgeAccounts } from '../access/judge-import.ts'
import { judgeImport as judgeOrganizations } from '../organizations/judge-import.ts'
import { judgeImport as judgePastRatings } from '../ratings/judge-past-ratings.ts'
import { judgeImport as judgeMembers } from './judge-import.ts'
import { type NotFound, readUpload } from './open-import.ts'
import type { FileRefused, UploadedRows } from './stage-rows.ts'

/** A head of the uploaded file and the column it is taken for: surely, by a guess, or not yet. */
export type UploadedHead = {
  readonly head: string
  readonly column: string | null
  readonly certainty: 'sure' | 'guess' | 'unknown'
}

/** Columns are still missing, or one column is given to two heads; nothing was read. */
export type MappingRefused = {
  readonly code: 'COLUMNS_MISSING' | 'COLUMN_TWICE'
  readonly columns: readonly string[]
}

/** The file is not a table that can be read; nothing of it is kept. */
export type TableUnread = { readonly code: 'FILE_REFUSED'; readonly reason: string; readonly line: number | null }

/** The format a file's name tells. */
export const formatOf = (fileName: string): TableFormat => (extname(fileName).toLowerCase() === '.csv' ? 'csv' : 'xlsx')

const columnsOf = {
  members: memberColumns,
  organizations: organizationColumns,
  accounts: accountColumns,
  ratings: pastRatingTableColumns,
} as const
const mapHeadsOf = {
  members: mapMemberColumns,
  organizations: mapOrganizationColumns,
  accounts: mapAccountColumns,
  ratings: mapPastRatingColumns,
}
/** How a file of a kind is read: where its head row is found, which column is our own note of an earlier round. */
export const tableOptionsOf = (kind: ImportRun['kind']) => ({
  heads: columnsOf[kind].flatMap(({ head, aliases, key }) => [head, key, ...aliases]),
  ignoredHeads: [reasonHead],
})

/** The columns a file of a kind may have, in the order of the template. */
export const importColumns = (
  kind: ImportRun['kind'],
): readonly { readonly key: string; readonly head: string; readonly required: boolean }[] =>
  columnsOf[kind].map(({ key, head, required }) => ({ key, head, required }))

/**
 * Reads the heads of the kept file of an import and what they are taken for. Refuses NOT_FOUND, or FILE_REFUSED for a file
 * that is no table; then the import is marked failed with the reason.
 */
export async function readUploadHeads(
  db: Database,
  scope: Scope,
  runId: string,
): Promise<Result<readonly UploadedHead[], NotFound | TableUnread>> {
  const run = await db.asActor(scope, (tx) => findImport(tx, scope, runId))
  if (run?.state !== 'reading') return refuse({ code: 'NOT_FOUND' })
  const source = Readable.from(readUpload(db, scope, runId))
  const table = await readTable(source, formatOf(run.fileName), tableOptionsOf(run.kind))
  source.destroy()
  if (!table.ok) return failed(db, scope, { runId, refusal: table.refusal })
  const { heads } = table.value
  const { mapping, suggestions } = mapHeadsOf[run.kind](heads)
  return ok(
    heads.map((head): UploadedHead => {
      const sure = mapping[head]
      const guess = suggestions[head]
      return { head, column: sure ?? guess ?? null, certainty: sure ? 'sure' : guess ? 'guess' : 'unknown' }
    }),
  )
}

/** A head of the file → the key of our column. */
type Mapping = Readonly<Record<string, string>>

/** What stands in the way of reading a file under a mapping; null when nothing does. */
export function checkMapping(kind: ImportRun['kind'], mapping: Mapping): MappingRefused | null {
  const given = Object.values(mapping)
  const twice = [...new Set(given.filter((column, index) => given.indexOf(column) !== index))]
  if (twice.length > 0) return { code: 'COLUMN_TWICE', columns: twice }
  const missing = importColumns(kind).filter(({ key, required }) => required && !given.includes(key))
  return missing.length > 0 ? { code: 'COLUMNS_MISSING', columns: missing.map(({ key }) => key) } : null
}

/**
 * The dry run of the kept file under a mapping a person has confirmed. Refuses COLUMNS_MISSING and COLUMN_TWICE before
 * reading, NOT_FOUND, or FILE_REFUSED with the line.
 */
export async function judgeUpload(
  db: Database,
  scope: Scope,
  { runId, mapping }: { runId: string; mapping: Mapping },
): Promise<Result<ImportRun, NotFound | FileRefused | MappingRefused>> {
  const run = await db.asActor(scope, (tx) => findImport(tx, scope, runId))
  if (run?.state !== 'reading') return refuse({ code: 'NOT_FOUND' })
  const fault = checkMapping(run.kind, mapping)
  if (fault) return refuse(fault)

  const hash = createHash('sha256')
  const bytes = async function* () {
    for await (const piece of readUpload(db, scope, runId)) {
      hash.update(piece)
      yield piece
    }
  }
  const table = await readTable(Readable.from(bytes()), formatOf(run.fileName), tableOptionsOf(run.kind))
  if (!table.ok) return failed(db, scope, { runId, refusal: table.refusal })
  const { rows } = table.value
  const upload = { runId, mapping, fileSha256: () => hash.digest('hex') }
  if (run.kind === 'members') {
    const known = knownColumns<MemberColumn>(mapping, memberKeys)
    return judgeMembers(db, scope, { ...upload, rows: textsOf(rows, (cells) => memberTexts(cells, known)) })
  }
  if (run.kind === 'accounts') {
    const known = knownColumns<AccountColumn>(mapping, accountKeys)
    return judgeAccounts(db, scope, { ...upload, rows: textsOf(rows, (cells) => accountTexts(cells, known)) })
  }
  if (run.kind === 'ratings') {
    const known = knownColumns<PastRatingColumn>(mapping, pastRatingKeys)
    return judgePastRatings(db, scope, { ...upload, rows: textsOf(rows, (cells) => pastRatingTexts(cells, known)) })
  }
  const known = knownColumns<OrganizationColumn>(mapping, organizationKeys)
  return judgeOrganizations(db, scope, { ...upload, rows: textsOf(rows, (cells) => organizationTexts(cells, known)) })
}

function knownColumns<Key extends string>(mapping: Mapping, keys: readonly Key[]): Record<string, Key> {
  const known: Record<string, Key> = {}
  for (const [head, column] of Object.entries(mapping)) {
    const key = keys.find((one) => one === column)
    if (key) known[head] = key
  }
  return known
}

type TableRows = Extract<Awaited<ReturnType<typeof readTable>>, { ok: true }>['value']['rows']

async function* textsOf<Texts>(
  rows: TableRows,
  read: (cells: Readonly<Record<string, string>>) => Texts,
): AsyncGenerator<UploadedRows<Texts> extends AsyncIterable<infer Row> ? Row : never> {
  for await (const row of rows) yield row.ok ? ok({ line: row.value.line, texts: read(row.value.cells) }) : row
}

async function failed(
  db: Database,
  scope: Scope,
  { runId, refusal }: { runId: string; refusal: TableRefusal },
): Promise<Result<never, TableUnread>> {
  const line = 'line' in refusal ? refusal.line : null
  const error = line === null ? refusal.code : `${refusal.code}:${line}`
  await db.asActor(scope, (tx) =>
    updateImport(tx, scope, { runId, from: ['reading'], change: { state: 'failed', error } }),
  )
  return refuse({ code: 'FILE_REFUSED', reason: refusal.code, line })
}
