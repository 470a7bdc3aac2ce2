import type { MeetingPatch, MeetingPersonPatch } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import type { RatingCaseRow } from './case.read.ts'

type OfCell = { readonly campaignId: string; readonly organizationId: string }
type Defined<Patch> = { [Name in keyof Patch]: Exclude<Patch[Name], undefined> }
const writer = ({ actor }: Scope) => ({ enteredBy: actor.userId, enteredByName: actor.name })

/** Opens the minutes of a cell if there are none yet; answers their id. */
export async function openMeeting(tx: Tx, scope: Scope, of: OfCell): Promise<string> {
  const { campaignId, organizationId } = of
  await tx.ratingMeeting.createMany({
    data: { id: newId(), campaignId, organizationId, ...writer(scope) },
    skipDuplicates: true,
  })
  const row = await tx.ratingMeeting.findUniqueOrThrow({
    where: { campaignId_organizationId: { campaignId, organizationId } },
    select: { id: true },
  })
  return row.id
}

/** Stores typed fields of the minutes' head; answers the new version, or null when changed meanwhile. */
export async function saveMeeting(
  tx: Tx,
  scope: Scope,
  { id, version, patch, at }: { id: string; version: number; patch: Defined<MeetingPatch>; at: Date },
): Promise<number | null> {
  const { heldOn, draftSentOn, ...fields } = patch
  const { count } = await tx.ratingMeeting.updateMany({
    where: { id, version },
    data: {
      ...fields,
      ...(heldOn === undefined ? {} : { heldOn: heldOn && dateOf(heldOn) }),
      ...(draftSentOn === undefined ? {} : { draftSentOn: draftSentOn && dateOf(draftSentOn) }),
      ...writer(scope),
      version: { increment: 1 },
      updatedAt: at,
    },
  })
  return count === 1 ? version + 1 : null
}

type SavePerson = {
  readonly meetingId: string
  readonly of: Pick<RatingCaseRow, 'id' | 'organizationId' | 'memberId'>
  readonly version: number
  readonly patch: Defined<MeetingPersonPatch>
  readonly at: Date
}

/** Stores what the minutes say of a person; answers the new version, or null when changed meanwhile. */
export async function saveMeetingPerson(
  tx: Tx,
  scope: Scope,
  { meetingId, of, version, patch, at }: SavePerson,
): Promise<number | null> {
  const data = { ...patch, ...writer(scope), updatedAt: at }
  if (version === 0) {
    const { id: caseId, organizationId, memberId } = of
    const { count } = await tx.ratingMeetingPerson.createMany({
      data: { id: newId(), meetingId, organizationId, caseId, memberId, ...data },
      skipDuplicates: true,
    })
    return count === 1 ? 1 : null
  }
  const { count } = await tx.ratingMeetingPerson.updateMany({
    where: { caseId: of.id, version },
    data: { ...data, version: { increment: 1 } },
  })
  return count === 1 ? version + 1 : null
}
