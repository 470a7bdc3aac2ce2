import { newId } from '@nq15/db/ids'
import { readMember } from '@nq15/db/members/member.read'
import { listMembers } from '@nq15/db/members/member-list.read'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judged, keepLittleTree, memberRow, signedIn } from './example.ts'
import { stateDutyLink } from './state-duty-link.ts'
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

test('whether a discipline is linked to duty is typed from a paper by who keeps the file, once, and never of oneself', async () => {
  const [ownCell, foreign] = [await idOf('01.000001'), await idOf('01.000003')]
  const keep = async (memberId: string) =>
    String(
      (
        await db.asOwner(
          `insert into discipline_record (id, member_id, organization_id, form, decision_number, decided_on, violation_id, violation)
           select app.uuid_v7(), id, organization_id, 'reprimand', '7-QĐ/UBKT', '2026-05-12', app.uuid_v7(), 'x' from member where id = $1 returning id`,
          [memberId],
        )
      )[0]?.['id'],
    )
  const [recordId, foreignId] = [await keep(ownCell), await keep(foreign)]
  const link = {
    dutyRelated: 'yes',
    basis: 'Thông báo 12-TB/UBKT',
    violatedOn: '2026-03-16',
    selfDetected: false,
  } as const
  const type = async (given: object, permission: 'member:write' | 'member:read' = 'member:write') => {
    const scope = await signedIn(db, { role: 'org-secretary', organizationId: ids['A.1'] }, permission)
    const done = await stateDutyLink(db.database, scope, { requestId: newId(), recordId, version: 1, link, ...given })
    return done.ok ? 'kept' : done.refusal.code
  }
  expect(await type({}, 'member:read')).toBe('NOT_FOUND')
  expect(await type({ recordId: foreignId })).toBe('NOT_FOUND')
  expect(await type({ link: { ...link, violatedOn: '2026-05-13' } })).toBe('VIOLATED_AFTER_DECISION')
  expect(await type({})).toBe('kept')
  expect(await type({})).toBe('CHANGED_MEANWHILE')
  const file = await db.database.asActor(operator, (tx) => readMember(tx, operator, ownCell))
  expect(file?.disciplines).toMatchObject([
    { dutyRelated: 'yes', dutyBasis: 'Thông báo 12-TB/UBKT', violatedOn: '2026-03-16', version: 2 },
  ])
  // What the decision of a proceeding said stands as said.
  await db.asOwner('update discipline_record set duty_basis = decision_number where id = $1', [recordId])
  expect(await type({ version: 2 })).toBe('SAID_BY_PROCEEDING')
})
