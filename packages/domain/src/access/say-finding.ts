import type { LegalDay } from '../shared/index.ts'
import type { ReviewFinding } from './review-rights.ts'
import type { reviewFindingsVi, separationRulesVi } from './review-words.vi.ts'

/** The words a finding is said with. */
export type ReviewWords = {
  readonly findings: typeof reviewFindingsVi
  readonly rules: typeof separationRulesVi
  readonly sayDay: (day: LegalDay) => string
}

/** A finding of the rights review as a short sentence. */
export function sayReviewFinding(finding: ReviewFinding, { findings, rules, sayDay }: ReviewWords): string {
  switch (finding.code) {
    case 'ends-soon':
      return findings['ends-soon'].replace('{day}', sayDay(finding.on))
    case 'unused':
      return finding.since === null ? findings['never-used'] : findings.unused.replace('{day}', sayDay(finding.since))
    case 'duties-overlap':
      return findings['duties-overlap'].replace('{rule}', rules[finding.rule])
    default:
      return findings[finding.code]
  }
}
