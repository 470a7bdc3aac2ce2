import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { connect } from '@nq15/db/client'
import { insertEvent } from '@nq15/db/events/outbox.write'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { migrateServer } from '@nq15/db/server'
import { serviceActor } from '@nq15/db/services'
import pg from 'pg'
import { markdownTable } from './table.ts'

const migrations = fileURLToPath(new URL('../../db/prisma/migrations', import.meta.url))
const program = fileURLToPath(new URL('../../../apps/monitor/dist/main.js', import.meta.url))
const monitors = 2
const people = 10_000

/** 100 committees with two offices each, 10,000 cells with a secretary each; ids are made from numbers. */
const groundSql = `
  set session_replication_role = replica;
  create function pg_temp.id(kind int, n bigint) returns uuid language sql immutable as
    $$ select ('00000000-0000-7000-8' || lpad(to_hex(kind), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  create temporary table place as
    select 0 as kind, 1::bigint as n, null::int as up_kind, null::bigint as up, 'city-org' as type union all
    select 1, n, 0, 1, 'grassroots-committee-org' from generate_series(1, 100) n union all
    select 2, n, 1, 1 + n % 100, 'cell' from generate_series(1, ${people}) n;
  insert into organization (id, side) select pg_temp.id(kind, n), 'party' from place;
  insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from)
    select pg_temp.id(kind + 16, n), pg_temp.id(kind, n), case when up_kind is null then null else pg_temp.id(up_kind, up) end, 'party',
      kind || '-' || n, 'To chuc ' || n, 'to chuc ' || n, type, '2020-01-01' from place;
  insert into auth."user" (id, name, email, username) select pg_temp.id(6, n), 'x', n || '@nq15.invalid', 'u' || n from generate_series(1, ${people} + 200) n;
  insert into access_account (user_id, display_name) select pg_temp.id(6, n), 'x' from generate_series(1, ${people} + 200) n;
  insert into access_grant (id, user_id, role, organization_id, valid_from)
    select pg_temp.id(7, n), pg_temp.id(6, n), 'org-secretary', pg_temp.id(2, n), date '2025-07-01' from generate_series(1, ${people}) n union all
    select pg_temp.id(8, n), pg_temp.id(6, ${people} + n), 'grassroots-office', pg_temp.id(1, 1 + n % 100), date '2025-07-01' from generate_series(1, 200) n;
  set session_replication_role = default;
  select app.rebuild_organization_reach();
  analyze;`

const idOf = (kind: number, n: number) =>
  `00000000-0000-7000-8${kind.toString(16).padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`

/** How long 10,000 notifications take from the commit of their events to the inboxes, with real monitor processes, and that each came once. */
export async function benchNotifications(server: string, print: (text: string) => void): Promise<void> {
  const name = `nq15_bench_${newId().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  let login = ''
  const served = await migrateServer({
    url: url.href,
    migrations,
    keepLogin: async (make) => {
      const made = make()
      login = made.name
      return made
    },
  })
  const owner = new pg.Client({ connectionString: url.href })
  await owner.connect()
  await owner.query(groundSql)
  const db = connect({ url: served.url, poolSize: 2, timeoutMs: 600_000 })
  const scope = proveScope(serviceActor('operator'), 'organization:write')
  if (!scope) throw new Error('the operator lacks its permission')
  const running = await Promise.all(Array.from({ length: monitors }, () => startMonitor(served.url)))

  const rows = []
  try {
    const cells = Array.from({ length: people / 2 }, (_, at) => at + 1)
    const sent = { type: 'ratings.file-sent', recordTable: 'rating_cell_file' }
    const sentPayload = { year: 2026, campaignId: newId(), dueOn: '2026-12-31' }
    const opened = {
      type: 'ratings.campaign-opened',
      recordTable: 'rating_campaign',
      payload: { year: 2026, cellDueOn: '2026-12-15', committeeDueOn: '2026-12-31' },
    }
    const cases = [
      {
        what: 'one year opened, told to 10,000 secretaries',
        events: [{ ...opened, recordId: newId(), organizationId: idOf(0, 1) }],
      },
      {
        what: '5,000 files sent, each told to the two offices above it',
        events: cells.map((n) => ({ ...sent, payload: sentPayload, recordId: newId(), organizationId: idOf(2, n) })),
      },
    ]
    for (const { what, events } of cases) {
      await owner.query('delete from notification; delete from outbox')
      await db.asActor(scope, async (tx) => {
        for (const event of events) await insertEvent(tx, event)
      })
      const began = performance.now()
      let waiting = 1
      while (waiting > 0) {
        await setTimeout(100)
        waiting = Number((await owner.query('select count(*) as n from outbox where finished_at is null')).rows[0]?.n)
      }
      const seconds = (performance.now() - began) / 1_000
      const { rows: counted } = await owner.query(
        'select count(*)::int as n, count(distinct (user_id, event_id))::int as once from notification',
      )
      const { n, once: distinct } = counted[0]
      rows.push([what, events.length, n, n === distinct ? 'yes' : 'NO', seconds.toFixed(1)])
    }
  } finally {
    for (const child of running) {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    }
    await db.close()
    await owner.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.query(`drop role if exists ${login}`)
    await admin.end()
  }
  print(markdownTable(['What', 'events', 'notifications', 'each once', 'seconds'], rows))
}

async function startMonitor(databaseUrl: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program], {
    env: {
      DATABASE_URL: databaseUrl,
      NQ15_SECRET: 'a secret of the benchmark, long enough',
      NQ15_MONITOR_PORT: '0',
      NQ15_LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout) await once(child.stdout, 'data')
  child.stdout?.resume()
  return child
}
