import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect, type Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { insertOrganizations, type NewOrganization } from '@nq15/db/organizations/organization.write'
import { proveScope } from '@nq15/db/prove-scope'
import { migrateServer } from '@nq15/db/server'
import { serviceActor } from '@nq15/db/services'
import { memberColumns } from '@nq15/documents/members'
import type { Permission } from '@nq15/domain/access'
import pg from 'pg'

const migrations = fileURLToPath(new URL('../../db/prisma/migrations', import.meta.url))
const tables = ['member', 'membership', 'member_post', 'member_status'] as const
const [communes, cellsEach] = [100, 10]

const operator = (permission: Permission) => {
  const scope = proveScope(serviceActor('operator'), permission)
  if (!scope) throw new Error(`the operator lacks ${permission}`)
  return scope
}

type Ground = {
  readonly url: string
  readonly owner: pg.Client
  readonly database: Database
  readonly drop: () => Promise<void>
}

/** A migrated database of its own on the server, served by a login that owns nothing. */
async function prepare(server: string): Promise<Ground> {
  const name = `nq15_bench_${newId().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  let login = ''
  const served = await migrateServer({
    url: url.href,
    migrations,
    keepLogin: async (make) => {
      const made = make()
      login = made.name
      return made
    },
  })
  const owner = new pg.Client({ connectionString: url.href })
  await owner.connect()
  const database = connect({ url: served.url, poolSize: 4, timeoutMs: 600_000 })
  const drop = async () => {
    await database.close()
    await owner.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.query(`drop role if exists ${login}`)
    await admin.end()
  }
  return { url: served.url, owner, database, drop }
}

/** A city of communes and cells; the same ids on both sides, so that the same rows fit both. */
function plant(): NewOrganization[] {
  const row = (code: string, kind: NewOrganization['kind'], parentId: string | null): NewOrganization => ({
    organizationId: newId(),
    side: 'party',
    code,
    name: `Đảng bộ ${code}`,
    kind,
    sector: null,
    parentId,
    areaCode: null,
    validFrom: '2020-01-01',
    validTo: '9999-12-31',
  })
  const city = row('01', 'city-org', null)
  const rows = [city]
  for (let commune = 0; commune < communes; commune += 1) {
    const committee = row(`C${commune}`, 'grassroots-committee-org', city.organizationId)
    rows.push(committee)
    for (let cell = 0; cell < cellsEach; cell += 1)
      rows.push(row(`C${commune}.${cell}`, 'cell', committee.organizationId))
  }
  return rows
}

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ']
const middles = ['Văn', 'Thị', 'Hữu', 'Đức', 'Ngọc', 'Minh', 'Thu', 'Quang']
const givens = [
  'An',
  'Bình',
  'Cường',
  'Dung',
  'Giang',
  'Hà',
  'Khánh',
  'Lan',
  'Mai',
  'Nam',
  'Oanh',
  'Phúc',
  'Quân',
  'Sơn',
  'Tâm',
  'Vy',
]
const two = (number: number) => String(number).padStart(2, '0')

async function writeRows(path: string, count: number): Promise<void> {
  const out = createWriteStream(path)
  out.write(`${memberColumns.map(({ head }) => `"${head}"`).join(',')}\n`)
  const cells = communes * cellsEach
  for (let index = 0; index < count; index += 1) {
    const cell = index % cells
    const inCell = Math.floor(index / cells)
    const name = `${families[index % 10]} ${middles[(index >> 3) % 8]} ${givens[(index >> 6) % 16]}`
    const admitted = 1980 + (index % 44)
    const day = `${two((index % 28) + 1)}/${two((index % 12) + 1)}`
    const post = ['Bí thư', 'Phó bí thư', 'Cấp ủy viên'][inCell] ?? ''
    const status = index % 33 === 0 ? 'Miễn công tác và sinh hoạt đảng' : ''
    const line = [
      `${two(1 + Math.floor(index / 1_000_000))}.${String(index % 1_000_000).padStart(6, '0')}`,
      '',
      name,
      `${day}/${admitted - 27}`,
      `${day}/${admitted}`,
      `${day}/${admitted + 1}`,
      'Chính thức',
      status,
      status === '' ? '' : '01/02/2026',
      `C${Math.floor(cell / cellsEach)}.${cell % cellsEach}`,
      '01/07/2025',
      post,
      index % 3 === 0 ? 'Trong hệ thống chính trị' : 'Ngoài hệ thống chính trị',
      post === 'Bí thư' ? 'Có' : '',
    ]
    if (!out.write(`${line.join(',')}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

const command = fileURLToPath(new URL('../../../apps/cli/dist/nq15.js', import.meta.url))

/** Runs the built command on the file; answers the highest memory of its process, in megabytes (Linux; else 0). */
async function importFile(url: string, path: string): Promise<number> {
  // biome-ignore lint/style/noProcessEnv: the command inherits the settings of whoever measures
  const env = { ...process.env, DATABASE_URL: url }
  // As the script `nq15` of the repository starts it: a small nursery keeps the garbage of rows from piling up.
  const args = [
    '--max-semi-space-size=2',
    command,
    'import',
    'members',
    '--file',
    path,
    '--organization',
    '01',
    '--json',
  ]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  let peak = 0
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024)
  }, 50)
  const [code] = await once(child, 'exit')
  clearInterval(watch)
  if (code !== 0) throw new Error(`the import ended with code ${code}`)
  return peak
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1_000
}

const auditRows = async (owner: pg.Client): Promise<number> =>
  (
    await owner.query<{ count: number }>(`select count(*)::int from audit_event where record_table = any ($1)`, [
      [...tables],
    ])
  ).rows[0]?.count ?? 0

/** COPY of the rows another database holds, in one transaction; `withTriggers` false copies the audit rows as well. */
async function copyFrom(source: pg.Client, target: pg.Client, withTriggers: boolean): Promise<number> {
  // Files of the server's own data folder: both databases stand on one server.
  const { rows } = await source.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
  const file = (table: string) => `${rows[0]?.folder}/nq15_bench_${table}.copy`
  const audit = `(select * from audit_event where record_table in (${tables.map((table) => `'${table}'`).join(', ')}))`
  for (const table of tables) await source.query(`copy ${table} to '${file(table)}'`)
  if (!withTriggers) await source.query(`copy ${audit} to '${file('audit_event')}'`)
  return seconds(async () => {
    await target.query('begin')
    if (!withTriggers) await target.query(`set local session_replication_role = replica`)
    for (const table of tables) await target.query(`copy ${table} from '${file(table)}'`)
    if (!withTriggers) await target.query(`copy audit_event from '${file('audit_event')}'`)
    await target.query('commit')
  })
}

/**
 * Imports members from CSV by the built command, then copies the very same rows by COPY into databases with the
 * same tables and indexes, and prints both as Markdown. `server` is a superuser's address on PostgreSQL 15 or later.
 */
export async function benchImport(server: string, count = 100_000): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nq15-bench-'))
  const path = join(folder, 'members.csv')
  await writeRows(path, count)
  const organizations = plant()
  const grounds: Ground[] = []
  const ground = async () => {
    const made = await prepare(server)
    grounds.push(made)
    const scope = operator('organization:write')
    await made.database.asActor(scope, (tx) => insertOrganizations(tx, scope, organizations))
    await made.owner.query('analyze')
    return made
  }
  try {
    const [imported, copied, bare] = [await ground(), await ground(), await ground()]
    let peak = 0
    const importing = await seconds(async () => {
      peak = await importFile(imported.url, path)
    })
    const again = await seconds(() => importFile(imported.url, path))
    const copying = await copyFrom(imported.owner, copied.owner, true)
    const copyingBare = await copyFrom(imported.owner, bare.owner, false)
    const { rows } = await imported.owner.query<{ version: string }>('select version()')
    const mib = (await stat(path)).size / 1024 / 1024
    const line = (what: string, took: number, audit: number | string, base: number | null) =>
      `| ${what} | ${took.toFixed(1)} | ${Math.round(count / took)} | ${audit} | ${base === null ? '1' : (took / base).toFixed(2)} |`
    process.stdout.write(
      [
        `${count} members, CSV of ${mib.toFixed(1)} MB, ${rows[0]?.version.split(' on ')[0]}, Node ${process.version}`,
        '',
        '| What | seconds | rows/s | audit rows | ratio to COPY |',
        '| --- | --- | --- | --- | --- |',
        line(
          'COPY into the same tables, indexes and checks, audit rows by trigger',
          copying,
          await auditRows(copied.owner),
          null,
        ),
        line(
          'COPY with triggers and foreign keys off, audit rows by COPY too',
          copyingBare,
          await auditRows(bare.owner),
          copying,
        ),
        line(
          'nq15 import members: start, read, judge, stage, take',
          importing,
          await auditRows(imported.owner),
          copying,
        ),
        line('the same file again (0 new)', again, '0 more', copying),
        '',
        `Import against COPY without triggers: ${(importing / copyingBare).toFixed(2)} times.`,
        `Peak memory of the importing process: ${peak.toFixed(0)} MB.`,
        '',
      ].join('\n'),
    )
  } finally {
    for (const { drop } of grounds) await drop()
    await rm(folder, { recursive: true })
  }
}
