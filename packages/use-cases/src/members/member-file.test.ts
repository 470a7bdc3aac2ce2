import { readMember } from '@nq15/db/members/member.read'
import { listMembers } from '@nq15/db/members/member-list.read'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judged, keepLittleTree, memberRow, signedIn } from './example.ts'
import { takeImport } from './take-import.ts'

let db: TestDatabase
let ids: Awaited<ReturnType<typeof keepLittleTree>>
const operator = operatorScope('member:write')

beforeAll(async () => {
  db = await openTestDatabase()
  ids = await keepLittleTree(db)
  const take = async (rows: Parameters<typeof judged>[2]['rows']) => {
    const { runId } = await judged(db, operator, { organizationId: ids.city, rows })
    const taken = await takeImport(db.database, operator, { runId, which: 'all' })
    if (!taken.ok) throw new Error(taken.refusal.code)
  }
  await take([
    memberRow({ fullName: 'Đỗ Thị Ánh', post: 'Bí thư', leads: 'Có' }),
    memberRow({ cardNumber: '01.000002', fullName: 'An Văn Bình', status: 'exempt', statusFrom: '01/02/2026' }),
    memberRow({ cardNumber: '01.000003', fullName: 'Lê Thị Khuất', cellCode: 'B.1' }),
  ])
  await take([memberRow({ cardNumber: '01.000002', fullName: 'An Văn Bình', cellCode: 'A.2', cellFrom: '01/06/2026' })])
})
afterAll(() => db.close())

const secretary = () => signedIn(db, { role: 'org-secretary', organizationId: ids['A.1'] }, 'member:read')
const idOf = async (card: string) =>
  String((await db.asOwner('select id from member where card_number = $1', [card]))[0]?.['id'])

const asked = { organizationId: null, status: null, text: '', offset: 0, limit: 20 }
const namesOf = async (query: Partial<Parameters<typeof listMembers>[2]>) => {
  const page = await db.database.asActor(operator, (tx) =>
    listMembers(tx, operator, { ...asked, day: '2026-11-23', ...query }),
  )
  return page.rows.map(({ fullName }) => fullName)
}

test.each([
  ['A.1', '2026-05-31', ['An Văn Bình', 'Đỗ Thị Ánh']],
  ['A.1', '2026-06-01', ['Đỗ Thị Ánh']],
  ['A.2', '2026-06-01', ['An Văn Bình']],
  ['A', '2026-06-01', ['Đỗ Thị Ánh', 'An Văn Bình']],
  ['A', '2025-06-30', []],
] as const)('the members of %s on %s', async (place, day, names) => {
  expect(await namesOf({ organizationId: ids[place], day })).toEqual(names)
})

test.each([
  ['do anh', ['Đỗ Thị Ánh']],
  ['01.000002', ['An Văn Bình']],
  ['100%', []],
])('searched by "%s"', async (text, names) => {
  expect(await namesOf({ text })).toEqual(names)
})

test('a file keeps what has ended, and reading it stands in the trail', async () => {
  const id = await idOf('01.000002')
  const file = await db.database.asActor(operator, (tx) => readMember(tx, operator, id))
  expect(file).toMatchObject({
    status: 'active',
    statuses: [{ status: 'exempt', from: '2026-02-01', to: '2026-11-23' }],
    memberships: [
      { from: '2026-06-01', to: '9999-12-31' },
      { from: '2025-07-01', to: '2026-06-01' },
    ],
  })
  expect(await db.asOwner(`select record_id from audit_event where action = 'read'`)).toEqual([{ record_id: id }])
})

test("another cell's members and files are not there", async () => {
  const scope = await secretary()
  const [own, foreign] = [await idOf('01.000001'), await idOf('01.000003')]
  const seen = await db.database.asActor(scope, async (tx) => ({
    all: (await listMembers(tx, scope, { ...asked, day: '2026-11-23' })).total,
    other: (await listMembers(tx, scope, { ...asked, day: '2026-11-23', organizationId: ids['B.1'] })).total,
    own: (await readMember(tx, scope, own))?.fullName,
    foreign: await readMember(tx, scope, foreign),
    tampered: await readMember(tx, scope, "' or 1=1"),
  }))
  expect(seen).toEqual({ all: 1, other: 0, own: 'Đỗ Thị Ánh', foreign: null, tampered: null })
})
