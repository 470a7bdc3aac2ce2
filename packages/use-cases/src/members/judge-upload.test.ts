import { readMember } from '@nq15/db/members/member.read'
import { listMembers } from '@nq15/db/members/member-list.read'
import { listBranch } from '@nq15/db/organizations/branch.read'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepLittleTree, signedIn } from './example.ts'
import { checkMapping, judgeUpload, readUploadHeads } from './judge-upload.ts'
import { keepUpload, openImport } from './open-import.ts'
import { takeImport } from './take-import.ts'
import { writeImportErrors } from './write-import-errors.ts'

let db: TestDatabase
let ids: Awaited<ReturnType<typeof keepLittleTree>>
let office: Scope
let reader: Scope
let stranger: Scope

beforeAll(async () => {
  db = await openTestDatabase()
  ids = await keepLittleTree(db)
  const role = 'grassroots-office'
  office = await signedIn(db, { role, organizationId: ids.A }, 'member:write')
  reader = await signedIn(db, { role, organizationId: ids.A }, 'member:read')
  stranger = await signedIn(db, { role, organizationId: ids.B }, 'member:read')
})
afterAll(() => db.close())

const file = [
  'Số thẻ ĐV,Họ và tên,Ngày vào Đảng,Ngày chính thức,Mã chi bộ,Nhóm công tác,Ghi chú',
  '02.000001,Nguyễn Thị Mơ,03/02/1998,03/02/1999,A.1,Trong hệ thống chính trị,x',
  '02.000002,Trần Văn Mận,03/02/1998,03/02/1999,A.2,Ngoài hệ thống chính trị,',
  'sai,Lê Thị Đào,03/02/1998,03/02/1999,B.1,Trong,',
].join('\n')

async function uploadOf(text: string, fileName = 'dang-vien.csv'): Promise<string> {
  const opened = await openImport(db.database, office, {
    kind: 'members',
    organizationId: ids.A,
    fileName,
    asOf: '2026-11-23',
  })
  if (!opened.ok) throw new Error(opened.refusal.code)
  const { runId } = opened.value
  const source = (async function* () {
    yield Buffer.from(text)
  })()
  await keepUpload(db.database, office, { runId, source })
  return runId
}

const mappingOf = async (runId: string) => {
  const heads = await readUploadHeads(db.database, office, runId)
  if (!heads.ok) throw new Error(heads.refusal.code)
  return Object.fromEntries(heads.value.flatMap(({ head, column }) => (column ? [[head, column]] : [])))
}

test('an upload is mapped, judged, given back with its reasons, and its good rows become readable members', async () => {
  const runId = await uploadOf(file)
  const heads = await readUploadHeads(db.database, office, runId)
  expect(heads.ok && heads.value.at(-1)).toEqual({ head: 'Ghi chú', column: null, certainty: 'unknown' })
  const judged = await judgeUpload(db.database, office, { runId, mapping: await mappingOf(runId) })
  expect(judged).toMatchObject({ ok: true, value: { state: 'checked', rowsTotal: 3, rowsBad: 1, rowsNew: 2 } })
  const errors = await writeImportErrors(db.database, office, runId)
  expect(errors.ok && errors.value.fileName).toBe('dang-vien-dong-loi.xlsx')

  expect(await takeImport(db.database, office, { runId, which: 'good' })).toMatchObject({ ok: true })
  const query = { day: '2026-11-23', organizationId: null, status: null, text: 'thi mo', offset: 0, limit: 10 }
  const page = await db.database.asActor(reader, (tx) => listMembers(tx, reader, query))
  expect(page.rows.map(({ fullName, cellId }) => [fullName, cellId])).toEqual([['Nguyễn Thị Mơ', ids['A.1']]])
  const everybody = { ...query, text: '' }
  const all = await db.database.asActor(reader, (tx) => listMembers(tx, reader, everybody))
  expect([all.total, all.byStatus, all.byCell.map(({ count }) => count)]).toEqual([2, { active: 2 }, [1, 1]])

  const memberId = page.rows[0]?.memberId ?? ''
  const read = await db.database.asActor(reader, (tx) => readMember(tx, reader, memberId))
  expect(read).toMatchObject({ cardNumber: '02.000001', memberships: [{ organizationId: ids['A.1'] }] })
  const trail = await db.asOwner(`select action from audit_event where record_id = $1 and action = 'read'`, [memberId])
  expect(trail).toHaveLength(1)
  expect(await db.database.asActor(stranger, (tx) => readMember(tx, stranger, memberId))).toBeNull()
  expect((await db.database.asActor(stranger, (tx) => listMembers(tx, stranger, everybody))).total).toBe(0)
})

test('a file that is no table fails with its reason and keeps nothing', async () => {
  const runId = await uploadOf('không phải sổ tính', 'x.xlsx')
  expect(await readUploadHeads(db.database, office, runId)).toMatchObject({
    ok: false,
    refusal: { code: 'FILE_REFUSED', reason: 'not-a-workbook' },
  })
  expect(await judgeUpload(db.database, office, { runId, mapping: {} })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
})

const whole = {
  'Họ và tên': 'fullName',
  'Ngày vào Đảng': 'admittedOn',
  'Mã chi bộ': 'cellCode',
  'Nhóm công tác': 'workGroup',
} as const
test.each([
  ['all that is required', whole, null],
  ['one required column less', { ...whole, 'Mã chi bộ': 'kind' }, { code: 'COLUMNS_MISSING', columns: ['cellCode'] }],
  ['one column twice', { ...whole, 'Tên khác': 'fullName' }, { code: 'COLUMN_TWICE', columns: ['fullName'] }],
])('a mapping with %s', (_, mapping, fault) => expect(checkMapping('members', mapping)).toEqual(fault))

test('the tree of a committee shows its own branch and the way up, and nothing of its neighbour', async () => {
  const scope = await signedIn(db, { role: 'grassroots-office', organizationId: ids.A }, 'organization:read')
  const levels = await db.database.asActor(scope, async (tx) => [
    await listBranch(tx, scope, { parentId: null, day: '2026-11-23' }),
    await listBranch(tx, scope, { parentId: ids.city, day: '2026-11-23' }),
    await listBranch(tx, scope, { parentId: ids.A, day: '2026-11-23' }),
    await listBranch(tx, scope, { parentId: ids.B, day: '2026-11-23' }),
  ])
  expect(levels.map((level) => level.map(({ code, isWithin, childCount }) => [code, isWithin, childCount]))).toEqual([
    [['city', false, 1]],
    [['A', true, 2]],
    [
      ['A.1', true, 0],
      ['A.2', true, 0],
    ],
    [],
  ])
})
