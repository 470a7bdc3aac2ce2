import type { CellCounts } from './combine-statuses.ts'
import type { Input } from './evaluate-formula.ts'
import type { SignalStatus } from './indicator.ts'
import type { Answer } from './judge-organization.ts'

/** An organization in its tree. */
type Place = { readonly organizationId: string; readonly parentId: string | null; readonly isCell: boolean }

/** What is counted directly of one organization; null where nobody counts it. */
export type Counted = {
  readonly members: number
  readonly admitted: number
  readonly young: number
  readonly disciplined: number
  readonly collectiveDisciplined: number
  readonly vacantDays: number | null
  readonly rated: number | null
  readonly failed: number | null
  readonly mainAssignments: number
  readonly residents: number | null
  readonly monthsOnList: number | null
  readonly grade: string | null
  readonly points: number | null
  readonly ratedSubOrgs: number | null
  readonly failedSubOrgs: number | null
  readonly failYears: number | null
}

/** Each organization's own superiors among these places, the nearest first. */
function waysUp(places: readonly Place[]): (id: string) => readonly string[] {
  const parents = new Map(places.map(({ organizationId, parentId }) => [organizationId, parentId]))
  return (id) => {
    const way: string[] = []
    for (let at = parents.get(id); at && way.length < 32 && parents.has(at); at = parents.get(at)) way.push(at)
    return way
  }
}

/**
 * The counts of every organization as inputs of formulas: persons summed from the cells below, the rest its own. An
 * organization whose cells have no member on record counts none: that is unknown, not zero.
 */
export function rollUpCounts(
  places: readonly Place[],
  counted: ReadonlyMap<string, Counted>,
): ReadonlyMap<string, Readonly<Record<string, Input | null>>> {
  const up = waysUp(places)
  const sums = new Map<
    string,
    { members: number; admitted: number; disciplined: number; cells: number; withoutYoung: number }
  >()
  const sumOf = (id: string) => {
    const found = sums.get(id) ?? { members: 0, admitted: 0, disciplined: 0, cells: 0, withoutYoung: 0 }
    sums.set(id, found)
    return found
  }
  for (const { organizationId, isCell } of places) {
    const own = counted.get(organizationId)
    if (!own) continue
    for (const id of [organizationId, ...up(organizationId)]) {
      const sum = sumOf(id)
      sum.members += own.members
      sum.admitted += own.admitted
      sum.disciplined += own.disciplined
      // A cell nobody has entered members of is no cell without young members.
      if (isCell && own.members > 0 && id !== organizationId) {
        sum.cells += 1
        if (own.young === 0) sum.withoutYoung += 1
      }
    }
  }
  return new Map(
    places.map(({ organizationId, isCell }) => {
      const own = counted.get(organizationId)
      const sum = sumOf(organizationId)
      const isKnown = sum.members > 0
      const ofPeople = (count: number) => (isKnown ? count : null)
      return [
        organizationId,
        {
          members: ofPeople(sum.members),
          admitted12m: ofPeople(sum.admitted),
          disciplinedMembers12m: ofPeople(sum.disciplined),
          cells: isCell || sum.cells === 0 ? null : sum.cells,
          cellsWithoutYoung: isCell || sum.cells === 0 ? null : sum.withoutYoung,
          collectiveMembersWarnedOrWorse: isKnown ? (own?.collectiveDisciplined ?? 0) : null,
          secretaryVacantDays: own?.vacantDays ?? null,
          ratedMembers: own?.rated ?? null,
          failedMembers: own?.failed ?? null,
          mainAssignments: own?.mainAssignments ?? 0,
          residents: own?.residents ?? null,
          monthsOnList: own?.monthsOnList ?? null,
          grade: own?.grade ?? null,
          points: own?.points ?? null,
          ratedSubOrgs: own?.ratedSubOrgs ?? null,
          failedSubOrgs: own?.failedSubOrgs ?? null,
          consecutiveFailYears: own?.failYears ?? null,
        },
      ]
    }),
  )
}

/** For every committee, how many cells below it stand at each status, by indicator (E7). */
export function countCells(
  places: readonly Place[],
  statusesOf: (
    organizationId: string,
  ) => { readonly answers: readonly Pick<Answer, 'indicator' | 'subject' | 'status'>[] } | undefined,
  indicators: readonly string[],
): ReadonlyMap<string, Readonly<Record<string, CellCounts>>> {
  const up = waysUp(places)
  const counts = new Map<string, Record<string, Partial<Record<SignalStatus, number>>>>()
  for (const { organizationId, isCell } of places) {
    const own = isCell ? statusesOf(organizationId) : undefined
    if (!own) continue
    for (const { indicator, subject, status } of own.answers) {
      if (subject !== '' || !indicators.includes(indicator)) continue
      for (const id of up(organizationId)) {
        const byIndicator = counts.get(id) ?? {}
        counts.set(id, byIndicator)
        const byStatus = byIndicator[indicator] ?? {}
        byIndicator[indicator] = byStatus
        byStatus[status] = (byStatus[status] ?? 0) + 1
      }
    }
  }
  return counts
}
