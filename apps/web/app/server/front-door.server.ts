import { STATUS_CODES } from 'node:http'
import { extname, join } from 'node:path'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type Express } from 'express'
import type { Logger } from 'pino'
import type { WebEnv } from '../env.server.ts'
import { cleanAddress } from './clean-address.server.ts'
import { describeError } from './describe-error.server.ts'
import { withKeptAnswers } from './kept-answers.server.ts'
import { withLawfulActions } from './lawful-actions.server.ts'
import { logRequests } from './log-requests.server.ts'
import { createMetrics } from './metrics.server.ts'
import { refuseForeignOrigin } from './refuse-foreign-origin.server.ts'
import { patternOf } from './route-pattern.server.ts'
import { securityHeaders } from './security-headers.server.ts'
import { traceRequests } from './trace-requests.server.ts'

type FrontDoorParts = {
  readonly build: ServerBuild
  readonly env: WebEnv
  readonly log: Logger
  readonly clientFolder: string
  readonly failingChecks: () => Promise<string[]>
  /** False while days computed here would be wrong. */
  readonly isClockRight: () => Promise<boolean>
  readonly isDraining: () => boolean
}

/** The Express app in front of the pages: health, metrics, headers, files, logs, then Remix. */
export function createFrontDoor(parts: FrontDoorParts): Express {
  const { build, env, log, clientFolder, failingChecks, isDraining } = parts
  const app = express()
  const metrics = createMetrics(env.metricsToken)
  const routePattern = patternOf(build.routes)

  app.disable('x-powered-by')
  app.set(
    'trust proxy',
    { none: false, loopback: 'loopback', private: 'loopback, linklocal, uniquelocal' }[env.trustProxy],
  )

  app.get('/healthz', (_request, response) => {
    response.type('text/plain').send('ok')
  })
  app.get('/readyz', async (_request, response) => {
    const failing = isDraining() ? ['draining'] : await failingChecks()
    response.status(failing.length === 0 ? 200 : 503).json({ ready: failing.length === 0, failing })
  })
  app.get('/metrics', metrics.answer)

  app.use((_request, response, next) => {
    if (isDraining()) response.setHeader('Connection', 'close')
    next()
  })
  app.use(securityHeaders(env))
  app.use(compression({ filter: compressible }))
  app.use(
    '/assets',
    express.static(join(clientFolder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  )
  const files = express.static(clientFolder, { maxAge: '1h', index: false })
  // A page has no ending, so the disk is not asked for one of its name.
  app.use((request, response, next) => (extname(request.path) === '' ? next() : files(request, response, next)))
  app.use(cleanAddress())
  app.use(traceRequests(routePattern))
  app.use(logRequests({ log, routePattern, observe: metrics.observe }))
  app.use(refuseForeignOrigin(env.publicUrl))
  app.all(
    '*',
    createRequestHandler({
      build: withKeptAnswers(withLawfulActions(build), parts.isClockRight),
      mode: 'production',
      getLoadContext: (request, response) => ({
        address: request.ip ?? '',
        setCookies: (cookies) => {
          for (const cookie of cookies) response.append('Set-Cookie', cookie)
        },
        nonce: response.locals['nonce'],
        requestId: response.locals['requestId'],
        log: log.child({ requestId: response.locals['requestId'] }),
        ...showing(request, response),
        markAsOf: (asOf) => markAsOf(response, asOf),
      }),
    }),
  )
  app.use(answerFault(log))
  return app
}

/** Data of a replica are marked in the head too, for who reads files and not pages. */
function markAsOf(response: express.Response, asOf: Date): void {
  const before = response.getHeader('X-NQ15-Data-As-Of')
  const told = asOf.toISOString()
  if (!response.headersSent && (typeof before !== 'string' || told < before))
    response.setHeader('X-NQ15-Data-As-Of', told)
}

/** When the first part of a page is out: data asked for by a script has no first part, and an answer that ends is out. */
function showing(request: express.Request, response: express.Response) {
  let markShown = () => {}
  const shown = new Promise<void>((resolve) => {
    markShown = resolve
  })
  if (request.path.endsWith('.data')) markShown()
  response.once('close', markShown)
  return { shown, markShown }
}

function compressible(request: express.Request, response: express.Response): boolean {
  if (String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream')) return false
  return compression.filter(request, response)
}

/** The answer to what the front door itself could not serve (a bad address, a missing file): its status, never a stack. */
function answerFault(log: Logger): express.ErrorRequestHandler {
  return (error, _request, response, next) => {
    const status = error?.status >= 400 && error?.status < 500 ? Number(error.status) : 500
    if (status === 500) log.error(describeError(error), 'front door failed')
    if (response.headersSent) return next(error)
    response
      .status(status)
      .type('text/plain')
      .send(STATUS_CODES[status] ?? '')
  }
}
