import type { OrgType } from '../organizations/index.ts'
import type { LegalDay } from '../shared/index.ts'
import { wholeMonthsBetween } from './legal-months.ts'
import type { RuleSet } from './rule-set.ts'
import type { UnitSubject } from './unit-subject.ts'

/** An organization of the tree on the cut-off day. */
export type UnitNode = {
  readonly organizationId: string
  readonly parentId: string | null
  readonly kind: OrgType
  readonly name: string
  readonly code: string
  readonly sector: string | null
  /** First day of its oldest period; null when it stands since before the tree begins. */
  readonly foundedOn: LegalDay | null
  /** How many hold a seat in its committee (secretary, deputy, member). */
  readonly committeeSeats: number
  /** Cells and members in it and below. */
  readonly cells: number
  readonly members: number
}

/** A case to freeze: who is rated, who decides, through whom it goes up, who stands directly above in the order. */
export type PlannedUnit = {
  readonly organizationId: string
  readonly deciderId: string
  readonly intermediateId: string | null
  readonly parentId: string | null
  readonly subject: UnitSubject | 'COLLECTIVE'
  readonly organizationSubject: UnitSubject
  readonly quotaGroup: string
  readonly name: string
  readonly code: string
  readonly sector: string | null
  readonly monthsSinceFounded: number | null
  readonly cells: number
  readonly members: number
  readonly notRatedReason: 'ORG_LT_6M' | null
  readonly reportDueOn: LegalDay
  readonly decisionDueOn: LegalDay
}

/** Due days by the level that decides: the grassroots committee in December, its superior after that. */
export type UnitDues = Readonly<
  Record<'basic' | 'superior', { readonly reportDueOn: LegalDay; readonly decisionDueOn: LegalDay }>
>

/** A cell has a committee of its own (chi ủy) when at least three hold seats in it: secretary, deputy, member (Charter Điều 24 [M]). */
const seatsOfCellCommittee = 3

const cellKinds: readonly OrgType[] = ['cell', 'subordinate-cell', 'grassroots-cell']
const betweenKinds: readonly OrgType[] = ['sectional-org', 'subordinate-org']

/** As what an organization is rated; null for the city itself and for bodies of other sides. */
export function unitSubjectOf(kind: OrgType, parentKind: OrgType | null): UnitSubject | null {
  switch (kind) {
    case 'direct-org':
      return 'DB_DIRECT'
    // Since 1/7/2025 a commune's committee stands directly under the city and is a grassroots organization as well; who
    // decides and beside whom it is weighed follow from the first (decision 0023).
    case 'grassroots-committee-org':
      return parentKind === 'city-org' ? 'DB_DIRECT' : 'DB_CO_SO'
    case 'grassroots-cell':
      return 'CB_CO_SO'
    case 'sectional-org':
      return 'DB_BO_PHAN'
    case 'subordinate-org':
      return 'DB_TRUC_THUOC_CO_SO'
    case 'cell':
    case 'subordinate-cell':
      return 'CHI_BO'
    default:
      return null
  }
}

/**
 * Every organization below `rootId` with its leading collective, as it is rated: cells and sectional organizations are
 * decided by the nearest grassroots committee, grassroots organizations by their direct superior (43-HD/BTCTW [S]). A cell
 * has a collective when it has a committee. Where nobody above could decide, there is no case.
 */
export function planUnits(
  nodes: readonly UnitNode[],
  { rootId, cutOffOn, dues, ruleSet }: { rootId: string; cutOffOn: LegalDay; dues: UnitDues; ruleSet: RuleSet },
): PlannedUnit[] {
  const byId = new Map(nodes.map((node) => [node.organizationId, node]))
  const above = (node: UnitNode): UnitNode[] => {
    const way: UnitNode[] = []
    for (let next = parentOf(byId, node); next && way.length < nodes.length; next = parentOf(byId, next)) {
      way.push(next)
      if (next.organizationId === rootId) break
    }
    return way
  }
  return nodes.flatMap((node): PlannedUnit[] => {
    const way = above(node)
    const [direct] = way
    if (way.at(-1)?.organizationId !== rootId) return []
    const organizationSubject = unitSubjectOf(node.kind, direct?.kind ?? null)
    if (!direct || !organizationSubject) return []
    const isBasic = ['CHI_BO', 'DB_BO_PHAN', 'DB_TRUC_THUOC_CO_SO'].includes(organizationSubject)
    const decider = isBasic ? way.find(({ kind }) => kind === 'grassroots-committee-org') : direct
    if (!decider) return []
    const between = way.slice(0, way.indexOf(decider)).find(({ kind }) => betweenKinds.includes(kind))
    const isRatedHere = ({ organizationId }: UnitNode) => organizationId !== rootId
    const months = node.foundedOn === null ? null : Math.max(0, wholeMonthsBetween(node.foundedOn, cutOffOn))
    const isYoung = months !== null && months < 6
    const { reportDueOn, decisionDueOn } = dues[isBasic ? 'basic' : 'superior']
    const unit: PlannedUnit = {
      organizationId: node.organizationId,
      deciderId: decider.organizationId,
      intermediateId: between?.organizationId ?? null,
      parentId: isRatedHere(direct) ? direct.organizationId : null,
      subject: organizationSubject,
      organizationSubject,
      quotaGroup: organizationSubject,
      name: node.name,
      code: node.code,
      sector: node.sector,
      monthsSinceFounded: months,
      cells: node.cells,
      members: node.members,
      notRatedReason: isYoung && ruleSet.options.organizationUnderSixMonths === 'NOT_RATED' ? 'ORG_LT_6M' : null,
      reportDueOn,
      decisionDueOn,
    }
    const hasCollective = !cellKinds.includes(node.kind) || node.committeeSeats >= seatsOfCellCommittee
    return hasCollective
      ? [unit, { ...unit, subject: 'COLLECTIVE', quotaGroup: `COLLECTIVE/${organizationSubject}` }]
      : [unit]
  })
}

const parentOf = (byId: ReadonlyMap<string, UnitNode>, node: UnitNode): UnitNode | undefined =>
  node.parentId === null ? undefined : byId.get(node.parentId)
