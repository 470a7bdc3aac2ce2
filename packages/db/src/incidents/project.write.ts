import type { NewProject } from '@nq15/domain/incidents'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Registers a project with the communes it touches; false when its code is taken. */
export async function insertProject(
  tx: Tx,
  _scope: Scope,
  of: NewProject & {
    readonly projectId: string
    readonly organizationId: string
    readonly areaIds: readonly string[]
    readonly today: LegalDay
  },
): Promise<boolean> {
  const { projectId, organizationId, code, name, kind, owner, stage, source, openedOn, areaIds, today } = of
  if ((await tx.project.count({ where: { code } })) > 0) return false
  await tx.project.createMany({
    data: [{ id: projectId, organizationId, code, name, kind, owner, stage, source, openedOn: dateOf(openedOn) }],
  })
  await insertProjectAreas(tx, _scope, { projectId, areaIds, today })
  return true
}

/** Adds communes to a project; those it has already stay. */
export async function insertProjectAreas(
  tx: Tx,
  _scope: Scope,
  {
    projectId,
    areaIds,
    today,
  }: { readonly projectId: string; readonly areaIds: readonly string[]; readonly today: LegalDay },
): Promise<void> {
  await tx.projectArea.createMany({
    data: areaIds.map((organizationId) => ({ id: newId(), projectId, organizationId, validFrom: dateOf(today) })),
    skipDuplicates: true,
  })
}

/** Changes the stage of a project; false when somebody else has changed it since. */
export async function updateProjectStage(
  tx: Tx,
  _scope: Scope,
  { projectId, version, stage }: { readonly projectId: string; readonly version: number; readonly stage: string },
): Promise<boolean> {
  const { count } = await tx.project.updateMany({
    where: { id: projectId, version },
    data: { stage, version: { increment: 1 }, updatedAt: new Date() },
  })
  return count === 1
}

/** Writes a change behind the last one of its project; it is never rewritten. */
export async function insertProjectStep(
  tx: Tx,
  _scope: Scope,
  step: {
    readonly projectId: string
    readonly organizationId: string
    readonly event: string
    readonly fromStage: string | null
    readonly toStage: string
    readonly onDay: LegalDay
    readonly reason: string
    readonly actorId: string
    readonly actorName: string
  },
): Promise<void> {
  const { projectId, organizationId, event, fromStage, toStage, onDay, reason, actorId, actorName } = step
  await tx.$executeRaw`
    insert into project_step (id, project_id, organization_id, position, event, from_stage, to_stage, on_day, reason, actor_id, actor_name)
    select ${newId()}::uuid, ${projectId}::uuid, ${organizationId}::uuid,
      1 + coalesce((select max(position) from project_step where project_id = ${projectId}::uuid), 0),
      ${event}, ${fromStage}, ${toStage}, ${onDay}::date, ${reason}, ${actorId}::uuid, ${actorName}`
}
