import type { Peers, PeriodStart } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** A run as pages show it. */
export type RunRow = {
  readonly id: string
  readonly organizationId: string
  readonly kind: 'nightly' | 'demand' | 'changed'
  readonly month: PeriodStart
  readonly asOf: LegalDay
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly done: number
  readonly total: number | null
  readonly ruleVersion: string | null
  readonly ruleHash: string | null
  readonly inputsHash: string | null
  readonly resultHash: string | null
  readonly counts: Readonly<Record<string, number>> | null
  readonly failure: string | null
  readonly askedByName: string
  readonly askedAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
}

/** The last whole runs over an organization, newest first; what was judged after a single change stands apart. */
export async function listRuns(
  tx: Tx,
  _scope: Scope,
  { organizationId, limit }: { readonly organizationId: string; readonly limit: number },
): Promise<RunRow[]> {
  return tx.$queryRaw<RunRow[]>`
    select id::text, organization_id::text as "organizationId", kind, to_char(month, 'YYYY-MM-DD') as month, to_char(as_of, 'YYYY-MM-DD') as "asOf", state, done, total,
        rule_version as "ruleVersion", rule_hash as "ruleHash", inputs_hash as "inputsHash", result_hash as "resultHash", counts, failure,
        asked_by_name as "askedByName", asked_at as "askedAt", started_at as "startedAt", ended_at as "endedAt"
      from screening_run where organization_id = ${organizationId}::uuid and kind <> 'changed' order by asked_at desc limit ${limit}`
}

/** One whole run; null when there is none of this id within reach. */
export async function findRun(tx: Tx, _scope: Scope, id: string): Promise<RunRow | null> {
  if (!isId(id)) return null
  const [row] = await tx.$queryRaw<RunRow[]>`
    select id::text, organization_id::text as "organizationId", kind, to_char(month, 'YYYY-MM-DD') as month, to_char(as_of, 'YYYY-MM-DD') as "asOf", state, done, total,
        rule_version as "ruleVersion", rule_hash as "ruleHash", inputs_hash as "inputsHash", result_hash as "resultHash", counts, failure,
        asked_by_name as "askedByName", asked_at as "askedAt", started_at as "startedAt", ended_at as "endedAt"
      from screening_run where id = ${id}::uuid and kind <> 'changed'`
  return row ?? null
}

/** What the peers of the last whole run over any organization above were; null before the first. */
export async function readPeers(
  tx: Tx,
  _scope: Scope,
  { aboveIds, month }: { readonly aboveIds: readonly string[]; readonly month: PeriodStart },
): Promise<Peers | null> {
  const [row] = await tx.$queryRaw<{ peers: Peers }[]>`
    select peers from screening_run
     where organization_id = any (${[...aboveIds]}::uuid[]) and state = 'done' and peers is not null and month <= ${month}::date
     order by month desc, ended_at desc limit 1`
  return row?.peers ?? null
}

/** A run that waits to be taken up, or one whose process died; the oldest first. */
export async function findWaitingRun(
  tx: Tx,
  _scope: Scope,
  { staleBefore }: { readonly staleBefore: Date },
): Promise<{ id: string; organizationId: string; month: PeriodStart; asOf: LegalDay; state: string } | null> {
  const [row] = await tx.$queryRaw<
    { id: string; organizationId: string; month: PeriodStart; asOf: LegalDay; state: string }[]
  >`
    select id::text, organization_id::text as "organizationId", to_char(month, 'YYYY-MM-DD') as month, to_char(as_of, 'YYYY-MM-DD') as "asOf", state
      from screening_run
     where state = 'waiting' or state = 'running' and kind <> 'changed' and heartbeat_at < ${staleBefore}
     order by asked_at limit 1`
  return row ?? null
}

/** Organizations whose facts changed since the last look, the longest waiting first. */
export async function listPending(
  tx: Tx,
  _scope: Scope,
  limit: number,
): Promise<{ organizationId: string; month: PeriodStart; markedAt: Date }[]> {
  return tx.$queryRaw`
    select organization_id::text as "organizationId", to_char(month, 'YYYY-MM-DD') as month, marked_at as "markedAt"
      from screening_pending where done_at is null order by marked_at limit ${limit}`
}

/** Which of some organizations were marked since a moment: their facts are newer than those a run has read. */
export async function listMarkedSince(
  tx: Tx,
  _scope: Scope,
  { organizationIds, since }: { readonly organizationIds: readonly string[]; readonly since: Date },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select organization_id::text as id from screening_pending where organization_id = any (${[...organizationIds]}::uuid[]) and marked_at >= ${since}`
  return rows.map(({ id }) => id)
}

/** The database's own clock: marks of changed facts are compared with it. */
export async function readClock(tx: Tx, _scope: Scope): Promise<Date> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`select clock_timestamp() as at`
  if (!row) throw new Error('the database has no clock')
  return row.at
}

/** The root organizations of the Party's side on a day: what a nightly run screens. */
export async function listScreenedRoots(tx: Tx, _scope: Scope, day: LegalDay): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select organization_id::text as id from organization_version
     where parent_id is null and side = 'party' and valid_from <= ${day}::date and ${day}::date < valid_to order by organization_id`
  return rows.map(({ id }) => id)
}
