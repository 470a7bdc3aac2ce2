import type { Database, Tx } from '@nq15/db/client'
import { findAssignment, listAssignmentsOfTarget } from '@nq15/db/organizations/assignment.read'
import { endAssignment as writeEnd } from '@nq15/db/organizations/assignment.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { type AssignmentRefused, checkEnd, checkTakeBack } from '@nq15/domain/organizations'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'

type Answer = Result<
  { assignmentId: string },
  AssignmentRefused | { readonly code: 'NOT_FOUND' } | { readonly code: 'changed-meanwhile' }
>
type Order = { readonly requestId: string; readonly assignmentId: string; readonly version: number }

const permissions = ['organization:write'] as const

/** The assignment when the committee that made it is the actor's to arrange. */
async function findOwn(tx: Tx, scope: Scope, assignmentId: string) {
  const found = await findAssignment(tx, scope, assignmentId)
  return found && (await isWithin(tx, scope, found.committeeId)) ? found : null
}

/** Ends the assignment of one who supports or follows, before a day. Refuses what `checkEnd` refuses, NOT_FOUND, changed-meanwhile. */
export function endAssignment(db: Database, scope: Scope, order: Order & { readonly on: LegalDay }): Promise<Answer> {
  const { requestId, assignmentId, version, on } = order
  const act = { requestId, useCase: 'organizations.end-assignment', permissions }
  return actOnce<Answer>(db, scope, act, async (tx) => {
    const current = await findOwn(tx, scope, assignmentId)
    if (!current) return refuse({ code: 'NOT_FOUND' })
    const lawful = checkEnd(current, on)
    if (!lawful.ok) return lawful
    const ended = await writeEnd(tx, scope, { assignmentId, version, validTo: on, handedOver: null })
    return ended ? ok({ assignmentId }) : refuse({ code: 'changed-meanwhile' })
  })
}

/**
 * Takes back an assignment that has not begun; whoever was to hand over stays in charge. Refuses what `checkTakeBack` refuses,
 * NOT_FOUND, changed-meanwhile.
 */
export function takeBackAssignment(
  db: Database,
  scope: Scope,
  order: Order & { readonly today: LegalDay },
): Promise<Answer> {
  const { requestId, assignmentId, version, today } = order
  const act = { requestId, useCase: 'organizations.take-back-assignment', permissions }
  return actOnce<Answer>(db, scope, act, async (tx) => {
    const current = await findOwn(tx, scope, assignmentId)
    if (!current) return refuse({ code: 'NOT_FOUND' })
    const lawful = checkTakeBack(current, today)
    if (!lawful.ok) return lawful
    const { validFrom, validTo, kind, targetId } = current
    if (!(await writeEnd(tx, scope, { assignmentId, version, validTo: validFrom, handedOver: null }))) {
      return refuse({ code: 'changed-meanwhile' })
    }
    // A planned hand-over begins where somebody else ends: that one goes on to where the planned one would have gone.
    const before = (await listAssignmentsOfTarget(tx, scope, targetId)).find(
      (one) => one.kind === kind && one.handedOver !== null && one.validTo === validFrom && one.validFrom < one.validTo,
    )
    if (before) {
      const reopened = { assignmentId: before.assignmentId, version: before.version, validTo, handedOver: null }
      if (!(await writeEnd(tx, scope, reopened))) return refuse({ code: 'changed-meanwhile' })
    }
    return ok({ assignmentId })
  })
}
