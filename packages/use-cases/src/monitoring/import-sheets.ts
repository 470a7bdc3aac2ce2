import type { Database } from '@nq15/db/client'
import { listStandingSheets } from '@nq15/db/monitoring/fact.read'
import { insertSheets, type NewSheet } from '@nq15/db/monitoring/fact.write'
import { listScreenedPlaces } from '@nq15/db/monitoring/screened.read'
import { listCodes } from '@nq15/db/monitoring/subject.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { checkSheet, completeSheet, monthOf, type SheetId, sheetOf } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { errorBook, readSheetTable, type SheetFile, type SheetTableRefusal, sayFinding } from './read-sheet-table.ts'

export type ImportSheetsRefusal =
  | { readonly code: 'NOT_FOUND' | 'PERIOD_AHEAD' | 'SHEET_NOT_IMPORTED' }
  | SheetTableRefusal

/** What an import did, or would do; `errors` is the uploaded workbook again with the reasons, where rows were refused. */
export type ImportedSheets = {
  readonly rows: number
  readonly stored: number
  readonly refused: readonly { readonly line: number; readonly code: string; readonly reasons: readonly string[] }[]
  readonly errors: string | null
}

type Command = SheetFile & {
  readonly requestId: string
  readonly organizationId: string
  readonly sheet: SheetId
  readonly start: string
  readonly fileName: string
  readonly dryRun: boolean
  readonly now: Date
}

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
  const read = await readSheetTable(sheet, command)
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
  return ok({ ...done.value, errors: await errorBook(command, done.value.refused) })
}
