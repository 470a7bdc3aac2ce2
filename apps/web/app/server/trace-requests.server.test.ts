import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openCollector } from '@nq15/use-cases/operations/example-collector'
import { startTraces } from '@nq15/use-cases/operations/start-traces'
import type { AppLoadContext } from '@remix-run/node'
import express from 'express'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { askMonitor } from './monitor.server.ts'
import { traceRequests } from './trace-requests.server.ts'

const planted = ['Nguyễn Văn Ất', '001099012345', '0190a000-0000-7000-8000-00000000abcd']
const typed = encodeURIComponent(planted.join(' '))
const log = { warn: vi.fn() }
const askedOfMonitor: IncomingHttpHeaders[] = []
let monitor: Server
let web: Server

beforeAll(async () => {
  monitor = await listen(
    createServer(({ headers }, response) => {
      askedOfMonitor.push(headers)
      response.setHeader('content-type', 'application/json').end('[{"result":{"data":{"unsealed":0}}}]')
    }),
  )
  vi.stubEnv('NQ15_MONITOR_URL', addressOf(monitor))
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1:1/none')
  vi.stubEnv('NQ15_SECRET', 'one secret for web and monitor alike')
  const app = express()
  app.use(traceRequests((path) => (path.startsWith('/members') ? '/members/:memberId' : '/*')))
  app.all('/members/:memberId', async (request, response) => {
    const context = { requestId: 'web-1', log } as unknown as AppLoadContext
    const asked = { request: new Request('http://nq15.invalid/', { headers: { cookie: 'a=b' } }), context }
    const { up } = await askMonitor(asked, (ask) => ask.audit.status.query())
    response.status(request.method === 'POST' ? 409 : 200).send({ up, body: planted })
  })
  app.use(() => {
    throw new Error(planted.join())
  })
  const answerFault: express.ErrorRequestHandler = (error, _request, response, _next) => {
    response.status(500).send(String(error))
  }
  app.use(answerFault)
  web = await listen(createServer(app))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  for (const server of [web, monitor]) await new Promise((resolve) => server.close(resolve))
})

async function listen(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** Reads a page, posts to it and meets a fault, all with what names somebody, as a browser that speaks of a trace of its own. */
async function visit() {
  const headers = {
    connection: 'close',
    cookie: `session=${typed}`,
    traceparent: `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`,
    tracestate: 'who=me',
    'x-forwarded-for': '203.0.113.7',
    'user-agent': `browser ${typed}`,
  }
  const statuses: number[] = []
  for (const [path, body] of [
    [`/members/${planted[2]}?q=${typed}`],
    [`/members/${typed}`, typed],
    [`/lost/${typed}`],
  ]) {
    const answer = await fetch(`${addressOf(web)}${path}`, { headers, ...(body ? { method: 'POST', body } : {}) })
    await answer.text()
    statuses.push(answer.status)
  }
  return statuses
}

test('a request tells method, route pattern and status, and nothing that names anybody', async () => {
  const collector = await openCollector()
  const told = { name: 'nq15-web', log, patienceMs: 60_000 }
  const traces = await startTraces({ to: `${collector.url}/v1/traces` }, told)
  expect(await visit()).toEqual([200, 409, 500])
  // The end of an answer is heard here a moment after it was read there.
  await new Promise<void>((resolve) => web.close(() => resolve()))
  await traces.stop()
  await listen(web)

  const spans = collector.spans()
  const request = (method: string, route: string, status: number, code: number) => ({
    name: `${method} ${route}`,
    parentSpanId: null,
    facts: { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status },
    said: { events: 0, links: 0, status: { code } },
  })
  expect(spans).toMatchObject([
    request('GET', '/members/:memberId', 200, 0),
    request('POST', '/members/:memberId', 409, 0),
    request('GET', '/*', 500, 2),
  ])
  for (const [at, { facts }] of spans.entries()) expect(Object.keys(facts), String(at)).toHaveLength(3)
  for (const text of [...planted, typed, 'c'.repeat(32), 'd'.repeat(16), 'who=me', '203.0.113.7', 'session'])
    expect(collector.text()).not.toContain(text)
  // Monitor is told where its work hangs: below the request, in the trace that began here.
  expect(askedOfMonitor.map(({ traceparent }) => traceparent)).toEqual(
    spans.slice(0, 2).map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`),
  )
  await collector.close()
})

test('off: monitor is told of no trace, also when the browser speaks of one', async () => {
  askedOfMonitor.length = 0
  expect(await visit()).toEqual([200, 409, 500])
  expect(askedOfMonitor).toHaveLength(2)
  for (const headers of askedOfMonitor) expect(headers['traceparent']).toBeUndefined()
})
