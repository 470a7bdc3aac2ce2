import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { procedureNames } from '../fuzz-targets.ts'
import { enteredAs, MessageReader } from './counting-way.ts'
import { linksOf, PlaceFinder, routeOf } from './find-places.ts'
import { breachesOf, budgetsOf, perTenfold } from './judge.ts'
import { places } from './places.ts'
import { calls } from './procedures.ts'

const file = (path: string) => readFile(new URL(`../../../../${path}`, import.meta.url), 'utf8')

test('every page of the web stands in the list of places, and nothing else does', async () => {
  const rows = (await file('apps/web/app/access/role-matrix.txt')).split('\n').filter((line) => line.startsWith('GET '))
  const routes = new Set(rows.map((row) => row.split(/\s+/u)[1] ?? ''))
  expect(Object.keys(places).sort(), 'say in budgets/places.ts how the page is reached').toEqual([...routes].sort())
})

test('every procedure of monitor stands in the list of calls, and nothing else does', async () => {
  expect(Object.keys(calls).sort(), 'say in budgets/procedures.ts how it is asked').toEqual(
    (await procedureNames()).sort(),
  )
})

test('every page that is led from or named as an id stands in the list itself', () => {
  const named = [
    ...Object.values(places).flatMap((place) => [
      ...('from' in place && place.from.includes(':') ? [place.from] : []),
      ...('with' in place ? [place.with] : []),
      ...('via' in place && place.via ? [place.via] : []),
    ]),
    ...[...JSON.stringify(calls).matchAll(/\{(\/[^}"]+)\}/gu)].map(([, route = '']) => route),
  ]
  for (const route of named) expect(places, route).toHaveProperty([route])
})

test('a budget is of a page or procedure that there is', async () => {
  const sizes = JSON.parse(await file('packages/bench/budgets.json')) as Record<string, Record<string, unknown>>
  const known = new Set([...Object.keys(places).map((route) => `GET ${route}`), ...Object.keys(calls)])
  const strange = Object.values(sizes).flatMap((budgets) => Object.keys(budgets).filter((what) => !known.has(what)))
  expect(strange, 'run `bench budgets write` again').toEqual([])
})

test.each([
  ['/plans/0190-a', '/plans/:planId'],
  ['/plans/0190-a.docx', '/plans/:planId.docx'],
  ['/incidents/forecast?as-of=2026-01-01', '/incidents/forecast'],
  ['/incidents/0190-a', '/incidents/:caseId'],
  ['/ratings/2026/cells/0190-a/meeting#top', '/ratings/:year/cells/:cellId/meeting'],
  ['/assets/x.js', null],
])('%s is the page %s', (address, route) => {
  expect(routeOf(address)).toBe(route)
})

test('links are read as a browser follows them', () => {
  expect(linksOf('<a href="/a?b=1&amp;c=2#d">x</a><a href="https://x">y</a><form action="/e">')).toEqual([
    '/a?b=1&c=2',
    '/e',
  ])
})

test('a page is found by its link, by the page of a kind it hangs on, and beside another', async () => {
  const pages: Record<string, string> = {
    '/plans': '<a href="/plans/1">',
    '/plans/1': '<a href="/plans/1/edit"><a href="/plans/tasks/9">',
  }
  const finder = new PlaceFinder(async (_, address) => pages[address] ?? '')
  expect(await finder.find('/plans/:planId')).toMatchObject({ address: '/plans/1' })
  expect(await finder.find('/plans/:planId/edit')).toMatchObject({ address: '/plans/1/edit' })
  expect(await finder.find('/plans/tasks/:taskId')).toMatchObject({ address: '/plans/tasks/9' })
  expect(await finder.find('/incidents/:caseId')).toBe('no link to it on /incidents')
  expect(await finder.find('/sign-out')).toBe('leads elsewhere and shows nothing itself')
})

test.each([
  ["BEGIN; SELECT app.enter('session', '0190-a', 'r-1', '')", 'r-1'],
  ["BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT app.enter('run', '0190-a', 'r_2', '0190-b')", 'r_2'],
  ["BEGIN; SELECT app.enter('service', '0190-a', '', '')", ''],
  ['BEGIN; SET LOCAL ROLE nq15_auth', '(sign-in)'],
  ['select 1', null],
])('%s enters for the request %s', (text, request) => {
  expect(enteredAs(text)).toBe(request)
})

test('what is run is told from the messages of the protocol, however they are cut', () => {
  const text = (kind: string, ...words: string[]) => {
    const body = Buffer.from(`${words.join('\0')}\0`)
    const head = Buffer.alloc(5)
    head.write(kind)
    head.writeInt32BE(body.length + 4, 1)
    return Buffer.concat([head, body])
  }
  const first = Buffer.alloc(9)
  first.writeInt32BE(9)
  first.writeInt32BE(196608, 4)
  const sent = Buffer.concat([
    ...[first, text('Q', 'BEGIN'), text('P', '', 'select 1', ''), text('B', '', '', ''), text('E', '', '')],
    ...[text('B', '', '', ''), text('E', '', ''), text('S'), text('Q', 'COMMIT')],
  ])
  for (const size of [1, 7, sent.length]) {
    const ran: string[] = []
    const reader = new MessageReader((one) => ran.push(one))
    for (let at = 0; at < sent.length; at += size) reader.read(sent.subarray(at, at + size))
    expect(ran).toEqual(['BEGIN', 'select 1', 'select 1', 'COMMIT'])
  }
})

const figures = { what: 'GET /', statements: 10, bytes: 1_000, medianMs: 20, p95Ms: 30 }
test.each([
  ['as measured', {}, 0],
  ['fewer of everything', { statements: 1, bytes: 1, p95Ms: 1 }, 0],
  ['one statement more', { statements: 11 }, 1],
  ['a few bytes more', { bytes: 2_100 }, 0],
  ['a third more bytes and a kilobyte', { bytes: 2_400 }, 1],
  ['twice the time', { p95Ms: 60 }, 0],
  ['four times the time and more', { p95Ms: 150 }, 1],
  ['everything beyond', { statements: 99, bytes: 99_999, p95Ms: 999 }, 3],
  ['no budget, and its own was not measured', { what: 'GET /new' }, 2],
])('a budget: %s', (_, changed, breaches) => {
  const budgets = budgetsOf([figures], 2)
  expect(budgets).toEqual({ 'GET /': { statements: 10, bytes: 1_000, units: 15 } })
  expect(breachesOf([{ ...figures, ...changed }], { budgets, unitMs: 2 })).toHaveLength(breaches)
})

test('growth for ten times the rows', () => {
  expect(perTenfold(10, 100, 10)).toBeCloseTo(10)
  expect(perTenfold(10, 40, 100)).toBeCloseTo(2)
  expect(perTenfold(10, 10, 1_000)).toBeCloseTo(1)
})
