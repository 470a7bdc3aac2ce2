import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import {
  type ExportStatement,
  type OpenData,
  openJson,
  packOpenData,
  type ReviewToWrite,
  reviewPaper,
  writeReviewWorkbook,
} from '@nq15/documents/reports'
import { todayInHanoi } from '@nq15/domain/calendar'
import { committeeName, excelType, fileWord, type PaperFile, placeOf, wordType } from '../ratings/paper-words.ts'
import { readReview } from './read-review.ts'

/** What a report may be taken away as: the whole of it, or (`zip` of CSV files, `json`) what of a signed one is open to everybody. */
export type ReviewFormat = 'docx' | 'xlsx' | 'zip' | 'json'

const types: Readonly<Record<ReviewFormat, string>> = {
  ...{ docx: wordType, xlsx: excelType, zip: 'application/zip', json: 'application/json; charset=utf-8' },
}

/** A report as a file, for whoever reads it; open data only of one that is signed. Null when there is none. The trail says what was taken. */
export async function exportReview(
  db: Database,
  scope: Scope,
  {
    reportId,
    format,
    now,
    licence = '',
  }: {
    readonly reportId: string
    readonly format: ReviewFormat
    readonly now: Date
    /** Under which licence open data are given; set by the operator. */
    readonly licence?: string
  },
): Promise<PaperFile | null> {
  const page = await readReview(db, scope, reportId)
  if (!page) return null
  const { report, signature } = page
  const isOpen = format === 'zip' || format === 'json'
  if (isOpen && !signature) return null
  const { content, words, organizationId } = report
  const { name } = content.organization
  const review: ReviewToWrite = {
    ...{ content, words, superior: '', issuer: committeeName(name), place: placeOf(name, null) },
    signature: signature && {
      ...{ name: signature.signerName, title: signature.signerTitle, hash: signature.contentHash },
      signedOn: todayInHanoi(signature.signedAt),
    },
  }
  const years =
    content.firstYear === content.lastYear ? `${content.lastYear}` : `${content.firstYear}–${content.lastYear}`
  const statement: ExportStatement = {
    title: `Báo cáo thực hiện Nghị quyết 15-NQ/TU, Chỉ thị 15-CT/TU ${years}${isOpen ? ', dữ liệu mở' : ''}`,
    filter: `Bản số ${report.edition}; số người, số đơn từ 1 đến 4 và số có thể suy ra số đó ghi “ẩn”`,
    ...{ scope: name, asOf: content.cutOff, generatedAt: now.toISOString(), generatedBy: scope.actor.name },
    rules: `Bố cục của phần mềm, mẫu biểu ${content.version}`,
  }
  const bytes = await bytesOf({ ...review, licence }, { format, statement })
  await db.asActor(scope, (tx) =>
    writeTrail(tx, {
      ...{ action: 'export', recordTable: 'review_report', recordId: reportId, organizationId },
      detail: { export: `review-${format}`, count: content.tables.length },
    }),
  )
  return { fileName: `${fileWord(`Báo cáo NQ15 ${years} ${name}`)}.${format}`, contentType: types[format], bytes }
}

async function bytesOf(
  review: OpenData,
  { format, statement }: { readonly format: ReviewFormat; readonly statement: ExportStatement },
): Promise<Buffer> {
  if (format === 'docx') return reviewPaper(review, statement)
  if (format === 'json') return Buffer.from(openJson(review, statement))
  if (format === 'zip') return packOpenData(review, statement)
  const target = new PassThrough()
  const written = buffer(target)
  await writeReviewWorkbook(review, { statement, target })
  return written
}
