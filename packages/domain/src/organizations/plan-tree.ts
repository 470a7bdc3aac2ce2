import { openEnd } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'
import type { OrganizationVersion } from './schema.ts'
import type { SuccessionGround } from './succession-ground.ts'
import type { ProposedSuccessor, SuccessionProposal } from './succession-proposal.ts'

/** One period that ends on the day of the act. */
export type EndedVersion = { readonly organizationId: string; readonly validFrom: LegalDay }

/** What an act does to the tree: periods that end, periods that begin, lines of descent. */
export type TreePlan = {
  readonly ended: readonly EndedVersion[]
  readonly begun: readonly OrganizationVersion[]
  readonly newOrganizationIds: readonly string[]
  /** Organizations that are no more from the day on. */
  readonly gone: readonly string[]
  readonly links: readonly {
    readonly predecessorId: string | null
    readonly successorId: string | null
    readonly inheritsRecords: boolean
  }[]
  /** Organizations directly below that change their superior, from and to; `toId` null when no place was chosen. */
  readonly moved: readonly { readonly organizationId: string; readonly fromId: string; readonly toId: string | null }[]
}

/** The period of an organization that an act may touch: it stands on the eve and has no end. */
export function standingVersion(
  { versions }: Pick<SuccessionGround, 'versions'>,
  organizationId: string,
  day: LegalDay,
): OrganizationVersion | undefined {
  return versions.find(
    (version) => version.organizationId === organizationId && version.validFrom < day && day < version.validTo,
  )
}

/** An organization as it will be: what stands, with what the proposal changes. */
export function successorVersion(
  wanted: ProposedSuccessor,
  standing: OrganizationVersion | undefined,
  { day, side }: { day: LegalDay; side: OrganizationVersion['side'] },
): OrganizationVersion | undefined {
  const days = { validFrom: day, validTo: openEnd }
  if (!wanted.isNew) {
    if (!standing) return undefined
    return {
      ...standing,
      code: wanted.code ?? standing.code,
      name: wanted.name ?? standing.name,
      kind: wanted.kind ?? standing.kind,
      sector: wanted.sector ?? standing.sector,
      parentId: wanted.parentId ?? standing.parentId,
      areaCode: wanted.areaCode ?? standing.areaCode,
      ...days,
    }
  }
  const { organizationId, code, name, kind, sector, parentId, areaCode } = wanted
  if (!code || !name || !kind) return undefined
  return { organizationId, side, code, name, kind, sector, parentId, areaCode, ...days }
}

const same = (left: OrganizationVersion, right: OrganizationVersion) =>
  (['code', 'name', 'kind', 'sector', 'parentId', 'areaCode'] as const).every((field) => left[field] === right[field])

/**
 * The tree after the act. Predecessors of a merger and a dissolution, and of a split, end unless they are their own
 * successor; what stood directly below one that ends goes to the only successor, or where the proposal places it.
 */
export function planTree(ground: SuccessionGround, proposal: SuccessionProposal): TreePlan {
  const { kind, effectiveOn: day, predecessorIds, successors } = proposal
  const standing = (organizationId: string) => standingVersion(ground, organizationId, day)
  const successorIds = successors.map(({ organizationId }) => organizationId)
  const ends = kind === 'merger' || kind === 'split' || kind === 'dissolution'
  const gone = ends ? predecessorIds.filter((id) => !successorIds.includes(id)) : []
  const ended: EndedVersion[] = []
  const begun: OrganizationVersion[] = []
  const end = ({ organizationId, validFrom }: OrganizationVersion) => ended.push({ organizationId, validFrom })

  for (const id of gone) {
    const version = standing(id)
    if (version) end(version)
  }
  const side = predecessorIds.map(standing).find((version) => version !== undefined)?.side ?? 'party'
  for (const wanted of successors) {
    const before = standing(wanted.organizationId)
    const after = successorVersion(wanted, before, { day, side })
    if (!after || (before && same(before, after))) continue
    if (before) end(before)
    begun.push(after)
  }

  const moved: { organizationId: string; fromId: string; toId: string | null }[] = []
  const placed = new Map(proposal.places.map(({ organizationId, successorId }) => [organizationId, successorId]))
  const divided = kind === 'split' ? predecessorIds : gone
  const handled = new Set([...predecessorIds, ...successorIds])
  for (const child of ground.versions) {
    const fromId = child.parentId
    if (fromId === null || !divided.includes(fromId) || handled.has(child.organizationId)) continue
    if (child.validFrom >= day || child.validTo <= day) continue
    const only = kind === 'merger' ? (successorIds[0] ?? null) : null
    const toId = placed.get(child.organizationId) ?? only
    if (toId === fromId) continue
    moved.push({ organizationId: child.organizationId, fromId, toId })
    if (toId === null) continue
    end(child)
    begun.push({ ...child, parentId: toId, validFrom: day, validTo: openEnd })
  }

  return {
    ended,
    begun,
    newOrganizationIds: successors.flatMap(({ isNew, organizationId }) => (isNew ? [organizationId] : [])),
    gone,
    links: linksOf(proposal, gone),
    moved: moved.sort((left, right) => (left.organizationId < right.organizationId ? -1 : 1)),
  }
}

/** All pairs; only who ends leaves records to inherit, so a predecessor that lives on keeps its own. */
function linksOf(
  { predecessorIds, successors, inherits }: SuccessionProposal,
  gone: readonly string[],
): TreePlan['links'] {
  if (predecessorIds.length === 0)
    return successors.map(({ organizationId }) => ({
      predecessorId: null,
      successorId: organizationId,
      inheritsRecords: false,
    }))
  if (successors.length === 0)
    return predecessorIds.map((predecessorId) => ({ predecessorId, successorId: null, inheritsRecords: false }))
  return predecessorIds.flatMap((predecessorId) =>
    successors.map(({ organizationId: successorId }) => ({
      predecessorId,
      successorId,
      inheritsRecords:
        gone.includes(predecessorId) &&
        inherits.some((one) => one.predecessorId === predecessorId && one.successorId === successorId && one.inherits),
    })),
  )
}

/** All periods as they stand after the act. */
export function versionsAfter(
  versions: readonly OrganizationVersion[],
  { ended, begun }: Pick<TreePlan, 'ended' | 'begun'>,
  day: LegalDay,
): readonly OrganizationVersion[] {
  const key = ({ organizationId, validFrom }: EndedVersion) => `${organizationId} ${validFrom}`
  const ending = new Set(ended.map(key))
  return [...versions.map((version) => (ending.has(key(version)) ? { ...version, validTo: day } : version)), ...begun]
}
