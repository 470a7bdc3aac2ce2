import { expect, test } from 'vitest'
import { emergencyState } from './emergency-state.ts'
import { passkeyPlace } from './passkey-place.ts'
import { provesSecondFactor, usernameOfClaims } from './read-claims.ts'

const rules = [
  { claim: 'amr', value: 'otp' },
  { claim: 'acr', value: 'high' },
] as const

test.each([
  { claims: { amr: ['pwd', 'otp'] }, proved: true },
  { claims: { acr: 'high' }, proved: true },
  { claims: { amr: ['pwd'] }, proved: false },
  { claims: { amr: 'otp' }, proved: false },
  { claims: { amr: ['high'] }, proved: false },
  { claims: { acr: 'otp' }, proved: false },
  { claims: { acr: ['high'] }, proved: false },
  { claims: {}, proved: false },
])('$claims: a second factor is $proved', ({ claims, proved }) => {
  expect(provesSecondFactor(claims, rules)).toBe(proved)
  expect(provesSecondFactor(claims, [])).toBe(false)
})

test.each([
  { claims: { preferred_username: 'ThuKy1' }, username: 'thuky1' },
  { claims: { preferred_username: 'thuky1@hanoi.example' }, username: null },
  { claims: { preferred_username: ['thuky1'] }, username: null },
  { claims: { preferred_username: '' }, username: null },
  { claims: { username: 'thuky1' }, username: null },
])('$claims names $username', ({ claims, username }) => {
  expect(usernameOfClaims(claims, 'preferred_username')).toBe(username)
  expect(usernameOfClaims(claims, null)).toBeNull()
})

test('a claim of the object’s own kind is none', () => {
  expect(usernameOfClaims({}, 'constructor')).toBeNull()
})

test.each([
  { url: 'https://nq15.hanoi.example', place: { origin: 'https://nq15.hanoi.example', id: 'nq15.hanoi.example' } },
  {
    url: 'https://nq15.hanoi.example:8443',
    place: { origin: 'https://nq15.hanoi.example:8443', id: 'nq15.hanoi.example' },
  },
  { url: 'http://localhost:3015', place: { origin: 'http://localhost:3015', id: 'localhost' } },
  { url: 'http://nq15.hanoi.example', place: null },
  { url: 'http://127.0.0.1:3015', place: null },
  { url: 'https://10.0.0.5', place: null },
  { url: 'https://[::1]:3015', place: null },
])('passkeys of $url belong to $place', ({ url, place }) => {
  expect(passkeyPlace(url)).toEqual(place)
})

const opened = { openedAt: new Date('2026-11-24T01:00:00Z'), closesAt: new Date('2026-11-24T09:00:00Z') }
test.each([
  { at: '2026-11-24T08:59:59.999Z', opening: opened, state: 'open' },
  { at: '2026-11-24T09:00:00Z', opening: opened, state: 'spent' },
  { at: '2026-11-24T09:00:00Z', opening: { openedAt: null, closesAt: null }, state: 'sealed' },
])('an emergency account at $at is $state', ({ at, opening, state }) => {
  expect(emergencyState(opening, new Date(at))).toBe(state)
})
