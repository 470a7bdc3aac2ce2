import { type Attendance, attendanceSchema } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** What the minutes say of one person. */
export type MeetingPersonRow = {
  readonly caseId: string
  readonly attendance: Attendance | null
  readonly absenceReason: string
  readonly opinions: string
  readonly committeeComment: string
  readonly version: number
}

/** The review meeting of a cell with its persons. */
export type MeetingRow = {
  readonly id: string
  readonly heldOn: LegalDay | null
  readonly beganAt: string | null
  readonly endedAt: string | null
  readonly place: string
  readonly chairName: string
  readonly secretaryName: string
  readonly guests: string
  readonly conclusions: string
  readonly draftWhat: string
  readonly draftSentTo: string
  readonly draftSentOn: LegalDay | null
  readonly draftLateReason: string
  readonly enteredByName: string
  readonly version: number
  readonly persons: readonly MeetingPersonRow[]
}

/** The minutes of a cell's review meeting; null before anything was typed and out of scope. */
export async function findMeeting(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<MeetingRow | null> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return null
  const row = await tx.ratingMeeting.findUnique({
    where: { campaignId_organizationId: { campaignId, organizationId } },
    include: { ratingMeetingPersons: true },
  })
  if (!row) return null
  const { ratingMeetingPersons: persons, heldOn, draftSentOn, ...meeting } = row
  return {
    ...meeting,
    heldOn: heldOn && dayOf(heldOn),
    draftSentOn: draftSentOn && dayOf(draftSentOn),
    persons: persons.map((one) => ({ ...one, attendance: attendanceSchema.nullable().parse(one.attendance) })),
  }
}
