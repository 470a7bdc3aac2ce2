import type { Database } from '@nq15/db/client'
import { findDisciplineRecord } from '@nq15/db/members/discipline.read'
import { storeDutyLink } from '@nq15/db/members/discipline.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import type { StateDutyLink } from '@nq15/domain/members'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'

export type StateDutyLinkRefusal = {
  readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'OWN_RECORD' | 'SAID_BY_PROCEEDING' | 'VIOLATED_AFTER_DECISION'
}

type Command = {
  readonly requestId: string
  readonly recordId: string
  readonly version: number
  readonly link: StateDutyLink
}

/**
 * Types from a paper whether a member's discipline is linked to duty, for `member:write` over his cell: nobody does it of
 * himself, and what the decision of a proceeding said is not typed over.
 */
export async function stateDutyLink(
  db: Database,
  scope: Scope,
  { requestId, recordId, version, link }: Command,
): Promise<Result<{ readonly memberId: string }, StateDutyLinkRefusal>> {
  const act = { requestId, useCase: 'state-duty-link', permissions: ['member:write'] } as const
  return actOnce<Result<{ readonly memberId: string }, StateDutyLinkRefusal>>(db, scope, act, async (tx) => {
    const found = await findDisciplineRecord(tx, scope, recordId)
    if (!found || !(await isWithin(tx, scope, found.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (found.memberId === scope.actor.memberId) return refuse({ code: 'OWN_RECORD' })
    if (found.saidByProceeding) return refuse({ code: 'SAID_BY_PROCEEDING' })
    if (link.violatedOn !== null && link.violatedOn > found.decidedOn)
      return refuse({ code: 'VIOLATED_AFTER_DECISION' })
    const stored = found.version === version && (await storeDutyLink(tx, scope, { id: recordId, version, link }))
    return stored ? ok({ memberId: found.memberId }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
