import type { Logger } from 'pino'

declare module '@remix-run/node' {
  /** What the front door hands to every loader, action and entry as `context`. */
  interface AppLoadContext {
    readonly nonce: string
    readonly requestId: string
    readonly log: Logger
  }
}
