import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Replica } from '@nq15/db/replica'
import { storageFault } from '@nq15/db/storage-fault'
import { beginSpan, within } from '@nq15/db/trace'
import type { Auth } from '@nq15/use-cases/access/auth'
import { isInNetworks } from '@nq15/use-cases/access/open-with-key'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import type { Logger } from 'pino'
import { serveOpen } from './access/serve-open.ts'
import { appRouter } from './app-router.ts'
import type { LiveEvents } from './events/live-events.ts'
import { type Metrics, mayReadMetrics } from './metrics.ts'
import { readCall, refuseUnkept, requestIdOf } from './trpc.ts'

export type ServerParts = {
  readonly auth: Auth
  readonly log: Logger
  readonly metrics: Metrics
  readonly metricsToken: string | null
  /** True while stopping: then readiness says no and balancers look elsewhere. */
  readonly isDraining: () => boolean
  /** False while days computed here would be wrong: then nothing is answered but how it stands. */
  readonly isClockRight: () => Promise<boolean>
  readonly live: LiveEvents
  /** Null: every read goes to the primary. */
  readonly replica: Replica | null
  /** The address of the open service, for its description. */
  readonly openAddress: string
  /** Addresses of proxies whose `x-forwarded-for` is believed. */
  readonly trustedProxies: readonly string[]
}

/** The HTTP face of monitor: health, readiness, figures and the procedures under `/trpc`. Not for browsers. */
export function createMonitorServer(parts: ServerParts): Server {
  const { auth, log, metrics } = parts
  const procedures = createHTTPHandler({
    router: appRouter,
    basePath: '/trpc/',
    maxBodySize: 1_000_000,
    createContext: async ({ req, res }) => {
      const call = await readCall(auth, req).catch(refuseUnkept)
      return { ...call, ...{ live: parts.live, replica: parts.replica }, onReplicaRead: (asOf) => markAsOf(res, asOf) }
    },
    onError: ({ error, path, req }) => {
      const line = { requestId: requestIdOf(req), procedure: path, code: error.code }
      if (error.code === 'INTERNAL_SERVER_ERROR' || error.code === 'SERVICE_UNAVAILABLE')
        log.error({ ...line, err: faultOf(error.cause ?? error) }, 'call failed')
      else log.info(line, 'call refused')
    },
  })

  return createServer((request, response) => {
    const started = performance.now()
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    // Joins monitor's lines to the web's, and is made before anything can fail.
    request.headers['x-request-id'] = requestIdOf(request)
    response.setHeader('x-request-id', request.headers['x-request-id'])
    const known = path.startsWith('/trpc/')
      ? '/trpc'
      : path.startsWith('/api/v1')
        ? '/api/v1'
        : paths.includes(path)
          ? path
          : 'other'
    const span = spanOf(request, known)
    response.on('close', () => {
      if (response.headersSent) span?.note({ 'http.response.status_code': response.statusCode })
      if (response.statusCode >= 500) span?.fail()
      span?.end()
    })
    response.on('finish', () => {
      const seconds = (performance.now() - started) / 1_000
      metrics.requests.observe({ path: known, status: String(response.statusCode) }, seconds)
      const line = { requestId: request.headers['x-request-id'], path: known, status: response.statusCode }
      if (known === '/trpc' || known === '/api/v1')
        log.info({ ...line, milliseconds: Math.round(seconds * 1_000) }, 'answered')
    })
    within(span, () => answer(parts, { request, response, path, procedures })).catch((error) => {
      log.error({ requestId: request.headers['x-request-id'], err: faultOf(error) }, 'request failed')
      const fault = storageFault(error)
      if (!response.headersSent && fault !== null)
        say(response.setHeader('retry-after', '5'), 503, fault === 'clock' ? 'clock' : 'database')
      else if (!response.headersSent) say(response, 500, 'internal error')
      else response.destroy()
    })
  })
}

const paths = ['/healthz', '/readyz', '/metrics']

/** Calls are traced, and hang below the web's page that made them; what anybody else sends about traces is not believed. */
function spanOf(request: IncomingMessage, known: string) {
  if (known !== '/trpc' && known !== '/api/v1') return null
  const { traceparent } = request.headers
  const isOurs = known === '/trpc' && !isFromBrowser(request) && typeof traceparent === 'string'
  const { method = 'GET' } = request
  return beginSpan(
    `${method} ${known}`,
    { 'http.request.method': method, 'http.route': known },
    { kind: 'request', from: isOurs ? traceparent : null },
  )
}

/** A page elsewhere sends one of these; the web sends none. */
const isFromBrowser = ({ headers }: IncomingMessage) =>
  headers['sec-fetch-site'] !== undefined || headers.origin !== undefined

type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly path: string
  readonly procedures: ReturnType<typeof createHTTPHandler>
}

async function answer(parts: ServerParts, { request, response, path, procedures }: Exchange): Promise<void> {
  if (path === '/healthz') return say(response, 200, 'ok')
  if (path === '/readyz') {
    if (parts.isDraining()) return say(response, 503, 'stopping')
    if (!(await parts.auth.db.isReady())) return say(response, 503, 'database')
    return (await parts.isClockRight()) ? say(response, 200, 'ok') : say(response, 503, 'clock')
  }
  if (path === '/metrics' && mayReadMetrics(request, parts.metricsToken)) {
    return say(response, 200, await parts.metrics.registry.metrics(), parts.metrics.registry.contentType)
  }
  // A page elsewhere must not reach the procedures with the cookies of whoever looks at it.
  if (path.startsWith('/trpc/') && isFromBrowser(request)) return say(response, 403, 'not for browsers')
  if (!(await parts.isClockRight())) return say(response, 503, 'clock')
  if (path.startsWith('/trpc/')) return procedures(request, response)
  const open = {
    auth: parts.auth,
    router: appRouter,
    address: parts.openAddress,
    callerOf: (of: IncomingMessage) => callerAddress(of, parts.trustedProxies),
    replica: parts.replica,
    onReplicaRead: (asOf: Date) => markAsOf(response, asOf),
    onFault: (error: unknown, procedure: string, requestId: string) =>
      parts.log.error({ requestId, procedure, err: faultOf(error) }, 'open call failed'),
  }
  if (await serveOpen(open, request, response)) return
  return say(response, 404, 'not found')
}

/** Data of a replica are marked in the answer's head; of several the oldest. */
function markAsOf(response: ServerResponse, asOf: Date): void {
  const before = response.getHeader('x-nq15-data-as-of')
  const told = asOf.toISOString()
  if (!response.headersSent && (typeof before !== 'string' || told < before))
    response.setHeader('x-nq15-data-as-of', told)
}

/** The peer, or behind a trusted proxy the last address that proxy was told of. */
function callerAddress({ socket, headers }: IncomingMessage, trusted: readonly string[]): string {
  const peer = socket.remoteAddress ?? ''
  const forwarded = headers['x-forwarded-for']
  if (trusted.length === 0 || typeof forwarded !== 'string' || !isInNetworks(peer, trusted)) return peer
  return forwarded.split(',').at(-1)?.trim() ?? peer
}

function say(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  response.end(text)
}

/** A fault for the log: kind, code and place; the message may quote a row and stays out. */
function faultOf(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error }
  const at = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
  return { type: error.name, code: 'code' in error ? String(error.code) : undefined, at }
}
