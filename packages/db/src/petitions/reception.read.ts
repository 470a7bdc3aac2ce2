import { headTypes, petitionKinds, refusalGrounds, sessionKinds, visitResults } from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { day, withinUnit } from './within-unit.ts'

const schedule = z.object({
  scheduleId: z.string(),
  organizationId: z.string(),
  head: z.enum(headTypes),
  month: z.string(),
  days: z.array(z.string()),
  place: z.string(),
  publishedOn: z.string(),
  publishedByName: z.string(),
  version: z.number(),
})
/** Published days of a head in a month. */
export type ScheduleRow = z.infer<typeof schedule>

/** The schedules of the unit from a month on, the newest month last. */
export async function listSchedules(tx: Tx, scope: Scope, { from }: { from: string }): Promise<ScheduleRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "scheduleId", x.organization_id::text as "organizationId", x.head, x.month, x.days::text[] as days, x.place,
        ${day('x.published_on')} as "publishedOn", x.published_by_name as "publishedByName", x.version
      from reception_schedule x where x.month >= ${from} and ${withinUnit(scope)} order by x.month, x.head limit 60`
  return rows.map((one) => schedule.parse(one))
}

const session = z.object({
  sessionId: z.string(),
  organizationId: z.string(),
  kind: z.enum(sessionKinds),
  head: z.enum(headTypes),
  heldOn: z.string(),
  host: z.string(),
  isDelegated: z.boolean(),
  delegationReason: z.string(),
  place: z.string(),
  conclusionNumber: z.string(),
  conclusionOn: z.string().nullable(),
  visits: z.number(),
  people: z.number(),
  version: z.number(),
})
/** A session with how many comings and people it had: two counts, neither made from the other. */
export type SessionRow = z.infer<typeof session>

const sessionColumns = Prisma.sql`x.id::text as "sessionId", x.organization_id::text as "organizationId", x.kind, x.head, ${day('x.held_on')} as "heldOn", x.host,
  x.is_delegated as "isDelegated", x.delegation_reason as "delegationReason", x.place, x.conclusion_number as "conclusionNumber",
  ${day('x.conclusion_on')} as "conclusionOn", (select count(*)::int from reception_visit v where v.session_id = x.id) as visits,
  (select coalesce(sum(v.people), 0)::int from reception_visit v where v.session_id = x.id) as people, x.version`

/** The sessions of the unit from a day on, the newest first. */
export async function listSessions(tx: Tx, scope: Scope, { from }: { from: LegalDay }): Promise<SessionRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${sessionColumns} from reception_session x where x.held_on >= ${from}::date and ${withinUnit(scope)} order by x.held_on desc, x.id desc limit 200`
  return rows.map((one) => session.parse(one))
}

/** One session of the unit; null when it is not there for the reader. */
export async function findSession(tx: Tx, scope: Scope, sessionId: string): Promise<SessionRow | null> {
  if (!isId(sessionId)) return null
  const rows = await tx.$queryRaw<
    unknown[]
  >`select ${sessionColumns} from reception_session x where x.id = ${sessionId}::uuid and ${withinUnit(scope)}`
  return rows[0] === undefined ? null : session.parse(rows[0])
}

const visit = z.object({
  visitId: z.string(),
  organizationId: z.string(),
  sessionId: z.string(),
  year: z.number(),
  number: z.number(),
  visitedOn: z.string(),
  kind: z.enum(petitionKinds),
  visitorName: z.string(),
  visitorAddress: z.string(),
  idHint: z.string(),
  people: z.number(),
  representatives: z.number(),
  sameContent: z.number(),
  isRepeat: z.boolean(),
  content: z.string(),
  demand: z.string(),
  settledBy: z.string(),
  result: z.enum(visitResults),
  refusalGround: z.enum(refusalGrounds).nullable(),
  receiver: z.string(),
  letterNumber: z.string(),
  petitionId: z.string().nullable(),
  petitionState: z.string().nullable(),
  dueRule: z.string().nullable(),
  dueOn: z.string().nullable(),
  repliedOn: z.string().nullable(),
  repliedHow: z.string(),
  version: z.number(),
})
/** A coming as the register 03/TCD has it. */
export type VisitRow = z.infer<typeof visit>

const visitColumns = Prisma.sql`x.id::text as "visitId", x.organization_id::text as "organizationId", x.session_id::text as "sessionId", x.year, x.number,
  ${day('x.visited_on')} as "visitedOn", x.kind, x.visitor_name as "visitorName", x.visitor_address as "visitorAddress", x.id_hint as "idHint", x.people,
  x.representatives, x.same_content as "sameContent", x.is_repeat as "isRepeat", x.content, x.demand, x.settled_by as "settledBy", x.result,
  x.refusal_ground as "refusalGround", x.receiver, x.letter_number as "letterNumber", x.petition_id::text as "petitionId",
  (select p.state from petition p where p.id = x.petition_id) as "petitionState", x.due_rule as "dueRule", ${day('x.due_on')} as "dueOn",
  ${day('x.replied_on')} as "repliedOn", x.replied_how as "repliedHow", x.version`

/** The register of a period, or the comings of a session, in their order. */
export async function listVisits(
  tx: Tx,
  scope: Scope,
  of: { readonly sessionId: string } | { readonly from: LegalDay; readonly to: LegalDay },
): Promise<VisitRow[]> {
  const fits =
    'sessionId' in of
      ? Prisma.sql`x.session_id = ${of.sessionId}::uuid`
      : Prisma.sql`x.visited_on between ${of.from}::date and ${of.to}::date`
  const rows = await tx.$queryRaw<unknown[]>`
    select ${visitColumns} from reception_visit x where ${fits} and ${withinUnit(scope)} order by x.year, x.number limit 5000`
  return rows.map((one) => visit.parse(one))
}

/** One coming of the unit; null when it is not there for the reader. */
export async function findVisit(tx: Tx, scope: Scope, visitId: string): Promise<VisitRow | null> {
  if (!isId(visitId)) return null
  const rows = await tx.$queryRaw<
    unknown[]
  >`select ${visitColumns} from reception_visit x where x.id = ${visitId}::uuid and ${withinUnit(scope)}`
  return rows[0] === undefined ? null : visit.parse(rows[0])
}

const owed = z.object({
  visitId: z.string(),
  visitedOn: z.string(),
  dueRule: z.string(),
  dueOn: z.string(),
  version: z.number(),
})
/** Comings whose answer or form is still owed; for counting terms again. */
export async function listOwedVisits(tx: Tx, scope: Scope): Promise<z.infer<typeof owed>[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "visitId", ${day('x.visited_on')} as "visitedOn", x.due_rule as "dueRule", ${day('x.due_on')} as "dueOn", x.version
      from reception_visit x where x.due_on is not null and x.replied_on is null and ${withinUnit(scope)}`
  return rows.map((one) => owed.parse(one))
}
