import { expect, test } from 'vitest'
import { isForbiddenAddress, readWebhookUrl, webhookRetryMs } from './index.ts'

test.each([
  ['127.0.0.1', true],
  ['127.255.255.254', true],
  ['0.0.0.0', true],
  ['169.254.169.254', true],
  ['224.0.0.1', true],
  ['255.255.255.255', true],
  ['::', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:10.0.0.1', false],
  ['::7f00:1', true],
  ['::ffff:7f00:1', true],
  ['fe80::1', true],
  ['fe80::1%eth0', true],
  ['ff02::1', true],
  ['64:ff9b::7f00:1', true],
  ['2002:7f00:1::', true],
  ['localhost', true],
  ['300.1.1.1', true],
  ['', true],
  ['10.0.0.1', false],
  ['192.168.1.2', false],
  ['203.0.113.7', false],
  ['fd00::1', false],
  ['2001:db8::1', false],
] as const)('%s is never called: %s', (address, forbidden) => {
  expect(isForbiddenAddress(address)).toBe(forbidden)
})

test.each([
  ['https://a.example/x', { host: 'a.example', port: 443, isSecure: true }],
  ['http://A.example:8080/x', { host: 'a.example', port: 8080, isSecure: false }],
  ['http://[fd00::1]/x', { host: 'fd00::1', port: 80, isSecure: false }],
  ['https://u:p@a.example/', 'CREDENTIALS_IN_URL'],
  ['ftp://a.example/', 'BAD_URL'],
  ['no address', 'BAD_URL'],
] as const)('%s points to', (text, expected) => {
  const read = readWebhookUrl(text)
  expect(read.ok ? read.value : read.refusal.code).toEqual(expected)
})

test('a telling is tried seven times more, later each time, then given up', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map(webhookRetryMs)
  expect(waits).toEqual(waits.toSorted((one, other) => (one ?? 0) - (other ?? 0)))
  expect(webhookRetryMs(8)).toBeNull()
})
