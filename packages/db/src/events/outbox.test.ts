import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, operatorScope, type TestDatabase } from '../../seed/test-database.ts'
import { newId } from '../ids.ts'
import { proveScope } from '../prove-scope.ts'
import { serviceActor } from '../services.ts'
import { listLiveEventsAfter } from './live.read.ts'
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

test('who comes back is told what happened since the last event he was told of, and what may have become visible late', async () => {
  const organizationId = newId()
  await db.asOwner(`insert into organization (id, side) values ('${organizationId}', 'party')`)
  const events = [600, 100, 90, 30].map((secondsAgo) => ({ id: newId(), secondsAgo }))
  // One statement, so one moment, however slow the machine.
  await db.asOwner(
    `insert into outbox (id, type, organization_id, record_table, occurred_at) values ${events
      .map(
        (one) =>
          `('${one.id}', 'monitoring.rehearsed', '${organizationId}', 'organization', now() - interval '${one.secondsAgo} s')`,
      )
      .join()}`,
  )
  const serving = proveScope(serviceActor('events'), 'event:serve')
  if (!serving) throw new Error('the service of events serves events')
  const after = async (lastId: string, atOnce = 10) => {
    const told = await db.database.asReader(serving, (tx) =>
      listLiveEventsAfter(tx, serving, { lastId, overlapMs: 20_000, atOnce }),
    )
    return told.map(({ id: event }) => events.find((one) => one.id === event)?.secondsAgo)
  }
  const [oldest, , third, newest] = events
  expect(await after(oldest?.id ?? '')).toEqual([600, 100, 90, 30])
  // More than is read at once is read on: a city's first screening brings hundreds in a few seconds.
  for (const atOnce of [1, 2, 4]) expect(await after(oldest?.id ?? '', atOnce)).toEqual([600, 100, 90, 30])
  expect(await after(third?.id ?? '')).toEqual([100, 90, 30])
  expect(await after(newest?.id ?? '')).toEqual([30])
  // Kept no longer, or never: as if told a minute ago.
  expect(await after(newId())).toEqual([30])
})
