import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAccount } from './create-account.ts'
import { readAuditStatus } from './read-audit-status.ts'
import { sealAudit } from './seal-audit.ts'
import { verifyAudit } from './verify-audit.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

const sealer = proveScope(serviceActor('sealer'), 'audit:seal')
if (!sealer) throw new Error('the sealer seals')
const reader = operatorScope('audit:read')
const start = new Date()
const now = () => start
const hoursBefore = (hours: number) => new Date(start.getTime() - hours * 3_600_000).toISOString()
const seal = (limit = 10) => sealAudit(db.database, sealer, { now, limit, everything: true })
const verify = (options = {}) => verifyAudit(db.database, reader, { now: now(), ...options })

const sealed = ['audit_event', 'audit_batch', 'audit_leaf']
const triggers = (what: 'disable' | 'enable') =>
  sealed.map((table) => `alter table ${table} ${what} trigger user;`).join(' ')

/** As somebody who owns the tables: the triggers that forbid rewriting are off while he works. */
const tamper = (sql: string) => db.asOwner(`${triggers('disable')} ${sql}; ${triggers('enable')}`)

// Each test begins with 25 rows sealed in three batches.
beforeEach(async () => {
  await tamper(`truncate audit_leaf, audit_batch, audit_event cascade;
    insert into audit_event (id, at, action, record_table, record_id, detail)
    select ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, timestamptz '${hoursBefore(1)}' + interval '123 microseconds' + n * interval '1 second',
      'update', 'member', ('01900000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, '{"changed": ["status"]}' from generate_series(1, 25) n`)
  await seal()
})

const row = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`

test('the triggers refuse any rewriting, also to the owner', async () => {
  for (const sql of [
    "update audit_event set action = 'read'",
    'delete from audit_event',
    'truncate audit_leaf',
    'delete from audit_batch',
  ]) {
    await expect(db.asOwner(sql)).rejects.toThrow('append-only')
  }
})

test('a whole trail is whole, and its reader stands in it', async () => {
  const verified = await verify()
  expect(verified).toMatchObject({ whole: true, events: 25, batches: 3, broken: null, unsealed: { count: 1 } })
  expect(verified.head).toMatch(/^[0-9a-f]{64}$/)
  const [last] = await db.asOwner('select action, record_table from audit_event order by id desc limit 1')
  expect(last).toEqual({ action: 'verify', record_table: 'audit_event' })
})

test('sealing again adds what came since and leaves the chain whole', async () => {
  await createAccount(db.database, operatorScope('account:admin'), { username: 'phuong', displayName: 'Phương' })
  const more = await seal()
  expect(more.batches).toBe(1)
  await expect(verify()).resolves.toMatchObject({ whole: true, batches: 4 })
  await expect(sealAudit(db.database, sealer, { now })).resolves.toMatchObject({ batches: 1, events: 1 })
})

/** An id made so many minutes before those of the sealed rows. */
const idBefore = (minutes: number) => {
  const hex = (0x01900000_0000 - minutes * 60_000).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000001`
}

test.each([
  { because: 'committed ten minutes late', minutes: 10, byRound: 1, waits: 0, bySearch: 0 },
  { because: 'passed by for an hour', minutes: 60, byRound: 0, waits: 1, bySearch: 1 },
])('a row $because is found', async ({ minutes, byRound, waits, bySearch }) => {
  await db.asOwner(
    `insert into audit_event (id, at, action, record_table) values ('${idBefore(minutes)}', '${hoursBefore(1)}', 'read', 'member')`,
  )
  await expect(sealAudit(db.database, sealer, { now })).resolves.toMatchObject({ events: byRound })
  await expect(readAuditStatus(db.database, reader)).resolves.toMatchObject({ unsealed: waits })
  await expect(seal()).resolves.toMatchObject({ events: bySearch })
})

test.each([
  {
    because: 'a changed action',
    sql: `update audit_event set action = 'read' where id = '${row(14)}'`,
    broken: { code: 'row-changed', seq: 2, position: 3, eventId: row(14), row: { recordTable: 'member' } },
  },
  {
    because: 'one microsecond',
    sql: `update audit_event set at = at + interval '1 microsecond' where id = '${row(3)}'`,
    broken: { code: 'row-changed', seq: 1, eventId: row(3) },
  },
  {
    because: 'an actor put in',
    sql: `update audit_event set actor_id = id where id = '${row(25)}'`,
    broken: { code: 'row-changed', seq: 3, position: 4, eventId: row(25) },
  },
  {
    because: 'a changed detail',
    sql: `update audit_event set detail = '{"changed": []}' where id = '${row(1)}'`,
    broken: { code: 'row-changed', seq: 1, position: 0, eventId: row(1) },
  },
  {
    because: 'two changed rows: the first is named',
    sql: `update audit_event set action = 'read' where id in ('${row(22)}', '${row(9)}')`,
    broken: { code: 'row-changed', seq: 1, eventId: row(9) },
  },
  {
    because: 'a deleted row',
    sql: `delete from audit_event where id = '${row(12)}'`,
    broken: { code: 'row-deleted', seq: 2, position: 1, eventId: row(12) },
  },
  {
    because: 'a changed leaf',
    sql: `update audit_leaf set leaf_hash = md5('x') where event_id = '${row(12)}'`,
    broken: { code: 'leaves-changed', seq: 2 },
  },
  {
    because: 'a row deleted with its leaf',
    sql: `delete from audit_event where id = '${row(12)}'; delete from audit_leaf where event_id = '${row(12)}'`,
    broken: { code: 'leaves-changed', seq: 2 },
  },
  {
    because: 'a changed batch',
    sql: `update audit_batch set sealed_at = sealed_at + interval '1 second' where seq = 2`,
    broken: { code: 'batch-changed', seq: 2 },
  },
  {
    because: 'a broken chain',
    sql: `update audit_batch set previous_hash = md5('x') where seq = 3`,
    broken: { code: 'chain-broken', seq: 3 },
  },
  {
    because: 'a deleted batch',
    sql: 'delete from audit_leaf where batch_seq = 2; delete from audit_batch where seq = 2',
    broken: { code: 'batch-missing', seq: 2 },
  },
  {
    because: 'the last batch cut off: later seals passed its rows by',
    sql: 'delete from audit_leaf where batch_seq = 3; delete from audit_batch where seq = 3',
    broken: { code: 'row-left-out', eventId: row(21) },
  },
  {
    because: 'a row slipped in behind the seal',
    sql: `insert into audit_event (id, at, action, record_table) values ('01900000-0000-7000-8000-0000000000ff', '${hoursBefore(2)}', 'read', 'member')`,
    broken: { code: 'row-left-out', eventId: '01900000-0000-7000-8000-0000000000ff' },
  },
])('$because is found', async ({ sql, broken }) => {
  await tamper(sql)
  const verified = await verify()
  expect(verified.whole).toBe(false)
  expect(verified.broken).toMatchObject(broken)
})

test('a change of any column of a sealed row is found and the row named', async () => {
  const other = row(14).replace('-8000-', '-8fff-')
  const changes: Record<string, readonly [changed: string, back: string]> = {
    id: [`'${other}'`, `'${row(14)}'`],
    at: ["at + interval '1 microsecond'", "at - interval '1 microsecond'"],
    actor_id: [`'${other}'`, 'null'],
    on_behalf_of: [`'${other}'`, 'null'],
    request_id: ["'r-1'", 'null'],
    action: ["'read'", "'update'"],
    record_table: ["'member '", "'member'"],
    record_id: [`'${other}'`, `'${row(14).replace('-8000-', '-9000-')}'`],
    organization_id: [`'${other}'`, 'null'],
    detail: [`'{"changed": ["Status"]}'`, `'{"changed": ["status"]}'`],
  }
  const columns = await db.asOwner(
    "select column_name from information_schema.columns where table_schema = 'public' and table_name = 'audit_event'",
  )
  expect(Object.keys(changes).sort()).toEqual(columns.map(({ column_name: name }) => name).sort())
  for (const [column, [changed, back]] of Object.entries(changes)) {
    await tamper(`update audit_event set ${column} = ${changed} where id = '${row(14)}'`)
    const { broken } = await verify()
    expect(broken, column).toMatchObject({
      ...{ code: column === 'id' ? 'row-deleted' : 'row-changed', seq: 2, eventId: row(14) },
    })
    await tamper(`update audit_event set ${column} = ${back} where id in ('${row(14)}', '${other}')`)
  }
  await expect(verify()).resolves.toMatchObject({ whole: true })
})

test('a printed head must be in the chain: a trail sealed anew by its owner is found', async () => {
  const printed = (await verify()).head ?? ''
  await seal()
  await expect(verify({ expectedHead: printed })).resolves.toMatchObject({ whole: true })
  await tamper(`update audit_event set action = 'read' where id = '${row(7)}'; truncate audit_leaf, audit_batch`)
  await seal()
  await expect(verify()).resolves.toMatchObject({ whole: true })
  await expect(verify({ expectedHead: printed })).resolves.toMatchObject({ broken: { code: 'head-missing' } })
})

test.each([
  { minutes: 10, overdue: false },
  { minutes: 11, overdue: true },
])('a row unsealed for $minutes minutes is overdue: $overdue', async ({ minutes, overdue }) => {
  await tamper(`delete from audit_event where action = 'verify';
    insert into audit_event (id, at, action, record_table) values ('01910000-0000-7000-8000-000000000001', '${hoursBefore(0)}', 'read', 'member')`)
  const at = new Date(now().getTime() + minutes * 60_000)
  // Our own reading is younger than the row, so the row is the oldest.
  const verified = await verify({ now: at })
  expect(verified).toMatchObject({ whole: true, unsealed: { overdue } })
})

test('sealers at the same time make one chain', async () => {
  await tamper('truncate audit_leaf, audit_batch')
  await Promise.all([seal(3), seal(3), seal(3)])
  await expect(verify()).resolves.toMatchObject({ whole: true, events: 25 })
})

test('the search of a usual minute takes the rows of the last day', async () => {
  await tamper("update audit_batch set sealed_at = '2024-06-11T10:00:00Z' where seq = 3")
  // Ids of the example carry June 2024; a row older than a day before the last seal waits for a full search.
  await tamper(
    `insert into audit_event (id, at, action, record_table) values ('018f0000-0000-7000-8000-000000000001', now(), 'read', 'member')`,
  )
  await expect(sealAudit(db.database, sealer, { now })).resolves.toMatchObject({ events: 0 })
  await expect(seal()).resolves.toMatchObject({ events: 1 })
})
