import type { DeadlineRule } from '../deadline-rule.ts'
import { complaintDeadlines } from './complaint.ts'
import { denunciationDeadlines } from './denunciation.ts'
import { feedbackAndPartyDeadlines } from './feedback-and-party.ts'
import { receptionDeadlines } from './reception.ts'

/** Every version of every legal term ever in force; a past start day is always counted by the version of that day. */
export const deadlineRules: readonly DeadlineRule[] = [
  ...receptionDeadlines,
  ...complaintDeadlines,
  ...denunciationDeadlines,
  ...feedbackAndPartyDeadlines,
]
