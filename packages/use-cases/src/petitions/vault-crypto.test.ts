import { expect, test } from 'vitest'
import {
  joinShares,
  makeDataKey,
  makeKeyPair,
  makeShares,
  openText,
  sealKey,
  sealText,
  traceOf,
  unsealKey,
  unwrapPrivateKey,
  wrapPrivateKey,
} from './vault-crypto.ts'

const cost = { operations: 1, memory: 8 * 1024 * 1024 }

test('a private key comes back with its passphrase and with no other', () => {
  const { privateKey } = makeKeyPair()
  const wrapped = wrapPrivateKey(privateKey, 'bốn mùa hoa sưa nở', cost)
  expect(unwrapPrivateKey(wrapped, 'bốn mùa hoa sưa nở')).toEqual(privateKey)
  // The same letters, composed otherwise: a keyboard is no other person.
  expect(unwrapPrivateKey(wrapped, 'bốn mùa hoa sưa nở'.normalize('NFD'))).toEqual(privateKey)
  expect(unwrapPrivateKey(wrapped, 'bốn mùa hoa sữa nở')).toBeNull()
})

test('a text opens with the key sealed to its holder, for its own row only', () => {
  const holder = makeKeyPair()
  const key = makeDataKey()
  const stored = sealText('Mạc Thị Én', key, 'paper-1')
  const unsealed = unsealKey(sealKey(key, holder.publicKey), holder)
  if (!unsealed) throw new Error('the holder could not open the key')
  expect(openText(stored, unsealed, 'paper-1')).toBe('Mạc Thị Én')
  expect(openText(stored, unsealed, 'paper-2')).toBeNull()
  expect(openText(stored, makeDataKey(), 'paper-1')).toBeNull()
  expect(unsealKey(sealKey(key, makeKeyPair().publicKey), holder)).toBeNull()
  // A long name is as long as a short one.
  expect(sealText('A', key, 'x').sealed).toHaveLength(stored.sealed.length)
})

test('two of three shares make the key whole; one, twice the same, a mistyped or a strange one do not', async () => {
  const { publicKey, privateKey } = makeKeyPair()
  const [one = '', two = '', three = ''] = await makeShares(privateKey)
  for (const pair of [
    [one, two],
    [two, three],
    [three.toLowerCase(), ` ${one} `],
  ]) {
    expect((await joinShares(pair, publicKey))?.privateKey).toEqual(privateKey)
  }
  const [strange = ''] = await makeShares(makeKeyPair().privateKey)
  const mistyped = `${two.slice(0, -1)}${two.endsWith('0') ? '1' : '0'}`
  for (const pair of [[one], [one, one], [one, mistyped], [one, strange], [one, 'ABCDEF']]) {
    expect(await joinShares(pair, publicKey)).toBeNull()
  }
})

test('a trace holds within unit and kind and with its key only', () => {
  const key = makeDataKey()
  const within = { organizationId: 'commune', kind: 'denunciation' }
  const trace = traceOf('name:macthien', key, within)
  expect(traceOf('name:macthien', key, within)).toBe(trace)
  expect(traceOf('name:macthien', key, { ...within, kind: 'mixed' })).not.toBe(trace)
  expect(traceOf('name:macthien', key, { ...within, organizationId: 'other' })).not.toBe(trace)
  expect(traceOf('name:macthien', makeDataKey(), within)).not.toBe(trace)
})
