import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, operatorScope, type TestDatabase } from '../../seed/test-database.ts'
import { insertEvent } from './outbox.write.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

const record = { type: 'access.account-reset', organizationId: null, recordTable: 'access_account', recordId: null }
const scope = operatorScope('organization:read')

test('an event stands in the outbox when its transaction does, and not otherwise', async () => {
  await db.database.asActor(scope, (tx) => insertEvent(tx, { ...record, payload: {} }))
  await expect(
    db.database.asActor(scope, async (tx) => {
      await insertEvent(tx, { ...record, payload: {} })
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow()
  await db.database.asSignIn((tx) => insertEvent(tx, { ...record, payload: {} }))
  expect(await db.asOwner('select count(*)::int as n from outbox')).toEqual([{ n: 2 }])
})

const id = '01900000-0000-7000-8000-000000000001'
test.each([
  { payload: { userId: id }, bare: true },
  { payload: { dueOn: '2026-12-31', year: 2026, ok: true, none: null }, bare: true },
  { payload: { at: '2026-12-31T10:00:00.000Z', kind: 'MERGER', role: 'cell-teller', cells: [id] }, bare: true },
  { payload: { name: 'Nguyễn Văn An' }, bare: false },
  { payload: { name: 'Nguyen' }, bare: false },
  { payload: { deep: { list: ['a text of somebody'] } }, bare: false },
  { payload: { mail: 'an@example.vn' }, bare: false },
  { payload: ['a'], bare: false },
])('a payload $payload is taken: $bare', async ({ payload, bare }) => {
  const put = db.database.asActor(scope, (tx) => insertEvent(tx, { ...record, payload }))
  if (bare) await expect(put).resolves.toBeTypeOf('string')
  else await expect(put).rejects.toThrow()
})
