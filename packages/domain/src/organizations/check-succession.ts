import type { LegalDay } from '../shared/index.ts'
import { type Succession, type SuccessionKind, successionCardinality } from './schema.ts'

/** What may be wrong with a structural act. */
export const successionFindingCodes = [
  'PREDECESSOR_COUNT',
  'SUCCESSOR_COUNT',
  'ORGANIZATION_TWICE',
  'LINKS_DO_NOT_MATCH',
  'DECIDED_AFTER_EFFECT',
  'UNKNOWN_ORGANIZATION',
  'PREDECESSOR_NOT_ENDED',
  'PREDECESSOR_NOT_ALIVE',
  'SUCCESSOR_NOT_ALIVE',
  'SUCCESSOR_NOT_NEW',
] as const
export type SuccessionFindingCode = (typeof successionFindingCodes)[number]

/** One fault of a structural act; `organizationId` when it is about one organization. */
export type SuccessionFinding = {
  readonly code: SuccessionFindingCode
  readonly kind: SuccessionKind
  readonly effectiveOn: LegalDay
  readonly organizationId: string | null
}

/** From the first day of an organization to its end, `[from, to)`. */
export type Lifetime = { readonly from: LegalDay; readonly to: LegalDay }

function doesNotMatch(succession: Succession): boolean {
  const pair = (predecessorId: string, successorId: string) => JSON.stringify([predecessorId, successorId])
  const wanted = new Set(
    succession.predecessorIds.flatMap((before) => succession.successorIds.map((after) => pair(before, after))),
  )
  const given = succession.links.map((link) => pair(link.predecessorId, link.successorId))
  return given.length !== wanted.size || new Set(given).size !== wanted.size || given.some((key) => !wanted.has(key))
}

/**
 * Every fault of a structural act: counts of its kind, links that are not exactly all pairs, a decision later than its
 * effect, and lifetimes that contradict it. An organization that is its own successor lives on; every other
 * predecessor of a merger or a dissolution must end on the day. Established organizations begin on the day.
 */
export function checkSuccession(
  succession: Succession,
  lifetimes: ReadonlyMap<string, Lifetime>,
): readonly SuccessionFinding[] {
  const { kind, effectiveOn, predecessorIds, successorIds } = succession
  const findings: SuccessionFinding[] = []
  const add = (code: SuccessionFindingCode, organizationId: string | null = null) =>
    findings.push({ code, kind, effectiveOn, organizationId })
  const outside = (count: number, [least, most]: readonly [number, number]) => count < least || count > most
  const allowed = successionCardinality[kind]

  if (outside(predecessorIds.length, allowed.predecessors)) add('PREDECESSOR_COUNT')
  if (outside(successorIds.length, allowed.successors)) add('SUCCESSOR_COUNT')
  for (const ids of [predecessorIds, successorIds]) {
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) add('ORGANIZATION_TWICE', id)
  }
  if (doesNotMatch(succession)) add('LINKS_DO_NOT_MATCH')
  if (succession.decision.decidedOn > effectiveOn) add('DECIDED_AFTER_EFFECT')

  for (const id of new Set([...predecessorIds, ...successorIds])) {
    if (!lifetimes.has(id)) add('UNKNOWN_ORGANIZATION', id)
  }
  for (const id of new Set(predecessorIds)) {
    const life = lifetimes.get(id)
    if (!life) continue
    const mustEnd = (kind === 'merger' || kind === 'dissolution') && !successorIds.includes(id)
    if (life.from >= effectiveOn || life.to < effectiveOn) add('PREDECESSOR_NOT_ALIVE', id)
    else if (mustEnd && life.to !== effectiveOn) add('PREDECESSOR_NOT_ENDED', id)
  }
  for (const id of new Set(successorIds)) {
    const life = lifetimes.get(id)
    if (!life) continue
    if (life.from > effectiveOn || life.to <= effectiveOn) add('SUCCESSOR_NOT_ALIVE', id)
    else if (kind === 'establishment' && life.from !== effectiveOn) add('SUCCESSOR_NOT_NEW', id)
  }
  return findings
}
