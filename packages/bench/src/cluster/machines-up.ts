import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { fillTemplate } from './fill-template.ts'
import { listMembers, rolesOf } from './members.ts'
import { addressOf, type Machine, network } from './network.ts'
import { type Processes, until } from './processes.ts'

const repository = fileURLToPath(new URL('../../../..', import.meta.url))
const deploy = (file: string) => join(repository, 'docs/deploy/cluster', file)
export const databaseNodes = ['db1', 'db2', 'db3'] as const

/** What the rehearsal needs, and the Debian package that has it. */
const needed = [
  ['/usr/bin/patroni', 'patroni'],
  ['/usr/bin/etcd', 'etcd-server'],
  ['/usr/sbin/haproxy', 'haproxy'],
  ['/usr/sbin/pgbouncer', 'pgbouncer'],
  ['/usr/lib/postgresql/15/bin/postgres', 'postgresql-15'],
] as const

/** Throws, naming each missing package, where the rehearsal cannot run here; answers the versions that will be run. */
export function proveNeeds(exists: (path: string) => boolean): string {
  if (process.getuid?.() !== 0) throw new Error('the rehearsal makes network namespaces: run it as root')
  const missing = needed.flatMap(([path, name]) => (exists(path) ? [] : [name]))
  if (missing.length > 0) throw new Error(`missing: apt-get install --no-install-recommends ${missing.join(' ')}`)
  const told = (...command: [string, ...string[]]) =>
    /\d+\.\d+(\.\d+)?/u.exec(execFileSync(command[0], command.slice(1), { encoding: 'utf8' }))?.[0]
  return [
    `PostgreSQL ${told('/usr/lib/postgresql/15/bin/postgres', '--version')}`,
    `Patroni ${told('/usr/bin/patroni', '--version')}`,
    `etcd ${told('/usr/bin/etcd', '--version')}`,
    `HAProxy ${told('/usr/sbin/haproxy', '-v')}`,
    `PgBouncer ${told('/usr/sbin/pgbouncer', '--version')}`,
  ].join(', ')
}

/** The passwords of a rehearsal, made for it. */
export type Secrets = Readonly<Record<'superuser' | 'replication' | 'owner' | 'session', string>>
export const makeSecrets = (): Secrets => ({
  superuser: randomBytes(18).toString('hex'),
  replication: randomBytes(18).toString('hex'),
  owner: randomBytes(18).toString('hex'),
  session: randomBytes(36).toString('hex'),
})

const etcdUrl = `http://${addressOf('dcs')}:2379`

/** The store in which Patroni keeps who is primary: one node here, three in earnest. */
export function beginStore(processes: Processes, folder: string): void {
  processes.begin('etcd', {
    machine: 'dcs',
    command: [
      ...['etcd', '--name', 'dcs', '--data-dir', join(folder, 'etcd'), '--logger', 'zap', '--log-level', 'warn'],
      ...['--listen-client-urls', etcdUrl, '--advertise-client-urls', etcdUrl],
      ...['--listen-peer-urls', 'http://127.0.0.1:2380', '--initial-advertise-peer-urls', 'http://127.0.0.1:2380'],
      ...['--initial-cluster', 'dcs=http://127.0.0.1:2380'],
    ],
  })
}

/** One node of the database, from the file that operators fill; again after a kill with what it had. */
export async function beginNode(processes: Processes, node: Machine, { folder, secrets }: Place): Promise<void> {
  const data = join(folder, node)
  const file = join(data, 'patroni.yml')
  await mkdir(data, { recursive: true, mode: 0o700 })
  const filled = fillTemplate(await readFile(deploy('patroni.yml'), 'utf8'), {
    ...{ NODE: node, ADDRESS: addressOf(node), ETCD_HOSTS: `${addressOf('dcs')}:2379`, DATA: data },
    ...{ NETWORK: network, SHARED_BUFFERS: '256MB' },
    ...{ SUPERUSER_PASSWORD: secrets.superuser, REPLICATION_PASSWORD: secrets.replication },
  })
  await writeFile(file, filled, { mode: 0o600 })
  execFileSync('chown', ['-R', 'postgres:', data])
  processes.begin(node, { machine: node, command: ['patroni', file], user: 'postgres' })
}
export type Place = { readonly folder: string; readonly secrets: Secrets }

/** Waits until one node is primary, one stands by synchronously and all others follow. */
export const untilWhole = (seconds = 180) =>
  until(
    'a whole cluster',
    async () => {
      const { primary, standby, following } = rolesOf(await listMembers())
      return primary !== null && standby !== null && following === databaseNodes.length - 1
    },
    seconds,
  )

export async function beginBalancer(processes: Processes, folder: string): Promise<void> {
  const file = join(folder, 'haproxy.cfg')
  const addresses = { DB1: 'db1', DB2: 'db2', DB3: 'db3', APP1: 'app1', APP2: 'app2', BALANCER: 'lb' } as const
  const values = Object.fromEntries(Object.entries(addresses).map(([name, machine]) => [name, addressOf(machine)]))
  await writeFile(file, fillTemplate(await readFile(deploy('haproxy.cfg'), 'utf8'), values))
  processes.begin('haproxy', { machine: 'lb', command: ['haproxy', '-db', '-f', file] })
}

/** The address past the pooler, of the primary or of a replica. */
export const balanced = (login: { name: string; password: string }, port: 5000 | 5001 = 5000) =>
  `postgresql://${login.name}:${login.password}@${addressOf('lb')}:${port}/nq15`

/** The database and the login that owns it. */
export async function makeDatabase({ secrets }: Pick<Place, 'secrets'>): Promise<string> {
  const superuser = `postgresql://postgres:${secrets.superuser}@${addressOf('lb')}:5000/postgres`
  await until('the primary through the balancer', async () => {
    const client = new pg.Client({ connectionString: superuser, connectionTimeoutMillis: 2_000 })
    client.on('error', () => undefined)
    await client.connect()
    await client.end()
    return true
  })
  const client = new pg.Client({ connectionString: superuser })
  await client.connect()
  await client.query(`create role nq15_owner login createrole password '${secrets.owner}'`)
  await client.query('create database nq15 owner nq15_owner')
  await client.end()
  return balanced({ name: 'nq15_owner', password: secrets.owner })
}

/** Runs the command of the product once, as an operator does; its answer is what it printed. */
export function runCommand(args: readonly string[], env: Readonly<Record<string, string>>): string {
  return execFileSync(process.execPath, [join(repository, 'apps/cli/dist/nq15.js'), ...args], {
    // biome-ignore lint/style/noProcessEnv: the child lives in the operator's environment
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 50_000_000,
  })
}

/** The pooler of a machine of the product. */
export async function beginPooler(
  processes: Processes,
  machine: 'app1' | 'app2',
  { folder, login }: { folder: string; login: { name: string; password: string } },
): Promise<void> {
  const own = join(folder, `pgbouncer-${machine}`)
  await mkdir(own, { recursive: true })
  await writeFile(join(own, 'userlist.txt'), `"${login.name}" "${login.password}"\n`)
  const filled = fillTemplate(await readFile(deploy('pgbouncer.ini'), 'utf8'), {
    BALANCER: addressOf('lb'),
    FOLDER: own,
  })
  await writeFile(join(own, 'pgbouncer.ini'), filled)
  await chmod(own, 0o700)
  execFileSync('chown', ['-R', 'postgres:', own])
  processes.begin(`pgbouncer-${machine}`, {
    machine,
    command: ['pgbouncer', join(own, 'pgbouncer.ini')],
    user: 'postgres',
  })
}

/** A process of the product with its usual settings, on its machine. */
export function beginProgram(
  processes: Processes,
  program: 'web' | 'monitor',
  { machine, folder, login, secrets }: { machine: 'app1' | 'app2'; login: { name: string; password: string } } & Place,
): void {
  const pooled = (name: string) => `postgresql://${login.name}:${login.password}@127.0.0.1:6432/${name}?pgbouncer=true`
  const file = program === 'web' ? 'apps/web/dist/server.js' : 'apps/monitor/dist/main.js'
  processes.begin(`${program}-${machine}`, {
    machine,
    command: [process.execPath, ...(program === 'web' ? ['--max-semi-space-size=64'] : []), join(repository, file)],
    env: {
      ...{ NODE_ENV: 'production', NQ15_LOG_LEVEL: 'warn', NQ15_DATA: join(folder, 'data') },
      ...{ NQ15_HOST: addressOf(machine), NQ15_TRUST_PROXY: 'private', NQ15_WEB_PROCESSES: '1' },
      ...{
        NQ15_PUBLIC_URL: publicUrl,
        NQ15_MONITOR_URL: `http://${addressOf('lb')}:3016`,
        NQ15_SECRET: secrets.session,
      },
      ...{ DATABASE_URL: pooled('nq15'), DATABASE_REPLICA_URL: pooled('nq15_replica') },
    },
  })
}

/** The address people type: the balancer's. */
export const publicUrl = `http://${addressOf('lb')}:8080`
