import { expect, test } from 'vitest'
import { parseEnv } from './env.ts'

const flawless = { DATABASE_URL: 'postgresql://app@localhost/nq15', NQ15_SECRET: 's'.repeat(32) }

test('two variables are enough; it listens on loopback', () => {
  expect(parseEnv(flawless)).toEqual({
    host: '127.0.0.1',
    port: 3016,
    publicUrl: 'http://127.0.0.1:3015',
    databaseUrl: flawless.DATABASE_URL,
    secret: flawless.NQ15_SECRET,
    logLevel: 'info',
    metricsToken: null,
    shutdownSeconds: 8,
    files: expect.objectContaining({ clamd: null, limits: {} }),
    mail: null,
    replica: null,
    traces: { to: null, because: null },
    // The open service believes no proxy and the public check is off until the settings say otherwise.
    serviceUrl: null,
    serviceProxies: [],
    checkUrl: null,
  })
})

test.each([
  { name: 'NQ15_MONITOR_PORT', value: '65536' },
  { name: 'NQ15_MONITOR_PORT', value: 'abc' },
  { name: 'NQ15_SECRET', value: 's'.repeat(31) },
  { name: 'DATABASE_URL', value: 'mysql://localhost/nq15' },
  { name: 'DATABASE_URL', value: '' },
  { name: 'NQ15_PUBLIC_URL', value: 'nq15.example' },
  { name: 'NQ15_LOG_LEVEL', value: 'loud' },
  { name: 'NQ15_METRICS_TOKEN', value: 'short' },
  { name: 'NQ15_SMTP_URL', value: 'http://mail.example' },
  { name: 'NQ15_MAIL_FROM', value: 'nobody' },
  { name: 'DATABASE_REPLICA_URL', value: 'postgresql://owner@localhost/nq15' },
  { name: 'NQ15_REPLICA_MOST_BEHIND', value: '1000' },
])('$name=“$value” is refused by name, without its value', ({ name, value }) => {
  const parse = () => parseEnv({ ...flawless, [name]: value })
  expect(parse).toThrow(name)
  if (value.length > 3) expect(parse).not.toThrow(value)
})

test('all faults are named at once', () => {
  expect(() => parseEnv({})).toThrow(/DATABASE_URL: is missing[\s\S]*NQ15_SECRET: is missing/)
})

test('a mail server needs an address to send from', () => {
  const given = { ...flawless, NQ15_SMTP_URL: 'smtp://name:secret@mail.example:587' }
  expect(() => parseEnv(given)).toThrow(/NQ15_MAIL_FROM: is missing/)
  const from = 'nq15@mail.example'
  expect(parseEnv({ ...given, NQ15_MAIL_FROM: from }).mail).toEqual({ url: given.NQ15_SMTP_URL, from })
})
