import { type LegalDay, ok, type Result } from '../shared/index.ts'
import { refuseTerm } from './refuse-term.ts'
import type { TermRefusal } from './term.ts'

/** A suspension: the day of the decision and the day of resumption, null while it lasts. */
export type Suspension = readonly [LegalDay, LegalDay | null]

/**
 * Judges the suspensions of a term (rule 14): in order, none before the one before ended or after an open one, none before
 * the start or after the raw day then valid, none resumed before it began. `rawDue` counts with the earlier ones.
 */
export function judgeSuspensions(
  start: LegalDay,
  suspensions: readonly Suspension[],
  rawDue: (earlier: readonly Suspension[]) => Result<LegalDay, TermRefusal>,
): Result<readonly Suspension[], TermRefusal> {
  for (const [at, [from]] of suspensions.entries()) {
    const before = suspensions[at - 1]
    if (before && (before[1] === null || from < before[1] || from < before[0]))
      return refuseTerm('SUSPENSION_OVERLAP', from)
  }
  const inOrder = suspensions.find(([from, to]) => to !== null && to < from)
  for (const [at, [from]] of suspensions.entries()) {
    if (from < start) return refuseTerm('SUSPENSION_OUTSIDE_TERM', from)
    const raw = rawDue(suspensions.slice(0, at).filter(([began, to]) => to === null || to >= began))
    if (!raw.ok) return inOrder ? refuseTerm('SUSPENSION_ORDER', inOrder[0]) : raw
    if (from > raw.value) return refuseTerm('SUSPENSION_OUTSIDE_TERM', from)
  }
  return inOrder ? refuseTerm('SUSPENSION_ORDER', inOrder[0]) : ok(suspensions)
}
