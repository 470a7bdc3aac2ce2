import type { LoaderFunction, LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { kept } from './kept-answers.server.ts'

const coded = (code: string) => Object.assign(new Error('quotes a person'), { code })
function throwing(error: unknown): LoaderFunction {
  return async () => {
    throw error
  }
}

test.each([
  ['a page that is read', () => 'read', true, 'read'],
  ['a disk without room', throwing(coded('ENOSPC')), true, { status: 507, why: 'STORAGE_FULL' }],
  ['a table without room', throwing(coded('53100')), true, { status: 507, why: 'STORAGE_FULL' }],
  ['a database that is away', throwing(coded('P1001')), true, { status: 503, why: 'STORAGE_AWAY' }],
  ['a clock set in the middle', throwing(coded('WRONG_CLOCK')), true, { status: 503, why: 'CLOCK' }],
  ['a wrong clock: nothing is read at all', throwing(new TypeError('read')), false, { status: 503, why: 'CLOCK' }],
] as const)('%s', async (_, work, isClockRight, expected) => {
  const lines: string[] = []
  const args = {
    context: { log: { warn: (facts: object, text: string) => lines.push(JSON.stringify(facts) + text) } },
  }
  const answer = await Promise.resolve(
    kept(work as LoaderFunction, async () => isClockRight)(args as unknown as LoaderFunctionArgs),
  ).catch(({ init, data }) => ({ status: init.status, why: data.notKept }))
  expect(answer).toEqual(expected)
  expect(lines.join()).not.toContain('quotes a person')
})

test('a mistake of ours stays one', async () => {
  const guarded = kept(throwing(new TypeError('a mistake of ours')), async () => true)
  await expect(Promise.resolve(guarded({} as LoaderFunctionArgs))).rejects.toThrow('a mistake of ours')
})
