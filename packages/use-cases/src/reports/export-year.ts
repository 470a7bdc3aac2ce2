import type { Writable } from 'node:stream'
import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { findTableLevel } from '@nq15/db/reports/figures.read'
import { listYearCells, listYearRows, type YearRow } from '@nq15/db/reports/year-rows.read'
import type { Scope } from '@nq15/db/scope'
import { levelWords } from '@nq15/documents/ratings'
import {
  type ExportColumn,
  type ExportStatement,
  type WrittenExport,
  writeTableCsv,
  writeTableWorkbook,
} from '@nq15/documents/reports'
import { codeOfMember } from '@nq15/domain/privacy'
import { sayLine } from '@nq15/domain/reports'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { paperOutcome } from '../ratings/paper-words.ts'

const columns: readonly ExportColumn<YearRow>[] = [
  { head: 'Cấp ủy quyết định', width: 30, kind: 'text', value: ({ committeeName }) => committeeName },
  { head: 'Mã chi bộ', width: 16, kind: 'text', value: ({ cellCode }) => cellCode },
  { head: 'Chi bộ', width: 28, kind: 'text', value: ({ cellName }) => cellName },
  {
    head: 'Mã đảng viên',
    width: 14,
    kind: 'text',
    value: ({ cardNumber }) => codeOfMember({ cardNumber, fileNumber: null }),
  },
  {
    head: 'Nhóm',
    width: 26,
    kind: 'text',
    value: ({ subject }) => sayLine({ key: subject, name: subject }, 'group', 'vi'),
  },
  { head: 'Mức xếp loại', width: 28, kind: 'text', value: ({ outcome }) => wordsOf(outcome) },
  {
    head: 'Lý do không xếp loại',
    width: 26,
    kind: 'text',
    value: ({ notRatedReason }) =>
      notRatedReason === null ? undefined : sayLine({ key: notRatedReason, name: notRatedReason }, 'reason', 'vi'),
  },
  { head: 'Số quyết định', width: 14, kind: 'text', value: ({ decisionNumber }) => decisionNumber ?? undefined },
  { head: 'Ngày quyết định', width: 13, kind: 'day', value: ({ decidedOn }) => decidedOn ?? undefined },
]

function wordsOf(outcome: string | null): string {
  const known = paperOutcome(outcome)
  return known ? levelWords[known].full : 'Chưa quyết định'
}

type Asked = {
  readonly organizationId: string
  readonly year: number
  readonly asOf: LegalDay
  readonly format: 'xlsx' | 'csv'
  readonly now: Date
  readonly onProgress?: ((rows: number) => void) | undefined
}

/**
 * Streams everybody's level of a year into `target`, by code and never by name, whatever the size, for `report:read` with
 * person rights. The file carries its count, filter, scope, day, rules and hash; the giving out is written into the trail.
 */
export async function exportYear(
  db: Database,
  scope: Scope,
  { organizationId, year, asOf, format, now, onProgress, target }: Asked & { readonly target: Writable },
): Promise<Result<WrittenExport, { readonly code: 'NOT_FOUND' }>> {
  if (scope.permission !== 'report:read') return refuse({ code: 'NOT_FOUND' })
  const of = { organizationId, year, day: asOf }
  const read = await db.asReader(scope, async (tx) => {
    const level = await findTableLevel(tx, scope, of)
    const campaign = await findCampaignOfYear(tx, scope, year)
    return level && campaign && { level, campaign, cells: await listYearCells(tx, scope, of) }
  })
  if (!read) return refuse({ code: 'NOT_FOUND' })
  const { level, campaign, cells } = read
  const statement: ExportStatement = {
    title: `Kết quả xếp loại đảng viên năm ${year}`,
    filter: 'Tất cả đảng viên trong danh sách chốt; ghi mã, không ghi họ tên',
    scope: `${level.name} (${level.code}) và các tổ chức đảng trực thuộc`,
    asOf,
    generatedAt: now.toISOString(),
    generatedBy: scope.actor.name,
    rules: `${campaign.ruleSetCode}, ${campaign.ruleSetHash}`,
  }
  const rows = walkYear(db, scope, { cells, year, day: asOf, onProgress })
  const written =
    format === 'csv'
      ? await writeTableCsv(rows, columns, { statement, target })
      : await writeTableWorkbook(rows, columns, { statement, sheetName: 'Kết quả xếp loại', target })
  await db.asActor(scope, (tx) =>
    writeTrail(tx, {
      ...{ action: 'export', recordTable: 'rating', recordId: null, organizationId },
      detail: { export: `year-${format}`, count: written.count, hash: written.hash },
    }),
  )
  return ok(written)
}

type Walk = Pick<Asked, 'year' | 'onProgress'> & { readonly cells: readonly string[]; readonly day: LegalDay }

const cellsAtOnce = 200

/** Piece by piece, each in a short transaction: nothing is written to a file while one is open, and no city stands in memory. */
async function* walkYear(db: Database, scope: Scope, { cells, year, day, onProgress }: Walk): AsyncGenerator<YearRow> {
  let count = 0
  for (let at = 0; at < cells.length; at += cellsAtOnce) {
    const cellIds = cells.slice(at, at + cellsAtOnce)
    const rows = await db.asReader(scope, (tx) => listYearRows(tx, scope, { cellIds, year, day }))
    yield* rows
    count += rows.length
    onProgress?.(count)
  }
}
