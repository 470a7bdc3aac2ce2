import type { LegalDay } from '../shared/index.ts'
import type { OrganizationVersion } from './schema.ts'

/** What may be wrong with a tree through time. */
export const treeFindingCodes = [
  'EMPTY_PERIOD',
  'OVERLAP',
  'GAP',
  'CODE_TWICE',
  'UNKNOWN_PARENT',
  'CHILD_OUTLIVES_PARENT',
  'OTHER_SIDE_PARENT',
  'CYCLE',
] as const
export type TreeFindingCode = (typeof treeFindingCodes)[number]

/** One fault and the days `[from, to)` on which it stands; `otherIds` names the other organizations in it. */
export type TreeFinding = {
  readonly code: TreeFindingCode
  readonly organizationId: string
  readonly otherIds: readonly string[]
  readonly from: LegalDay
  readonly to: LegalDay
}

type Versions = readonly OrganizationVersion[]
const later = (left: LegalDay, right: LegalDay) => (left > right ? left : right)
const earlier = (left: LegalDay, right: LegalDay) => (left < right ? left : right)

function grouped(
  versions: Versions,
  keyOf: (version: OrganizationVersion) => string,
): Map<string, OrganizationVersion[]> {
  const groups = new Map<string, OrganizationVersion[]>()
  for (const version of versions) {
    const group = groups.get(keyOf(version))
    if (group) group.push(version)
    else groups.set(keyOf(version), [version])
  }
  for (const group of groups.values()) group.sort((left, right) => (left.validFrom < right.validFrom ? -1 : 1))
  return groups
}

function meetings(code: 'OVERLAP' | 'CODE_TWICE', group: Versions): TreeFinding[] {
  const findings: TreeFinding[] = []
  group.forEach((version, at) => {
    for (let before = 0; before < at; before += 1) {
      const earlierOne = group[before]
      if (!earlierOne || earlierOne.validTo <= version.validFrom) continue
      const same = earlierOne.organizationId === version.organizationId
      if (same !== (code === 'OVERLAP')) continue
      findings.push({
        code,
        organizationId: version.organizationId,
        otherIds: same ? [] : [earlierOne.organizationId],
        from: version.validFrom,
        to: earlier(version.validTo, earlierOne.validTo),
      })
    }
  })
  return findings
}

function gaps(life: Versions): TreeFinding[] {
  const findings: TreeFinding[] = []
  let reached: LegalDay | null = null
  for (const { organizationId, validFrom, validTo } of life) {
    if (reached !== null && reached < validFrom) {
      findings.push({ code: 'GAP', organizationId, otherIds: [], from: reached, to: validFrom })
    }
    reached = reached === null ? validTo : later(reached, validTo)
  }
  return findings
}

function besideParent(version: OrganizationVersion, lives: ReadonlyMap<string, Versions>): TreeFinding[] {
  const { organizationId, parentId, validFrom, validTo } = version
  if (parentId === null) return []
  const parentLife = lives.get(parentId)
  const finding = (code: TreeFindingCode, from: LegalDay, to: LegalDay) => ({
    code,
    organizationId,
    otherIds: [parentId],
    from,
    to,
  })
  if (!parentLife) return [finding('UNKNOWN_PARENT', validFrom, validTo)]
  const findings: TreeFinding[] = []
  let covered = validFrom
  for (const period of parentLife) {
    if (period.validTo <= covered || period.validFrom >= validTo) continue
    if (covered < period.validFrom) findings.push(finding('CHILD_OUTLIVES_PARENT', covered, period.validFrom))
    if (period.side !== version.side) {
      const from = later(validFrom, period.validFrom)
      findings.push(finding('OTHER_SIDE_PARENT', from, earlier(validTo, period.validTo)))
    }
    covered = period.validTo
  }
  if (covered < validTo) findings.push(finding('CHILD_OUTLIVES_PARENT', covered, validTo))
  return findings
}

/** Cycles through one organization, each told once: by the smallest id in it. */
function cyclesFrom(start: string, lives: ReadonlyMap<string, Versions>): TreeFinding[] {
  const findings: TreeFinding[] = []
  const climb = (path: readonly string[], from: LegalDay, to: LegalDay) => {
    for (const version of lives.get(path.at(-1) ?? start) ?? []) {
      const [since, until] = [later(from, version.validFrom), earlier(to, version.validTo)]
      if (since >= until || version.parentId === null) continue
      if (version.parentId === start) {
        findings.push({ code: 'CYCLE', organizationId: start, otherIds: path.slice(1), from: since, to: until })
      } else if (version.parentId > start && !path.includes(version.parentId)) {
        climb([...path, version.parentId], since, until)
      }
    }
  }
  climb([start], '0001-01-01', '9999-12-31')
  return findings
}

/**
 * All faults of a tree through time, none hidden behind another: empty periods, one organization in two versions on a
 * day, gaps in its life, a code carried by two organizations of a side on a day, parents that are unknown, of another
 * side, or not alive on every day of the child, and cycles.
 */
export function checkTree(versions: Versions): readonly TreeFinding[] {
  const empty = versions.filter(({ validFrom, validTo }) => validFrom >= validTo)
  const sound = versions.filter(({ validFrom, validTo }) => validFrom < validTo)
  const lives = grouped(sound, ({ organizationId }) => organizationId)
  const codes = grouped(sound, ({ side, code }) => `${side} ${code}`)
  return [
    ...empty.map(({ organizationId, validFrom, validTo }) => ({
      code: 'EMPTY_PERIOD' as const,
      organizationId,
      otherIds: [],
      from: validFrom,
      to: validTo,
    })),
    ...[...lives.values()].flatMap((life) => [...meetings('OVERLAP', life), ...gaps(life)]),
    ...[...codes.values()].flatMap((group) => meetings('CODE_TWICE', group)),
    ...sound.flatMap((version) => besideParent(version, lives)),
    ...[...lives.keys()].flatMap((organizationId) => cyclesFrom(organizationId, lives)),
  ]
}
