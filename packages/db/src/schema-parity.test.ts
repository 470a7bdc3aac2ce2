import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BareDatabase, openBareDatabase } from '../seed/bare-database.ts'
import { type ModelFile, openSchemaEngine, readModels, sqlOfModels } from '../seed/schema-engine.ts'
import { migrationsFolder, openTestDatabase, type TestDatabase } from '../seed/test-database.ts'
import type { MigrationConnection } from './migrate.ts'

// What a model can say, read from the catalogs of both databases. What it cannot say (checks, exclusions, partial indexes, gin,
// triggers, policies) lives in the migrations alone and has tests of its own; `pg_index` below leaves those kinds out.
// Partitions are made by year and have no model; each is as its table is.
const ours = `n.nspname in ('public', 'auth') and c.relname <> '_prisma_migrations' and not c.relispartition`
const facts = {
  columns: `select n.nspname || '.' || c.relname || '.' || a.attname as name, -- Six digits of a second are what a type without a number has.
      replace(format_type(a.atttypid, a.atttypmod), 'timestamp(6)', 'timestamp') as type, a.attnotnull as required,
      -- now() and CURRENT_TIMESTAMP are one function; a JSON default may carry its cast or not.
      replace(regexp_replace(pg_get_expr(d.adbin, d.adrelid), '::(text|jsonb|date)$', ''), 'CURRENT_TIMESTAMP', 'now()') as value
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    where ${ours} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`,
  'primary and foreign keys': `select c.relname || '.' || k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and k.contype in ('p', 'f')
      -- What a role opens is a table of the second wall, which no model shows.
      and not exists (select from pg_class f where f.oid = k.confrelid and f.relnamespace = to_regnamespace('app'))`,
  // A unique constraint and a unique index are one thing to a model; "nulls not distinct" and "include" are none to it.
  'plain indexes': `select c.relname || '.' || i.relname as name, x.indisunique as is_unique,
      (select string_agg(pg_get_indexdef(x.indexrelid, at, true), ', ' order by at) from generate_series(1, x.indnkeyatts) at) as columns
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
    join pg_namespace n on n.oid = c.relnamespace join pg_am m on m.oid = i.relam
    where ${ours} and m.amname = 'btree' and x.indpred is null and x.indexprs is null and not x.indisprimary`,
}
type Kind = keyof typeof facts
const kinds = Object.keys(facts) as Kind[]

const read = async (query: MigrationConnection['query'], kind: Kind) => {
  const { rows } = await query(facts[kind])
  return rows.map((row) => Object.values(row).join(' | ')).sort()
}

let migrated: TestDatabase
let modelled: BareDatabase
let engine: Awaited<ReturnType<typeof openSchemaEngine>>
let models: ModelFile[]
beforeAll(async () => {
  ;[migrated, modelled, models] = await Promise.all([openTestDatabase(), openBareDatabase(), readModels()])
  engine = await openSchemaEngine(migrated.ownerUrl, models)
})
afterAll(() => Promise.all([migrated.close(), modelled.close()]))

/** What the two databases say differently; each line names its side. */
async function differencesOf(files: readonly ModelFile[]): Promise<string[]> {
  const sql = await sqlOfModels(engine, files)
  await modelled.query(
    'drop schema if exists public cascade; drop schema if exists auth cascade; create schema public; create schema auth',
  )
  await modelled.query(sql.replaceAll(/CREATE SCHEMA IF NOT EXISTS "(public|auth)";/g, ''))
  const differences = []
  for (const kind of kinds) {
    const [inMigrations, inModels] = await Promise.all([
      read(async (text) => ({ rows: await migrated.asOwner(text) }), kind),
      read(modelled.query, kind),
    ])
    for (const line of inMigrations) if (!inModels.includes(line)) differences.push(`${kind}, migrations only: ${line}`)
    for (const line of inModels) if (!inMigrations.includes(line)) differences.push(`${kind}, models only: ${line}`)
  }
  return differences
}

test('models and migrations describe the same database', async () => {
  expect(await differencesOf(models)).toEqual([])
})

test('the comparison sees something to compare', async () => {
  const counts = await Promise.all(kinds.map(async (kind) => (await read(modelled.query, kind)).length))
  expect(Math.min(...counts)).toBeGreaterThan(30)
})

// Each row spoils one thing of the models, in the room of organizations.
const spoils: [string, string, string, RegExp][] = [
  ['a type', 'code           String\n', 'code Int\n', /organization_version\.code \| integer/],
  ['nullability', 'sector         String?', 'sector String', /organization_version\.sector \| text \| true/],
  [
    'a default',
    'inheritsRecords Boolean       @default(false)',
    'inheritsRecords Boolean @default(true)',
    /inherits_records .* true/,
  ],
  [
    'a length of numbers',
    'createdAt       DateTime         @default(now()) @map("created_at") @db.Timestamptz(6)\n  caseId',
    'createdAt       DateTime         @default(now()) @map("created_at") @db.Timestamptz(3)\n  caseId',
    /succession\.created_at/,
  ],
  [
    'a column',
    '  decisionNumber  String           @map("decision_number")\n',
    '',
    /migrations only: public\.succession\.decision_number/,
  ],
  [
    'a column too many',
    '  decisionNumber  String ',
    '  extra String\n  decisionNumber  String ',
    /models only: public\.succession\.extra/,
  ],
  [
    'what a foreign key does',
    'onDelete: Restrict, onUpdate: NoAction, map: "organization_version_parent_id_fkey"',
    'onDelete: Cascade, onUpdate: NoAction, map: "organization_version_parent_id_fkey"',
    /keys, models only: .*ON DELETE CASCADE/,
  ],
  [
    'an index',
    '  @@index([code, validFrom], map: "organization_version_code")\n',
    '',
    /indexes, migrations only: .*organization_version_code/,
  ],
  [
    'the columns of an index',
    '[parentId, validFrom]',
    '[validFrom, parentId]',
    /organization_version_parent .* valid_from, parent_id/,
  ],
  [
    'a unique constraint',
    '@@unique([successionId, predecessorId, successorId]',
    '@@unique([successionId, predecessorId]',
    /succession_link_once/,
  ],
  [
    'a primary key',
    'model Succession {\n  id              String           @id @db.Uuid',
    'model Succession {\n  id              String           @unique @db.Uuid',
    /keys, migrations only: .*succession_pkey/,
  ],
]
test.each(spoils)('a model with %s changed is found', async (_, right, wrong, finding) => {
  const spoiled = models.map(({ path, content }) => ({
    path,
    content: content.replace(right, wrong),
  }))
  expect(spoiled).not.toEqual(models)
  expect((await differencesOf(spoiled)).join('\n')).toMatch(finding)
})

test("Prisma's own engine reads our history: nothing edited, nothing failed, nothing to apply", async () => {
  const names = (await readdir(migrationsFolder)).sort()
  const migrationDirectories = await Promise.all(
    names.map(async (path) => {
      const value = await readFile(join(migrationsFolder, path, 'migration.sql'), 'utf8')
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } }
    }),
  )
  const diagnose = (directories: typeof migrationDirectories) =>
    engine.diagnoseMigrationHistory({
      migrationsList: {
        baseDir: migrationsFolder,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
        shadowDbInitScript: '',
        migrationDirectories: directories,
      },
      optInToShadowDatabase: false,
      filters: { externalTables: [], externalEnums: [] },
    })
  // The embedded engine has one login, which stands in a role without rights.
  const owner = new pg.Client({ connectionString: migrated.ownerUrl })
  await owner.connect()
  await owner.query('reset role')
  await owner.end()
  expect(await diagnose(migrationDirectories)).toMatchObject({
    hasMigrationsTable: true,
    editedMigrationNames: [],
    failedMigrationNames: [],
    history: null,
  })
  // And it would say so: one character more in one file.
  const edited = migrationDirectories.map((directory, at) => {
    if (at > 0) return directory
    const { content } = directory.migrationFile
    return {
      ...directory,
      migrationFile: { path: 'migration.sql', content: { ...content, value: `${content.value} ` } },
    }
  })
  expect(await diagnose(edited)).toMatchObject({ editedMigrationNames: [names[0]] })
})
