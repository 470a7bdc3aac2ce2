import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, operatorScope, type TestDatabase } from '../seed/test-database.ts'
import { calmPool } from './calm-pool.ts'
import { connect } from './client.ts'
import { EnteringClient, entries } from './entering-client.ts'
import { newId } from './ids.ts'
import { proveScope } from './prove-scope.ts'
import { openReplica } from './replica.ts'
import type { Actor, Scope } from './scope.ts'
import { inSpan, type OpenSpan, type SpanFacts, tellSpansTo } from './trace.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

/** The application's proof for a session, whatever the database thinks of it. */
function scopeOf(key: string, given: Partial<Actor> = {}): Scope {
  const actor: Actor = {
    kind: 'session',
    key,
    userId: newId(),
    name: 'x',
    memberId: null,
    grants: [{ role: 'service-operator', organizationId: null }],
    requestId: '',
    onBehalfOf: '',
    ...given,
  }
  const scope = proveScope(actor, 'organization:read')
  if (!scope) throw new Error('the operator may read organizations')
  return scope
}

/** An account with one grant over a root of its own; the session's times are given as SQL. */
async function account({ expires = "now() + interval '1 hour'", created = 'now()', disabled = 'null' } = {}) {
  const [userId, sessionId, organization] = [newId(), newId(), newId()]
  await db.asOwner(`insert into organization (id, side) values ('${organization}', 'party');
    insert into organization_version (id, organization_id, side, code, name, search_name, org_type, valid_from)
      values ('${newId()}', '${organization}', 'party', '${organization}', 'x', 'x', 'cell', '2020-01-01');
    insert into auth."user" (id, name, email, username) values ('${userId}', 'x', '${userId}@invalid', '${userId}');
    insert into auth.session (id, user_id, token, expires_at, created_at) values ('${sessionId}', '${userId}', '${sessionId}', ${expires}, ${created});
    insert into access_account (user_id, display_name, disabled_at) values ('${userId}', 'x', ${disabled});
    insert into access_grant (id, user_id, role, organization_id, valid_from) values ('${newId()}', '${userId}', 'org-secretary', '${organization}', '2020-01-01')`)
  return sessionId
}

test('the operator enters and the policies let him see the directory', async () => {
  const role = await db.database.asActor(
    operatorScope('organization:read'),
    (tx) => tx.$queryRaw`select current_user::text as role, current_setting('app.user_id') as id`,
  )
  expect(role).toEqual([{ role: 'nq15_city_person', id: '01900000-0000-7000-8000-000000000001' }])
})

test('sign-in sees accounts and no content', async () => {
  await expect(db.database.asSignIn((tx) => tx.authUser.count())).resolves.toBeTypeOf('number')
  await expect(db.database.asSignIn((tx) => tx.member.count())).rejects.toThrow()
})

/** Keeps what spans told, as a collector would; `isTold` as if it were chosen so. */
function keepSpans() {
  const told: { name: string; facts: SpanFacts }[] = []
  tellSpansTo({
    begin: ({ name, facts }): OpenSpan => {
      const span = { name, facts: { ...facts } }
      told.push(span)
      let open = true
      return {
        rename: () => undefined,
        note: (more) => void Object.assign(span.facts, more),
        fail: () => undefined,
        end: () => {
          open = false
        },
        isTold: () => open,
        traceparent: '',
      }
    },
  })
  return told
}

test('a transaction of traced work tells as whom it entered, how many statements it asked and how it ended', async () => {
  const scope = operatorScope('organization:read')
  const told = keepSpans()
  try {
    await db.database.asReader(scope, (tx) => tx.organization.count())
    expect(told).toEqual([])
    await inSpan('request', {}, async () => {
      await db.database.asReader(scope, async (tx) => [await tx.$queryRaw`select 1`, await tx.$queryRaw`select 2`])
      const failing = db.database.asActor(scope, async (tx) => {
        await tx.$queryRaw`select 'Nguyễn Văn Ất'`
        throw new Error('Nguyễn Văn Ất')
      })
      await expect(failing).rejects.toThrow()
      await db.database.asSignIn((tx) => db.database.asSignIn(() => tx.authUser.count()))
    })
  } finally {
    tellSpansTo(null)
  }
  const transaction = (as: SpanFacts['nq15.transaction'], outcome: string, statements: number) => ({
    name: `transaction ${as}`,
    facts: { 'nq15.transaction': as, 'nq15.statements': statements, 'nq15.outcome': outcome },
  })
  expect(told).toEqual([
    { name: 'request', facts: {} },
    transaction('reader', 'committed', 2),
    transaction('actor', 'rolled-back', 1),
    transaction('sign-in', 'committed', 1),
  ])
})

test('work that outlives its span asks the database and tells nothing', async () => {
  const told = keepSpans()
  try {
    const later = await inSpan('request', {}, async () => ({
      ask: () => db.database.asReader(operatorScope('organization:read'), (tx) => tx.organization.count()),
    }))
    await later.ask()
  } finally {
    tellSpansTo(null)
  }
  expect(told).toHaveLength(1)
})

test('the sign-in client wraps each call in a transaction of its own', async () => {
  await expect(db.database.signInClient.authVerification.findMany()).resolves.toEqual([])
})

const sessions: [string, boolean, Parameters<typeof account>[0]][] = [
  ['in its time', true, {}],
  ['idle too long', false, { expires: "now() - interval '1 second'" }],
  ['used without a pause for just under twelve hours', true, { created: "now() - interval '11 hours 59 minutes'" }],
  ['used without a pause for twelve hours', false, { created: "now() - interval '12 hours'" }],
  ['of a disabled account', false, { disabled: 'now()' }],
]
test.each(sessions)('a session %s: sees something = %s', async (_, sees, times) => {
  const scope = scopeOf(await account(times))
  const seen = await db.database.asActor(scope, async (tx) => [
    (await tx.organization.count()) > 0,
    (await tx.accessAccount.count()) > 0,
    (await tx.accessGrant.count()) > 0,
    (await tx.$queryRaw<unknown[]>`select from app.organization_reach limit 1`).length > 0,
  ])
  expect(seen).toEqual([sees, sees, sees, sees])
})

test('an unknown session enters as somebody who sees nothing and writes nothing', async () => {
  const scope = scopeOf(newId())
  const seen = await db.database.asActor(scope, async (tx) => [
    await tx.organization.count(),
    await tx.accessService.count(),
    await tx.auditEvent.count(),
  ])
  expect(seen).toEqual([0, 0, 0])
  await expect(
    db.database.asActor(scope, (tx) => tx.organization.createMany({ data: [{ id: newId(), side: 'party' }] })),
  ).rejects.toThrow('row-level security')
})

test.each([
  ['no uuid', { key: "x'; drop table member; --" }],
  ['an upper-case uuid', { key: '01900000-0000-7000-8000-00000000000A' }],
  ['a wrong request id', { requestId: "1', '2" }],
  ['a wrong account on whose word it acts', { onBehalfOf: 'nobody' }],
])('an actor named by %s is refused before anything is sent', async (_, given) => {
  await expect(db.database.asActor(scopeOf(newId(), given), (tx) => tx.organization.count())).rejects.toThrow(
    'an actor is named by uuids only',
  )
  // The pool is none the worse.
  await expect(
    db.database.asActor(operatorScope('organization:read'), (tx) => tx.organization.count()),
  ).resolves.toBeTypeOf('number')
})

test('the connection opens no transaction without an entry and answers no query outside one', async () => {
  const client = new EnteringClient({ connectionString: db.url })
  await client.connect()
  await expect(client.query({ text: 'BEGIN' })).rejects.toThrow('no transaction without an actor')
  for (const text of ['select 1', 'COMMIT', 'ROLLBACK', 'begin', 'set role none']) {
    await expect(client.query({ text })).rejects.toThrow('no query outside asActor or asSignIn')
  }
  await entries.run({ as: 'sign-in' }, () => client.query({ text: 'BEGIN' }))
  expect((await client.query({ text: 'select current_user as role' })).rows).toEqual([{ role: 'nq15_auth' }])
  await client.query({ text: 'COMMIT' })
  await expect(client.query({ text: 'select 1' })).rejects.toThrow('no query outside')
  // The pool's own way of asking, with a callback, is refused through the callback.
  const refused = await new Promise((resolve) => client.query('select 1', (error: Error) => resolve(error.message)))
  expect(refused).toBe('no query outside asActor or asSignIn')
  await client.end()
})

test('begin and entering are one message: a page of one query makes three round trips', async () => {
  const sent: string[] = []
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    sent.push((given[0] as { text: string }).text)
    return Reflect.apply(original, this, given)
  } as typeof original
  const one = connect({ url: db.url, poolSize: 1 })
  await one.asActor(operatorScope('organization:read'), (tx) => tx.organization.findMany({ take: 1 }))
  pg.Client.prototype.query = original
  await one.close()
  expect(sent).toHaveLength(3)
  expect(sent[0]).toMatch(/^BEGIN; SELECT app\.enter\('service', '01900000-0000-7000-8000-000000000001', '', ''\)$/)
  expect(sent[2]).toBe('COMMIT')
})

test('an entry that fails leaves no aborted transaction in the pool', async () => {
  const one = connect({ url: db.url, poolSize: 1 })
  await db.asOwner('alter function app.enter(text, uuid, text, text) rename to enter_away')
  await expect(one.asActor(operatorScope('organization:read'), (tx) => tx.organization.count())).rejects.toThrow()
  await db.asOwner('alter function app.enter_away(text, uuid, text, text) rename to enter')
  await expect(one.asActor(operatorScope('organization:read'), (tx) => tx.organization.count())).resolves.toBeTypeOf(
    'number',
  )
  await one.close()
})

test('work that throws writes nothing, and the connection serves the next actor with nothing of the last', async () => {
  const one = connect({ url: db.url, poolSize: 1 })
  const id = newId()
  const work = one.asActor(operatorScope('organization:write'), async (tx) => {
    await tx.succession.createMany({
      data: [{ id, kind: 'merger', effectiveOn: new Date('2025-07-01'), decisionNumber: '1', confidence: 'design' }],
    })
    throw new Error('thrown away')
  })
  await expect(work).rejects.toThrow('thrown away')
  const settings = await one.asSignIn(
    (tx) => tx.$queryRaw`select current_user::text as role, coalesce(current_setting('app.user_id', true), '') as id`,
  )
  expect(settings).toEqual([{ role: 'nq15_auth', id: '' }])
  expect(await db.asOwner('select from succession where id = $1', [id])).toEqual([])
  await one.close()
})

test('work that takes too long is cut off and its connection serves again', async () => {
  const one = connect({ url: db.url, poolSize: 1, timeoutMs: 300 })
  const scope = operatorScope('organization:read')
  await expect(one.asActor(scope, (tx) => tx.$queryRaw`select pg_sleep(0.6)::text`)).rejects.toThrow()
  const answers = await one
    .asActor(scope, (tx) => tx.organization.count())
    .catch(() => one.asActor(scope, (tx) => tx.organization.count()))
  expect(answers).toBeTypeOf('number')
  await one.close()
})

test('an actor cannot enter as another from within', async () => {
  const scope = scopeOf(await account())
  const work = db.database.asActor(
    scope,
    (tx) => tx.$queryRaw`select app.enter('service', '01900000-0000-7000-8000-000000000001'::uuid)`,
  )
  await expect(work).rejects.toThrow('permission denied')
})

test('readiness is true while the server answers and false when it does not', async () => {
  expect(await db.database.isReady()).toBe(true)
  const nowhere = connect({ url: 'postgresql://nobody@127.0.0.1:9/none' })
  expect(await nowhere.isReady()).toBe(false)
  await nowhere.close()
})

test('a page reads one snapshot, a change reads what is there when it writes', async () => {
  const level = async (run: typeof db.database.asActor) =>
    run(
      operatorScope('organization:read'),
      (tx) => tx.$queryRaw`select current_setting('transaction_isolation') as level`,
    )
  expect(await level(db.database.asReader)).toEqual([{ level: 'repeatable read' }])
  expect(await level(db.database.asActor)).toEqual([{ level: 'read committed' }])
})

/** Reads through a replica at an address, and how old it said to be. */
async function readAt(url: string, scope: Scope, work: Parameters<typeof db.database.asReader>[1]) {
  const told: Date[] = []
  const replica = openReplica(db.database, { url, mostBehindMs: 60_000, poolSize: 1 })
  try {
    const read = await replica.readThrough((asOf) => told.push(asOf)).asReader(scope, work)
    return { read, told: told.length }
  } finally {
    await replica.close()
  }
}
const isReadOnly = (tx: Parameters<Parameters<typeof db.database.asReader>[1]>[0]) =>
  tx.$queryRaw<unknown>`select current_setting('transaction_read_only') as only, current_setting('app.user_id') as id`

test('a read at the replica enters as its actor in a transaction that cannot write, and its age is told', async () => {
  const { read, told } = await readAt(db.url, operatorScope('organization:read'), isReadOnly)
  expect(read).toEqual([{ only: 'on', id: '01900000-0000-7000-8000-000000000001' }])
  expect(told).toBe(1)
})

test.each([
  ['is away', 'postgresql://nobody@127.0.0.1:9/none', () => operatorScope('organization:read'), 'off'],
  ['does not know the session yet', '', () => scopeOf(newId()), 'off'],
])('where the replica %s the primary is read and no age is told', async (_, url, scope, only) => {
  const { read, told } = await readAt(url || db.url, scope(), isReadOnly)
  expect(read).toMatchObject([{ only }])
  expect(told).toBe(0)
})

test('what a read would write is written at the primary, what it throws as its answer is thrown', async () => {
  const scope = operatorScope('organization:write')
  const id = newId()
  const write = (tx: Parameters<Parameters<typeof db.database.asReader>[1]>[0]) =>
    tx.organization.createMany({ data: [{ id, side: 'party' }] })
  expect(await readAt(db.url, scope, write)).toEqual({ read: { count: 1 }, told: 0 })
  let asked = 0
  const refuse = async () => {
    asked += 1
    throw { status: 404 }
  }
  await expect(readAt(db.url, scope, refuse)).rejects.toEqual({ status: 404 })
  expect(asked).toBe(1)
})

test('a connection that breaks between two queries ends no process', async () => {
  const pool = calmPool({ connectionString: db.url, max: 1 })
  const client = await pool.connect()
  expect(() => client.emit('error', new Error('Connection terminated unexpectedly'))).not.toThrow()
  client.release(true)
  await pool.end()
})
