import type { Server } from 'node:http'
import { connect } from '@nq15/db/client'
import { readServerClock } from '@nq15/db/operations/server-clock.read'
import { openReplica } from '@nq15/db/replica'
import { createAuth } from '@nq15/use-cases/access/auth'
import { sealAuditJob } from '@nq15/use-cases/access/seal-audit-job'
import { eventHandlers } from '@nq15/use-cases/events/event-handlers'
import { clockJobs, personJobs } from '@nq15/use-cases/events/job-registry'
import { mailJobs } from '@nq15/use-cases/events/send-mails'
import { webhookJobs } from '@nq15/use-cases/events/send-webhooks'
import { fileJobs } from '@nq15/use-cases/files/keep-store-jobs'
import { logLines } from '@nq15/use-cases/operations/log-lines'
import { startTraces } from '@nq15/use-cases/operations/start-traces'
import { watchClock } from '@nq15/use-cases/operations/watch-clock'
import { bundlePapersJob } from '@nq15/use-cases/reports/bundle-papers'
import { type Logger, pino } from 'pino'
import { createMonitorServer } from './create-server.ts'
import type { MonitorEnv } from './env.ts'
import { startLiveEvents } from './events/live-events.ts'
import { mailSender } from './events/mail-sender.ts'
import { serviceScope } from './events/prove-runs.ts'
import { startWorkers } from './events/start-workers.ts'
import { createMetrics } from './metrics.ts'

export type RunningMonitor = {
  /** Address it answers on. */
  readonly url: string
  /** Answers what has begun, seals what is left and closes the database; twice is once. */
  readonly stop: () => Promise<void>
}

/** The port is taken or forbidden; the message says what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

/** Starts the weak-unit service: procedures, health, figures, and the jobs and events of all rooms. */
export async function startMonitor(env: MonitorEnv, log: Logger = makeLog(env)): Promise<RunningMonitor> {
  const traces = await startTraces(env.traces, { name: 'nq15-monitor', log })
  const db = connect({ url: env.databaseUrl, poolSize: 5 })
  const replica = env.replica ? openReplica(db, { ...env.replica, poolSize: 3 }) : null
  const auth = createAuth(db, { secret: env.secret, publicUrl: env.publicUrl })
  const serverClock = watchClock(() => readServerClock(db))
  const metrics = createMetrics({ secondsAhead: serverClock.ahead })
  let draining = false
  const live = startLiveEvents({
    db,
    service: serviceScope('events', 'event:serve'),
    everyMs: 1_000,
    onFault: (error) =>
      log.error({ what: 'live', err: { type: error instanceof Error ? error.name : typeof error } }, 'a job failed'),
  })
  const host = env.host.includes(':') ? `[${env.host}]` : env.host
  const server = createMonitorServer({
    ...{ auth, log, metrics, live, replica },
    metricsToken: env.metricsToken,
    isDraining: () => draining,
    isClockRight: serverClock.isRight,
    openAddress: env.serviceUrl ?? `http://${host}:${env.port}`,
    trustedProxies: env.serviceProxies,
  })
  const url = await listen(server, env).catch(async (error) => {
    await live.stop()
    await replica?.close()
    await db.close()
    await traces.stop()
    throw error
  })
  log.info({ url }, 'monitor is listening')

  // A telling never goes back into the product: neither to what people open, nor to this service, nor to the database.
  const ownUrls = [env.publicUrl, url, env.databaseUrl, ...(env.serviceUrl ? [env.serviceUrl] : [])]
  const workers = startWorkers({
    db,
    url: env.databaseUrl,
    clockJobs: [...clockJobs, ...mailOf(env), ...fileJobs(env.files), ...webhookJobs(auth, ownUrls)],
    personJobs: [...personJobs, bundlePapersJob({ settings: env.files, checkAddress: env.checkUrl })],
    handlers: eventHandlers,
    isClockRight: serverClock.isRight,
    onEvents: (handler, { handled, failed }) => {
      metrics.events.inc({ handler, end: 'handled' }, handled)
      metrics.events.inc({ handler, end: 'failed' }, failed)
      if (failed > 0) log.error({ handler, failed }, 'events could not be handled')
    },
    onClock: (job, ended) => {
      metrics.clock.inc({ job, end: ended.end })
      if (ended.end !== 'done') return
      if (job === sealAuditJob.name) {
        metrics.sealedRows.inc(ended.counts['events'] ?? 0)
        metrics.lastSeal.setToCurrentTime()
      }
      if (Object.values(ended.counts).some((count) => count > 0))
        log.info({ job, ...ended.counts }, 'work by the clock')
    },
    // The text of a fault may quote a row and stays out.
    onFault: (what, error) =>
      log.error({ what, err: { type: error instanceof Error ? error.name : typeof error } }, 'a job failed'),
  })

  const end = async () => {
    draining = true
    await drain(server, env.shutdownSeconds)
    await live.stop()
    await workers.stop()
    await replica?.close()
    await db.close()
    await traces.stop()
    log.info('monitor has stopped')
  }
  let ended: Promise<void> | undefined
  return {
    url,
    stop: () => {
      ended ??= end()
      return ended
    },
  }
}

/** Mail goes out only where a server is configured. */
const mailOf = ({ mail, publicUrl }: MonitorEnv) => (mail ? mailJobs({ publicUrl, send: mailSender(mail) }) : [])

const makeLog = ({ logLevel }: MonitorEnv) =>
  pino({ level: logLevel, base: { app: 'monitor' }, timestamp: pino.stdTimeFunctions.isoTime }, logLines())

function listen(server: Server, { host, port }: MonitorEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new CannotListen(whyNot(error.code, host, port))))
    server.listen(port, host, () => {
      const bound = server.address()
      const taken = typeof bound === 'object' && bound ? bound.port : port
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${taken}`)
    })
  })
}

function whyNot(code: string | undefined, host: string, port: number): string {
  const head = 'Monitor did not start:'
  if (code === 'EADDRINUSE') {
    return `${head} port ${port} on ${host} is in use. Stop the program that holds it, or set NQ15_MONITOR_PORT to a free port.`
  }
  if (code === 'EACCES') return `${head} it may not listen on port ${port}. Set NQ15_MONITOR_PORT to a port above 1023.`
  return `${head} it cannot listen on ${host}:${port} (${code ?? 'unknown'}). Check NQ15_HOST.`
}

function drain(server: Server, seconds: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), seconds * 1_000)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })
}
