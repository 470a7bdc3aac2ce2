import { expect, test } from 'vitest'
import { StoreFault } from './files/s3-store.ts'
import { storageFault } from './storage-fault.ts'

const fault = (facts: object) => Object.assign(new Error('quotes a row'), facts)
const raised = (code: string) =>
  fault({ code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: code, kind: 'postgres', code } } } })

test.each([
  ['a disk that is full under a table', raised('53100'), 'full'],
  ['a disk that is full under our own files', fault({ code: 'ENOSPC' }), 'full'],
  ['a quota of the disk', fault({ cause: fault({ code: 'EDQUOT' }) }), 'full'],
  ['a transaction that ended because the disk is full', fault({ code: 'P2028', cause: raised('53100') }), 'full'],
  ['no connection left', raised('53300'), 'away'],
  ['a clock that was set', raised('WRONG_CLOCK'), 'clock'],
  ['a database that starts', raised('57P03'), 'away'],
  ['a database that stops', raised('57P01'), 'away'],
  ['a database that crashed', raised('57P02'), 'away'],
  ['nobody on the port', fault({ code: 'P1001' }), 'away'],
  ['nobody on the port, told by its kind', fault({ cause: { kind: 'DatabaseNotReachable' } }), 'away'],
  ['an old primary that became a replica', raised('25006'), 'away'],
  ['a pooler that lost its server', fault({ code: '08P01' }), 'away'],
  ['a connection that broke off', new Error('Connection terminated unexpectedly'), 'away'],
  ['a transaction that found no connection in time', fault({ code: 'P2028' }), 'away'],
  ['a store of files that answers what nobody expects', new StoreFault('the store answered 503'), 'away'],
  ['a mistake of ours', new TypeError('x is not a function'), null],
  ['a row that breaks a rule', raised('23505'), null],
  ['a statement that took too long', raised('57014'), null],
  ['something thrown that is no error', 'ENOSPC', null],
])('%s', (_, error, expected) => {
  expect(storageFault(error)).toBe(expected)
})

test('a fault that is its own cause is looked at to an end', () => {
  const round = fault({})
  expect(storageFault(Object.assign(round, { cause: round }))).toBeNull()
})
