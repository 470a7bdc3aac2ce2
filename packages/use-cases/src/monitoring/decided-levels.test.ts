import { newId } from '@nq15/db/ids'
import { listResults } from '@nq15/db/monitoring/screening-result.read'
import { listSignsOf } from '@nq15/db/monitoring/sign.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import { exampleMonth, exampleMonths, screenExample, screeningScope } from './example-screening.ts'
import { readSign } from './read-signs.ts'
import { rescreenPending } from './rescreen.ts'
import { saveSheet } from './save-sheet.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  await exampleMonths(db, year)
  // The levels of this file stand without the decisions and cases they would hang on.
  await db.asOwner(`do $$ declare k record; begin
    for k in select conname from pg_constraint where conrelid = 'rating_unit_level'::regclass and contype = 'f' loop
      execute format('alter table rating_unit_level drop constraint %I', k.conname);
    end loop; end $$`)
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.asOwner(`delete from alarm; delete from sign_record; delete from screening_result; delete from screening_run; delete from screening_pending;
    delete from monitoring_fact where sheet = 'organization-year';
    alter table rating_unit_level disable trigger user; delete from rating_unit_level; alter table rating_unit_level enable trigger user`)
})

const scopeOfBoard = () => year.scope('board', 'monitoring:read')
const resultOf = async (organizationId: string) => {
  const scope = scopeOfBoard()
  const [result] = await db.database.asReader(scope, (tx) =>
    listResults(tx, scope, { organizationId, until: exampleMonth, months: 1 }),
  )
  return result
}

describe('the grade of a year is the decided level; a typed one stands in where nothing was decided', () => {
  const typed = async (grade: string) =>
    saveSheet(db.database, year.scope('secretary', 'monitoring:enter'), {
      requestId: newId(),
      organizationId: year.organizations.cell,
      sheet: 'organization-year',
      subject: '',
      subjectName: null,
      start: '2025-01-01',
      figures: { grade, points: 46 },
      source: 'Sổ xếp loại giấy',
      version: null,
      reason: null,
      now: exampleNow,
    })
  const decide = async (outcome: string, points: number | null, of: number = 2025) =>
    db.asOwner(`alter table rating_unit_level disable trigger user; alter table rating_unit_level enable trigger mark_screening_insert;
      insert into rating_unit_level (id, decision_id, case_id, campaign_id, organization_id, decider_id, year, subject, organization_subject, quota_group,
        outcome, not_rated_reason, total_points, reasoning, decision_number, decided_on)
      values ('${newId()}', '${newId()}', '${newId()}', '${newId()}', '${year.organizations.cell}', '${year.organizations.commune}', ${of}, 'CHI_BO', 'CHI_BO', 'CHI_BO',
        '${outcome}', ${outcome === 'NOT_RATED' ? "'NEW'" : 'null'}, ${points}, '{}', '16-QĐ/ĐU', '${of}-12-16');
      alter table rating_unit_level enable trigger user`)
  const answered = async (indicator: string) =>
    (await resultOf(year.organizations.cell))?.answers.find((one) => one.indicator === indicator && one.subject === '')

  test.each<[string, string | null, [string, number | null] | null, object]>([
    ['neither', null, null, { status: 'no-data' }],
    ['typed only', 'not-completed', null, { status: 'red', value: 'not-completed', typed: ['grade'] }],
    ['decided only', null, ['KHT', 46], { status: 'red', value: 'not-completed', sheetIds: [] }],
    ['decided against typed', 'not-completed', ['T', 84.5], { status: 'green', value: 'good', sheetIds: [] }],
    ['decided as not rated', 'good', ['NOT_RATED', null], { status: 'no-data', value: null }],
  ])('%s', async (_, sheet, level, answer) => {
    if (sheet) expect(await typed(sheet)).toMatchObject({ ok: true })
    if (level) await decide(...level)
    await screenExample(db, year)
    expect(await answered('B1')).toMatchObject(answer)
    if (level?.[0] === 'T') expect(await answered('B2')).toMatchObject({ status: 'green', value: '169/2' })
    if (level) expect(await answered('B1')).not.toHaveProperty('typed')
  })

  test('two years in a row not completed are red, and the sign names the decisions; the year is judged again when it is decided', async () => {
    await screenExample(db, year)
    await decide('KHT', 41, 2024)
    await decide('KHT', 46, 2025)
    const marked = await db.asOwner(
      `select to_char(month, 'YYYY-MM-DD') as month from screening_pending where done_at is null order by month`,
    )
    expect(marked.map(({ month }) => month)).toEqual(['2024-12-01', '2024-12-01'])
    await rescreenPending(db.database, screeningScope(), {
      now: exampleNow,
      signal: new AbortController().signal,
      limit: 10,
    })
    expect(await answered('B12')).toMatchObject({ status: 'red', value: '2' })
    // What was looked at waits no more, however far back it was marked.
    expect(await db.asOwner('select from screening_pending where done_at is null')).toEqual([])
    const scope = scopeOfBoard()
    const signs = await db.database.asReader(scope, (tx) =>
      listSignsOf(tx, scope, { organizationId: year.organizations.cell, limit: 50 }),
    )
    const sign = signs.find(({ code }) => code === 'B12')
    const read = await readSign(db.database, scope, { signId: sign?.signId ?? '' })
    expect(read.ok && read.value).toMatchObject({
      typed: [],
      decisions: [
        { year: 2025, outcome: 'KHT', decisionNumber: '16-QĐ/ĐU', decidedOn: '2025-12-16' },
        { year: 2024, outcome: 'KHT' },
      ],
    })
    // Of the commune's two cells one was rated, and failed.
    const committee = await resultOf(year.organizations.commune)
    expect(committee?.answers.find(({ indicator }) => indicator === 'B3')).toMatchObject({
      status: 'red',
      inputs: { failedSubOrgs: 1, ratedSubOrgs: 1 },
    })
  })
})
