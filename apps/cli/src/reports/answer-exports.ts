import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { Database } from '@nq15/db/client'
import { findOrganizationByCode } from '@nq15/db/organizations/organization.read'
import type { Scope } from '@nq15/db/scope'
import { type TableCode, tableCodes } from '@nq15/domain/reports'
import { exportTables } from '@nq15/use-cases/reports/export-tables'
import { exportYear } from '@nq15/use-cases/reports/export-year'
import type { Answer } from '../answer.ts'

type Asked = { readonly organization: string; readonly year: number; readonly asOf: string; readonly out: string }

const refused = (code: string, wanted: string): Answer => ({
  json: { refused: true, code, wanted },
  lines: [`${code}: ${wanted}`],
  exitCode: 1,
})

/** Writes the tables of a level and year into a file. */
export async function answerExportTables(
  db: Database,
  scope: Scope,
  {
    organization,
    year,
    asOf,
    out,
    table,
    against,
    format,
  }: Asked & { table?: TableCode; against?: number; format: 'xlsx' | 'docx' },
): Promise<Answer> {
  const organizationId = await idOf(db, scope, { organization, asOf })
  if (organizationId === null) return refused('UNKNOWN_ORGANIZATION', organization)
  const codes = table ? [table] : tableCodes
  const file = await exportTables(db, scope, {
    organizationId,
    year,
    asOf,
    against: against ?? null,
    codes,
    format,
    now: new Date(),
  })
  if (!file.ok) return refused(file.refusal.code, `${organization} ${year}`)
  await writeFile(out, file.value.bytes, { flag: 'wx' })
  return { json: { file: out, tables: codes }, lines: [`${out}: ${codes.join(', ')}`], exitCode: 0 }
}

/** Streams everybody's level of a year into a file. */
export async function answerExportResults(
  db: Database,
  scope: Scope,
  { organization, year, asOf, out, format }: Asked & { format: 'xlsx' | 'csv' },
): Promise<Answer> {
  const organizationId = await idOf(db, scope, { organization, asOf })
  if (organizationId === null) return refused('UNKNOWN_ORGANIZATION', organization)
  const target = createWriteStream(out, { flags: 'wx' })
  const onProgress = (rows: number) => void (process.stderr.isTTY && process.stderr.write(`\r${rows} rows`))
  const written = await exportYear(db, scope, {
    organizationId,
    year,
    asOf,
    format,
    now: new Date(),
    target,
    onProgress,
  })
  if (!written.ok) {
    target.destroy()
    return refused(written.refusal.code, `${organization} ${year}`)
  }
  const { count, hash } = written.value
  return { json: { file: out, count, hash }, lines: [`${out}: ${count} rows, SHA-256 ${hash}`], exitCode: 0 }
}

async function idOf(
  db: Database,
  scope: Scope,
  { organization, asOf }: Pick<Asked, 'organization' | 'asOf'>,
): Promise<string | null> {
  const found = await db.asReader(scope, (tx) => findOrganizationByCode(tx, scope, { code: organization, day: asOf }))
  return found?.organizationId ?? null
}
