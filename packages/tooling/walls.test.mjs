import { execFile } from 'node:child_process'
import { mkdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantFiles } from './plant-files.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)
const config = join(root, '.dependency-cruiser.cjs')
const cruiser = join(root, 'packages/tooling/node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

const floors = ['domain', 'db', 'use-cases', 'documents', 'bench', 'tooling']
const apps = ['web', 'monitor', 'cli']
const registry = ['@opentelemetry/api', 'zod', 'pg', 'vitest', '@prisma/client', '@remix-run/react', 'recharts']

/** A house that keeps every wall; each row below adds one file that breaks one. */
const lawful = {
  'packages/domain/src/shared/index.ts': "export const ok = 1\nimport 'zod'",
  'packages/domain/src/ratings/index.ts': "export { rate } from './rate.ts'",
  'packages/domain/src/ratings/rate.ts':
    "import { ok } from '../shared/index.ts'\nimport type { Level } from './level.ts'\nexport const rate = (level: Level) => [ok, level]\nexport type Rated = Level",
  'packages/domain/src/ratings/level.ts':
    "import { rate } from './rate.ts'\nexport type Level = 1\nexport const again = rate",
  // Lawful by itself; the first row below closes the circle.
  'packages/domain/src/ratings/b.ts': "import './a.ts'\nexport const b = 1",
  'packages/domain/src/ratings/rate.test.ts': "import 'vitest'\nimport './rate.ts'\nimport 'node:fs'",
  'packages/domain/src/members/index.ts': "import '../ratings/index.ts'\nexport const member = 1",
  'packages/db/src/client.ts':
    "import 'pg'\nimport '@prisma/client'\nimport '../generated/client.ts'\nexport const connect = 1",
  'packages/db/generated/client.ts': 'export const prisma = 1',
  'packages/db/src/prove-scope.ts': 'export const proveScope = 1',
  'packages/db/src/ratings/case.read.ts':
    "import '@nq15/domain/ratings'\nimport '../client.ts'\nexport type Case = 1\nexport const readCase = 1",
  'packages/db/src/ratings/case.write.ts': "import './case.read.ts'\nexport const writeCase = 1",
  'packages/db/seed/test-database.ts': "import '../src/prove-scope.ts'\nexport const openTestDatabase = 1",
  'packages/use-cases/src/operations/export-traces.ts': "import '@opentelemetry/api'\nexport const tell = 1",
  'packages/use-cases/src/operations/start-traces.ts': "export const start = () => import('./export-traces.ts')",
  'packages/use-cases/src/petitions/open-sealed.ts': 'export const open = 1',
  'packages/use-cases/src/ratings/decide.ts':
    "import '@nq15/db/ratings/case.read'\nimport '@nq15/db/ratings/case.write'\nimport type { Paper } from '@nq15/documents/ratings'\nexport const decide = (paper: Paper) => paper",
  'packages/use-cases/src/ratings/example.ts':
    "import '@nq15/db/seed/test-database'\nimport '@nq15/db/prove-scope'\nexport const ground = 1",
  'packages/use-cases/src/ratings/decide.test.ts':
    "import './example.ts'\nimport './decide.ts'\nimport '@nq15/documents/ratings'\nimport 'pg'",
  'packages/documents/src/ratings/index.ts':
    "import '@nq15/domain/ratings'\nexport type Paper = 1\nexport const paper = 1",
  'packages/bench/src/main.ts':
    "import '@nq15/db/ratings/case.write'\nimport '@nq15/db/seed/test-database'\nimport 'pg'\nimport '@nq15/use-cases/ratings/decide'",
  'apps/web/app/server/session.server.ts': "import '@nq15/db/prove-scope'\nexport const session = 1",
  'apps/web/app/ratings/board.server.ts':
    "import '../server/session.server.ts'\nimport '@nq15/use-cases/ratings/decide'\nimport type { Monitor } from '@nq15/monitor/client'\nexport const readBoard = (monitor: Monitor) => monitor",
  'apps/web/app/ratings/board-screen.tsx':
    "import type { Case } from '@nq15/db/ratings/case.read'\nimport '@nq15/domain/ratings'\nimport '../ui/chip.tsx'\nexport const Board = (shown: Case) => shown",
  'apps/web/app/routes/ratings.tsx':
    "import '../ratings/board.server.ts'\nexport { Board as default } from '../ratings/board-screen.tsx'",
  'apps/web/app/ui/chip.tsx': 'export const Chip = 1',
  'apps/monitor/src/trpc.ts': "import '@nq15/db/prove-scope'\nexport const permitted = 1",
  'apps/monitor/src/client.ts': "import './trpc.ts'\nexport type Monitor = 1\nexport const open = 1",
  'apps/monitor/src/access/seal.job.ts': "import '@nq15/db/prove-scope'\nexport const seal = 1",
  'apps/cli/src/database.ts': "import '@nq15/db/prove-scope'\nexport const open = 1",
}

/** wall, the file that breaks it, its text, where the forbidden import leads. */
const breaches = [
  [
    'traces-are-loaded-when-wanted',
    'packages/use-cases/src/operations/always-loads.ts',
    "import './export-traces.ts'",
    'packages/use-cases/src/operations/export-traces.ts',
  ],
  [
    'no-cycles',
    'packages/domain/src/ratings/a.ts',
    "import './b.ts'\nexport const a = 1",
    'packages/domain/src/ratings/b.ts',
  ],
  ['no-unresolvable', 'packages/documents/src/ratings/lost.ts', "import 'nowhere'", 'nowhere'],
  ['domain-is-pure', 'packages/domain/src/ratings/reads-files.ts', "import 'node:fs'", 'fs'],
  [
    'domain-is-pure',
    'packages/domain/src/ratings/reads-rows.ts',
    "import '@nq15/db/client'",
    'packages/db/src/client.ts',
  ],
  [
    'rooms-meet-at-the-door',
    'packages/domain/src/members/through-the-wall.ts',
    "import '../ratings/rate.ts'",
    'packages/domain/src/ratings/rate.ts',
  ],
  [
    'shared-reads-no-room',
    'packages/domain/src/shared/nosy.ts',
    "import '../ratings/index.ts'",
    'packages/domain/src/ratings/index.ts',
  ],
  [
    'rooms-form-no-circle',
    'packages/domain/src/access/index.ts',
    "import type { n } from '../calendar/index.ts'\nexport const m = 1",
    'packages/domain/src/calendar',
  ],
  [
    'rooms-form-no-circle',
    'packages/domain/src/calendar/index.ts',
    "import { m } from '../access/index.ts'\nexport const n = m",
    'packages/domain/src/access',
  ],
  [
    'db-looks-down-only',
    'packages/db/src/ratings/looks-up.ts',
    "import '@nq15/documents/ratings'",
    'packages/documents/src/ratings/index.ts',
  ],
  [
    'prisma-lives-in-db',
    'packages/use-cases/src/ratings/prisma.ts',
    "import '@prisma/client'",
    'node_modules/@prisma/client/index.js',
  ],
  ['drivers-live-in-db', 'apps/cli/src/own-query.ts', "import 'pg'", 'node_modules/pg/index.js'],
  [
    'only-use-cases-write',
    'apps/cli/src/writes.ts',
    "import '@nq15/db/ratings/case.write'",
    'packages/db/src/ratings/case.write.ts',
  ],
  [
    'only-the-gates-prove-scope',
    'packages/use-cases/src/ratings/proves.ts',
    "import '@nq15/db/prove-scope'",
    'packages/db/src/prove-scope.ts',
  ],
  [
    'test-grounds-stay-in-tests',
    'packages/use-cases/src/ratings/on-test-ground.ts',
    "import './example.ts'",
    'packages/use-cases/src/ratings/example.ts',
  ],
  [
    'test-grounds-stay-in-tests',
    'apps/cli/src/test-database.ts',
    "import '@nq15/db/seed/test-database'",
    'packages/db/seed/test-database.ts',
  ],
  [
    'use-cases-know-no-door',
    'packages/use-cases/src/ratings/redirects.ts',
    "import '@remix-run/react'",
    'node_modules/@remix-run/react/index.js',
  ],
  [
    'documents-know-the-domain-only',
    'packages/documents/src/ratings/fetches.ts',
    "import '@nq15/db/ratings/case.read'",
    'packages/db/src/ratings/case.read.ts',
  ],
  [
    'packages-never-import-apps',
    'packages/bench/src/inside.ts',
    "import '../../../apps/monitor/src/client.ts'",
    'apps/monitor/src/client.ts',
  ],
  [
    'apps-never-import-each-other',
    'apps/web/app/ratings/reaches-over.server.ts',
    "import type { x } from '../../../cli/src/database.ts'",
    'apps/cli/src/database.ts',
  ],
  [
    'only-types-from-monitor',
    'apps/web/app/ratings/runs-monitor.server.ts',
    "import { open } from '@nq15/monitor/client'\nexport const o = open",
    'apps/monitor/src/client.ts',
  ],
  [
    'only-the-vault-opens-identities',
    'apps/web/app/petitions/opens-sealed.server.ts',
    "import { open } from '@nq15/use-cases/petitions/open-sealed'\nexport const o = open",
    'packages/use-cases/src/petitions/open-sealed.ts',
  ],
  [
    'screens-hold-no-server-code',
    'apps/web/app/ratings/database-screen.tsx',
    "import '@nq15/db/client'",
    'packages/db/src/client.ts',
  ],
  [
    'screens-hold-no-server-code',
    'apps/web/app/ratings/server-screen.tsx',
    "import './board.server.ts'",
    'apps/web/app/ratings/board.server.ts',
  ],
  [
    'shared-parts-know-no-room',
    'apps/web/app/ui/knows-ratings.tsx',
    "import '../ratings/board-screen.tsx'",
    'apps/web/app/ratings/board-screen.tsx',
  ],
  [
    'the-web-reads-through-its-server-files',
    'apps/web/app/routes/ratings.rows.tsx',
    "import '@nq15/db/ratings/case.read'",
    'packages/db/src/ratings/case.read.ts',
  ],
]

let planted
let violations

beforeAll(async () => {
  const files = { ...lawful }
  for (const [, path, text] of breaches) files[path] = text
  for (const floor of floors)
    files[`packages/${floor}/package.json`] = await readFile(join(root, `packages/${floor}/package.json`))
  for (const app of apps) files[`apps/${app}/package.json`] = await readFile(join(root, `apps/${app}/package.json`))
  for (const name of registry) {
    files[`node_modules/${name}/package.json`] = JSON.stringify({ name, main: 'index.js' })
    files[`node_modules/${name}/index.js`] = 'module.exports = 1'
  }
  planted = await plantFiles(files)
  await mkdir(join(planted.folder, 'node_modules/@nq15'))
  for (const floor of floors)
    await symlink(join(planted.folder, 'packages', floor), join(planted.folder, 'node_modules/@nq15', floor))
  for (const app of apps)
    await symlink(join(planted.folder, 'apps', app), join(planted.folder, 'node_modules/@nq15', app))

  const answer = await promisify(execFile)(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', 'packages', 'apps'],
    { cwd: planted.folder, maxBuffer: 64_000_000 },
  ).catch((error) => error)
  violations = JSON.parse(answer.stdout).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
}, 60_000)

afterAll(() => planted?.remove())

test.each(breaches)('%s is named when %s breaks it', (wall, from, _text, to) => {
  const folderOf = wall === 'rooms-form-no-circle' ? dirname(from) : from
  expect(violations).toContain(`${wall}: ${folderOf} → ${to}`)
})

test('every wall of the house has a breach in this table', () => {
  const walls = require(config).forbidden.map(({ name }) => name)
  expect([...new Set(breaches.map(([wall]) => wall))].sort()).toEqual([...walls].sort())
})

test('what keeps the walls is named by none', () => {
  const guilty = new Set(breaches.map(([, path]) => path))
  const innocent = violations.filter((line) => {
    const [, from] = /: (\S+) →/.exec(line) ?? []
    return !guilty.has(from) && ![...guilty].some((path) => dirname(path) === from)
  })
  expect(innocent).toEqual([])
})
