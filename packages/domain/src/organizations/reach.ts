import type { LegalDay } from '../shared/index.ts'
import type { OrganizationHistory, OrganizationVersion } from './schema.ts'

/** `aboveId` stands above `organizationId` (or is it) on the days `[validFrom, validTo)`. */
export type Reach = {
  readonly aboveId: string
  readonly organizationId: string
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

/** Answers who stands directly above an organization on a day. */
type Climber = (organizationId: string, day: LegalDay) => readonly string[]

const firstDay: LegalDay = '0001-01-01'
const endless: LegalDay = '9999-12-31'

function climberOf({ versions, successions }: OrganizationHistory): Climber {
  const lives = new Map<string, OrganizationVersion[]>()
  for (const version of versions) {
    const life = lives.get(version.organizationId)
    if (life) life.push(version)
    else lives.set(version.organizationId, [version])
  }
  const heirs = new Map<string, string[]>()
  for (const { predecessorId, successorId, inheritsRecords } of successions.flatMap(({ links }) => links)) {
    if (inheritsRecords) heirs.set(predecessorId, [...(heirs.get(predecessorId) ?? []), successorId])
  }
  return (organizationId, day) => {
    const life = lives.get(organizationId) ?? []
    const alive = life.filter(({ validFrom, validTo }) => validFrom <= day && day < validTo)
    if (alive.length > 0) return alive.flatMap(({ parentId }) => (parentId === null ? [] : [parentId]))
    const last = life.toSorted((left, right) => (left.validTo < right.validTo ? -1 : 1)).at(-1)
    if (!last || day < last.validTo) return []
    return heirs.get(organizationId) ?? (last.parentId === null ? [] : [last.parentId])
  }
}

function allAbove(organizationId: string, day: LegalDay, climb: Climber): ReadonlySet<string> {
  const above = new Set([organizationId])
  for (const reached of above) for (const next of climb(reached, day)) above.add(next)
  return above
}

/**
 * The organization itself and everyone above it on a day, by the one definition of "above": an organization alive
 * belongs to its parent, an ended one to the successors that inherit its records, and without such a successor to its
 * last parent; before its first day and in a gap nobody stands above it.
 */
export function aboveOn(history: OrganizationHistory, organizationId: string, day: LegalDay): ReadonlySet<string> {
  return allAbove(organizationId, day, climberOf(history))
}

/**
 * The whole dated closure, each pair's days in maximal periods, from `0001-01-01` to `9999-12-31`. It walks the tree
 * anew for every stretch of days without a change and shares nothing with the closure the database keeps: it is the
 * oracle for that closure in tests, not the way to serve a page.
 */
export function reachOf(history: OrganizationHistory): readonly Reach[] {
  const climb = climberOf(history)
  const changes = new Set([firstDay])
  for (const { validFrom, validTo } of history.versions) changes.add(validFrom).add(validTo)
  const starts = [...changes].filter((day) => day < endless).sort()
  const organizations = [...new Set(history.versions.map(({ organizationId }) => organizationId))]

  return organizations.flatMap((organizationId) => {
    const open = new Map<string, LegalDay>()
    const periods: Reach[] = []
    const close = (aboveId: string, validFrom: LegalDay, validTo: LegalDay) => {
      periods.push({ aboveId, organizationId, validFrom, validTo })
      open.delete(aboveId)
    }
    for (const day of starts) {
      const above = allAbove(organizationId, day, climb)
      for (const [aboveId, since] of open) if (!above.has(aboveId)) close(aboveId, since, day)
      for (const aboveId of above) if (!open.has(aboveId)) open.set(aboveId, day)
    }
    for (const [aboveId, since] of open) close(aboveId, since, endless)
    return periods
  })
}
