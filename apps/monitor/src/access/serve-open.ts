import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Replica } from '@nq15/db/replica'
import { storageFault } from '@nq15/db/storage-fault'
import type { Auth } from '@nq15/use-cases/access/auth'
import { openWithKey } from '@nq15/use-cases/access/open-with-key'
import { type AnyTRPCRouter, getTRPCErrorFromUnknown } from '@trpc/server'
import { z } from 'zod'
import { type CallContext, RefusedCall, requestIdOf } from '../trpc.ts'
import { callOpen, describeService, errorCodes, openProcedures } from './describe-service.ts'
import { readablePage } from './readable-page.ts'

type Open = {
  readonly auth: Auth
  readonly router: AnyTRPCRouter
  /** The address others reach the service under, for the description. */
  readonly address: string
  /** Who calls: the peer, or what the trusted proxy in front says. */
  readonly callerOf: (request: IncomingMessage) => string
  /** A copy for reads that may be a little old, and who is told of their age. */
  readonly replica: Replica | null
  readonly onReplicaRead: (asOf: Date) => void
  readonly onFault: (error: unknown, path: string, requestId: string) => void
}

const prefix = '/api/v1/'
const largestBody = 200_000

/** The door of other systems: description and page for everybody, procedures for keys. True when the path was its own. */
export async function serveOpen(open: Open, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://nq15.invalid')
  if (url.pathname === '/api/v1' || url.pathname === prefix) {
    answer(response, 200, pageOf(open.router), 'text/html; charset=utf-8')
    return true
  }
  if (!url.pathname.startsWith(prefix)) return false
  const path = url.pathname.slice(prefix.length)
  if (path === 'openapi.json') {
    answer(response, 200, JSON.stringify(describeService(open.router, open.address)))
    return true
  }
  await callAs(open, { request, response, path, url })
  return true
}

const jsonOf = (schema: z.ZodType | null, io: 'input' | 'output') =>
  schema && z.toJSONSchema(schema, { io, unrepresentable: 'any' })
const pageOf = (router: AnyTRPCRouter) =>
  readablePage(
    openProcedures(router).map((one) => ({
      ...one,
      input: jsonOf(one.input, 'input'),
      output: jsonOf(one.output, 'output'),
    })),
  )

type Call = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly path: string
  readonly url: URL
}

async function callAs(open: Open, { request, response, path, url }: Call): Promise<void> {
  const requestId = requestIdOf(request)
  const refuse = (code: keyof typeof errorCodes, more: { status?: number; refusal?: unknown } = {}) =>
    answer(
      response,
      more.status ?? errorCodes[code],
      JSON.stringify({ code, requestId, refusal: more.refusal ?? null }),
    )
  const [scheme, text = ''] = (request.headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer') return refuse('key-unknown')
  try {
    const opened = await openWithKey(open.auth, { text, address: open.callerOf(request), requestId })
    if (!opened.ok) {
      const { refusal } = opened
      if (refusal.code === 'key-rate') response.setHeader('retry-after', String(refusal.retryAfterSeconds))
      return refuse(refusal.code)
    }
    const type = request.method === 'GET' ? 'query' : request.method === 'POST' ? 'mutation' : null
    if (type === null) return refuse('NOT_FOUND')
    const input = type === 'query' ? parsed(url.searchParams.get('input') ?? '{}') : parsed(await bodyOf(request))
    if (input === undefined) return refuse('bad-input')
    const { replica, onReplicaRead } = open
    const ctx: CallContext = { db: open.auth.db, signedIn: null, key: opened.value, requestId, replica, onReplicaRead }
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const taken = openProcedures(open.router).find((one) => one.path === path)
    const sent = taken?.input === null && JSON.stringify(input) === '{}' ? undefined : input
    const value = await callOpen(open.router, { path, type, input: sent, ctx, signal: gone.signal })
    answer(response, 200, JSON.stringify(value ?? null))
  } catch (thrown) {
    const error = getTRPCErrorFromUnknown(thrown)
    if (error instanceof RefusedCall) {
      const code =
        error.refusal.code === 'NOT_FOUND' || error.refusal.code === 'CHANGED_MEANWHILE' ? error.refusal.code : null
      if (code) return refuse(code)
      return answer(response, 422, JSON.stringify({ code: error.refusal.code, requestId, refusal: error.refusal }))
    }
    if (error.code === 'BAD_REQUEST' || error.code === 'PARSE_ERROR')
      return refuse('bad-input', { refusal: faultsOf(error.cause) })
    if (error.code === 'NOT_FOUND') return refuse('NOT_FOUND')
    if (error.code === 'FORBIDDEN' || error.code === 'UNAUTHORIZED') return refuse('not-permitted')
    if (error.code === 'PAYLOAD_TOO_LARGE') return refuse('bad-input', { status: 413 })
    open.onFault(error.cause ?? error, path, requestId)
    if (storageFault(error) !== null || storageFault(thrown) !== null) {
      response.setHeader('retry-after', '5')
      return refuse('database-away')
    }
    return refuse('internal-error')
  }
}

/** Where the input was wrong and how; what was sent is not repeated. */
const faultsOf = (cause: unknown) =>
  cause instanceof z.ZodError
    ? { code: 'bad-input', faults: cause.issues.map(({ path, code }) => ({ path: path.join('.'), code })) }
    : null

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let size = 0
  const parts: Buffer[] = []
  for await (const part of request) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part))
    size += bytes.length
    if (size > largestBody) return ''
    parts.push(bytes)
  }
  return Buffer.concat(parts).toString('utf8')
}

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'application/json; charset=utf-8',
): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  })
  response.end(text)
}
