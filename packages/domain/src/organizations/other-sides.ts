import { openEnd } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'
import { type AreaKind, areaKindOf } from './area.ts'
import { listedBodies } from './listed-bodies.ts'
import { type HanoiPlan, hanoiReformDay, organizationKey, type PlannedOrganization } from './read-hanoi.ts'
import type { OrgType, Side } from './schema.ts'

/** The organizations of a plan that stand beside its Party organizations: the state's and the front's, with their acts. */
export type OtherSides = Pick<HanoiPlan, 'organizations' | 'successions'>

const otherSides: readonly Exclude<Side, 'party'>[] = ['state', 'front']

/** How a body of a unit is called, by side, before the unit's own name with a small first letter. */
const beginnings = { state: 'Ủy ban nhân dân', front: 'Ủy ban Mặt trận Tổ quốc Việt Nam' } as const

const partyBeginning = 'Đảng bộ '

const kindBeside: Readonly<Partial<Record<OrgType, Record<'state' | 'front', OrgType>>>> = {
  'city-org': { state: 'city-peoples-committee', front: 'front-committee' },
  'direct-org': { state: 'district-peoples-committee', front: 'front-committee' },
  'grassroots-committee-org': { state: 'commune-peoples-committee', front: 'front-committee' },
}

const besideKey = (partyKey: string, side: Side) => partyKey.replace(/^party:/u, `${side}:`)

function beside(one: PlannedOrganization, side: 'state' | 'front'): PlannedOrganization[] {
  const kind = kindBeside[one.kind]?.[side]
  if (!kind || !one.name.startsWith(partyBeginning)) return []
  const { code, parentKey, areaCode, validFrom, validTo } = one
  return [
    {
      key: organizationKey(side, code, validFrom),
      side,
      code,
      name: `${beginnings[side]} ${one.name.slice(partyBeginning.length)}`,
      kind,
      sector: null,
      areaCode,
      parentKey: parentKey === null ? null : besideKey(parentKey, side),
      validFrom,
      validTo,
    },
  ]
}

/**
 * The state's and the front's side of a plan: beside each committee of the city, a district or a commune its people's
 * committee and its front committee, with the same code, area, life and descent; below the city's the bodies that
 * `listedBodies` names. Parents stand before their children.
 */
export function otherSidesOf(plan: Pick<HanoiPlan, 'organizations' | 'successions'>): OtherSides {
  const city = plan.organizations.find(({ kind }) => kind === 'city-org')
  const organizations = otherSides.flatMap((side) => [
    ...plan.organizations.flatMap((one) => beside(one, side)),
    ...(city
      ? listedBodies
          .filter((body) => body.side === side)
          .map(
            (body): PlannedOrganization => ({
              key: organizationKey(side, body.code, hanoiReformDay),
              side,
              code: body.code,
              name: body.name,
              kind: body.kind,
              sector: null,
              areaCode: null,
              parentKey: besideKey(city.key, side),
              validFrom: hanoiReformDay,
              validTo: openEnd,
            }),
          )
      : []),
  ])
  const successions = otherSides.flatMap((side) =>
    plan.successions.map((act) => ({
      ...act,
      predecessorKeys: act.predecessorKeys.map((key) => besideKey(key, side)),
      successorKeys: [besideKey(act.successorKeys[0], side)] as const,
      links: act.links.map(({ predecessorKey, successorKey, inheritsRecords }) => ({
        predecessorKey: besideKey(predecessorKey, side),
        successorKey: besideKey(successorKey, side),
        inheritsRecords,
      })),
    })),
  )
  return { organizations, successions }
}

/** An administrative area to be kept: its official code names it on its days only. */
export type PlannedArea = {
  readonly code: string
  readonly name: string
  readonly kind: AreaKind
  readonly parentCode: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

/** The administrative areas that a plan's committees answer for; parents stand before their children. */
export function areasOf({ organizations }: Pick<HanoiPlan, 'organizations'>): readonly PlannedArea[] {
  const codeOf = new Map(organizations.map(({ key, areaCode }) => [key, areaCode]))
  return organizations.flatMap(({ name, areaCode, parentKey, validFrom, validTo, side }) => {
    if (side !== 'party' || areaCode === null || !name.startsWith(partyBeginning)) return []
    const own = name.slice(partyBeginning.length)
    const areaName = `${own.slice(0, 1).toLocaleUpperCase('vi')}${own.slice(1)}`
    const kind = areaKindOf(areaName)
    if (kind === null) return []
    const parentCode = parentKey === null ? null : (codeOf.get(parentKey) ?? null)
    return [{ code: areaCode, name: areaName, kind, parentCode, validFrom, validTo }]
  })
}
