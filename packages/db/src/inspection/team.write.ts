import type { ConflictCheck } from '@nq15/domain/inspection'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Takes somebody into a team with the check that was made; false when there is a lead already. */
export async function insertTeamMember(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly teamId: string
    readonly inspectionId: string
    readonly organizationId: string
    readonly name: string
    readonly post: string
    readonly isLead: boolean
    readonly userId: string | null
    readonly memberId: string | null
    readonly cleared: ConflictCheck
    readonly addedBy: string
    readonly addedByName: string
    readonly addedOn: LegalDay
  },
): Promise<boolean> {
  const { teamId, addedOn, cleared, ...rest } = of
  const { inspectionId } = of
  if (of.isLead && (await tx.inspectionTeam.count({ where: { inspectionId, isLead: true, leftOn: null } })) > 0)
    return false
  await tx.inspectionTeam.createMany({
    data: [{ ...rest, id: teamId, addedOn: dateOf(addedOn), cleared: { ...cleared, ties: [...cleared.ties] } }],
  })
  return true
}

/** Lets somebody leave a team, with the reason; false when he is not on it. */
export async function leaveTeam(
  tx: Tx,
  _scope: Scope,
  of: { readonly teamId: string; readonly inspectionId: string; readonly leftOn: LegalDay; readonly reason: string },
): Promise<boolean> {
  const { teamId, inspectionId, leftOn, reason } = of
  const { count } = await tx.inspectionTeam.updateMany({
    where: { id: teamId, inspectionId, leftOn: null },
    data: { leftOn: dateOf(leftOn), leftReason: reason },
  })
  return count === 1
}
