import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { isForbiddenAddress } from '@nq15/domain/events'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Auth } from '../access/auth.ts'
import { exampleAuth } from '../access/example.ts'
import { exampleEntry, exampleList } from '../monitoring/example-watch.ts'
import { type ExampleYear, exampleYear } from '../ratings/example-year.ts'
import { handleEvents } from './handle-events.ts'
import { sendWebhooks, signWebhook, tellTarget, type WebhookLimits, webhookLimits } from './send-webhooks.ts'
import { tellTargets } from './tell-targets.ts'
import { allowWebhookHost, makeWebhook } from './webhooks.ts'

let db: TestDatabase
let year: ExampleYear
let auth: Auth
let receiver: Server
let port: number
const got: { signature: string; body: string; host: string }[] = []
let answerWith = 204
// Stands for another machine: the test's receiver listens here, and the limits are told that it is not ours.
const outside = '192.0.2.10'
const limits = (changes: Partial<WebhookLimits> = {}): WebhookLimits => ({
  ...{ ownHosts: ['nq15.example'], ownAddresses: [], timeoutMs: 2_000, forbids: isForbiddenAddress },
  resolve: async () => [outside],
  ...changes,
})
const service = () => {
  const scope = proveScope(serviceActor('events'), 'event:serve')
  if (!scope) throw new Error('no service')
  return scope
}

beforeAll(async () => {
  db = await openTestDatabase()
  auth = exampleAuth(db)
  year = await exampleYear(db)
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      got.push({ signature: String(request.headers['x-nq15-signature']), body, host: String(request.headers.host) })
      response.writeHead(answerWith, answerWith === 302 ? { location: 'http://169.254.169.254/' } : {}).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  port = (receiver.address() as AddressInfo).port
})
afterAll(async () => {
  receiver.close()
  await db.close()
})
beforeEach(() => {
  got.length = 0
  answerWith = 204
})

const tell = (url: string, changes: Partial<WebhookLimits> = {}) =>
  tellTarget({ url, secret: 's', body: '{}', seconds: 1 }, limits(changes))

describe('what is never called, whoever lists its host', () => {
  test.each([
    ['http://127.0.0.1/', 'INNER_ADDRESS', { resolve: async (host: string) => [host] }],
    ['http://[::1]/', 'INNER_ADDRESS', { resolve: async (host: string) => [host] }],
    ['http://localhost/', 'OWN_HOST', {}],
    ['http://a.localhost/', 'OWN_HOST', {}],
    ['http://NQ15.example/', 'OWN_HOST', {}],
    ['http://meta.example/', 'INNER_ADDRESS', { resolve: async () => ['169.254.169.254'] }],
    ['http://half.example/', 'INNER_ADDRESS', { resolve: async () => ['203.0.113.7', '127.0.0.1'] }],
    ['http://ours.example/', 'INNER_ADDRESS', { resolve: async () => ['10.0.0.5'], ownAddresses: ['10.0.0.5'] }],
    ['http://gone.example/', 'NOT_RESOLVED', { resolve: async () => [] }],
    ['http://gone.example/', 'NOT_RESOLVED', { resolve: () => Promise.reject(new Error('no such name')) }],
    ['http://2130706433/', 'INNER_ADDRESS', { resolve: async () => ['127.0.0.1'] }],
    ['http://u:p@a.example/', 'CREDENTIALS_IN_URL', {}],
  ] as const)('%s: %s', async (url, code, changes) => {
    expect(await tell(url, changes)).toBe(code)
    expect(got).toHaveLength(0)
  })

  test('this machine’s own addresses are among the limits', () => {
    const own = Object.values(networkInterfaces()).flatMap((some) => (some ?? []).map(({ address }) => address))
    const made = webhookLimits(['https://nq15.example:8443/x', 'postgresql://db.example/nq15'])
    expect(made.ownAddresses).toEqual(own)
    expect(made.ownHosts).toEqual(['nq15.example', 'db.example'])
  })
})

test('the connection goes to the address that was judged, though the name has another one by now', async () => {
  const answers = [['203.0.113.9'], ['127.0.0.1']]
  const asked: string[] = []
  // A second look would find the receiver of this test; the pinned address is of a network nobody is on.
  const code = await tell(`http://rebind.example:${port}/`, {
    timeoutMs: 300,
    resolve: async (host) => {
      asked.push(host)
      return answers.shift() ?? []
    },
  })
  expect(code).toBe('NO_ANSWER')
  expect(asked).toEqual(['rebind.example'])
  expect(got).toHaveLength(0)
})

async function target(eventTypes = ['monitoring.watch-suspected']) {
  const admin = operatorScope('account:admin')
  await allowWebhookHost(db.database, admin, {
    requestId: newId(),
    host: 'other.example',
    port,
    note: 'x',
    ownHosts: [],
  })
  const made = await makeWebhook(auth, year.scope('board', 'key:make'), {
    requestId: newId(),
    organizationId: year.organizations.city,
    url: `http://other.example:${port}/hook`,
    eventTypes,
    ownHosts: ['nq15.example'],
  })
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}

test.each([
  { because: 'a host nobody listed', url: 'http://else.example/', code: 'HOST_NOT_LISTED' },
  { because: 'a listed host at another port', url: 'http://other.example:1/', code: 'HOST_NOT_LISTED' },
  { because: 'our own host', url: 'http://nq15.example/', code: 'OWN_HOST' },
])('a target at $because is refused', async ({ url, code }) => {
  const command = {
    requestId: newId(),
    organizationId: year.organizations.city,
    url,
    eventTypes: ['monitoring.watch-decided'],
  }
  const made = await makeWebhook(auth, year.scope('board', 'key:make'), { ...command, ownHosts: ['nq15.example'] })
  expect(made).toMatchObject({ ok: false, refusal: { code } })
})

test('an event is told once, signed, without a name or a text; what fails comes again, and a listed host may be taken away', async () => {
  const { secret, targetId } = await target()
  await exampleEntry(db, year, await exampleList(db, year))
  const events = await db.asOwner(`select id from outbox where type = 'monitoring.watch-suspected'`)
  const eventIds = events.map((row) => String(row['id']))
  const handle = () =>
    handleEvents(db.database, service(), { handlers: [tellTargets], handler: 'tell-targets', eventIds })
  await handle()
  await handle()
  const { signal } = new AbortController()
  const send = () =>
    sendWebhooks(auth, service(), {
      limits: limits({ timeoutMs: 200 }),
      now: () => new Date(1_700_000_000_000),
      signal,
    })
  expect(await send()).toEqual({ taken: 0, failed: 1 })
  const [row] = await db.asOwner(
    `select state, attempts, outcome, not_before > now() + interval '30 seconds' as later, body from webhook_delivery where target_id = $1`,
    [targetId],
  )
  expect(row).toMatchObject({ state: 'waiting', attempts: 1, outcome: 'NO_ANSWER', later: true })
  expect(JSON.stringify(row?.['body'])).not.toMatch(/Đảng|Báo cáo|Nguyễn/)
  expect(await db.asOwner('select count(*)::int as n from webhook_delivery')).toEqual([{ n: 1 }])
  expect(secret).toMatch(/^nq15whs_/)

  await db.asOwner(
    `update webhook_host set removed_at = now(); update webhook_delivery set not_before = now() - interval '1 minute'`,
  )
  await send()
  expect(await db.asOwner('select outcome from webhook_delivery')).toEqual([{ outcome: 'HOST_NOT_LISTED' }])
})

test.each([
  { status: 204, code: 'TAKEN' },
  { status: 302, code: 'HTTP-302' },
  { status: 500, code: 'HTTP-500' },
])('an answer of $status is $code, and a redirect is not followed', async ({ status, code }) => {
  answerWith = status
  // The receiver of this test listens on loopback, which only a test may call.
  const here = { resolve: async () => ['127.0.0.1'], forbids: () => false }
  expect(await tell(`http://other.example:${port}/hook`, here)).toBe(code)
  expect(got).toEqual([{ signature: signWebhook('s', 1, '{}'), body: '{}', host: `other.example:${port}` }])
})

test('the signature covers moment and body', () => {
  const signed = signWebhook('secret', 1_700_000_000, '{"id":"x"}')
  const expected = createHmac('sha256', 'secret').update('1700000000.{"id":"x"}').digest('hex')
  expect(signed).toBe(`t=1700000000,v1=${expected}`)
})

test('a target whose maker no longer sees the organization is told nothing', async () => {
  await target(['monitoring.watch-suspected', 'monitoring.watch-moved'])
  await db.asOwner('delete from webhook_delivery')
  await db.asOwner('update access_grant set valid_to = app.today() where user_id = $1', [year.actors.board.userId])
  const events = await db.asOwner(`select id from outbox where type = 'monitoring.watch-suspected'`)
  const eventIds = events.map((row) => String(row['id']))
  await db.asOwner('delete from event_handled')
  await handleEvents(db.database, service(), { handlers: [tellTargets], handler: 'tell-targets', eventIds })
  expect(await db.asOwner('select count(*)::int as n from webhook_delivery')).toEqual([{ n: 0 }])
})
