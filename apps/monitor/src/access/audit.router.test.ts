import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { type Role, roles, standAloneRoles } from '@nq15/domain/access'
import { exampleAuth, exampleSignedIn } from '@nq15/use-cases/access/example'
import { readActor } from '@nq15/use-cases/access/read-actor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appRouter } from '../app-router.ts'
import { createCallerFactory } from '../trpc.ts'

let db: TestDatabase
const city = newId()
beforeAll(async () => {
  db = await openTestDatabase()
  await db.asOwner(`insert into organization (id, side) values ('${city}', 'party')`)
})
afterAll(() => db.close())

const call = createCallerFactory(appRouter)

async function callerOf(role: Role, demanding: readonly Role[] = []) {
  const auth = { ...exampleAuth(db), secondFactorRoles: demanding }
  const organization = standAloneRoles.includes(role) ? {} : { organizationId: city }
  const { browser } = await exampleSignedIn(auth, { username: `${role}-${newId().slice(-6)}`, role, ...organization })
  const signedIn = await readActor(auth, browser.visit().headers, { requestId: 'r-1', slide: false })
  return call({ db: db.database, signedIn, requestId: 'r-1' })
}

// Every role of the vocabulary is tried; the second column is what the permission table promises.
const matrix = roles.map((role) => ({ role, answer: role === 'privacy-auditor' ? 'admitted' : 'FORBIDDEN' }))

test.each(matrix)('audit.status: $role is $answer', async ({ role, answer }) => {
  const caller = await callerOf(role)
  const outcome = await caller.audit.status().then(
    () => 'admitted',
    (error) => error.code,
  )
  expect(outcome).toBe(answer)
})

test('nobody signed in is refused before anything is read', async () => {
  await expect(call({ db: db.database, signedIn: null, requestId: 'r-1' }).audit.status()).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
  })
})

test('an auditor who owes a second factor is refused', async () => {
  const caller = await callerOf('privacy-auditor', ['privacy-auditor'])
  await expect(caller.audit.status()).rejects.toMatchObject({ code: 'FORBIDDEN', message: 'owes-second-factor' })
})

test('the status counts what waits and what is sealed', async () => {
  const status = await (await callerOf('privacy-auditor')).audit.status()
  expect(status).toMatchObject({ batches: 0, sealed: 0, head: null })
  expect(status.unsealed).toBeGreaterThan(0)
})
