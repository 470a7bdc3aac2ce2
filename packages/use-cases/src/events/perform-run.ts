import type { Database } from '@nq15/db/client'
import {
  type BegunRun,
  beat,
  beginRun,
  endRun,
  giveBackRun,
  type RunEnd,
  type RunProgress,
} from '@nq15/db/events/job-run.write'
import type { Scope } from '@nq15/db/scope'
import type { JobContext, JobOutcome, PersonJob } from './define-job.ts'
import { emit } from './emit.ts'

export type { BegunRun }

/** Why a run failed that no job said itself. */
export type RunFailure = 'not-permitted' | 'process-died' | 'unexpected' | 'unknown-job'

type Parts = {
  readonly jobs: readonly PersonJob[]
  /** Proves what the asker may do today; null when he may not do this any more. The gate's. */
  readonly prove: (run: BegunRun, job: PersonJob) => Promise<Scope | null>
  readonly now: () => Date
  /** The process stops: a repeatable run is given back, another one is told to end. */
  readonly stopping: AbortSignal
  readonly beatMs: number
  /** After so long without a beat its process counts as dead. */
  readonly staleMs: number
  /** The kind of a fault, for the log; never its text. */
  readonly onFault: (job: string, error: unknown) => void
}

const mostAttempts = 3

/**
 * Performs a person's run in this process: takes it up, beats while it lasts, and stores how it ended. `scope` is the
 * service's; the work itself has the asker's own. Nothing happens when another living process has it.
 */
export async function performRun(db: Database, scope: Scope, runId: string, parts: Parts): Promise<void> {
  const staleBefore = new Date(parts.now().getTime() - parts.staleMs)
  const run = await db.asActor(scope, (tx) => beginRun(tx, scope, { id: runId, staleBefore }))
  if (!run) return
  const job = parts.jobs.find(({ name }) => name === run.job)
  const settle = (end: RunEnd) => settleRun(db, scope, { run, end })
  if (run.cancelAsked) return settle({ state: 'cancelled' })
  if (!job) return settle(failure('unknown-job'))
  if (run.attempts > mostAttempts || (run.attempts > 1 && !job.repeatable)) return settle(failure('process-died'))
  const own = await parts.prove(run, job)
  if (!own) return settle(failure('not-permitted'))

  const pulse = startPulse(db, scope, { run, parts })
  const { stopped, progress } = pulse
  const context: JobContext<unknown> = {
    db,
    scope: own,
    input: run.input,
    now: parts.now,
    signal: stopped,
    progress,
    userId: run.userId,
  }
  let end: RunEnd
  try {
    const outcome = await job.run(context)
    end = stopped.aborted && !outcome.ok ? { state: 'cancelled' } : endOf(outcome)
  } catch (error) {
    if (!stopped.aborted) parts.onFault(job.name, error)
    end = stopped.aborted ? { state: 'cancelled' } : failure('unexpected')
  }
  const why = await pulse.stop()
  if (why === 'lost') return
  if (end.state === 'cancelled' && why === 'process-stops') {
    if (job.repeatable) return db.asActor(scope, (tx) => giveBackRun(tx, scope, { id: run.id, attempt: run.attempts }))
    return settle(failure('process-died'))
  }
  await settle(end)
}

const failure = (code: RunFailure): RunEnd => ({ state: 'failed', failure: code })

const endOf = (outcome: JobOutcome): RunEnd =>
  outcome.ok
    ? { state: 'done', result: outcome.result ?? {}, file: outcome.file ?? null }
    : { state: 'failed', failure: outcome.failure }

/** Stores the end and tells the asker, who may have left. */
async function settleRun(db: Database, scope: Scope, { run, end }: { readonly run: BegunRun; readonly end: RunEnd }) {
  await db.asActor(scope, async (tx) => {
    if (!(await endRun(tx, scope, { id: run.id, attempt: run.attempts, end })) || end.state === 'cancelled') return
    await emit(tx, scope, {
      type: 'events.run-ended',
      organizationId: run.organizationId,
      recordTable: 'job_run',
      recordId: run.id,
      payload: { userId: run.userId, job: run.job, state: end.state },
    })
  })
}

type Why = 'cancelled' | 'process-stops' | 'lost' | null

/** Beats from now on: keeps the run this process's, stores the progress, and hears when it is to stop. */
function startPulse(db: Database, scope: Scope, { run, parts }: { readonly run: BegunRun; readonly parts: Parts }) {
  const control = new AbortController()
  let why: Why = null
  let told: RunProgress | null = null
  let beating = Promise.resolve()
  const stopFor = (reason: Exclude<Why, null>) => {
    why ??= reason
    control.abort()
  }
  const onStopping = () => stopFor('process-stops')
  parts.stopping.addEventListener('abort', onStopping)
  if (parts.stopping.aborted) onStopping()
  const once = async () => {
    const progress = told
    told = null
    const answer = await db.asActor(scope, (tx) => beat(tx, scope, { id: run.id, attempt: run.attempts, progress }))
    if (answer === 'lost') stopFor('lost')
    if (answer === 'stop') stopFor('cancelled')
  }
  // A beat that fails is made up for by the next; when none gets through, another process takes the run up.
  const timer = setInterval(() => {
    beating = beating.then(once).catch(() => undefined)
  }, parts.beatMs)
  return {
    stopped: control.signal,
    progress: ({ done, total, step = '' }: { done: number; total: number | null; step?: string }) => {
      told = { done: total === null ? done : Math.min(done, total), total, step: step || null }
    },
    stop: async (): Promise<Why> => {
      clearInterval(timer)
      parts.stopping.removeEventListener('abort', onStopping)
      await beating
      if (told) await once().catch(() => undefined)
      return why
    },
  }
}
