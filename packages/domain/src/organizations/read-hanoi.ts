import { openEnd } from '../calendar/index.ts'
import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import { checkHanoiRows } from './check-hanoi-rows.ts'
import type { HanoiFinding, HanoiRows } from './hanoi-rows.ts'
import { partyNameOf } from './party-name.ts'
import type { ActDecision, OrgType, Side } from './schema.ts'

/**
 * Convention (design): the files do not say when the old committees were founded, so all of them begin on the day
 * Hà Nội took its present boundaries. It is no founding day and must not be printed as one.
 */
export const hanoiTreeStart: LegalDay = '2008-08-01'

/** The day the communes were rearranged and the districts ended. */
export const hanoiReformDay: LegalDay = '2025-07-01'

/** The act that made the 126 new communes (known from memory; Party committees were set up by the Party's own acts). */
export const hanoiReformDecision: ActDecision = {
  number: '1656/NQ-UBTVQH15',
  decidedOn: '2025-06-16',
  confidence: 'M',
}

/** An organization to be stored, named by a stable `key` (side, code, first day); its id is made elsewhere. */
export type PlannedOrganization = {
  readonly key: string
  readonly side: Side
  readonly code: string
  readonly name: string
  readonly kind: OrgType
  readonly sector: null
  readonly areaCode: string | null
  readonly parentKey: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

/** The establishment of one new commune committee, by key, with a link from each old one it took from. */
export type PlannedSuccession = {
  readonly kind: 'establishment'
  readonly effectiveOn: LegalDay
  readonly decision: ActDecision
  readonly predecessorKeys: readonly string[]
  readonly successorKeys: readonly [string]
  readonly links: readonly {
    readonly predecessorKey: string
    readonly successorKey: string
    readonly inheritsRecords: boolean
  }[]
}

/** Hà Nội's Party tree before and since 1 July 2025; parents stand before their children. */
export type HanoiPlan = {
  readonly organizations: readonly PlannedOrganization[]
  readonly successions: readonly PlannedSuccession[]
  readonly tiles: readonly { readonly code: string; readonly column: number; readonly row: number }[]
}

/** Something in the files is wrong; nothing is planned, and every fault is named by file and line. */
export type HanoiRefused = { readonly code: 'HANOI_FILES_REFUSED'; readonly findings: readonly HanoiFinding[] }

/** The stable key of an organization: side, code and first day, for example `party:00004:2025-07-01`. */
export function organizationKey(side: Side, code: string, validFrom: LegalDay): string {
  return `${side}:${code}:${validFrom}`
}

type Place = { readonly code: string; readonly name: string; readonly kind: OrgType; readonly parentKey: string | null }

function planned(place: Place, validFrom: LegalDay, validTo: LegalDay): PlannedOrganization {
  const key = organizationKey('party', place.code, validFrom)
  return { key, side: 'party', ...place, sector: null, areaCode: place.code, validFrom, validTo }
}

/**
 * Plans Hà Nội's Party tree from the parsed rows: the city, its district committees and their commune committees until
 * 30/6/2025, the commune committees directly under the city since 1/7/2025, and one establishment per new commune.
 * A new committee inherits records only from an old one that passed whole into it; where an old one was divided nobody
 * but the city reads its records until a decision says who does (fail closed). Refuses HANOI_FILES_REFUSED.
 */
export function readHanoi(rows: HanoiRows): Result<HanoiPlan, HanoiRefused> {
  const { units, findings } = checkHanoiRows(rows)
  if (findings.length > 0) return refuse({ code: 'HANOI_FILES_REFUSED', findings })

  const start = hanoiTreeStart
  const city = planned(
    { code: '01', name: 'Đảng bộ thành phố Hà Nội', kind: 'city-org', parentKey: null },
    start,
    openEnd,
  )
  const before = (code: string) => organizationKey('party', code, start)
  const nameOf = (unitName: string) => partyNameOf(unitName) ?? unitName
  const districts = [...units.districts.values()].map(({ code, name }) =>
    planned({ code, name: nameOf(name), kind: 'direct-org', parentKey: city.key }, start, hanoiReformDay),
  )
  const old = [...units.communesBefore.values()].map(({ code, name, districtCode }) =>
    planned(
      { code, name: nameOf(name), kind: 'grassroots-committee-org', parentKey: before(districtCode) },
      start,
      hanoiReformDay,
    ),
  )
  const since = [...units.communesSince.values()].map(({ code, name }) =>
    planned(
      { code, name: nameOf(name), kind: 'grassroots-committee-org', parentKey: city.key },
      hanoiReformDay,
      openEnd,
    ),
  )
  const descents = new Map<string, typeof units.descents>()
  for (const descent of units.descents) {
    descents.set(descent.newCode, [...(descents.get(descent.newCode) ?? []), descent])
  }
  const successions = since.map(({ key, code }): PlannedSuccession => {
    const links = (descents.get(code) ?? []).map(({ oldCode, splitBetween }) => ({
      predecessorKey: before(oldCode),
      successorKey: key,
      inheritsRecords: splitBetween === 1,
    }))
    return {
      kind: 'establishment',
      effectiveOn: hanoiReformDay,
      decision: hanoiReformDecision,
      predecessorKeys: links.map(({ predecessorKey }) => predecessorKey),
      successorKeys: [key],
      links,
    }
  })
  return ok({ organizations: [city, ...districts, ...old, ...since], successions, tiles: units.tiles })
}

/** A plan as a history whose ids are its keys: for a dry run, and for tests of what the plan means. */
export function historyOfPlan(plan: HanoiPlan) {
  return {
    versions: plan.organizations.map(({ key, parentKey, ...rest }) => ({
      organizationId: key,
      parentId: parentKey,
      ...rest,
    })),
    successions: plan.successions.map(({ predecessorKeys, successorKeys, links, ...act }) => ({
      ...act,
      predecessorIds: predecessorKeys,
      successorIds: successorKeys,
      links: links.map(({ predecessorKey, successorKey, inheritsRecords }) => ({
        predecessorId: predecessorKey,
        successorId: successorKey,
        inheritsRecords,
      })),
    })),
  }
}
