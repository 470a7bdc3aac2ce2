import { newId } from '@nq15/db/ids'
import { isLongRun, openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { type Role, roles, standAloneRoles } from '@nq15/domain/access'
import { exampleAuth, exampleSignedIn } from '@nq15/use-cases/access/example'
import { readActor, type SignedIn } from '@nq15/use-cases/access/read-actor'
import { exampleMonth, exampleSheet, screenExample } from '@nq15/use-cases/monitoring/example-screening'
import { exampleEntry, exampleList } from '@nq15/use-cases/monitoring/example-watch'
import { type ExampleYear, exampleYear } from '@nq15/use-cases/ratings/example-year'
import { getTRPCErrorFromUnknown } from '@trpc/server'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { appRouter } from './app-router.ts'
import { createCallerFactory } from './trpc.ts'

/*
 * Every procedure with what its own schema allows and with what it does not, by every role of one commune's neighbour, by every
 * role at the city, and by nobody: no fault of ours, nothing of the inside in an answer, and to whoever stands elsewhere no row
 * of that commune, neither by name nor by an id that was not sent.
 */
type Schema = { readonly [key: string]: unknown }
type Defined = { readonly _def: { readonly type: string; readonly inputs: readonly unknown[] } }

let db: TestDatabase
let year: ExampleYear
/** Records of the commune by their ids, to be asked for by everybody. */
let records: readonly string[] = []
/** Ids that only the commune and those above it may read. */
let hidden: readonly string[] = []
const cityRoles = ['organization-board', 'standing-committee', 'city-office', 'inspection-commission'] as const
const people = [...cityRoles.map((role) => `city ${role}`), ...roles.map((role) => `elsewhere ${role}`), 'nobody']
const signedIn = new Map<string, SignedIn | null>()
const call = createCallerFactory(appRouter)

beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  const auth = { ...exampleAuth(db), secondFactorRoles: [] }
  const enter = async (who: string, role: Role, organizationId: string) => {
    const place = standAloneRoles.includes(role) ? {} : { organizationId }
    const { browser } = await exampleSignedIn(auth, { username: `fuzz-${people.indexOf(who)}`, role, ...place })
    signedIn.set(who, await readActor(auth, browser.visit().headers, { requestId: 'r-1', slide: false }))
  }
  for (const role of cityRoles) await enter(`city ${role}`, role, year.organizations.city)
  for (const role of roles) await enter(`elsewhere ${role}`, role, year.organizations.strangerCommune)
  // A weak month, its signs and a listed commune: something that could leak.
  await exampleSheet(db, year, exampleMonth, { membersPresent: 8, absentNoReason: 11 })
  await screenExample(db, year)
  await exampleEntry(db, year, await exampleList(db, year))
  const { strangerCommune, strangerCell } = year.organizations
  const tables = ['sign_record', 'alarm', 'watch_entry', 'monitoring_fact']
  const rows = await db.asOwner(
    tables
      .map((table) => `select id::text from ${table} where organization_id <> all ($1::uuid[])`)
      .join(' union all '),
    [[strangerCommune, strangerCell]],
  )
  records = rows.map(({ id }) => String(id))
  const { commune, cell, neighbour } = year.organizations
  hidden = [commune, cell, neighbour, ...records]
  expect(records.length).toBeGreaterThan(3)
})
afterAll(() => db.close())

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, '', ' ', -1, 1e21, '__proto__', "'; --", '\u0000'),
)

/** Values that a JSON schema allows, near enough: the procedure's own reading of them is what is tried. */
function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const'])
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]))
  const choices = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(choices)) return fc.oneof(...choices.map((one) => fitting(one as Schema)))
  const number = (name: string, otherwise: number) => (typeof schema[name] === 'number' ? schema[name] : otherwise)
  switch (schema['type']) {
    case 'string':
      if (schema['format'] === 'uuid')
        return fc.oneof(
          fc.constantFrom(...Object.values(year.organizations)),
          fc.constantFrom(...records),
          fc.uuid(),
          fc.constant(newId()),
        )
      if (schema['format'] === 'date') return fc.constantFrom('2026-11-30', '2026-02-28', '0001-01-01', '9999-12-31')
      if (typeof schema['pattern'] === 'string' && schema['pattern'].length < 80)
        return fc.stringMatching(new RegExp(schema['pattern'], 'u'))
      return fc.string({ maxLength: Math.min(40, number('maxLength', 40)) })
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(-1e6, number('minimum', -5)), max: Math.min(1e6, number('maximum', 5_000)) })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(fitting((schema['items'] ?? {}) as Schema), { maxLength: 3, minLength: number('minItems', 0) })
    case 'object': {
      const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)
      return fc.record(Object.fromEntries(fields.map(([name, of]) => [name, fitting(of)])), {
        requiredKeys: (schema['required'] ?? []) as string[],
      })
    }
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Defined>).filter(
  ([path, { _def }]) => _def.type !== 'subscription' && !path.startsWith('audit.'),
)

async function send(who: string, path: string, input: unknown): Promise<string> {
  const caller = call({ db: db.database, signedIn: signedIn.get(who) ?? null, requestId: 'r-1' })
  const procedure = path.split('.').reduce<unknown>((at, name) => Reflect.get(at as object, name), caller) as (
    given: unknown,
  ) => Promise<unknown>
  try {
    return JSON.stringify(await procedure(input)) ?? ''
  } catch (thrown) {
    const error = getTRPCErrorFromUnknown(thrown)
    // What is sent out is the code and, for a fault, a fixed sentence; a fault itself is what is looked for.
    if (error.code === 'INTERNAL_SERVER_ERROR') throw error.cause ?? error
    return error.message
  }
}

/** Objects within a schema that hand on fields they do not name; a table of any keys has no names and is none. */
function loose(schema: unknown): unknown[] {
  if (Array.isArray(schema)) return schema.flatMap(loose)
  if (typeof schema !== 'object' || schema === null) return []
  const takesMore = 'properties' in schema && Reflect.get(schema, 'additionalProperties') !== false
  return [...(takesMore ? [schema] : []), ...Object.values(schema).flatMap(loose)]
}

test('no procedure takes a field that its input does not name', () => {
  const inputs = procedures.flatMap(([path, { _def }]) =>
    _def.inputs.flatMap((input) => (input instanceof z.ZodType ? [[path, input] as const] : [])),
  )
  expect(inputs.length).toBeGreaterThan(50)
  const taking = inputs.filter(([, input]) => {
    const schema = z.toJSONSchema(input, { io: 'output', unrepresentable: 'any' })
    return loose(schema).length > 0
  })
  expect(taking.map(([path]) => path)).toEqual([])
  // The look can fail.
  expect(loose(z.toJSONSchema(z.looseObject({ a: z.string() }), { io: 'output' }))).toHaveLength(1)
})

test.each(procedures.map(([path]) => path))('%s', async (path) => {
  const [, defined] = procedures.find(([name]) => name === path) ?? []
  const [input] = defined?._def.inputs ?? []
  const schema = input instanceof z.ZodType ? z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) : {}
  const plausible = fitting(schema as Schema)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...people),
      fc.oneof({ arbitrary: plausible, weight: 3 }, { arbitrary: odd, weight: 1 }),
      async (who, sent) => {
        const answer = await send(who, path, sent)
        expect(answer).not.toMatch(/prisma|postgres|select |node_modules|\/src\//i)
        if (who.startsWith('city')) return
        expect(answer).not.toMatch(/Hoa Ban|Tổ dân phố số 1/)
        const asked = JSON.stringify(sent) ?? ''
        expect(hidden.filter((id) => answer.includes(id) && !asked.includes(id))).toEqual([])
      },
    ),
    { numRuns: isLongRun ? 200 : 14, ...(isLongRun ? {} : { seed: 20261127 }) },
  )
})
