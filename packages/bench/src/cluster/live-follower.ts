import { setTimeout as sleep } from 'node:timers/promises'

/** Follows the stream of live events as a browser does: comes back after a break and says what it was told of last. */
export class LiveFollower {
  readonly told = new Set<string>()
  breaks = 0
  readonly #url: string
  readonly #cookie: string
  readonly #stopping = new AbortController()
  #last: string | null = null
  #running: Promise<void> | undefined
  constructor(url: string, cookie: string) {
    this.#url = url
    this.#cookie = cookie
  }

  begin(): void {
    const rounds = async () => {
      while (!this.#stopping.signal.aborted) {
        await this.#follow().catch(() => undefined)
        if (this.#stopping.signal.aborted) return
        this.breaks += 1
        await sleep(1_000)
      }
    }
    this.#running = rounds()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #follow(): Promise<void> {
    const answer = await fetch(`${this.#url}/monitoring/live`, {
      headers: {
        accept: 'text/event-stream',
        cookie: this.#cookie,
        ...(this.#last ? { 'last-event-id': this.#last } : {}),
      },
      signal: this.#stopping.signal,
    })
    if (answer.status !== 200 || !answer.body) {
      await answer.body?.cancel()
      return
    }
    let rest = ''
    for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + part).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const [, id] = /^id: (.+)$/u.exec(line.trim()) ?? []
        if (id === undefined) continue
        this.#last = id
        this.told.add(id)
      }
    }
  }
}
