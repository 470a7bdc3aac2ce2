import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import type { DatedGrant } from './check-grant.ts'
import { findSeparationConflicts, type Reaches, type SeparationRuleId } from './separation-rules.ts'

/** Duties that one person should not have: with `refuse` never, with `warn` only when accepted for a stated reason. */
export type SeparationRefusal = {
  readonly code: 'duties-excluded' | 'duties-overlap'
  readonly rule: SeparationRuleId
  readonly role: string
  readonly other: string
  readonly from: LegalDay
  readonly to: LegalDay
}

/**
 * Whether an account that holds `held` may also be given `wanted` under the rules that keep duties apart. An overlap that is
 * only warned of passes when `accepted`. Answers the rules that were accepted, to be kept with the grant.
 */
export function checkSeparation(
  held: readonly DatedGrant[],
  wanted: DatedGrant,
  given: { readonly reaches: Reaches; readonly accepted: boolean },
): Result<readonly SeparationRuleId[], SeparationRefusal> {
  // Overlaps that are there already are the business of the rights review.
  const conflicts = findSeparationConflicts([...held, wanted], given.reaches).filter(({ grants }) =>
    grants.some((one) => one === wanted),
  )
  const stopping = conflicts.find(({ rule }) => rule.severity === 'refuse' || !given.accepted)
  if (!stopping) return ok([...new Set(conflicts.map(({ rule }) => rule.id))])
  const other = stopping.grants.find((one) => one !== wanted) ?? wanted
  const { from, to, rule } = stopping
  const code = rule.severity === 'refuse' ? 'duties-excluded' : 'duties-overlap'
  return refuse({ code, rule: rule.id, role: wanted.role, other: other.role, from, to })
}
