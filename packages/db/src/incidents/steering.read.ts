import { meetingStates, steeringRoles } from '@nq15/domain/incidents'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const named = Prisma.sql`join lateral (select v.name from organization_version v where v.organization_id = x.organization_id
  order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true`

const seat = z.object({
  seatId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  role: z.enum(steeringRoles),
  post: z.string(),
  since: z.string(),
  until: z.string().nullable(),
  number: z.string(),
  endNumber: z.string().nullable(),
  version: z.number(),
})
/** A seat as it was held. Days are legal days; `until` no longer counts. */
export type SeatRow = z.infer<typeof seat>

/** The seats within the scope through all time, heads first; of one committee where it is given. */
export async function listSeats(
  tx: Tx,
  scope: Scope,
  { organizationId = null }: { readonly organizationId?: string | null } = {},
): Promise<SeatRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "seatId", x.organization_id::text as "organizationId", n.name as "organizationName", x.role, x.post,
        ${day('x.since')} as since, ${day('x.until')} as until, x.number, x.end_number as "endNumber", x.version
      from steering_seat x ${named}
     where (${organizationId}::uuid is null or x.organization_id = ${organizationId}::uuid) and ${withinReach(scope)}
     order by "organizationName", array_position(array['head', 'deputy', 'member', 'helper'], x.role), x.since, x.post`
  return rows.map((one) => seat.parse(one))
}

const meeting = z.object({
  meetingId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  planOn: z.string(),
  place: z.string(),
  agenda: z.string(),
  state: z.enum(meetingStates),
  heldOn: z.string().nullable(),
  present: z.number().nullable(),
  conclusionNumber: z.string().nullable(),
  concludedOn: z.string().nullable(),
  summary: z.string(),
  version: z.number(),
})
/** A meeting as it stands. */
export type MeetingRow = z.infer<typeof meeting>

const meetings = Prisma.sql`select x.id::text as "meetingId", x.organization_id::text as "organizationId", n.name as "organizationName",
    ${day('x.plan_on')} as "planOn", x.place, x.agenda, x.state, ${day('x.held_on')} as "heldOn", x.present,
    x.conclusion_number as "conclusionNumber", ${day('x.concluded_on')} as "concludedOn", x.summary, x.version
  from steering_meeting x ${named}`

/** The meetings within the scope, the newest first. */
export async function listMeetings(tx: Tx, scope: Scope, { limit }: { readonly limit: number }): Promise<MeetingRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${meetings} where ${withinReach(scope)} order by coalesce(x.held_on, x.plan_on) desc, x.id limit ${limit}`
  return rows.map((one) => meeting.parse(one))
}

/** One meeting within the scope; null when it is not there for the reader. */
export async function findMeeting(tx: Tx, scope: Scope, meetingId: string): Promise<MeetingRow | null> {
  if (!isId(meetingId)) return null
  const rows = await tx.$queryRaw<unknown[]>`${meetings} where x.id = ${meetingId}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : meeting.parse(rows[0])
}

const conclusion = z.object({
  conclusionId: z.string(),
  meetingId: z.string(),
  organizationName: z.string(),
  position: z.number(),
  text: z.string(),
  owner: z.string(),
  firstDueOn: z.string(),
  dueOn: z.string(),
  doneOn: z.string().nullable(),
  result: z.string(),
  isConcluded: z.boolean(),
})
/** What a meeting concluded; `isConcluded` once the conclusion was signed. */
export type ConclusionRow = z.infer<typeof conclusion>
const conclusions = Prisma.sql`select x.id::text as "conclusionId", x.meeting_id::text as "meetingId", n.name as "organizationName", x.position,
    x.text, x.owner, ${day('x.first_due_on')} as "firstDueOn", ${day('x.due_on')} as "dueOn", ${day('x.done_on')} as "doneOn", x.result,
    m.state = 'concluded' as "isConcluded"
  from steering_conclusion x join steering_meeting m on m.id = x.meeting_id ${named}`

/** The conclusions of a meeting within the scope, in their order. */
export async function listConclusionsOf(tx: Tx, scope: Scope, meetingId: string): Promise<ConclusionRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${conclusions} where x.meeting_id = ${meetingId}::uuid and ${withinReach(scope)} order by x.position`
  return rows.map((one) => conclusion.parse(one))
}

/** The conclusions within the scope that are signed and not done, the earliest due first. */
export async function listOpenConclusions(
  tx: Tx,
  scope: Scope,
  { limit }: { readonly limit: number },
): Promise<ConclusionRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${conclusions} where m.state = 'concluded' and x.done_on is null and ${withinReach(scope)} order by x.due_on, x.id limit ${limit}`
  return rows.map((one) => conclusion.parse(one))
}

const step = z.object({
  event: z.string(),
  actorName: z.string(),
  onDay: z.string(),
  detail: z.record(z.string(), z.unknown()),
})
/** A step of a meeting as it was taken. */
export type SteeringStepRow = z.infer<typeof step>

/** Every step of a meeting within the scope, the newest first. */
export async function listSteeringSteps(tx: Tx, scope: Scope, meetingId: string): Promise<SteeringStepRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.event, x.actor_name as "actorName", ${day('x.on_day')} as "onDay", x.detail
      from steering_step x where x.meeting_id = ${meetingId}::uuid and ${withinReach(scope)} order by x.position desc`
  return rows.map((one) => step.parse(one))
}

/** What a steering committee did in a time: meetings held, conclusions made in it, how many of these were done and done in time. */
export type SteeringCounts = {
  readonly organizationId: string
  readonly held: number
  readonly conclusions: number
  readonly done: number
  readonly doneInTime: number
  /** Due before the second day, of any time, and not done by then. */
  readonly overdue: number
}

/** What each steering committee within the scope did from one day until another that no longer counts, by the days things happened. */
export async function countSteering(
  tx: Tx,
  scope: Scope,
  { from, to }: { readonly from: LegalDay; readonly to: LegalDay },
): Promise<SteeringCounts[]> {
  return tx.$queryRaw<SteeringCounts[]>`
    select x.organization_id::text as "organizationId",
        count(distinct x.id) filter (where x.held_on >= ${from}::date and x.held_on < ${to}::date)::int as held,
        count(c.id) filter (where x.concluded_on >= ${from}::date and x.concluded_on < ${to}::date)::int as conclusions,
        count(c.id) filter (where x.concluded_on >= ${from}::date and x.concluded_on < ${to}::date and c.done_on < ${to}::date)::int as done,
        count(c.id) filter (where x.concluded_on >= ${from}::date and x.concluded_on < ${to}::date and c.done_on < ${to}::date
          and c.done_on <= c.first_due_on)::int as "doneInTime",
        count(c.id) filter (where x.concluded_on < ${to}::date and c.due_on < ${to}::date and (c.done_on is null or c.done_on >= ${to}::date))::int as overdue
      from steering_meeting x left join steering_conclusion c on c.meeting_id = x.id
     where ${withinReach(scope)} group by 1 order by 1`
}
