import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import type { ActDecision, OrganizationHistory, OrganizationVersion, OrgType, SuccessionKind } from './schema.ts'
import type { UnknownOnDay } from './tree-as-of.ts'

/** A predecessor or successor, with the act that made it one; `generation` 1 is direct, 2 its own, and so on. */
export type LineageEntry = {
  readonly organizationId: string
  readonly code: string
  readonly name: string
  readonly orgType: OrgType
  readonly generation: number
  readonly day: LegalDay
  readonly kind: SuccessionKind
  readonly decision: ActDecision
  readonly inheritsRecords: boolean
}

/** Where an organization comes from and what became of it; nearest generation first, then by code. */
export type Lineage = {
  readonly organization: OrganizationVersion
  readonly predecessors: readonly LineageEntry[]
  readonly successors: readonly LineageEntry[]
}

function walk(history: OrganizationHistory, start: string, way: 'predecessors' | 'successors'): LineageEntry[] {
  const versions = history.versions.toSorted((left, right) => (left.validFrom < right.validFrom ? -1 : 1))
  const steps = history.successions.flatMap((act) =>
    act.links.map(({ predecessorId, successorId, inheritsRecords }) => ({
      act,
      inheritsRecords,
      near: way === 'predecessors' ? successorId : predecessorId,
      far: way === 'predecessors' ? predecessorId : successorId,
    })),
  )
  const seen = new Set([start])
  const found: LineageEntry[] = []
  let frontier = [start]
  for (let generation = 1; frontier.length > 0; generation += 1) {
    const reached = steps.filter(({ near, far }) => frontier.includes(near) && !seen.has(far))
    const entries = reached.flatMap(({ act, far, inheritsRecords }) => {
      const life = versions.filter(({ organizationId }) => organizationId === far)
      const shown =
        way === 'predecessors'
          ? life.findLast(({ validFrom }) => validFrom < act.effectiveOn)
          : life.findLast(({ validFrom }) => validFrom <= act.effectiveOn)
      if (!shown) return []
      const { organizationId, code, name, kind: orgType } = shown
      const { effectiveOn: day, kind, decision } = act
      return [{ organizationId, code, name, orgType, generation, day, kind, decision, inheritsRecords }]
    })
    found.push(...entries.sort((left, right) => (left.code < right.code ? -1 : 1)))
    for (const { far } of reached) seen.add(far)
    frontier = [...new Set(reached.map(({ far }) => far))]
  }
  return found
}

/**
 * The lineage of the organization that carries `code` on `day`: every predecessor and successor over all generations,
 * each named as it was called at the act. Refuses UNKNOWN_ORGANIZATION.
 */
export function lineageOf(history: OrganizationHistory, code: string, day: LegalDay): Result<Lineage, UnknownOnDay> {
  const organization = history.versions.find(
    (version) => version.code === code && version.validFrom <= day && day < version.validTo,
  )
  if (!organization) return refuse({ code: 'UNKNOWN_ORGANIZATION', wanted: code, day })
  const { organizationId } = organization
  return ok({
    organization,
    predecessors: walk(history, organizationId, 'predecessors'),
    successors: walk(history, organizationId, 'successors'),
  })
}
