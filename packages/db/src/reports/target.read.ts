import { reviewTableCodes, targetBounds, targetPlans, taskStates } from '@nq15/domain/reports'
import { confidences } from '@nq15/domain/shared'
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
  targetId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  plan: z.enum(targetPlans),
  wording: z.string(),
  unit: z.string(),
  bound: z.enum(targetBounds),
  base: z.number(),
  baseYear: z.number(),
  wanted: z.number(),
  dueYear: z.number(),
  directiveId: z.string().nullable(),
  directiveNumber: z.string().nullable(),
  source: z.string(),
  confidence: z.enum(confidences),
  counted: z.object({ table: z.enum(reviewTableCodes), column: z.string() }).nullable(),
  enteredByName: z.string(),
  enteredOn: z.string(),
  struckOn: z.string().nullable(),
  struckWhy: z.string(),
  version: z.number(),
})
/** A target with the document it stands in. */
export type TargetRow = z.infer<typeof row>

const columns = Prisma.sql`select x.id::text as "targetId", x.organization_id::text as "organizationId", ${nameOf('x.organization_id')} as "organizationName",
    x.plan, x.wording, x.unit, x.bound, x.base::float8 as base, x.base_year as "baseYear", x.wanted::float8 as wanted, x.due_year as "dueYear",
    x.directive_id::text as "directiveId", d.number as "directiveNumber", x.source, x.confidence,
    case when x.counted_table is null then null else jsonb_build_object('table', x.counted_table, 'column', x.counted_column) end as counted,
    x.entered_by_name as "enteredByName", ${day('x.entered_on')} as "enteredOn", ${day('x.struck_on')} as "struckOn", x.struck_why as "struckWhy", x.version
  from resolution_target x left join directive d on d.id = x.directive_id`

/** The targets within the scope, those struck out at the end; of one level, and only what stands, where that is asked. */
export async function listTargets(
  tx: Tx,
  scope: Scope,
  { standingOf = null, limit }: { readonly standingOf?: string | null; readonly limit: number },
): Promise<TargetRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${columns} where (${standingOf}::uuid is null or (x.organization_id = ${standingOf}::uuid and x.struck_on is null)) and ${withinReach(scope)}
     order by (x.struck_on is not null), x.plan, x.due_year, x.wording, x.id limit ${limit}`
  return rows.map((one) => row.parse(one))
}

/** One target within the scope; null when it is not there for the reader. */
export async function findTarget(tx: Tx, scope: Scope, targetId: string): Promise<TargetRow | null> {
  if (!isId(targetId)) return null
  const [found] = await tx.$queryRaw<unknown[]>`${columns} where x.id = ${targetId}::uuid and ${withinReach(scope)}`
  return found === undefined ? null : row.parse(found)
}

const result = z.object({
  resultId: z.string(),
  targetId: z.string(),
  year: z.number(),
  value: z.number(),
  source: z.string(),
  cutOff: z.string(),
  enteredByName: z.string(),
})
/** What a source says of a year. */
export type TargetResultRow = z.infer<typeof result>

/** The results that stand of some targets within the scope, by year and source. */
export async function listTargetResults(
  tx: Tx,
  scope: Scope,
  targetIds: readonly string[],
): Promise<TargetResultRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "resultId", x.target_id::text as "targetId", x.year, x.value::float8 as value, x.source, ${day('x.cut_off')} as "cutOff",
        x.entered_by_name as "enteredByName"
      from resolution_target_result x
     where x.target_id = any (${[...targetIds]}::uuid[]) and x.superseded_at is null and ${withinReach(scope)} order by x.year, x.source`
  return rows.map((one) => result.parse(one))
}

/** The result that stands of a target, a year and a source, or null. */
export async function findTargetResult(
  tx: Tx,
  _scope: Scope,
  of: { readonly targetId: string; readonly year: number; readonly source: string },
): Promise<string | null> {
  const found = await tx.resolutionTargetResult.findFirst({
    where: { ...of, supersededAt: null },
    select: { id: true },
  })
  return found?.id ?? null
}

const task = z.object({
  linkId: z.string(),
  targetId: z.string(),
  kind: z.enum(['directive', 'conclusion']),
  /** The document or the meeting that the task stands in. */
  ofId: z.string(),
  of: z.string(),
  content: z.string(),
  owner: z.string(),
  state: z.enum([...taskStates, 'done']),
  firstDueOn: z.string(),
  dueOn: z.string(),
  reportedOn: z.string().nullable(),
})
/** A task that is to reach a target; of a conclusion the state is open or done. */
export type TargetTaskRow = z.infer<typeof task>

const tasks = Prisma.sql`
  select 'directive' as kind, t.id as task_id, t.directive_id::text as of_id, d.number as of, t.content, ${nameOf('t.organization_id')} as owner,
      t.organization_id, t.state, t.first_due_on, t.due_on, t.reported_on
    from directive_task t join directive d on d.id = t.directive_id
  union all
  select 'conclusion', c.id, c.meeting_id::text, coalesce(nullif(m.conclusion_number, ''), to_char(m.held_on, 'DD/MM/YYYY')), c.text, c.owner,
      c.organization_id, case when c.done_on is null then 'open' else 'done' end, c.first_due_on, c.due_on, c.done_on
    from steering_conclusion c join steering_meeting m on m.id = c.meeting_id where m.state = 'concluded'`

/** The tasks that are linked to some targets within the scope, by their days; a task that the reader does not reach is not there. */
export async function listTargetTasks(tx: Tx, scope: Scope, targetIds: readonly string[]): Promise<TargetTaskRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select l.id::text as "linkId", l.target_id::text as "targetId", x.kind, x.of_id as "ofId", x.of, x.content, x.owner, x.state,
        ${day('x.first_due_on')} as "firstDueOn", ${day('x.due_on')} as "dueOn", ${day('x.reported_on')} as "reportedOn"
      from resolution_target_task l join (${tasks}) x on x.task_id = coalesce(l.directive_task_id, l.conclusion_id)
     where l.target_id = any (${[...targetIds]}::uuid[]) and l.unlinked_on is null and ${withinReach(scope)} order by x.due_on, l.id`
  return rows.map((one) => task.parse(one))
}

/** A task that a target may be linked to. */
export type LinkableTask = { readonly kind: 'directive' | 'conclusion'; readonly taskId: string; readonly said: string }

/** The tasks within the scope that are not withdrawn and not linked to a target yet, those due last first. */
export async function listLinkableTasks(
  tx: Tx,
  scope: Scope,
  { targetId, limit }: { readonly targetId: string; readonly limit: number },
): Promise<LinkableTask[]> {
  return tx.$queryRaw`
    select x.kind, x.task_id::text as "taskId", x.of || ': ' || x.content || ' (' || x.owner || ', ' || to_char(x.due_on, 'DD/MM/YYYY') || ')' as said
      from (${tasks}) x
     where x.state <> 'withdrawn' and ${withinReach(scope)} and not exists (select from resolution_target_task l
       where l.target_id = ${targetId}::uuid and l.unlinked_on is null and coalesce(l.directive_task_id, l.conclusion_id) = x.task_id)
     order by x.due_on desc, x.task_id limit ${limit}`
}

/** Whether a task is there for the reader, not withdrawn, and not linked to a target yet. */
export async function isLinkable(
  tx: Tx,
  scope: Scope,
  { kind, taskId, targetId }: Pick<LinkableTask, 'kind' | 'taskId'> & { readonly targetId: string },
): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    select 1 from (${tasks}) x where x.kind = ${kind} and x.task_id = ${taskId}::uuid and x.state <> 'withdrawn' and ${withinReach(scope)}
       and not exists (select from resolution_target_task l where l.target_id = ${targetId}::uuid and l.unlinked_on is null
         and coalesce(l.directive_task_id, l.conclusion_id) = x.task_id)`
  return found.length > 0
}
