import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Tx } from '@nq15/db/client'
import { findMeeting } from '@nq15/db/ratings/meeting.read'
import type { Scope } from '@nq15/db/scope'
import { checkDraft, type DraftFault } from '@nq15/domain/ratings'

type Of = { readonly campaignId: string; readonly organizationId: string; readonly year: number }

/** What is wrong with the sending of a cell's draft report by its minutes; null while they name no day of the meeting. */
export async function judgeDraft(tx: Tx, scope: Scope, { year, ...of }: Of): Promise<DraftFault | null> {
  const meeting = await findMeeting(tx, scope, of)
  return meeting && checkDraft(meeting, { year, calendar: await readCalendar(tx, scope) })
}
