import type { Side, UpEdge } from '../organizations/index.ts'
import type { LegalDay } from '../shared/index.ts'
import { rowRights } from './row-class.ts'
import type { AnyRole } from './schema.ts'

/** What decides over reading a row: the class of its table. */
export const rowClasses = ['tree', 'person', 'directory', 'own', 'trail', 'accounts'] as const
export type RowClass = (typeof rowClasses)[number]

/** A grant an account holds, held or will hold, or an emergency opening (role `break-glass`, judged to the minute by the caller). */
export type HeldRight = {
  readonly id: string
  readonly role: AnyRole
  readonly organizationId: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
  /** Of an opening: whether it is in force at the moment asked about. */
  readonly inForce?: boolean
}

/** The record asked about: where it stands, not what it holds. */
export type AskedRecord = {
  readonly class: RowClass
  readonly organizationId: string | null
  readonly side: Side
  /** The row is the account's own: its member's file or what it made for itself. */
  readonly isOwn: boolean
}

/** Everything the answer rests on. `edges`: every step up ever, from the record's organization and from the granted ones. */
export type AccessFacts = {
  readonly day: LegalDay
  readonly record: AskedRecord
  readonly rights: readonly HeldRight[]
  /** The day the account was closed, if it was. */
  readonly closedOn: LegalDay | null
  /** The organization that alone was ever on top of the Party's side and stands there on the day. */
  readonly onlyRootId: string | null
  readonly edges: readonly UpEdge[]
}

/** How the record's organization lies to a granted one. Steps lead up from the record's organization. */
export type ReachFinding =
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'everything' }
  | { readonly kind: 'reached'; readonly steps: readonly UpEdge[] }
  /** A way there was or will be; `broken` is its first step that does not hold on the day. */
  | { readonly kind: 'broken'; readonly steps: readonly UpEdge[]; readonly broken: UpEdge }
  /** No way at any time; `meetsAt` stands above both, `steps` lead there. */
  | { readonly kind: 'apart'; readonly steps: readonly UpEdge[]; readonly meetsAt: string | null }

/** One right held against the record: three tests, all of which must hold. */
export type RightFinding = {
  readonly right: HeldRight
  readonly opens: boolean
  readonly period: 'in-force' | 'not-begun' | 'ended'
  /** What the role opens of the record's class. */
  readonly opensClass: boolean
  /** An opening counts only while its holder has a role that may open. */
  readonly mayHold: boolean
  readonly reach: ReachFinding
}

/** The answer with all it rests on; rights that open first, then the nearest misses. */
export type AccessExplanation = {
  readonly decision: 'yes' | 'no'
  readonly day: LegalDay
  readonly record: AskedRecord
  readonly isOwn: boolean
  readonly closedOn: LegalDay | null
  readonly findings: readonly RightFinding[]
  /** For `no` on a class that an emergency opening would open, and none is in force. */
  readonly breakGlassAbsent: boolean
}

const classNeedsReach = (kind: RowClass) => kind === 'tree' || kind === 'person'

/** Whether a role opens rows of a class for reading, wherever they stand. */
export function opensClass(role: AnyRole, kind: RowClass): boolean {
  const rights = rowRights[role]
  if (kind === 'tree') return rights.tree.includes('read')
  if (kind === 'person') return rights.person.includes('read')
  if (kind === 'trail') return rights.trail
  if (kind === 'accounts') return rights.accounts
  return kind === 'directory'
}

const holdsOn = (edge: UpEdge, day: LegalDay) => edge.from <= day && day < edge.to

/** Steps up by the organization they begin at. */
type StepsUp = ReadonlyMap<string, readonly UpEdge[]>

function stepsUp(edges: readonly UpEdge[]): StepsUp {
  const steps = new Map<string, UpEdge[]>()
  for (const edge of edges) {
    const known = steps.get(edge.organizationId)
    if (known) known.push(edge)
    else steps.set(edge.organizationId, [edge])
  }
  return steps
}

/** The shortest way up from one organization to a wanted one over the steps that `holds` admits; null when there is none. */
function wayUp(
  edges: StepsUp,
  from: string,
  { until, holds }: { until: (organizationId: string) => boolean; holds: (edge: UpEdge) => boolean },
): UpEdge[] | null {
  const ways: { at: string; steps: UpEdge[] }[] = [{ at: from, steps: [] }]
  const met = new Set([from])
  for (const { at, steps } of ways) {
    if (until(at)) return steps
    for (const edge of edges.get(at) ?? []) {
      if (met.has(edge.aboveId) || !holds(edge)) continue
      met.add(edge.aboveId)
      ways.push({ at: edge.aboveId, steps: [...steps, edge] })
    }
  }
  return null
}

function allAbove(edges: StepsUp, from: string, day: LegalDay): Set<string> {
  const above = new Set([from])
  for (const at of above) for (const edge of edges.get(at) ?? []) if (holdsOn(edge, day)) above.add(edge.aboveId)
  return above
}

function findReach({ record, day, onlyRootId }: AccessFacts, granted: string | null, edges: StepsUp): ReachFinding {
  if (!classNeedsReach(record.class)) return { kind: 'not-needed' }
  if (granted === null || (granted === onlyRootId && record.side === 'party')) return { kind: 'everything' }
  const start = record.organizationId
  if (start === null) return { kind: 'apart', steps: [], meetsAt: null }
  const isGranted = (organizationId: string) => organizationId === granted
  const reached = wayUp(edges, start, { until: isGranted, holds: (edge) => holdsOn(edge, day) })
  if (reached) return { kind: 'reached', steps: reached }
  const ever = wayUp(edges, start, { until: isGranted, holds: () => true })
  const broken = ever?.find((edge) => !holdsOn(edge, day))
  if (ever && broken) return { kind: 'broken', steps: ever, broken }
  const aboveGranted = allAbove(edges, granted, day)
  const toMeeting = wayUp(edges, start, { until: (at) => aboveGranted.has(at), holds: (edge) => holdsOn(edge, day) })
  return { kind: 'apart', steps: toMeeting ?? [], meetsAt: toMeeting ? (toMeeting.at(-1)?.aboveId ?? start) : null }
}

function periodOf({ validFrom, validTo, inForce }: HeldRight, day: LegalDay): RightFinding['period'] {
  if (inForce !== undefined) return inForce ? 'in-force' : 'ended'
  if (day < validFrom) return 'not-begun'
  return day < validTo ? 'in-force' : 'ended'
}

/**
 * Why an account reads a record on a day, or why not: every right it holds against the class of the table, the days and the
 * way up through tree and lineage. The database decides by the same rule (`app.scope_of_user` and the policies of the
 * class); a property test holds the two together.
 */
export function explainAccess(facts: AccessFacts): AccessExplanation {
  const { day, record, rights, closedOn } = facts
  const isClosed = closedOn !== null && closedOn <= day
  const mayOpen = rights.some((right) => rowRights[right.role].breakGlass && periodOf(right, day) === 'in-force')
  // Steps that hold come first, so that the one named as broken has no standing twin.
  const edges = stepsUp(facts.edges.toSorted((left, right) => Number(holdsOn(right, day)) - Number(holdsOn(left, day))))
  const findings = rights.map((right): RightFinding => {
    const period = periodOf(right, day)
    const opens = opensClass(right.role, record.class)
    const reach = findReach(facts, right.organizationId, edges)
    const mayHold = right.role !== 'break-glass' || mayOpen
    // An opening opens records of its organization and nothing that has no organization.
    const suits = right.role !== 'break-glass' || classNeedsReach(record.class)
    const reaches = reach.kind === 'not-needed' || reach.kind === 'everything' || reach.kind === 'reached'
    return {
      ...{ right, period, opensClass: opens, mayHold, reach },
      opens: !isClosed && period === 'in-force' && opens && reaches && mayHold && suits,
    }
  })
  const decision = !isClosed && (record.isOwn || findings.some(({ opens }) => opens)) ? 'yes' : 'no'
  return {
    decision,
    day,
    record,
    isOwn: record.isOwn,
    closedOn: isClosed ? closedOn : null,
    findings: findings.toSorted((left, right) => distance(left) - distance(right)),
    breakGlassAbsent:
      decision === 'no' &&
      classNeedsReach(record.class) &&
      !findings.some(({ right, period }) => right.role === 'break-glass' && period === 'in-force'),
  }
}

/** How far a right is from opening the record: 0 opens, then by the tests that fail, the way up weighing most. */
function distance({ opens, period, opensClass: isOpen, reach }: RightFinding): number {
  if (opens) return 0
  const way = reach.kind === 'apart' ? 4 : reach.kind === 'broken' ? 3 : 0
  return 1 + way + (period === 'in-force' ? 0 : 1) + (isOpen ? 0 : 2)
}
