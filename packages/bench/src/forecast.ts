import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { readForecast } from '@nq15/use-cases/incidents/read-forecast'
import { runForecast } from '@nq15/use-cases/incidents/refresh-forecast'
import { markdownTable, ms, summarise } from './table.ts'

const now = new Date('2026-12-08T02:00:00Z')
const [communes, projects, rounds] = [126, 200, 40]

/** A city of 126 communes and 200 projects with two years of sheets and two promises of each project. */
export const groundSql = `
  set session_replication_role = replica;
  create function pg_temp.id(kind int, n bigint) returns uuid language sql immutable as
    $$ select ('00000000-0000-7000-8' || lpad(to_hex(kind), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  insert into organization (id, side) select pg_temp.id(0, 1), 'party' union all select pg_temp.id(1, n), 'party' from generate_series(1, ${communes}) n;
  insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, area_code, valid_from)
    select pg_temp.id(16, 1), pg_temp.id(0, 1), null, 'party', '0-1', 'Thanh pho', 'thanh pho', 'city-org', null, '2020-01-01' union all
    select pg_temp.id(17, n), pg_temp.id(1, n), pg_temp.id(0, 1), 'party', '1-' || n, 'Xa ' || n, 'xa ' || n, 'grassroots-committee-org', '1-' || n, '2020-01-01'::date
      from generate_series(1, ${communes}) n;
  insert into project (id, organization_id, code, name, kind, owner, stage, source, opened_on)
    select pg_temp.id(30, n), pg_temp.id(0, 1), 'P' || n, 'Du an ' || n, 'road', 'x', 'clearance', 'x', '2024-01-01' from generate_series(1, ${projects}) n;
  insert into project_area (id, project_id, organization_id, valid_from)
    select app.uuid_v7(), pg_temp.id(30, n), pg_temp.id(1, 1 + n % ${communes}), '2024-01-01' from generate_series(1, ${projects}) n;
  -- Two years of sheets of every commune and every project, and two promises of each project, one of them overdue.
  insert into monitoring_fact (id, organization_id, sheet, subject, subject_name, period_kind, period_start, figures, source, quality, entered_by, entered_by_name)
    select app.uuid_v7(), pg_temp.id(1, n), 'area-month', '', null, 'month', m::date, '{"largeGroups": 1, "sameMatterGroupsQuarter": 1, "receptionDaysDue": 2, "receptionDaysHeld": 2, "itemsReceived": 20, "noticesInTime": 19}',
      'x', 'entered', pg_temp.id(6, 1), 'x' from generate_series(1, ${communes}) n, generate_series(date '2024-12-01', date '2026-11-01', interval '1 month') m;
  insert into monitoring_fact (id, organization_id, sheet, subject, subject_name, period_kind, period_start, figures, source, quality, entered_by, entered_by_name)
    select app.uuid_v7(), pg_temp.id(1, n), 'area-quarter', '', null, 'quarter', m::date, '{"petitions": 40, "petitionsFirstLodgedAbove": 4, "cases": 20, "repeatCases": 3, "openCases": 9, "openPastLimit": 1, "decisionsInForce": 12, "decisionsUnexecuted": 1}',
      'x', 'entered', pg_temp.id(6, 1), 'x' from generate_series(1, ${communes}) n, generate_series(date '2024-10-01', date '2026-07-01', interval '3 months') m;
  insert into monitoring_fact (id, organization_id, sheet, subject, subject_name, period_kind, period_start, figures, source, quality, entered_by, entered_by_name)
    select app.uuid_v7(), pg_temp.id(1, 1 + n % ${communes}), 'project-month', 'P' || n, 'x', 'month', m::date,
      '{"householdsAffected": 120, "householdsOutstanding": 20, "gravesTotal": 30, "gravesOutstanding": 2, "plotsNeeded": 40, "plotsReady": 30, "recoveryStarted": true, "milestoneOn": "2027-01-15", "enforcementOn": "2027-01-20", "compensationDays": 35, "dialoguesPlanned": 2, "dialoguesHeld": 1}',
      'x', 'entered', pg_temp.id(6, 1), 'x' from generate_series(1, ${projects}) n, generate_series(date '2024-12-01', date '2026-11-01', interval '1 month') m;
  insert into public_commitment (id, organization_id, project_id, text, audience, announced_by, announced_on, due_on, channel)
    select app.uuid_v7(), pg_temp.id(1, 1 + n % ${communes}), pg_temp.id(30, n), 'x', 'x', 'x', '2026-01-01', case k when 1 then date '2026-06-30' else date '2027-06-30' end, 'notice'
      from generate_series(1, ${projects}) n, generate_series(1, 2) k;
  insert into auth."user" (id, name, email, username) values (pg_temp.id(6, 1), 'x', 'x@nq15.invalid', 'x');
  insert into access_account (user_id, display_name) values (pg_temp.id(6, 1), 'x');
  insert into auth.session (id, user_id, token, expires_at) values (pg_temp.id(7, 1), pg_temp.id(6, 1), 'x', now() + interval '6 hours');
  insert into access_grant (id, user_id, role, organization_id, valid_from) values (pg_temp.id(8, 1), pg_temp.id(6, 1), 'standing-committee', pg_temp.id(0, 1), '2020-01-01');
  set session_replication_role = default;
  select app.rebuild_organization_reach();
  analyze`

const idOf = (kind: number) => `00000000-0000-7000-8${kind.toString(16).padStart(3, '0')}-000000000001`

/** The proof of the standing committee of that city. */
export function committee(): Scope {
  const actor = { kind: 'session', key: idOf(7), userId: idOf(6), name: 'x', memberId: null } as const
  const grants = [{ role: 'standing-committee', organizationId: idOf(0) }] as const
  const scope = proveScope({ ...actor, requestId: '', onBehalfOf: '', grants }, 'case:read')
  if (!scope) throw new Error('the committee may not read')
  return scope
}

/** A forecast run over a city, and the board with its map as the service reads it, through the policies. */
export async function benchForecast(print: (text: string) => void): Promise<void> {
  const db = await openTestDatabase()
  try {
    await db.asOwner(groundSql)
    const hand = proveScope(serviceActor('incidents'), 'case:decide')
    if (!hand) throw new Error('the service lacks its permission')
    const runs: number[] = []
    let last = { subjects: 0, changed: 0, raised: 0 }
    for (let month = 0; month < 5; month += 1) {
      const began = performance.now()
      const run = await runForecast(db.database, hand, new Date(now.getTime() + month * 31 * 86_400_000))
      runs.push(performance.now() - began)
      if (month === 0) last = run
    }
    const scope = committee()
    const reads: number[] = []
    for (let round = -5; round < rounds; round += 1) {
      const began = performance.now()
      await readForecast(db.database, scope, { asOf: '2026-12-31', now })
      if (round >= 0) reads.push(performance.now() - began)
    }
    const [run, read] = [summarise(runs), summarise(reads)]
    print(
      markdownTable(
        ['What', 'measured', 'asked'],
        [
          [
            `forecast run: ${communes} communes, ${projects} projects, two years of sheets (${last.subjects} subjects, ${last.changed} levels, ${last.raised} alarms)`,
            `first ${ms(runs[0] ?? 0)} ms, median of five ${ms(run.median)} ms`,
            'under 10 s',
          ],
          [
            'the board with its map, as the service reads it',
            `median ${ms(read.median)} ms, p95 ${ms(read.p95)} ms`,
            'p95 150 ms',
          ],
        ],
      ),
    )
  } finally {
    await db.close()
  }
}
