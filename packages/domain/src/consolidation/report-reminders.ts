import type { ReportKind } from './plan-report.ts'

/** A report of a plan whose day passed without a signature: kinds of the reminder by the kind of report. */
const lateReportKinds = {
  month: 'consolidation.month-report-late',
  quarter: 'consolidation.quarter-report-late',
} as const satisfies Record<ReportKind, string>

/** The kind of the reminder that tells of a late report. */
export const lateReportKind = (kind: ReportKind): string => lateReportKinds[kind]

/** Which report a reminder tells of; null for a reminder of something else. */
export const reportOfReminder = (kind: string): ReportKind | null =>
  kind === lateReportKinds.month ? 'month' : kind === lateReportKinds.quarter ? 'quarter' : null
