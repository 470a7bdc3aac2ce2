import {
  incidentCauses,
  incidentLevels,
  incidentPriorities,
  incidentSources,
  incidentStates,
  matters,
  peopleRanges,
} from '@nq15/domain/incidents'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const incidentRow = z.object({
  caseId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  deciderId: z.string(),
  code: z.string(),
  firstCaseId: z.string(),
  projectId: z.string().nullable(),
  projectCode: z.string().nullable(),
  projectName: z.string().nullable(),
  title: z.string(),
  place: z.string(),
  matter: z.enum(matters),
  source: z.enum(incidentSources),
  firstSeenOn: z.string(),
  level: z.enum(incidentLevels),
  priority: z.enum(incidentPriorities).nullable(),
  cause: z.enum(incidentCauses).nullable(),
  households: z.enum(peopleRanges),
  participants: z.enum(peopleRanges),
  state: z.enum(incidentStates),
  leader: z.string().nullable(),
  leadBody: z.string().nullable(),
  cooperating: z.string(),
  informationLead: z.string(),
  legalPosition: z.string(),
  plan: z.string(),
  settledOn: z.string().nullable(),
  proposedBy: z.string().nullable(),
  removedOn: z.string().nullable(),
  version: z.number(),
})
/** A complex case as it stands, its organization by the name of today or its last one. Days are legal days. */
export type IncidentRow = z.infer<typeof incidentRow>

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const named = Prisma.sql`join lateral (select v.name from organization_version v where v.organization_id = x.organization_id
  order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true`
const columns = Prisma.sql`x.id::text as "caseId", x.organization_id::text as "organizationId", n.name as "organizationName",
  x.decider_id::text as "deciderId", x.code, x.first_case_id::text as "firstCaseId", x.project_id::text as "projectId", p.code as "projectCode",
  p.name as "projectName", x.title, x.place, x.matter, x.source, ${day('x.first_seen_on')} as "firstSeenOn", x.level, x.priority, x.cause,
  x.households, x.participants, x.state, x.leader, x.lead_body as "leadBody", x.cooperating, x.information_lead as "informationLead",
  x.legal_position as "legalPosition", x.plan, ${day('x.settled_on')} as "settledOn", x.proposed_by::text as "proposedBy",
  ${day('x.removed_on')} as "removedOn", x.version`

/** One case within the scope; null when it is not there for the reader. */
export async function findIncident(tx: Tx, scope: Scope, caseId: string): Promise<IncidentRow | null> {
  if (!isId(caseId)) return null
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from complex_case x ${named} left join project p on p.id = x.project_id
     where x.id = ${caseId}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : incidentRow.parse(rows[0])
}

/** The case of a code within the scope; null when it is not there for the reader. */
export async function findIncidentByCode(tx: Tx, scope: Scope, code: string): Promise<IncidentRow | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from complex_case x ${named} left join project p on p.id = x.project_id
     where x.code = ${code} and ${withinReach(scope)}`
  return rows[0] === undefined ? null : incidentRow.parse(rows[0])
}

/** The other cases of a family within the scope, the oldest first. */
export async function listFamily(
  tx: Tx,
  scope: Scope,
  { firstCaseId, exceptId }: { readonly firstCaseId: string; readonly exceptId: string },
): Promise<IncidentRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from complex_case x ${named} left join project p on p.id = x.project_id
     where x.first_case_id = ${firstCaseId}::uuid and x.id <> ${exceptId}::uuid and ${withinReach(scope)} order by x.first_seen_on, x.code`
  return rows.map((one) => incidentRow.parse(one))
}

const count = z.coerce.number()
const listed = z.object({
  caseId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  code: z.string(),
  title: z.string(),
  matter: z.enum(matters),
  level: z.enum(incidentLevels),
  priority: z.enum(incidentPriorities).nullable(),
  state: z.enum(incidentStates),
  leader: z.string().nullable(),
  firstSeenOn: z.string(),
  nextDueOn: z.string().nullable(),
  lateMilestones: count,
  missed: count,
  standing: count,
})
/** A line of the register: a case with what of its plan and its promises is late today. */
export type ListedIncident = z.infer<typeof listed>

/** The register within the scope, what has missed promises or late milestones first. */
export async function listIncidents(
  tx: Tx,
  scope: Scope,
  { today, limit }: { readonly today: string; readonly limit: number },
): Promise<ListedIncident[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "caseId", x.organization_id::text as "organizationId", n.name as "organizationName", x.code, x.title, x.matter, x.level,
        x.priority, x.state, x.leader, ${day('x.first_seen_on')} as "firstSeenOn", m.next as "nextDueOn", coalesce(m.late, 0) as "lateMilestones",
        coalesce(c.missed, 0) as missed, coalesce(c.standing, 0) as standing
      from complex_case x ${named}
      left join (select case_id, to_char(min(due_on) filter (where done_on is null), 'YYYY-MM-DD') as next,
          count(*) filter (where done_on is null and due_on < ${today}::date) as late from case_milestone group by 1) m on m.case_id = x.id
      left join (select case_id, count(*) filter (where state in ('missed', 'explained')) as missed,
          count(*) filter (where state = 'made') as standing from public_commitment group by 1) c on c.case_id = x.id
     where ${withinReach(scope)}
     order by (x.state in ('removed', 'out-of-scope')), coalesce(c.missed, 0) + coalesce(m.late, 0) desc, x.priority nulls last, x.first_seen_on, x.code
     limit ${limit}`
  return rows.map((one) => listed.parse(one))
}

const milestone = z.object({
  milestoneId: z.string(),
  title: z.string(),
  dueOn: z.string(),
  doneOn: z.string().nullable(),
})
export type MilestoneRow = z.infer<typeof milestone>

/** The milestones of a case within the scope, in their order. */
export async function listMilestones(tx: Tx, scope: Scope, caseId: string): Promise<MilestoneRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "milestoneId", x.title, ${day('x.due_on')} as "dueOn", ${day('x.done_on')} as "doneOn"
      from case_milestone x where x.case_id = ${caseId}::uuid and ${withinReach(scope)} order by x.position`
  return rows.map((one) => milestone.parse(one))
}

const happening = z.object({
  kind: z.string(),
  onDay: z.string(),
  size: z.enum(peopleRanges),
  count,
  note: z.string(),
  recordedByName: z.string(),
})
export type HappeningRow = z.infer<typeof happening>

/** What happened in a case within the scope, the newest first. */
export async function listHappenings(tx: Tx, scope: Scope, caseId: string): Promise<HappeningRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.kind, ${day('x.on_day')} as "onDay", x.size, x.count, x.note, x.recorded_by_name as "recordedByName"
      from case_happening x where x.case_id = ${caseId}::uuid and ${withinReach(scope)} order by x.on_day desc, x.recorded_at desc`
  return rows.map((one) => happening.parse(one))
}

const step = z.object({
  commitmentId: z.string().nullable(),
  event: z.string(),
  toState: z.string(),
  actorName: z.string(),
  onDay: z.string(),
  reason: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  decisionBody: z.string().nullable(),
})
/** A step of a case or of one of its promises, as it was taken. */
export type IncidentStepRow = z.infer<typeof step>

/** Every step of a case and of its promises within the scope, the newest first. */
export async function listIncidentSteps(tx: Tx, scope: Scope, caseId: string): Promise<IncidentStepRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.commitment_id::text as "commitmentId", x.event, x.to_state as "toState", x.actor_name as "actorName", ${day('x.on_day')} as "onDay",
        x.reason, x.decision_number as "decisionNumber", x.decision_body as "decisionBody"
      from complex_case_step x
     where (x.case_id = ${caseId}::uuid or x.commitment_id in (select c.id from public_commitment c where c.case_id = ${caseId}::uuid)) and ${withinReach(scope)}
     order by x.acted_at desc, x.position desc`
  return rows.map((one) => step.parse(one))
}

/** How many complex cases of each organization stood in the register between two days, the second no longer counted. */
export async function countStandingCases(
  tx: Tx,
  scope: Scope,
  {
    organizationIds,
    from,
    to,
  }: { readonly organizationIds: readonly string[]; readonly from: string; readonly to: string },
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; count: number }[]>`
    select x.organization_id::text as id, count(*)::int as count from complex_case x
     where x.organization_id = any (${[...organizationIds]}::uuid[]) and x.first_seen_on < ${to}::date
       and x.state <> 'out-of-scope' and (x.removed_on is null or x.removed_on >= ${from}::date) and ${withinReach(scope)} group by 1`
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** How many complex cases of priority A stand in the register at an organization: settled is not yet taken off. */
export async function countCasesOfPriorityA(tx: Tx, scope: Scope, organizationId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from complex_case x where x.organization_id = ${organizationId}::uuid and x.priority = 'A'
       and x.state not in ('removed', 'out-of-scope') and ${withinReach(scope)}`
  return row?.count ?? 0
}
