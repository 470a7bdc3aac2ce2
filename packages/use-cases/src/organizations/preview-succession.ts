import type { Database } from '@nq15/db/client'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import {
  findSuccessionCase,
  listSuccessionObstacles,
  nameAccounts,
  type SuccessionCase,
  type SuccessionObstacle,
} from '@nq15/db/organizations/succession-case.read'
import type { Scope } from '@nq15/db/scope'
import type { OrganizationVersion, SuccessionPlan } from '@nq15/domain/organizations'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { planCase } from './plan-case.ts'

/** A change with its plan as it would be written now, and the names that a page or paper puts to its ids. */
export type SuccessionPreview = {
  readonly found: SuccessionCase
  readonly plan: SuccessionPlan
  readonly planHash: string
  readonly names: ReadonlyMap<string, string>
  readonly accounts: ReadonlyMap<string, string>
  readonly before: readonly OrganizationVersion[]
  /** What stands in the way of undoing, asked of a decided change only. */
  readonly obstacles: readonly SuccessionObstacle[]
}

/**
 * What a change would do, before it does it. `reader` says which changes may be read; the plan itself is read by the hand that
 * would write it, since rights and members are not the reader's to list. Refuses NOT_FOUND.
 */
export async function previewSuccession(
  db: Database,
  { reader, hand }: { readonly reader: Scope; readonly hand: Scope },
  caseId: string,
): Promise<Result<SuccessionPreview, { readonly code: 'NOT_FOUND' }>> {
  return db.asReader(hand, async (tx) => {
    const found = await findSuccessionCase(tx, reader, caseId)
    if (!found) return refuse({ code: 'NOT_FOUND' })
    const { ground, ...planned } = await planCase(tx, hand, found.proposal)
    const isDone = found.state === 'decided' || found.state === 'effective' || found.state === 'undone'
    // What was decided is shown as it was decided; its rows stand and would be planned a second time.
    const plan = isDone ? (found.plan as SuccessionPlan) : planned.plan
    const { tree, movements, sight, findings } = plan
    const ids = new Set([
      ...found.proposal.predecessorIds,
      ...found.proposal.successors.flatMap(({ organizationId, parentId }) => [
        organizationId,
        ...(parentId ? [parentId] : []),
      ]),
      ...tree.moved.map(({ organizationId }) => organizationId),
      ...movements.flatMap(({ fromId, toId }) => [fromId, ...(toId ? [toId] : [])]),
      ...findings.flatMap(({ organizationId }) => (organizationId ? [organizationId] : [])),
    ])
    const names = await nameOrganizations(tx, hand, [...ids])
    for (const { organizationId, name } of found.proposal.successors)
      if (name) names.set(organizationId, names.get(organizationId) ?? name)
    const userIds = [
      ...movements.flatMap(({ userId }) => (userId ? [userId] : [])),
      ...sight.map(({ userId }) => userId),
    ]
    return ok({
      found,
      plan,
      planHash: isDone ? (found.planHash ?? '') : planned.planHash,
      names,
      accounts: await nameAccounts(tx, hand, [...new Set(userIds)]),
      before: ground.versions,
      obstacles: found.state === 'decided' ? await listSuccessionObstacles(tx, hand, caseId) : [],
    })
  })
}
