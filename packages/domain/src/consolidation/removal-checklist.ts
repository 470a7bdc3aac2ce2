import type { LegalDay } from '../shared/index.ts'

/** What must hold before an organization leaves the list, all six (weak units, section 6.3). */
export const removalChecks = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6'] as const
export type RemovalCheck = (typeof removalChecks)[number]

/** What the product knows of the conditions; what is missing is null and never counts as held. */
export type RemovalGround = {
  /** R1 by the screened quarters. */
  readonly cleared: 'yes' | 'no' | 'unknown'
  /** Complex cases of priority A of the organization that stand in the register; null where it cannot be read. */
  readonly openCasesA: number | null
  /** The newest colour of "committee complete" (A5) and its month; below green a seat or the secretary is missing. */
  readonly committee: { readonly status: string; readonly month: string } | null
  /** The last decided level of the organization. */
  readonly rating: { readonly level: string; readonly decidedOn: LegalDay | null } | null
  readonly review: { readonly isPositive: boolean; readonly reference: string; readonly isByOwner: boolean } | null
  /** The decision that took it off the list. */
  readonly removal: { readonly number: string; readonly decidedOn: LegalDay } | null
}

/** A condition with where it stands, and the fact behind it by name and value. */
export type CheckedCondition = {
  readonly check: RemovalCheck
  readonly holds: 'yes' | 'no' | 'unknown'
  readonly fact: Readonly<Record<string, string | number>>
}

const goodLevels = ['XS', 'T', 'HT']

/** Each condition of the removal with its state and its fact; no data is unknown, and unknown never counts as cleared. */
export function checkRemoval(ground: RemovalGround): readonly CheckedCondition[] {
  const { cleared, openCasesA, committee, rating, review, removal } = ground
  const known = committee !== null && !['no-data', 'suppressed', 'not-applicable'].includes(committee.status)
  return [
    { check: 'R1', holds: cleared, fact: {} },
    {
      check: 'R2',
      holds: openCasesA === null ? 'unknown' : openCasesA === 0 ? 'yes' : 'no',
      fact: openCasesA === null ? {} : { count: openCasesA },
    },
    {
      check: 'R3',
      holds: known ? (committee.status === 'green' ? 'yes' : 'no') : 'unknown',
      fact: committee === null ? {} : { status: committee.status, month: committee.month },
    },
    {
      check: 'R4',
      holds:
        rating === null || rating.level === 'NOT_RATED' ? 'unknown' : goodLevels.includes(rating.level) ? 'yes' : 'no',
      fact: rating === null ? {} : { level: rating.level, day: rating.decidedOn ?? '' },
    },
    {
      check: 'R5',
      holds: review === null ? 'unknown' : review.isPositive && !review.isByOwner ? 'yes' : 'no',
      fact: review === null ? {} : { reference: review.reference },
    },
    {
      check: 'R6',
      holds: removal === null ? 'no' : 'yes',
      fact: removal === null ? {} : { number: removal.number, day: removal.decidedOn },
    },
  ]
}
