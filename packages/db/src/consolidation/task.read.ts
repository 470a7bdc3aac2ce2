import { taskStates } from '@nq15/domain/consolidation'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const taskRow = z.object({
  taskId: z.string(),
  planId: z.string(),
  organizationId: z.string(),
  position: z.number(),
  signCode: z.string(),
  title: z.string(),
  output: z.string(),
  ownerName: z.string(),
  ownerPost: z.string(),
  ownerUserId: z.string().nullable(),
  dueOn: z.string(),
  baselineDueOn: z.string().nullable(),
  state: z.enum(taskStates),
  progress: z.number(),
  evidence: z.string(),
  waitingFor: z.string().nullable(),
  waitingSince: z.string().nullable(),
  waitedDays: z.number(),
  dependsOn: z.array(z.string()),
  seriesId: z.string().nullable(),
  occurrence: z.number().nullable(),
  doneOn: z.string().nullable(),
  movedToId: z.string().nullable(),
  version: z.number(),
})
/** A task of a plan as it stands. Days are legal days. */
export type PlanTaskRow = z.infer<typeof taskRow>

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const columns = Prisma.sql`x.id::text as "taskId", x.plan_id::text as "planId", x.organization_id::text as "organizationId", x.position, x.sign_code as "signCode",
  x.title, x.output, x.owner_name as "ownerName", x.owner_post as "ownerPost", x.owner_user_id::text as "ownerUserId", ${day('x.due_on')} as "dueOn",
  ${day('x.baseline_due_on')} as "baselineDueOn", x.state, x.progress, x.evidence, x.waiting_for as "waitingFor", ${day('x.waiting_since')} as "waitingSince",
  x.waited_days as "waitedDays", x.depends_on::text[] as "dependsOn", x.series_id::text as "seriesId", x.occurrence, ${day('x.done_on')} as "doneOn",
  x.moved_to_id::text as "movedToId", x.version`

/** The tasks of a plan within the scope, in their order. */
export async function listPlanTasks(tx: Tx, scope: Scope, planId: string): Promise<PlanTaskRow[]> {
  if (!isId(planId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from plan_task x where x.plan_id = ${planId}::uuid and ${withinReach(scope)} order by x.position`
  return rows.map((one) => taskRow.parse(one))
}

/** One task within the scope; null when it is not there for the reader. */
export async function findPlanTask(tx: Tx, scope: Scope, taskId: string): Promise<PlanTaskRow | null> {
  if (!isId(taskId)) return null
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from plan_task x where x.id = ${taskId}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : taskRow.parse(rows[0])
}

const runningTask = z.object({
  taskId: z.string(),
  planId: z.string(),
  organizationId: z.string(),
  bodyId: z.string(),
  ownerUserId: z.string().nullable(),
  dueOn: z.string(),
})
/** A task somebody has still to do in a plan that runs, and who hears of it. */
export type RunningTask = z.infer<typeof runningTask>

const runs = Prisma.sql`p.state in ('approved', 'in-progress', 'extended') and t.state = 'open'`
const running = Prisma.sql`select t.id::text as "taskId", t.plan_id::text as "planId", t.organization_id::text as "organizationId", p.body_id::text as "bodyId",
  t.owner_user_id::text as "ownerUserId", ${day('t.due_on')} as "dueOn" from plan_task t join consolidation_plan p on p.id = t.plan_id`

/** Of some tasks those that are open in plans that run; for the service that reminds. */
export async function listRunningTasks(tx: Tx, _scope: Scope, taskIds: readonly string[]): Promise<RunningTask[]> {
  if (taskIds.length === 0) return []
  const rows = await tx.$queryRaw<unknown[]>`${running} where t.id = any (${[...taskIds]}::uuid[]) and ${runs}`
  return rows.map((one) => runningTask.parse(one))
}

const planTask = z.object({ taskId: z.string(), organizationId: z.string(), dueOn: z.string().nullable() })
/** Every task of some plans (all that run for `null`), with its due day while somebody has still to do it; for the service that reminds. */
export async function listRemindableTasks(
  tx: Tx,
  _scope: Scope,
  planIds: readonly string[] | null,
): Promise<z.infer<typeof planTask>[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select t.id::text as "taskId", t.organization_id::text as "organizationId", case when ${runs} then ${day('t.due_on')} end as "dueOn"
      from plan_task t join consolidation_plan p on p.id = t.plan_id
     where case when ${planIds === null} then ${runs} else p.id = any (${[...(planIds ?? [])]}::uuid[]) end`
  return rows.map((one) => planTask.parse(one))
}

const ownTask = z.object({
  taskId: z.string(),
  planId: z.string(),
  organizationName: z.string(),
  title: z.string(),
  dueOn: z.string(),
  state: z.enum(taskStates),
  progress: z.number(),
})
/** A task of the reader's own in a plan that runs. */
export type OwnTask = z.infer<typeof ownTask>

/** What the actor himself has still to do in plans that run, the nearest day first. */
export async function listOwnTasks(tx: Tx, scope: Scope, { limit }: { limit: number }): Promise<OwnTask[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "taskId", x.plan_id::text as "planId", x.title, ${day('x.due_on')} as "dueOn", x.state, x.progress,
        coalesce((select v.name from organization_version v where v.organization_id = x.organization_id order by v.valid_from desc limit 1), '…')
          as "organizationName"
      from plan_task x join consolidation_plan p on p.id = x.plan_id
     where x.owner_user_id = ${scope.actor.userId}::uuid and x.state in ('open', 'waiting') and p.state in ('approved', 'in-progress', 'extended')
       and ${withinReach(scope)} order by x.due_on, x.id limit ${limit}`
  return rows.map((one) => ownTask.parse(one))
}

const pressingTask = z.object({
  taskId: z.string(),
  planId: z.string(),
  organizationName: z.string(),
  title: z.string(),
  ownerName: z.string(),
  isOwn: z.boolean(),
  dueOn: z.string(),
  state: z.enum(taskStates),
  waitingFor: z.string().nullable(),
})
/** A task to ask about: overdue, waiting for somebody, or due soon. */
export type PressingTask = z.infer<typeof pressingTask>

/** What is overdue, waits or falls due until a day in plans that run, of some organizations and below them; the oldest first. */
export async function listPressingTasks(
  tx: Tx,
  scope: Scope,
  { below, until, limit }: { below: readonly string[]; until: string; limit: number },
): Promise<PressingTask[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "taskId", x.plan_id::text as "planId", x.title, x.owner_name as "ownerName", ${day('x.due_on')} as "dueOn", x.state,
        x.waiting_for as "waitingFor", coalesce(x.owner_user_id = ${scope.actor.userId}::uuid, false) as "isOwn",
        coalesce((select v.name from organization_version v where v.organization_id = x.organization_id order by v.valid_from desc limit 1), '…')
          as "organizationName"
      from plan_task x join consolidation_plan p on p.id = x.plan_id
     where p.state in ('approved', 'in-progress', 'extended') and (x.state = 'waiting' or x.state = 'open' and x.due_on <= ${until}::date)
       and ${withinReach(scope)} and exists (select from app.organization_reach b where b.above_id = any (${[...below]}::uuid[])
         and b.organization_id = x.organization_id and b.valid_from <= app.today() and app.today() < b.valid_to)
     order by x.due_on, x.id limit ${limit}`
  return rows.map((one) => pressingTask.parse(one))
}
