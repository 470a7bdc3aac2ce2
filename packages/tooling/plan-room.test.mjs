import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judgePair } from './judge-messages.mjs'
import { judgeRooms } from './judge-rooms.mjs'
import { planRoom } from './plan-room.mjs'

const folders = JSON.parse(readFileSync(new URL('rooms.json', import.meta.url), 'utf8'))
const house = {
  ...folders,
  rooms: [
    { name: 'ratings', stands: ['domain'] },
    { name: 'petitions', stands: [] },
  ],
}
const ratings = ['packages/domain/src/ratings/index.ts', 'packages/domain/src/ratings/README.md']
const plan = () => planRoom({ room: 'petitions', noun: 'citizen-petition', house, stamp: '20270101000000' })

test('the room stands on every floor and is in order', () => {
  const { files, edits } = plan()
  const built = JSON.parse(edits['packages/tooling/rooms.json'](''))
  expect(built.rooms.find(({ name }) => name === 'petitions').stands).toEqual(['domain', 'db', 'use-cases', 'web'])
  const paths = [...ratings, ...Object.keys(files)].sort()
  expect(judgeRooms({ paths, textOf: () => '', house: built, longFiles: {} })).toEqual([])
})

test('every floor with rules or rows has a test', () => {
  const tests = Object.keys(plan().files).filter((path) => path.endsWith('.test.ts'))
  expect(tests.map((path) => path.split('/')[1])).toEqual(['domain', 'db'])
})

test('its words agree in both languages', () => {
  const { files } = plan()
  const [vi, en] = ['vi', 'en'].map((language) => JSON.parse(files[`apps/web/app/petitions/messages.${language}.json`]))
  expect(judgePair({ vi, en, syntax: 'icu' })).toEqual([])
})

test('the table, the model and the read speak of the same record', () => {
  const { files } = plan()
  expect(files['packages/db/prisma/migrations/20270101000000_petitions/migration.sql']).toContain(
    'create table citizen_petition (',
  )
  expect(files['packages/db/prisma/models/petitions.prisma']).toContain('model CitizenPetition {')
  expect(files['packages/db/src/petitions/citizen-petition.read.ts']).toContain('tx.citizenPetition.findUnique')
})

test('the texts of the new room are loaded with the others, in order', () => {
  const before =
    "import access from '../access/messages.vi.json'\nimport ratings from '../ratings/messages.vi.json'\n\n/** All. */\nexport default { access, ratings }\n"
  expect(plan().edits['apps/web/app/messages/vi.ts'](before)).toBe(
    "import access from '../access/messages.vi.json'\nimport petitions from '../petitions/messages.vi.json'\nimport ratings from '../ratings/messages.vi.json'\n\n/** All. */\nexport default { access, petitions, ratings }\n",
  )
})

test.each([
  ['a room that stands', 'ratings', 'rating', 'the room ratings stands already'],
  ['a room of another house', 'grades', 'grade', 'the rooms are ratings, petitions'],
  ['a name in capitals', 'Petitions', 'petition', '"Petitions" is not kebab-case'],
  ['no noun', 'petitions', undefined, '"undefined" is not kebab-case'],
])('%s is refused', (_name, room, noun, message) => {
  expect(() => planRoom({ room, noun, house, stamp: '1' })).toThrow(message)
})
