import type { LegalDay } from '../shared/index.ts'
import type { TreePlan } from './plan-tree.ts'
import { isCell } from './schema.ts'
import type { GroundRecord, SuccessionGround } from './succession-ground.ts'
import type { SuccessionProposal } from './succession-proposal.ts'

/**
 * What becomes of records: `follows` its organization, which lives on; `moved` to another one on the day; `ended` on the
 * day; `stays` where it is, read by `heirIds`; `stuck` when the proposal does not say, which no decision can take.
 */
export const fates = ['follows', 'moved', 'ended', 'stays', 'stuck'] as const
export type Fate = (typeof fates)[number]

/** One record, or `count` told as one, with where it goes. */
export type Movement = {
  readonly kind: string
  readonly fate: Fate
  readonly recordId: string
  readonly fromId: string
  readonly toId: string | null
  readonly heirIds: readonly string[]
  readonly count: number
  readonly memberId: string | null
  readonly userId: string | null
  readonly role: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
}

type Homes = {
  readonly one: ReadonlyMap<string, string>
  readonly rest: ReadonlyMap<string, string>
  readonly only: string | null
}

/** Where a member of a cell goes: his own choice, that of his cell's others, or the only successor; null when unsaid. */
function homeOf({ one, rest, only }: Homes, memberId: string | null, cellId: string): string | null {
  return (memberId === null ? undefined : one.get(memberId)) ?? rest.get(cellId) ?? only
}

/** What becomes of every record on an organization of the act, and of members whose cell only changes its superior. */
export function planRecords(
  ground: SuccessionGround,
  proposal: SuccessionProposal,
  tree: TreePlan,
): readonly Movement[] {
  const gone = new Set(tree.gone)
  const divided = new Set(proposal.kind === 'split' ? proposal.predecessorIds : [])
  const homes: Homes = {
    one: new Map(proposal.homes.map(({ memberId, organizationId }) => [memberId, organizationId])),
    rest: new Map(proposal.cellHomes.map(({ cellId, organizationId }) => [cellId, organizationId])),
    only: proposal.kind === 'merger' ? (proposal.successors[0]?.organizationId ?? null) : null,
  }
  const chosen = new Map(
    proposal.choices.map(({ kind, recordId, successorId }) => [`${kind} ${recordId}`, successorId]),
  )
  const heirsOf = (organizationId: string) =>
    tree.links.flatMap(({ predecessorId, successorId, inheritsRecords }) =>
      predecessorId === organizationId && successorId !== null && inheritsRecords ? [successorId] : [],
    )
  const taken = new Set<string>()

  const records = ground.records.flatMap((record): Movement[] => {
    const { organizationId: fromId, rule } = record
    const isGone = gone.has(fromId)
    if (!isGone && !divided.has(fromId)) return []
    const to = (fate: Fate, toId: string | null = null, heirIds: readonly string[] = []) => [
      movementOf(record, { fate, toId, heirIds }),
    ]
    if (rule === 'stays') return to('stays', fromId, heirsOf(fromId))
    if (rule === 'home') {
      const toId = homeOf(homes, record.memberId, fromId)
      if (toId === null) return to('stuck')
      return toId === fromId ? (isGone ? to('stuck') : to('follows', fromId)) : to('moved', toId)
    }
    if (rule === 'ends') {
      const home = homeOf(homes, record.memberId, fromId)
      return isGone || (home !== null && home !== fromId) ? to('ended') : to('follows', fromId)
    }
    if (!isGone) return to('follows', fromId)
    const toId = chosen.get(`${record.kind} ${record.recordId}`)
    // Two rights of one account that would become the same one: the second ends, the first goes on.
    const key = `${record.kind} ${record.userId} ${record.role} ${toId}`
    if (toId === undefined || taken.has(key) || isHeld(ground, record, toId)) return to('ended')
    taken.add(key)
    return to('moved', toId)
  })
  return [...followers(ground, tree), ...records].sort(byPlace)
}

/** Whether the account holds the same right there already, for at least as long: then nothing is added to it. */
const isHeld = ({ grants }: SuccessionGround, record: GroundRecord, toId: string) =>
  record.kind === 'grants' &&
  grants.some(
    (grant) =>
      grant.userId === record.userId &&
      grant.role === record.role &&
      grant.organizationId === toId &&
      grant.validTo >= record.validTo,
  )

function movementOf(
  record: GroundRecord,
  where: { readonly fate: Fate; readonly toId: string | null; readonly heirIds: readonly string[] },
): Movement {
  const { kind, recordId, organizationId, count, memberId, userId, role, validFrom, validTo } = record
  return { kind, recordId, fromId: organizationId, count, memberId, userId, role, validFrom, validTo, ...where }
}

/** Members of cells that change their superior and keep their members: counted by cell, nobody's row is touched. */
function followers(ground: SuccessionGround, tree: TreePlan): Movement[] {
  const region = new Set(ground.region)
  const gone = new Set(tree.gone)
  const cells = new Set(
    ground.versions
      .filter(({ organizationId, kind }) => region.has(organizationId) && isCell(kind))
      .map((one) => one.organizationId),
  )
  return [...cells].flatMap((cellId) => {
    const count = ground.membersByCell.get(cellId) ?? 0
    if (count === 0 || gone.has(cellId)) return []
    const days = { validFrom: '0001-01-01', validTo: '9999-12-31' }
    const nobody = { memberId: null, userId: null, role: null, heirIds: [] }
    return [
      { kind: 'members', fate: 'follows', recordId: cellId, fromId: cellId, toId: cellId, count, ...nobody, ...days },
    ]
  })
}

const placeOf = ({ kind, fromId, recordId }: Movement) => `${kind} ${fromId} ${recordId}`
const byPlace = (left: Movement, right: Movement) => (placeOf(left) < placeOf(right) ? -1 : 1)
