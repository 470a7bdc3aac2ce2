import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportAudit } from './export-audit.ts'
import { sealAudit } from './seal-audit.ts'
import { verifyAuditFile } from './verify-audit-file.ts'

let db: TestDatabase
let lines: string[]
const now = () => new Date()
beforeAll(async () => {
  db = await openTestDatabase()
  const scope = operatorScope('audit:seal')
  for (let at = 0; at < 7; at += 1) {
    await db.database.asActor(scope, (tx) => tx.$executeRaw`select app.audit('read', 'member', null, null)`)
  }
  await sealAudit(db.database, scope, { now, limit: 3 })
  lines = []
  for await (const line of exportAudit(db.database, operatorScope('audit:read'), { now: now() })) lines.push(line)
})
afterAll(() => db.close())

const hashOf = (line = '') => String(JSON.parse(line).hash)

test('a file as it was taken out is whole, and holds every head of its chain', async () => {
  const verified = await verifyAuditFile(lines)
  expect(verified).toMatchObject({ whole: true, batches: lines.length - 1, head: hashOf(lines.at(-1)) })
  expect(verified.events).toBeGreaterThanOrEqual(7)
  for (const line of lines.slice(1))
    expect((await verifyAuditFile(lines, { expectedHead: hashOf(line) })).whole).toBe(true)
})

const spoils: { because: string; spoil: (all: string[]) => string[]; code: string }[] = [
  {
    because: 'a word of a row',
    spoil: (all) => all.map((line) => line.replace('"action":"read"', '"action":"edit"')),
    code: 'row-changed',
  },
  { because: 'a batch left out', spoil: (all) => all.filter((_, at) => at !== 1), code: 'batch-missing' },
  {
    because: 'two batches exchanged',
    spoil: ([head = '', one = '', two = '', ...rest]) => [head, two, one, ...rest],
    code: 'batch-missing',
  },
  {
    because: 'a line cut off',
    spoil: (all) => all.map((line, at) => (at === 1 ? line.slice(0, 50) : line)),
    code: 'line-unreadable',
  },
  { because: 'the first line missing', spoil: (all) => all.slice(1), code: 'not-a-trail' },
  { because: 'nothing at all', spoil: () => [], code: 'not-a-trail' },
]
test.each(spoils)('$because is found without a database', async ({ spoil, code }) => {
  expect(await verifyAuditFile(spoil([...lines]))).toMatchObject({ whole: false, broken: { code } })
})

test('a file that ends before a printed head is not whole for who holds the paper', async () => {
  const shorter = lines.slice(0, -1)
  expect((await verifyAuditFile(shorter)).whole).toBe(true)
  const expectedHead = hashOf(lines.at(-1))
  expect(await verifyAuditFile(shorter, { expectedHead })).toMatchObject({ broken: { code: 'head-missing' } })
})

test('a chain made anew is whole by itself and lacks the printed head, without a database', async () => {
  const expectedHead = hashOf(lines.at(-1))
  const triggers = (what: string) =>
    ['audit_event', 'audit_batch', 'audit_leaf'].map((table) => `alter table ${table} ${what} trigger user;`).join(' ')
  await db.asOwner(`${triggers('disable')} truncate audit_leaf, audit_batch;
    update audit_event set action = 'edit' where action = 'read'; ${triggers('enable')}`)
  await sealAudit(db.database, operatorScope('audit:seal'), { now, limit: 3, everything: true })
  const anew: string[] = []
  for await (const line of exportAudit(db.database, operatorScope('audit:read'), { now: now() })) anew.push(line)
  expect(await verifyAuditFile(anew)).toMatchObject({ whole: true })
  expect(await verifyAuditFile(anew, { expectedHead })).toMatchObject({
    whole: false,
    broken: { code: 'head-missing' },
  })
})
