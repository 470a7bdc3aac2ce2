import { expect, test } from 'vitest'
import { ownSignIn, readSignInSettings } from './sign-in-settings.ts'

const flawless = {
  NQ15_OIDC_ISSUER: 'https://id.hanoi.example/realms/city',
  NQ15_OIDC_CLIENT_ID: 'nq15',
  NQ15_OIDC_CLIENT_SECRET: 'a secret of 24 characters',
}

test('without a setting: passwords and passkeys, no provider', () => {
  expect(readSignInSettings({})).toEqual({ ok: true, value: ownSignIn })
})

test('three settings make a provider; nothing is believed that was not configured', () => {
  expect(readSignInSettings(flawless)).toEqual({
    ok: true,
    value: {
      onlyProvider: false,
      provider: {
        issuer: flawless.NQ15_OIDC_ISSUER,
        clientId: 'nq15',
        clientSecret: flawless.NQ15_OIDC_CLIENT_SECRET,
        label: 'OpenID Connect',
        scope: 'openid profile',
        usernameClaim: null,
        secondFactor: [],
      },
    },
  })
})

test('acr and amr values are a list', () => {
  const read = readSignInSettings({ ...flawless, NQ15_OIDC_SECOND_FACTOR: 'amr:otp, acr:urn:city:high' })
  expect(read).toMatchObject({
    value: {
      provider: {
        secondFactor: [
          { claim: 'amr', value: 'otp' },
          { claim: 'acr', value: 'urn:city:high' },
        ],
      },
    },
  })
})

test.each([
  { because: 'plain http on loopback', change: { NQ15_OIDC_ISSUER: 'http://127.0.0.1:9000' } },
  { because: 'a claim kept by the provider', change: { NQ15_OIDC_USERNAME_CLAIM: 'preferred_username' } },
  { because: 'the provider alone', change: { NQ15_SIGN_IN: 'oidc' } },
])('$because is taken', ({ change }) => {
  expect(readSignInSettings({ ...flawless, ...change }).ok).toBe(true)
})

test.each([
  {
    because: 'plain http elsewhere',
    change: { NQ15_OIDC_ISSUER: 'http://id.hanoi.example' },
    name: 'NQ15_OIDC_ISSUER',
  },
  { because: 'no address', change: { NQ15_OIDC_ISSUER: 'hanoi' }, name: 'NQ15_OIDC_ISSUER' },
  { because: 'a query', change: { NQ15_OIDC_ISSUER: 'https://id.example/?a=1' }, name: 'NQ15_OIDC_ISSUER' },
  { because: 'no client', change: { NQ15_OIDC_CLIENT_ID: undefined }, name: 'NQ15_OIDC_CLIENT_ID' },
  { because: 'no secret', change: { NQ15_OIDC_CLIENT_SECRET: undefined }, name: 'NQ15_OIDC_CLIENT_SECRET' },
  {
    because: 'a secret too short',
    change: { NQ15_OIDC_CLIENT_SECRET: '15 characters..' },
    name: 'NQ15_OIDC_CLIENT_SECRET',
  },
  { because: 'a scope that is no sign-in', change: { NQ15_OIDC_SCOPE: 'profile' }, name: 'NQ15_OIDC_SCOPE' },
  {
    because: 'an address as username',
    change: { NQ15_OIDC_USERNAME_CLAIM: 'email' },
    name: 'NQ15_OIDC_USERNAME_CLAIM',
  },
  { because: 'a factor of no kind', change: { NQ15_OIDC_SECOND_FACTOR: 'mfa' }, name: 'NQ15_OIDC_SECOND_FACTOR.0' },
  { because: 'an unknown way', change: { NQ15_SIGN_IN: 'passwords' }, name: 'NQ15_SIGN_IN' },
])('$because is refused by the name of its variable', ({ change, name }) => {
  expect(readSignInSettings({ ...flawless, ...change })).toMatchObject({
    ok: false,
    refusal: { code: 'settings-unusable', faults: [{ name }] },
  })
})

test('the provider alone without a provider names all three', () => {
  const read = readSignInSettings({ NQ15_SIGN_IN: 'oidc' })
  expect(read.ok ? [] : read.refusal.faults.map(({ name }) => name)).toEqual(Object.keys(flawless))
})
