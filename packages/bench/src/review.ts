import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase } from '@nq15/db/seed/test-database'
import { buildReview } from '@nq15/use-cases/reports/build-review'
import { petitionBenchId, petitionUnitsSql } from './petition-ground.ts'
import { markdownTable, ms, summarise } from './table.ts'

const now = new Date('2026-12-31T02:00:00Z')
const [unitCount, papers, visits, entries, cases, rounds] = [126, 250_000, 150_000, 2000, 1000, 3]

/** Five years of a city of 126 units: petitions with a matter to every tenth, comings, a watch list, complex cases with their steps. */
const rowsSql = `
  set session_replication_role = replica;
  insert into petition_case (id, organization_id, year, number, kind, state, title, field_l1, facts, handler_id, handler_name, opened_on, last_on)
    select pg_temp.id(2, n), pg_temp.id(0, 2 + n % ${unitCount}), 2022 + n % 5, n, (array['complaint', 'denunciation', 'feedback'])[1 + n % 3], 'accepted', 'x', 'admin-land',
      jsonb_build_object('instance', 'first', 'decidedOn', case when n % 4 > 0 then (2022 + n % 5) || '-' || lpad((1 + n % 12)::text, 2, '0') || '-20' end,
        'outcome', 'founded', 'executionNumber', '', 'isCrimeTransferred', false, 'due', '{}'::jsonb, 'done', '{}'::jsonb, 'terminated', ''),
      pg_temp.id(6, 1), 'x', make_date(2022 + n % 5, 1, 1), make_date(2022 + n % 5, 1, 1) from generate_series(1, ${papers / 10}) n;
  insert into petition (id, organization_id, year, number, kind, state, source, received_on, settled_on, identity, petitioner_count, representatives, respondent, content, field_l1,
      originals, copies, is_signed, is_verifiable, severity, handler_id, handler_name, sorting, case_id, search_text, alias)
    select pg_temp.id(1, n), pg_temp.id(0, 2 + n % ${unitCount}), 2022 + n % 5, n, (array['complaint', 'denunciation', 'feedback'])[1 + n % 3], 'registered',
      (array['post', 'in-person', 'online'])[1 + n % 7 % 3], date '2022-01-01' + n % 1790, case when n % 17 > 0 then date '2022-01-06' + n % 1790 end, 'unverifiable', 1, 0, 'UBND', 'x',
      (array['admin-land', 'admin-policy', 'judicial', 'other'])[1 + n % 11 % 4], 0, 1, true, false, 'normal', pg_temp.id(6, 1), 'x',
      jsonb_build_object('eligibility', 'eligible', 'competence', case when n % 10 = 0 then 'own' else 'none' end, 'handling', case when n % 10 = 0 then 'propose-accept' else 'forward' end),
      case when n % 10 = 0 then pg_temp.id(2, n / 10) end, 'x', case when n % 3 = 1 then 'TC-' || n else '' end from generate_series(10, ${papers}) n;
  insert into reception_session (id, organization_id, kind, head, held_on, host, is_delegated, place, opened_by_name)
    select pg_temp.id(4, n), pg_temp.id(0, 2 + n % ${unitCount}), (array['regular', 'periodic'])[1 + n % 2], 'commune-chair', date '2022-01-01' + n % 1790, 'x', false, 'x', 'x' from generate_series(1, 30000) n;
  insert into reception_visit (id, organization_id, session_id, year, number, visited_on, kind, people, representatives, is_repeat, content, result)
    select pg_temp.id(5, n), s.organization_id, s.id, extract(year from s.held_on)::int, n, s.held_on, 'feedback', 1 + n % 4, 0, n % 3 = 0, 'x', 'assigned'
      from generate_series(1, ${visits}) n join reception_session s on s.id = pg_temp.id(4, 1 + n % 30000);
  insert into watch_list (id, organization_id, name, rules, updated_by_name) values (pg_temp.id(20, 1), pg_temp.id(0, 1), 'x', '{}', 'x');
  insert into watch_entry (id, list_id, organization_id, body_id, state, level_code, severity, listed_on, off_on, off_by, opened_on)
    select pg_temp.id(21, n), pg_temp.id(20, 1), pg_temp.id(0, 2 + n % ${unitCount}), pg_temp.id(0, 1), case when n > ${unitCount} then 'closed' else 'needs-attention' end, 'x', 1,
      date '2021-06-01' + n % 1900, case when n > ${unitCount} then date '2021-09-01' + n % 1900 end, case when n > ${unitCount} then 'removed' end, date '2021-06-01' from generate_series(1, ${entries}) n;
  insert into complex_case (id, organization_id, decider_id, code, first_case_id, title, place, matter, source, first_seen_on, level, priority, cause, state, leader, lead_body, settled_on)
    select pg_temp.id(22, n), pg_temp.id(0, 2 + n % ${unitCount}), pg_temp.id(0, 1), 'VV-2022-' || lpad(n::text, 4, '0'), pg_temp.id(22, n), 'x', 'x', 'land', 'inspection', date '2022-01-01' + n % 1600, 'city', 'A', 'policy', 'settled', 'x', 'x',
      date '2022-03-01' + n % 1600 from generate_series(1, ${cases}) n;
  insert into complex_case_step (id, organization_id, case_id, position, event, to_state, actor_id, actor_name, on_day)
    select pg_temp.id(23, n * 8 + k), pg_temp.id(0, 2 + n % ${unitCount}), pg_temp.id(22, n), k, 'step', (array['detected', 'assigned', 'in-progress', 'settled'])[k], pg_temp.id(6, 1), 'x', date '2022-01-01' + n % 1600 + k * 14
      from generate_series(1, ${cases}) n, generate_series(1, 4) k;
  insert into auth."user" (id, name, email, username) values (pg_temp.id(6, 1), 'x', 'x@nq15.invalid', 'x');
  insert into access_account (user_id, display_name) values (pg_temp.id(6, 1), 'x');
  insert into auth.session (id, user_id, token, expires_at) values (pg_temp.id(7, 1), pg_temp.id(6, 1), 'x', now() + interval '6 hours');
  insert into access_grant (id, user_id, role, organization_id, valid_from) values (pg_temp.id(8, 1), pg_temp.id(6, 1), 'organization-board', pg_temp.id(0, 1), '2020-01-01');
  set session_replication_role = default;
  select app.rebuild_organization_reach();
  analyze`

function board(): Scope {
  const [key, userId] = [petitionBenchId(7, 1), petitionBenchId(6, 1)]
  const actor = { kind: 'session', key, userId, name: 'x', memberId: null, requestId: '', onBehalfOf: '' } as const
  const grants = [{ role: 'organization-board', organizationId: petitionBenchId(0, 1) }] as const
  const scope = proveScope({ ...actor, grants }, 'report:write')
  if (!scope) throw new Error('the board may not build')
  return scope
}

/** How long the review of five years of a city takes: counted through the policies, checked, guarded and kept. */
export async function benchReview(print: (text: string) => void): Promise<void> {
  const db = await openTestDatabase()
  try {
    await db.asOwner(petitionUnitsSql(unitCount) + rowsSql)
    const figures: number[] = []
    const steps = new Map<string, number>()
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now()
      let last = { step: '', at: begun }
      const progress = ({ step }: { readonly step: string }) => {
        const at = performance.now()
        if (last.step !== '') steps.set(last.step, at - last.at)
        last = { step, at }
      }
      const asked = { organizationId: petitionBenchId(0, 1), firstYear: 2022, lastYear: 2026 }
      const built = await buildReview(db.database, board(), asked, { now, progress })
      if (!built.ok) throw new Error(built.refusal.code)
      steps.set(last.step, performance.now() - last.at)
      figures.push(performance.now() - begun)
    }
    const { median } = summarise(figures)
    print(
      markdownTable(
        [`review of five years, ${papers} papers, ${visits} comings, ${unitCount} units`, 'took', 'asked'],
        [
          [`median of ${rounds}`, ms(median), '10,000 ms'],
          ['slowest', ms(Math.max(...figures)), '10,000 ms'],
          ...[...steps].map(([step, took]) => [`last round, ${step}`, ms(took), '']),
        ],
      ),
    )
  } finally {
    await db.close()
  }
}
