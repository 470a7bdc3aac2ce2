import cluster from 'node:cluster'
import { createServer, type Server } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { logLines } from '@nq15/use-cases/operations/log-lines'
import { startTraces } from '@nq15/use-cases/operations/start-traces'
import type { ServerBuild } from '@remix-run/node'
import { type Logger, pino } from 'pino'
import { BadConfiguration, type WebEnv, webEnv } from '../env.server.ts'
import { createFrontDoor } from './front-door.server.ts'
import { startPublicCheck } from './public-check.server.ts'
import { startPublicReceipts } from './public-receipts.server.ts'
import { isFirstProcess, keepProcesses } from './web-processes.server.ts'

type PagesBuild = ServerBuild & {
  entry: {
    module: {
      failingChecks: () => Promise<string[]>
      isClockRight: () => Promise<boolean>
      closeResources: () => Promise<void>
    }
  }
}

/** Reads the configuration, loads the built pages, listens, and stops cleanly on SIGTERM or SIGINT. Exits 1 with a plain message on a bad start. */
export async function startWebServer(): Promise<void> {
  const env = readEnvOrExit()
  const log = pino({ level: env.logLevel, base: { app: 'web' }, timestamp: pino.stdTimeFunctions.isoTime }, logLines())
  if (cluster.isPrimary && env.processes > 1) return keepProcesses(env.processes, log)
  const traces = await startTraces(env.traces, { name: 'nq15-web', log })
  const root = join(dirname(fileURLToPath(import.meta.url)), '..')
  const build: PagesBuild = await import(pathToFileURL(join(root, 'build/server/index.js')).href)

  const draining = { now: false }
  const app = createFrontDoor({
    build,
    env,
    log,
    clientFolder: join(root, 'build/client'),
    failingChecks: () => build.entry.module.failingChecks(),
    isClockRight: () => build.entry.module.isClockRight(),
    isDraining: () => draining.now,
  })

  const server = createServer(app)
  server.on('error', (error: NodeJS.ErrnoException) => exitWith(listenFault(error, env)))
  server.listen(env.port, env.host, () => log.info({ address: env.publicUrl }, 'web is listening'))

  const check = isFirstProcess() && env.check ? startPublicCheck(env.check, { log, trustProxy: env.trustProxy }) : null
  const receipts =
    isFirstProcess() && env.receipts
      ? startPublicReceipts(env.receipts, { log, trustProxy: env.trustProxy, secret: env.secret })
      : null

  const stop = (why: string) => {
    if (draining.now) return
    draining.now = true
    log.info({ why }, 'web is stopping: answering what has begun')
    void drain(server, env.shutdownSeconds, log)
      .then(() => check?.close())
      .then(() => receipts?.close())
      .then(() => build.entry.module.closeResources())
      .then(() => traces.stop())
      .then(() => process.exit(0))
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal))
  // Started by `nq15 start`: when that process is gone, even by kill -9, nothing is left running.
  process.on('disconnect', () => stop('parent gone'))
}

function readEnvOrExit(): WebEnv {
  try {
    return webEnv()
  } catch (error) {
    if (error instanceof BadConfiguration) exitWith(error.message)
    throw error
  }
}

function listenFault({ code }: NodeJS.ErrnoException, { host, port }: WebEnv): string {
  if (code === 'EADDRINUSE') {
    return `The web app did not start: port ${port} on ${host} is in use. Stop the program that holds it, or set NQ15_WEB_PORT to a free port.`
  }
  if (code === 'EACCES') {
    return `The web app did not start: it may not listen on port ${port}. Set NQ15_WEB_PORT to a port above 1023.`
  }
  return `The web app did not start: it cannot listen on ${host}:${port} (${code ?? 'unknown'}). Check NQ15_HOST.`
}

function drain(server: Server, seconds: number, log: Logger): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      log.warn('requests still open were cut')
      server.closeAllConnections()
    }, seconds * 1000)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })
}

function exitWith(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
