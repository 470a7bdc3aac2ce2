import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { openPublicCheck, type PublicCheck } from '@nq15/db/public-check'
import type { Logger } from 'pino'
import type { WebEnv } from '../env.server.ts'
import {
  answerCheck,
  CheckBrake,
  type CheckPage,
  checkCss,
  checkScript,
  renderCheckPage,
} from '../reports/check-answers.server.ts'

/** The listener of the public check, and how it ends. */
export type CheckListener = { readonly server: Server; readonly close: () => Promise<void> }

/**
 * Starts the public check on a port of its own: one page, no session, no cookie, and a database role that may ask one function. It
 * is off where no port is configured. Codes are posted and stand in no address and no log.
 */
export function startPublicCheck(
  settings: NonNullable<WebEnv['check']>,
  { log, trustProxy }: { readonly log: Logger; readonly trustProxy: WebEnv['trustProxy'] },
): CheckListener {
  const check = openPublicCheck({ url: settings.databaseUrl })
  const server = createServer(publicCheckHandler(check, { log, trustProxy }))
  server.requestTimeout = 10_000
  server.headersTimeout = 5_000
  server.maxHeadersCount = 50
  server.on('error', (error: NodeJS.ErrnoException) =>
    log.error({ code: error.code }, 'the public check cannot listen'),
  )
  server.listen(settings.port, settings.host, () =>
    log.info({ host: settings.host, port: settings.port }, 'public check is listening'),
  )
  return {
    server,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await check.close()
    },
  }
}

/** Answers the requests of the public check; for tests without a port. */
export function publicCheckHandler(
  check: Pick<PublicCheck, 'ask'>,
  {
    log,
    trustProxy,
    now = Date.now,
  }: { readonly log: Pick<Logger, 'warn'>; readonly trustProxy: WebEnv['trustProxy']; readonly now?: () => number },
): (request: IncomingMessage, response: ServerResponse) => void {
  const brake = new CheckBrake()
  const page = (response: ServerResponse, status: number, shown: CheckPage) =>
    send(response, status, 'text/html; charset=utf-8', renderCheckPage(shown))
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://check')
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (pathname === '/') return page(response, 200, { state: 'ask' })
      if (pathname === '/check.css') return send(response, 200, 'text/css; charset=utf-8', checkCss)
      if (pathname === '/check.js') return send(response, 200, 'text/javascript; charset=utf-8', checkScript)
      return page(response, 404, { state: 'ask' })
    }
    if (request.method !== 'POST' || pathname !== '/') return page(response, 405, { state: 'ask' })
    if (!brake.admits(addressOf(request, trustProxy), now())) return page(response, 429, { state: 'too-often' })
    void bodyOf(request)
      .then(async (body) => {
        if (body === null) return page(response, 413, { state: 'not-a-code' })
        const shown = await answerCheck(new URLSearchParams(body).get('code') ?? '', (hash) => check.ask(hash))
        page(response, shown.state === 'not-a-code' ? 422 : 200, shown)
      })
      .catch((error: unknown) => {
        log.warn(
          { err: { type: error instanceof Error ? error.name : typeof error } },
          'the public check could not answer',
        )
        if (!response.headersSent) page(response, 503, { state: 'away' })
      })
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...(status === 429 ? { 'retry-after': '60' } : {}),
  })
  response.end(body)
}

/** Who asks: behind a proxy that is trusted, the last address it wrote; an address of IPv6 counts by its network. */
function addressOf(request: IncomingMessage, trustProxy: WebEnv['trustProxy']): string {
  const written =
    trustProxy === 'none'
      ? undefined
      : String(request.headers['x-forwarded-for'] ?? '')
          .split(',')
          .at(-1)
          ?.trim()
  const address = written || request.socket.remoteAddress || ''
  return address.includes(':') && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address
}

const longestBody = 1024

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > longestBody) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
