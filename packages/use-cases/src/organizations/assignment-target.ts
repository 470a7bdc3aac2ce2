import type { Tx } from '@nq15/db/client'
import { findAreaById, listBodiesOfArea } from '@nq15/db/organizations/area.read'
import { findCommitteeAbove, findOrganizationLife } from '@nq15/db/organizations/assignment.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { addDays } from '@nq15/domain/calendar'
import type { LegalDay } from '@nq15/domain/shared'

/** What somebody is assigned to: an area, or a Party organization. */
export type TargetId =
  | { readonly areaId: string; readonly organizationId?: undefined }
  | { readonly organizationId: string; readonly areaId?: undefined }

/** The target on a day: whose it is, how long it lives, and which committee assigns for it (null: none, or not this actor's). */
export type AssignmentTarget = {
  readonly targetId: string
  readonly areaId: string | null
  readonly organizationId: string
  readonly life: { readonly from: LegalDay; readonly to: LegalDay }
  readonly committeeId: string | null
}

/** Finds what somebody is to be assigned to; null when unknown, outside the scope, or without a Party organization that day. */
export async function findAssignmentTarget(
  tx: Tx,
  scope: Scope,
  { target, day }: { target: TargetId; day: LegalDay },
): Promise<AssignmentTarget | null> {
  const area = target.areaId === undefined ? null : await findAreaById(tx, scope, target.areaId)
  const life =
    target.areaId === undefined
      ? await findOrganizationLife(tx, scope, target.organizationId)
      : area && { from: area.validFrom, to: area.validTo }
  if (!life) return null
  // On a day outside its life the same code names another area, and that one's committee.
  const on = day < life.from ? life.from : day >= life.to ? addDays(life.to, -1) : day
  const bodies = area ? await listBodiesOfArea(tx, scope, { code: area.code, day: on }) : []
  const organizationId = target.organizationId ?? bodies.find(({ side }) => side === 'party')?.organizationId
  if (organizationId === undefined || !(await isWithin(tx, scope, organizationId))) return null
  const above = await findCommitteeAbove(tx, scope, { organizationId, day: on })
  const committeeId = above !== null && (await isWithin(tx, scope, above)) ? above : null
  return { targetId: area?.areaId ?? organizationId, areaId: area?.areaId ?? null, organizationId, life, committeeId }
}
