import type { ReportForm, ReportFormCode } from './report-cell.ts'
import { receptionForms } from './report-forms-reception.ts'
import { settlingForms } from './report-forms-settling.ts'
import { sortingForms } from './report-forms-sorting.ts'

/** The report tables of reception and petitions (petitions, section 16), by code. */
export const reportForms: Readonly<Record<ReportFormCode, ReportForm>> = {
  ...receptionForms,
  ...sortingForms,
  ...settlingForms,
}
