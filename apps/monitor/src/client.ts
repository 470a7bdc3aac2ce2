import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client'
import type { AppRouter } from './app-router.ts'

export type { AppRouter }
export type MonitorClient = TRPCClient<AppRouter>

/**
 * The web's way to monitor, one a request: hands on the caller's cookie and request id. A call fails after `timeoutMs`, so
 * that a page never waits for a service that is down.
 */
export function createMonitorClient(call: {
  /** Address of monitor, without a path. */
  readonly url: string
  readonly cookie: string
  readonly requestId: string
  readonly timeoutMs?: number
}): MonitorClient {
  const { url, cookie, requestId, timeoutMs = 5_000 } = call
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${url}/trpc`,
        headers: { cookie, 'x-request-id': requestId },
        fetch: (address, options) =>
          fetch(address, {
            ...(options?.method ? { method: options.method } : {}),
            ...(options?.headers ? { headers: new Headers(Object.entries(options.headers)) } : {}),
            ...(typeof options?.body === 'string' ? { body: options.body } : {}),
            signal: AbortSignal.timeout(timeoutMs),
          }),
      }),
    ],
  })
}
