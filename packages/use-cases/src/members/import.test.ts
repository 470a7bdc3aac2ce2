import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import type { MemberTexts } from '@nq15/domain/members'
import { refuse } from '@nq15/domain/shared'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { abandonImport } from './abandon-import.ts'
import { judged, keepLittleTree, memberRow, signedIn, uploaded } from './example.ts'
import { startImport } from './judge-import.ts'
import { keepUpload, openImport, readUpload } from './open-import.ts'
import { readImport } from './read-import.ts'
import { takeImport } from './take-import.ts'

let db: TestDatabase
let ids: Awaited<ReturnType<typeof keepLittleTree>>
const operator = operatorScope('member:write')

beforeAll(async () => {
  db = await openTestDatabase()
  ids = await keepLittleTree(db)
})
afterAll(() => db.close())
beforeEach(() =>
  db.asOwner(
    'truncate member, membership, member_post, member_status, discipline_record, import_run, import_row, import_part cascade',
  ),
)

const imported = async (rows: readonly MemberTexts[], which: 'all' | 'good' = 'all') => {
  const run = await judged(db, operator, { organizationId: ids.city, rows })
  return takeImport(db.database, operator, { runId: run.runId, which })
}
const counts = async (rows: readonly MemberTexts[]) => {
  const taken = await imported(rows)
  if (!taken.ok) return taken.refusal.code
  const { rowsNew, rowsChanged, rowsSame } = taken.value
  return [rowsNew, rowsChanged, rowsSame]
}
const reasonsOf = async (rows: readonly MemberTexts[], scope = operator, organizationId = ids.city) => {
  const run = await judged(db, scope, { organizationId, rows })
  const view = await readImport(db.database, scope, { runId: run.runId })
  return view.ok
    ? view.value.refused.map(({ line, reasons }) => [line, ...reasons.map(({ code }) => code)])
    : view.refusal
}
const members = () =>
  db.asOwner(`select m.card_number, m.full_name, m.status, v.code as cell, to_char(s.valid_from, 'YYYY-MM-DD') as since,
      (select string_agg(p.post, ',') from member_post p where p.member_id = m.id and p.valid_to = '9999-12-31') as post
    from member m join membership s on s.member_id = m.id and s.valid_to = '9999-12-31'
    join organization_version v on v.organization_id = s.organization_id order by m.card_number, m.file_number`)

test('a good file makes members with home, post and status, and its second run adds nothing', async () => {
  const rows = [
    memberRow({ post: 'Bí thư', leads: 'Có' }),
    memberRow({
      cardNumber: '01.000002',
      fullName: 'Trần Thị Mẫu',
      status: 'Miễn công tác và sinh hoạt đảng',
      statusFrom: '01/02/2026',
    }),
    memberRow({ cardNumber: '', fileNumber: '0102', fullOn: '', admittedOn: '19/05/2026', cellFrom: '' }),
  ]
  expect(await counts(rows)).toEqual([3, 0, 0])
  expect(await members()).toMatchObject([
    { card_number: '01.000001', status: 'active', cell: 'A.1', since: '2025-07-01', post: 'secretary' },
    { card_number: '01.000002', status: 'exempt', cell: 'A.1', post: null },
    { card_number: null, cell: 'A.1', since: '2026-05-19' },
  ])
  expect(await counts(rows)).toEqual([0, 0, 3])
  expect(await members()).toHaveLength(3)
})

test.each([
  ['name', { fullName: 'Nguyễn Văn Khác' }, { full_name: 'Nguyễn Văn Khác' }],
  ['cell', { cellCode: 'A.2', cellFrom: '01/03/2026' }, { cell: 'A.2', since: '2026-03-01', post: null }],
  ['day of joining', { cellFrom: '02/07/2025' }, { since: '2025-07-02' }],
  ['post', { post: 'Phó bí thư' }, { post: 'deputy-secretary' }],
  ['status', { status: 'Vắng dài ngày', statusFrom: '01/10/2026' }, { status: 'long-absence' }],
  ['card spelling only', { cardNumber: '01000001' }, { full_name: 'Nguyễn Văn Mẫu' }],
] as const)('a later file that changes the %s changes the member, once', async (name, change, expected) => {
  await imported([memberRow()])
  const changed = name === 'card spelling only' ? [0, 0, 1] : [0, 1, 0]
  expect(await counts([memberRow(change)])).toEqual(changed)
  expect(await members()).toMatchObject([expected])
  expect(await counts([memberRow(change)])).toEqual([0, 0, 1])
})

test('a secretary hands over within one file, and the earlier post is kept as ended', async () => {
  await imported([memberRow({ post: 'Bí thư' }), memberRow({ cardNumber: '01.000002' })])
  expect(await counts([memberRow(), memberRow({ cardNumber: '01.000002', post: 'Bí thư' })])).toEqual([0, 2, 0])
  const posts = await db.asOwner(`select m.card_number, to_char(p.valid_to, 'YYYY-MM-DD') as until from member_post p
    join member m on m.id = p.member_id order by 1`)
  expect(posts).toEqual([
    { card_number: '01.000001', until: '2026-11-23' },
    { card_number: '01.000002', until: '9999-12-31' },
  ])
})

const twelve = '012345678901'
const exchanged = () =>
  db.asOwner(
    `select card_number, former_card_number, card_exchange_noted_on = app.today() as today from member order by 1`,
  )

test.each([
  ['the new card with the former one', [{ cardNumber: twelve, formerCard: '01.000001' }]],
  [
    'both again',
    [
      { cardNumber: twelve, formerCard: '01.000001' },
      { cardNumber: twelve, formerCard: '01000001' },
    ],
  ],
  ['an old list afterwards', [{ cardNumber: twelve, formerCard: '01.000001' }, { cardNumber: '01.000001' }]],
  ['the new card alone afterwards', [{ cardNumber: twelve, formerCard: '01.000001' }, { cardNumber: twelve }]],
])('an exchanged card keeps its former number, and %s makes no second person', async (_, [first, ...later]) => {
  await imported([memberRow()])
  expect(await counts([memberRow(first)])).toEqual([0, 1, 0])
  for (const change of later) expect(await counts([memberRow(change)])).toEqual([0, 0, 1])
  expect(await exchanged()).toEqual([{ card_number: twelve, former_card_number: '01.000001', today: true }])
})

test('a new member may come with both numbers, and is known by each afterwards', async () => {
  expect(await counts([memberRow({ cardNumber: twelve, formerCard: '01.000001' })])).toEqual([1, 0, 0])
  expect(await counts([memberRow()])).toEqual([0, 0, 1])
  expect(await exchanged()).toMatchObject([{ card_number: twelve, former_card_number: '01.000001' }])
})

test.each([
  ['the same person under a new number, the former not named', [{ cardNumber: twelve }], [2, 'CARD_EXCHANGE_UNNAMED']],
  ['another birthday', [{ cardNumber: twelve, bornOn: '20/05/1980' }], null],
  ['another name', [{ cardNumber: twelve, fullName: 'Nguyễn Văn Hai' }], null],
  ['the former card of one beside the card of another', [{ cardNumber: '01.000002', fullName: 'Trần Thị Hai' }], null],
])('across the exchange of cards: %s', async (_, changes, reason) => {
  await imported([memberRow()])
  expect(await reasonsOf(changes.map((change) => memberRow(change)))).toEqual(reason ? [reason] : [])
})

test('one number on two persons is refused, in a file and by the table itself', async () => {
  await imported([memberRow(), memberRow({ cardNumber: twelve, fullName: 'Trần Thị Hai' })])
  expect(
    await reasonsOf([memberRow({ cardNumber: twelve, fullName: 'Trần Thị Hai', formerCard: '01.000001' })]),
  ).toEqual([[2, 'CARDS_OF_TWO_MEMBERS']])
  expect(
    await reasonsOf([
      memberRow({ cardNumber: '01.000005', fullName: 'Lê Văn Ba' }),
      memberRow({ cardNumber: '012345678905', formerCard: '01.000005', fullName: 'Lê Văn Ba' }),
    ]),
  ).toEqual([
    [2, 'DUPLICATE_IN_FILE'],
    [3, 'DUPLICATE_IN_FILE'],
  ])
  await expect(
    db.asOwner(`update member set former_card_number = '01.000001', card_exchange_noted_on = '2026-11-23'
      where card_number = '${twelve}'`),
  ).rejects.toThrow(/another member/u)
  await db.asOwner(`update member set card_number = '012345678909' where card_number = '01.000001'`)
  await expect(
    db.asOwner(`update member set card_number = '01.000001' where card_number = '${twelve}'`),
  ).rejects.toThrow(/another member/u)
})

test('a probationary member known by file number receives his card', async () => {
  const probationary = { cardNumber: '', fileNumber: '0102', fullOn: '', admittedOn: '03/02/2025' }
  await imported([memberRow(probationary)])
  expect(await counts([memberRow({ ...probationary, cardNumber: '01.000009', fullOn: '03/02/2026' })])).toEqual([
    0, 1, 0,
  ])
  expect(await members()).toMatchObject([{ card_number: '01.000009' }])
})

test.each([
  [
    'two rows with one card',
    [{}, {}],
    [
      [2, 'DUPLICATE_IN_FILE'],
      [3, 'DUPLICATE_IN_FILE'],
    ],
  ],
  [
    'two rows with cards of one spelling',
    [{}, { cardNumber: '01-000001' }],
    [
      [2, 'DUPLICATE_IN_FILE'],
      [3, 'DUPLICATE_IN_FILE'],
    ],
  ],
  [
    'two secretaries of a cell',
    [{ post: 'Bí thư' }, { cardNumber: '01.000002', post: 'Bí thư' }],
    [
      [2, 'SECOND_SECRETARY'],
      [3, 'SECOND_SECRETARY'],
    ],
  ],
  ['secretaries of two cells', [{ post: 'Bí thư' }, { cardNumber: '01.000002', post: 'Bí thư', cellCode: 'A.2' }], []],
  ['a fault of the row itself', [{ cardNumber: '1' }], [[2, 'CARD_MALFORMED']]],
  ['a cell that is none', [{ cellCode: 'A' }], [[2, 'UNKNOWN_CELL']]],
] as const)('%s', async (_, changes, expected) => {
  expect(await reasonsOf(changes.map((change) => memberRow(change)))).toEqual(expected)
})

test('beside the members that are there: a second secretary and a move before joining are refused', async () => {
  await imported([memberRow({ post: 'Bí thư' }), memberRow({ cardNumber: '01.000002' })])
  expect(await reasonsOf([memberRow({ cardNumber: '01.000003', post: 'Bí thư' })])).toEqual([[2, 'SECOND_SECRETARY']])
  expect(await reasonsOf([memberRow({ cardNumber: '01.000002', cellCode: 'A.2', cellFrom: '01/07/2025' })])).toEqual([
    [2, 'MOVED_BEFORE_JOINING'],
  ])
  expect(await reasonsOf([memberRow({ cardNumber: '01.000002', cellCode: 'A.2', cellFrom: '02/07/2025' })])).toEqual([])
})

test('all or only the good rows', async () => {
  const rows = [memberRow(), memberRow({ cardNumber: 'x' })]
  expect(await imported(rows, 'all')).toMatchObject({ ok: false, refusal: { code: 'ROWS_REFUSED', bad: 1 } })
  expect(await members()).toHaveLength(0)
  expect(await imported(rows, 'good')).toMatchObject({ ok: true, value: { rowsNew: 1, rowsBad: 1 } })
  expect(await members()).toHaveLength(1)
})

test('a refused taking leaves the import to be taken with its good rows', async () => {
  const run = await judged(db, operator, {
    organizationId: ids.city,
    rows: [memberRow(), memberRow({ cardNumber: 'x' })],
  })
  await takeImport(db.database, operator, { runId: run.runId, which: 'all' })
  expect(await takeImport(db.database, operator, { runId: run.runId, which: 'good' })).toMatchObject({ ok: true })
})

test('three clicks at once take it once and all hear the same', async () => {
  const run = await judged(db, operator, { organizationId: ids.city, rows: [memberRow()] })
  const take = () => takeImport(db.database, operator, { runId: run.runId, which: 'all' })
  const answers = await Promise.all([take(), take(), take()])
  expect(answers).toMatchObject(answers.map(() => ({ ok: true, value: { state: 'taken', rowsNew: 1, rowsSame: 0 } })))
  expect(await members()).toHaveLength(1)
})

test('two imports of one file judged side by side: the later taken finds everything there', async () => {
  const [first, second] = [
    await judged(db, operator, { organizationId: ids.city, rows: [memberRow()] }),
    await judged(db, operator, { organizationId: ids.city, rows: [memberRow()] }),
  ]
  const answers = await Promise.all(
    [first, second].map(({ runId }) => takeImport(db.database, operator, { runId, which: 'all' })),
  )
  expect(answers.map((answer) => answer.ok && answer.value.rowsNew).sort()).toEqual([0, 1])
})

test('an import broken off half-way leaves no member and can be given up', async () => {
  const opened = await openImport(db.database, operator, {
    kind: 'members',
    organizationId: ids.city,
    fileName: 'x.csv',
    asOf: '2026-11-23',
  })
  if (!opened.ok) throw new Error(opened.refusal.code)
  const { runId } = opened.value
  // As after kill -9: rows are staged, nobody goes on reading.
  expect(await takeImport(db.database, operator, { runId, which: 'good' })).toMatchObject({ ok: false })
  expect(await abandonImport(db.database, operator, runId)).toMatchObject({ ok: true })
  expect(await members()).toHaveLength(0)
  expect(await db.asOwner('select from import_row')).toHaveLength(0)
})

test('a file that is spoiled in the middle leaves nothing staged', async () => {
  async function* spoiled() {
    yield* uploaded([memberRow()])
    yield refuse({ code: 'not-utf8', line: 3 })
  }
  const opening = { organizationId: ids.city, fileName: 'x.csv', asOf: '2026-11-23' }
  const run = await startImport(db.database, operator, { opening, mapping: {}, rows: spoiled() })
  expect(run).toEqual({ ok: false, refusal: { code: 'FILE_REFUSED', reason: 'not-utf8', line: 3 } })
  expect(await db.asOwner('select state, error from import_run')).toEqual([{ state: 'failed', error: 'not-utf8:3' }])
  expect(await db.asOwner('select from import_row')).toHaveLength(0)
})

test('refused rows come in pages', async () => {
  const rows = Array.from({ length: 5 }, () => memberRow({ cardNumber: 'x' }))
  const run = await judged(db, operator, { organizationId: ids.city, rows })
  const first = await readImport(db.database, operator, { runId: run.runId, limit: 3 })
  expect(first).toMatchObject({ value: { nextAfterLine: 4, refused: [{ line: 2 }, { line: 3 }, { line: 4 }] } })
  const second = await readImport(db.database, operator, { runId: run.runId, limit: 3, afterLine: 4 })
  expect(second).toMatchObject({ value: { nextAfterLine: null, refused: [{ line: 5 }, { line: 6 }] } })
})

test('the uploaded file is given back byte for byte, and goes with the import', async () => {
  const opened = await openImport(db.database, operator, {
    kind: 'members',
    organizationId: ids.city,
    fileName: 'x',
    asOf: '2026-11-23',
  })
  if (!opened.ok) throw new Error(opened.refusal.code)
  const { runId } = opened.value
  const bytes = Buffer.from(Uint8Array.from({ length: 2_500_000 }, (_, index) => index % 251))
  const source = (async function* () {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
  })()
  expect(await keepUpload(db.database, operator, { runId, source })).toMatchObject({ value: { bytes: bytes.length } })
  const pieces: Uint8Array[] = []
  for await (const piece of readUpload(db.database, operator, runId)) pieces.push(piece)
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
  await abandonImport(db.database, operator, runId)
  expect(await db.asOwner('select from import_part')).toHaveLength(0)
})

test('an office imports below its own committee, and a card held elsewhere is refused without a name', async () => {
  await imported([memberRow({ cellCode: 'B.1', fullName: 'Lê Thị Khuất' })])
  const office = await signedIn(db, { role: 'grassroots-office', organizationId: ids.A }, 'member:write')
  expect(await reasonsOf([memberRow()], office, ids.A)).toEqual([[2, 'CARD_HELD_ELSEWHERE']])
  expect(await reasonsOf([memberRow({ cardNumber: '01.000002', cellCode: 'B.1' })], office, ids.A)).toEqual([
    [2, 'UNKNOWN_CELL'],
  ])
  const run = await judged(db, office, { organizationId: ids.A, rows: [memberRow({ cardNumber: '01.000002' })] })
  const seen = await readImport(db.database, office, { runId: run.runId })
  expect(JSON.stringify(seen)).not.toContain('Khuất')
  expect(await takeImport(db.database, office, { runId: run.runId, which: 'all' })).toMatchObject({ ok: true })
  expect(await members()).toMatchObject([{ full_name: 'Lê Thị Khuất' }, { cell: 'A.1' }])
})

test("another's organization and another's import are not found", async () => {
  const office = await signedIn(db, { role: 'grassroots-office', organizationId: ids.A }, 'member:write')
  const other = await signedIn(db, { role: 'grassroots-office', organizationId: ids.A }, 'member:write')
  const opening = { organizationId: ids.B, fileName: 'x.csv', asOf: '2026-11-23' }
  const rows = uploaded([memberRow()])
  const notFound = { ok: false, refusal: { code: 'NOT_FOUND' } }
  expect(await startImport(db.database, office, { opening, mapping: {}, rows })).toEqual(notFound)
  const { runId } = await judged(db, office, { organizationId: ids.A, rows: [memberRow()] })
  expect(await readImport(db.database, other, { runId })).toEqual(notFound)
  expect(await takeImport(db.database, other, { runId, which: 'all' })).toEqual(notFound)
  expect(await abandonImport(db.database, other, runId)).toEqual(notFound)
  expect(await readImport(db.database, office, { runId: "'; --" })).toEqual(notFound)
})

test('every member taken stands in the trail', async () => {
  await db.asOwner(
    'alter table audit_event disable trigger all; truncate audit_event; alter table audit_event enable trigger all',
  )
  await imported([memberRow({ post: 'Bí thư' }), memberRow({ cardNumber: '01.000002' })])
  const trail = await db.asOwner(`select record_table, action, count(*)::int from audit_event
    where record_table in ('member', 'membership', 'member_post') group by 1, 2 order by 1, 2`)
  expect(trail).toEqual([
    { record_table: 'member', action: 'insert', count: 2 },
    { record_table: 'member_post', action: 'insert', count: 1 },
    { record_table: 'membership', action: 'insert', count: 2 },
  ])
})
