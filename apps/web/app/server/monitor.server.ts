import { traceHeaders } from '@nq15/db/trace'
import type { AppRouter } from '@nq15/monitor/client'
import { data, redirect } from '@remix-run/node'
import { createTRPCClient, httpBatchLink, type TRPCClient, TRPCClientError } from '@trpc/client'
import { webEnv } from '../env.server.ts'
import { notKept } from './kept-answers.server.ts'
import type { RequestArgs } from './session.server.ts'

/** The typed way to the weak-unit service. */
export type Monitor = TRPCClient<AppRouter>

/** What monitor answered, or that it does not answer: then the page says so, and everything else goes on. */
export type FromMonitor<Value> = { readonly up: true; readonly value: Value } | { readonly up: false }

/** A lawful refusal of monitor, with its findings. */
export type MonitorRefusal = {
  readonly code: string
  readonly findings?: readonly { readonly code: string; readonly condition?: string }[]
}

/** A page waits no longer than this for a service that is down, in milliseconds. */
const patience = 5_000

/** The session that is handed on, the id that joins the lines of both logs, and the place in a trace. */
const callerHeaders = ({ request, context }: Pick<RequestArgs, 'request' | 'context'>) => ({
  cookie: request.headers.get('cookie') ?? '',
  'x-request-id': context.requestId,
  ...traceHeaders(),
})

const monitorOf = ({ request, context }: RequestArgs): Monitor =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${webEnv().monitorUrl}/trpc`,
        headers: callerHeaders({ request, context }),
        fetch: (address, { method, body, headers } = {}) =>
          fetch(address, {
            ...(method ? { method } : {}),
            ...(headers ? { headers: new Headers(Object.entries(headers)) } : {}),
            ...(typeof body === 'string' ? { body } : {}),
            signal: AbortSignal.timeout(patience),
          }),
      }),
    ],
  })

/**
 * Asks monitor for a page, after the web's own gate: what is not there or not for the reader is 404, a missing right 403, an
 * ended session the sign-in; no answer at all is `up: false`.
 */
export async function askMonitor<Value>(
  args: RequestArgs,
  work: (monitor: Monitor) => Promise<Value>,
): Promise<FromMonitor<Value>> {
  try {
    return { up: true, value: await work(monitorOf(args)) }
  } catch (error) {
    const code = codeOf(error)
    if (code === 'UNAUTHORIZED') throw redirect('/sign-in')
    if (code === 'FORBIDDEN') throw data(null, { status: 403 })
    if (code === 'NOT_FOUND' || code === 'BAD_REQUEST') throw data(null, { status: 404 })
    if (code === 'SERVICE_UNAVAILABLE') throw unkept(error)
    if (code !== null) throw error
    args.context.log.warn({ err: { type: 'monitor-down' } }, 'monitor does not answer')
    return { up: false }
  }
}

export type Told<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: MonitorRefusal }

/** Asks monitor to change something; a refusal comes back with its findings, and `MONITOR_DOWN` when nobody answers. */
export async function tellMonitor<Value>(
  args: RequestArgs,
  work: (monitor: Monitor) => Promise<Value>,
): Promise<Told<Value>> {
  try {
    return { ok: true, value: await work(monitorOf(args)) }
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal && refusal.code !== 'NOT_FOUND') return { ok: false, refusal }
    const code = codeOf(error)
    if (code === 'UNAUTHORIZED') throw redirect('/sign-in')
    if (code === 'FORBIDDEN') throw data(null, { status: 403 })
    if (code === 'NOT_FOUND') throw data(null, { status: 404 })
    if (code === 'BAD_REQUEST') return { ok: false, refusal: { code: 'BAD_INPUT' } }
    if (code === 'SERVICE_UNAVAILABLE') throw unkept(error)
    if (code !== null) throw error
    return { ok: false, refusal: { code: 'MONITOR_DOWN' } }
  }
}

/** Monitor lives and can neither read nor keep anything now: the answer is the web's own for the same case. */
const unkept = (error: unknown) =>
  notKept(error instanceof TRPCClientError && error.message === 'storage-full' ? 'STORAGE_FULL' : 'STORAGE_AWAY')

/** The code of monitor's answer; null when there was none. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof TRPCClientError)) throw error
  const shape: unknown = error.data
  return typeof shape === 'object' && shape !== null && 'code' in shape ? String(shape.code) : null
}

function refusalOf(error: unknown): MonitorRefusal | null {
  if (!(error instanceof TRPCClientError)) return null
  const shape: unknown = error.data
  const refusal = typeof shape === 'object' && shape !== null && 'refusal' in shape ? shape.refusal : null
  // Made by monitor's own error formatter.
  return typeof refusal === 'object' && refusal !== null && 'code' in refusal ? (refusal as MonitorRefusal) : null
}

/**
 * Hands monitor's stream of events on to the browser that asks, with his own session; ends with either side. 503 when monitor
 * does not answer, so that the browser tries again later.
 */
export async function relayLive({ request, context }: RequestArgs): Promise<Response> {
  // Who takes no stream (a script that asks for the route's data) would wait for an end that never comes.
  if (!request.headers.get('accept')?.includes('text/event-stream')) return new Response(null, { status: 406 })
  const lastEventId = request.headers.get('last-event-id')
  const answer = await fetch(`${webEnv().monitorUrl}/trpc/live.events`, {
    headers: {
      accept: 'text/event-stream',
      ...callerHeaders({ request, context }),
      // A browser that comes back after a break says what it was told of last.
      ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
    },
    signal: request.signal,
  }).catch(() => null)
  if (!answer?.ok || !answer.body) return new Response(null, { status: 503, headers: { 'retry-after': '15' } })
  return new Response(quietly(answer.body), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Between us and the browser nothing may wait for more.
      'x-accel-buffering': 'no',
    },
  })
}

/** A stream whose other end may go at any time: an end that is no fault closes it. */
function quietly(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    pull: async (controller) => {
      const next = await reader.read().catch(() => null)
      if (next === null || next.done) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: () => reader.cancel().catch(() => undefined),
  })
}
