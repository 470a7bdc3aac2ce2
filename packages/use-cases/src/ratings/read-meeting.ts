import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { listCellCases } from '@nq15/db/ratings/case.read'
import { findCellFile } from '@nq15/db/ratings/cell-file.read'
import { findMeeting, type MeetingPersonRow, type MeetingRow } from '@nq15/db/ratings/meeting.read'
import type { Scope } from '@nq15/db/scope'
import {
  type AttendanceCounts,
  checkDraft,
  countAttendance,
  type DraftFault,
  isCellFileEditable,
} from '@nq15/domain/ratings'

/** The minutes of a cell's review meeting as its page and its paper show them. */
export type CellMeeting = {
  readonly campaignId: string
  readonly year: number
  readonly cellName: string
  readonly isOpen: boolean
  readonly meeting: Omit<MeetingRow, 'persons'> | null
  readonly persons: readonly {
    readonly caseId: string
    readonly name: string
    readonly position: number
    readonly notRated: boolean
    /** Null before anything was typed of him. */
    readonly row: MeetingPersonRow | null
  }[]
  /** What is wrong with the sending of the draft report, also when a reason stands beside it. */
  readonly draft: DraftFault | null
  /** Who is not rated counts only where the minutes name him. */
  readonly counts: AttendanceCounts
}

/** Reads the minutes of a year's review meeting, for `rating:work`, `rating:tally` and `rating:board`; null out of scope. */
export async function readMeeting(
  db: Database,
  scope: Scope,
  { year, organizationId }: { year: number; organizationId: string },
): Promise<CellMeeting | null> {
  if (!['rating:work', 'rating:tally', 'rating:board'].includes(scope.permission)) return null
  return db.asReader(scope, async (tx) => {
    const campaign = await findCampaignOfYear(tx, scope, year)
    const of = { campaignId: campaign?.id ?? '', organizationId }
    const file = campaign && (await findCellFile(tx, scope, of))
    if (!campaign || !file) return null
    const cases = await listCellCases(tx, scope, of)
    const found = await findMeeting(tx, scope, of)
    const { persons: rows = [], ...meeting } = found ?? {}
    const persons = cases.map((one) => ({
      ...{ caseId: one.id, name: one.fullName, position: one.positionInList, notRated: one.notRatedReason !== null },
      row: rows.find(({ caseId }) => caseId === one.id) ?? null,
    }))
    return {
      ...{ campaignId: campaign.id, year, cellName: file.name, persons },
      isOpen: campaign.state === 'open' && (file.state === 'not-started' || isCellFileEditable(file.state)),
      draft: found && checkDraft(found, { year, calendar: await readCalendar(tx, scope) }),
      meeting: found ? (meeting as Omit<MeetingRow, 'persons'>) : null,
      counts: countAttendance(
        persons
          .filter(({ notRated, row }) => !notRated || (row?.attendance ?? null) !== null)
          .map(({ row }) => ({ attendance: row?.attendance ?? null })),
      ),
    }
  })
}
