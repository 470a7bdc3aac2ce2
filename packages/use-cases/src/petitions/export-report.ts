import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type ReportToWrite, reportPaper, writeReportWorkbook } from '@nq15/documents/petitions'
import { todayInHanoi } from '@nq15/domain/calendar'
import { layoutsOfSigned, type ReportFinding, reportForms, reportFormsVersion } from '@nq15/domain/petitions'
import { excelType, fileWord, type PaperFile, wordType, writtenDay } from '../ratings/paper-words.ts'
import { type PetitionReport, type ReportAsked, readReport } from './read-report.ts'

/**
 * The tables of a period as a workbook or a Word file: what stands signed when it was signed (and the reader may see it), else
 * exactly what the reader sees. The giving out is written into the trail. Null when the unit is not the reader's.
 */
export async function exportReport(
  db: Database,
  scope: Scope,
  { format, now, ...asked }: ReportAsked & { readonly format: 'xlsx' | 'docx'; readonly now: Date },
): Promise<PaperFile | null> {
  const read = await readReport(db, scope, asked)
  if (!read) return null
  const statement = {
    title: `Báo cáo tiếp công dân, xử lý đơn, giải quyết khiếu nại, tố cáo`,
    filter: `Từ ${writtenDay(read.first)} đến ${writtenDay(read.last)}${read.span === 'tree' ? '; số từ 1 đến 4 ghi “dưới 5”, số có thể suy ra số đó ghi “ẩn”' : ''}`,
    scope: read.span === 'tree' ? `${read.name} và các đơn vị bên dưới` : read.name,
    asOf: read.last,
    generatedAt: now.toISOString(),
    generatedBy: scope.actor.name,
    rules: `Bộ biểu của Thanh tra Chính phủ năm ${setsOf(read)}; mẫu biểu ${read.signed?.content.version ?? reportFormsVersion}`,
  }
  const report = toWrite(read)
  const target = new PassThrough()
  const written = buffer(target)
  const bytes =
    format === 'docx'
      ? await reportPaper(report, statement)
      : await writeReportWorkbook(report, { statement, target }).then(() => written)
  await db.asActor(scope, (tx) =>
    writeTrail(tx, {
      ...{ action: 'export', recordTable: 'petition_report', recordId: null, organizationId: asked.organizationId },
      detail: { export: `petition-report-${format}`, count: report.forms.length },
    }),
  )
  const fileName = `${fileWord(`Báo cáo tiếp công dân xử lý đơn ${read.first} ${read.last} ${read.name}`)}.${format}`
  return { fileName, contentType: format === 'docx' ? wordType : excelType, bytes }
}

function toWrite({
  name,
  first,
  last,
  span,
  units,
  forms,
  layouts,
  findings,
  signed,
  isChanged,
}: PetitionReport): ReportToWrite {
  const notes = findings.filter(({ code }) => code !== 'COLUMN_UNKNOWN').map(sayFinding)
  if (!signed) return { name, first, last, span, units, forms, layouts, notes, signature: null }
  return {
    ...{ name: signed.content.organization.name, first, last, span },
    ...{ units: signed.content.units, forms: signed.content.forms },
    layouts: layoutsOfSigned(signed.content),
    // A newer edition of a form leaves the paper as it was; only registers that moved are said.
    notes: isChanged ? ['Sổ sách đã thay đổi sau khi ký; văn bản này ghi số liệu đã ký.'] : [],
    signature: {
      ...{ name: signed.signerName, title: signed.signerTitle, hash: signed.contentHash },
      signedOn: todayInHanoi(signed.signedAt),
    },
  }
}

/** The years of the sets that were printed. */
const setsOf = ({ signed, layouts }: PetitionReport): string =>
  [...new Set((signed ? layoutsOfSigned(signed.content) : layouts).map(({ set }) => set))]
    .filter((set) => set !== 'own')
    .sort()
    .join(', ')

const sayFinding = ({ code, form, formula }: ReportFinding): string => {
  const { number } = reportForms[form]
  return code === 'CARRY_DIFFERS'
    ? `Biểu ${number}: số chuyển sang khác số kỳ trước đã ký (${formula})`
    : `Biểu ${number}: ${formula} không khớp`
}
