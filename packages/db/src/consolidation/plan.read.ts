import { planContentSchema, planSignSchema, planStates } from '@nq15/domain/consolidation'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const opinion = z.object({
  userId: z.string(),
  isPositive: z.boolean(),
  reference: z.string(),
  byInspection: z.boolean(),
})

const planRow = z.object({
  planId: z.string(),
  /** The entry of a list it consolidates, or null where it was made from a conclusion alone. */
  entryId: z.string().nullable(),
  /** The inspection whose conclusion it was made from. */
  inspectionId: z.string().nullable(),
  organizationId: z.string(),
  organizationName: z.string(),
  areaCode: z.string().nullable(),
  bodyId: z.string(),
  edition: z.number(),
  previousPlanId: z.string().nullable(),
  state: z.enum(planStates),
  ownerId: z.string(),
  ownerName: z.string(),
  workers: z.array(z.string()),
  content: planContentSchema,
  signs: z.array(planSignSchema),
  /** What the screening said of the signs when the plan was approved. */
  situation: z
    .array(z.object({ code: z.string(), status: z.string().nullable(), month: z.string().nullable() }))
    .nullable(),
  endsOn: z.string(),
  extendedFrom: z.string().nullable(),
  appraisal: opinion.nullable(),
  review: opinion.nullable(),
  approvedOn: z.string().nullable(),
  reviewOn: z.string().nullable(),
  completedOn: z.string().nullable(),
  inspectionProposed: z.boolean(),
  openedOn: z.string(),
  version: z.number(),
})
/** A consolidation plan as it stands, its organization by the name of today or its last one. Days are legal days. */
export type PlanRow = z.infer<typeof planRow>

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const named = Prisma.sql`join lateral (select v.name, v.area_code from organization_version v where v.organization_id = x.organization_id
  order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true`
const columns = Prisma.sql`x.id::text as "planId", x.entry_id::text as "entryId", x.inspection_id::text as "inspectionId", x.organization_id::text as "organizationId", x.body_id::text as "bodyId",
  x.edition, x.previous_plan_id::text as "previousPlanId", x.state, x.owner_id::text as "ownerId", x.owner_name as "ownerName", x.workers::text[] as workers,
  x.content, x.signs, x.situation, ${day('x.ends_on')} as "endsOn", ${day('x.extended_from')} as "extendedFrom", x.appraisal, x.review,
  ${day('x.approved_on')} as "approvedOn", ${day('x.review_on')} as "reviewOn", ${day('x.completed_on')} as "completedOn",
  x.inspection_proposed as "inspectionProposed", ${day('x.opened_on')} as "openedOn", x.version, n.name as "organizationName", n.area_code as "areaCode"`

/** One plan within the scope; null when it is not there for the reader. */
export async function findPlan(tx: Tx, scope: Scope, planId: string): Promise<PlanRow | null> {
  if (!isId(planId)) return null
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from consolidation_plan x ${named} where x.id = ${planId}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : planRow.parse(rows[0])
}

/** The plans from a conclusion within the scope, the newest edition first. */
export async function listPlansOfInspection(tx: Tx, scope: Scope, inspectionId: string): Promise<PlanRow[]> {
  if (!isId(inspectionId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from consolidation_plan x ${named} where x.inspection_id = ${inspectionId}::uuid and ${withinReach(scope)} order by x.edition desc`
  return rows.map((one) => planRow.parse(one))
}

/** The plans of an entry within the scope, the newest edition first; those of a conclusion where it has no entry. */
export async function listEditions(
  tx: Tx,
  scope: Scope,
  { entryId, inspectionId }: Pick<PlanRow, 'entryId' | 'inspectionId'>,
): Promise<PlanRow[]> {
  return entryId === null ? listPlansOfInspection(tx, scope, inspectionId ?? '') : listPlansOfEntry(tx, scope, entryId)
}

/** The plans of an entry within the scope, the newest edition first. */
export async function listPlansOfEntry(tx: Tx, scope: Scope, entryId: string): Promise<PlanRow[]> {
  if (!isId(entryId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from consolidation_plan x ${named} where x.entry_id = ${entryId}::uuid and ${withinReach(scope)} order by x.edition desc`
  return rows.map((one) => planRow.parse(one))
}

const standsBelow = (below: readonly string[] | undefined) =>
  below === undefined
    ? Prisma.sql`true`
    : Prisma.sql`exists (select from app.organization_reach b where b.above_id = any (${[...below]}::uuid[]) and b.organization_id = x.organization_id
        and b.valid_from <= app.today() and app.today() < b.valid_to)`

const count = z.coerce.number()
const boardRow = z.object({
  planId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  areaCode: z.string().nullable(),
  edition: z.number(),
  state: z.enum(planStates),
  ownerName: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  reviewOn: z.string().nullable(),
  inspectionProposed: z.boolean(),
  tasks: count,
  done: count,
  closed: count,
  late: count,
  waiting: count,
  slipped: count,
  /** Days of the task that lies furthest behind its approved day; 0 when none does. */
  slipDays: count,
})
/** A line of the board: a plan with the figures of its tasks today. */
export type PlanBoardRow = z.infer<typeof boardRow>

/** Tasks as they stand now, or as their steps left them on a day that has passed; before its first step a task stood as approved. */
const tasksNow = Prisma.sql`select t.plan_id, t.state, t.due_on, t.baseline_due_on from plan_task t`
const tasksOn = (on: string) => Prisma.sql`
  select t.plan_id, coalesce(h.to_state, 'open') as state, coalesce(h.due_on, t.baseline_due_on, t.due_on) as due_on, t.baseline_due_on from plan_task t
    left join lateral (select s.to_state, s.due_on from plan_step s where s.task_id = t.id and s.on_day <= ${on}::date and s.due_on is not null
      order by s.on_day desc, s.position desc limit 1) h on true`

/**
 * The plans within the scope with the figures of their tasks on a day, those with the most late tasks first. `isPast`: a day
 * before today, for which the tasks are read from their steps and plans approved later are left out.
 */
export async function listPlanBoard(
  tx: Tx,
  scope: Scope,
  of: {
    day: string
    isPast?: boolean | undefined
    areaCode?: string | undefined
    /** Only of these organizations and what stands below them today. */
    below?: readonly string[] | undefined
    limit: number
  },
): Promise<PlanBoardRow[]> {
  const { day: on, isPast = false, areaCode, below, limit } = of
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "planId", x.organization_id::text as "organizationId", n.name as "organizationName", n.area_code as "areaCode", x.edition, x.state,
        x.owner_name as "ownerName", ${day('x.starts_on')} as "startsOn", ${day('x.ends_on')} as "endsOn", ${day('x.review_on')} as "reviewOn",
        x.inspection_proposed as "inspectionProposed", coalesce(k.tasks, 0) as tasks, coalesce(k.done, 0) as done, coalesce(k.closed, 0) as closed,
        coalesce(k.late, 0) as late, coalesce(k.waiting, 0) as waiting, coalesce(k.slipped, 0) as slipped, coalesce(k.slip, 0) as "slipDays"
      from consolidation_plan x ${named}
      left join (
        select t.plan_id, count(*) as tasks, count(*) filter (where t.state = 'done') as done, count(*) filter (where t.state = 'closed') as closed,
            count(*) filter (where t.state = 'open' and t.due_on < ${on}::date) as late, count(*) filter (where t.state = 'waiting') as waiting,
            count(*) filter (where t.slip > 0) as slipped, greatest(0, max(t.slip)) as slip
          from (select t.*, case when t.state in ('open', 'waiting') and t.baseline_due_on is not null
              then greatest(t.due_on, case when t.due_on < ${on}::date then ${on}::date end) - t.baseline_due_on end as slip
            from (${isPast ? tasksOn(on) : tasksNow}) t) t
         group by t.plan_id) k on k.plan_id = x.id
     where ${withinReach(scope)} and (${areaCode ?? null}::text is null or n.area_code = ${areaCode ?? null})
       and (${!isPast} or x.approved_on <= ${on}::date) and ${standsBelow(below)}
     order by (x.state in ('accepted', 'failed', 'ended')), coalesce(k.late, 0) desc, x.ends_on, x.id limit ${limit}`
  return rows.map((one) => boardRow.parse(one))
}
