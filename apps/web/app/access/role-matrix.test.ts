import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { Permission } from '@nq15/domain/access'
import { createAuth } from '@nq15/use-cases/access/auth'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { openIssue } from '@nq15/use-cases/information/open-issue'
import { exampleProposal, standingSuccessor } from '@nq15/use-cases/organizations/example-succession'
import { saveSuccession } from '@nq15/use-cases/organizations/prepare-succession'
import { type DeskKey, type ExampleDesk, exampleDesk } from '@nq15/use-cases/petitions/example-desk'
import { createOverlayDraft } from '@nq15/use-cases/ratings/draft-overlay'
import { exampleCampaign, exampleNow } from '@nq15/use-cases/ratings/example-year'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { answerStatus, placeOfRoute, type Row, readMatrix, rowLine } from './role-matrix.ts'

/*
 * Every page and every act by every role: what the module of each route answers by itself, without the frame around it. The
 * rows stand in role-matrix.txt; a route without its rows fails here, with the rows to be judged and pasted.
 */
const world = vi.hoisted(() => ({
  resources: (): unknown => null,
  signedIn: (_who: string | null): unknown => null,
}))
vi.mock('../server/database.server.ts', () => ({ appResources: () => world.resources() }))
vi.mock('@nq15/use-cases/access/read-actor', () => ({
  readActor: async (_auth: unknown, headers: Headers) => world.signedIn(headers.get('x-who')),
}))

/** The columns of the table: nobody signed in, an account without a role, then one account of each role. */
const who = [
  null,
  'nobody',
  'member',
  'secretary',
  'teller',
  'office',
  'committee',
  'board',
  'standingCommittee',
  'cityOffice',
  'areaMember',
  'inspection',
  'systemAdmin',
  'privacyAuditor',
  'custodian',
  'receptionist',
  'unitHead',
] as const satisfies readonly (DeskKey | null)[]

const folder = fileURLToPath(new URL('../routes', import.meta.url))
const tableFile = fileURLToPath(new URL('./role-matrix.txt', import.meta.url))

type RouteModule = {
  readonly loader?: (args: unknown) => unknown
  readonly action?: (args: unknown) => unknown
  readonly default?: unknown
}

let db: TestDatabase
let modules: (readonly [string, RouteModule])[]
let ids: Readonly<Record<'own' | 'other', Readonly<Record<string, string>>>>
beforeAll(async () => {
  vi.stubEnv('DATABASE_URL', 'postgresql://unused')
  vi.stubEnv('NQ15_SECRET', 'x'.repeat(48))
  // Nobody listens there: the pages are tried with the weak-unit service down.
  vi.stubEnv('NQ15_MONITOR_URL', 'http://127.0.0.1:9')
  vi.useFakeTimers({ toFake: ['Date'], now: exampleNow })
  db = await openTestDatabase()
  const auth = createAuth(db.database, { secret: 'x'.repeat(48), publicUrl: 'http://127.0.0.1:3015' })
  world.resources = () => ({ db: db.database, auth })
  const year = await exampleDesk(db)
  world.signedIn = (key) => signedInAs(year, key)
  const { cases } = await exampleCampaign(db, year)
  ids = await placesOf(year, cases.clerk)
  const names = (await readdir(folder)).filter((name) => /\.tsx?$/u.test(name)).sort()
  modules = await Promise.all(
    names.map(async (name) => [name, (await import(/* @vite-ignore */ `${folder}/${name}`)) as RouteModule] as const),
  )
}, 600_000)
afterAll(async () => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  await db.close()
})

function signedInAs(year: ExampleDesk, name: string | null): SignedIn | null {
  const key = who.find((one) => one === name)
  if (!key) return null
  const actor = year.actors[key]
  const account = { userId: actor.userId, username: key, displayName: actor.name, memberId: actor.memberId }
  const rest = { isDemo: false, hasSecondFactor: false, mustChangePassword: false, secondFactorMissing: false }
  return {
    ...{ actor, sessionId: actor.key, method: 'password' as const, owes: null, setCookie: [] },
    account: { ...account, ...rest },
  } satisfies SignedIn
}

/** What stands for each name in an address: within the reach of the commune's and its cell's accounts, and outside it. */
async function placesOf(year: ExampleDesk, caseId: string): Promise<typeof ids> {
  const { organizations, members, actors } = year
  const [stranger] = await db.asOwner(
    'select c.id, c.member_id from rating_case c where c.organization_id = $1 limit 1',
    [organizations.strangerCell],
  )
  const none = newId()
  const renamed = async (cell: string): Promise<string> => {
    const proposal = exampleProposal({
      kind: 'rename',
      predecessorIds: [cell],
      successors: [standingSuccessor(cell, { name: 'Chi bộ đổi tên' })],
    })
    const command = { requestId: newId(), caseId: null, version: 1, proposal }
    const saved = await saveSuccession(db.database, operatorScope('organization:write'), command)
    if (!saved.ok) throw new Error(saved.refusal.code)
    return saved.value.caseId
  }
  const drafted = await createOverlayDraft(db.database, year.scope('board', 'campaign:setup'), {
    requestId: newId(),
    organizationId: organizations.city,
    year: 2027,
    title: 'Quy tắc riêng năm 2027',
    choices: { options: {} },
    now: exampleNow,
  })
  if (!drafted.ok) throw new Error(drafted.refusal.code)
  const asked = async (by: 'office' | 'strangerOffice', organizationId: string): Promise<string> => {
    const { userId } = actors[by]
    const hand = proveScope(serviceActor('information', { requestId: 'r-1', onBehalfOf: userId }), 'information:decide')
    if (!hand) throw new Error('the hand lacks its permission')
    const acting = { prove: (permission: Permission) => year.prove(by, permission), hand }
    const issue = { organizationId, topic: 'land', place: 'thôn Đông', question: 'Khi nào?', caseCode: '' } as const
    const opened = await openIssue(db.database, acting, { requestId: newId(), issue, now: exampleNow })
    if (!opened.ok) throw new Error(opened.refusal.code)
    return opened.value.issueId
  }
  const both = {
    year: '2026',
    simulationId: none,
    kind: 'members',
    '*': 'no-such-page',
    runId: none,
    page: '1',
    form: 'plan',
    recordTable: 'organization',
  }
  return {
    own: {
      ...both,
      successionId: await renamed(organizations.cell),
      overlayId: drafted.value.id,
      orgId: organizations.commune,
      organizationId: organizations.commune,
      cellId: organizations.cell,
      issueId: await asked('office', organizations.commune),
      recordId: organizations.cell,
      caseId,
      memberId: members.clerk,
      userId: actors.member.userId,
      accountId: actors.member.userId,
    },
    other: {
      ...both,
      successionId: await renamed(organizations.strangerCell),
      overlayId: none,
      orgId: organizations.strangerCommune,
      organizationId: organizations.strangerCommune,
      cellId: organizations.strangerCell,
      issueId: await asked('strangerOffice', organizations.strangerCommune),
      recordId: organizations.strangerCell,
      caseId: String(stranger?.['id']),
      memberId: String(stranger?.['member_id']),
      userId: actors.strangerMember.userId,
      accountId: actors.strangerMember.userId,
    },
  }
}

/** What a route could not answer at all; always a defect. */
const faults: string[] = []

async function ask(module: RouteModule, row: Omit<Row, 'answers'>, asking: DeskKey | null): Promise<string> {
  const names = placeOfRoute(row.route).params
  // A name the example knows nothing of stands for something that is not there.
  const params = Object.fromEntries(
    names.map((name) => [name, ids[row.where === 'other' ? 'other' : 'own'][name] ?? newId()]),
  )
  const path = row.route.replace(/:(\w+)\??/gu, (_, name: string) => params[name] ?? '')
  const request = new Request(`http://127.0.0.1:3015${path === '*' ? '/no-such-page' : path}`, {
    headers: { ...(asking ? { 'x-who': asking } : {}), origin: 'http://127.0.0.1:3015' },
    ...(row.method === 'POST' ? { method: 'POST', body: new URLSearchParams(formOf(row)) } : {}),
  })
  const log = { warn: () => undefined, error: () => undefined, info: () => undefined }
  const context = {
    nonce: '',
    requestId: 'r-1',
    log,
    address: '127.0.0.1',
    setCookies: () => undefined,
    shown: Promise.resolve(),
  }
  const handle = row.method === 'POST' ? module.action : module.loader
  if (!handle) return '200'
  return answerStatus(async () => {
    const told = await handle({ request, params, context })
    for (const hole of holesIn(told))
      faults.push(`${row.method} ${row.route} ${row.where} by ${asking ?? 'anyone'} shows ${hole}`)
    return told
  }).catch((fault: unknown) => {
    faults.push(`${row.method} ${row.route} ${row.where} by ${asking ?? 'anyone'}: ${String(fault).slice(0, 400)}`)
    return '500'
  })
}

/** Where an answer holds a text that nobody may read: a value that was not there, written out. */
function holesIn(value: unknown, at = 'data'): string[] {
  if (typeof value === 'string') return /\bundefined\b|\[object Object\]|\bNaN\b/.test(value) ? [`${at}: ${value}`] : []
  if (Array.isArray(value)) return value.flatMap((one, index) => holesIn(one, `${at}[${index}]`))
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return isPlain ? Object.entries(value).flatMap(([name, one]) => holesIn(one, `${at}.${name}`)) : []
}

/** An empty form on one's own, a whole one on another's: there the place must refuse, not the form. */
function formOf({ route, where }: Omit<Row, 'answers'>): Record<string, string> {
  const requestId = newId()
  const file = `${ids.other['cellId']}:1`
  const whole: Readonly<Record<string, Record<string, string>>> = {
    '/members/:memberId': { recordId: newId(), version: '1', dutyRelated: 'yes', basis: 'x' },
    '/successions/:successionId': { intent: 'return', version: '1', reason: 'x' },
    '/successions/:successionId/edit': {
      intent: 'save',
      version: '1',
      kind: 'rename',
      effectiveOn: '01/01/2027',
    },
    '/information/issues/:issueId': { event: 'assign', version: '1', officer: 'A', deputy: 'B', dueOn: '20/12/2026' },
    '/papers/:orgId/:year': { contents: 'decisions', format: 'docx' },
    '/papers/:orgId/:year/:form': { intent: 'reserve', documentOn: '08/12/2026' },
    '/papers/:orgId/settings': { intent: 'term', name: '2025–2030', startsOn: '01/07/2025' },
    '/ratings/:year/cells/:cellId': { intent: 'send', version: '1' },
    '/ratings/:year/committees/:orgId': { intent: 'take-up', file },
    '/ratings/:year/committees/:orgId/decision': {
      intent: 'decide',
      version: '1',
      decisionNumber: '1-QĐ/ĐU',
      decidedOn: '08/12/2026',
      signerName: 'Nguyễn Văn Lạ',
      signerTitle: 'Bí thư',
      exceptionDecisionNumber: '',
    },
  }
  return { requestId, ...(where === 'other' ? whole[route] : {}) }
}

/** The rows a module needs: reading and acting, and where the address names something, its own and another's. */
function rowsOf(name: string, module: RouteModule): Omit<Row, 'answers'>[] {
  const { route, params } = placeOfRoute(name)
  const isPlace = params.some((param) => /Id$/u.test(param) && param !== 'runId')
  const methods = [
    ...(module.loader || module.default ? (['GET'] as const) : []),
    ...(module.action ? (['POST'] as const) : []),
  ]
  return methods.flatMap((method) =>
    (isPlace ? (['own', 'other'] as const) : (['-'] as const)).map((where) => ({ route, method, where })),
  )
}

const keyOf = ({ route, method, where }: Omit<Row, 'answers'>) => `${method} ${route} ${where}`

test('every route by every role answers what its row says; every route has its rows, every row its route', async () => {
  const { columns, rows: written } = readMatrix(await readFile(tableFile, 'utf8'))
  expect(columns).toEqual(who.map((one) => one ?? 'anyone'))
  const expected = new Map(written.map((row) => [keyOf(row), row]))
  const wanted = modules.flatMap(([name, module]) => rowsOf(name, module).map((row) => ({ module, row })))
  // Acts come last: an empty form changes nothing, but signing out might.
  wanted.sort((left, right) => left.row.method.localeCompare(right.row.method))
  const [missing, wrong]: [string[], string[]] = [[], []]
  for (const { module, row } of wanted) {
    const answers: string[] = []
    for (const asking of who) answers.push(await ask(module, row, asking))
    const known = expected.get(keyOf(row))
    if (!known) missing.push(rowLine({ ...row, answers }))
    else if (known.answers.join(' ') !== answers.join(' ')) {
      wrong.push(`written  ${rowLine(known)}`, `answered ${rowLine({ ...row, answers })}`)
    }
  }
  expect(faults, 'routes that fail').toEqual([])
  const here = new Set(wanted.map(({ row }) => keyOf(row)))
  const stale = written.map(keyOf).filter((key) => !here.has(key))
  expect(stale, 'rows of routes that are gone: take them out of role-matrix.txt').toEqual([])
  expect(wrong.join('\n'), 'answers that differ from role-matrix.txt').toBe('')
  expect(missing.join('\n'), 'routes without a row: judge each answer, then paste into role-matrix.txt').toBe('')
}, 600_000)

test('nobody signed in and nobody without a role reads anything but the doors and himself', async () => {
  const { rows } = readMatrix(await readFile(tableFile, 'utf8'))
  const open = rows.filter(({ method, answers: [anyone] }) => method === 'GET' && anyone === '200')
  expect(open.map(({ route }) => route).sort()).toEqual(['/sign-in', '/sign-in/code'])
})
