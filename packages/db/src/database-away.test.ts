import { expect, test } from 'vitest'
import { isDatabaseAway } from './database-away.ts'

const withCode = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more })

test.each([
  ['the server is shut down', withCode('57P01'), true],
  ['the server starts', withCode('57P03'), true],
  ['the old primary became a replica', withCode('25006'), true],
  ['the balancer has no primary', withCode('ECONNREFUSED', { syscall: 'connect' }), true],
  ['the pooler lost its server', withCode('08P01'), true],
  ['the driver was cut off', new Error('Connection terminated unexpectedly'), true],
  ['Prisma found nobody', withCode('P1001'), true],
  ['a transaction could not begin', withCode('P2028'), true],
  [
    'wrapped by the adapter',
    Object.assign(new Error('x'), { cause: { kind: 'postgres', originalCode: '57P01' } }),
    true,
  ],
  ['wrapped twice', withCode('P2010', { meta: { driverAdapterError: { cause: { kind: 'ConnectionClosed' } } } }), true],
  ['a key that stands already', withCode('23505'), false],
  ['a row that changed meanwhile', withCode('P2025'), false],
  ['a mistake of ours', new TypeError('x is undefined'), false],
  ['no error at all', 'x', false],
  ['nothing', null, false],
])('%s: away %s', (_, error, away) => expect(isDatabaseAway(error)).toBe(away))

test('a chain that bites its own tail ends', () => {
  const error = new Error('x')
  error.cause = error
  expect(isDatabaseAway(error)).toBe(false)
})
