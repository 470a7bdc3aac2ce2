import { expect, test } from 'vitest'
import { BadConfiguration, parseEnv } from './env.server.ts'

const flawless = { DATABASE_URL: 'postgresql://app@127.0.0.1:5432/nq15', NQ15_SECRET: 's'.repeat(32) }

test('the smallest configuration listens on loopback and is no demo', () => {
  expect(parseEnv(flawless)).toMatchObject({
    host: '127.0.0.1',
    port: 3015,
    publicUrl: 'http://127.0.0.1:3015',
    demo: false,
    trustProxy: 'none',
    metricsToken: null,
  })
})

test.each([
  ['NQ15_SECRET', 's'.repeat(31)],
  ['NQ15_SECRET', ''],
  ['DATABASE_URL', 'mysql://x'],
  ['NQ15_WEB_PORT', '65536'],
  ['NQ15_WEB_PORT', '0'],
  ['NQ15_WEB_PORT', 'x'],
  ['NQ15_PUBLIC_URL', 'ftp://x.vn'],
  ['NQ15_LOG_LEVEL', 'loud'],
  ['NQ15_WEB_PROCESSES', '0'],
  ['NQ15_WEB_PROCESSES', 'auto'],
  ['NQ15_METRICS_TOKEN', 'short'],
  ['NQ15_DEMO', 'yes'],
  ['NQ15_SIGN_IN', 'oidc'],
  ['NQ15_SIGN_IN', 'password'],
  ['NQ15_OIDC_ISSUER', 'http://id.example'],
  ['DATABASE_REPLICA_URL', 'postgresql://owner@127.0.0.1:5433/nq15'],
  ['NQ15_REPLICA_MOST_BEHIND', '0'],
])('%s = "%s" is refused by name', (name, value) => {
  expect(() => parseEnv({ ...flawless, [name]: value })).toThrow(name)
})

test('all faults are told at once and no value is printed', () => {
  const attempt = () => parseEnv({ NQ15_SECRET: 'too-short-secret', NQ15_OIDC_CLIENT_SECRET: 'short-too' })
  expect(attempt).toThrow(BadConfiguration)
  expect(attempt).toThrow('DATABASE_URL: is missing')
  expect(attempt).toThrow('NQ15_OIDC_CLIENT_SECRET: must have at least 16 characters')
  expect(attempt).not.toThrow('too-short-secret')
  expect(attempt).not.toThrow('short-too')
})

test.each([
  ['the embedded database answers one after the other', { NQ15_EMBEDDED: '1' }, 1],
  ['as many as the operator says', { NQ15_WEB_PROCESSES: '3' }, 3],
  ['also on the embedded database', { NQ15_EMBEDDED: '1', NQ15_WEB_PROCESSES: '2' }, 2],
])('web processes: %s', (_, given, processes) => {
  expect(parseEnv({ ...flawless, ...given }).processes).toBe(processes)
})

test('the public address loses its last slash', () => {
  expect(parseEnv({ ...flawless, NQ15_PUBLIC_URL: 'https://nq15.example/' }).publicUrl).toBe('https://nq15.example')
})
