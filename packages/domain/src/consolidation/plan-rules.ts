import type { LegalSource } from '../shared/index.ts'

/** The times of a plan; all of them conventions until the owner's own text is at hand (weak units, section 6.2). */
export type PlanRules = {
  /** Calendar days from the listing decision to the approval. */
  readonly approveDays: number
  /** Calendar days from the approval to the first review, at most. */
  readonly firstReviewDays: number
  /** Months from the beginning to the end, at most. */
  readonly totalMonths: number
  /** Months by which the one extension may move the end, at most. */
  readonly extensionMonths: number
  /** Calendar days after the approval on which it is looked at where the plan stands. */
  readonly milestoneDays: readonly number[]
}

/** Where the usual rules of a plan come from. */
export const planRulesSource: LegalSource = {
  document: 'Quy ước của sản phẩm, chờ văn bản của Thành ủy',
  provision: 'weak-units:6.1 §8, 6.2 K1',
  confidence: 'design',
}

/** The rules that hold as long as a committee has not set others. */
export const usualPlanRules: PlanRules = {
  approveDays: 30,
  firstReviewDays: 90,
  totalMonths: 12,
  extensionMonths: 6,
  milestoneDays: [30, 90, 180, 365],
}
