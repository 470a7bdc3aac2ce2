import type { LegalDay } from '../shared/index.ts'
import { compareNames } from '../shared/index.ts'
import { type IssueState, unansweredStates } from './issue-states.ts'

/** What an officer owes of a question on a day. The due day itself is still in time. */
export const issueDuties = ['overdue', 'outdated', 'unanswered', 'none'] as const
export type IssueDuty = (typeof issueDuties)[number]

/**
 * What is owed: an answer whose day has passed, an update of what was published whose day has passed, an answer that is still in
 * its time or has no day yet, or nothing.
 */
export function issueDuty(
  issue: { readonly state: IssueState; readonly dueOn: LegalDay | null; readonly nextUpdateOn: LegalDay | null },
  today: LegalDay,
): IssueDuty {
  const { state, dueOn, nextUpdateOn } = issue
  if (unansweredStates.includes(state)) return dueOn !== null && dueOn < today ? 'overdue' : 'unanswered'
  if (state !== 'closed' && nextUpdateOn !== null && nextUpdateOn < today) return 'outdated'
  return 'none'
}

type Owed = { readonly officer: string | null; readonly duty: IssueDuty }
/** What one officer of one committee owes, counted. `officer` is null where nobody has been put in charge. */
export type OfficerDuties = {
  readonly organizationId: string
  readonly organizationName: string
  readonly officer: string | null
  readonly unanswered: number
  readonly overdue: number
  readonly outdated: number
}

/** What each officer owes, by committee and post; nobody in charge first, then what is late. Overdue ones are unanswered too. */
export function countDuties(
  issues: readonly (Owed & { readonly organizationId: string; readonly organizationName: string })[],
): readonly OfficerDuties[] {
  const found = new Map<string, OfficerDuties>()
  for (const { organizationId, organizationName, officer, duty } of issues) {
    if (duty === 'none') continue
    const key = `${organizationId} ${officer ?? ''}`
    const so = found.get(key) ?? { organizationId, organizationName, officer, unanswered: 0, overdue: 0, outdated: 0 }
    found.set(key, {
      ...so,
      unanswered: so.unanswered + (duty === 'outdated' ? 0 : 1),
      overdue: so.overdue + (duty === 'overdue' ? 1 : 0),
      outdated: so.outdated + (duty === 'outdated' ? 1 : 0),
    })
  }
  return [...found.values()].toSorted(
    (one, other) =>
      Number(other.officer === null) - Number(one.officer === null) ||
      other.overdue + other.outdated - one.overdue - one.outdated ||
      compareNames(one.organizationName, other.organizationName) ||
      compareNames(one.officer ?? '', other.officer ?? ''),
  )
}
