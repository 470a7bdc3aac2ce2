import { type ReportForm, type ReportFormCode, type ReportLayouts, reportFormCodes } from './report-cell.ts'
import { receptionForms } from './report-forms-reception.ts'
import { settlingForms } from './report-forms-settling.ts'
import { sortingForms } from './report-forms-sorting.ts'

/** The report tables of reception and petitions (petitions, section 16), by code. */
export const reportForms: Readonly<Record<ReportFormCode, ReportForm>> = {
  ...receptionForms,
  ...sortingForms,
  ...settlingForms,
}

/** The first edition of every form: what stands in code. */
export const firstLayouts = Object.fromEntries(
  reportFormCodes.map((code) => [code, { ...reportForms[code], edition: 1 }]),
) as unknown as ReportLayouts
