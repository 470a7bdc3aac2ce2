import { data } from '@remix-run/node'
import { expect, test } from 'vitest'
import { isLawfulAnswer } from './is-lawful-answer.server.ts'

/** As the router hands on what the door of a file threw. */
const ofRouter = (status: number) => ({ status, statusText: '', internal: false, data: null })

test.each([
  ['a refusal as the door throws it', data(null, { status: 403 }), true],
  ['a refusal as the router hands it on', ofRouter(403), true],
  ['not there', ofRouter(404), true],
  ['a fault with a status', ofRouter(500), false],
  ['a mistake', new TypeError('x is undefined'), false],
  ['nothing', null, false],
])('%s', (_what, thrown, lawful) => {
  expect(isLawfulAnswer(thrown)).toBe(lawful)
})
