import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type ExportStatement, type TablesSignature, tablesPaper, writeTablesWorkbook } from '@nq15/documents/reports'
import { todayInHanoi } from '@nq15/domain/calendar'
import { sayTableFinding, tableCodes, tablesVersion } from '@nq15/domain/reports'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { excelType, fileWord, type PaperFile, wordType } from '../ratings/paper-words.ts'
import { type ReadTables, readTables, type TablesAsked } from './read-tables.ts'

export type ExportTablesRefusal = { readonly code: 'NOT_FOUND' }

/**
 * One or all tables of a level and year as a workbook or a Word file, for `report:read`: exactly what the reader may see, with
 * count, filter, scope, day, rules and hash inside. The giving out is written into the trail.
 */
export async function exportTables(
  db: Database,
  scope: Scope,
  { format, ...asked }: TablesAsked & { readonly format: 'xlsx' | 'docx' },
): Promise<Result<PaperFile, ExportTablesRefusal>> {
  const read = await readTables(db, scope, asked)
  if (!read) return refuse({ code: 'NOT_FOUND' })
  const statement = statementOf(read, scope, asked)
  const { code: ruleSetCode } = read.rules
  const bytes = format === 'docx' ? await paperOf(read, statement) : await workbookOf(read, { ruleSetCode, statement })
  const which = asked.codes.length === tableCodes.length ? 'B1-B8' : asked.codes.join('-')
  await db.asActor(scope, (tx) =>
    writeTrail(tx, {
      ...{ action: 'export', recordTable: 'report_sign_off', recordId: null, organizationId: asked.organizationId },
      detail: { export: `tables-${format}`, count: asked.codes.length },
    }),
  )
  const fileName = `${fileWord(`Biểu ${which} năm ${read.year} ${read.level.name}`)}.${format}`
  return ok({ fileName, contentType: format === 'docx' ? wordType : excelType, bytes })
}

/** What the file of some tables says of itself. */
function statementOf(read: ReadTables, { actor }: Scope, { codes, now }: TablesAsked): ExportStatement {
  const { level, year, asOf, rules, guarded, against } = read
  return {
    title: `Biểu thống kê xếp loại năm ${year}: ${codes.join(', ')}`,
    filter: [
      `Năm ${year}, so với năm ${against}`,
      guarded ? 'số người từ 1 đến 4 ghi “dưới 5”, số có thể suy ra số đó ghi “ẩn”' : 'đủ số liệu',
    ].join('; '),
    scope: `${level.name} (${level.code}) và các tổ chức đảng trực thuộc`,
    asOf,
    generatedAt: now.toISOString(),
    generatedBy: actor.name,
    rules: `${rules.code}, ${rules.hash}; mẫu biểu ${tablesVersion}`,
  }
}

async function workbookOf(
  { tables }: ReadTables,
  { ruleSetCode, statement }: { ruleSetCode: string; statement: ExportStatement },
): Promise<Buffer> {
  const target = new PassThrough()
  const bytes = buffer(target)
  await writeTablesWorkbook(tables, { ruleSetCode, statement, target })
  return bytes
}

function paperOf(
  { level, year, rules, tables, findings, signOff }: ReadTables,
  statement: ExportStatement,
): Promise<Buffer> {
  const words = { ruleSetCode: rules.code, locale: 'vi' } as const
  const unchanged = signOff?.changes === 0 && signOff.asOf === statement.asOf
  return tablesPaper(tables, {
    ...{ organization: level.name, year, ruleSetCode: rules.code, statement },
    signature: signOff && unchanged ? signatureOf(signOff) : null,
    notes: findings.map((found) => `Biểu ${found.table}: ${sayTableFinding(found, words)}`),
  })
}

const signatureOf = (signOff: NonNullable<ReadTables['signOff']>): TablesSignature => ({
  signerName: signOff.signerName,
  signerTitle: signOff.signerTitle,
  signedOn: todayInHanoi(signOff.signedAt),
  hash: signOff.contentHash,
})
