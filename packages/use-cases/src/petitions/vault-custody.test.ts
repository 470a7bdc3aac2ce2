import { expect, test } from 'vitest'
import { makeKeyPair } from './vault-crypto.ts'
import { Custody, idleUnlockedMinutes, longestUnlockedHours } from './vault-custody.ts'

const minute = 60_000
const of = () => ({
  ...{ custodianId: 'c', organizationId: 'unit', userId: 'u', sessionId: 'sign-in' },
  keys: makeKeyPair(),
})

test('a session locks itself when idle, at its end whatever its use, in another sign-in, and forgets the key', () => {
  let now = 0
  const custody = new Custody(() => now)
  custody.unlock(of())
  expect(custody.own('u', 'other sign-in')).toBeNull()
  now = idleUnlockedMinutes * minute - 1
  expect(custody.own('u', 'sign-in')).not.toBeNull()
  now += idleUnlockedMinutes * minute - 1
  // Looking at the page is no use of the key.
  expect(custody.peek('u', 'sign-in')).not.toBeNull()
  now += 1
  expect(custody.listOf('unit')).toEqual([])

  const held = of()
  custody.unlock(held)
  const begun = now
  while (now < begun + longestUnlockedHours * 60 * minute) {
    expect(custody.own('u', 'sign-in')).not.toBeNull()
    now += 10 * minute
  }
  expect(custody.own('u', 'sign-in')).toBeNull()
  expect(held.keys.privateKey.every((byte) => byte === 0)).toBe(true)
})

test('the key of a paper is kept until the end of its opening', () => {
  let now = 0
  const custody = new Custody(() => now)
  const key = Uint8Array.of(1, 2, 3)
  custody.keepOpened('opening', {
    keys: new Map([['paper', key]]),
    ...{ organizationId: 'unit', until: new Date(60 * minute) },
  })
  now = 60 * minute - 1
  expect(custody.opened('opening', 'paper')).toBe(key)
  expect(custody.opened('opening', 'another')).toBeNull()
  now += 1
  expect(custody.opened('opening', 'paper')).toBeNull()
  expect([...key]).toEqual([0, 0, 0])
})
