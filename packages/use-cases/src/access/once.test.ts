import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { ok, refuse } from '@nq15/domain/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { once, RequestIdTakenError } from './once.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

const scope = operatorScope('campaign:setup')
const other = proveScope(serviceActor('campaign'), 'campaign:setup')
if (!other) throw new Error('the campaign sets up campaigns')

let acts = 0
const act = (requestId: string, by = scope, useCase = 'rate') =>
  db.database.asActor(by, (tx) =>
    once(tx, by, { requestId, useCase }, async () => {
      acts += 1
      return ok({ act: acts })
    }),
  )

test('the same id again gets the first answer and nothing happens twice', async () => {
  acts = 0
  const requestId = newId()
  await expect(act(requestId)).resolves.toEqual({ ok: true, value: { act: 1 } })
  await expect(act(requestId)).resolves.toEqual({ ok: true, value: { act: 1 } })
  await expect(act(newId())).resolves.toEqual({ ok: true, value: { act: 2 } })
})

test('twenty at once act once and get one answer', async () => {
  acts = 0
  const requestId = newId()
  const answers = await Promise.all(Array.from({ length: 20 }, () => act(requestId)))
  expect(acts).toBe(1)
  expect(answers).toEqual(Array.from({ length: 20 }, () => ({ ok: true, value: { act: 1 } })))
})

test('somebody else’s id and another use case’s id are refused', async () => {
  const requestId = newId()
  await act(requestId)
  await expect(act(requestId, other)).rejects.toThrow(RequestIdTakenError)
  await expect(act(requestId, scope, 'decide')).rejects.toThrow(RequestIdTakenError)
})

test('a refusal is not kept: the corrected form may come with the same id', async () => {
  acts = 0
  const requestId = newId()
  const refused = await db.database.asActor(scope, (tx) =>
    once(tx, scope, { requestId, useCase: 'rate' }, async () => refuse({ code: 'not-yet' })),
  )
  expect(refused).toEqual({ ok: false, refusal: { code: 'not-yet' } })
  await expect(act(requestId)).resolves.toEqual({ ok: true, value: { act: 1 } })
})

test('work that throws leaves the id free', async () => {
  acts = 0
  const requestId = newId()
  const broken = db.database.asActor(scope, (tx) =>
    once(tx, scope, { requestId, useCase: 'rate' }, () => Promise.reject(new Error('out of paper'))),
  )
  await expect(broken).rejects.toThrow('out of paper')
  await expect(act(requestId)).resolves.toEqual({ ok: true, value: { act: 1 } })
})

test('an answer of nothing is an answer', async () => {
  const requestId = newId()
  let times = 0
  const silent = () =>
    db.database.asActor(scope, (tx) =>
      once(tx, scope, { requestId, useCase: 'silent' }, async () => {
        times += 1
        return null
      }),
    )
  await expect(silent()).resolves.toBeNull()
  await expect(silent()).resolves.toBeNull()
  expect(times).toBe(1)
})
