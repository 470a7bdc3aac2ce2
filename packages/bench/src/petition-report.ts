import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase } from '@nq15/db/seed/test-database'
import { readReport } from '@nq15/use-cases/petitions/read-report'
import { markdownTable, ms, summarise } from './table.ts'

const [units, papers, rounds] = [126, 50_000, 15]

/** A city of 126 units with 50,000 papers of one year, a matter to every third, and 30,000 comings; counted with all policies. */
const groundSql = `
  create function pg_temp.id(kind int, n bigint) returns uuid language sql immutable as
    $$ select ('00000000-0000-7000-8' || lpad(to_hex(kind), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  insert into organization (id, side) select pg_temp.id(0, n), 'party' from generate_series(1, ${units + 1}) n;
  insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from)
    select pg_temp.id(16, n), pg_temp.id(0, n), case when n > 1 then pg_temp.id(0, 1) end, 'party', 'c' || n, 'To chuc ' || n, 'to chuc ' || n,
      case when n > 1 then 'grassroots-committee-org' else 'city-org' end, '2020-01-01' from generate_series(1, ${units + 1}) n;
  insert into petition_case (id, organization_id, year, number, kind, state, title, field_l1, facts, handler_id, handler_name, opened_on, last_on)
    select pg_temp.id(2, n), pg_temp.id(0, 2 + n % ${units}), 2026, n, (array['complaint', 'denunciation', 'feedback'])[1 + n % 3], 'accepted', 'x', 'admin-land',
      jsonb_build_object('instance', case when n % 9 = 0 then 'second' else 'first' end, 'decidedOn', case when n % 4 > 0 then '2026-' || lpad((1 + n % 12)::text, 2, '0') || '-20' end,
        'outcome', 'founded', 'executionNumber', '', 'isCrimeTransferred', false, 'due', jsonb_build_object('money-to-persons', n), 'done', '{}'::jsonb, 'terminated', ''),
      pg_temp.id(6, 1), 'x', date '2026-01-01' + n % 330, date '2026-01-01' + n % 330 from generate_series(1, ${Math.round(papers / 3)}) n;
  insert into petition (id, organization_id, year, number, kind, state, source, received_on, settled_on, identity, petitioner_count, representatives, respondent, content, field_l1,
      originals, copies, is_signed, is_verifiable, severity, handler_id, handler_name, sorting, case_id, search_text, alias)
    select pg_temp.id(1, n), pg_temp.id(0, 2 + n % ${units}), 2026, n, (array['complaint', 'denunciation', 'feedback'])[1 + n % 3], 'registered',
      (array['post', 'in-person', 'online'])[1 + n % 7 % 3], date '2026-01-01' + n % 330, case when n % 17 > 0 then date '2026-01-06' + n % 330 end, 'unverifiable', 1, 0, 'UBND', 'x',
      (array['admin-land', 'admin-policy', 'judicial', 'other'])[1 + n % 11 % 4], 0, 1, true, false, 'normal', pg_temp.id(6, 1), 'x',
      jsonb_build_object('eligibility', case when n % 5 > 0 then 'eligible' else 'ineligible' end, 'competence', case when n % 3 = 0 then 'own' else 'none' end,
        'handling', case when n % 3 = 0 then 'propose-accept' when n % 3 = 1 then 'guide' else 'forward' end),
      case when n % 3 = 0 then pg_temp.id(2, n / 3) end, 'x', case when n % 3 = 1 then 'TC-' || n else '' end from generate_series(3, ${papers + 2}) n;
  insert into reception_session (id, organization_id, kind, head, held_on, host, is_delegated, place, opened_by_name)
    select pg_temp.id(4, n), pg_temp.id(0, 2 + n % ${units}), (array['regular', 'periodic'])[1 + n % 2], 'commune-chair', date '2026-01-01' + n % 330, 'x', false, 'x', 'x' from generate_series(1, 6000) n;
  insert into reception_visit (id, organization_id, session_id, year, number, visited_on, kind, people, representatives, is_repeat, content, result)
    select pg_temp.id(5, n), pg_temp.id(0, 2 + (1 + n % 6000) % ${units}), pg_temp.id(4, 1 + n % 6000), 2026, n, date '2026-01-01' + n % 330, 'feedback', 1 + n % 4, 0, n % 3 = 0, 'x', 'assigned'
      from generate_series(1, 30000) n;
  insert into auth."user" (id, name, email, username) values (pg_temp.id(6, 1), 'x', 'x@nq15.invalid', 'x');
  insert into access_account (user_id, display_name) values (pg_temp.id(6, 1), 'x');
  insert into auth.session (id, user_id, token, expires_at) values (pg_temp.id(7, 1), pg_temp.id(6, 1), 'x', now() + interval '6 hours');
  insert into access_grant (id, user_id, role, organization_id, valid_from) values (pg_temp.id(8, 1), pg_temp.id(6, 1), 'receptionist', pg_temp.id(0, 1), '2020-01-01');
  select app.rebuild_organization_reach();
  analyze`

const idOf = (kind: number, n: number) =>
  `00000000-0000-7000-8${kind.toString(16).padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`

function cityDesk(): Scope {
  const actor = {
    kind: 'session',
    key: idOf(7, 1),
    userId: idOf(6, 1),
    name: 'x',
    memberId: null,
    requestId: '',
    onBehalfOf: '',
  } as const
  const scope = proveScope(
    { ...actor, grants: [{ role: 'receptionist', organizationId: idOf(0, 1) }] },
    'petition:read',
  )
  if (!scope) throw new Error('the desk may not read')
  return scope
}

/** How long all report tables of a year of a city take, counted, checked and guarded, from the question to the cells. */
export async function benchPetitionReport(print: (text: string) => void): Promise<void> {
  const db = await openTestDatabase()
  try {
    await db.asOwner(groundSql)
    const scope = cityDesk()
    const figures: number[] = []
    let units = 0
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now()
      const report = await readReport(db.database, scope, {
        ...{ organizationId: idOf(0, 1), span: 'tree', first: '2026-01-01', last: '2026-12-31' },
      })
      figures.push(performance.now() - begun)
      units = report?.units.length ?? 0
    }
    const { median, p95 } = summarise(figures)
    print(
      markdownTable(
        [`eleven tables of a year, ${papers} papers, ${units} units`, 'median', 'p95', 'asked'],
        [['counted, checked, guarded', ms(median), ms(p95), '2,000 ms']],
      ),
    )
  } finally {
    await db.close()
  }
}
