import { listPlanBoard } from '@nq15/db/consolidation/plan.read'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase, testServer } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { usualWatchRules } from '@nq15/domain/monitoring'
import { sendReminders } from '@nq15/use-cases/events/send-reminders'
import pg from 'pg'
import { markdownTable, ms, summarise } from './table.ts'

const rounds = 30
/** The morning of the benchmarks. */
export const remindersDay = '2026-12-08'
const day = remindersDay
const content = {
  ...{ legalBasis: '', situation: '', weaknesses: [], goals: [], areaMember: '', secretary: '', supportingUnit: '' },
  ...{ resources: '', reporting: '', startsOn: '2026-09-01', endsOn: '2027-06-01' },
}

/** 500 communes, each with one plan of `perPlan` tasks due around the day, and one reminder of each task waiting for it. */
const groundSql = (perPlan: number) => `
  set session_replication_role = replica;
  create function pg_temp.id(kind int, n bigint) returns uuid language sql immutable as
    $$ select ('00000000-0000-7000-8' || lpad(to_hex(kind), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  insert into organization (id, side) select pg_temp.id(0, n), 'party' from generate_series(1, 501) n;
  insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from)
    select pg_temp.id(16, n), pg_temp.id(0, n), case when n > 1 then pg_temp.id(0, 1) end, 'party', 'c' || n, 'To chuc ' || n, 'to chuc ' || n,
      case when n > 1 then 'grassroots-committee-org' else 'city-org' end, '2020-01-01' from generate_series(1, 501) n;
  insert into watch_list (id, organization_id, name, rules, updated_by_name) values (pg_temp.id(50, 1), pg_temp.id(0, 1), 'x', '${JSON.stringify(usualWatchRules)}', 'x');
  insert into watch_entry (id, list_id, organization_id, body_id, state, level_code, severity, listed_on, opened_on)
    select pg_temp.id(51, n), pg_temp.id(50, 1), pg_temp.id(0, n + 1), pg_temp.id(0, 1), 'consolidating', 'needs-consolidation', 1, '2026-08-01', '2026-07-01' from generate_series(1, 500) n;
  insert into consolidation_plan (id, entry_id, organization_id, body_id, state, owner_id, owner_name, content, situation, starts_on, ends_on, approved_on, approved_by, opened_on)
    select pg_temp.id(52, n), pg_temp.id(51, n), pg_temp.id(0, n + 1), pg_temp.id(0, 1), 'in-progress', pg_temp.id(6, 2), 'x', '${JSON.stringify(content)}', '[]',
      '2026-09-01', '2027-06-01', '2026-09-10', pg_temp.id(6, 3), '2026-09-01' from generate_series(1, 500) n;
  insert into plan_task (id, plan_id, organization_id, position, title, output, owner_name, due_on, baseline_due_on)
    select pg_temp.id(53, (p - 1) * ${perPlan} + t), pg_temp.id(52, p), pg_temp.id(0, p + 1), t, 'x', 'x', 'x', date '${day}' + (t % 60 - 20), date '${day}' + (t % 60 - 30)
      from generate_series(1, 500) p, generate_series(1, ${perPlan}) t;
  insert into reminder (id, record_table, record_id, organization_id, kind, due_on, remind_on)
    select app.uuid_v7(), 'plan_task', t.id, t.organization_id, case when t.due_on < '${day}' then 'consolidation.task-late' else 'consolidation.task-before' end,
      greatest(t.due_on, date '${day}'), '${day}' from plan_task t;
  insert into auth."user" (id, name, email, username) values (pg_temp.id(6, 1), 'x', 'x@nq15.invalid', 'x');
  insert into access_account (user_id, display_name) values (pg_temp.id(6, 1), 'x');
  insert into auth.session (id, user_id, token, expires_at) values (pg_temp.id(7, 1), pg_temp.id(6, 1), 'x', now() + interval '6 hours');
  insert into access_grant (id, user_id, role, organization_id, valid_from) values (pg_temp.id(8, 1), pg_temp.id(6, 1), 'standing-committee', pg_temp.id(0, 1), '2020-01-01');
  set session_replication_role = default;
  select app.rebuild_organization_reach();
  analyze`

const idOf = (kind: number) => `00000000-0000-7000-8${kind.toString(16).padStart(3, '0')}-000000000001`

function committee(): Scope {
  const actor = { kind: 'session', key: idOf(7), userId: idOf(6), name: 'x', memberId: null } as const
  const grants = [{ role: 'standing-committee', organizationId: idOf(0) }] as const
  const scope = proveScope({ ...actor, requestId: '', onBehalfOf: '', grants }, 'plan:read')
  if (!scope) throw new Error('the committee may not read')
  return scope
}

/** How long the board of 500 plans with 10,000 tasks takes, and a morning's reminders of 100,000 tasks by three rounds at once. */
export async function benchPlans(print: (text: string) => void): Promise<void> {
  const board = await withGround(20, async (db) => {
    const scope = committee()
    const figures: number[] = []
    for (let round = -5; round < rounds; round += 1) {
      const began = performance.now()
      const lines = await db.database.asReader(scope, (tx) => listPlanBoard(tx, scope, { day, limit: 500 }))
      if (lines.length !== 500) throw new Error(`${lines.length} plans instead of 500`)
      if (round >= 0) figures.push(performance.now() - began)
    }
    return summarise(figures)
  })
  const told = await withGround(200, async (db) => {
    const scope = proveScope(serviceActor('events', { requestId: 'bench' }), 'event:serve')
    if (!scope) throw new Error('the service may not serve')
    const began = performance.now()
    const now = new Date(`${day}T01:00:00Z`)
    const counts = await Promise.all([1, 2, 3].map(() => sendReminders(db.database, scope, { now })))
    const took = performance.now() - began
    const [events] = await db.asOwner(
      `select count(*)::int as n, count(distinct record_id)::int as tasks from outbox where type like 'consolidation.task-%'`,
    )
    const all = counts.reduce((sum, one) => sum + one, 0)
    return { took, all, events: Number(events?.['n']), tasks: Number(events?.['tasks']) }
  })
  print(
    markdownTable(
      ['What', 'measured', 'asked'],
      [
        ['board of 500 plans, 10,000 tasks', `median ${ms(board.median)}, p95 ${ms(board.p95)}`, 'p95 120 ms'],
        [
          'reminders of 100,000 tasks, three rounds at once',
          `${(told.took / 1000).toFixed(1)} s; ${told.all} told, ${told.events} events about ${told.tasks} tasks`,
          '20 s, each once',
        ],
      ],
    ),
  )
}

/** Works on 500 plans of so many tasks each, with one reminder of each task waiting. */
export async function withGround<Value>(perPlan: number, work: (db: TestDatabase) => Promise<Value>): Promise<Value> {
  const db = await openTestDatabase()
  try {
    await fillGround(db, groundSql(perPlan))
    return await work(db)
  } finally {
    await db.close()
  }
}

/** The ground passes by triggers, which on a server only its superuser may; the embedded database has one login. */
async function fillGround(db: TestDatabase, sql: string): Promise<void> {
  if (testServer === undefined) {
    await db.asOwner(sql)
    return
  }
  const address = new URL(testServer)
  address.pathname = new URL(db.ownerUrl).pathname
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  await client.query(sql)
  await client.end()
}
