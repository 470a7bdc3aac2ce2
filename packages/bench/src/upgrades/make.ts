import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { linesOf, readCopiedTables, readMigrationHistory } from '@nq15/db/operations/copied-tables.read'
import { inOwnersTransaction } from '@nq15/db/operations/copy-connection'
import type { TablePiece } from '@nq15/db/operations/loaded-tables.write'
import type { DemoAccount } from '../product.ts'
import { writeRows } from './fixture.ts'
import { earlierStates } from './states.ts'

/** What is called of the earlier build; its own modules, unchanged. */
type EarlierBuild = {
  readonly readEnv: (source: Record<string, string>) => object
  readonly openDatabase: (env: object) => Promise<{ readonly url: string; readonly close: () => Promise<void> }>
  readonly loadSampleOnFirstStart: (
    ...args: [database: object, env: object, say: (line: string) => void]
  ) => Promise<readonly DemoAccount[] | null>
  readonly connect: (options: { url: string; poolSize: number }) => { readonly close: () => Promise<void> }
  readonly operatorScope: (permission: string) => object
  readonly sealAudit: (
    ...args: [db: object, scope: object, options: { now: () => Date; limit: number; signal: { aborted: boolean } }]
  ) => Promise<unknown>
}

/**
 * The sample's trail is the largest table by far and one row of it like the other, so those of tables with many rows are left out but for
 * the first; those of decided records stay, since `nq15 audit verify` asks for each.
 */
const thinTrail = `
  set local session_replication_role = replica;
  delete from audit_event where id not in (select id from audit_event order by id limit 500)
    and record_table in ('member', 'membership', 'member_post', 'monitoring_fact', 'rating_case', 'rating_count', 'rating_self_assessment')`

/** One batch of the trail is sealed and the rest waits, as on any day. */
const sealedOnce = { limit: 500 }

/**
 * Levels of past years, which no sample lays: as an import writes them, through the triggers of the state. Years with a partition of their
 * own today and one without, a level that another took the place of, organizations beside members.
 */
const layPast = `
  insert into rating_history (id, member_id, organization_id, year, generation, original_label, outcome, decision_number, decided_on,
      decided_by, import_run_id, entered_by, entered_by_name, entered_at, superseded_at)
  select app.uuid_v7(), m.id, m.organization_id, y.year, 'HD25', 'Hoàn thành tốt', (array['XS', 'T', 'HT', 'KHT', 'NOT_RATED'])[1 + (m.n + y.year) % 5],
      case when m.n % 2 = 0 then m.n || '-QĐ/ĐU' end, case when m.n % 2 = 0 then make_date(y.year, 12, 20) end, 'Đảng ủy', md5('run')::uuid,
      md5('entered')::uuid, 'Trần Thị Diễn Tập', timestamptz '2026-02-01 03:00:00.123456Z', case when y.superseded then timestamptz '2026-02-02 03:00Z' end
    from (select distinct on (s.member_id) s.member_id as id, s.organization_id, (row_number() over (order by s.member_id))::int as n from membership s order by s.member_id limit 60) m
    cross join (values (2011, false), (2019, false), (2020, true), (2020, false), (2024, false), (2025, false)) y (year, superseded);
  insert into rating_history_unit (id, organization_id, year, generation, original_label, outcome, import_run_id, entered_by, entered_by_name, entered_at)
  select app.uuid_v7(), o.id, y.year, 'HD25', 'Trong sạch vững mạnh', 'XS', md5('run')::uuid, md5('entered')::uuid, 'Trần Thị Diễn Tập', timestamptz '2026-02-01 03:00Z'
    from (select id from organization order by id limit 20) o cross join (values (2011), (2023), (2024)) y (year)`

/**
 * Makes the rows of a state: the build of its revision, checked out and installed in `checkout`, lays its own sample into an
 * embedded database as its first start does, and every table is written down. Throws where the checkout is of another state.
 */
export async function makeState(print: (line: string) => void, name: string, checkout: string): Promise<void> {
  const state = earlierStates.find((one) => one.name === name)
  if (!state || !existsSync(join(checkout, 'packages/db/generated')))
    throw new Error(
      `a state is one of ${earlierStates.map((one) => one.name).join(', ')}; its checkout is installed and has its Prisma client: git worktree add FOLDER ${state?.revision ?? 'REVISION'} && cd FOLDER && npx -y pnpm@12 install && npx -y pnpm@12 --filter @nq15/db generate`,
    )
  const build = await modulesOf(resolve(checkout))
  const folder = await mkdtemp(join(tmpdir(), 'nq15-state-'))
  try {
    const env = build.readEnv({ NQ15_DATA: folder })
    const database = await build.openDatabase(env)
    try {
      const accounts = await build.loadSampleOnFirstStart(database, env, print)
      if (!accounts) throw new Error('the earlier build laid no sample')
      await inOwnersTransaction({ url: database.url, reading: false }, (connection) => connection.query(thinTrail))
      await inOwnersTransaction({ url: database.url, reading: false }, async (connection) => {
        const [row] = await connection.query(`select to_regclass('rating_history') is not null as there`)
        if (row?.['there']) await connection.query(layPast)
      })
      const db = build.connect({ url: database.url, poolSize: 1 })
      let asked = 0
      const signal = {
        get aborted() {
          return asked++ > 0
        },
      }
      await build.sealAudit(db, build.operatorScope('audit:seal'), { now: () => new Date(), ...sealedOnce, signal })
      await db.close()
      const pieces = await inOwnersTransaction({ url: database.url, reading: true }, async (connection) => {
        const last = (await readMigrationHistory(connection)).at(-1)?.name
        if (last !== state.upTo) throw new Error(`the checkout is of ${last}, not of ${state.upTo}`)
        const read: TablePiece[] = []
        for (const table of await readCopiedTables(connection)) {
          const lines: Buffer[] = []
          for await (const piece of linesOf(connection, table)) lines.push(piece)
          read.push({ table, lines: Buffer.concat(lines) })
        }
        return read
      })
      const bytes = await writeRows(name, { accounts, pieces })
      print(`${name}: ${pieces.length} tables, ${bytes} bytes`)
    } finally {
      await database.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function modulesOf(checkout: string): Promise<EarlierBuild> {
  const files = ['env.ts', 'database.ts', 'sample.ts', 'operator.ts'].map((file) => `apps/cli/src/${file}`)
  files.push('packages/db/src/client.ts', 'packages/use-cases/src/access/seal-audit.ts')
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(checkout, file)).href)))
  return Object.assign({}, ...modules)
}
