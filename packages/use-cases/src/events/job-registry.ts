import { exportAuditJob } from '../access/export-audit.ts'
import { forgetSessionsJob } from '../access/forget-sessions-job.ts'
import { sealAuditJob, sealWholeAuditJob } from '../access/seal-audit-job.ts'
import { escalateForecastJob, runForecastJob } from '../incidents/forecast-jobs.ts'
import { missCommitmentsJob } from '../incidents/miss-commitments.ts'
import { escalateIssuesJob, foldOpinionNotesJob } from '../information/information-jobs.ts'
import { settleDisciplinesJob } from '../inspection/settle-disciplines.ts'
import { countPetitionFactsJob } from '../monitoring/count-petition-facts.ts'
import {
  askNightlyJob,
  escalateAlarmsJob,
  remindSheetsJob,
  rescreenJob,
  runWaitingJob,
} from '../monitoring/screening-jobs.ts'
import { checkIntegrityJob } from '../organizations/check-integrity-job.ts'
import { settleSuccessionsJob } from '../organizations/settle-successions-job.ts'
import { destroyDecidedJob } from '../petitions/keep-destruction.ts'
import { applyRetentionJob } from '../privacy/apply-retention-job.ts'
import { simulateYearJob } from '../ratings/simulate-year.ts'
import { buildReviewJob } from '../reports/build-review.ts'
import type { ClockJob, PersonJob } from './define-job.ts'
import { forgetOldJob } from './forget-old.ts'
import { prepareYearsJob } from './prepare-years.ts'
import { sendRemindersJob } from './send-reminders.ts'

/** Work by the clock of all rooms. A room adds its jobs here; monitor runs them. */
export const clockJobs: readonly ClockJob[] = [
  sealAuditJob,
  sealWholeAuditJob,
  forgetSessionsJob,
  sendRemindersJob,
  forgetOldJob,
  prepareYearsJob,
  checkIntegrityJob,
  settleSuccessionsJob,
  applyRetentionJob,
  countPetitionFactsJob,
  destroyDecidedJob,
  askNightlyJob,
  runWaitingJob,
  rescreenJob,
  escalateAlarmsJob,
  remindSheetsJob,
  settleDisciplinesJob,
  missCommitmentsJob,
  runForecastJob,
  escalateForecastJob,
  escalateIssuesJob,
  foldOpinionNotesJob,
]

/** Long jobs that people ask for, of all rooms. */
export const personJobs: readonly PersonJob[] = [exportAuditJob, simulateYearJob, buildReviewJob]
