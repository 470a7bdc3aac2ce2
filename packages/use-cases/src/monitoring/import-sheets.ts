import { Readable } from 'node:stream'
import type { Database } from '@nq15/db/client'
import { listStandingSheets } from '@nq15/db/monitoring/fact.read'
import { insertSheets, type NewSheet } from '@nq15/db/monitoring/fact.write'
import { listScreenedPlaces } from '@nq15/db/monitoring/screened.read'
import { listCodes } from '@nq15/db/monitoring/subject.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import {
  headWords,
  readTable,
  reasonHead,
  type TableFormat,
  type TableRow,
  writeErrorWorkbook,
} from '@nq15/documents/reports'
import { readDay, todayInHanoi } from '@nq15/domain/calendar'
import {
  checkSheet,
  completeSheet,
  type Figures,
  monitoringMessages,
  monthOf,
  type Sheet,
  type SheetId,
  sheetOf,
} from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'

export type ImportSheetsRefusal =
  | { readonly code: 'NOT_FOUND' | 'PERIOD_AHEAD' | 'NO_ROWS' | 'CODE_COLUMN_MISSING' | 'SHEET_NOT_IMPORTED' }
  | { readonly code: 'FILE_REFUSED'; readonly reason: string }

/** What an import did, or would do; `errors` is the uploaded workbook again with the reasons, where rows were refused. */
export type ImportedSheets = {
  readonly rows: number
  readonly stored: number
  readonly refused: readonly { readonly line: number; readonly code: string; readonly reasons: readonly string[] }[]
  readonly errors: string | null
}

type Command = {
  readonly requestId: string
  readonly organizationId: string
  readonly sheet: SheetId
  readonly start: string
  readonly content: Buffer
  readonly format: TableFormat
  readonly fileName: string
  readonly dryRun: boolean
  readonly now: Date
}

const codeHeads = ['Mã tổ chức', 'Mã chi bộ', 'Mã', 'code']
const messages = monitoringMessages('vi')

/**
 * Takes a table of one sheet and period, a row for each organization at and below one: good rows are stored, the others come
 * back in the same workbook with their reasons. A sheet that is there already is corrected with the file's name as reason.
 */
export async function importSheets(
  db: Database,
  scope: Scope,
  { requestId, ...command }: Command,
): Promise<Result<ImportedSheets, ImportSheetsRefusal>> {
  const sheet = sheetOf(command.sheet)
  if (sheet.of === 'project' || sheet.of === 'case') return refuse({ code: 'SHEET_NOT_IMPORTED' })
  if (command.start > monthOf(todayInHanoi(command.now))) return refuse({ code: 'PERIOD_AHEAD' })
  const read = await readRows(sheet, command)
  if (!read.ok) return read
  const useCase = command.dryRun ? 'try-monitoring-import' : 'import-monitoring-sheets'
  const done = await actOnce(
    db,
    scope,
    { requestId, useCase, permissions: ['monitoring:enter'] },
    async (tx): Promise<Result<Omit<ImportedSheets, 'errors'>, ImportSheetsRefusal>> => {
      const { organizationId, start } = command
      if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
      const day = todayInHanoi(command.now)
      const places = await listScreenedPlaces(tx, scope, { rootId: organizationId, day })
      const codes = await listCodes(tx, scope, { organizationIds: places.map((place) => place.organizationId), day })
      const byCode = new Map(places.map((place) => [codes.get(place.organizationId) ?? '', place]))
      const standing = await listStandingSheets(tx, scope, {
        organizationIds: places.map((place) => place.organizationId),
        sheet: sheet.id,
        start,
      })
      const refused: { line: number; code: string; reasons: string[] }[] = []
      const good: NewSheet[] = []
      const seen = new Set<string>()
      for (const row of read.value) {
        const place = byCode.get(row.code)
        const reasons = [...row.reasons]
        if (!place) reasons.push(`Không có tổ chức mang mã “${row.code}” trong phạm vi này.`)
        else if (sheet.of === 'cell' && !place.isCell) reasons.push('Phiếu này chỉ dành cho chi bộ.')
        else if (sheet.of === 'area' && place.areaCode === null) reasons.push('Phiếu này chỉ dành cho xã, phường.')
        if (seen.has(row.code)) reasons.push(`Mã “${row.code}” có hai lần trong tệp.`)
        seen.add(row.code)
        const figures = completeSheet(sheet, row.figures)
        for (const finding of checkSheet(sheet, figures)) reasons.push(sayFinding(finding))
        if (reasons.length > 0 || !place) {
          refused.push({ line: row.line, code: row.code, reasons })
          continue
        }
        const before = standing.get(place.organizationId)
        good.push({
          organizationId: place.organizationId,
          sheet: sheet.id,
          subject: '',
          subjectName: null,
          kind: sheet.period,
          start,
          figures,
          source: command.fileName,
          quality: 'imported',
          supersedes: before?.id ?? null,
          version: (before?.version ?? 0) + 1,
          correctionReason: before ? `Nhập từ tệp ${command.fileName}` : null,
        })
      }
      if (!command.dryRun && good.length > 0) await insertSheets(tx, scope, good)
      return ok({ rows: read.value.length, stored: good.length, refused })
    },
  )
  if (!done.ok) return done
  return ok({ ...done.value, errors: await errorsOf(command, done.value.refused) })
}

async function errorsOf(
  command: Omit<Command, 'requestId'>,
  refused: readonly { line: number; reasons: readonly string[] }[],
): Promise<string | null> {
  if (refused.length === 0) return null
  const upload = {
    bytes: command.content,
    format: command.format,
    options: { heads: codeHeads, ignoredHeads: [reasonHead] },
  }
  const book = await writeErrorWorkbook(upload, refused)
  return book.ok ? book.value.toString('base64') : null
}

const sayFinding = ({ code, figures, required = '' }: ReturnType<typeof checkSheet>[number]) =>
  `${figures.map((name) => messages.inputs[name] ?? name).join(', ')}: ${messages.findings[code].replace('{required}', required)}`

type ReadRow = {
  readonly line: number
  readonly code: string
  readonly figures: Figures
  readonly reasons: readonly string[]
}

async function readRows(
  sheet: Sheet,
  { content, format }: Pick<Command, 'content' | 'format'>,
): Promise<Result<readonly ReadRow[], ImportSheetsRefusal>> {
  const table = await readTable(Readable.from([content]), format, {
    heads: codeHeads,
    ignoredHeads: [reasonHead],
    maxBytes: 1_000_000,
  })
  if (!table.ok) return refuse({ code: 'FILE_REFUSED', reason: table.refusal.code })
  const { heads } = table.value
  const codeHead = heads.find((head) => codeHeads.some((one) => headWords(one) === headWords(head)))
  if (codeHead === undefined) return refuse({ code: 'CODE_COLUMN_MISSING' })
  const columns = new Map(
    sheet.figures.flatMap((figure) => {
      const words = [figure.name, messages.inputs[figure.name] ?? figure.name].map(headWords)
      const head = heads.find((one) => words.includes(headWords(one)))
      return head === undefined ? [] : [[head, figure] as const]
    }),
  )
  const rows: ReadRow[] = []
  for await (const found of table.value.rows) {
    if (!found.ok) return refuse({ code: 'FILE_REFUSED', reason: found.refusal.code })
    rows.push(readRow(found.value, { codeHead, columns }))
  }
  return rows.length === 0 ? refuse({ code: 'NO_ROWS' }) : ok(rows)
}

function readRow(
  { line, cells }: TableRow,
  { codeHead, columns }: { readonly codeHead: string; readonly columns: ReadonlyMap<string, Sheet['figures'][number]> },
): ReadRow {
  const figures: Record<string, number | boolean | string> = {}
  const reasons: string[] = []
  for (const [head, { name, kind }] of columns) {
    const text = (cells[head] ?? '').trim()
    // An empty cell is a figure nobody gave, never zero.
    if (text === '') continue
    if (kind === 'yes-no') {
      const answer = headWords(text)
      if (answer === 'co' || answer === 'khong') figures[name] = answer === 'co'
      else reasons.push(`${head}: ghi “có” hoặc “không”.`)
    } else if (kind === 'day') {
      const day = readDay(text)
      if (day.ok) figures[name] = day.value
      else reasons.push(`${head}: ngày không hợp lệ.`)
    } else if (kind === 'grade' || kind === 'case-state') {
      const word = Object.entries(messages.words).find(
        ([code, label]) => code === text || headWords(label) === headWords(text),
      )
      figures[name] = word?.[0] ?? text
    } else {
      const number = Number(text.replace(',', '.'))
      if (Number.isFinite(number)) figures[name] = number
      else reasons.push(`${head}: “${text}” không phải là số.`)
    }
  }
  return { line, code: (cells[codeHead] ?? '').trim(), figures, reasons }
}
