import { expect, test } from 'vitest'
import { watchClock } from './watch-clock.ts'

const noon = Date.UTC(2026, 10, 27, 5)

/** A program and a database whose clocks go on by hand. */
function town() {
  const at = { own: noon, steady: 0, server: noon, asked: 0, silent: false }
  const watch = watchClock(
    async () => {
      at.asked += 1
      if (at.silent) throw new Error('away')
      return new Date(at.server)
    },
    { now: () => at.own, steady: () => at.steady },
  )
  const pass = (seconds: number) => {
    for (const clock of ['own', 'steady', 'server'] as const) at[clock] += seconds * 1_000
  }
  return { at, watch, pass }
}

test.each([
  { because: 'the same time', setBy: 0, right: true },
  { because: 'five minutes, the most allowed', setBy: 300, right: true },
  { because: 'a day ahead', setBy: 86_400, right: false },
  { because: 'an hour behind', setBy: -3_600, right: false },
])('a clock that was set while it ran is noticed at the next question: $because', async ({ setBy, right }) => {
  const { at, watch, pass } = town()
  expect(await watch.isRight()).toBe(true)
  pass(1)
  at.own += setBy * 1_000
  expect(await watch.ahead()).toBe(setBy)
  expect(await watch.isRight()).toBe(right)
})

test('a clock that is set back is right again at once', async () => {
  const { at, watch, pass } = town()
  at.own += 86_400_000
  expect(await watch.isRight()).toBe(false)
  pass(1)
  at.own -= 86_400_000
  expect(await watch.isRight()).toBe(true)
})

test('the database is asked once a minute, and once for all who ask together', async () => {
  const { at, watch, pass } = town()
  await Promise.all([watch.ahead(), watch.ahead(), watch.isRight()])
  pass(59)
  await watch.ahead()
  expect(at.asked).toBe(1)
  pass(1)
  await watch.ahead()
  expect(at.asked).toBe(2)
})

test('a database that says nothing makes no clock wrong', async () => {
  const { at, watch } = town()
  at.silent = true
  expect(await watch.ahead()).toBeNull()
  expect(await watch.isRight()).toBe(true)
})
