import { setTimeout as sleep } from 'node:timers/promises'
import type { Outcome } from './service-gap.ts'

/** One service asked again and again, and every outcome of it. */
export class Pulse {
  readonly name: string
  readonly outcomes: Outcome[] = []
  readonly #ask: (signal: AbortSignal) => Promise<boolean>
  readonly #stopping = new AbortController()
  #running: Promise<void> | undefined
  constructor(name: string, ask: (signal: AbortSignal) => Promise<boolean>) {
    this.name = name
    this.#ask = ask
  }

  begin(everyMs = 250, patienceMs = 2_000): void {
    const round = async () => {
      while (!this.#stopping.signal.aborted) {
        const ok = await this.#ask(AbortSignal.timeout(patienceMs)).catch(() => false)
        this.outcomes.push({ at: performance.now(), ok })
        await sleep(everyMs)
      }
    }
    this.#running = round()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }
}

/** Asks a page; well when it answers 200, and the head is told. */
export const askPage =
  (url: string, cookie: string, onHead?: (headers: Headers) => void) =>
  async (signal: AbortSignal): Promise<boolean> => {
    const answer = await fetch(url, { headers: { cookie }, redirect: 'manual', signal })
    await answer.arrayBuffer()
    if (answer.status === 200) onHead?.(answer.headers)
    return answer.status === 200
  }
