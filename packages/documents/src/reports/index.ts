export { type CheckedExport, type CheckedSheet, checkExport } from './check-export.ts'
export {
  checkPaper,
  type ListedLevel,
  type PaperFinding,
  type PaperFindingCode,
  type PaperIssuer,
  type PaperKind,
  type PaperUnderCheck,
} from './check-paper.ts'
export { columnTexts } from './column-texts.ts'
export { type RefusedRow, writeErrorWorkbook } from './error-workbook.ts'
export { type ExportColumn, type ExportStatement, noRules, type WrittenExport } from './export-statement.ts'
export { fillTemplate, type TemplateRefusal } from './fill-template.ts'
export { type ColumnMap, headWords, mapColumns } from './map-columns.ts'
export { type DocumentMessages, documentMessagesEn } from './messages.en.ts'
export { documentMessagesVi } from './messages.vi.ts'
export { type OpenData, openJson, packOpenData } from './open-data.ts'
export type { Paper } from './paper-model.ts'
export { partyLayoutOn } from './party-layout.ts'
export { chosenLayout } from './party-layout-choice.ts'
export type { PaperHead, Signature } from './party-paper.ts'
export { pdfPaper } from './pdf-paper.ts'
export type { PaperProof } from './pdf-proof.ts'
export { readTable, type Table, type TableFormat, type TableOptions, type TableRow } from './read-table.ts'
export { type ReviewToWrite, reviewPaper, writeReviewWorkbook } from './review-paper.ts'
export { type StreamedFile, streamZip } from './stream-zip.ts'
export type { ColumnChoice, TableColumn } from './table-column.ts'
export type { TableRefusal } from './table-refusal.ts'
export { type PrintedBlock, printedList, type TableToPrint, tableInWords } from './tables-in-words.ts'
export { type TablesSignature, tablesPaper } from './tables-paper.ts'
export { writeTablesWorkbook } from './tables-workbook.ts'
export { templateFieldNames } from './template-fields.ts'
export { wordPaper } from './word-paper.ts'
export { writeTableCsv } from './write-table-csv.ts'
export { reasonHead } from './write-table-template.ts'
export { type ExportSheet, writeSheets, writeTableWorkbook } from './write-table-workbook.ts'
