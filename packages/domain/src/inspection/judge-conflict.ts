import type { LegalDay } from '../shared/index.ts'
import { conflictFrom } from './inspection-rules.ts'

/** Where somebody belongs or belonged within the inspected organization, or what he may do there; days `[from, to)`. */
export type UnitTie = {
  readonly kind: 'membership' | 'post' | 'role'
  readonly organizationName: string
  /** The title of a post; empty else. */
  readonly title: string
  readonly from: LegalDay
  readonly to: LegalDay
}

/** Why somebody may not inspect an organization: the rule and the fact behind it. */
export type ConflictFinding = {
  readonly code: 'OWN_UNIT' | 'FORMER_UNIT' | 'NO_FILE'
  readonly tie: UnitTie | null
}

/** What was looked at when somebody was cleared, kept with the team. */
export type ConflictCheck = {
  readonly checkedOn: LegalDay
  readonly years: number
  readonly hasFile: boolean
  /** His own written statement where no file says anything. */
  readonly statement: string
  readonly ties: readonly UnitTie[]
}

/**
 * Whether a person may inspect an organization on a day: nobody inspects his own unit, nor one he left within the years of the
 * rules (design until the committee sets them). `ties` are his ties within the inspected organization and below it; who has no
 * file states in writing that he has none.
 */
export function judgeConflict({
  ties,
  day,
  years,
  hasFile,
  statement,
}: {
  readonly ties: readonly UnitTie[]
  readonly day: LegalDay
  readonly years: number
  readonly hasFile: boolean
  readonly statement: string
}): readonly ConflictFinding[] {
  const since = conflictFrom(day, years)
  const found = ties.flatMap((tie): ConflictFinding[] => {
    if (tie.from > day) return []
    if (day < tie.to) return [{ code: 'OWN_UNIT', tie }]
    return since < tie.to ? [{ code: 'FORMER_UNIT', tie }] : []
  })
  return hasFile || statement.trim() !== '' ? found : [...found, { code: 'NO_FILE', tie: null }]
}
