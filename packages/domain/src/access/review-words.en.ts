import type { reviewFindingsVi, separationRulesVi } from './review-words.vi.ts'

/** Sentences of the rights review in English; `{day}` and `{rule}` stand for facts. */
export const reviewFindingsEn: typeof reviewFindingsVi = {
  'ends-soon': 'Ends on {day}',
  'closed-account': 'The account is closed',
  unused: 'Not used since {day}',
  'never-used': 'Never used',
  emergency: 'Emergency opening',
  'duties-overlap': 'Overlapping duties: {rule}',
}

/** Names of the rules of separation as the review says them. */
export const separationRulesEn: typeof separationRulesVi = {
  'proposer-decider': 'who proposes and who decides',
  'owner-reviewer': 'who carries out and who reviews',
  'entered-verified': 'who enters and who verifies',
  'custodian-settler': 'who keeps identities and who settles',
  'administrator-content': 'administration and content',
  'auditor-audited': 'auditor and audited',
  'keepers-apart': 'roles that stand alone',
}
