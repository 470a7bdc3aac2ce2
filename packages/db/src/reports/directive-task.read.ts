import { type TraceKind, type TraceRecord, taskStates, traceRecords } from '@nq15/domain/reports'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const nameOf = (column: string) =>
  Prisma.raw(
    `coalesce((select v.name from organization_version v where v.organization_id = ${column} order by v.valid_from desc limit 1), '…')`,
  )

const row = z.object({
  taskId: z.string(),
  directiveId: z.string(),
  directiveNumber: z.string(),
  directiveTitle: z.string(),
  organizationId: z.string(),
  unit: z.string(),
  giverId: z.string(),
  giver: z.string(),
  position: z.number(),
  content: z.string(),
  ownerPost: z.string(),
  givenOn: z.string(),
  firstDueOn: z.string(),
  dueOn: z.string(),
  state: z.enum(taskStates),
  reportedOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  traces: z.number(),
  version: z.number(),
})
/** A task with its document, who owes it and who gave it. */
export type DirectiveTaskRow = z.infer<typeof row>

const columns = Prisma.sql`select x.id::text as "taskId", x.directive_id::text as "directiveId", d.number as "directiveNumber", d.title as "directiveTitle",
    x.organization_id::text as "organizationId", ${nameOf('x.organization_id')} as unit, x.giver_id::text as "giverId", ${nameOf('x.giver_id')} as giver,
    x.position, x.content, x.owner_post as "ownerPost", ${day('x.given_on')} as "givenOn", ${day('x.first_due_on')} as "firstDueOn", ${day('x.due_on')} as "dueOn",
    x.state, ${day('x.reported_on')} as "reportedOn", ${day('x.closed_on')} as "closedOn", (select count(*)::int from directive_trace t where t.task_id = x.id) as traces, x.version
  from directive_task x join directive d on d.id = x.directive_id`

/** The tasks within the scope that are not closed first, by their day; of one document where it is given. */
export async function listDirectiveTasks(
  tx: Tx,
  scope: Scope,
  { directiveId = null, limit }: { readonly directiveId?: string | null; readonly limit: number },
): Promise<DirectiveTaskRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${columns} where (${directiveId}::uuid is null or x.directive_id = ${directiveId}::uuid) and ${withinReach(scope)}
     order by (x.closed_on is not null), x.due_on, x.directive_id, x.position limit ${limit}`
  return rows.map((one) => row.parse(one))
}

/** One task within the scope; null when it is not there for the reader. */
export async function findDirectiveTask(tx: Tx, scope: Scope, taskId: string): Promise<DirectiveTaskRow | null> {
  if (!isId(taskId)) return null
  const [found] = await tx.$queryRaw<unknown[]>`${columns} where x.id = ${taskId}::uuid and ${withinReach(scope)}`
  return found === undefined ? null : row.parse(found)
}

const dated = z.object({
  taskId: z.string(),
  directiveId: z.string(),
  organizationId: z.string(),
  giverId: z.string(),
  dueOn: z.string(),
  isOpen: z.boolean(),
})
/** A task as the service that reminds reads it; open while who owes it has to act. */
export type DatedDirectiveTask = z.infer<typeof dated>

/** Tasks of some documents, those named, or every open one (`null`); for the service that reminds. */
export async function listDatedDirectiveTasks(
  tx: Tx,
  _scope: Scope,
  of: { readonly directiveIds: readonly string[] } | { readonly taskIds: readonly string[] } | null,
): Promise<DatedDirectiveTask[]> {
  const [directiveIds, taskIds] = [
    of && 'directiveIds' in of ? [...of.directiveIds] : [],
    of && 'taskIds' in of ? [...of.taskIds] : [],
  ]
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "taskId", x.directive_id::text as "directiveId", x.organization_id::text as "organizationId", x.giver_id::text as "giverId",
        ${day('x.due_on')} as "dueOn", x.state in ('open', 'returned') as "isOpen"
      from directive_task x
     where (${of === null} and x.closed_on is null) or x.directive_id = any (${directiveIds}::uuid[]) or x.id = any (${taskIds}::uuid[])`
  return rows.map((one) => dated.parse(one))
}

/** Whether a document still has tasks that nobody closed. */
export async function hasOpenTasks(tx: Tx, _scope: Scope, directiveId: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    select 1 from directive_task where directive_id = ${directiveId}::uuid and closed_on is null limit 1`
  return found.length > 0
}

/** Whether an organization is another one or stands below it today. */
export async function standsBelow(
  tx: Tx,
  _scope: Scope,
  { aboveId, organizationId }: { readonly aboveId: string; readonly organizationId: string },
): Promise<boolean> {
  if (aboveId === organizationId) return true
  const found = await tx.$queryRaw<unknown[]>`
    select 1 from app.organization_reach where above_id = ${aboveId}::uuid and organization_id = ${organizationId}::uuid
       and valid_from <= app.today() and app.today() < valid_to limit 1`
  return found.length > 0
}

const trace = z.object({
  traceId: z.string(),
  taskId: z.string(),
  kind: z.enum([...traceRecords, 'document'] satisfies TraceKind[]),
  targetId: z.string().nullable(),
  said: z.string(),
  document: z.string(),
  doneOn: z.string(),
  enteredByName: z.string(),
})
/** What was done for a task. */
export type TraceRow = z.infer<typeof trace>

/** What was done for some tasks within the scope, by day. */
export async function listTraces(tx: Tx, scope: Scope, taskIds: readonly string[]): Promise<TraceRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "traceId", x.task_id::text as "taskId", x.kind, x.target_id::text as "targetId", x.said, x.document,
        ${day('x.done_on')} as "doneOn", x.entered_by_name as "enteredByName"
      from directive_trace x where x.task_id = any (${[...taskIds]}::uuid[]) and ${withinReach(scope)} order by x.done_on, x.id`
  return rows.map((one) => trace.parse(one))
}

const step = z.object({
  stepId: z.string(),
  taskId: z.string(),
  position: z.number(),
  event: z.string(),
  toState: z.enum(taskStates),
  onDay: z.string(),
  actorId: z.string(),
  actorName: z.string(),
  detail: z.object({
    word: z.string().optional(),
    reason: z.string().optional(),
    dueOn: z.string().optional(),
    dueBefore: z.string().optional(),
    said: z.string().optional(),
  }),
})
/** One step of a task; the days that were set stand in them for ever. */
export type TaskStepRow = z.infer<typeof step>

/** The steps of some tasks within the scope, in their order. */
export async function listTaskSteps(tx: Tx, scope: Scope, taskIds: readonly string[]): Promise<TaskStepRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "stepId", x.task_id::text as "taskId", x.position, x.event, x.to_state as "toState", ${day('x.on_day')} as "onDay",
        x.actor_id::text as "actorId", x.actor_name as "actorName", x.detail
      from directive_step x where x.task_id = any (${[...taskIds]}::uuid[]) and ${withinReach(scope)} order by x.task_id, x.position`
  return rows.map((one) => step.parse(one))
}

/** A record of the product that may show what was done for a task. */
export type Traceable = { readonly kind: TraceRecord; readonly targetId: string; readonly said: string }

/** The newest records of an organization and what stands below it that a task can be traced to; of each kind up to a limit. */
export async function listTraceable(
  tx: Tx,
  _scope: Scope,
  { organizationId, limit }: { readonly organizationId: string; readonly limit: number },
): Promise<Traceable[]> {
  return tx.$queryRaw`
    with below as materialized (select r.organization_id from app.organization_reach r
      where r.above_id = ${organizationId}::uuid and r.valid_from <= app.today() and app.today() < r.valid_to)
    (select 'plan' as kind, x.id::text as "targetId", ${nameOf('x.organization_id')} || ', ' || to_char(x.starts_on, 'DD/MM/YYYY') || ' – ' || to_char(x.ends_on, 'DD/MM/YYYY') as said
       from consolidation_plan x where x.organization_id in (select organization_id from below) and x.state <> 'draft' order by x.starts_on desc, x.id limit ${limit})
    union all (select 'inspection', x.id::text, x.subject from inspection x where x.organization_id in (select organization_id from below) order by x.opened_on desc, x.id limit ${limit})
    union all (select 'case', x.id::text, x.code || ' ' || x.title from complex_case x where x.organization_id in (select organization_id from below) order by x.first_seen_on desc, x.id limit ${limit})
    union all (select 'issue', x.id::text, x.code || ' ' || x.question from information_issue x where x.organization_id in (select organization_id from below) order by x.opened_on desc, x.id limit ${limit})
    union all (select 'measure', x.id::text, x.title from preventive_measure x where x.organization_id in (select organization_id from below) order by x.due_on desc, x.id limit ${limit})
    union all (select 'report', x.id::text, ${nameOf('x.organization_id')} || ', ' || x.first_year || '–' || x.last_year || ' (' || x.edition || ')' from review_report x
      where x.organization_id in (select organization_id from below) and x.superseded_at is null order by x.built_at desc, x.id limit ${limit})`
}
