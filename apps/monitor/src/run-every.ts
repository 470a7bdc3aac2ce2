/** Work that comes back: `stop` lets what runs end and starts nothing more. */
export type Repeated = { readonly stop: () => Promise<void> }

/**
 * Runs the work at once and then `everyMs` after each end, so it never overlaps itself. A throw goes to `onError` and the
 * next round comes as usual. `signal` of the work tells it to come to an end early.
 */
export function runEvery(options: {
  readonly everyMs: number
  readonly work: (signal: AbortSignal) => Promise<void>
  readonly onError: (error: unknown) => void
}): Repeated {
  const { everyMs, work, onError } = options
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const round = () => {
    running = work(stopping.signal)
      .catch(onError)
      .then(() => {
        if (!stopping.signal.aborted) timer = setTimeout(round, everyMs)
      })
  }
  round()
  return {
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      await running
    },
  }
}
