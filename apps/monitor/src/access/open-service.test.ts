import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { KeyPermission } from '@nq15/domain/access'
import { makeKey } from '@nq15/use-cases/access/service-keys'
import { exampleEntry, exampleList, stepsToListing, takeSteps } from '@nq15/use-cases/monitoring/example-watch'
import { type ExampleYear, exampleYear } from '@nq15/use-cases/ratings/example-year'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appRouter } from '../app-router.ts'
import { parseEnv } from '../env.ts'
import { type RunningMonitor, startMonitor } from '../start-monitor.ts'
import { openProcedures } from './describe-service.ts'

let db: TestDatabase
let year: ExampleYear
let monitor: RunningMonitor
let key: string
let otherKey: string
const lines: string[] = []
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })

beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  const entryId = await exampleEntry(db, year, await exampleList(db, year))
  await takeSteps(db, year, entryId, stepsToListing)
  const env = parseEnv({
    DATABASE_URL: db.url,
    NQ15_SECRET: 'one secret for web and monitor alike',
    NQ15_MONITOR_PORT: '0',
  })
  monitor = await startMonitor(env, log)
  key = await keyOf('board', year.organizations.city)
  otherKey = await keyOf('strangerOffice', year.organizations.strangerCommune)
})
afterAll(async () => {
  await monitor.stop()
  await db.close()
})

async function keyOf(who: 'board' | 'strangerOffice', organizationId: string): Promise<string> {
  const scope = year.scope(who, 'key:make')
  const prove = (permission: KeyPermission) => year.prove(who, permission)
  const made = await makeKey(
    db.database,
    { scope, prove },
    {
      ...{ requestId: newId(), now: new Date(), name: 'x', organizationId, perMinute: 600 },
      permissions: ['report:read', 'watch:read', 'monitoring:read'],
      networks: ['127.0.0.1'],
      expiresOn: new Date(Date.now() + 86_400_000 * 30).toISOString().slice(0, 10),
    },
  )
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value.text
}

const call = (
  path: string,
  { input, as = key, method = 'GET' }: { input?: unknown; as?: string | null; method?: string } = {},
) => {
  const query =
    input === undefined || method !== 'GET'
      ? ''
      : `?input=${encodeURIComponent(typeof input === 'string' ? input : JSON.stringify(input))}`
  return fetch(`${monitor.url}/api/v1/${path}${query}`, {
    method,
    headers: as === null ? {} : { authorization: `Bearer ${as}` },
    ...(method === 'POST' ? { body: typeof input === 'string' ? input : JSON.stringify(input ?? {}) } : {}),
  })
}
const bodyOf = async (answer: Response) => JSON.parse(await answer.text()) as Record<string, unknown>

test('the list is read by a key, and what is not its own is not there', async () => {
  const own = await bodyOf(await call('watch.entries', { input: {} }))
  expect(own).toMatchObject({
    entries: [{ state: 'needs-attention', organizationName: 'Đảng bộ phường Hoa Ban' }],
    nextCursor: null,
  })
  expect(await bodyOf(await call('watch.entries', { input: {}, as: otherKey }))).toEqual({
    entries: [],
    nextCursor: null,
  })
  const listId = (own['entries'] as { listId: string }[])[0]?.listId
  const quarter = { input: { listId, year: 2026, quarter: 4 }, as: otherKey }
  expect([
    (await call('watch.quarter', quarter)).status,
    await bodyOf(await call('watch.quarter', quarter)),
  ]).toMatchObject([404, { code: 'NOT_FOUND' }])
})

test('counts and rules of early recognition are read by a key; of another organization they are not there', async () => {
  const own = { organizationId: year.organizations.commune }
  expect(await bodyOf(await call('aggregates.counts', { input: own }))).toMatchObject({
    organizationId: own.organizationId,
    signs: { open: 0 },
    sheets: { sheet: 'cell-month', owed: 2, sent: 0, verified: 0 },
  })
  const rules = await bodyOf(await call('aggregates.rules', { input: own }))
  expect([rules['code'], rules['backtest']]).toEqual(['N1', null])
  for (const path of ['aggregates.counts', 'aggregates.rules'])
    expect((await call(path, { input: own, as: otherKey })).status, path).toBe(404)
})

test('totals of the other rooms are read by a key, every state named; of another organization they are not there', async () => {
  const own = { organizationId: year.organizations.commune }
  expect(await bodyOf(await call('totals.plans', { input: own }))).toMatchObject({
    ...{ states: { draft: 0, 'in-progress': 0 }, tasks: { all: 0, late: 0 } },
  })
  expect(await bodyOf(await call('totals.directives', { input: own }))).toMatchObject({ directives: [] })
  expect(await bodyOf(await call('totals.forecast', { input: own }))).toMatchObject({ levels: [] })
  expect(await bodyOf(await call('totals.targets', { input: own }))).toMatchObject({ targets: [] })
  const ofYear = { ...own, year: 2026 }
  expect(await bodyOf(await call('totals.information', { input: ofYear }))).toMatchObject({ committees: [] })
  // Tables that nobody signed, and those of a level below the key's own, are not there.
  expect((await call('totals.ratings', { input: ofYear })).status).toBe(404)
  for (const path of ['plans', 'directives', 'forecast', 'targets'])
    expect((await call(`totals.${path}`, { input: own, as: otherKey })).status, path).toBe(404)
  expect((await call('totals.information', { input: ofYear, as: otherKey })).status).toBe(404)
})

test('no answer names a person who acted', async () => {
  const names = Object.values(year.actors).map(({ name }) => name)
  for (const path of ['watch.lists', 'watch.entries', 'watch.board']) {
    const text = await (await call(path, { input: path === 'watch.lists' ? undefined : {} })).text()
    expect(
      names.filter((name) => text.includes(name)),
      path,
    ).toEqual([])
  }
})

describe('what a key does not get', () => {
  test.each([
    ['without a key', 'watch.lists', { as: null }, 401, 'key-unknown'],
    ['with a broken key', 'watch.lists', { as: 'nq15_x' }, 401, 'key-unknown'],
    ['a procedure that is not open', 'watch.entry', { input: { entryId: newId() } }, 404, 'NOT_FOUND'],
    ['an act', 'watch.step', { method: 'POST', input: {} }, 404, 'NOT_FOUND'],
    ['the trail', 'audit.status', {}, 404, 'NOT_FOUND'],
    ['a query as a mutation', 'watch.lists', { method: 'POST', input: {} }, 404, 'NOT_FOUND'],
    ['another method', 'watch.lists', { method: 'DELETE' }, 404, 'NOT_FOUND'],
    ['bad input', 'watch.entries', { input: { limit: 10_000 } }, 400, 'bad-input'],
    ['unknown fields', 'watch.entries', { input: { other: 1 } }, 400, 'bad-input'],
    ['no JSON', 'watch.entries', { input: '{' }, 400, 'bad-input'],
    ['a path of the language', '__proto__', {}, 404, 'NOT_FOUND'],
  ] as const)('%s', async (_, path, options, status, code) => {
    const answer = await call(path, options)
    expect([answer.status, (await bodyOf(answer))['code']]).toEqual([status, code])
  })

  test('a session opens nothing here, and a key nothing at the web’s door', async () => {
    const answer = await fetch(`${monitor.url}/trpc/watch.lists`, { headers: { authorization: `Bearer ${key}` } })
    expect(answer.status).toBe(401)
    expect(
      (await fetch(`${monitor.url}/api/v1/watch.lists`, { headers: { cookie: 'nq15.session_token=x' } })).status,
    ).toBe(401)
  })
})

test('whatever is sent, the answer is no fault and tells nothing of the inside', async () => {
  const queries = openProcedures(appRouter)
    .filter(({ type }) => type === 'query')
    .map(({ path }) => path)
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        listId: fc.oneof(fc.uuid(), fc.string()),
        day: fc.string(),
        limit: fc.integer(),
        cursor: fc.string(),
        year: fc.integer(),
        quarter: fc.integer(),
        states: fc.array(fc.string()),
        areaCode: fc.string(),
      },
      { requiredKeys: [] },
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...queries), odd, async (path, input) => {
      const answer = await call(path, { input: JSON.stringify(input) })
      const text = await answer.text()
      expect([200, 400, 404, 422]).toContain(answer.status)
      expect(text).not.toMatch(/stack|prisma|postgres|select |\/src\/|node_modules/i)
    }),
    { numRuns: 60 },
  )
  expect(lines.filter((line) => line.includes('"level":50'))).toEqual([])
})

test('the description is OpenAPI 3.1 of exactly the open procedures, and so is the page', async () => {
  const answer = await fetch(`${monitor.url}/api/v1/openapi.json`)
  const described = await bodyOf(answer)
  const paths = openProcedures(appRouter).map(({ path }) => path)
  expect(described).toMatchObject({ openapi: '3.1.0', security: [{ key: [] }] })
  expect(Object.keys(described['paths'] as object)).toEqual(paths.map((path) => `/${path}`))
  expect(paths.length).toBeGreaterThan(3)
  const page = await (await fetch(`${monitor.url}/api/v1`)).text()
  for (const path of paths) expect(page).toContain(path)
  expect(page).not.toContain('<script')
})
