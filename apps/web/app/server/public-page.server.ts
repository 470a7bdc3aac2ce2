import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { WebEnv } from '../env.server.ts'
import { CheckBrake } from '../reports/check-answers.server.ts'

/** The listener of a public page, and how it ends. */
export type PublicListener = { readonly server: Server; readonly close: () => Promise<void> }

/** What every public page can say before it has an answer. */
export type PublicState = 'ask' | 'not-a-code' | 'too-often' | 'away'

/** A public page: its words, its look, and how it answers a typed code. */
export type PublicPage = {
  readonly css: string
  readonly script: string
  readonly say: (state: PublicState) => string
  readonly answer: (typed: string) => Promise<{ readonly status: number; readonly html: string }>
}

type Settings = { readonly host: string; readonly port: number }
type Ground = { readonly log: Logger; readonly trustProxy: WebEnv['trustProxy'] }

/**
 * Starts a public page on a port of its own: no session, no cookie, and a database role that may ask about one code. Codes are posted
 * and stand in no address and no log.
 */
export function startPublicPage(
  name: string,
  { host, port }: Settings,
  of: { readonly page: PublicPage; readonly close: () => Promise<void> },
  ground: Ground,
): PublicListener {
  const { log } = ground
  const server = createServer(publicPageHandler(of.page, ground))
  server.requestTimeout = 10_000
  server.headersTimeout = 5_000
  server.maxHeadersCount = 50
  server.on('error', (error: NodeJS.ErrnoException) => log.error({ code: error.code }, `${name} cannot listen`))
  server.listen(port, host, () => log.info({ host, port }, `${name} is listening`))
  return {
    server,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await of.close()
    },
  }
}

/** Answers the requests of a public page; for tests without a port. */
export function publicPageHandler(
  page: PublicPage,
  {
    log,
    trustProxy,
    now = Date.now,
  }: { readonly log: Pick<Logger, 'warn'>; readonly trustProxy: WebEnv['trustProxy']; readonly now?: () => number },
): (request: IncomingMessage, response: ServerResponse) => void {
  const brake = new CheckBrake()
  const html = (response: ServerResponse, status: number, text: string) =>
    send(response, status, 'text/html; charset=utf-8', text)
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://check')
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (pathname === '/') return html(response, 200, page.say('ask'))
      if (pathname === '/check.css') return send(response, 200, 'text/css; charset=utf-8', page.css)
      if (pathname === '/check.js') return send(response, 200, 'text/javascript; charset=utf-8', page.script)
      return html(response, 404, page.say('ask'))
    }
    if (request.method !== 'POST' || pathname !== '/') return html(response, 405, page.say('ask'))
    if (!brake.admits(addressOf(request, trustProxy), now())) return html(response, 429, page.say('too-often'))
    void bodyOf(request)
      .then(async (body) => {
        if (body === null) return html(response, 413, page.say('not-a-code'))
        const { status, html: text } = await page.answer(new URLSearchParams(body).get('code') ?? '')
        html(response, status, text)
      })
      .catch((error: unknown) => {
        log.warn(
          { err: { type: error instanceof Error ? error.name : typeof error } },
          'a public page could not answer',
        )
        if (!response.headersSent) html(response, 503, page.say('away'))
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
