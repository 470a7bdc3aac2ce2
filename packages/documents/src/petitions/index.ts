export {
  type ExchangeFileFormat,
  exchangeFileFormats,
  type ForeignFileRefusal,
  readForeignFile,
  writeExchangeFile,
} from './exchange-file.ts'
export { type LetterFacts, type LetterForm, letterForms, petitionLetter } from './petition-letter.ts'
export { type ReceptionDay, receptionCalendar } from './reception-calendar.ts'
export { type ReceptionLine, writeReceptionRegister } from './reception-register.ts'
export { type ReportToWrite, reportPaper, writeReportWorkbook } from './report-tables.ts'
export { type ToDenounced, toDenouncedLetter } from './to-denounced.ts'
