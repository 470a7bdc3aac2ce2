import type { Database } from '@nq15/db/client'
import {
  type ConclusionRow,
  findMeeting,
  listConclusionsOf,
  listMeetings,
  listOpenConclusions,
  listSeats,
  listSteeringSteps,
  type MeetingRow,
  type SeatRow,
  type SteeringStepRow,
} from '@nq15/db/incidents/steering.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { meetingsOwed, type OwedMeeting, seatsOn } from '@nq15/domain/incidents'
import type { LegalDay } from '@nq15/domain/shared'

type Late = { readonly isLate: boolean }
/** The committee of a day, every seat through time, meetings owed and held, and what their conclusions still ask. */
export type SteeringPage = {
  readonly today: LegalDay
  readonly asOf: LegalDay
  readonly seats: readonly SeatRow[]
  readonly former: readonly SeatRow[]
  readonly meetings: readonly Pick<
    MeetingRow,
    'meetingId' | 'organizationName' | 'planOn' | 'heldOn' | 'state' | 'conclusionNumber'
  >[]
  /** By committee: the meetings of this year by the months in which they are owed. */
  readonly owed: readonly {
    readonly organizationId: string
    readonly organizationName: string
    readonly months: readonly OwedMeeting[]
  }[]
  readonly open: readonly (ConclusionRow & Late)[]
}

/** Reads what a reader may see of steering committees, their members as of a day. */
export async function readSteering(
  db: Database,
  scope: Scope,
  { asOf, now }: { readonly asOf: LegalDay | null; readonly now: Date },
): Promise<SteeringPage> {
  const today = todayInHanoi(now)
  const day = asOf ?? today
  return db.asReader(scope, async (tx) => {
    const all = await listSeats(tx, scope)
    const meetings = await listMeetings(tx, scope, { limit: 200 })
    const open = await listOpenConclusions(tx, scope, { limit: 200 })
    const committees = new Map(
      [...all, ...meetings].map(({ organizationId, organizationName }) => [organizationId, organizationName]),
    )
    const sitting = new Set(seatsOn(all, day).map(({ seatId }) => seatId))
    return {
      ...{ today, asOf: day },
      seats: all.filter(({ seatId }) => sitting.has(seatId)),
      former: all.filter(({ seatId }) => !sitting.has(seatId)),
      meetings: meetings.map(({ meetingId, organizationName, planOn, heldOn, state, conclusionNumber }) => ({
        ...{ meetingId, organizationName, planOn, heldOn, state, conclusionNumber },
      })),
      owed: [...committees].map(([organizationId, organizationName]) => ({
        ...{ organizationId, organizationName },
        months: meetingsOwed(
          meetings.filter((one) => one.organizationId === organizationId),
          { year: Number(today.slice(0, 4)), today },
        ),
      })),
      open: open.map((one) => ({ ...one, isLate: one.dueOn < today })),
    }
  })
}

/** One meeting with everything its page and its papers need. */
export type MeetingPage = {
  readonly today: LegalDay
  readonly meeting: MeetingRow
  /** Who sat on the committee on the day of the meeting, for the invitation and the conclusion. */
  readonly seats: readonly SeatRow[]
  readonly conclusions: readonly (ConclusionRow & Late)[]
  readonly steps: readonly SteeringStepRow[]
}

/** Reads one meeting for whoever may see its committee; null else. */
export async function readMeeting(
  db: Database,
  scope: Scope,
  { meetingId, now }: { readonly meetingId: string; readonly now: Date },
): Promise<MeetingPage | null> {
  const today = todayInHanoi(now)
  return db.asReader(scope, async (tx) => {
    const meeting = await findMeeting(tx, scope, meetingId)
    if (!meeting) return null
    const { organizationId, heldOn, planOn } = meeting
    const seats = await listSeats(tx, scope, { organizationId })
    const conclusions = await listConclusionsOf(tx, scope, meetingId)
    return {
      ...{ today, meeting, seats: seatsOn(seats, heldOn ?? planOn) },
      conclusions: conclusions.map((one) => ({ ...one, isLate: one.doneOn === null && one.dueOn < today })),
      steps: await listSteeringSteps(tx, scope, meetingId),
    }
  })
}
