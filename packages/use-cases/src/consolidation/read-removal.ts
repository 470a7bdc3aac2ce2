import type { Tx } from '@nq15/db/client'
import type { PlanRow } from '@nq15/db/consolidation/plan.read'
import { countCasesOfPriorityA } from '@nq15/db/incidents/incident.read'
import { listColours } from '@nq15/db/monitoring/open-sign.read'
import { listWatchSteps } from '@nq15/db/monitoring/watch-entry.read'
import { findLastUnitLevel } from '@nq15/db/ratings/unit-version.read'
import type { Scope } from '@nq15/db/scope'
import { type CheckedCondition, checkRemoval } from '@nq15/domain/consolidation'

/** The indicator that says whether a committee is complete. */
const committeeComplete = 'A5'

/**
 * The six conditions of the removal with the facts the product keeps (weak units, section 6.3): R2 by the register
 * of complex cases.
 */
export async function readRemoval(
  tx: Tx,
  scope: Scope,
  { plan, cleared }: { readonly plan: PlanRow; readonly cleared: 'yes' | 'no' | 'unknown' },
): Promise<readonly CheckedCondition[]> {
  const { organizationId, entryId, review, ownerId, workers } = plan
  const [committee] = await listColours(tx, scope, { organizationId, codes: [committeeComplete], months: 3 })
  const removed = (await listWatchSteps(tx, scope, entryId === null ? [] : [entryId])).find(
    ({ event }) => event === 'remove',
  )
  return checkRemoval({
    cleared,
    openCasesA: await countCasesOfPriorityA(tx, scope, organizationId),
    committee: committee ? { status: committee.status, month: committee.month } : null,
    rating: await findLastUnitLevel(tx, scope, organizationId),
    review: review && {
      ...{ isPositive: review.isPositive, reference: review.reference },
      isByOwner: review.userId === ownerId || workers.includes(review.userId),
    },
    removal: removed ? { number: removed.decisionNumber ?? '', decidedOn: removed.onDay } : null,
  })
}
