import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import { remindersDay, withGround } from './plans.ts'
import { markdownTable } from './table.ts'

/**
 * A morning's reminders of 100,000 tasks told by three processes, one of which is killed (`kill -9`) in the middle. The job is
 * then taken up again, as the queue does with one that did not end. Counts what was told twice and what was lost; throws on
 * either. Needs a PostgreSQL server: the embedded database has one backend.
 */
export async function benchReminders(print: (text: string) => void): Promise<void> {
  const rows = await withGround(200, async (db) => {
    if (db.kind !== 'PostgreSQL') throw new Error('set NQ15_TEST_POSTGRES: three processes need a server')
    const waiting = await count(db, `select count(*)::int as n from reminder where state = 'waiting'`)
    const began = performance.now()
    const three = [1, 2, 3].map(() => remind(db))
    await Promise.all(three.map(({ ready }) => ready))
    // The moment when about a third is told; asked of the database, not of the clock.
    for (;;) {
      const sent = await count(db, `select count(*)::int as n from reminder where state = 'sent'`)
      if (sent > waiting / 3) break
    }
    const [victim, ...others] = three
    victim?.child.kill('SIGKILL')
    await Promise.all([victim?.ended, ...others.map(({ ended }) => ended)])
    const atKill = await count(db, `select count(*)::int as n from reminder where state = 'waiting'`)
    const again = remind(db)
    await again.ended
    const took = performance.now() - began
    const [told] = await db.asOwner(`
      select count(*)::int as events, count(distinct record_id)::int as tasks from outbox where type = 'consolidation.task-reminder'`)
    const left = await count(db, `select count(*)::int as n from reminder where state = 'waiting'`)
    const [events, tasks] = [Number(told?.['events']), Number(told?.['tasks'])]
    if (events !== tasks || tasks !== waiting || left !== 0)
      throw new Error(`${events} events, ${tasks} tasks, ${left} left`)
    return [
      ['reminders that waited', String(waiting)],
      ['processes; killed with kill -9 in the middle', '3; 1'],
      ['left by the killed one, told by the next run', String(atKill)],
      ['told twice', String(events - tasks)],
      ['lost', String(waiting - tasks)],
      ['whole time with the start of the processes', `${(took / 1000).toFixed(1)} s`],
    ]
  })
  print(markdownTable(['What', 'counted'], rows))
}

async function count(db: TestDatabase, sql: string): Promise<number> {
  const [row] = await db.asOwner(sql)
  return Number(row?.['n'])
}

type Reminding = { readonly child: ChildProcess; readonly ready: Promise<void>; readonly ended: Promise<void> }

function remind({ url }: TestDatabase): Reminding {
  const file = fileURLToPath(new URL('remind-once.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, url, remindersDay], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()))
  child.stdout?.resume()
  return { child, ready: Promise.race([ready, ended]), ended }
}
