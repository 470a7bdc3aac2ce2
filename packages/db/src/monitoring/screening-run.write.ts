import type { Peers, PeriodStart } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

type NewRun = {
  readonly organizationId: string
  readonly kind: 'nightly' | 'demand'
  readonly month: PeriodStart
  readonly asOf: LegalDay
}

/** Asks for a run; answers the id of the one that waits already where there is one. */
export async function askForRun(tx: Tx, { actor }: Scope, run: NewRun): Promise<string> {
  const id = newId()
  const [made] = await tx.$queryRaw<{ id: string }[]>`
    insert into screening_run (id, organization_id, kind, month, as_of, asked_by, asked_by_name)
    values (${id}::uuid, ${run.organizationId}::uuid, ${run.kind}, ${run.month}::date, ${run.asOf}::date, ${actor.userId}::uuid, ${actor.name})
    on conflict (organization_id, month) where state = 'waiting' do nothing returning id::text`
  if (made) return made.id
  const [waiting] = await tx.$queryRaw<{ id: string }[]>`
    select id::text from screening_run where organization_id = ${run.organizationId}::uuid and month = ${run.month}::date and state = 'waiting'`
  return waiting?.id ?? id
}

/** Opens the run of one organization whose facts changed: it is under way at once and belongs to this transaction. */
export async function openChangedRun(tx: Tx, { actor }: Scope, run: Omit<NewRun, 'kind'>): Promise<string> {
  const id = newId()
  await tx.$executeRaw`
    insert into screening_run (id, organization_id, kind, month, as_of, state, asked_by, asked_by_name, started_at, heartbeat_at)
    values (${id}::uuid, ${run.organizationId}::uuid, 'changed', ${run.month}::date, ${run.asOf}::date, 'running', ${actor.userId}::uuid, ${actor.name},
      clock_timestamp(), clock_timestamp())`
  return id
}

/** Takes a run up, or one that a dead process left; false when another process has one of this organization under way. */
export async function beginRun(
  tx: Tx,
  _scope: Scope,
  { id, staleBefore }: { readonly id: string; readonly staleBefore: Date },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    update screening_run r set state = 'running', started_at = coalesce(started_at, clock_timestamp()), heartbeat_at = clock_timestamp(), done = 0
     where r.id = ${id}::uuid and (r.state = 'waiting' or r.state = 'running' and r.heartbeat_at < ${staleBefore})
       and not exists (select from screening_run o where o.organization_id = r.organization_id and o.state = 'running' and o.kind <> 'changed' and o.id <> r.id)
    returning id`
  return rows.length === 1
}

/** Stores how far a run is. */
export async function tellProgress(
  tx: Tx,
  _scope: Scope,
  { id, done, total }: { readonly id: string; readonly done: number; readonly total: number },
): Promise<void> {
  await tx.$executeRaw`update screening_run set done = ${done}, total = ${total}, heartbeat_at = clock_timestamp() where id = ${id}::uuid and state = 'running'`
}

/** What a run judged by and found. */
export type RunEnd = {
  readonly id: string
  readonly ruleVersion: string
  readonly ruleHash: string
  readonly inputsHash: string
  readonly resultHash: string
  readonly peers: Peers | null
  readonly counts: Readonly<Record<string, number>>
}

/** Ends a run with what it found. */
export async function endRun(tx: Tx, _scope: Scope, end: RunEnd): Promise<void> {
  await tx.$executeRaw`
    update screening_run set state = 'done', ended_at = clock_timestamp(), rule_version = ${end.ruleVersion}, rule_hash = ${end.ruleHash},
        inputs_hash = ${end.inputsHash}, result_hash = ${end.resultHash}, peers = ${end.peers === null ? null : JSON.stringify(end.peers)}::jsonb,
        counts = ${JSON.stringify(end.counts)}::jsonb
     where id = ${end.id}::uuid and state = 'running'`
}

/** Ends a run that could not be done; `failure` is a code word. */
export async function failRun(
  tx: Tx,
  _scope: Scope,
  { id, failure }: { readonly id: string; readonly failure: string },
): Promise<void> {
  await tx.$executeRaw`update screening_run set state = 'failed', ended_at = clock_timestamp(), failure = ${failure} where id = ${id}::uuid and state = 'running'`
}

/** Marks as done what was looked at for this month or a later one, unless it was marked again since. */
export async function settlePending(
  tx: Tx,
  _scope: Scope,
  {
    organizationIds,
    seenAt,
    month,
  }: { readonly organizationIds: readonly string[]; readonly seenAt: Date; readonly month: PeriodStart },
): Promise<void> {
  await tx.$executeRaw`
    update screening_pending set done_at = clock_timestamp()
     where organization_id = any (${[...organizationIds]}::uuid[]) and done_at is null and marked_at < ${seenAt} and month >= ${month}::date`
}

/** Waits until nobody else judges an organization of this bucket; released with the transaction. */
export async function lockBucket(tx: Tx, _scope: Scope, bucket: number): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(70150, ${bucket}::int)`
}
