import type { Tx } from '@nq15/db/client'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Auth } from './auth.ts'
import { exampleAuth, exampleSignedIn } from './example.ts'
import { readActor } from './read-actor.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

/** The same database with a clock of its own that goes on being right: the embedded one has its program's. */
function onAnotherMachine(real: Date): Auth {
  const ownClock = (tx: Tx) =>
    new Proxy(tx, {
      get: (of, name) =>
        name === '$queryRaw'
          ? async (text: TemplateStringsArray, ...values: unknown[]) =>
              text.join('').includes('clock_timestamp()') ? [{ now: real }] : of.$queryRaw(text, ...values)
          : Reflect.get(of, name),
    })
  const auth = exampleAuth(db)
  return { ...auth, db: { ...auth.db, asSignIn: (work) => auth.db.asSignIn((tx) => work(ownClock(tx))) } }
}

test.each([
  { because: 'a day ahead', setBy: 86_400 },
  { because: 'far enough ahead to move the idle limit', setBy: 1_200 },
])('nobody is signed out, nor for longer in, by a clock that was set: $because', async ({ setBy }) => {
  const auth = onAnotherMachine(new Date())
  const { browser, userId } = await exampleSignedIn(auth, { username: `dong.ho.${setBy}` })
  const actor = () => readActor(auth, browser.visit().headers, { requestId: 'r-1' })
  const endOf = () => db.asOwner('select expires_at from auth.session where user_id = $1', [userId])
  const before = await endOf()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + setBy * 1_000 })
  try {
    await expect(actor()).rejects.toThrow(expect.objectContaining({ name: 'WrongClock' }))
  } finally {
    vi.useRealTimers()
  }
  expect(await endOf()).toEqual(before)
  await expect(actor()).resolves.toMatchObject({ account: { userId } })
})
