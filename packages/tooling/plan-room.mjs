const word = /^[a-z]+(-[a-z]+)*$/
const camel = (text) => text.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())
const pascal = (text) => camel(text).replace(/^[a-z]/, (letter) => letter.toUpperCase())

/**
 * What a new room consists of, on every floor: `files` to write and `edits` of files that list the rooms. Throws when a name
 * cannot be used. The room holds records of one kind, named by `noun`; the first table and its read come with it.
 */
export function planRoom({ room, noun, house, stamp }) {
  for (const name of [room, noun]) if (!word.test(name ?? '')) throw new Error(`"${name}" is not kebab-case`)
  const known = house.rooms.find(({ name }) => name === room)
  if (!known)
    throw new Error(
      `the rooms are ${house.rooms.map(({ name }) => name).join(', ')}; a new one needs a decision record and a line in rooms.json`,
    )
  if (known.stands.includes('domain')) throw new Error(`the room ${room} stands already`)
  const table = noun.replaceAll('-', '_')
  return { files: filesOf({ room, noun, table, stamp }), edits: editsOf({ room, noun, table, house }) }
}

function filesOf({ room, noun, table, stamp }) {
  const [type, value] = [pascal(noun), camel(noun)]
  const messages = `${camel(room)}Messages`
  const domain = `packages/domain/src/${room}`
  return {
    [`${domain}/README.md`]: `# ${room}\n\nWhat this room decides, and by which provision. (Say it in ten lines.)\n`,
    [`${domain}/index.ts`]: `export { ${messages}En } from './messages.en.ts'
export { ${messages}Vi } from './messages.vi.ts'
export { read${type}, type ${type}, type ${type}Refusal, ${value}Schema } from './read-${noun}.ts'
`,
    [`${domain}/read-${noun}.ts`]: `import { z } from 'zod'
import { ok, type Result, refuse } from '../shared/index.ts'

/** One ${noun} as the room's rules see it. */
export const ${value}Schema = z.strictObject({ id: z.uuid(), organizationId: z.uuid() })
export type ${type} = Readonly<z.infer<typeof ${value}Schema>>

/** Why something is no ${noun}. */
export type ${type}Refusal = { readonly code: 'MALFORMED' }

/** Reads one ${noun} from outside; refuses what is not whole. */
export function read${type}(given: unknown): Result<${type}, ${type}Refusal> {
  const parsed = ${value}Schema.safeParse(given)
  return parsed.success ? ok(parsed.data) : refuse({ code: 'MALFORMED' })
}
`,
    [`${domain}/read-${noun}.test.ts`]: `import { expect, test } from 'vitest'
import { read${type} } from './read-${noun}.ts'

const flawless = { id: '0198c0de-0000-7000-8000-000000000001', organizationId: '0198c0de-0000-7000-8000-000000000002' }

test('a whole ${noun} is read', () => {
  expect(read${type}(flawless)).toEqual({ ok: true, value: flawless })
})

test.each([
  ['no organization', { id: flawless.id }],
  ['an id that is none', { ...flawless, id: '1' }],
  ['a field nobody asked for', { ...flawless, colour: 'red' }],
])('%s is refused', (_name, given) => {
  expect(read${type}(given)).toEqual({ ok: false, refusal: { code: 'MALFORMED' } })
})
`,
    [`${domain}/messages.en.ts`]: `import type { ${type}Refusal } from './read-${noun}.ts'

/** Words of the ${room} room, one for each refusal. */
export type ${pascal(room)}Messages = Readonly<Record<${type}Refusal['code'], string>>

/** Words of the ${room} room in English. */
export const ${messages}En: ${pascal(room)}Messages = { MALFORMED: 'The entry is not complete.' }
`,
    [`${domain}/messages.vi.ts`]: `import type { ${pascal(room)}Messages } from './messages.en.ts'

/** Words of the ${room} room in Vietnamese. */
export const ${messages}Vi: ${pascal(room)}Messages = { MALFORMED: 'Nội dung chưa đầy đủ.' }
`,
    [`packages/db/prisma/migrations/${stamp}_${room.replaceAll('-', '_')}/migration.sql`]: `-- The room ${room}.
create table ${table} (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create index ${table}_organization on ${table} (organization_id);

-- Its class decides who reads and who writes; say why when it is not that of persons.
select app.protect('${table}', 'person', 'work');
select app.audited('${table}');
`,
    [`packages/db/prisma/models/${room}.prisma`]: `/// The room ${room}.
model ${type} {
  id             String       @id @db.Uuid
  organizationId String       @map("organization_id") @db.Uuid
  version        Int          @default(1)
  createdAt      DateTime     @default(now()) @map("created_at") @db.Timestamptz(6)
  organization   Organization @relation("${table}_organization_id_fkey", fields: [organizationId], references: [id], onDelete: Restrict, onUpdate: NoAction, map: "${table}_organization_id_fkey")

  @@index([organizationId], map: "${table}_organization")
  @@map("${table}")
  @@schema("public")
}
`,
    [`packages/db/src/${room}/${noun}.read.ts`]: `import type { Tx } from '../client.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** One ${noun} within the scope; null when there is none, or not for this actor. */
export async function find${type}(tx: Tx, scope: Scope, id: string): Promise<{ id: string; organizationId: string } | null> {
  const found = await tx.${value}.findUnique({ where: { id }, select: { id: true, organizationId: true } })
  return found && (await isWithin(tx, scope, found.organizationId)) ? found : null
}
`,
    [`packages/db/src/${room}/${noun}.read.test.ts`]: `import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, operatorScope, type TestDatabase } from '../../seed/test-database.ts'
import { newId } from '../ids.ts'
import { find${type} } from './${noun}.read.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

test('a ${noun} is found within the scope and nowhere else', async () => {
  const [organizationId, id] = [newId(), newId()]
  await db.asOwner("insert into organization (id, side) values ($1, 'party')", [organizationId])
  await db.asOwner('insert into ${table} (id, organization_id) values ($1, $2)', [id, organizationId])
  const everywhere = operatorScope('organization:read')
  const elsewhere = { ...everywhere, organizationIds: [newId()] }
  await db.database.asActor(everywhere, async (tx) => {
    expect(await find${type}(tx, everywhere, id)).toEqual({ id, organizationId })
    expect(await find${type}(tx, elsewhere, id)).toBeNull()
    expect(await find${type}(tx, everywhere, newId())).toBeNull()
  })
})
`,
    [`packages/use-cases/src/${room}/see-${noun}.ts`]: `import type { Database } from '@nq15/db/client'
import { find${type} } from '@nq15/db/${room}/${noun}.read'
import type { Scope } from '@nq15/db/scope'

/** One ${noun} for its page; null when there is none for this actor. */
export const see${type} = (db: Database, scope: Scope, id: string) => db.asActor(scope, (tx) => find${type}(tx, scope, id))
`,
    [`apps/web/app/${room}/messages.vi.json`]: `${JSON.stringify({ title: '…' }, null, 2)}\n`,
    [`apps/web/app/${room}/messages.en.json`]: `${JSON.stringify({ title: '…' }, null, 2)}\n`,
  }
}

function editsOf({ room, noun, table, house }) {
  const key = camel(room)
  const texts = (language) => (content) =>
    content
      .replace(/((?:import .+\n)+)/, (imports) => {
        const line = `import ${key} from '../${room}/messages.${language}.json'\n`
        return [...imports.split(/(?<=\n)/), line].sort(byFolder).join('')
      })
      .replace(
        /export default \{ (.+) \}/,
        (_, names) => `export default { ${[...names.split(', '), key].sort().join(', ')} }`,
      )
  return {
    'packages/tooling/rooms.json': () => {
      const stands = ['domain', 'db', 'use-cases', 'web']
      const rooms = house.rooms.map((one) =>
        one.name === room ? { ...one, stands: [...new Set([...stands, ...one.stands])] } : one,
      )
      return `${JSON.stringify({ ...house, rooms }, null, 2)}\n`
    },
    'apps/web/app/messages/vi.ts': texts('vi'),
    'apps/web/app/messages/en.ts': texts('en'),
    // Prisma wants both ends of a relation.
    'packages/db/prisma/models/organizations.prisma': (content) =>
      content.replace(
        '\n\n  @@map("organization")',
        `\n  ${camel(room)} ${pascal(noun)}[] @relation("${table}_organization_id_fkey")\n\n  @@map("organization")`,
      ),
  }
}

const folderOf = (line) => /'\.\.\/([^']+)'/.exec(line)?.[1] ?? ''
const byFolder = (a, b) => (folderOf(a) < folderOf(b) ? -1 : 1)
