import type { AssignmentKind } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** An assignment to be kept; `until` is the end of its area's or organization's life. */
export type NewAssignment = {
  readonly assignmentId: string
  readonly organizationId: string
  readonly areaId: string | null
  readonly committeeId: string
  readonly kind: AssignmentKind
  readonly holderName: string
  readonly holderPost: string
  readonly holderUserId: string | null
  readonly decisionNumber: string
  readonly decidedOn: LegalDay | null
  readonly validFrom: LegalDay
  readonly until: LegalDay
}

/** Keeps assignments, set-wise; overlap, gaps and life are judged by the database, gaps when the transaction commits. */
export async function insertAssignments(tx: Tx, _scope: Scope, rows: readonly NewAssignment[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$executeRaw`
    insert into area_assignment (id, organization_id, area_id, target_id, committee_id, kind, holder_name, holder_post, holder_user_id,
        decision_number, decided_on, valid_from, valid_to)
    select r."assignmentId", r."organizationId", r."areaId", coalesce(r."areaId", r."organizationId"), r."committeeId", r.kind, r."holderName",
        r."holderPost", r."holderUserId", r."decisionNumber", r."decidedOn", r."validFrom", r."until"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("assignmentId" uuid, "organizationId" uuid, "areaId" uuid, "committeeId" uuid,
        kind text, "holderName" text, "holderPost" text, "holderUserId" uuid, "decisionNumber" text, "decidedOn" date, "validFrom" date,
        "until" date)`
}

/** Sets the end of an assignment, with what was open then; false when another change came first. */
export async function endAssignment(
  tx: Tx,
  _scope: Scope,
  ending: {
    readonly assignmentId: string
    readonly version: number
    readonly validTo: LegalDay
    readonly handedOver: readonly { readonly matter: string; readonly count: number }[] | null
  },
): Promise<boolean> {
  const { assignmentId, version, validTo, handedOver } = ending
  const changed = await tx.$executeRaw`
    update area_assignment set valid_to = ${validTo}::date, version = version + 1,
        handed_over = ${handedOver === null ? null : JSON.stringify(handedOver)}::jsonb
     where id = ${assignmentId}::uuid and version = ${version}`
  return changed === 1
}
