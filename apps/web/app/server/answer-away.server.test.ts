import { type ActionFunction, type ActionFunctionArgs, data } from '@remix-run/node'
import { expect, test } from 'vitest'
import { patient } from './answer-away.server.ts'

const throwing =
  (thrown: unknown): ActionFunction =>
  () => {
    throw thrown
  }
const logged: string[] = []
const args = {
  context: { log: { error: (_: object, what: string) => logged.push(what) } },
} as unknown as ActionFunctionArgs

test.each([
  ['57P01', 'shut down in the middle'],
  ['25006', 'a primary that became a replica'],
  ['ECONNREFUSED', 'nobody there'],
  ['P2028', 'no transaction in time'],
])('%s (%s) is answered 503, to be sent again shortly', async (code) => {
  const thrown = await Promise.resolve(patient(throwing(Object.assign(new Error('x'), { code })))(args)).catch(
    (one) => one,
  )
  expect(thrown).toBeInstanceOf(Response)
  expect([thrown.status, thrown.headers.get('retry-after')]).toEqual([503, '5'])
  expect(logged.splice(0)).toEqual(['the database does not answer'])
})

test('an answer stays one, and so does a mistake of ours', async () => {
  const [forbidden, mistake] = [data(null, { status: 403 }), new TypeError('x')]
  await expect(patient(throwing(forbidden))(args)).rejects.toBe(forbidden)
  await expect(patient(throwing(mistake))(args)).rejects.toBe(mistake)
  const well: ActionFunction = () => 'well'
  expect(await patient(well)(args)).toBe('well')
  expect(logged).toEqual([])
})
