import { existsSync, rmSync } from 'node:fs'
import { chmod, mkdtemp, readFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type DemoAccount, signInAt } from '../product.ts'
import { Rush } from '../rush-course.ts'
import { prepareRush, proveRush } from '../rush-ground.ts'
import { LiveFollower } from './live-follower.ts'
import {
  balanced,
  beginBalancer,
  beginNode,
  beginPooler,
  beginProgram,
  beginStore,
  databaseNodes,
  makeDatabase,
  makeSecrets,
  type Place,
  proveNeeds,
  publicUrl,
  runCommand,
  untilWhole,
} from './machines-up.ts'
import { addressOf, layNetwork, proveUnlaid, removeNetwork } from './network.ts'
import { PlantedEvents, proveJobs } from './planted-events.ts'
import { Processes, until } from './processes.ts'
import { askPage, Pulse } from './pulses.ts'
import { reportRehearsal } from './report-rehearsal.ts'
import { type Strike, strikeAll } from './strike-all.ts'

/** Few cells, so that the rehearsal says the same on a busy machine. */
const cellsASecond = 1
const cellsAtWork = 12

/**
 * A cluster of three database nodes, a balancer and two machines of the product, each a network namespace of this machine, under a rush
 * in the middle of which a web, a monitor, the standby and the primary die by `kill -9`. Prints Markdown; throws where anything
 * acknowledged is lost or doubled, a job ran twice, or an open page missed an event. Needs root and Debian's packages; leaves nothing behind.
 */
export async function rehearseCluster(
  print: (text: string) => void,
  { seconds, size }: { readonly seconds: number; readonly size: 'demo' | 'city' },
): Promise<void> {
  const versions = proveNeeds(existsSync)
  proveUnlaid()
  const folder = await mkdtemp(join(tmpdir(), 'nq15-cluster-'))
  // However it ends: well, by a fault nobody caught, or by Ctrl-C.
  const putAway = () => {
    removeNetwork()
    rmSync(folder, { recursive: true, force: true })
  }
  const interrupted = () => process.exit(130)
  process.once('exit', putAway)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted)
  try {
    layNetwork()
    await chmod(folder, 0o755)
    const place = { folder, secrets: makeSecrets() }
    const processes = new Processes(folder)
    print(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load before ${loadavg()[0]?.toFixed(1)}; ${versions}`)
    const ground = await raise(processes, place, { size, print })
    await strike(processes, place, { ground, seconds, print })
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, interrupted)
    process.removeListener('exit', putAway)
    putAway()
  }
}

type Login = { readonly name: string; readonly password: string }
type Ground = { readonly ownerUrl: string; readonly login: Login; readonly accounts: readonly DemoAccount[] }

/** Database, sample, balancer, poolers, two webs and two monitors. */
async function raise(
  processes: Processes,
  place: Place,
  { size, print }: { size: 'demo' | 'city'; print: (text: string) => void },
): Promise<Ground> {
  const began = performance.now()
  beginStore(processes, place.folder)
  for (const node of databaseNodes) await beginNode(processes, node, place)
  await beginBalancer(processes, place.folder)
  await untilWhole()
  const ownerUrl = await makeDatabase(place)
  const data = join(place.folder, 'data')
  const env = { DATABASE_URL: ownerUrl, NQ15_DATA: data }
  runCommand(['sample', '--size', size, ...(size === 'city' ? ['--seed', '15'] : []), '--on-server'], env)
  const login = JSON.parse(await readFile(join(data, 'database-login.json'), 'utf8')) as Login
  const accounts = JSON.parse(await readFile(join(data, 'demo-accounts.json'), 'utf8')) as DemoAccount[]
  for (const machine of ['app1', 'app2'] as const) {
    await beginPooler(processes, machine, { folder: place.folder, login })
    for (const program of ['monitor', 'web'] as const) beginProgram(processes, program, { machine, login, ...place })
  }
  for (const machine of ['app1', 'app2'] as const)
    for (const port of [3015, 3016])
      await until(`port ${port} of ${machine}`, () => answers(`http://${addressOf(machine)}:${port}/readyz`))
  await until('the web through the balancer', () => answers(`${publicUrl}/sign-in`))
  print(`cluster, sample (${size}) and product up after ${((performance.now() - began) / 1_000).toFixed(0)} s`)
  return { ownerUrl, login, accounts }
}

const answers = (url: string) => fetch(url, { signal: AbortSignal.timeout(2_000) }).then(({ ok }) => ok)

async function strike(
  processes: Processes,
  place: Place,
  { ground: { ownerUrl, login, accounts }, seconds, print }: Course,
): Promise<void> {
  const account = accounts.find(({ username }) => username === 'ngocha.bithu')
  if (!account) throw new Error('the sample has no account ngocha.bithu')
  const cookie = await signInAt(publicUrl, account)
  const owner = await openOwner(ownerUrl)
  const { rows } = await owner.query<{ userId: string; organizationId: string }>(
    `select g.user_id as "userId", g.organization_id as "organizationId" from access_grant g join auth."user" u on u.id = g.user_id
      where u.username = $1 and g.organization_id is not null limit 1`,
    [account.username],
  )
  await owner.end()
  const [about] = rows
  if (!about) throw new Error('the account has no grant')
  const served = balanced(login)
  const rushGround = await prepareRush({ url: publicUrl, databaseUrl: ownerUrl, served }, cellsAtWork)

  const ages: number[] = []
  let tablesRead = 0
  const pages = new Pulse('pages', askPage(`${publicUrl}/account`, cookie))
  const tables = new Pulse(
    'tables at the replica',
    askPage(`${publicUrl}/reports/tables/B1`, cookie, (headers) => {
      tablesRead += 1
      const asOf = headers.get('x-nq15-data-as-of')
      if (asOf) ages.push((Date.now() - Date.parse(asOf)) / 1_000)
    }),
  )
  const monitor = new Pulse('monitor', (signal) =>
    fetch(`http://${addressOf('lb')}:3016/readyz`, { signal }).then(({ ok }) => ok),
  )
  const writes = new Pulse('saves', () => Promise.resolve(true))
  const rush = new Rush(rushGround, {
    ...{ url: publicUrl, retries: true, halves: true },
    onAnswer: (ok) => writes.outcomes.push({ at: performance.now(), ok }),
  })
  const planted = new PlantedEvents(ownerUrl, about)
  const follower = new LiveFollower(publicUrl, cookie)
  const pulses = [pages, tables, monitor]
  pages.begin()
  monitor.begin()
  tables.begin(1_000, 5_000)
  follower.begin()
  // The stream is open before the first event: what was there before a page opened is on the page.
  await sleep(3_000)
  planted.begin()

  let over = false
  const struck: Strike[] = []
  const notes: string[] = []
  const course = strikeAll({ processes, place, login, cookie, pauseMs: (seconds * 1_000) / 6 }, struck, notes).finally(
    () => {
      over = true
    },
  )
  // Awaited below; until then its fault is nobody's.
  course.catch(() => undefined)
  const tally = await rush.runWhile(cellsASecond, () => !over)
  await course
  await rush.settle()
  await planted.stop()
  const end = performance.now()
  for (const pulse of pulses) await pulse.stop()

  const proof = await proveRush(ownerUrl, rushGround)
  const client = await openOwner(ownerUrl)
  let jobs = await proveJobs(client, planted.notices)
  await until('every planted event handled', async () => {
    jobs = await proveJobs(client, planted.notices)
    return jobs.waiting === 0
  }).catch(() => undefined)
  await client.end()
  const missed = () => planted.live.filter((id) => !follower.told.has(id)).length
  await until('every event told to the open page', async () => missed() === 0, 30).catch(() => undefined)
  await follower.stop()

  const page = { events: planted.live.length, breaks: follower.breaks, missed: missed(), tablesRead, ages }
  const faults = reportRehearsal(print, {
    ...{ spans: struck.map(({ what, from }, index) => ({ what, from, to: struck[index + 1]?.from ?? end })) },
    ...{ services: [...pulses, writes], tally, proof, jobs: { ...jobs, events: planted.notices.length }, page },
  })
  print(`\n${notes.join('; ')}; load after ${loadavg()[0]?.toFixed(1)}`)
  if (faults.length > 0) throw new Error(faults.join('; '))
}
type Course = { readonly ground: Ground; readonly seconds: number; readonly print: (text: string) => void }

async function openOwner(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}
