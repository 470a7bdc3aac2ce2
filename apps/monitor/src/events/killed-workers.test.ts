import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { newId } from '@nq15/db/ids'
import { isLongRun, openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { bundle } from '@nq15/tooling/bundle'
import { emit } from '@nq15/use-cases/events/emit'
import { afterAll, beforeAll, expect, test } from 'vitest'

const kills = isLongRun ? 100 : 3
const eventsPerKill = 25
const workersAtOnce = isLongRun ? 3 : 2

let db: TestDatabase
const people = [newId(), newId(), newId()]
beforeAll(async () => {
  db = await openTestDatabase()
  await db.asOwner('create table chaos_effect (event_id uuid not null)')
  await db.asOwner('grant insert, select on chaos_effect to nq15_app, nq15_wide, nq15_city, nq15_city_person')
  for (const id of people) {
    await db.asOwner(`insert into auth."user" (id, name, email, username) values ('${id}', 'x', '${id}@x', '${id}');
      insert into access_account (user_id, display_name) values ('${id}', 'x');
      insert into access_grant (id, user_id, role, organization_id, valid_from) values ('${newId()}', '${id}', 'privacy-auditor', null, '2020-01-01')`)
  }
})
afterAll(() => db.close())

// Bundled as monitor itself is: a process is up in a moment.
const folder = fileURLToPath(new URL('../../dist/killed-workers', import.meta.url))
const program = join(folder, 'worker.js')
beforeAll(() =>
  bundle({ entries: { worker: fileURLToPath(new URL('./chaos-worker.ts', import.meta.url)) }, outdir: folder }),
)
afterAll(() => rm(folder, { recursive: true }))

const living = new Set<ChildProcess>()
afterAll(() => {
  for (const child of living) child.kill('SIGKILL')
})

async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, db.url], { stdio: ['ignore', 'pipe', 'inherit'] })
  living.add(child)
  child.once('exit', () => living.delete(child))
  await once(child.stdout, 'data')
  return child
}

// A seeded order of moments, so that a failure can be looked at again.
let seed = 20_261_124
const random = () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}

const scope = operatorScope('organization:write')
const emitSome = (count: number) =>
  db.database.asActor(scope, async (tx) => {
    for (let at = 0; at < count; at += 1) {
      await emit(tx, scope, {
        type: 'access.break-glass-ended',
        organizationId: null,
        recordTable: 'access_break_glass',
        recordId: newId(),
        payload: { userId: people[0] ?? '' },
      })
    }
  })

test(`each event once under ${kills} killed workers`, { timeout: kills * 6_000 + 60_000 }, async () => {
  await Promise.all(Array.from({ length: workersAtOnce }, startWorker))
  let killed = 0
  while (killed < kills) {
    await emitSome(eventsPerKill)
    await setTimeout(random() * 250)
    const [victim] = [...living].sort(() => random() - 0.5)
    if (!victim) throw new Error('no worker lives')
    const exit = once(victim, 'exit')
    // Half of the time in the middle of a burst, so that it holds a transaction, half of the time in a lull.
    victim.kill('SIGKILL')
    await exit
    killed += 1
    await startWorker()
  }
  await expect
    .poll(() => db.asOwner('select count(*)::int as n from outbox where finished_at is null'), {
      timeout: 60_000,
      interval: 200,
    })
    .toEqual([{ n: 0 }])
  const events = kills * eventsPerKill
  expect(
    await db.asOwner('select count(*)::int as effects, count(distinct event_id)::int as events from chaos_effect'),
  ).toEqual([{ effects: events, events }])
  expect(await db.asOwner('select count(*)::int as n from notification')).toEqual([{ n: events * people.length }])
  // The kills did meet work under way: something had to be given to the queue again.
  const [{ again } = {}] = await db.asOwner('select count(*)::int as again from outbox where relays > 1')
  if (isLongRun) expect(again).toBeGreaterThan(0)
  await Promise.all(
    [...living].map(async (child) => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }),
  )
})
