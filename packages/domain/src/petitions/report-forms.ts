import type { LegalDay } from '../shared/index.ts'
import { type ReportForm, type ReportFormCode, type ReportLayouts, reportFormCodes } from './report-cell.ts'
import { forms2025 } from './report-forms-2025.ts'
import { receptionForms } from './report-forms-reception.ts'
import { settlingForms } from './report-forms-settling.ts'
import { sortingForms } from './report-forms-sorting.ts'

/** The report tables of reception and petitions (petitions, section 16), by code. */
export const reportForms: Readonly<Record<ReportFormCode, ReportForm>> = {
  ...receptionForms,
  ...sortingForms,
  ...settlingForms,
  ...forms2025,
}

/** The first edition of every form: what stands in code. */
export const firstLayouts = Object.fromEntries(
  reportFormCodes.map((code) => [code, { ...reportForms[code], edition: 1 }]),
) as unknown as ReportLayouts

/** The day from which reports follow Thông tư 06/2025/TT-TTCP. */
export const circular06From: LegalDay = '2025-09-30'

/** The forms of a period by its last day: since 30/9/2025 those of 2025, before it those of 2021 and 2024; the Party's own always. */
export const formsOfPeriod = (last: LegalDay): readonly ReportFormCode[] =>
  reportFormCodes.filter((code) => {
    const { set } = reportForms[code]
    return set === 'own' || (set === '2025') === last >= circular06From
  })
