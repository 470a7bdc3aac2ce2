import { openEnd } from '../calendar/index.ts'
import { searchText } from '../shared/index.ts'
import { checkSuccession, type SuccessionFindingCode } from './check-succession.ts'
import { checkTree, type TreeFindingCode } from './check-tree.ts'
import type { Movement } from './plan-records.ts'
import { standingVersion, type TreePlan } from './plan-tree.ts'
import { isCell, mayStandUnder, type OrganizationVersion } from './schema.ts'
import type { SuccessionGround } from './succession-ground.ts'
import type { SuccessionProposal } from './succession-proposal.ts'

const ownCodes = [
  'DECISION_INCOMPLETE',
  'EFFECT_NOT_AHEAD',
  'SUCCESSOR_INCOMPLETE',
  'NO_PARENT',
  'KIND_UNDER_PARENT',
  'CELL_AND_COMMITTEE',
  'CODE_IN_USE',
  'LATER_CHANGE',
  'NOTHING_CHANGES',
  'PARENT_NOT_FOR_RENAME',
  'INHERITANCE_UNSAID',
  'CHILD_UNPLACED',
  'PLACE_UNKNOWN',
  'MEMBERS_UNPLACED',
  'HOME_UNKNOWN',
  'BEGINS_LATER',
  'FILE_NUMBER_TWICE',
  'NAME_COLLIDES',
  'OPEN_CAMPAIGN',
  'LIMITED_GRANT',
  'SECRETARY_WITHOUT_CELL',
  'CELL_WITHOUT_SECRETARY',
  'NOBODY_INHERITS',
] as const
/** Every code that a planned change may be told with. */
export type PlanFindingCode = SuccessionFindingCode | TreeFindingCode | (typeof ownCodes)[number]

/** What stands against an act (`error`) or should be known before it is decided (`warning`), about whom, and how many. */
export type PlanFinding = {
  readonly code: PlanFindingCode
  readonly weight: 'error' | 'warning'
  readonly organizationId: string | null
  readonly count: number
  /** A code, a name, a file number: what the sentence quotes. */
  readonly value: string
}

type Judged = {
  readonly tree: TreePlan
  readonly movements: readonly Movement[]
  readonly versions: readonly OrganizationVersion[]
}
type Say = (code: PlanFindingCode, about?: Partial<Omit<PlanFinding, 'code'>>) => void

/** Everything that stands against a plan or should be known, errors first; none hidden behind another. */
export function judgePlan(
  ground: SuccessionGround,
  proposal: SuccessionProposal,
  judged: Judged,
): readonly PlanFinding[] {
  const findings: PlanFinding[] = []
  const say: Say = (code, about = {}) =>
    findings.push({ code, weight: 'error', organizationId: null, count: 1, value: '', ...about })
  judgeDecision(ground, proposal, say)
  judgeSuccessors(ground, proposal, { say, versions: judged.versions })
  judgeLineage(ground, proposal, { ...judged, say })
  judgeTree(ground, proposal, { ...judged, say })
  judgeRecords(ground, proposal, { ...judged, say })
  const known = new Set<string>()
  return findings
    .filter((finding) => {
      const key = `${finding.code} ${finding.organizationId} ${finding.value}`
      return known.has(key) ? false : known.add(key)
    })
    .sort((left, right) => Number(left.weight === 'warning') - Number(right.weight === 'warning'))
}

function judgeDecision({ today }: SuccessionGround, { decision, effectiveOn }: SuccessionProposal, say: Say): void {
  const { number, decidedOn, signerName, signerTitle } = decision
  if ([number, signerName, signerTitle].some((text) => text.trim() === '') || decidedOn === null)
    say('DECISION_INCOMPLETE')
  // Undo is open until the midnight of the day, so a day that has begun cannot be decided for.
  if (effectiveOn <= today) say('EFFECT_NOT_AHEAD', { value: effectiveOn })
}

function judgeSuccessors(
  ground: SuccessionGround,
  proposal: SuccessionProposal,
  { say, versions }: { say: Say; versions: readonly OrganizationVersion[] },
): void {
  const day = proposal.effectiveOn
  const onDay = (organizationId: string | null) =>
    versions.find((one) => one.organizationId === organizationId && one.validFrom <= day && day < one.validTo)
  for (const { organizationId, isNew, name, code, kind } of proposal.successors) {
    const after = onDay(organizationId)
    if (isNew && (!name?.trim() || !code?.trim() || !kind))
      say('SUCCESSOR_INCOMPLETE', { organizationId, value: name ?? '' })
    if (!after) continue
    const parent = onDay(after.parentId)
    if (after.parentId === null && isNew) say('NO_PARENT', { organizationId })
    if (parent && !mayStandUnder[after.kind].includes(parent.kind))
      say('KIND_UNDER_PARENT', { organizationId, value: parent.name })
    const taken = ground.codesTaken.some((one) => one.code === after.code && one.organizationId !== organizationId)
    const isCodeChanged = standingVersion(ground, organizationId, day)?.code !== after.code
    const isEnding = (id: string) => !onDay(id)
    if (taken && isCodeChanged) {
      const holders = ground.codesTaken.filter(
        (one) => one.code === after.code && one.organizationId !== organizationId,
      )
      if (holders.some((one) => !ground.region.includes(one.organizationId) || !isEnding(one.organizationId)))
        say('CODE_IN_USE', { organizationId, value: after.code })
    }
    const namesakes = ground.namesTaken.filter(
      (one) =>
        one.organizationId !== organizationId &&
        searchText(one.name) === searchText(after.name) &&
        (!ground.region.includes(one.organizationId) || !isEnding(one.organizationId)),
    )
    if (namesakes.length > 0) say('NAME_COLLIDES', { organizationId, weight: 'warning', value: after.name })
  }
}

function judgeLineage(
  ground: SuccessionGround,
  proposal: SuccessionProposal,
  { say, tree, versions }: Judged & { say: Say },
): void {
  const { kind, effectiveOn: day, predecessorIds, successors, decision } = proposal
  const successorIds = successors.map(({ organizationId }) => organizationId)
  const lifetimes = new Map<string, { from: string; to: string }>()
  for (const { organizationId, validFrom, validTo } of versions) {
    const life = lifetimes.get(organizationId)
    lifetimes.set(organizationId, {
      from: life && life.from < validFrom ? life.from : validFrom,
      to: life && life.to > validTo ? life.to : validTo,
    })
  }
  const links = predecessorIds.flatMap((predecessorId) =>
    successorIds.map((successorId) => ({ predecessorId, successorId, inheritsRecords: false })),
  )
  const act = {
    kind,
    effectiveOn: day,
    predecessorIds,
    successorIds,
    links,
    decision: { number: decision.number || '-', decidedOn: decision.decidedOn ?? day, confidence: 'T' as const },
  }
  const incomplete = new Set(
    successors.filter((one) => one.isNew && !lifetimes.has(one.organizationId)).map((one) => one.organizationId),
  )
  for (const { code, organizationId } of checkSuccession(act, lifetimes)) {
    // A new one that is not described yet is named by its own finding.
    if (organizationId === null || !incomplete.has(organizationId)) say(code, { organizationId })
  }
  for (const id of new Set([
    ...predecessorIds,
    ...successors.filter((one) => !one.isNew).map((one) => one.organizationId),
  ])) {
    const later = ground.versions.some(
      ({ organizationId, validFrom, validTo }) =>
        organizationId === id && (validFrom >= day || (validFrom < day && day < validTo && validTo < openEnd)),
    )
    if (later) say('LATER_CHANGE', { organizationId: id })
  }
  for (const predecessorId of tree.gone) {
    const said = proposal.inherits.filter((one) => one.predecessorId === predecessorId)
    const unsaid = successorIds.filter((id) => !said.some((one) => one.successorId === id))
    if (unsaid.length > 0) say('INHERITANCE_UNSAID', { organizationId: predecessorId, count: unsaid.length })
    else if (successorIds.length > 0 && !said.some(({ inherits }) => inherits))
      say('NOBODY_INHERITS', { organizationId: predecessorId, weight: 'warning' })
  }
  const [only] = predecessorIds
  const [before, after] = [
    standingVersion(ground, only ?? '', day),
    versions.find((one) => one.organizationId === only && one.validFrom === day),
  ]
  if (kind === 'rename' || kind === 'transfer') {
    if (successorIds[0] !== only) say('SUCCESSOR_NOT_ALIVE', { organizationId: successorIds[0] ?? null })
    const isMoved = after !== undefined && before?.parentId !== after.parentId
    if (!after || (kind === 'transfer' && !isMoved)) say('NOTHING_CHANGES', { organizationId: only ?? null })
    if (kind === 'rename' && isMoved) say('PARENT_NOT_FOR_RENAME', { organizationId: only ?? null })
  }
}

function judgeTree(
  ground: SuccessionGround,
  proposal: SuccessionProposal,
  { say, tree, versions }: Judged & { say: Say },
): void {
  const day = proposal.effectiveOn
  const touched = new Set([...tree.begun, ...tree.ended].map(({ organizationId }) => organizationId))
  for (const { code, organizationId, otherIds } of checkTree(versions)) {
    if (touched.has(organizationId) || otherIds.some((id) => touched.has(id))) say(code, { organizationId })
  }
  const successorIds = new Set(proposal.successors.map(({ organizationId }) => organizationId))
  const onDay = (organizationId: string | null) =>
    versions.find((one) => one.organizationId === organizationId && one.validFrom <= day && day < one.validTo)
  for (const { organizationId, fromId, toId } of tree.moved) {
    if (toId === null) {
      say('CHILD_UNPLACED', {
        organizationId: fromId,
        count: tree.moved.filter((one) => one.fromId === fromId && one.toId === null).length,
      })
      continue
    }
    const parent = onDay(toId)
    const child = onDay(organizationId)
    if (!parent || (proposal.kind === 'split' && !successorIds.has(toId))) say('PLACE_UNKNOWN', { organizationId })
    else if (child && !mayStandUnder[child.kind].includes(parent.kind))
      say('KIND_UNDER_PARENT', { organizationId, value: parent.name })
    if (
      ground.versions.some(
        (one) =>
          one.organizationId === organizationId &&
          (one.validFrom >= day || (one.validTo > day && one.validTo < openEnd)),
      )
    )
      say('LATER_CHANGE', { organizationId })
  }
  const kinds = [...proposal.predecessorIds, ...successorIds].flatMap((id) => {
    const one = onDay(id) ?? standingVersion(ground, id, day)
    return one ? [isCell(one.kind)] : []
  })
  const isMixing = proposal.kind === 'merger' || proposal.kind === 'split'
  if (isMixing && new Set(kinds).size > 1) say('CELL_AND_COMMITTEE')
}

function judgeRecords(
  ground: SuccessionGround,
  proposal: SuccessionProposal,
  { say, tree, movements, versions }: Judged & { say: Say },
): void {
  const day = proposal.effectiveOn
  const sum = (some: readonly Movement[]) => some.reduce((total, { count }) => total + count, 0)
  const byPlace = new Map<string, Movement[]>()
  for (const movement of movements) {
    const group = byPlace.get(movement.fromId)
    if (group) group.push(movement)
    else byPlace.set(movement.fromId, [movement])
  }
  const cellOn = (organizationId: string) =>
    versions.some(
      (one) => one.organizationId === organizationId && isCell(one.kind) && one.validFrom <= day && day < one.validTo,
    )
  const successorIds = new Set(proposal.successors.map(({ organizationId }) => organizationId))
  for (const [organizationId, all] of byPlace) {
    const stuck = all.filter(({ fate }) => fate === 'stuck')
    if (stuck.length > 0) say('MEMBERS_UNPLACED', { organizationId, count: sum(stuck) })
    const lost = all.filter(
      ({ fate, kind, toId }) =>
        fate === 'moved' &&
        toId !== null &&
        (kind === 'members'
          ? !cellOn(toId) || (proposal.kind !== 'dissolution' && !successorIds.has(toId))
          : !successorIds.has(toId)),
    )
    if (lost.length > 0) say('HOME_UNKNOWN', { organizationId, count: sum(lost) })
    const later = all.filter(
      ({ fate, kind, validFrom }) => (fate === 'moved' || fate === 'ended') && kind !== 'grants' && validFrom >= day,
    )
    if (later.length > 0) say('BEGINS_LATER', { organizationId, count: sum(later) })
    const open = all.filter(({ kind }) => kind === 'ratings')
    if (open.length > 0) say('OPEN_CAMPAIGN', { organizationId, weight: 'warning', count: sum(open) })
    const limited = all.filter(
      ({ kind, fate, validTo }) => kind === 'grants' && fate !== 'follows' && validTo < openEnd,
    )
    if (limited.length > 0) say('LIMITED_GRANT', { organizationId, weight: 'warning', count: sum(limited) })
    const secretaries = all.filter(
      ({ kind, role, fate }) => kind === 'grants' && role === 'org-secretary' && fate === 'ended',
    )
    if (secretaries.length > 0)
      say('SECRETARY_WITHOUT_CELL', { organizationId, weight: 'warning', count: sum(secretaries) })
  }
  const carried = new Set(
    movements.flatMap(({ kind, role, toId }) =>
      kind === 'grants' && role === 'org-secretary' && toId !== null ? [toId] : [],
    ),
  )
  for (const { organizationId, kind } of tree.begun) {
    if (tree.newOrganizationIds.includes(organizationId) && isCell(kind) && !carried.has(organizationId))
      say('CELL_WITHOUT_SECRETARY', { organizationId, weight: 'warning' })
  }
  const arriving = new Set<string>()
  for (const { kind, fate, memberId, toId } of movements) {
    const number =
      kind === 'members' && (fate === 'moved' || fate === 'follows') && memberId !== null
        ? ground.fileNumbers.get(memberId)
        : undefined
    if (number === undefined || toId === null) continue
    const key = `${toId} ${number}`
    if (arriving.has(key)) say('FILE_NUMBER_TWICE', { organizationId: toId, value: number })
    arriving.add(key)
  }
}
