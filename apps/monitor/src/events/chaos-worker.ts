import { setTimeout } from 'node:timers/promises'
import { connect } from '@nq15/db/client'
import type { EventHandler } from '@nq15/use-cases/events/event-handler'
import { tellPeople } from '@nq15/use-cases/events/tell-people'
import { startWorkers, usualTimings } from './start-workers.ts'

/*
 * A monitor process of the test of killed workers: only the workers, in a hurry, with a handler whose effect would be seen
 * twice if it happened twice. Address of the database as the only argument.
 */
const [, , url = ''] = process.argv

const count: EventHandler = {
  name: 'count',
  wants: () => true,
  handle: async (tx, _, events) => {
    for (const { id } of events) await tx.$executeRaw`insert into chaos_effect (event_id) values (${id}::uuid)`
    // Wide windows to be killed in: before the commit here, between relay and queue below.
    await setTimeout(Math.random() * 30)
  },
}

const fault = (what: string, error: unknown) =>
  process.stderr.write(`${what}: ${error instanceof Error ? error.message : String(error)}\n`)
const db = connect({ url, poolSize: 3 })
const workers = startWorkers({
  db,
  url,
  clockJobs: [],
  personJobs: [],
  handlers: [tellPeople, count],
  timings: { ...usualTimings, relayMs: 50, pollSeconds: 0.5, staleMs: 700, maintenanceSeconds: 5 },
  onFault: fault,
})
process.on('SIGTERM', () => {
  void workers
    .stop()
    .then(() => db.close())
    .then(() => process.exit(0))
})
process.stdout.write('ready\n')
