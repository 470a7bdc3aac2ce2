import cluster, { type Worker } from 'node:cluster'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { AggregatorRegistry } from 'prom-client'

/** What the first of several processes is told: the public pages listen there, so that their limits are counted in one place. */
const firstPlace = 'NQ15_WEB_FIRST'
const askFigures = 'nq15:figures'

/** Whether this process carries what may run only once beside several web processes. */
// biome-ignore lint/style/noProcessEnv: told by the process that started this one, not by an operator
export const isFirstProcess = (): boolean => !cluster.isWorker || process.env[firstPlace] === '1'

/**
 * Serves one port with several processes that share nothing but the database: one that dies is started again, a signal lets
 * all of them end their requests. Answers when all have ended.
 */
export async function keepProcesses(count: number, log: Logger): Promise<void> {
  const figures = new AggregatorRegistry()
  let stopping = false
  const places = new Map<number, Worker>()
  const launch = (place: number) => {
    const worker = cluster.fork({ [firstPlace]: place === 0 ? '1' : '0' })
    places.set(place, worker)
    worker.on('message', (message: unknown) => {
      if (message !== askFigures) return
      const tell = (text: string) => worker.isConnected() && worker.send({ [askFigures]: text })
      figures.clusterMetrics().then(tell, () => tell(''))
    })
    let listened = false
    worker.once('listening', () => {
      listened = true
    })
    worker.once('exit', async (code, signal) => {
      places.delete(place)
      // A bad configuration or a busy port is no accident: all say the same, and trying again changes nothing.
      if (!stopping && !listened && code === 1) return stop('a process could not start', 1)
      if (stopping) return
      log.error({ code, signal }, 'a web process ended; starting it again')
      await sleep(1_000)
      if (!stopping) launch(place)
    })
  }
  let exitCode = 0
  let markEnded = () => {}
  const ended = new Promise<void>((resolve) => {
    markEnded = resolve
  })
  function stop(why: string, code = 0) {
    if (stopping) return
    stopping = true
    exitCode = code
    log.info({ why }, 'web is stopping all its processes')
    for (const worker of places.values()) worker.process.kill('SIGTERM')
    void Promise.all([...places.values()].map((worker) => new Promise((resolve) => worker.once('exit', resolve)))).then(
      () => markEnded(),
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal))
  process.on('disconnect', () => stop('parent gone'))
  for (let place = 0; place < count; place += 1) launch(place)
  await ended
  process.exit(exitCode)
}

/** The figures of all web processes together, or null where this one is alone or no answer came in two seconds. */
export function figuresOfAll(): Promise<string | null> {
  if (!cluster.isWorker) return Promise.resolve(null)
  return new Promise((resolve) => {
    const end = (text: string | null) => {
      clearTimeout(late)
      process.off('message', hear)
      resolve(text === '' ? null : text)
    }
    const hear = (message: unknown) => {
      if (typeof message === 'object' && message !== null && askFigures in message) end(String(message[askFigures]))
    }
    const late = setTimeout(() => end(null), 2_000)
    process.on('message', hear)
    process.send?.(askFigures)
  })
}
