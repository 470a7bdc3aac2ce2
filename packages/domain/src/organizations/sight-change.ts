import type { LegalDay } from '../shared/index.ts'
import type { OrganizationVersion } from './schema.ts'
import type { GroundGrant } from './succession-ground.ts'

/** What one account sees more or less of by one role, from the day of the act on. */
export type SightChange = {
  readonly userId: string
  readonly role: string
  readonly gained: readonly string[]
  readonly lost: readonly string[]
}

/** A tree and the rights over it, as they stand on a day. */
export type Sighted = {
  readonly versions: readonly OrganizationVersion[]
  readonly links: readonly {
    readonly predecessorId: string | null
    readonly successorId: string | null
    readonly inheritsRecords: boolean
  }[]
  readonly grants: readonly GroundGrant[]
}

/** Everyone above each organization on a day and itself, by the one definition of "above" (see `aboveOn`). */
function climber({ versions, links }: Sighted, day: LegalDay): (organizationId: string) => ReadonlySet<string> {
  const direct = new Map<string, string[]>()
  const lives = new Map<string, OrganizationVersion[]>()
  for (const version of versions) {
    const life = lives.get(version.organizationId)
    if (life) life.push(version)
    else lives.set(version.organizationId, [version])
  }
  const heirs = new Map<string, string[]>()
  for (const { predecessorId, successorId, inheritsRecords } of links) {
    if (!inheritsRecords || predecessorId === null || successorId === null) continue
    heirs.set(predecessorId, [...(heirs.get(predecessorId) ?? []), successorId])
  }
  for (const [organizationId, life] of lives) {
    const alive = life.filter(({ validFrom, validTo }) => validFrom <= day && day < validTo)
    const last = life.reduce((latest, version) => (version.validTo > latest.validTo ? version : latest))
    const parents = (some: readonly OrganizationVersion[]) =>
      some.flatMap(({ parentId }) => (parentId === null ? [] : [parentId]))
    direct.set(
      organizationId,
      alive.length > 0 ? parents(alive) : day < last.validTo ? [] : (heirs.get(organizationId) ?? parents([last])),
    )
  }
  const known = new Map<string, ReadonlySet<string>>()
  const climb = (organizationId: string): ReadonlySet<string> => {
    const found = known.get(organizationId)
    if (found) return found
    const above = new Set([organizationId])
    // Kept before the climb: a circle, which the tree's checks name, must not hang the preview.
    known.set(organizationId, above)
    for (const up of direct.get(organizationId) ?? []) for (const one of climb(up)) above.add(one)
    return above
  }
  return climb
}

function seenBy(sighted: Sighted, region: readonly string[], day: LegalDay): Map<string, Set<string>> {
  const climb = climber(sighted, day)
  const holders = new Map<string, string[]>()
  for (const { userId, role, organizationId, validFrom, validTo } of sighted.grants) {
    if (validFrom > day || day >= validTo) continue
    const key = JSON.stringify([userId, role])
    holders.set(organizationId, [...(holders.get(organizationId) ?? []), key])
  }
  const seen = new Map<string, Set<string>>()
  for (const organizationId of region) {
    for (const above of climb(organizationId)) {
      for (const key of holders.get(above) ?? []) {
        const set = seen.get(key)
        if (set) set.add(organizationId)
        else seen.set(key, new Set([organizationId]))
      }
    }
  }
  return seen
}

/**
 * Whose sight changes on a day, by account and role: the organizations of the region that come into it or leave it. Who
 * is not listed sees the same as without the act.
 */
export function sightChanges(
  { before, after }: { readonly before: Sighted; readonly after: Sighted },
  region: readonly string[],
  day: LegalDay,
): readonly SightChange[] {
  const [seenBefore, seenAfter] = [seenBy(before, region, day), seenBy(after, region, day)]
  const keys = [...new Set([...seenBefore.keys(), ...seenAfter.keys()])].sort()
  return keys.flatMap((key) => {
    const [was, is] = [seenBefore.get(key) ?? new Set<string>(), seenAfter.get(key) ?? new Set<string>()]
    const gained = [...is].filter((id) => !was.has(id)).sort()
    const lost = [...was].filter((id) => !is.has(id)).sort()
    if (gained.length + lost.length === 0) return []
    const [userId, role]: [string, string] = JSON.parse(key)
    return [{ userId, role, gained, lost }]
  })
}
