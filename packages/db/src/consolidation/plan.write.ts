import type { PlanContent, PlanOpinion, PlanSign } from '@nq15/domain/consolidation'
import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** A new plan, a draft. */
export type NewPlan = {
  readonly planId: string
  readonly entryId: string | null
  readonly inspectionId: string | null
  readonly organizationId: string
  readonly bodyId: string
  readonly edition: number
  readonly previousPlanId: string | null
  readonly ownerId: string
  readonly ownerName: string
  readonly content: PlanContent
  readonly signs: readonly PlanSign[]
  readonly openedOn: LegalDay
}

/** Opens a plan as a draft; false when its entry or its conclusion has an open one. */
export async function insertPlan(tx: Tx, _scope: Scope, plan: NewPlan): Promise<boolean> {
  const standing = await tx.$queryRaw<unknown[]>`
    select 1 from consolidation_plan where (entry_id = ${plan.entryId}::uuid or inspection_id = ${plan.inspectionId}::uuid) and state not in ('accepted', 'failed', 'ended') for update`
  if (standing.length > 0) return false
  const { planId, content, signs, openedOn, ...rest } = plan
  await tx.consolidationPlan.createMany({
    data: [
      {
        ...rest,
        id: planId,
        content,
        signs: [...signs],
        workers: [plan.ownerId],
        startsOn: dateOf(content.startsOn),
        endsOn: dateOf(content.endsOn),
        openedOn: dateOf(openedOn),
      },
    ],
  })
  return true
}

/** What a step changes in a plan; what is left out stays. */
export type PlanChange = {
  readonly state?: string
  readonly content?: PlanContent
  readonly signs?: readonly PlanSign[]
  readonly situation?: readonly object[]
  readonly endsOn?: LegalDay
  readonly extendedFrom?: LegalDay
  readonly appraisal?: PlanOpinion | null
  readonly review?: PlanOpinion | null
  readonly approvedOn?: LegalDay
  readonly approvedBy?: string
  readonly reviewOn?: LegalDay | null
  readonly completedOn?: LegalDay
  readonly inspectionProposed?: boolean
}

const days = ['endsOn', 'extendedFrom', 'approvedOn', 'reviewOn', 'completedOn'] as const

function columnsOf(change: PlanChange) {
  const { content, signs, situation, appraisal, review, ...rest } = change
  const stored: Record<string, unknown> = { ...rest }
  for (const name of days) {
    const day = change[name]
    if (day !== undefined) stored[name] = day === null ? null : dateOf(day)
  }
  if (content) Object.assign(stored, { content, startsOn: dateOf(content.startsOn) })
  if (signs) stored['signs'] = [...signs]
  if (situation) stored['situation'] = [...situation]
  if (appraisal !== undefined) stored['appraisal'] = appraisal ?? Prisma.DbNull
  if (review !== undefined) stored['review'] = review ?? Prisma.DbNull
  return stored
}

/** Takes a plan a step on; false when somebody else has changed it since. `worker` joins those who do not judge it. */
export async function updatePlan(
  tx: Tx,
  _scope: Scope,
  of: { planId: string; version: number; change: PlanChange; worker: string | null },
): Promise<boolean> {
  const { planId, version, change, worker } = of
  const { count } = await tx.consolidationPlan.updateMany({
    where: { id: planId, version },
    data: {
      ...columnsOf(change),
      ...(worker === null ? {} : { workers: { push: worker } }),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  })
  return count === 1
}

/** A step as it is kept. */
export type NewPlanStep = {
  readonly planId: string
  readonly taskId?: string | null
  readonly organizationId: string
  readonly event: string
  readonly fromState: string | null
  readonly toState: string
  readonly actorId: string
  readonly actorName: string
  readonly onDay: LegalDay
  readonly reason?: string | null
  readonly decisionNumber?: string | null
  readonly decisionBody?: string | null
  readonly dueOn?: LegalDay | null
  readonly progress?: number | null
  readonly detail?: object
}

/** Writes a step behind the last one of its plan; it is never rewritten. */
export async function insertPlanStep(tx: Tx, _scope: Scope, step: NewPlanStep): Promise<void> {
  const { planId, organizationId, event, fromState, toState, actorId, actorName, onDay } = step
  await tx.$executeRaw`
    insert into plan_step (id, plan_id, task_id, organization_id, position, event, from_state, to_state, actor_id, actor_name, on_day, reason,
        decision_number, decision_body, due_on, progress, detail)
    select ${newId()}::uuid, ${planId}::uuid, ${step.taskId ?? null}::uuid, ${organizationId}::uuid,
      1 + coalesce((select max(position) from plan_step where plan_id = ${planId}::uuid), 0), ${event}, ${fromState}, ${toState}, ${actorId}::uuid, ${actorName},
      ${onDay}::date, ${step.reason ?? null}, ${step.decisionNumber ?? null}, ${step.decisionBody ?? null}, ${step.dueOn ?? null}::date,
      ${step.progress ?? null}::int, ${JSON.stringify(step.detail ?? {})}::jsonb`
}
