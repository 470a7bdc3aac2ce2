import type { Database } from '@nq15/db/client'
import { readDoneSlots } from '@nq15/db/events/clock.read'
import { WrongClock } from '@nq15/db/operations/server-clock.read'
import type { Scope } from '@nq15/db/scope'
import { inSpan } from '@nq15/db/trace'
import type { ClockJob, PersonJob } from '@nq15/use-cases/events/define-job'
import type { EventHandler } from '@nq15/use-cases/events/event-handler'
import { handleEvents } from '@nq15/use-cases/events/handle-events'
import { type ClockEnd, performClock } from '@nq15/use-cases/events/perform-clock'
import { performRun } from '@nq15/use-cases/events/perform-run'
import { relayEvents } from '@nq15/use-cases/events/relay-events'
import type PgBoss from 'pg-boss'
import { z } from 'zod'
import { type Repeated, runEvery } from '../run-every.ts'
import { proveRun, serviceScope } from './prove-runs.ts'
import { openQueue, type QueueEngine } from './queue-engine.ts'
import { slotBefore } from './slot-before.ts'

/** How often each loop looks; the usual keeps an idle product quiet and a message under two seconds on its way. */
export type Timings = {
  readonly relayMs: number
  readonly tickMs: number
  readonly pollSeconds: number
  /** What was taken up and not ended within this time was left by a process that died. */
  readonly staleMs: number
  readonly beatMs: number
  readonly maintenanceSeconds: number
}

export const usualTimings: Timings = {
  relayMs: 1_500,
  tickMs: 5_000,
  pollSeconds: 5,
  staleMs: 60_000,
  beatMs: 2_000,
  maintenanceSeconds: 60,
}

export type WorkerParts = {
  readonly db: Database
  /** Address of the database with the login that serves. */
  readonly url: string
  readonly clockJobs: readonly ClockJob[]
  readonly personJobs: readonly PersonJob[]
  readonly handlers: readonly EventHandler[]
  readonly timings?: Timings
  /** False while days computed here would be wrong: then nothing of the clock is begun. Absent: always right. */
  readonly isClockRight?: () => Promise<boolean>
  readonly onEvents?: (handler: string, counts: { readonly handled: number; readonly failed: number }) => void
  readonly onClock?: (job: string, end: ClockEnd) => void
  readonly onFault: (what: string, error: unknown) => void
}

const eventParcel = z.object({ handler: z.string(), eventIds: z.array(z.uuid()) })
const runParcel = z.object({ runId: z.uuid() })
const clockParcel = z.object({ job: z.string(), slot: z.iso.datetime() })

/**
 * Runs the jobs of all rooms in this process: relays the outbox, handles events, performs people's runs and the work by the
 * clock, beside any number of other processes. Waits in the background for a database that does not answer yet. `stop` lets
 * what runs come to an end, gives back what may begin elsewhere, and does what is also to be done at a stop.
 */
export function startWorkers(parts: WorkerParts): Repeated {
  const stopping = new AbortController()
  const running = open(parts, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      const opened = await running
      await opened?.stop()
      for (const job of parts.clockJobs.filter(({ alsoAtStop }) => alsoAtStop)) await doOnceMore(parts, job)
    },
  }
}

async function open(parts: WorkerParts, stopping: AbortSignal): Promise<Repeated | null> {
  const { maintenanceSeconds } = parts.timings ?? usualTimings
  const onError = (error: unknown) => parts.onFault('queue', error)
  for (let waitMs = 500; !stopping.aborted; waitMs = Math.min(waitMs * 2, 10_000)) {
    try {
      const engine = await openQueue({ url: parts.url, maintenanceSeconds, onError })
      return await startLoops(parts, engine, stopping)
    } catch (error) {
      onError(error)
      await pause(waitMs, stopping)
    }
  }
  return null
}

async function startLoops(parts: WorkerParts, engine: QueueEngine, stopping: AbortSignal): Promise<Repeated> {
  const { relayMs, tickMs, pollSeconds } = parts.timings ?? usualTimings
  const { boss } = engine
  const service = serviceScope('events', 'event:serve')
  const workers = await startQueueWorkers({ parts, boss, service, stopping, pollSeconds })
  const relaying = runEvery({
    everyMs: relayMs,
    work: () => relay(parts, { boss, service, wake: workers.wake }),
    onError: (error) => parts.onFault('relay', error),
  })
  const clock = clockOf(parts, { boss, service, wake: workers.wake })
  const ticking = runEvery({ everyMs: tickMs, work: clock, onError: (error) => parts.onFault('clock', error) })
  return {
    stop: async () => {
      await Promise.all([relaying.stop(), ticking.stop()])
      await engine.close()
    },
  }
}

type Queue = 'event' | 'run' | 'clock'
type Loop = { readonly boss: PgBoss; readonly service: Scope; readonly wake: (queue: Queue) => void }

async function relay(parts: WorkerParts, { boss, service, wake }: Loop): Promise<void> {
  const { staleMs } = parts.timings ?? usualTimings
  if (parts.isClockRight && !(await parts.isClockRight())) throw new WrongClock()
  const parcels = await relayEvents(parts.db, service, { handlers: parts.handlers, now: new Date(), staleMs })
  if (parcels.length === 0) return
  await boss.insert(parcels.map(({ queue, ...data }) => ({ name: queue, data })))
  for (const queue of new Set(parcels.map((parcel) => parcel.queue))) wake(queue)
}

/** Finds what is due and puts it into the queue; a slot that nobody ends is put there again. */
function clockOf({ db, clockJobs, isClockRight }: WorkerParts, { boss, service, wake }: Loop): () => Promise<void> {
  let done: ReadonlyMap<string, Date> = new Map()
  const sent = new Map<string, number>()
  const again = 15_000
  return async () => {
    // A slot of tomorrow that is done today would not come again until then, and a day before would be worked twice.
    if (isClockRight && !(await isClockRight())) throw new WrongClock()
    const now = new Date()
    const isDue = (job: ClockJob) => (done.get(job.name)?.getTime() ?? 0) < slotBefore(job.schedule, now).getTime()
    if (!clockJobs.some(isDue)) return
    done = await db.asActor(service, (tx) => readDoneSlots(tx, service))
    const due = clockJobs.filter((job) => isDue(job) && (sent.get(job.name) ?? 0) <= now.getTime() - again)
    for (const { name, schedule } of due) {
      sent.set(name, now.getTime())
      const priority = 'everySeconds' in schedule ? 10 : 0
      await boss.send(
        'clock',
        { job: name, slot: slotBefore(schedule, now).toISOString() },
        { singletonKey: name, priority },
      )
    }
    if (due.length > 0) wake('clock')
  }
}

type QueueWorkers = {
  readonly parts: WorkerParts
  readonly boss: PgBoss
  readonly service: Scope
  readonly stopping: AbortSignal
  readonly pollSeconds: number
}

async function startQueueWorkers({ parts, boss, service, stopping, pollSeconds }: QueueWorkers) {
  const { db, handlers, personJobs, clockJobs, onFault } = parts
  const { staleMs, beatMs } = parts.timings ?? usualTimings
  const ids: Record<Queue, string[]> = { event: [], run: [], clock: [] }
  const wake = (queue: Queue) => {
    for (const id of ids[queue]) boss.notifyWorker(id)
  }
  /** Workers that take one parcel at a time and, after one, look at once for the next. */
  const work = async (queue: Queue, count: number, perform: (data: unknown) => Promise<void>) => {
    for (let at = 0; at < count; at += 1) {
      const options = { pollingIntervalSeconds: pollSeconds, batchSize: 1 }
      const id = await boss.work<unknown>(queue, options, async (jobs) => {
        for (const { data } of jobs) await perform(data)
        boss.notifyWorker(id)
      })
      ids[queue].push(id)
    }
  }
  await work('event', 1, async (data) => {
    const { handler, eventIds } = eventParcel.parse(data)
    const counts = await inSpan(`event ${handler}`, { 'nq15.job': handler, 'nq15.job.kind': 'event' }, async (span) => {
      const handled = await handleEvents(db, service, { handlers, handler, eventIds })
      span?.note({ 'nq15.outcome': handled.failed > 0 ? 'failed' : 'done' })
      if (handled.failed > 0) span?.fail()
      return handled
    })
    parts.onEvents?.(handler, counts)
  })
  await work('run', 2, async (data) => {
    const { runId } = runParcel.parse(data)
    await inSpan('run', { 'nq15.job.kind': 'run' }, (span) =>
      performRun(db, service, runId, {
        jobs: personJobs,
        prove: (run, job) => {
          span?.rename(`run ${job.name}`)
          span?.note({ 'nq15.job': job.name })
          return proveRun(db, run, job)
        },
        now: () => new Date(),
        stopping,
        beatMs,
        staleMs,
        onFault: (what, error) => {
          span?.fail()
          onFault(what, error)
        },
      }),
    )
  })
  await work('clock', 2, async (data) => {
    const { job: name, slot } = clockParcel.parse(data)
    const job = clockJobs.find((one) => one.name === name)
    // A job of another release, or one that is not configured in this process.
    if (!job) return
    const own = serviceScope(job.service, job.permission)
    const of = { job, slot: new Date(slot), own, now: () => new Date(), signal: stopping, onFault }
    const ended = await inSpan(`clock ${name}`, { 'nq15.job': name, 'nq15.job.kind': 'clock' }, async (span) => {
      const end = await performClock(db, service, of)
      span?.note({ 'nq15.outcome': end.end })
      if (end.end === 'failed') span?.fail()
      return end
    })
    parts.onClock?.(name, ended)
  })
  return { wake }
}

async function doOnceMore({ db, isClockRight, onClock, onFault }: WorkerParts, job: ClockJob): Promise<void> {
  const { signal } = new AbortController()
  try {
    if (isClockRight && !(await isClockRight())) throw new WrongClock()
    const own = serviceScope(job.service, job.permission)
    const counts = await inSpan(`clock ${job.name}`, { 'nq15.job': job.name, 'nq15.job.kind': 'clock' }, () =>
      job.run({ db, scope: own, now: () => new Date(), signal, progress: () => undefined }),
    )
    onClock?.(job.name, { end: 'done', counts })
  } catch (error) {
    onFault(job.name, error)
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
