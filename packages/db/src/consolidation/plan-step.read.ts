import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const stepRow = z.object({
  stepId: z.string(),
  planId: z.string(),
  taskId: z.string().nullable(),
  event: z.string(),
  fromState: z.string().nullable(),
  toState: z.string(),
  actorId: z.string(),
  actorName: z.string(),
  actedAt: z.date(),
  onDay: z.string(),
  reason: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  decisionBody: z.string().nullable(),
  dueOn: z.string().nullable(),
  progress: z.number().nullable(),
  detail: z.record(z.string(), z.unknown()),
})
/** A step of a plan or of one of its tasks, as it was taken. `actedAt` in UTC. */
export type PlanStepRow = z.infer<typeof stepRow>

/** Every step of a plan and of its tasks within the scope, oldest first. */
export async function listPlanSteps(tx: Tx, scope: Scope, planId: string): Promise<PlanStepRow[]> {
  if (!isId(planId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "stepId", x.plan_id::text as "planId", x.task_id::text as "taskId", x.event, x.from_state as "fromState", x.to_state as "toState",
        x.actor_id::text as "actorId", x.actor_name as "actorName", x.acted_at as "actedAt", to_char(x.on_day, 'YYYY-MM-DD') as "onDay", x.reason,
        x.decision_number as "decisionNumber", x.decision_body as "decisionBody", to_char(x.due_on, 'YYYY-MM-DD') as "dueOn", x.progress, x.detail
      from plan_step x where x.plan_id = ${planId}::uuid and ${withinReach(scope)} order by x.position`
  return rows.map((one) => stepRow.parse(one))
}
