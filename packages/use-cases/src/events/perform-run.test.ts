import { listOwnRuns, listRunOutlines } from '@nq15/db/events/job-run.read'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { definePersonJob, type JobContext, type JobOutcome } from './define-job.ts'
import { performRun } from './perform-run.ts'
import { cancelRun, requestRun, retryRun } from './start-run.ts'

let db: TestDatabase
let person: Scope
const userId = newId()
beforeAll(async () => {
  db = await openTestDatabase()
  const session = newId()
  await db.asOwner(`
    insert into auth."user" (id, name, email, username) values ('${userId}', 'x', 'x@x', 'x');
    insert into access_account (user_id, display_name) values ('${userId}', 'x');
    insert into access_grant (id, user_id, role, organization_id, valid_from) values ('${newId()}', '${userId}', 'privacy-auditor', null, '2020-01-01');
    insert into auth.session (id, user_id, token, expires_at) values ('${session}', '${userId}', 't', now() + interval '1 hour')`)
  person = scopeOf('session', session)
})
afterAll(() => db.close())

function scopeOf(kind: 'session' | 'run', key: string): Scope {
  const grants = [{ role: 'privacy-auditor', organizationId: null }] as const
  const scope = proveScope(
    { kind, key, userId, name: 'x', memberId: null, grants, requestId: '', onBehalfOf: '' },
    'audit:read',
  )
  if (!scope) throw new Error('no proof')
  return scope
}
const service = () => {
  const scope = proveScope(serviceActor('events'), 'event:serve')
  if (!scope) throw new Error('no proof')
  return scope
}

const job = (run: (context: JobContext<{ rows: number }>) => Promise<JobOutcome>, repeatable = true) =>
  definePersonJob({
    name: 'access.try',
    permission: 'audit:read',
    repeatable,
    input: z.object({ rows: z.number() }),
    run,
  })
type Tried = ReturnType<typeof job>

const ask = (tried: Tried) =>
  requestRun(db.database, person, { requestId: newId(), job: tried, input: { rows: 3 }, organizationId: null })
const perform = (
  runId: string,
  tried: Tried,
  more: { stopping?: AbortSignal; staleMs?: number; lost?: boolean } = {},
) =>
  performRun(db.database, service(), runId, {
    jobs: [tried],
    prove: async ({ id }) => (more.lost ? null : scopeOf('run', id)),
    now: () => new Date(),
    stopping: more.stopping ?? new AbortController().signal,
    beatMs: 20,
    staleMs: more.staleMs ?? 60_000,
    onFault: () => undefined,
  })
const readRun = async (id: string) =>
  (await db.database.asReader(person, (tx) => listOwnRuns(tx, person, 100))).find((run) => run.id === id)

test('a run works in the name of who asked, keeps its result and file, and tells him', async () => {
  const tried = job(async ({ db: given, scope, input, progress }) => {
    progress({ done: 2, total: input.rows, step: 'rows' })
    const own = await given.asActor(
      scope,
      (tx) => tx.$queryRaw<{ me: string }[]>`select current_setting('app.user_id') as me`,
    )
    return {
      ok: true,
      result: { me: own[0]?.me ?? '', rows: input.rows },
      file: { name: 'a.txt', type: 'text/plain', content: Buffer.from('a') },
    }
  })
  const id = await ask(tried)
  expect(await readRun(id)).toMatchObject({ state: 'waiting' })
  await perform(id, tried)
  expect(await readRun(id)).toMatchObject({
    state: 'done',
    done: 2,
    total: 3,
    result: { me: userId, rows: 3 },
    fileName: 'a.txt',
    failure: null,
  })
  expect(await db.asOwner(`select type, payload ->> 'state' as state from outbox where record_id = '${id}'`)).toEqual([
    { type: 'events.run-ended', state: 'done' },
  ])
  // Its proof ends with it.
  await expect(
    db.database.asActor(
      scopeOf('run', id),
      (tx) => tx.$queryRaw<{ me: string }[]>`select current_setting('app.user_id') as me`,
    ),
  ).resolves.toEqual([{ me: '' }])
})

const ends: { because: string; run: () => Promise<JobOutcome>; lost?: boolean; failure: string }[] = [
  {
    because: 'the job refuses',
    run: async () => ({ ok: false, failure: 'file-too-large' }),
    failure: 'file-too-large',
  },
  { because: 'the job has a fault', run: () => Promise.reject(new Error('a row of somebody')), failure: 'unexpected' },
  { because: 'the right was lost meanwhile', run: async () => ({ ok: true }), lost: true, failure: 'not-permitted' },
]
test.each(ends)('$because: it fails and says so, and may be tried again', async ({ run, lost = false, failure }) => {
  const tried = job(run)
  const id = await ask(tried)
  await perform(id, tried, { lost })
  expect(await readRun(id)).toMatchObject({ state: 'failed', failure })
  const again = await retryRun(db.database, person, { runId: id, requestId: newId() })
  if (!again.ok) throw new Error(again.refusal.code)
  expect(again.value.runId).not.toBe(id)
  await perform(
    again.value.runId,
    job(async () => ({ ok: true })),
  )
  expect(await readRun(again.value.runId)).toMatchObject({ state: 'done' })
})

test('cancelled before it began it ends at once; while it runs, the job is told', async () => {
  const waiting = await ask(job(async () => ({ ok: true })))
  expect((await cancelRun(db.database, person, { runId: waiting })).ok).toBe(true)
  expect(await readRun(waiting)).toMatchObject({ state: 'cancelled' })
  expect((await cancelRun(db.database, person, { runId: waiting })).ok).toBe(false)

  let begun: (() => void) | undefined
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const patient = job(async ({ signal }) => {
    begun?.()
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    return { ok: false, failure: 'cancelled' }
  })
  const id = await ask(patient)
  const running = perform(id, patient)
  await hasBegun
  await cancelRun(db.database, person, { runId: id })
  await running
  expect(await readRun(id)).toMatchObject({ state: 'cancelled', failure: null })
})

test('a run whose process died begins again elsewhere when it may, else it fails and says why', async () => {
  for (const { repeatable, state } of [
    { repeatable: true, state: 'done' },
    { repeatable: false, state: 'failed' },
  ]) {
    const tried = job(async () => ({ ok: true }), repeatable)
    const id = await ask(tried)
    await db.asOwner(
      `update job_run set state = 'running', started_at = now(), attempts = 1, heartbeat_at = now() where id = '${id}'`,
    )
    await perform(id, tried)
    expect(await readRun(id)).toMatchObject({ state: 'running' })
    await db.asOwner(`update job_run set heartbeat_at = now() - interval '5 minutes' where id = '${id}'`)
    await perform(id, tried)
    expect(await readRun(id)).toMatchObject({ state })
  }
})

test('a process that stops gives a repeatable run back', async () => {
  const stopping = new AbortController()
  const tried = job(async ({ signal }) => {
    stopping.abort()
    return signal.aborted ? { ok: false, failure: 'cancelled' } : { ok: true }
  })
  const id = await ask(tried)
  await perform(id, tried, { stopping: stopping.signal })
  expect(await readRun(id)).toMatchObject({ state: 'waiting' })
})

test('others see no run; who keeps accounts sees its name and state', async () => {
  const id = await ask(job(async () => ({ ok: true })))
  const keeper = operatorScope('account:admin')
  const outlines = await db.database.asReader(keeper, (tx) => listRunOutlines(tx, keeper, 100))
  expect(Object.keys(outlines.find((run) => run.id === id) ?? {}).sort()).toEqual([
    'createdAt',
    'done',
    'endedAt',
    'failure',
    'id',
    'job',
    'startedAt',
    'state',
    'total',
  ])
  await expect(db.database.asReader(person, (tx) => listRunOutlines(tx, person, 100))).rejects.toThrow()
})
