import { prepareYears } from '@nq15/db/operations/years.write'
import { proveScope } from '@nq15/db/prove-scope'
import { listMemberHistory, listUnitHistory } from '@nq15/db/ratings/history.read'
import { listYearSums } from '@nq15/db/ratings/history-sum.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { PastRatingTexts } from '@nq15/domain/ratings'
import { ok } from '@nq15/domain/shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectOk } from './example-steps.ts'
import { type ExampleYear, exampleYear, exampleDay as today } from './example-year.ts'
import { startImport as startPastImport } from './judge-past-ratings.ts'
import { takeImport as takePastRatings } from './take-past-ratings.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
})
afterAll(() => db.close())
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code)

describe('ratings of past years', () => {
  const opening = () => ({ organizationId: year.organizations.commune, fileName: 'cu.xlsx', asOf: today })
  const file = (rows: readonly PastRatingTexts[]) =>
    (async function* () {
      for (const [index, texts] of rows.entries()) yield ok({ line: index + 2, texts })
    })()
  const member: PastRatingTexts = {
    cardNumber: '01.000003',
    fullName: 'Lê Văn Cường',
    organizationCode: '01-1-1',
    year: '2021',
    label: 'Hoàn thành tốt nhiệm vụ',
    decisionNumber: '12-QĐ/ĐU',
    decidedOn: '20/12/2021',
  }
  const unit: PastRatingTexts = { organizationCode: '01-1-1', year: '2021', label: 'HTXSNV' }
  const judge = (rows: readonly PastRatingTexts[], scope = year.scope('office', 'member:write')) =>
    startPastImport(db.database, scope, { opening: opening(), mapping: {}, rows: file(rows) })

  test('are taken in their own words, once; the same file again changes nothing, a corrected one supersedes', async () => {
    const office = year.scope('office', 'member:write')
    const run = expectOk(await judge([member, unit]))
    expect(run).toMatchObject({ state: 'checked', rowsNew: 2, rowsBad: 0 })
    const take = (runId: string) => takePastRatings(db.database, office, { runId, which: 'all' })
    expectOk(await take(run.runId))
    expectOk(await take(run.runId))
    expect(expectOk(await judge([member, unit]))).toMatchObject({ rowsSame: 2, rowsNew: 0 })
    expectOk(await take(expectOk(await judge([{ ...member, label: 'HTNV' }])).runId))
    const history = await db.database.asReader(office, (tx) => listMemberHistory(tx, office, year.members.clerk))
    expect(history).toMatchObject([{ year: 2021, generation: 'G1b', originalLabel: 'HTNV', outcome: 'HT' }])
    const units = await db.database.asReader(office, (tx) => listUnitHistory(tx, office, year.organizations.cell))
    expect(units).toMatchObject([{ originalLabel: 'HTXSNV', outcome: 'XS' }])
    expect(await db.asOwner('select original_label from rating_history where superseded_at is not null')).toEqual([
      { original_label: 'Hoàn thành tốt nhiệm vụ' },
    ])
    const stranger = year.scope('strangerOffice', 'member:write')
    expect(await db.database.asReader(stranger, (tx) => listMemberHistory(tx, stranger, year.members.clerk))).toEqual(
      [],
    )
    const own = year.scope('member', 'rating:self')
    expect(await db.database.asReader(own, (tx) => listMemberHistory(tx, own, year.members.clerk))).toHaveLength(1)
  })

  test.each([
    { because: 'a card of another', row: { fullName: 'Ai Đó' }, code: 'CARD_OF_ANOTHER' },
    {
      because: 'a card nobody carries here',
      row: { cardNumber: '01.000051', fullName: 'Bùi Văn Lâm' },
      code: 'UNKNOWN_CARD',
    },
    { because: 'a code of another day', row: { organizationCode: '9-9' }, code: 'UNKNOWN_ORGANIZATION' },
    { because: 'a word of another generation', row: { label: 'Yếu kém' }, code: 'LABEL_NOT_OF_GENERATION' },
  ])('are refused row by row: $because', async ({ row, code }) => {
    const run = expectOk(await judge([{ ...member, ...row }]))
    expect(run).toMatchObject({ rowsBad: 1 })
    const [kept] = await db.asOwner('select reasons from import_row where run_id = $1', [run.runId])
    expect(kept?.['reasons']).toMatchObject([{ code }])
    expect(
      codeOf(
        await takePastRatings(db.database, year.scope('office', 'member:write'), { runId: run.runId, which: 'all' }),
      ),
    ).toBe('ROWS_REFUSED')
  })

  test('the same year twice in a file is refused the second time', async () => {
    expect(
      expectOk(
        await judge([
          { ...member, year: '2020', decidedOn: '' },
          { ...member, year: '2020', decidedOn: '' },
        ]),
      ),
    ).toMatchObject({ rowsBad: 1, rowsGood: 1 })
  })

  test('are summed for every organization above as they come in and are corrected, and read by who reads its tree', async () => {
    const take = async (row: PastRatingTexts) => {
      const run = expectOk(await judge([row]))
      expectOk(
        await takePastRatings(db.database, year.scope('office', 'member:write'), { runId: run.runId, which: 'all' }),
      )
    }
    const other = { ...member, year: '2022', decidedOn: '' }
    const sumsOf = async (who: 'cityOffice' | 'strangerOffice', organizationId: string) => {
      const scope = year.scope(who, 'organization:read')
      const read = await db.database.asReader(scope, (tx) =>
        listYearSums(tx, scope, { organizationId, withAbove: true }),
      )
      return read.find((one) => one.year === 2022)
    }
    const { cell, commune, city } = year.organizations
    await take({ ...other, label: 'Hoàn thành tốt nhiệm vụ' })
    expect((await sumsOf('cityOffice', city))?.counts).toEqual({ XS: 0, T: 1, HT: 0, KHT: 0, NOT_RATED: 0 })
    await take({ ...other, label: 'HTNV' })
    const corrected = { XS: 0, T: 0, HT: 1, KHT: 0, NOT_RATED: 0 }
    expect(await sumsOf('cityOffice', cell)).toMatchObject({
      counts: corrected,
      above: [
        { key: city, counts: corrected, below: [{ key: commune, counts: corrected }] },
        { key: commune, counts: corrected, below: [{ key: cell, counts: corrected }] },
      ],
    })
    expect(await sumsOf('strangerOffice', commune)).toBeUndefined()
    // Told again from the rows they are the same.
    await db.asOwner('select app.sum_history_again()')
    expect((await sumsOf('cityOffice', city))?.counts).toEqual(corrected)
  })

  test('of a year without a partition wait among the others, and move when it is made', async () => {
    const of = async (table: string) => (await db.asOwner(`select count(*)::int as rows from ${table}`))[0]?.['rows']
    await db.asOwner(`insert into rating_history (id, member_id, organization_id, year, generation, original_label, outcome, import_run_id, entered_by, entered_by_name, entered_at)
      select app.uuid_v7(), member_id, organization_id, 2090, generation, original_label, outcome, import_run_id, entered_by, entered_by_name, entered_at from rating_history where superseded_at is null limit 1`)
    expect(await of('rating_history_others')).toBe(1)
    const told = await of('audit_event')
    expect(await db.asOwner(`select app.add_year('rating_history', 2090) as made`)).toEqual([{ made: true }])
    expect(await db.asOwner(`select app.add_year('rating_history', 2090) as made`)).toEqual([{ made: false }])
    expect([await of('rating_history_others'), await of('rating_history_2090'), await of('audit_event')]).toEqual([
      0,
      1,
      told,
    ])
    await expect(db.asOwner(`update rating_history_2090 set outcome = 'XS'`)).rejects.toThrow('never rewritten')
    await db.asOwner('drop table rating_history_2090')
  })

  test('partitions of this year and the next are made by the product itself and by nobody else', async () => {
    await db.asOwner(
      `do $$ begin execute 'drop table if exists rating_history_unit_' || extract(year from app.today()); end $$`,
    )
    const events = proveScope(serviceActor('events'), 'event:serve')
    if (!events) throw new Error('the service of events lacks its permission')
    const office = year.scope('office', 'member:write')
    await expect(db.database.asActor(office, (tx) => prepareYears(tx, office))).rejects.toThrow('by the product itself')
    expect(await db.database.asActor(events, (tx) => prepareYears(tx, events))).toBeGreaterThan(0)
    expect(await db.database.asActor(events, (tx) => prepareYears(tx, events))).toBe(0)
  })
})
