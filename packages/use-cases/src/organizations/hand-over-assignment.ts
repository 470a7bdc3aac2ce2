import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findAssignment } from '@nq15/db/organizations/assignment.read'
import { endAssignment, insertAssignments } from '@nq15/db/organizations/assignment.write'
import type { Scope } from '@nq15/db/scope'
import { type AssignmentRefused, checkHandOver, type HandOver } from '@nq15/domain/organizations'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { accountOf } from './assign-member.ts'
import { findAssignmentTarget } from './assignment-target.ts'
import { listOpenMatters, type OpenMatters } from './open-matters.ts'

type Refused = AssignmentRefused | { readonly code: 'NOT_FOUND' } | { readonly code: 'changed-meanwhile' }

/**
 * Passes an assignment to another person: closes the one and opens the next on the same day in one transaction, and keeps with
 * the old one what was open then. The day belongs to the successor. Refuses what `checkHandOver` refuses, NO_COMMITTEE,
 * NO_ACCOUNT_OF_NAME, SEVERAL_ACCOUNTS, NOT_FOUND, changed-meanwhile.
 */
export function handOverAssignment(
  db: Database,
  scope: Scope,
  order: { requestId: string; assignmentId: string; version: number; command: HandOver },
): Promise<Result<{ assignmentId: string; openMatters: readonly OpenMatters[] }, Refused>> {
  const { requestId, assignmentId, version, command } = order
  const act = { requestId, useCase: 'organizations.hand-over-assignment', permissions: ['organization:write'] as const }
  type Answer = Result<{ assignmentId: string; openMatters: readonly OpenMatters[] }, Refused>
  return actOnce<Answer>(db, scope, act, async (tx) => {
    const current = await findAssignment(tx, scope, assignmentId)
    if (!current) return refuse({ code: 'NOT_FOUND' })
    const target = current.areaId === null ? { organizationId: current.organizationId } : { areaId: current.areaId }
    const found = await findAssignmentTarget(tx, scope, { target, day: command.on })
    if (!found) return refuse({ code: 'NOT_FOUND' })
    if (found.committeeId === null) return refuse({ code: 'NO_COMMITTEE' })
    const lawful = checkHandOver(command, { life: found.life, current })
    if (!lawful.ok) return lawful
    const account = await accountOf(tx, scope, command)
    if (!account.ok) return account
    const openMatters = await listOpenMatters(tx, scope, { organizationId: found.organizationId, day: command.on })
    const ending = { assignmentId, version, validTo: command.on, handedOver: openMatters }
    if (!(await endAssignment(tx, scope, ending))) return refuse({ code: 'changed-meanwhile' })
    const next = newId()
    const { holderName, holderPost, decisionNumber, decidedOn, on } = command
    await insertAssignments(tx, scope, [
      {
        assignmentId: next,
        organizationId: found.organizationId,
        areaId: found.areaId,
        committeeId: found.committeeId,
        kind: current.kind,
        holderName,
        holderPost,
        holderUserId: account.value,
        decisionNumber,
        decidedOn: decidedOn === '' ? null : decidedOn,
        validFrom: on,
        until: found.life.to,
      },
    ])
    if (current.areaId !== null) {
      await emit(tx, scope, {
        type: 'organizations.area-handed-over',
        organizationId: found.organizationId,
        recordTable: 'area_assignment',
        recordId: next,
        payload: {
          areaId: current.areaId,
          onDay: on,
          ...(current.holderUserId === null ? {} : { fromUserId: current.holderUserId }),
          ...(account.value === null ? {} : { userId: account.value }),
        },
      })
    }
    return ok({ assignmentId: next, openMatters })
  })
}
