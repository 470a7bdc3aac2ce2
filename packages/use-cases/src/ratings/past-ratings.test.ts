import { listMemberHistory, listUnitHistory } from '@nq15/db/ratings/history.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
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
})
