import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { usualWatchRules } from '@nq15/domain/monitoring'
import { readBoard } from '@nq15/use-cases/monitoring/read-board'
import { markdownTable, ms, summarise } from './table.ts'

const rounds = 40
const day = '2026-12-08'
const sizes = [
  { name: 'sample', communes: 3, cells: 40, entries: 3, signs: 12 },
  { name: 'city', communes: 126, cells: 19_200, entries: 240, signs: 4_000 },
] as const

const groundSql = ({ communes, cells, entries, signs }: (typeof sizes)[number]) => `
  set session_replication_role = replica;
  create function pg_temp.id(kind int, n bigint) returns uuid language sql immutable as
    $$ select ('00000000-0000-7000-8' || lpad(to_hex(kind), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  create temporary table place as
    select 0 as kind, 1::bigint as n, null::int as up_kind, null::bigint as up, 'city-org' as type union all
    select 1, n, 0, 1, 'grassroots-committee-org' from generate_series(1, ${communes}) n union all
    select 2, n, 1, 1 + n % ${communes}, 'subordinate-cell' from generate_series(1, ${cells}) n;
  insert into organization (id, side) select pg_temp.id(kind, n), 'party' from place;
  insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, area_code, valid_from)
    select pg_temp.id(kind + 16, n), pg_temp.id(kind, n), case when up_kind is null then null else pg_temp.id(up_kind, up) end, 'party',
      kind || '-' || n, 'To chuc ' || n, 'to chuc ' || n, type, case kind when 1 then '1-' || n end, '2020-01-01' from place;
  insert into screening_run (id, organization_id, kind, month, as_of, asked_by_name)
    values (pg_temp.id(40, 1), pg_temp.id(0, 1), 'nightly', '2026-11-01', '2026-12-01', 'x');
  -- Two years of the communes, a quarter of everything below.
  insert into screening_result (id, organization_id, month, run_id, answers, level_a, level_b, level_c, level_d, hash, rule_hash)
    select app.uuid_v7(), pg_temp.id(p.kind, p.n), m::date, pg_temp.id(40, 1), '[]', p.n % 3, 0, p.n % 4, null, 'x', 'x'
      from place p, generate_series(case p.kind when 1 then date '2024-12-01' else date '2026-09-01' end, date '2026-11-01', interval '1 month') m;
  insert into sign_record (id, organization_id, code, kind, since, month, observed_on, first, latest)
    select app.uuid_v7(), pg_temp.id(2, 1 + n % ${cells}), 'A' || 1 + n / ${cells}, 'red', '2026-11-01', '2026-11-01', '2026-12-01', '{}', '{}' from generate_series(1, ${signs}) n;
  insert into watch_list (id, organization_id, name, rules, updated_by_name) values (pg_temp.id(50, 1), pg_temp.id(0, 1), 'x', '${JSON.stringify(usualWatchRules)}', 'x');
  insert into watch_entry (id, list_id, organization_id, body_id, state, level_code, severity, listed_on, review_on, opened_on)
    select pg_temp.id(51, n), pg_temp.id(50, 1), pg_temp.id(case when n % 3 = 0 then 1 else 2 end, 1 + (case when n % 3 = 0 then n / 3 % ${communes} else n % ${cells} end)), pg_temp.id(0, 1),
      'needs-attention', 'needs-attention', 1, date '2025-01-15' + (n % 600)::int, '2027-01-01', '2025-01-01' from generate_series(1, ${entries}) n;
  insert into watch_step (id, entry_id, organization_id, position, event, to_state, actor_id, actor_name, on_day, reason, decision_number, level_code, severity)
    select app.uuid_v7(), e.id, e.organization_id, s, case s when 4 then 'list' else 'hear' end, 'x', pg_temp.id(6, 1), 'x', e.listed_on, 'x', '1', case s when 4 then 'needs-attention' end, 1
      from watch_entry e, generate_series(1, 6) s;
  insert into auth."user" (id, name, email, username) values (pg_temp.id(6, 1), 'x', 'x@nq15.invalid', 'x');
  insert into access_account (user_id, display_name) values (pg_temp.id(6, 1), 'x');
  insert into auth.session (id, user_id, token, expires_at) values (pg_temp.id(7, 1), pg_temp.id(6, 1), 'x', now() + interval '6 hours');
  insert into access_grant (id, user_id, role, organization_id, valid_from) values (pg_temp.id(8, 1), pg_temp.id(6, 1), 'standing-committee', pg_temp.id(0, 1), '2020-01-01');
  set session_replication_role = default;
  select app.rebuild_organization_reach();
  analyze`

const idOf = (kind: number) => `00000000-0000-7000-8${kind.toString(16).padStart(3, '0')}-000000000001`

function committee(): Scope {
  const actor = {
    kind: 'session',
    key: idOf(7),
    userId: idOf(6),
    name: 'x',
    memberId: null,
    requestId: '',
    onBehalfOf: '',
  } as const
  const scope = proveScope(
    { ...actor, grants: [{ role: 'standing-committee', organizationId: idOf(0) }] },
    'watch:read',
  )
  if (!scope) throw new Error('the committee may not read')
  return scope
}

async function measure(db: TestDatabase): Promise<number[]> {
  const scope = committee()
  const figures: number[] = []
  for (let round = -5; round < rounds; round += 1) {
    const began = performance.now()
    await readBoard(db.database, scope, { listId: null, day })
    if (round >= 0) figures.push(performance.now() - began)
  }
  return figures
}

/** The board of the standing committee as the service reads it, at sample and at city size; prints Markdown. */
export async function benchBoard(print: (text: string) => void): Promise<void> {
  const rows: string[][] = []
  let engine = ''
  for (const size of sizes) {
    const db = await openTestDatabase()
    engine = db.kind
    try {
      await db.asOwner(groundSql(size))
      const { median, p95, max } = summarise(await measure(db))
      rows.push([
        `${size.name}: ${size.communes + size.cells + 1} organizations, ${size.entries} entries, ${size.signs} signs`,
        ms(median),
        ms(p95),
        ms(max),
      ])
    } finally {
      await db.close()
    }
  }
  print(engine)
  print(markdownTable(['board', 'median ms', 'p95 ms', 'slowest ms'], rows))
}
