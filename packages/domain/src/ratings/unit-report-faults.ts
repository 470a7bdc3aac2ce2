import type { ReportedNumbers } from './facts-of-unit.ts'

/** What keeps a report from being sent, each with the field where it is mended. */
export type UnitReportFault = {
  readonly code: 'FIELD_MISSING' | 'SELF_LEVEL_MISSING' | 'TEXT_MISSING' | 'FACTS_INVALID'
  readonly field: string
}

const asked = [
  'generalPoints',
  'resultPoints',
  'tasksAssigned',
  'tasksOnTime',
  'tasksLate',
  'tasksFailed',
  'tasksExceeded',
  'limitationsPointedOut',
  'limitationsRemedied',
] as const satisfies readonly (keyof ReportedNumbers)[]

type Report = ReportedNumbers & { readonly selfLevel: string | null; readonly resultsText: string }

/** Every fault of a report before it goes up, all at once; a missing number is missing, never taken as zero. */
export function checkUnitReport(report: Report | null, isInvalid: boolean): UnitReportFault[] {
  return [
    ...asked.filter((field) => report?.[field] == null).map((field) => ({ code: 'FIELD_MISSING', field }) as const),
    ...(report?.selfLevel ? [] : [{ code: 'SELF_LEVEL_MISSING', field: 'selfLevel' } as const]),
    ...((report?.resultsText ?? '').trim() === '' ? [{ code: 'TEXT_MISSING', field: 'resultsText' } as const] : []),
    ...(isInvalid ? [{ code: 'FACTS_INVALID', field: 'tasksAssigned' } as const] : []),
  ]
}
