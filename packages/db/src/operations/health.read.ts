import type { CopyConnection } from './copy-connection.ts'

/** How a database stands, in numbers and names of tables; no row of any record. */
export type DatabaseHealth = {
  readonly server: string
  readonly encoding: string
  /** The server's clock at the moment it was asked. */
  readonly clock: Date
  readonly bytes: number
  /** Tables that are said to be guarded and whose policies do not bind their owner as well. */
  readonly unguarded: readonly string[]
  /** Yearly tables and the year whose partition is not there: this year's or the next's. */
  readonly missingYears: readonly string[]
  readonly oldestUnsealedAt: Date | null
  readonly failedJobs: number
  /** Since when the oldest happening waits to be handled. */
  readonly oldestWaitingAt: Date | null
}

/** Reads it past the policies, which is the operator's place. */
export async function readDatabaseHealth(connection: CopyConnection): Promise<DatabaseHealth> {
  const [row] = await connection.query(`
    select current_setting('server_version') as server, pg_encoding_to_char(d.encoding) as encoding,
           clock_timestamp() as clock, pg_database_size(d.oid)::text as bytes,
           (select coalesce(array_agg(t.table_name order by 1), '{}')
              from app.table_class t left join pg_class c on c.oid = to_regclass('public.' || t.table_name)
             where not coalesce(c.relrowsecurity and c.relforcerowsecurity, false))::text[] ||
           -- A partition that is named meets its own policies and not its table's.
           (select coalesce(array_agg(c.relname order by 1), '{}') from app.yearly_table y join pg_inherits i on i.inhparent = to_regclass('public.' || y.table_name)
              join pg_class c on c.oid = i.inhrelid where not (c.relrowsecurity and c.relforcerowsecurity))::text[] as unguarded,
           (select coalesce(array_agg(y.table_name || ' ' || n order by 1), '{}') from app.yearly_table y
              cross join generate_series(extract(year from app.today())::int, extract(year from app.today())::int + 1) n
             where to_regclass('public.' || y.table_name || '_' || n) is null)::text[] as "missingYears",
           (select min(e.at) from audit_event e
             where not exists (select from audit_leaf l where l.event_id = e.id)) as oldest,
           (select count(*) from job_run where state = 'failed' and ended_at > now() - interval '7 days')::text as failed,
           (select min(occurred_at) from outbox where finished_at is null) as waiting
      from pg_database d where d.datname = current_database()`)
  return {
    server: String(row?.['server']),
    encoding: String(row?.['encoding']),
    clock: row?.['clock'] as Date,
    bytes: Number(row?.['bytes']),
    unguarded: row?.['unguarded'] as string[],
    missingYears: row?.['missingYears'] as string[],
    oldestUnsealedAt: (row?.['oldest'] as Date | null) ?? null,
    failedJobs: Number(row?.['failed']),
    oldestWaitingAt: (row?.['waiting'] as Date | null) ?? null,
  }
}
