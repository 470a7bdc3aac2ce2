import { openTestDatabase } from '@nq15/db/seed/test-database'
import { readReport } from '@nq15/use-cases/petitions/read-report'
import { petitionBenchId, petitionReader, petitionReaderSql, petitionUnitsSql } from './petition-ground.ts'
import { markdownTable, ms, summarise } from './table.ts'

const [unitCount, papers, rounds] = [126, 50_000, 15]

/** A city of 126 units with 50,000 papers of one year, a matter to every third, and 30,000 comings; counted with all policies. */
const rowsSql = `
  insert into petition_case (id, organization_id, year, number, kind, state, title, field_l1, facts, handler_id, handler_name, opened_on, last_on)
    select pg_temp.id(2, n), pg_temp.id(0, 2 + n % ${unitCount}), 2026, n, (array['complaint', 'denunciation', 'feedback'])[1 + n % 3], 'accepted', 'x', 'admin-land',
      jsonb_build_object('instance', case when n % 9 = 0 then 'second' else 'first' end, 'decidedOn', case when n % 4 > 0 then '2026-' || lpad((1 + n % 12)::text, 2, '0') || '-20' end,
        'outcome', 'founded', 'executionNumber', '', 'isCrimeTransferred', false, 'due', jsonb_build_object('money-to-persons', n), 'done', '{}'::jsonb, 'terminated', ''),
      pg_temp.id(6, 1), 'x', date '2026-01-01' + n % 330, date '2026-01-01' + n % 330 from generate_series(1, ${Math.round(papers / 3)}) n;
  insert into petition (id, organization_id, year, number, kind, state, source, received_on, settled_on, identity, petitioner_count, representatives, respondent, content, field_l1,
      originals, copies, is_signed, is_verifiable, severity, handler_id, handler_name, sorting, case_id, search_text, alias)
    select pg_temp.id(1, n), pg_temp.id(0, 2 + n % ${unitCount}), 2026, n, (array['complaint', 'denunciation', 'feedback'])[1 + n % 3], 'registered',
      (array['post', 'in-person', 'online'])[1 + n % 7 % 3], date '2026-01-01' + n % 330, case when n % 17 > 0 then date '2026-01-06' + n % 330 end, 'unverifiable', 1, 0, 'UBND', 'x',
      (array['admin-land', 'admin-policy', 'judicial', 'other'])[1 + n % 11 % 4], 0, 1, true, false, 'normal', pg_temp.id(6, 1), 'x',
      jsonb_build_object('eligibility', case when n % 5 > 0 then 'eligible' else 'ineligible' end, 'competence', case when n % 3 = 0 then 'own' else 'none' end,
        'handling', case when n % 3 = 0 then 'propose-accept' when n % 3 = 1 then 'guide' else 'forward' end),
      case when n % 3 = 0 then pg_temp.id(2, n / 3) end, 'x', case when n % 3 = 1 then 'TC-' || n else '' end from generate_series(3, ${papers + 2}) n;
  insert into reception_session (id, organization_id, kind, head, held_on, host, is_delegated, place, opened_by_name)
    select pg_temp.id(4, n), pg_temp.id(0, 2 + n % ${unitCount}), (array['regular', 'periodic'])[1 + n % 2], 'commune-chair', date '2026-01-01' + n % 330, 'x', false, 'x', 'x' from generate_series(1, 6000) n;
  insert into reception_visit (id, organization_id, session_id, year, number, visited_on, kind, people, representatives, is_repeat, content, result)
    select pg_temp.id(5, n), pg_temp.id(0, 2 + (1 + n % 6000) % ${unitCount}), pg_temp.id(4, 1 + n % 6000), 2026, n, date '2026-01-01' + n % 330, 'feedback', 1 + n % 4, 0, n % 3 = 0, 'x', 'assigned'
      from generate_series(1, 30000) n;`

/** How long all report tables of a year of a city take, counted, checked and guarded, from the question to the cells. */
export async function benchPetitionReport(print: (text: string) => void): Promise<void> {
  const db = await openTestDatabase()
  try {
    await db.asOwner(petitionUnitsSql(unitCount) + rowsSql + petitionReaderSql(1))
    const scope = petitionReader(1)
    const figures: number[] = []
    let units = 0
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now()
      const report = await readReport(db.database, scope, {
        ...{ organizationId: petitionBenchId(0, 1), span: 'tree', first: '2026-01-01', last: '2026-12-31' },
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
