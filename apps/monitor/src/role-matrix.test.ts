import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { roles, standAloneRoles } from '@nq15/domain/access'
import { exampleAuth, exampleSignedIn } from '@nq15/use-cases/access/example'
import { readActor, type SignedIn } from '@nq15/use-cases/access/read-actor'
import { getTRPCErrorFromUnknown } from '@trpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appRouter } from './app-router.ts'
import { replicaProcedures } from './replica-reads.ts'
import { createCallerFactory } from './trpc.ts'

/*
 * Every procedure by every role, called without input: `in` where the gate admits (the missing input may then be refused),
 * `403` and `401` where it does not. A procedure without its row fails here, with the row to be judged and pasted.
 */
const columns = ['anyone', ...roles]
const tableFile = fileURLToPath(new URL('./role-matrix.txt', import.meta.url))
const call = createCallerFactory(appRouter)

let db: TestDatabase
const signedIn = new Map<string, SignedIn | null>()
beforeAll(async () => {
  db = await openTestDatabase()
  const city = newId()
  await db.asOwner(`insert into organization (id, side) values ('${city}', 'party')`)
  const auth = { ...exampleAuth(db), secondFactorRoles: [] }
  for (const role of roles) {
    const organization = standAloneRoles.includes(role) ? {} : { organizationId: city }
    const { browser } = await exampleSignedIn(auth, { username: `${role}-x`, role, ...organization })
    signedIn.set(role, await readActor(auth, browser.visit().headers, { requestId: 'r-1', slide: false }))
  }
})
afterAll(() => db.close())

async function answerOf(path: string, who: string): Promise<string> {
  const caller = call({ db: db.database, signedIn: signedIn.get(who) ?? null, requestId: 'r-1' })
  const procedure = path
    .split('.')
    .reduce<unknown>((at, name) => Reflect.get(at as object, name), caller) as () => Promise<unknown>
  try {
    await procedure()
    return 'in'
  } catch (error) {
    const { code } = getTRPCErrorFromUnknown(error)
    return code === 'FORBIDDEN' ? '403' : code === 'UNAUTHORIZED' ? '401' : 'in'
  }
}

test('every procedure by every role answers what its row says', async () => {
  const text = await readFile(tableFile, 'utf8')
  const [head, ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  expect(head?.split(/\s+/u).slice(1)).toEqual(columns)
  const found: string[] = []
  for (const path of Object.keys(appRouter._def.procedures).sort()) {
    const answers: string[] = []
    for (const who of columns) answers.push(await answerOf(path, who))
    found.push(`${path.padEnd(24)} ${answers.join(' ')}`)
  }
  expect(found.join('\n'), 'judge each answer, then paste into role-matrix.txt').toBe(lines.join('\n'))
})

test('only queries that exist may read a replica', () => {
  const queries = Object.entries<{ readonly _def: { readonly type: string } }>(appRouter._def.procedures as never)
    .filter(([, { _def }]) => _def.type === 'query')
    .map(([path]) => path)
  expect(queries).toEqual(expect.arrayContaining(Object.keys(replicaProcedures)))
})
