import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { ownSignIn, type ProviderSettings, type Role } from '@nq15/domain/access'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Auth, createAuth } from './auth.ts'
import { beginProviderSignIn } from './begin-provider-sign-in.ts'
import { confirmSecondFactor } from './confirm-second-factor.ts'
import { createAccount } from './create-account.ts'
import { disableAccount } from './disable-account.ts'
import { enrolSecondFactor } from './enrol-second-factor.ts'
import { exampleBrowser, examplePassword, exampleSignedIn, exampleTotp } from './example.ts'
import { type ExampleProvider, type Spoil, startExampleProvider } from './example-provider.ts'
import { finishProviderSignIn } from './finish-provider-sign-in.ts'
import { linkIdentity, readOwnIdentity, unlinkIdentity } from './link-identity.ts'
import { readActor } from './read-actor.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { verifySecondFactor } from './verify-second-factor.ts'

let db: TestDatabase
let provider: ExampleProvider
beforeAll(async () => {
  ;[db, provider] = await Promise.all([openTestDatabase(), startExampleProvider()])
})
afterAll(() => Promise.all([db.close(), provider.close()]))
afterEach(() => {
  provider.spoil = {}
})

const admin = operatorScope('account:admin')
const publicUrl = 'http://127.0.0.1:3000'

function exampleProviderAuth(chosen: Partial<ProviderSettings> = {}, onlyProvider = false): Auth {
  const settings: ProviderSettings = {
    issuer: provider.issuer,
    clientId: provider.client.id,
    clientSecret: provider.client.secret,
    label: 'Thành phố',
    scope: 'openid profile',
    usernameClaim: null,
    secondFactor: [],
    ...chosen,
  }
  return createAuth(db.database, {
    secret: 'a secret of tests, long enough to be one',
    publicUrl,
    signIn: { provider: settings, onlyProvider },
  })
}

async function account(username: string, role?: Role) {
  const made = await createAccount(db.database, admin, {
    username,
    displayName: 'Người thử',
    ...(role ? { role } : {}),
  })
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}

const link = (userId: string, subject: string) =>
  linkIdentity(db.database, admin, { userId, issuer: provider.issuer, subject })

type Browser = ReturnType<typeof exampleBrowser>

async function begin(auth: Auth, browser: Browser, next = '/members') {
  const begun = await beginProviderSignIn(auth, { next })
  if (!begun.ok) throw new Error(begun.refusal.code)
  browser.keep(begun.value.setCookie)
  return begun.value.url
}

const finish = (auth: Auth, browser: Browser, search: string) =>
  finishProviderSignIn(auth, { ...browser.visit(), search })

/** The whole way of one browser, as one person there. */
async function enter(auth: Auth, person: { sub: string } & Record<string, unknown>, browser = exampleBrowser()) {
  const step = await finish(auth, browser, await provider.agree(await begin(auth, browser), person))
  if (step.ok) browser.keep(step.value.setCookie)
  return { step, browser }
}

const actorOf = (auth: Auth, browser: Browser) => readActor(auth, browser.visit().headers, { requestId: 'r' })

test('an identity that the administrator linked opens its account, on the page that was asked for', async () => {
  const auth = exampleProviderAuth()
  const { userId } = await account('an.lien')
  await expect(link(userId, 'sub-1')).resolves.toEqual({ ok: true, value: true })
  const { step, browser } = await enter(auth, { sub: 'sub-1' })
  expect(step).toMatchObject({ ok: true, value: { next: 'done', page: '/members' } })
  // The one-time password that nobody used is not owed, and the cookie of the half-done sign-in is gone.
  await expect(actorOf(auth, browser)).resolves.toMatchObject({ owes: null, method: 'oidc', account: { userId } })
  expect([...browser.jar.keys()]).toEqual(['nq15.session_token'])
  const trail = await db.asOwner(`select action, detail from audit_event where actor_id = $1 order by id`, [userId])
  expect(trail.map(({ action }) => action)).toContain('sign-in')
  expect(JSON.stringify(trail)).not.toContain('sub-1')
})

test('without a link nobody comes in, no account is made, and the trail has it', async () => {
  const auth = exampleProviderAuth()
  await account('co.ten')
  const before = await db.asOwner('select count(*) from access_account')
  const { step, browser } = await enter(auth, { sub: 'stranger', preferred_username: 'co.ten' })
  expect(step).toEqual({ ok: false, refusal: { code: 'identity-unknown', subject: 'stranger' } })
  await expect(actorOf(auth, browser)).resolves.toBeNull()
  expect(await db.asOwner('select count(*) from access_account')).toEqual(before)
  const [row] = await db.asOwner(
    "select detail from audit_event where action = 'identity-unknown' order by id desc limit 1",
  )
  expect(row?.['detail']).toMatchObject({
    address: '10.0.0.7',
    method: 'oidc',
    subject: expect.stringMatching(/^[0-9a-f]{16}$/),
  })
})

test('a configured claim links once; afterwards the subject counts, whoever has the username over there', async () => {
  const auth = exampleProviderAuth({ usernameClaim: 'preferred_username' })
  const { userId } = await account('qua.ten')
  await expect(enter(auth, { sub: 'first', preferred_username: 'Qua.Ten' })).resolves.toMatchObject({
    step: { ok: true },
  })
  await expect(readOwnIdentity(db.database, { userId, issuer: provider.issuer })).resolves.toMatchObject({
    subject: 'first',
    origin: 'claim',
  })
  await expect(enter(auth, { sub: 'second', preferred_username: 'qua.ten' })).resolves.toMatchObject({
    step: { refusal: { code: 'identity-unknown' } },
  })
  // Renamed over there, still the same person.
  const { browser } = await enter(auth, { sub: 'first', preferred_username: 'khac' })
  await expect(actorOf(auth, browser)).resolves.toMatchObject({ account: { userId } })
})

test('links are kept apart, and taking one away ends what it opened', async () => {
  const auth = exampleProviderAuth()
  const [one, two] = [await account('lien.mot'), await account('lien.hai')]
  await link(one.userId, 'sub-apart')
  await expect(link(two.userId, 'sub-apart')).resolves.toMatchObject({ refusal: { code: 'subject-taken' } })
  await expect(link(one.userId, 'other')).resolves.toMatchObject({ refusal: { code: 'account-linked' } })
  await expect(link(two.userId, ' ')).resolves.toMatchObject({ refusal: { code: 'subject-malformed' } })
  const { browser } = await enter(auth, { sub: 'sub-apart' })
  const gone = { userId: one.userId, issuer: provider.issuer }
  await expect(unlinkIdentity(db.database, admin, gone)).resolves.toEqual({ ok: true, value: true })
  await expect(unlinkIdentity(db.database, admin, gone)).resolves.toMatchObject({
    refusal: { code: 'account-not-linked' },
  })
  await expect(actorOf(auth, browser)).resolves.toBeNull()
  await expect(link(two.userId, 'sub-apart')).resolves.toMatchObject({ ok: true })
})

test.each([
  { because: 'the provider used one and is believed', claims: { amr: ['pwd', 'otp'] }, believed: true, owes: null },
  {
    because: 'the provider used one and is not believed',
    claims: { amr: ['otp'] },
    believed: false,
    owes: 'second-factor',
  },
  { because: 'the provider used none', claims: { amr: ['pwd'] }, believed: true, owes: 'second-factor' },
])('a role that demands a second factor: $because', async ({ claims, believed, owes }) => {
  const auth = exampleProviderAuth({ secondFactor: believed ? [{ claim: 'amr', value: 'otp' }] : [] })
  const { userId } = await account(`hai-lop-${believed}-${owes ?? 'none'}`, 'privacy-auditor')
  await link(userId, `sub-${userId}`)
  const { browser } = await enter(auth, { sub: `sub-${userId}`, ...claims })
  const actor = await actorOf(auth, browser)
  expect(actor?.owes).toBe(owes)
  expect(actor?.actor.grants).toHaveLength(owes ? 0 : 1)
})

test('an account with our second factor is asked for it after the provider, unless that used one', async () => {
  const auth = exampleProviderAuth({ secondFactor: [{ claim: 'acr', value: 'high' }] })
  const { browser: own, userId } = await exampleSignedIn(auth, { username: 'co.hai.lop', role: 'system-admin' })
  const enrolled = await enrolSecondFactor(auth, { ...own.visit(), password: examplePassword })
  if (!enrolled.ok) throw new Error(enrolled.refusal.code)
  const at = Date.now()
  await confirmSecondFactor(auth, { ...own.visit(), code: exampleTotp(enrolled.value.secret, at) })
  await link(userId, 'sub-2fa')

  const high = await enter(auth, { sub: 'sub-2fa', acr: 'high' })
  expect(high.step).toMatchObject({ value: { next: 'done' } })

  const { step, browser } = await enter(auth, { sub: 'sub-2fa' })
  expect(step).toMatchObject({ value: { next: 'second-factor' } })
  await expect(actorOf(auth, browser)).resolves.toBeNull()
  const wrong = await verifySecondFactor(auth, { ...browser.visit(), kind: 'totp', code: '000000' })
  expect(wrong).toMatchObject({ refusal: { code: 'wrong-code' } })
  const code = exampleTotp(enrolled.value.secret, at + 30_000)
  const entered = await verifySecondFactor(auth, { ...browser.visit(), kind: 'totp', code })
  if (!entered.ok) throw new Error(entered.refusal.code)
  browser.keep(entered.value.setCookie)
  await expect(actorOf(auth, browser)).resolves.toMatchObject({ method: 'oidc', owes: null })
  // The provider's word survived the second step, so it is told of the end.
  const out = await signOut(auth, browser.visit())
  expect(new URL(out.providerUrl ?? '').searchParams.has('id_token_hint')).toBe(true)
})

test('signing out ends our session and goes on to the provider, which knows the token and the address', async () => {
  const auth = exampleProviderAuth()
  const { userId } = await account('dang.xuat')
  await link(userId, 'sub-out')
  const { browser } = await enter(auth, { sub: 'sub-out' })
  const [stored] = await db.asOwner('select id_token from auth.session where user_id = $1', [userId])
  expect(String(stored?.['id_token'])).not.toMatch(/^eyJ/)
  const kept = browser.visit()
  const { providerUrl, setCookie } = await signOut(auth, kept)
  browser.keep(setCookie)
  await expect(readActor(auth, kept.headers, { requestId: '' })).resolves.toBeNull()
  const answered = await fetch(providerUrl ?? '', { redirect: 'manual' })
  expect(answered.headers.get('location')).toBe(`${publicUrl}/sign-in?out=1`)
})

test('who signed in with a password is not sent to the provider', async () => {
  const auth = exampleProviderAuth()
  const { browser } = await exampleSignedIn(auth, { username: 'mat.khau' })
  await expect(signOut(auth, browser.visit())).resolves.toMatchObject({ providerUrl: null })
})

test('where the provider alone signs in, a right password opens nothing and is told in the same words', async () => {
  const { browser } = await exampleSignedIn(exampleProviderAuth(), { username: 'chi.co.quan' })
  const auth = exampleProviderAuth({}, true)
  const tried = await signIn(auth, { ...exampleBrowser().visit(), username: 'chi.co.quan', password: examplePassword })
  expect(tried).toEqual({ ok: false, refusal: { code: 'wrong-credentials' } })
  // Sessions from before go on until their end.
  await expect(actorOf(auth, browser)).resolves.not.toBeNull()
})

test('the provider is down: said so, at the beginning and at the end, and it is asked again the next time', async () => {
  const down = await startExampleProvider()
  const auth = exampleProviderAuth({ issuer: down.issuer })
  const url = await begin(auth, exampleBrowser())
  expect(url).toContain(down.issuer)
  await down.close()
  const unknown = exampleProviderAuth({ issuer: down.issuer })
  await expect(beginProviderSignIn(unknown, { next: '/' })).resolves.toEqual({
    ok: false,
    refusal: { code: 'provider-unreachable' },
  })
  const again = await startExampleProvider({ port: Number(new URL(down.issuer).port) })
  await expect(beginProviderSignIn(unknown, { next: '/' })).resolves.toMatchObject({ ok: true })
  await again.close()
})

test('without a provider nothing begins and nothing ends', async () => {
  const auth = createAuth(db.database, { secret: 'x'.repeat(32), publicUrl, signIn: ownSignIn })
  await expect(beginProviderSignIn(auth, { next: '/' })).resolves.toMatchObject({ refusal: { code: 'provider-off' } })
  await expect(finish(auth, exampleBrowser(), 'code=a&state=b')).resolves.toMatchObject({
    refusal: { code: 'provider-off' },
  })
})

// The attacks. Each row spoils one thing of the flawless way, which `enter` above shows to open.
const now = () => Math.floor(Date.now() / 1_000)
const spoiled: { because: string; spoil: () => Spoil; code: string }[] = [
  { because: 'an id token for another client', spoil: () => ({ claims: { aud: 'other' } }), code: 'provider-answer' },
  {
    because: 'for us among others, made for another',
    spoil: () => ({ claims: { aud: ['nq15', 'b'], azp: 'b' } }),
    code: 'provider-answer',
  },
  { because: 'of another issuer', spoil: () => ({ claims: { iss: 'https://evil.example' } }), code: 'provider-answer' },
  { because: 'expired', spoil: () => ({ claims: { exp: now() - 120 } }), code: 'provider-answer' },
  { because: 'without an end', spoil: () => ({ claims: { exp: undefined } }), code: 'provider-answer' },
  { because: 'without a subject', spoil: () => ({ claims: { sub: undefined } }), code: 'provider-answer' },
  { because: 'with an endless subject', spoil: () => ({ claims: { sub: 'x'.repeat(256) } }), code: 'provider-answer' },
  {
    because: 'with another nonce',
    spoil: () => ({ claims: { nonce: 'of another sign-in' } }),
    code: 'provider-answer',
  },
  { because: 'without a nonce', spoil: () => ({ claims: { nonce: undefined } }), code: 'provider-answer' },
  { because: 'without a signature', spoil: () => ({ signature: 'none' }), code: 'provider-answer' },
  { because: 'signed with a foreign key', spoil: () => ({ signature: 'foreign' }), code: 'provider-answer' },
  { because: 'signed with the client’s secret', spoil: () => ({ signature: 'secret' }), code: 'provider-answer' },
  { because: 'an answer of another provider', spoil: () => ({ iss: 'https://evil.example' }), code: 'provider-answer' },
  { because: 'a token endpoint out of order', spoil: () => ({ tokenStatus: 503 }), code: 'provider-unreachable' },
  { because: 'a token endpoint that refuses', spoil: () => ({ tokenStatus: 400 }), code: 'provider-answer' },
]
test.each(spoiled)('$because opens nothing', async ({ spoil, code }) => {
  const auth = exampleProviderAuth()
  const { userId } = await account(`tan-cong-${spoiled.findIndex((one) => one.spoil === spoil)}`)
  await link(userId, userId)
  provider.spoil = spoil()
  const { step, browser } = await enter(auth, { sub: userId })
  expect(step).toEqual({ ok: false, refusal: { code } })
  expect(browser.jar.has('nq15.session_token')).toBe(false)
  provider.spoil = {}
  await expect(enter(auth, { sub: userId })).resolves.toMatchObject({ step: { ok: true } })
})

test('the same answer a second time opens nothing, in the same browser and with its kept cookies', async () => {
  const auth = exampleProviderAuth()
  const { userId } = await account('lap.lai')
  await link(userId, userId)
  const browser = exampleBrowser()
  const search = await provider.agree(await begin(auth, browser), { sub: userId })
  const kept = browser.visit()
  const [first, second] = await Promise.all([
    finishProviderSignIn(auth, { ...kept, search }),
    finishProviderSignIn(auth, { ...kept, search }),
  ])
  expect([first, second].filter(({ ok }) => ok)).toHaveLength(1)
  await expect(finishProviderSignIn(auth, { ...kept, search })).resolves.toMatchObject({
    refusal: { code: 'sign-in-state' },
  })
})

test('an answer opens nothing in another browser, nor with another’s state, nor with two', async () => {
  const auth = exampleProviderAuth()
  const { userId } = await account('trao.doi')
  await link(userId, userId)
  const [mine, attacker] = [exampleBrowser(), exampleBrowser()]
  const attackers = await provider.agree(await begin(auth, attacker), { sub: userId })
  await begin(auth, mine)
  const state = new URLSearchParams(await provider.deny(await begin(auth, mine))).get('state') ?? ''
  const swapped = new URLSearchParams(attackers)
  swapped.set('state', state)
  for (const [browser, search] of [
    [exampleBrowser(), attackers],
    [mine, attackers],
    [attacker, `${attackers}&state=${state}`],
    [mine, `state=&${attackers}`],
    [mine, ''],
  ] as const) {
    await expect(finish(auth, browser, search)).resolves.toEqual({ ok: false, refusal: { code: 'sign-in-state' } })
  }
  // A code that was begun in another browser comes with another verifier: the provider itself refuses it.
  await expect(finish(auth, mine, swapped.toString())).resolves.toEqual({
    ok: false,
    refusal: { code: 'provider-answer' },
  })
})

test('a cookie that is cut, forged or of another kind is none', async () => {
  const auth = exampleProviderAuth()
  const browser = exampleBrowser()
  const search = await provider.agree(await begin(auth, browser), { sub: 'x' })
  const value = browser.jar.get('nq15.oidc') ?? ''
  for (const spoiledValue of [value.slice(0, -2), '', 'abc', `${value}00`]) {
    browser.jar.set('nq15.oidc', spoiledValue)
    await expect(finish(auth, browser, search)).resolves.toMatchObject({ refusal: { code: 'sign-in-state' } })
  }
})

test('denied over there is said so', async () => {
  const auth = exampleProviderAuth()
  const browser = exampleBrowser()
  const search = await provider.deny(await begin(auth, browser))
  await expect(finish(auth, browser, search)).resolves.toEqual({ ok: false, refusal: { code: 'provider-denied' } })
})

test('an account that was closed while its person was at the provider stays closed', async () => {
  const auth = exampleProviderAuth()
  const { userId } = await account('bi.khoa')
  await link(userId, userId)
  const browser = exampleBrowser()
  const search = await provider.agree(await begin(auth, browser), { sub: userId })
  await disableAccount(db.database, admin, { userId, disabled: true })
  await expect(finish(auth, browser, search)).resolves.toMatchObject({ refusal: { code: 'identity-unknown' } })
  expect(await db.asOwner('select id from auth.session where user_id = $1', [userId])).toEqual([])
})

test('a session that was planted before the sign-in stays its owner’s', async () => {
  const auth = exampleProviderAuth()
  const attacker = await exampleSignedIn(auth, { username: 'ke.gian' })
  const { userId } = await account('nan.nhan')
  await link(userId, userId)
  const victim = exampleBrowser()
  const planted = attacker.browser.jar.get('nq15.session_token') ?? ''
  victim.jar.set('nq15.session_token', planted)
  await enter(auth, { sub: userId }, victim)
  expect(victim.jar.get('nq15.session_token')).not.toBe(planted)
  await expect(actorOf(auth, victim)).resolves.toMatchObject({ account: { userId } })
  await expect(actorOf(auth, attacker.browser)).resolves.toMatchObject({ account: { userId: attacker.userId } })
})

test('the cookie of a half-done sign-in is out of reach of scripts and of other pages', async () => {
  const begun = await beginProviderSignIn(exampleProviderAuth(), { next: '/' })
  expect(begun.ok && begun.value.setCookie).toEqual([
    expect.stringMatching(/^nq15\.oidc=[0-9a-zA-Z$_-]+; Path=\/sign-in\/oidc; Max-Age=600; HttpOnly; SameSite=Lax$/),
  ])
})

test('the trail of failed sign-ins holds where from and why, and nothing that was sent', async () => {
  const rows = await db.asOwner("select detail from audit_event where action = 'provider-sign-in-failed'")
  expect(rows.length).toBeGreaterThan(10)
  for (const { detail } of rows) expect(Object.keys(detail as object).sort()).toEqual(['address', 'reason'])
})
