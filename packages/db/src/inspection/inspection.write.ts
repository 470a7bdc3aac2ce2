import type { InspectionContent, InspectionKind, InspectionResult, InspectionTerm } from '@nq15/domain/inspection'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** A new inspection, only planned. */
export type NewInspectionRow = {
  readonly inspectionId: string
  readonly organizationId: string
  readonly bodyId: string
  readonly programmeId: string | null
  readonly planId: string | null
  readonly kind: InspectionKind
  readonly subject: string
  readonly content: InspectionContent
  readonly ruleCode: string
  readonly worker: string
  readonly openedOn: LegalDay
}

/** Plans an inspection; false when the plan it answers has one. */
export async function insertInspection(tx: Tx, _scope: Scope, of: NewInspectionRow): Promise<boolean> {
  const { inspectionId, worker, openedOn, content, ...rest } = of
  if (of.planId !== null && (await tx.inspection.count({ where: { planId: of.planId } })) > 0) return false
  await tx.inspection.createMany({
    data: [{ ...rest, content, id: inspectionId, workers: [worker], openedOn: dateOf(openedOn) }],
  })
  return true
}

/** What a step changes in an inspection; what is left out stays. */
export type InspectionChange = {
  readonly state?: string
  readonly content?: InspectionContent
  readonly ruleCode?: string
  readonly decidedOn?: LegalDay
  readonly decisionNumber?: string
  readonly term?: InspectionTerm
  readonly dueOn?: LegalDay | null
  readonly extendedFrom?: LegalDay
  readonly announcedOn?: LegalDay
  readonly selfReport?: object
  readonly minutes?: object
  readonly report?: object
  readonly result?: InspectionResult
  readonly conclusion?: object
  readonly concludedOn?: LegalDay
  readonly concludedBy?: string
}

const days = ['decidedOn', 'dueOn', 'extendedFrom', 'announcedOn', 'concludedOn'] as const

/** Takes an inspection a step on; false when somebody else has changed it since. `workers` join those who do not decide. */
export async function updateInspection(
  tx: Tx,
  _scope: Scope,
  of: { inspectionId: string; version: number; change: InspectionChange; workers: readonly string[] },
): Promise<boolean> {
  const { inspectionId, version, change, workers } = of
  const stored: Record<string, unknown> = { ...change }
  for (const name of days) {
    const day = change[name]
    if (day !== undefined) stored[name] = day === null ? null : dateOf(day)
  }
  const { count } = await tx.inspection.updateMany({
    where: { id: inspectionId, version },
    data: {
      ...stored,
      ...(workers.length === 0 ? {} : { workers: { push: [...workers] } }),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  })
  return count === 1
}

/** A step as it is kept. */
export type NewInspectionStep = {
  readonly inspectionId: string
  readonly remedyId?: string | null
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
  readonly detail?: object
}

/** Writes a step behind the last one of its inspection; it is never rewritten. */
export async function insertInspectionStep(tx: Tx, _scope: Scope, step: NewInspectionStep): Promise<void> {
  const { inspectionId, organizationId, event, fromState, toState, actorId, actorName, onDay } = step
  await tx.$executeRaw`
    insert into inspection_step (id, inspection_id, remedy_id, organization_id, position, event, from_state, to_state, actor_id, actor_name, on_day,
        reason, decision_number, decision_body, due_on, detail)
    select ${newId()}::uuid, ${inspectionId}::uuid, ${step.remedyId ?? null}::uuid, ${organizationId}::uuid,
      1 + coalesce((select max(position) from inspection_step where inspection_id = ${inspectionId}::uuid), 0), ${event}, ${fromState}, ${toState},
      ${actorId}::uuid, ${actorName}, ${onDay}::date, ${step.reason ?? null}, ${step.decisionNumber ?? null}, ${step.decisionBody ?? null},
      ${step.dueOn ?? null}::date, ${JSON.stringify(step.detail ?? {})}::jsonb`
}
