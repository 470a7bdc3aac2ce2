import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cleanAddress } from './clean-address.server.ts'
import { logRequests } from './log-requests.server.ts'
import { createMetrics } from './metrics.server.ts'
import { refuseForeignOrigin } from './refuse-foreign-origin.server.ts'
import { securityHeaders } from './security-headers.server.ts'

const token = 'a-token-of-sixteen'
const lines: string[] = []
let server: Server
let address: string

beforeAll(async () => {
  const app = express()
  const metrics = createMetrics(token)
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) })
  app.get('/metrics', metrics.answer)
  app.use(securityHeaders({ publicUrl: 'https://nq15.example' }))
  app.use(logRequests({ log, routePattern: () => '/search', observe: metrics.observe }))
  app.use(refuseForeignOrigin('https://nq15.example'))
  app.use(cleanAddress())
  app.get('/asked', ({ originalUrl, headers }, response) => {
    response.send(originalUrl + String(headers['x-forwarded-host'] ?? ''))
  })
  app.all('*', (_request, response) => {
    response.send(response.locals['nonce'])
  })
  server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => new Promise((resolve) => server.close(resolve)))

test('each answer has its own nonce, named in the policy; only style attributes may be inline', async () => {
  const [one, other] = await Promise.all([fetch(address), fetch(address)])
  const policy = one.headers.get('content-security-policy') ?? ''
  const nonce = await one.text()
  expect(policy).toContain(`script-src 'self' 'nonce-${nonce}'`)
  expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
  expect(policy.match(/'unsafe-inline'/g)).toHaveLength(1)
  expect(policy).toContain("style-src-attr 'unsafe-inline'")
  expect(await other.text()).not.toBe(nonce)
  expect(one.headers.get('strict-transport-security')).toContain('max-age')
})

test('without https there is no HSTS', async () => {
  const plain = express().use(securityHeaders({ publicUrl: 'http://127.0.0.1:3015' }), (_request, response) => {
    response.end()
  })
  const listening = plain.listen(0, '127.0.0.1')
  await new Promise((resolve) => listening.once('listening', resolve))
  const answer = await fetch(`http://127.0.0.1:${(listening.address() as AddressInfo).port}`)
  expect(answer.headers.get('strict-transport-security')).toBeNull()
  await new Promise((resolve) => listening.close(resolve))
})

test('a null sign in an address reaches nobody', async () => {
  const answer = await fetch(`${address}/asked?q=a%00b&page=%001`)
  expect(await answer.text()).toBe('/asked?q=ab&page=1')
})

test('the host a caller says he came by reaches nobody', async () => {
  const answer = await fetch(`${address}/asked`, { headers: { 'x-forwarded-host': 'evil.example' } })
  expect(await answer.text()).toBe('/asked')
})

test('an answer is framed by nobody, guessed by nobody, sends its address to nobody and asks for no camera', async () => {
  const { headers } = await fetch(address)
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
  })
  const policy = headers.get('content-security-policy') ?? ''
  for (const wall of ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"])
    expect(policy).toContain(wall)
})

test('a log line holds route, status and id, and nothing a person typed', async () => {
  const answer = await fetch(`${address}/tim?q=Nguy%E1%BB%85n+V%C4%83n+A`, {
    headers: { cookie: 'session=secret-value' },
  })
  const line = lines.find((each) => each.includes(answer.headers.get('x-request-id') ?? 'none')) ?? ''
  expect(JSON.parse(line)).toMatchObject({ method: 'GET', route: '/search', status: 200, ms: expect.any(Number) })
  expect(lines.join()).not.toMatch(/Nguy|secret-value|q=|127\.0\.0\.1/)
})

test('metrics count by route and hold nothing that was typed; the answer itself may', async () => {
  const planted = 'Kanarie-Thi-Vang-Hoe'
  const [asked, posted] = await Promise.all([
    fetch(`${address}/asked/${planted}?q=${planted}`, { headers: { cookie: planted, 'user-agent': planted } }),
    fetch(`${address}/asked?${planted}`),
  ])
  expect([asked.status, await posted.text()]).toEqual([200, `/asked?${planted}`])
  const metrics = await (await fetch(`${address}/metrics`)).text()
  expect(metrics).toMatch(/nq15_web_request_seconds_count\{[^}]*route="\/search"/u)
  expect([metrics.includes(planted), lines.join('\n').includes(planted)]).toEqual([false, false])
})

describe('a write', () => {
  test.each([
    ['from our own page', { 'sec-fetch-site': 'same-origin', origin: 'https://nq15.example' }, 200],
    ['from a tool without a browser', {}, 200],
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['with a foreign origin', { origin: 'https://evil.example' }, 403],
    ['with an opaque origin', { origin: 'null' }, 403],
  ] as const)('%s answers %j → %i', async (_name, headers, status) => {
    expect((await fetch(address, { method: 'POST', headers })).status).toBe(status)
  })
})

describe('metrics', () => {
  test.each([
    ['loopback reads', {}, 200],
    ['forwarded by a proxy on this machine does not', { 'x-forwarded-for': '10.0.0.9' }, 404],
    ['forwarded with the token reads', { 'x-forwarded-for': '10.0.0.9', authorization: `Bearer ${token}` }, 200],
    [
      'forwarded with a wrong token does not',
      { 'x-forwarded-for': '10.0.0.9', authorization: 'Bearer a-token-of-sixteem' },
      404,
    ],
  ] as const)('%s', async (_name, headers, status) => {
    expect((await fetch(`${address}/metrics`, { headers })).status).toBe(status)
  })
})
