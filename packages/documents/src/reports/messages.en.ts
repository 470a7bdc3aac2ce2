import type { PaperFindingCode } from './check-paper.ts'
import type { TableRefusal } from './table-refusal.ts'

/** A code of this floor that a person may read: refused uploads, paper findings, exports. */
export type DocumentCode = TableRefusal['code'] | PaperFindingCode | 'not-an-export'

/** Sentences by code; `{line}` and `{detail}` stand for the values of the refusal or finding. */
export type DocumentMessages = Readonly<Record<DocumentCode, string>>

/** English sentences of this floor. */
export const documentMessagesEn: DocumentMessages = {
  'empty-file': 'The file holds nothing.',
  'not-a-workbook': 'This is not an Excel workbook (.xlsx). Save it as .xlsx or .csv and upload it again.',
  'not-a-text-table': 'This is not a CSV text file. If it is a workbook, choose Excel.',
  'old-workbook': 'This is an old Excel workbook (.xls). Save it as .xlsx and upload it again.',
  'password-protected': 'The workbook is locked with a password. Remove the password and upload it again.',
  damaged: 'The file is damaged or was cut off. Open it in Excel, save it again and upload that copy.',
  'too-large': 'The file is larger than allowed. Split it and upload the parts.',
  'not-utf8': 'The CSV file is not in UTF-8. Save it as "CSV UTF-8" and upload it again.',
  'no-head-row': 'No row of column heads was found. Use the template.',
  'no-such-sheet': 'The workbook has no such sheet.',
  'malformed-csv': 'Line {line}: a quotation mark is missing or misplaced.',
  'too-many-cells': 'Line {line}: more cells than column heads.',
  'issuer-not-competent': 'This body may not issue this kind of paper.',
  'collective-signed-for': 'T/M and K/T cannot stand together: a collective body is not signed for.',
  'cell-with-stamp': 'A cell has no seal: the paper may carry no place for a stamp.',
  'decision-without-number': 'The decision has no number.',
  'decision-without-day': 'The decision has no day.',
  'ballot-names-voter': 'The ballot would show who voted.',
  'level-not-of-generation': '"{detail}" is not a level of this generation of rules.',
  'list-differs': 'The list differs from the decided levels: {detail}.',
  'number-missing': 'The number is still blank.',
  'day-without-zero': 'A zero is missing before the day or month: {detail}.',
  'subject-abbreviated': 'The subject says "V/v"; "về việc" is used here.',
  'name-with-title': "The signer's name carries an academic title: {detail}.",
  'body-ends-with-slash': 'The text ends with "./."; a full stop is enough.',
  'form-not-of-generation': "The form {detail} is not of this year's rules.",
  'format-not-of-day': 'The layout {detail} is not the one in force on the day of the paper.',
  'not-an-export': 'This file was not exported from this system, or its information sheet was removed.',
}
