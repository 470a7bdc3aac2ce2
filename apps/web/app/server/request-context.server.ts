import type { Logger } from 'pino'

declare module '@remix-run/node' {
  /** What the front door hands to every loader, action and entry as `context`. */
  interface AppLoadContext {
    readonly nonce: string
    readonly requestId: string
    readonly log: Logger
    /** The caller's address as the front door found it, behind trusted proxies only. */
    readonly address: string
    /** Adds cookies to the answer under way, whichever loader or action gives it. */
    readonly setCookies: (cookies: readonly string[]) => void
    /** Settled when the first part of the page has gone out; heavy parts that follow on the same answer begin after it. */
    readonly shown: Promise<void>
    readonly markShown: () => void
    /** Says in the answer's head until when its figures were written; of several the oldest. */
    readonly markAsOf: (asOf: Date) => void
  }
}
