import { z } from 'zod'
import { type LegalDay, legalDayField, ok, type Result, refuse, textField } from '../shared/index.ts'
import { findPersonMarks, textsOf } from './find-person-marks.ts'

/** Seats of Steering Committee 15 and of the group that helps it (weak units, section 1.5). */
export const steeringRoles = ['head', 'deputy', 'member', 'helper'] as const
export type SteeringRole = (typeof steeringRoles)[number]

/** When the committee meets: the start of these months, as reported of the city's committee in 2018; the owner may set others. */
export const steeringCalendar = {
  code: 'steering-1',
  months: [3, 6, 9, 12],
  inForce: { from: '2017-01-01', until: null },
  source: 'weak-units:0 (7), 1.5, 15 (W8)',
  confidence: 'S',
} as const

/** Where a meeting stands. */
export const meetingStates = ['planned', 'held', 'concluded', 'dropped'] as const
export type MeetingState = (typeof meetingStates)[number]
/** What happens to a meeting, and to its conclusions. */
export const steeringEvents = ['postpone', 'drop', 'hold', 'add-conclusion', 'conclude', 'finish', 'extend'] as const
export type SteeringEvent = (typeof steeringEvents)[number]
/** Who may do it: who prepares meetings, or the committee that decides. */
export type SteeringHand = 'work' | 'decide'

/** Every step there is, each with where it is written; what is not listed here is refused. */
export const steeringTransitions: readonly {
  readonly from: readonly MeetingState[]
  readonly event: SteeringEvent
  readonly by: SteeringHand
  readonly to: MeetingState | 'same'
  readonly cites: string
}[] = [
  { from: ['planned'], event: 'postpone', by: 'work', to: 'same', cites: 'weak-units:1.5' },
  { from: ['planned'], event: 'drop', by: 'decide', to: 'dropped', cites: 'weak-units:1.5' },
  { from: ['planned'], event: 'hold', by: 'work', to: 'held', cites: 'weak-units:1.5, 15' },
  { from: ['held'], event: 'add-conclusion', by: 'work', to: 'same', cites: 'weak-units:1.5' },
  { from: ['held'], event: 'conclude', by: 'decide', to: 'concluded', cites: 'weak-units:1.5, 14' },
  { from: ['concluded'], event: 'finish', by: 'work', to: 'same', cites: 'weak-units:1.5' },
  { from: ['concluded'], event: 'extend', by: 'decide', to: 'same', cites: 'weak-units:1.5' },
]

/** The row of the table for an event in a state, or undefined where there is none. */
export const steeringTransition = (state: MeetingState, event: SteeringEvent) =>
  steeringTransitions.find((row) => row.event === event && row.from.includes(state))

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const prose = (longest: number) =>
  z
    .string()
    .transform((typed) => typed.normalize('NFC').trim())
    .pipe(z.string().min(1).max(longest))

/** A seat as a decision gives it: a post, never a name. */
export const newSeatSchema = z.strictObject({
  organizationId: z.uuid(),
  role: z.enum(steeringRoles),
  post: text(160),
  since: legalDayField,
  number: text(60),
})
export type NewSeat = Readonly<z.infer<typeof newSeatSchema>>
/** The end of a seat: from this day on it is held no more. */
export const endSeatSchema = z.strictObject({ until: legalDayField, number: text(60) })
export type EndSeat = Readonly<z.infer<typeof endSeatSchema>>

/** A meeting as it is planned. */
export const newMeetingSchema = z.strictObject({
  organizationId: z.uuid(),
  planOn: legalDayField,
  place: text(200),
  agenda: prose(4_000),
})
export type NewMeeting = Readonly<z.infer<typeof newMeetingSchema>>

/** Every act on a meeting with what it needs; the form fields are these keys. Owners are posts or bodies. */
export const steeringActSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('postpone'), planOn: legalDayField, reason: text(500) }),
  z.strictObject({ event: z.literal('drop'), reason: text(500) }),
  z.strictObject({
    event: z.literal('hold'),
    heldOn: legalDayField,
    present: z.coerce.number().pipe(z.int().min(1).max(500)),
  }),
  z.strictObject({ event: z.literal('add-conclusion'), text: text(500), owner: text(160), dueOn: legalDayField }),
  z.strictObject({ event: z.literal('conclude'), number: text(60), decidedOn: legalDayField, summary: prose(4_000) }),
  z.strictObject({ event: z.literal('finish'), conclusionId: z.uuid(), doneOn: legalDayField, result: text(500) }),
  z.strictObject({ event: z.literal('extend'), conclusionId: z.uuid(), dueOn: legalDayField, reason: text(500) }),
])
export type SteeringAct = Readonly<z.infer<typeof steeringActSchema>>

export const steeringGuards = [
  'NAMES_A_PERSON',
  'HEAD_TAKEN',
  'SEAT_TAKEN',
  'SEAT_ENDED',
  'UNTIL_NOT_LATER',
  'DAY_AHEAD',
  'PLAN_IN_PAST',
  'CONCLUSION_MISSING',
  'CONCLUSION_DONE',
  'CONCLUDED_BEFORE_HELD',
  'DONE_BEFORE_HELD',
  'NEW_DAY_NOT_LATER',
  'DUE_BEFORE_HELD',
] as const
export type SteeringGuard = (typeof steeringGuards)[number]
export type SteeringFinding = { readonly code: SteeringGuard; readonly condition?: string }
export type SteeringRefusal =
  | { readonly code: 'NO_SUCH_STEP' }
  | { readonly code: 'STEERING_REFUSED'; readonly findings: readonly SteeringFinding[] }

const when = (holds: boolean, code: SteeringGuard, condition?: string): SteeringFinding[] =>
  holds ? [{ code, ...(condition === undefined ? {} : { condition }) }] : []
const named = (said: unknown): SteeringFinding[] =>
  findPersonMarks(textsOf(said)).map((condition) => ({ code: 'NAMES_A_PERSON', condition }))

/** A seat as it was held: from a day, until a day that no longer counts. */
export type SeatFacts = {
  readonly role: SteeringRole
  readonly post: string
  readonly since: LegalDay
  readonly until: LegalDay | null
}

/** Who sat on the committee on a day. */
export const seatsOn = <Seat extends SeatFacts>(seats: readonly Seat[], day: LegalDay): readonly Seat[] =>
  seats.filter(({ since, until }) => since <= day && (until === null || day < until))

/** What is wrong with a new seat beside those there are: one head at a time, and no post sits twice. */
export function judgeNewSeat(said: NewSeat, seats: readonly SeatFacts[]): readonly SteeringFinding[] {
  const beside = seats.filter(({ until }) => until === null || said.since < until)
  return [
    ...named(said),
    ...when(said.role === 'head' && beside.some(({ role }) => role === 'head'), 'HEAD_TAKEN'),
    ...when(
      beside.some(({ post }) => post.toLowerCase() === said.post.toLowerCase()),
      'SEAT_TAKEN',
    ),
  ]
}

/** What is wrong with ending a seat. */
export const judgeSeatEnd = (seat: SeatFacts, said: EndSeat): readonly SteeringFinding[] => [
  ...named(said),
  ...when(seat.until !== null, 'SEAT_ENDED'),
  ...when(said.until <= seat.since, 'UNTIL_NOT_LATER'),
]

/** What is wrong with a meeting as it is planned. */
export const judgeNewMeeting = (said: NewMeeting, today: LegalDay): readonly SteeringFinding[] => [
  ...named(said),
  ...when(said.planOn < today, 'PLAN_IN_PAST'),
]

/** A meeting as the rules read it. */
export type MeetingFacts = {
  readonly state: MeetingState
  readonly heldOn: LegalDay | null
  readonly conclusions: readonly {
    readonly conclusionId: string
    readonly dueOn: LegalDay
    readonly doneOn: LegalDay | null
  }[]
}

/** Judges one act on a meeting by the table and all its guards at once; the answer is where it stands afterwards. */
export function stepMeeting(
  facts: MeetingFacts,
  act: SteeringAct,
  today: LegalDay,
): Result<{ readonly from: MeetingState; readonly to: MeetingState }, SteeringRefusal> {
  const row = steeringTransition(facts.state, act.event)
  if (!row) return refuse({ code: 'NO_SUCH_STEP' })
  const findings = [...named(act), ...judgeAct(facts, act, today)]
  if (findings.length > 0) return refuse({ code: 'STEERING_REFUSED', findings })
  return ok({ from: facts.state, to: row.to === 'same' ? facts.state : row.to })
}

function judgeAct({ heldOn, conclusions }: MeetingFacts, act: SteeringAct, today: LegalDay): SteeringFinding[] {
  const held = heldOn ?? today
  switch (act.event) {
    case 'postpone':
      return when(act.planOn < today, 'PLAN_IN_PAST')
    case 'drop':
      return []
    case 'hold':
      return when(act.heldOn > today, 'DAY_AHEAD')
    case 'add-conclusion':
      return when(act.dueOn < held, 'DUE_BEFORE_HELD')
    case 'conclude':
      return [
        ...when(conclusions.length === 0, 'CONCLUSION_MISSING'),
        ...when(act.decidedOn > today, 'DAY_AHEAD'),
        ...when(act.decidedOn < held, 'CONCLUDED_BEFORE_HELD'),
      ]
    case 'finish':
    case 'extend': {
      const one = conclusions.find(({ conclusionId }) => conclusionId === act.conclusionId)
      const about = [
        ...when(one === undefined, 'CONCLUSION_MISSING'),
        ...when(one !== undefined && one.doneOn !== null, 'CONCLUSION_DONE'),
      ]
      if (act.event === 'extend')
        return [...about, ...when(one !== undefined && act.dueOn <= one.dueOn, 'NEW_DAY_NOT_LATER')]
      return [...about, ...when(act.doneOn > today, 'DAY_AHEAD'), ...when(act.doneOn < held, 'DONE_BEFORE_HELD')]
    }
  }
}

/** How a meeting that is owed stands on a day. */
export type OwedMeeting = {
  readonly month: string
  readonly meetingId: string | null
  readonly state: 'held' | 'planned' | 'due' | 'late' | 'ahead'
}

/**
 * The meetings of a year by the months in which they are owed: held or planned in that month, else due while the month runs, late
 * once it is over and ahead before it begins. A dropped meeting is none.
 */
export function meetingsOwed(
  meetings: readonly {
    readonly meetingId: string
    readonly state: MeetingState
    readonly planOn: LegalDay
    readonly heldOn: LegalDay | null
  }[],
  { year, today }: { readonly year: number; readonly today: LegalDay },
): readonly OwedMeeting[] {
  return steeringCalendar.months.map((number) => {
    const month = `${year}-${String(number).padStart(2, '0')}`
    const found = meetings.find(
      ({ state, planOn, heldOn }) => state !== 'dropped' && (heldOn ?? planOn).slice(0, 7) === month,
    )
    const now = today.slice(0, 7)
    if (found?.heldOn) return { month, meetingId: found.meetingId, state: 'held' }
    if (found && found.planOn >= today) return { month, meetingId: found.meetingId, state: 'planned' }
    return { month, meetingId: found?.meetingId ?? null, state: now > month ? 'late' : now === month ? 'due' : 'ahead' }
  })
}
