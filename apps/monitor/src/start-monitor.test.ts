import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newId } from '@nq15/db/ids'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { createAuth } from '@nq15/use-cases/access/auth'
import { exampleSignedIn } from '@nq15/use-cases/access/example'
import { verifyAudit } from '@nq15/use-cases/access/verify-audit'
import { openCollector } from '@nq15/use-cases/operations/example-collector'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createMonitorClient } from './client.ts'
import { type MonitorEnv, parseEnv } from './env.ts'
import { type RunningMonitor, startMonitor } from './start-monitor.ts'

let db: TestDatabase
let env: MonitorEnv
let monitor: RunningMonitor
const lines: string[] = []
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })

beforeAll(async () => {
  db = await openTestDatabase()
  env = parseEnv({
    DATABASE_URL: db.url,
    NQ15_SECRET: 'one secret for web and monitor alike',
    NQ15_MONITOR_PORT: '0',
    NQ15_METRICS_TOKEN: 'a token of the operator',
  })
  monitor = await startMonitor(env, log)
})
afterAll(async () => {
  await monitor.stop()
  await db.close()
})

const auth = () => ({ ...createAuth(db.database, env), secondFactorRoles: [] })
const client = (cookie: string) => createMonitorClient({ url: monitor.url, cookie, requestId: 'web-request-1' })

test.each([
  { path: '/healthz', status: 200 },
  { path: '/readyz', status: 200 },
  { path: '/metrics', status: 200 },
  { path: '/', status: 404 },
  { path: '/trpc/audit.secrets', status: 404 },
  { path: '/trpc/audit.status', status: 401 },
])('$path answers $status', async ({ path, status }) => {
  const answer = await fetch(`${monitor.url}${path}`)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test.each([
  { because: 'through a proxy without the token', headers: { 'x-forwarded-for': '10.0.0.1' }, status: 404 },
  { because: 'with a wrong token', headers: { authorization: 'Bearer a token of somebody els' }, status: 404 },
  {
    because: 'through a proxy with the token',
    headers: { 'x-forwarded-for': '10.0.0.1', authorization: 'Bearer a token of the operator' },
    status: 200,
  },
])('the figures $because: $status', async ({ headers, status }) => {
  expect((await fetch(`${monitor.url}/metrics`, { headers })).status).toBe(status)
})

test('the web hands a session on, and monitor checks it itself', async () => {
  const auditor = await exampleSignedIn(auth(), { username: 'kiem-tra', role: 'privacy-auditor' })
  const cookie = auditor.browser.visit().headers.get('cookie') ?? ''
  await expect(client(cookie).audit.status.query()).rejects.toMatchObject({ message: 'owes-second-factor' })
  await db.asOwner('update auth."user" set two_factor_enabled = true where id = $1', [auditor.userId])
  await expect(client(cookie).audit.status.query()).resolves.toMatchObject({ unsealed: expect.any(Number) })

  await db.asOwner('delete from auth.session where user_id = $1', [auditor.userId])
  await expect(client(cookie).audit.status.query()).rejects.toMatchObject({ data: { code: 'UNAUTHORIZED' } })
  await expect(client('').audit.status.query()).rejects.toMatchObject({ data: { code: 'UNAUTHORIZED' } })
})

test.each([{ origin: 'http://evil.example' }, { 'sec-fetch-site': 'same-site' }])(
  'a browser with %o is refused',
  async (headers) => {
    const answer = await fetch(`${monitor.url}/trpc/audit.status`, {
      headers: { ...headers } as Record<string, string>,
    })
    expect(answer.status).toBe(403)
  },
)

test('a second monitor on the same port says so and what to do', async () => {
  const port = Number(new URL(monitor.url).port)
  await expect(startMonitor({ ...env, port }, log)).rejects.toThrow(`port ${port} on 127.0.0.1 is in use`)
})

test('a call is traced below the page that made it, by names and codes and counts alone', async () => {
  const collector = await openCollector()
  const traced = await startMonitor({ ...env, traces: { to: `${collector.url}/v1/traces` } }, log)
  const organizationId = newId()
  await db.asOwner(`insert into organization (id, side) values ('${organizationId}', 'party')`)
  await db.asOwner(`insert into organization_version (id, organization_id, side, code, name, search_name, org_type, valid_from)
    values ('${newId()}', '${organizationId}', 'party', 'truy-vet', 'x', 'x', 'cell', '2020-01-01')`)
  const secretary = await exampleSignedIn(auth(), { username: 'truy-vet', role: 'org-secretary', organizationId })
  const cookie = secretary.browser.visit().headers.get('cookie') ?? ''
  const unknown = newId()
  const planted = ['Nguyễn Văn Ất', '001099012345', unknown, organizationId, secretary.userId]
  const pageOf = (digit: string) => ({
    id: digit.repeat(32),
    traceparent: `00-${digit.repeat(32)}-${'b'.repeat(16)}-01`,
  })
  const [reading, refused, foreign, open] = ['1', '2', '3', '4'].map(pageOf)
  const typed = encodeURIComponent(JSON.stringify(planted))
  const ask = (path: string, headers: Record<string, string>, body?: string) =>
    fetch(`${traced.url}${path}`, { headers, ...(body === undefined ? {} : { method: 'POST', body }) }).then((answer) =>
      answer.text().then(() => answer.status),
    )
  const ours = { cookie, traceparent: String(reading?.traceparent) }
  const entry = encodeURIComponent(JSON.stringify({ entryId: unknown }))
  expect(await ask(`/trpc/watch.entry?input=${entry}&who=${typed}`, ours)).toBe(404)
  const json = { cookie, traceparent: String(refused?.traceparent), 'content-type': 'application/json' }
  expect(await ask(`/trpc/watch.open?who=${typed}`, json, JSON.stringify({ note: planted }))).toBe(400)
  expect(await ask(`/trpc/watch.${typed}`, json)).toBe(404)
  const browser = { cookie, origin: 'http://evil.example', traceparent: String(foreign?.traceparent) }
  expect(await ask('/trpc/audit.status', browser)).toBe(403)
  expect(
    await ask(`/api/v1/${typed}?q=${typed}`, {
      traceparent: String(open?.traceparent),
      authorization: `Bearer ${typed}`,
    }),
  ).toBe(401)
  await traced.stop()
  // A stop waits for a collector two seconds and no longer.
  const awaited = ['query watch.entry', 'mutation watch.open', 'GET /api/v1', 'clock access.seal-audit']
  await vi.waitFor(() => {
    expect(collector.spans().map(({ name }) => name)).toEqual(expect.arrayContaining(awaited))
  }, 30_000)

  const spans = collector.spans()
  const read = spans.filter(({ traceId }) => traceId === reading?.id)
  expect(read.find(({ name }) => name === 'GET /trpc')).toMatchObject({
    parentSpanId: 'b'.repeat(16),
    facts: { 'http.request.method': 'GET', 'http.route': '/trpc', 'http.response.status_code': 404 },
  })
  expect(read.find(({ name }) => name === 'query watch.entry')?.facts).toEqual({
    'nq15.procedure': 'watch.entry',
    'nq15.procedure.kind': 'query',
    'nq15.outcome': 'NOT_FOUND',
    'nq15.refusal': 'NOT_FOUND',
  })
  const transactions = read.filter(({ name }) => name.startsWith('transaction '))
  expect(new Set(transactions.map(({ name }) => name))).toEqual(new Set(['transaction sign-in', 'transaction reader']))
  for (const { facts } of transactions)
    expect(facts).toEqual({
      'nq15.transaction': expect.any(String),
      'nq15.statements': expect.any(Number),
      'nq15.outcome': 'committed',
    })
  const below = spans.filter(({ traceId }) => traceId === refused?.id).map(({ name }) => name)
  expect(below).toEqual(expect.arrayContaining(['mutation watch.open', 'POST /trpc', 'GET /trpc']))
  expect(spans.some(({ traceId }) => traceId === foreign?.id || traceId === open?.id)).toBe(false)
  expect(spans.find(({ name }) => name === 'GET /api/v1')?.facts['http.response.status_code']).toBe(401)
  // The trail is sealed at the stop, as work by the clock.
  expect(spans.find(({ name }) => name === 'clock access.seal-audit')?.facts).toMatchObject({
    'nq15.job': 'access.seal-audit',
    'nq15.job.kind': 'clock',
  })
  expect(spans.every(({ said }) => said.events === 0 && said.links === 0 && !('message' in said.status))).toBe(true)
  for (const text of [...planted, typed, 'evil.example', 'session_token', 'truy-vet'])
    expect(collector.text()).not.toContain(text)
  await collector.close()
})

test('without its database it is alive and not ready', async () => {
  // A port that nobody listens on: taken once and given back.
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  const lonely = await startMonitor({ ...env, databaseUrl: `postgresql://nq15@127.0.0.1:${port}/postgres` }, log)
  expect((await fetch(`${lonely.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${lonely.url}/readyz`)).status).toBe(503)
  const failed = await fetch(`${lonely.url}/trpc/audit.status`, { headers: { cookie: 'nq15.session_token=a.b' } })
  expect(failed.status).toBe(503)
  expect(await failed.text()).not.toMatch(/postgres|connect|ECONN|127\.0\.0\.1/)
  await lonely.stop()
  await expect(fetch(`${lonely.url}/healthz`)).rejects.toThrow()
})

test('log lines join the web’s request and name nobody', async () => {
  expect(lines.some((line) => line.includes('"requestId":"web-request-1"'))).toBe(true)
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty('level')
  expect(lines.join('')).not.toMatch(/kiem-tra|Người thử|session_token|one secret/)
})

test('what is left is sealed at the stop, and the trail is whole', async () => {
  await vi.waitFor(async () => {
    const [row] = await db.asOwner('select count(*)::int as n from audit_batch')
    expect(row?.['n']).toBeGreaterThan(0)
  }, 10_000)
  await monitor.stop()
  const verified = await verifyAudit(db.database, operatorScope('audit:read'), { now: new Date() })
  // The one row that waits is our own reading.
  expect(verified).toMatchObject({ whole: true, unsealed: { count: 1 } })
})
