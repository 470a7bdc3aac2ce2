import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, operatorScope, type TestDatabase } from '../seed/test-database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

test('the operator enters and the policies let him see the directory', async () => {
  const scope = operatorScope('organization:read')
  const answer = await db.database.asActor(scope, async (tx) => ({
    organizations: await tx.organization.count(),
    role: await tx.$queryRaw`select current_user::text as role, current_setting('app.user_id') as id`,
  }))
  expect(answer).toEqual({
    organizations: 0,
    role: [{ role: 'nq15_city_person', id: '01900000-0000-7000-8000-000000000001' }],
  })
})

test('sign-in sees accounts and no content', async () => {
  await expect(db.database.asSignIn((tx) => tx.authUser.count())).resolves.toBe(0)
  await expect(db.database.asSignIn((tx) => tx.member.count())).rejects.toThrow()
})

test('the sign-in client wraps each call in a transaction of its own', async () => {
  await expect(db.database.signInClient.authUser.findMany()).resolves.toEqual([])
})
