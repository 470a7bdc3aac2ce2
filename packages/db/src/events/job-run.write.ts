import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** A run as a person asks for it. */
export type NewRun = {
  readonly job: string
  readonly organizationId: string | null
  readonly input: unknown
  readonly retryOf?: string | null
}

const json = z.json()
const inputJson = (value: unknown) => json.parse(value) ?? Prisma.JsonNull

/** Asks for a run in this transaction, in the actor's name; monitor takes it up when the transaction is through. */
export async function insertRun(tx: Tx, { actor }: Scope, { input, retryOf = null, ...run }: NewRun): Promise<string> {
  const id = newId()
  await tx.jobRun.createMany({ data: [{ ...run, id, retryOf, input: inputJson(input), userId: actor.userId }] })
  return id
}

/** Asks a run of one's own to stop; one that nobody has begun ends at once. False when there is none or it has ended. */
export async function askToCancel(tx: Tx, { actor }: Scope, id: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update job_run set cancel_asked_at = coalesce(cancel_asked_at, clock_timestamp()),
      state = case when state = 'waiting' then 'cancelled' else state end,
      ended_at = case when state = 'waiting' then clock_timestamp() end
     where id = ${id}::uuid and user_id = ${actor.userId}::uuid and state in ('waiting', 'running')`
  return changed > 0
}

/** Runs to be given to the queue: new ones, those given long ago that nobody took, and those whose process is silent. */
export async function claimRuns(
  tx: Tx,
  _scope: Scope,
  { limit, staleBefore }: { readonly limit: number; readonly staleBefore: Date },
) {
  const rows = await tx.$queryRaw`
    update job_run set relayed_at = clock_timestamp()
     where id in (select id from job_run
       where state in ('waiting', 'running') and (relayed_at is null or relayed_at < ${staleBefore}::timestamptz)
         and (state = 'waiting' or heartbeat_at < ${staleBefore}::timestamptz)
       order by created_at limit ${limit} for update skip locked)
    returning id::text as "id"`
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}

const begun = z.object({
  id: z.string(),
  job: z.string(),
  userId: z.string(),
  organizationId: z.string().nullable(),
  input: z.unknown(),
  attempts: z.number(),
  cancelAsked: z.boolean(),
})
export type BegunRun = z.infer<typeof begun>

/** Takes up a run for this process; null when it has ended or a living process has it. */
export async function beginRun(
  tx: Tx,
  _scope: Scope,
  { id, staleBefore }: { readonly id: string; readonly staleBefore: Date },
) {
  const rows = await tx.$queryRaw`
    update job_run set state = 'running', started_at = coalesce(started_at, clock_timestamp()), heartbeat_at = clock_timestamp(),
      attempts = attempts + 1
     where id = ${id}::uuid and (state = 'waiting' or (state = 'running' and heartbeat_at < ${staleBefore}::timestamptz))
    returning id::text as "id", job, user_id::text as "userId", organization_id::text as "organizationId", input, attempts,
      cancel_asked_at is not null as "cancelAsked"`
  return z.array(begun).parse(rows)[0] ?? null
}

/** How far a run is, as it is kept. */
export type RunProgress = { readonly done: number; readonly total: number | null; readonly step: string | null }

/**
 * Says that the process lives and how far it is; answers whether somebody wants it stopped. `lost` when the run is no longer
 * this attempt's: another process has taken it up.
 */
export async function beat(
  tx: Tx,
  _scope: Scope,
  { id, attempt, progress }: { readonly id: string; readonly attempt: number; readonly progress: RunProgress | null },
): Promise<'on' | 'stop' | 'lost'> {
  const { done = null, total = null, step = null } = progress ?? {}
  const rows = await tx.$queryRaw`
    update job_run set heartbeat_at = clock_timestamp(), done = coalesce(${done}::int, done),
      total = case when ${done}::int is null then total else ${total}::int end,
      step = case when ${done}::int is null then step else ${step} end
     where id = ${id}::uuid and state = 'running' and attempts = ${attempt} returning cancel_asked_at is not null as stop`
  const [row] = z.array(z.object({ stop: z.boolean() })).parse(rows)
  return row ? (row.stop ? 'stop' : 'on') : 'lost'
}

/** How a run ended. */
export type RunEnd =
  | {
      readonly state: 'done'
      readonly result: unknown
      readonly file: { readonly name: string; readonly type: string; readonly content: Uint8Array } | null
    }
  | { readonly state: 'failed'; readonly failure: string }
  | { readonly state: 'cancelled' }

/** Ends this attempt of a run; false when the run is no longer this attempt's. */
export async function endRun(
  tx: Tx,
  _scope: Scope,
  { id, attempt, end }: { readonly id: string; readonly attempt: number; readonly end: RunEnd },
): Promise<boolean> {
  const file = end.state === 'done' ? end.file : null
  const { count } = await tx.jobRun.updateMany({
    where: { id, state: 'running', attempts: attempt },
    data: {
      state: end.state,
      endedAt: new Date(),
      ...(end.state === 'failed' ? { failure: end.failure } : {}),
      ...(end.state === 'done' ? { result: inputJson(end.result ?? {}) } : {}),
      ...(file ? { fileName: file.name, fileType: file.type, fileContent: Uint8Array.from(file.content) } : {}),
    },
  })
  return count > 0
}

/** Gives a run back to the queue because its process stops; it begins again elsewhere at once. */
export async function giveBackRun(
  tx: Tx,
  _scope: Scope,
  { id, attempt }: { readonly id: string; readonly attempt: number },
): Promise<void> {
  await tx.$executeRaw`
    update job_run set state = 'waiting', relayed_at = null, heartbeat_at = null where id = ${id}::uuid and state = 'running' and attempts = ${attempt}`
}

/** Removes runs that ended before a moment, with their files. Answers how many. */
export async function deleteEndedRuns(tx: Tx, _scope: Scope, before: Date): Promise<number> {
  return tx.$executeRaw`delete from job_run where ended_at < ${before}::timestamptz`
}
