import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

export const runStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const

const outline = z.object({
  id: z.string(),
  job: z.string(),
  state: z.enum(runStates),
  done: z.number(),
  total: z.number().nullable(),
  failure: z.string().nullable(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
})
/** A run without its content: what an administrator may see of somebody else's. Times in UTC. */
export type RunOutline = z.infer<typeof outline>

const ownRun = outline.extend({
  organizationId: z.string().nullable(),
  organizationName: z.string().nullable(),
  step: z.string().nullable(),
  result: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  fileName: z.string().nullable(),
  cancelAsked: z.boolean(),
})
/** A run of one's own. */
export type OwnRun = z.infer<typeof ownRun>

/** The actor's own runs, newest first. */
export async function listOwnRuns(tx: Tx, { actor }: Scope, limit: number): Promise<OwnRun[]> {
  const rows = await tx.$queryRaw`
    select r.id::text as "id", r.job, r.state, r.done, r.total, r.failure, r.created_at as "createdAt", r.started_at as "startedAt",
      r.ended_at as "endedAt", r.organization_id::text as "organizationId", r.step, r.result, r.file_name as "fileName",
      r.cancel_asked_at is not null as "cancelAsked",
      (select v.name from organization_version v where v.organization_id = r.organization_id order by v.valid_from desc limit 1) as "organizationName"
      from job_run r where r.user_id = ${actor.userId}::uuid
     order by r.created_at desc limit ${limit}`
  return z.array(ownRun).parse(rows)
}

/** Runs of everybody without their content, newest first; throws unless the actor keeps accounts. */
export async function listRunOutlines(tx: Tx, _scope: Scope, limit: number): Promise<RunOutline[]> {
  const rows = await tx.$queryRaw`
    select id::text as "id", job, state, done, total, failure, created_at as "createdAt", started_at as "startedAt", ended_at as "endedAt"
      from app.list_runs(${limit}::int)`
  return z.array(outline).parse(rows)
}

/** What a retry of one's own run begins with; null when there is none or it has not failed. */
export async function findFailedRun(tx: Tx, { actor }: Scope, id: string) {
  if (!isId(id)) return null
  return tx.jobRun.findFirst({
    where: { id, userId: actor.userId, state: { in: ['failed', 'cancelled'] } },
    select: { job: true, organizationId: true, input: true },
  })
}

/** The file that one's own run left; null when there is none. */
export async function findRunFile(tx: Tx, { actor }: Scope, id: string) {
  if (!isId(id)) return null
  const run = await tx.jobRun.findFirst({
    where: { id, userId: actor.userId, state: 'done' },
    select: { fileName: true, fileType: true, fileContent: true, organizationId: true },
  })
  if (!run?.fileName || !run.fileType || !run.fileContent) return null
  return { name: run.fileName, type: run.fileType, content: run.fileContent, organizationId: run.organizationId }
}
