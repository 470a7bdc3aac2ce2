import { fileURLToPath } from 'node:url'
import { connect } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { migrateServer } from '@nq15/db/server'
import { serviceActor } from '@nq15/db/services'
import { explainAccessOf } from '@nq15/use-cases/access/explain-access'
import pg from 'pg'
import { markdownTable, ms, summarise } from './table.ts'

const migrations = fileURLToPath(new URL('../../db/prisma/migrations', import.meta.url))
const rounds = 200

/**
 * The city in its real size: 126 communes out of 378 old ones whose records they inherit, 2,300 grassroots organizations,
 * 17,000 cells, 480,000 members, 20,000 grants. Ids are made from numbers, so that places are found again.
 */
const citySql = `
  set session_replication_role = replica;
  create function pg_temp.id(kind int, n bigint) returns uuid language sql immutable as
    $$ select ('00000000-0000-7000-8' || lpad(to_hex(kind), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  create temporary table place as
    select 0 as kind, 1::bigint as n, null::int as up_kind, null::bigint as up, 'city-org' as type, date '2020-01-01' as since, date '9999-12-31' as until union all
    select 1, n, 0, 1, 'grassroots-committee-org', date '2025-07-01', date '9999-12-31' from generate_series(1, 126) n union all
    select 2, n, 0, 1, 'grassroots-committee-org', date '2020-01-01', date '2025-07-01' from generate_series(1, 378) n union all
    select 3, n, 1, 1 + n % 126, 'grassroots-committee-org', date '2025-07-01', date '9999-12-31' from generate_series(1, 2300) n union all
    select 4, n, 3, 1 + n % 2300, 'cell', date '2025-07-01', date '9999-12-31' from generate_series(1, 17000) n;
  insert into organization (id, side) select pg_temp.id(kind, n), 'party' from place;
  insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from, valid_to)
    select pg_temp.id(kind + 16, n), pg_temp.id(kind, n), case when up_kind is null then null else pg_temp.id(up_kind, up) end, 'party',
      kind || '-' || n, 'To chuc ' || kind || ' ' || n, 'to chuc ' || kind || ' ' || n, type, since, until from place;
  insert into succession (id, kind, effective_on, decision_number, confidence)
    select pg_temp.id(32, n), 'merger', '2025-07-01', n || '-QĐ', 'design' from generate_series(1, 126) n;
  insert into succession_link (id, succession_id, predecessor_id, successor_id, inherits_records)
    select pg_temp.id(33, n), pg_temp.id(32, 1 + n % 126), pg_temp.id(2, n), pg_temp.id(1, 1 + n % 126), true from generate_series(1, 378) n;
  insert into member (id, organization_id, full_name, search_name, kind, admitted_on)
    select pg_temp.id(5, n), pg_temp.id(4, 1 + n % 17000), 'Nguoi ' || n, 'nguoi ' || n, 'full', '2000-01-01' from generate_series(1, 480000) n;
  insert into auth."user" (id, name, email, username) select pg_temp.id(6, n), 'Nguoi ' || n, n || '@nq15.invalid', 'u' || n from generate_series(1, 19000) n;
  insert into access_account (user_id, display_name) select pg_temp.id(6, n), 'Nguoi ' || n from generate_series(1, 19000) n;
  -- A secretary for each cell, offices, committees, the city's own; some with two grants, some ended.
  insert into access_grant (id, user_id, role, organization_id, valid_from, valid_to)
    select pg_temp.id(7, n), pg_temp.id(6, n), 'org-secretary', pg_temp.id(4, n), date '2025-07-01', date '9999-12-31' from generate_series(1, 17000) n union all
    select pg_temp.id(8, n), pg_temp.id(6, 17000 + n % 2000), 'grassroots-office', pg_temp.id(3, n), date '2025-07-01',
      case when n % 5 = 0 then date '2026-01-01' else date '9999-12-31' end from generate_series(1, 2300) n union all
    select pg_temp.id(9, n), pg_temp.id(6, n), 'grassroots-committee', pg_temp.id(3, n), date '2025-07-01', date '9999-12-31' from generate_series(1, 574) n union all
    select pg_temp.id(10, n), pg_temp.id(6, 18999), 'inspection-commission', pg_temp.id(1, n), date '2025-07-01', date '9999-12-31' from generate_series(1, 125) n union all
    select pg_temp.id(11, 1), pg_temp.id(6, 19000), 'inspection-commission', pg_temp.id(0, 1), date '2020-01-01', date '9999-12-31';
  set session_replication_role = default;
  select app.rebuild_organization_reach();
  analyze;`

const id = (kind: number, n: number) =>
  `00000000-0000-7000-8${kind.toString(16).padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`

/** Pairs of account and record, each asked in many places; the answers are given beside the figures. */
const questions = [
  ['a secretary, a member of his cell', (n: number) => ({ user: 1 + (n % 17_000), member: n % 17_000 })],
  ['a secretary, a member of another cell', (n: number) => ({ user: 1 + (n % 17_000), member: (n + 7) % 17_000 })],
  ['an office of one or two grants, any member', (n: number) => ({ user: 17_001 + (n % 1_998), member: n })],
  ['an inspector of 125 communes, any member', (n: number) => ({ user: 18_999, member: n })],
  ['an inspector of the whole city, any member', (n: number) => ({ user: 19_000, member: n })],
] as const

/** Builds the city on a server and measures "why does this account see this member", as the page asks it. Prints Markdown. */
export async function benchWhy(server: string, print: (text: string) => void): Promise<void> {
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
  const db = connect({ url: served.url, poolSize: 2, timeoutMs: 600_000 })
  try {
    const began = performance.now()
    await owner.query(citySql)
    const [size] = (
      await owner.query<{ text: string }>(`select format('%s organizations, %s members, %s grants, %s rows of reach',
        (select count(*) from organization), (select count(*) from member), (select count(*) from access_grant), (select count(*) from app.organization_reach)) as text`)
    ).rows
    const [version] = (await owner.query<{ version: string }>('select version()')).rows
    print(
      `${size?.text}; built in ${((performance.now() - began) / 1_000).toFixed(0)} s; ${version?.version.split(' on ')[0]}`,
    )
    const scope = proveScope(serviceActor('operator'), 'access:explain')
    if (!scope) throw new Error('the operator may not explain')
    const rows: string[][] = []
    for (const [what, pick] of questions) {
      const figures: number[] = []
      let yes = 0
      for (let round = -10; round < rounds; round += 1) {
        const { user, member } = pick(1 + (round + 10) * 97)
        const asked = performance.now()
        const answer = await explainAccessOf(db, scope, {
          userId: id(6, user),
          subject: { kind: 'record', table: 'member', recordId: id(5, Math.max(1, member)) },
        })
        if (!answer.ok) throw new Error(answer.refusal.code)
        if (round < 0) continue
        figures.push(performance.now() - asked)
        if (answer.value.answers[0]?.explanation.decision === 'yes') yes += 1
      }
      const { median, p95, max } = summarise(figures)
      rows.push([what, `${yes} yes, ${rounds - yes} no`, ms(median), ms(p95), ms(max)])
    }
    print('')
    print(markdownTable(['question', 'answers', 'median ms', 'p95 ms', 'slowest ms'], rows))
  } finally {
    await db.close()
    await owner.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.query(`drop role if exists ${login}`)
    await admin.end()
  }
}
