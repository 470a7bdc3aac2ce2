import type { LegalDay } from '../shared/index.ts'
import { judgePlan, type PlanFinding } from './judge-plan.ts'
import { type Movement, planRecords } from './plan-records.ts'
import { planTree, type TreePlan, versionsAfter } from './plan-tree.ts'
import { type SightChange, sightChanges } from './sight-change.ts'
import type { GroundGrant, SuccessionGround } from './succession-ground.ts'
import type { SuccessionProposal } from './succession-proposal.ts'

/** Everything an act does, and what stands against it or should be known: what the preview shows and the decision writes. */
export type SuccessionPlan = {
  readonly effectiveOn: LegalDay
  readonly tree: TreePlan
  readonly movements: readonly Movement[]
  readonly sight: readonly SightChange[]
  readonly findings: readonly PlanFinding[]
}

/**
 * The plan of an act. The same function is asked for the preview and in the transaction of the decision, so what is shown
 * is what happens; a plan with a finding of weight `error` is never written.
 */
export function planSuccession(ground: SuccessionGround, proposal: SuccessionProposal): SuccessionPlan {
  const { effectiveOn } = proposal
  const tree = planTree(ground, proposal)
  const movements = planRecords(ground, proposal, tree)
  const before = { versions: ground.versions, links: ground.links, grants: ground.grants }
  const after = {
    versions: versionsAfter(ground.versions, tree, effectiveOn),
    links: [...ground.links, ...tree.links],
    grants: grantsAfter(ground.grants, movements, effectiveOn),
  }
  const region = [...new Set([...ground.region, ...tree.newOrganizationIds])]
  return {
    effectiveOn,
    tree,
    movements,
    sight: sightChanges({ before, after }, region, effectiveOn),
    findings: judgePlan(ground, proposal, { tree, movements, versions: after.versions }),
  }
}

/** Rights as they stand after the act: those that end lose the day and all after it, those that go on begin anew there. */
export function grantsAfter(
  grants: readonly GroundGrant[],
  movements: readonly Movement[],
  day: LegalDay,
): readonly GroundGrant[] {
  const moving = new Map(
    movements
      .filter(({ kind, fate }) => kind === 'grants' && (fate === 'moved' || fate === 'ended'))
      .map((movement) => [movement.recordId, movement]),
  )
  return grants.flatMap((grant) => {
    const movement = moving.get(grant.grantId)
    if (!movement) return [grant]
    const validFrom = grant.validFrom > day ? grant.validFrom : day
    const rest = { ...grant, validTo: validFrom }
    return movement.toId === null ? [rest] : [rest, { ...grant, organizationId: movement.toId, validFrom }]
  })
}
