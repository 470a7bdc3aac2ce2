import { projectKinds, projectStages } from '@nq15/domain/incidents'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

const project = z.object({
  projectId: z.string(),
  organizationId: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(projectKinds),
  owner: z.string(),
  stage: z.enum(projectStages),
  source: z.string(),
  openedOn: z.string(),
  version: z.number(),
  areas: z.array(z.object({ organizationId: z.string(), name: z.string(), code: z.string() })),
})
/** A project with the communes it touches, by the names of today. */
export type ProjectRow = z.infer<typeof project>

const whole = Prisma.sql`select x.id::text as "projectId", x.organization_id::text as "organizationId", x.code, x.name, x.kind, x.owner, x.stage,
    x.source, to_char(x.opened_on, 'YYYY-MM-DD') as "openedOn", x.version,
    coalesce((select jsonb_agg(jsonb_build_object('organizationId', a.organization_id, 'name', n.name, 'code', n.code) order by n.code)
      from project_area a join lateral (select v.name, v.code from organization_version v where v.organization_id = a.organization_id
        order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true
     where a.project_id = x.id), '[]') as areas
  from project x`

/** The project of a code; null when there is none. Projects are public facts, so no scope narrows them. */
export async function findProjectByCode(tx: Tx, _scope: Scope, code: string): Promise<ProjectRow | null> {
  const rows = await tx.$queryRaw<unknown[]>`${whole} where x.code = ${code.toUpperCase()}`
  return rows[0] === undefined ? null : project.parse(rows[0])
}

/** One project by its id; null when there is none. */
export async function findProject(tx: Tx, _scope: Scope, projectId: string): Promise<ProjectRow | null> {
  if (!isId(projectId)) return null
  const rows = await tx.$queryRaw<unknown[]>`${whole} where x.id = ${projectId}::uuid`
  return rows[0] === undefined ? null : project.parse(rows[0])
}

/** Every project, what is under way first. */
export async function listProjects(tx: Tx, _scope: Scope): Promise<ProjectRow[]> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`${whole} order by (x.stage in ('done', 'suspended')), x.name, x.code limit 1000`
  return rows.map((one) => project.parse(one))
}

const step = z.object({
  event: z.string(),
  toStage: z.string(),
  onDay: z.string(),
  reason: z.string(),
  actorName: z.string(),
})
export type ProjectStepRow = z.infer<typeof step>

/** Every change of a project, the newest first. */
export async function listProjectSteps(tx: Tx, _scope: Scope, projectId: string): Promise<ProjectStepRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select event, to_stage as "toStage", to_char(on_day, 'YYYY-MM-DD') as "onDay", reason, actor_name as "actorName"
      from project_step where project_id = ${projectId}::uuid order by position desc`
  return rows.map((one) => step.parse(one))
}
