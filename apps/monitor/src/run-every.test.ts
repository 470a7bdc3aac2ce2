import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runEvery } from './run-every.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Work that ends when told to. */
function slowWork() {
  const ends: (() => void)[] = []
  const work = vi.fn((_signal: AbortSignal) => new Promise<void>((resolve) => ends.push(resolve)))
  return { work, endOne: () => ends.shift()?.() }
}

test('a round begins only after the one before has ended', async () => {
  const { work, endOne } = slowWork()
  const repeated = runEvery({ everyMs: 1_000, work, onError: () => undefined })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(work).toHaveBeenCalledTimes(1)
  endOne()
  await vi.advanceTimersByTimeAsync(999)
  expect(work).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(work).toHaveBeenCalledTimes(2)
  endOne()
  await repeated.stop()
})

test('a failed round is told and the next one comes', async () => {
  const onError = vi.fn()
  const work = vi.fn(() => Promise.reject(new Error('no database')))
  const repeated = runEvery({ everyMs: 1_000, work, onError })
  await vi.advanceTimersByTimeAsync(2_500)
  expect(work).toHaveBeenCalledTimes(3)
  expect(onError).toHaveBeenCalledTimes(3)
  await repeated.stop()
})

test('stopping tells the work, waits for its end and starts nothing more', async () => {
  const { work, endOne } = slowWork()
  const repeated = runEvery({ everyMs: 1_000, work, onError: () => undefined })
  let stopped = false
  const stopping = repeated.stop().then(() => {
    stopped = true
  })
  await vi.advanceTimersByTimeAsync(0)
  expect(work.mock.calls[0]?.[0].aborted).toBe(true)
  expect(stopped).toBe(false)
  endOne()
  await stopping
  await vi.advanceTimersByTimeAsync(10_000)
  expect(work).toHaveBeenCalledTimes(1)
})
