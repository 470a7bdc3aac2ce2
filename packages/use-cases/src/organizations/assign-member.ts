import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findAccountsOfName, listAssignmentsOfTarget } from '@nq15/db/organizations/assignment.read'
import { insertAssignments } from '@nq15/db/organizations/assignment.write'
import type { Scope } from '@nq15/db/scope'
import { type Assign, type AssignmentRefused, checkAssign } from '@nq15/domain/organizations'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { findAssignmentTarget, type TargetId } from './assignment-target.ts'

type NotFound = { readonly code: 'NOT_FOUND' }

/**
 * Assigns a committee's member to an area or a Party organization from a day on, until the end of its life. The committee is
 * the one directly above it and must be the actor's to arrange. Refuses what `checkAssign` refuses, NO_COMMITTEE,
 * NO_ACCOUNT_OF_NAME, SEVERAL_ACCOUNTS, NOT_FOUND.
 */
export function assignMember(
  db: Database,
  scope: Scope,
  { requestId, target, command }: { requestId: string; target: TargetId; command: Assign },
): Promise<Result<{ assignmentId: string }, AssignmentRefused | NotFound>> {
  const act = { requestId, useCase: 'organizations.assign-member', permissions: ['organization:write'] as const }
  return actOnce<Result<{ assignmentId: string }, AssignmentRefused | NotFound>>(db, scope, act, async (tx) => {
    const found = await findAssignmentTarget(tx, scope, { target, day: command.validFrom })
    if (!found) return refuse({ code: 'NOT_FOUND' })
    if (found.committeeId === null) return refuse({ code: 'NO_COMMITTEE' })
    const periods = await listAssignmentsOfTarget(tx, scope, found.targetId)
    const lawful = checkAssign(command, { life: found.life, periods })
    if (!lawful.ok) return lawful
    const account = await accountOf(tx, scope, command)
    if (!account.ok) return account
    const assignmentId = newId()
    const { kind, holderName, holderPost, decisionNumber, decidedOn, validFrom } = command
    await insertAssignments(tx, scope, [
      {
        assignmentId,
        organizationId: found.organizationId,
        areaId: found.areaId,
        committeeId: found.committeeId,
        kind,
        holderName,
        holderPost,
        holderUserId: account.value,
        decisionNumber,
        decidedOn: decidedOn === '' ? null : decidedOn,
        validFrom,
        until: found.life.to,
      },
    ])
    return ok({ assignmentId })
  })
}

/** The account in use that carries the holder's name, when one is asked for; refuses NO_ACCOUNT_OF_NAME, SEVERAL_ACCOUNTS. */
export async function accountOf(
  tx: Tx,
  scope: Scope,
  { withAccount, holderName }: Pick<Assign, 'withAccount' | 'holderName'>,
): Promise<Result<string | null, AssignmentRefused>> {
  if (withAccount === '') return ok(null)
  const [account, another] = await findAccountsOfName(tx, scope, holderName)
  if (account === undefined) return refuse({ code: 'NO_ACCOUNT_OF_NAME' })
  return another === undefined ? ok(account) : refuse({ code: 'SEVERAL_ACCOUNTS' })
}
