import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { checkExport } from '@nq15/documents/reports'
import { type TableCode, tableCodes } from '@nq15/domain/reports'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decideCommittee } from '../ratings/decide-committee.ts'
import { appraiseAll, decisionForm, expectOk } from '../ratings/example-steps.ts'
import {
  type AccountKey,
  type ExampleYear,
  exampleCampaign,
  exampleDay,
  exampleNow,
  exampleYear,
} from '../ratings/example-year.ts'
import { exportTables } from './export-tables.ts'
import { exportYear } from './export-year.ts'
import { listBehind } from './list-behind.ts'
import { readTables } from './read-tables.ts'
import { signTables } from './sign-tables.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  await decidedYear()
  await db.asOwner(
    'create table kept_rating as select * from rating; create table kept_count as select * from rating_count',
  )
})
/** What a test spoiled is as it was decided. */
beforeEach(() =>
  db.asOwner(`delete from report_sign_off; delete from rating; delete from rating_count;
    insert into rating select * from kept_rating; insert into rating_count select * from kept_count`),
)
afterAll(() => db.close())

const decidedYear = async () => {
  const { campaignId } = await exampleCampaign(db, year)
  await appraiseAll(db, year, { campaignId })
  const decision = { ...decisionForm, requestId: newId(), campaignId, committeeId: year.organizations.commune }
  expectOk(
    await decideCommittee(db.database, year.scope('committee', 'rating:decide'), { ...decision, now: exampleNow }),
  )
}

type Changes = { codes?: readonly TableCode[]; at?: keyof ExampleYear['organizations']; asOf?: string }
const asked = ({ codes = tableCodes, at = 'commune', asOf = exampleDay }: Changes = {}) => ({
  ...{ organizationId: year.organizations[at], year: 2026, against: null, codes, asOf },
  now: exampleNow,
})
const read = (who: AccountKey, changes: Changes = {}) =>
  readTables(db.database, year.scope(who, 'report:read'), asked(changes))
const totalOf = (tables: Awaited<ReturnType<typeof read>>, code: TableCode, block: string) =>
  tables?.tables.find((table) => table.code === code)?.blocks.find(({ key }) => key === block)?.total

describe('the tables of a commune', () => {
  test('add up to the frozen population, line by line and table by table', async () => {
    const tables = await read('office')
    expect(tables?.findings.filter(({ weight }) => weight === 'BLOCK')).toEqual([])
    expect(totalOf(tables, 'B3', 'by-organization')).toMatchObject({
      ...{ TOTAL: 7, EXEMPT: 1, NOT_RATED: 1, DECIDED: 5, XS: 0, T: 5, HT: 0, KHT: 0, UNDECIDED: 0, LEADERS: 2 },
      ...{ T_SHARE: 100, DOWNGRADED: 0, ANNULLED: 0 },
    })
    expect(totalOf(tables, 'B8', 'by-group')).toMatchObject({ DECIDED: 5, XS: 0, T: 5, LIMIT: 0, EXCESS: 0 })
    expect(totalOf(tables, 'B7', 'by-level')).toEqual({ NOW: 7, BEFORE: 0, CHANGE: 7 })
    expect(tables?.findings.map(({ code }) => code)).toContain('NO_EARLIER_YEAR')
  })

  test.each([
    ['2026-12-07', { DECIDED: 0, UNDECIDED: 5 }],
    ['2026-12-08', { DECIDED: 5, UNDECIDED: 0 }],
  ])('as of %s', async (asOf, expected) => {
    expect(totalOf(await read('office', { asOf }), 'B3', 'by-organization')).toMatchObject({ TOTAL: 7, ...expected })
  })

  test('a level written past the product is named with its table, line and column', async () => {
    await db.asOwner(`alter table rating disable trigger user; update rating set outcome = 'KHT' where outcome = 'T' and subject = 'MEMBER_2C';
      delete from rating where subject = 'MEMBER_2A'; alter table rating enable trigger user`)
    const found = (await read('office', { codes: ['B3'] }))?.findings.filter(({ weight }) => weight === 'BLOCK')
    expect(found?.map(({ code, line, column, found: is, expected }) => [code, line, column, is, expected])).toEqual([
      ['TOTAL_NE_POPULATION', 'Chi bộ Tổ dân phố số 1', 'TOTAL', 5, 6],
      ['DUE_NE_POPULATION', 'Chi bộ Tổ dân phố số 1', 'DECIDED', 3, 4],
      ['TOTAL_NE_POPULATION', 'Chi bộ Trường học', 'TOTAL', 0, 1],
      ['DUE_NE_POPULATION', 'Chi bộ Trường học', 'DECIDED', 0, 1],
      ['TOTAL_NE_POPULATION', null, 'TOTAL', 5, 7],
      ['DUE_NE_POPULATION', null, 'DECIDED', 3, 5],
      ['DECIDED_NE_KEPT', null, 'DECIDED', 3, 5],
    ])
  })
})

describe('who sees what', () => {
  test('the city sees few persons as few, the committee counts them', async () => {
    const [own, city] = [await read('office'), await read('cityOffice')]
    expect([own?.guarded, city?.guarded]).toEqual([false, true])
    expect(totalOf(city, 'B3', 'by-organization')).toMatchObject({ T: 5, XS: 0, EXEMPT: 'under-5', LEADERS: 'under-5' })
    expect(JSON.stringify(city)).not.toContain('Nguyễn Văn An')
  })

  test('a number opens its list: names at the committee, codes above it, counts only without person rights', async () => {
    const list = (who: AccountKey, at: keyof ExampleYear['organizations'] = 'commune') =>
      listBehind(db.database, year.scope(who, 'report:read'), {
        ...{ organizationId: year.organizations[at], year: 2026, asOf: exampleDay, page: 1 },
        ...{ code: 'B3', block: 'by-organization', line: null, column: 'T' },
      })
    const own = await list('office')
    expect(own).toMatchObject({ kind: 'persons', total: 5, named: true })
    expect(JSON.stringify(own)).toContain('Nguyễn Văn An')
    const inspection = await list('inspection')
    expect(inspection).toMatchObject({ kind: 'persons', total: 5, named: false })
    expect(JSON.stringify(inspection)).not.toContain('Nguyễn Văn An')
    expect(await list('cityOffice')).toEqual({ kind: 'counts-only' })
    expect(await list('strangerOffice')).toBeNull()
  })

  test.each<[AccountKey, keyof ExampleYear['organizations'], boolean]>([
    ['secretary', 'cell', true],
    ['secretary', 'commune', false],
    ['office', 'commune', true],
    ['office', 'city', false],
    ['strangerOffice', 'commune', false],
    ['areaMember', 'commune', true],
    ['cityOffice', 'city', true],
  ])('%s reads the tables of %s: %s', async (who, at, isShown) => {
    expect((await read(who, { at, codes: ['B3'] })) !== null).toBe(isShown)
  })
})

describe('signing', () => {
  const sign = (changes: { asOf?: string; reason?: string | null; requestId?: string } = {}) =>
    signTables(db.database, year.scope('committee', 'report:sign'), {
      ...{ organizationId: year.organizations.commune, year: 2026, asOf: exampleDay, reason: null, now: exampleNow },
      ...{ signerName: 'Nguyễn Văn Thiện', signerTitle: 'Bí thư', requestId: newId() },
      ...changes,
    })

  test('freezes the numbers with rules, hash and signer; what changes later is shown against it', async () => {
    const { hash } = expectOk(await sign())
    expect(await read('office')).toMatchObject({
      signOff: { contentHash: hash, signerName: 'Nguyễn Văn Thiện', changes: 0 },
    })
    await db.asOwner(`alter table rating disable trigger user; update rating set outcome = 'HT' where id = (select id from rating where outcome = 'T' limit 1);
      alter table rating enable trigger user`)
    expect((await read('office'))?.signOff?.changes).toBeGreaterThan(0)
    expect(await db.asOwner(`select content ->> 'year' as year, rule_set_code as rules from report_sign_off`)).toEqual([
      { year: '2026', rules: 'G3' },
    ])
  })

  test('twice with one request signs once; again without a change is refused; a later one needs its reason', async () => {
    const requestId = newId()
    expect(await sign({ requestId })).toEqual(await sign({ requestId }))
    expect(await sign()).toEqual({ ok: false, refusal: { code: 'NOTHING_CHANGED' } })
    await db.asOwner(`alter table rating disable trigger user; update rating set outcome = 'HT' where outcome = 'T'; update rating_count set outcome = 'HT' where stage = 'decided' and outcome = 'T';
      alter table rating enable trigger user`)
    expect(await sign()).toEqual({ ok: false, refusal: { code: 'REASON_REQUIRED' } })
    expectOk(await sign({ reason: 'Đính chính theo Quyết định số 20' }))
    expect(
      await db.asOwner(
        'select count(*)::int as all, count(*) filter (where superseded_at is null)::int as standing from report_sign_off',
      ),
    ).toEqual([{ all: 2, standing: 1 }])
  })

  test.each([
    ['tables that do not add up', `delete from rating where subject = 'LEADER'`, exampleDay, 'DOES_NOT_ADD_UP'],
    ['a day to come', 'select 1', '2026-12-09', 'DAY_IN_FUTURE'],
  ])('%s are not signed', async (_what, spoil, asOf, code) => {
    await db.asOwner(`alter table rating disable trigger user; ${spoil}; alter table rating enable trigger user`)
    expect(await sign({ asOf })).toMatchObject({ ok: false, refusal: { code } })
  })

  test('what was signed is never rewritten', async () => {
    expectOk(await sign())
    await expect(db.asOwner(`update report_sign_off set signer_name = 'khác'`)).rejects.toThrow(/never rewritten/u)
  })
})

describe('files', () => {
  test.each(['xlsx', 'docx'] as const)('all tables as %s say what they are', async (format) => {
    const file = expectOk(await exportTables(db.database, year.scope('office', 'report:read'), { ...asked(), format }))
    expect(file.fileName.endsWith(format)).toBe(true)
    if (format === 'docx') return
    const checked = expectOk(await checkExport(file.bytes))
    expect(checked.state).toBe('whole')
    expect(checked.sheets.map(({ name }) => name.split(' ')[0])).toEqual([
      'B1',
      'B2',
      'B3',
      'B3',
      'B4',
      'B4',
      'B5',
      'B5',
      'B5',
      'B6',
      'B6',
      'B7',
      'B7',
      'B8',
      'B8',
    ])
    expect(Object.fromEntries(checked.statement)['Theo quy định']).toMatch(/^G3, [0-9a-f]{64}; mẫu biểu/u)
  })

  test.each(['xlsx', 'csv'] as const)('the whole year as %s: by code, everybody, checked', async (format) => {
    const target = new PassThrough()
    const bytes = buffer(target)
    const of = {
      organizationId: year.organizations.commune,
      year: 2026,
      asOf: exampleDay,
      format,
      now: exampleNow,
      target,
    }
    expect(expectOk(await exportYear(db.database, year.scope('inspection', 'report:read'), of)).count).toBe(7)
    const checked = expectOk(await checkExport(await bytes))
    expect(checked).toMatchObject({ state: 'whole', sheets: [{ recorded: { count: 7 } }] })
    expect((await bytes).toString('utf8')).not.toContain('Nguyễn Văn An')
  })
})
