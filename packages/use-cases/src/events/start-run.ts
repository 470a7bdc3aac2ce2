import type { Database, Tx } from '@nq15/db/client'
import { findFailedRun } from '@nq15/db/events/job-run.read'
import { askToCancel, insertRun } from '@nq15/db/events/job-run.write'
import { isId } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { once } from '../access/once.ts'
import type { StartableJob } from './define-job.ts'

/**
 * Asks for a run of a job in this transaction and answers its id. The asker may leave: monitor takes it up, with the rights
 * he has then. Throws for an input that the job's schema does not allow.
 */
export async function startRun<Input>(
  tx: Tx,
  scope: Scope,
  asked: { readonly job: StartableJob<Input>; readonly input: Input; readonly organizationId: string | null },
): Promise<string> {
  const { job, input, organizationId } = asked
  if (scope.permission !== job.permission) throw new Error(`${job.name} asks for ${job.permission}`)
  const run = { job: job.name, organizationId, input: job.input.parse(input) }
  const id = await insertRun(tx, scope, run)
  await tx.$executeRaw`select app.audit('start', 'job_run', ${id}::uuid, ${organizationId}::uuid, ${JSON.stringify({ job: job.name })}::jsonb)`
  return id
}

/** Asks for a run of a job, once per request id, and answers its id: for a page whose only act this is. */
export async function requestRun<Input>(
  db: Database,
  scope: Scope,
  asked: {
    readonly requestId: string
    readonly job: StartableJob<Input>
    readonly input: Input
    readonly organizationId: string | null
  },
): Promise<string> {
  const { requestId, job } = asked
  return db.asActor(scope, (tx) =>
    once(tx, scope, { requestId, useCase: `run:${job.name}` }, () => startRun(tx, scope, asked)),
  )
}

export type RunRefusal = { readonly code: 'NOT_FOUND' }

/** Asks one's own run to stop; what it has stored till then stays as its job promises. */
export async function cancelRun(
  db: Database,
  scope: Scope,
  { runId }: { readonly runId: string },
): Promise<Result<null, RunRefusal>> {
  const asked = isId(runId) && (await db.asActor(scope, (tx) => askToCancel(tx, scope, runId)))
  return asked ? ok(null) : refuse({ code: 'NOT_FOUND' })
}

/** Begins one's own failed or cancelled run anew, as a run of its own. */
export async function retryRun(
  db: Database,
  scope: Scope,
  { runId, requestId }: { readonly runId: string; readonly requestId: string },
): Promise<Result<{ readonly runId: string }, RunRefusal>> {
  return db.asActor(scope, (tx) =>
    once(tx, scope, { requestId, useCase: 'run:retry' }, async (): Promise<Result<{ runId: string }, RunRefusal>> => {
      const failed = await findFailedRun(tx, scope, runId)
      if (!failed) return refuse({ code: 'NOT_FOUND' })
      return ok({ runId: await insertRun(tx, scope, { ...failed, retryOf: runId }) })
    }),
  )
}
