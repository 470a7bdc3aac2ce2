import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judgeRooms } from './judge-rooms.mjs'

const folders = JSON.parse(readFileSync(new URL('rooms.json', import.meta.url), 'utf8'))
const house = {
  ...folders,
  rooms: [
    { name: 'ratings', stands: ['domain', 'db'] },
    { name: 'reports', stands: ['documents'] },
    { name: 'petitions', stands: [] },
  ],
}
const orderly = [
  'README.md',
  'package.json',
  '.ci/run',
  'docs/rooms.md',
  'packages/domain/src/shared/README.md',
  'packages/domain/src/shared/index.ts',
  'packages/domain/src/ratings/README.md',
  'packages/domain/src/ratings/index.ts',
  'packages/domain/src/ratings/rate-subject.ts',
  'packages/domain/src/ratings/rules/index.ts',
  'packages/domain/src/ratings/rules/2025-08-30.ts',
  'packages/db/src/client.ts',
  'packages/db/src/ratings/case.read.ts',
  'packages/db/prisma/models/ratings.prisma',
  'packages/db/prisma/models/ratings-counts.prisma',
  'packages/db/seed/ratings.seed.ts',
  'packages/db/seed/test-database.ts',
  'packages/documents/src/reports/index.ts',
  'apps/web/app/root.tsx',
  'apps/web/app/entry.server.tsx',
  'apps/web/app/ui/data-table.module.css',
  'apps/web/app/ratings/messages.vi.json',
  'apps/web/app/routes/_frame.tsx',
  'apps/web/app/routes/_frame.ratings.$campaignId.tsx',
  'apps/web/app/routes/ratings.$caseId.csv[.]xlsx.tsx',
  'apps/web/app/routes/sign-in._index.tsx',
]

const judge = ({ add = [], without = [], lines = {}, texts = {}, longFiles = {} }) =>
  judgeRooms({
    paths: [...orderly, ...add].filter((path) => !without.includes(path)).sort(),
    textOf: (path) => texts[path] ?? '\n'.repeat(lines[path] ?? 10),
    house,
    longFiles,
  })

test('a house in order has no fault', () => {
  expect(judge({})).toEqual([])
})

test.each([
  ['a folder at the top', ['tools/x.ts'], 'tools/ stands at the top'],
  [
    'a folder that is no room',
    ['packages/domain/src/grades/index.ts', 'packages/domain/src/grades/README.md'],
    'packages/domain/src/grades/ is no room',
  ],
  ['a room of another name on the web', ['apps/web/app/rating/board.tsx'], 'apps/web/app/rating/ is no room'],
  ['a model of no room', ['packages/db/prisma/models/grade.prisma'], 'models/grade.prisma is named after no room'],
  ['a seed of no room', ['packages/db/seed/grade.seed.ts'], 'seed/grade.seed.ts is named after no room'],
  ['a door where none belongs', ['packages/use-cases/src/ratings/index.ts'], 'index.ts is no door'],
  ['a second door inside a room', ['packages/domain/src/ratings/quota/index.ts'], 'index.ts is no door'],
  ['utils', ['packages/use-cases/src/ratings/utils.ts'], '"utils" says nothing'],
  ['a folder of helpers', ['apps/web/app/ui/helpers/a.ts'], '"helpers" says nothing'],
  ['types.ts', ['packages/domain/src/ratings/types.ts'], '"types" says nothing'],
  ['constants.ts', ['packages/db/src/ratings/constants.ts'], '"constants" says nothing'],
  ['lib', ['apps/cli/src/ratings/lib/a.ts'], '"lib" says nothing'],
  ['helpers with a first name', ['packages/db/src/ratings/case-helpers.ts'], '"case-helpers" says nothing'],
  ['shared outside the domain', ['packages/db/src/ratings/shared.ts'], '"shared" says nothing'],
  ['camelCase', ['packages/domain/src/ratings/rateSubject.ts'], '"rateSubject.ts" is not kebab-case'],
  ['diacritics', ['apps/web/app/ratings/xếp-loại.tsx'], 'is not kebab-case'],
  ['a route of no room', ['apps/web/app/routes/grades.tsx'], 'the first word of a route is its room, not "grades"'],
  ['a route of no room in a layout', ['apps/web/app/routes/_frame.grades.tsx'], 'not "grades"'],
  ['a route in camelCase', ['apps/web/app/routes/ratings.cellFile.tsx'], '"cellFile" is no segment'],
])('%s is named', (_name, add, fault) => {
  expect(judge({ add })).toEqual([expect.stringContaining(fault)])
})

test.each([
  ['packages/domain/src/ratings/README.md', ['packages/domain/src/ratings/README.md is missing']],
  ['packages/domain/src/ratings/index.ts', ['packages/domain/src/ratings/index.ts is missing']],
  [
    'packages/documents/src/reports/index.ts',
    ['packages/documents/src/reports/ is missing: the room stands on this floor'],
  ],
  ['packages/db/src/ratings/case.read.ts', ['packages/db/src/ratings/ is missing: the room stands on this floor']],
])('%s must be there', (path, faults) => {
  expect(judge({ without: [path] })).toEqual(faults)
})

test('a room that loses its rules leaves its upper floors on nothing', () => {
  const faults = judge({ without: orderly.filter((path) => path.startsWith('packages/domain/src/ratings/')) })
  expect(faults).toContain(
    'packages/db/src/ratings/ stands on nothing: the room has no floor of rules in packages/domain/src',
  )
})

const long = 'packages/domain/src/ratings/rate-subject.ts'
test.each([
  [400, {}, []],
  [401, {}, [`${long} has 401 lines; more than 400 are two files`]],
  [450, { [long]: 450 }, []],
  [451, { [long]: 450 }, [`${long} has grown to 451 lines; it was allowed 450 and may only shrink`]],
  [400, { [long]: 450 }, [`${long} is no longer long: take it off the list`]],
  [10, { 'packages/gone.ts': 450 }, ['packages/gone.ts is no longer long: take it off the list']],
])('a file of %i lines with the list %j', (lines, longFiles, faults) => {
  expect(judge({ lines: { [long]: lines }, longFiles })).toEqual(faults)
})

test.each([
  [`readFile('/${'tmp'}/rows.csv')`, `"/${'tmp'}/rows.csv" is a path of one machine`],
  [`see /${'home'}/an/notes`, `"/${'home'}/an" is a path of one machine`],
  ["join(tmpdir(), 'rows.csv') // https://example.org/tmp/x and apps/home/y", undefined],
])('%s', (line, fault) => {
  const faults = judge({ texts: { [long]: line } })
  expect(faults).toEqual(fault ? [`${long}: ${fault}`] : [])
})
