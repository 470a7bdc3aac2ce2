import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { ownSignIn, type Role } from '@nq15/domain/access'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Auth, createAuth } from './auth.ts'
import { disableAccount } from './disable-account.ts'
import { beginPasskey, finishPasskey } from './enrol-passkey.ts'
import { exampleBrowser, examplePassword, exampleSignedIn } from './example.ts'
import { type DeviceFault, exampleDevice } from './example-device.ts'
import { listOwnPasskeys, removePasskey } from './own-passkeys.ts'
import { readActor } from './read-actor.ts'
import { resetAccount } from './reset-account.ts'
import { beginPasskeySignIn, signInWithPasskey } from './sign-in-with-passkey.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

const origin = 'https://nq15.hanoi.example'
const admin = operatorScope('account:admin')
const passkeyAuth = (publicUrl = origin, onlyProvider = false): Auth =>
  createAuth(db.database, {
    secret: 'a secret of tests, long enough to be one',
    publicUrl,
    signIn: { ...ownSignIn, onlyProvider },
    limits: { pair: { points: 100, seconds: 60 } },
  })

type Browser = ReturnType<typeof exampleBrowser>

async function begin(auth: Auth, browser: Browser, password = examplePassword) {
  const begun = await beginPasskey(auth, { ...browser.visit(), password })
  if (!begun.ok) throw new Error(begun.refusal.code)
  browser.keep(begun.value.setCookie)
  return begun.value.options
}

/** A person with a device that has a passkey of hers. */
async function enrolled(auth: Auth, username: string, role?: Role) {
  const { browser, userId } = await exampleSignedIn(auth, { username, ...(role ? { role } : {}) })
  const device = exampleDevice(origin)
  const answer = device.create(await begin(auth, browser))
  const added = await finishPasskey(auth, { ...browser.visit(), name: ' Máy bàn phòng 3 ', answer })
  expect(added).toEqual({ ok: true, value: true })
  return { browser, userId, device }
}

async function enter(auth: Auth, device: ReturnType<typeof exampleDevice>, fault: DeviceFault = {}) {
  const browser = exampleBrowser()
  const begun = await beginPasskeySignIn(auth)
  if (!begun.ok) throw new Error(begun.refusal.code)
  browser.keep(begun.value.setCookie)
  const visit = { ...browser.visit(), answer: device.get(begun.value.options, fault) }
  const step = await signInWithPasskey(auth, visit)
  if (step.ok) browser.keep(step.value.setCookie)
  return { step, browser, visit }
}

const actorOf = (auth: Auth, browser: Browser) => readActor(auth, browser.visit().headers, { requestId: 'r' })

test('enrolled after the password, it signs in without a name and counts as both factors', async () => {
  const auth = passkeyAuth()
  const { browser, device, userId } = await enrolled(auth, 'an.khoa', 'system-admin')
  // By password the role owes a second factor, by passkey none.
  await expect(actorOf(auth, browser)).resolves.toMatchObject({ owes: 'second-factor' })
  const { step, browser: other } = await enter(auth, device)
  expect(step).toMatchObject({ ok: true, value: { next: 'done' } })
  const actor = await actorOf(auth, other)
  expect(actor).toMatchObject({ owes: null, method: 'passkey', account: { userId, hasSecondFactor: false } })
  if (!actor) throw new Error('not signed in')
  await expect(listOwnPasskeys(auth, actor)).resolves.toMatchObject([
    { name: 'Máy bàn phòng 3', lastUsedAt: expect.any(Date), backedUp: false },
  ])
  const trail = await db.asOwner('select action from audit_event where actor_id = $1 order by id', [userId])
  expect(trail.map(({ action }) => action)).toEqual(expect.arrayContaining(['passkey-added', 'sign-in']))
})

const refused: { because: string; fault: DeviceFault }[] = [
  { because: 'another site', fault: { origin: 'https://nq15.evil.example' } },
  { because: 'a key made for another site', fault: { rpId: 'evil.example' } },
  { because: 'another challenge', fault: { challenge: Buffer.alloc(32, 7).toString('base64url') } },
  { because: 'an enrolment’s answer', fault: { type: 'webauthn.create' } },
  { because: 'nobody verified', fault: { unverified: true } },
  { because: 'another key', fault: { foreign: true } },
  { because: 'a copied device, whose counter stands still', fault: { counter: 1 } },
]
test.each(refused)('a signature with $because opens nothing, and the honest one after it does', async ({ fault }) => {
  const auth = passkeyAuth()
  const { device } = await enrolled(auth, `sai-${refused.findIndex((one) => one.fault === fault)}`)
  const { step, browser } = await enter(auth, device, fault)
  expect(step).toEqual({ ok: false, refusal: { code: 'passkey-refused' } })
  expect(browser.jar.has('__Secure-nq15.session_token')).toBe(false)
  await expect(enter(auth, device)).resolves.toMatchObject({ step: { ok: true } })
})

test('the same signature a second time, or in another browser, opens nothing', async () => {
  const auth = passkeyAuth()
  const { device } = await enrolled(auth, 'lap.khoa')
  const { visit } = await enter(auth, device)
  const again = { ok: false, refusal: { code: 'passkey-refused' } }
  await expect(signInWithPasskey(auth, visit)).resolves.toEqual(again)
  await expect(signInWithPasskey(auth, { ...exampleBrowser().visit(), answer: visit.answer })).resolves.toEqual(again)
})

test('a device that nobody enrolled opens nothing', async () => {
  await expect(enter(passkeyAuth(), exampleDevice(origin))).resolves.toMatchObject({
    step: { refusal: { code: 'passkey-refused' } },
  })
})

test('a removed passkey opens nothing, its sessions end, and nobody removes another’s', async () => {
  const auth = passkeyAuth()
  const { device, browser } = await enrolled(auth, 'go.khoa')
  const { browser: opened } = await enter(auth, device)
  const stranger = await exampleSignedIn(auth, { username: 'nguoi.khac' })
  const [me, other] = [await actorOf(auth, browser), await actorOf(auth, stranger.browser)]
  if (!me || !other) throw new Error('not signed in')
  const [passkey] = await listOwnPasskeys(auth, me)
  const unknown = { ok: false, refusal: { code: 'unknown-passkey' } }
  await expect(removePasskey(auth, other, passkey?.id ?? '')).resolves.toEqual(unknown)
  await expect(removePasskey(auth, me, 'tampered')).resolves.toEqual(unknown)
  await expect(removePasskey(auth, me, passkey?.id ?? '')).resolves.toEqual({ ok: true, value: true })
  await expect(actorOf(auth, opened)).resolves.toBeNull()
  await expect(enter(auth, device)).resolves.toMatchObject({ step: { refusal: { code: 'passkey-refused' } } })
})

test('a reset removes the passkeys, also one that an intruder left', async () => {
  const auth = passkeyAuth()
  const { device, userId } = await enrolled(auth, 'dat.lai')
  await expect(resetAccount(db.database, admin, { userId, withSecondFactor: false })).resolves.toMatchObject({
    ok: true,
  })
  await expect(enter(auth, device)).resolves.toMatchObject({ step: { refusal: { code: 'passkey-refused' } } })
})

test('a closed account’s passkey opens nothing', async () => {
  const auth = passkeyAuth()
  const { device, userId } = await enrolled(auth, 'khoa.dong')
  await disableAccount(db.database, admin, { userId, disabled: true })
  await expect(enter(auth, device)).resolves.toMatchObject({ step: { refusal: { code: 'passkey-refused' } } })
})

test.each([
  { because: 'the wrong password', password: 'sai mật khẩu rồi', code: 'wrong-password' },
  { because: 'no password', password: '', code: 'wrong-password' },
])('enrolling with $because is refused', async ({ password, code }) => {
  const auth = passkeyAuth()
  const { browser } = await exampleSignedIn(auth, { username: `ghi-danh-${password.length}` })
  await expect(beginPasskey(auth, { ...browser.visit(), password })).resolves.toMatchObject({ refusal: { code } })
})

test('who signed in by passkey just now enrols another without a password, and later not', async () => {
  const auth = passkeyAuth()
  const { device, userId } = await enrolled(auth, 'them.khoa')
  const { browser } = await enter(auth, device)
  const options = await begin(auth, browser, '')
  expect(options.excludeCredentials?.map(({ id }) => id)).toEqual([device.id])
  await db.asOwner("update auth.session set created_at = now() - interval '11 minutes' where user_id = $1", [userId])
  await expect(beginPasskey(auth, { ...browser.visit(), password: '' })).resolves.toMatchObject({
    refusal: { code: 'sign-in-not-fresh' },
  })
})

const notMade: { because: string; fault: DeviceFault }[] = [
  { because: 'for another site', fault: { origin: 'https://nq15.evil.example' } },
  { because: 'for another challenge', fault: { challenge: 'AAAA' } },
  { because: 'by a device that verified nobody', fault: { unverified: true } },
]
test.each(notMade)('a passkey made $because is not taken', async ({ fault }) => {
  const auth = passkeyAuth()
  const { browser } = await exampleSignedIn(auth, {
    username: `tao-sai-${notMade.findIndex((one) => one.fault === fault)}`,
  })
  const answer = exampleDevice(origin).create(await begin(auth, browser), fault)
  await expect(finishPasskey(auth, { ...browser.visit(), name: 'Máy', answer })).resolves.toEqual({
    ok: false,
    refusal: { code: 'passkey-refused' },
  })
})

test('an enrolment belongs to its session, happens once, needs a name, and a device is not enrolled twice', async () => {
  const auth = passkeyAuth()
  const { browser } = await exampleSignedIn(auth, { username: 'mot.lan' })
  const other = await exampleSignedIn(auth, { username: 'mot.lan.khac' })
  const device = exampleDevice(origin)
  const answer = device.create(await begin(auth, browser))
  const cookie = browser.jar.get('__Secure-nq15.passkey_enrol') ?? ''
  other.browser.jar.set('__Secure-nq15.passkey_enrol', cookie)
  const tried = (who: Browser, name: string) => finishPasskey(auth, { ...who.visit(), name, answer })
  await expect(tried(other.browser, 'Máy')).resolves.toMatchObject({ refusal: { code: 'passkey-refused' } })
  for (const name of ['', '   ', 'x'.repeat(61)]) {
    await expect(tried(browser, name)).resolves.toMatchObject({ refusal: { code: 'passkey-name-malformed' } })
  }
  await expect(tried(browser, 'Máy')).resolves.toMatchObject({ ok: true })
  await expect(tried(browser, 'Máy ba')).resolves.toMatchObject({ refusal: { code: 'passkey-refused' } })
  const another = exampleDevice(origin).create(await begin(auth, browser))
  await expect(finishPasskey(auth, { ...browser.visit(), name: 'Máy', answer: another })).resolves.toMatchObject({
    refusal: { code: 'passkey-name-taken' },
  })
  const twice = device.create(await begin(auth, browser))
  await expect(finishPasskey(auth, { ...browser.visit(), name: 'Máy hai', answer: twice })).resolves.toMatchObject({
    refusal: { code: 'passkey-twice' },
  })
})

test.each([
  { because: 'a numeric address', auth: () => passkeyAuth('http://127.0.0.1:3000') },
  { because: 'the provider alone', auth: () => passkeyAuth(origin, true) },
])('with $because there are no passkeys', async ({ auth }) => {
  await expect(beginPasskeySignIn(auth())).resolves.toMatchObject({ refusal: { code: 'passkeys-impossible' } })
  const answer = exampleDevice(origin).get({ challenge: 'AAAA' })
  await expect(signInWithPasskey(auth(), { ...exampleBrowser().visit(), answer })).resolves.toMatchObject({
    refusal: { code: 'passkeys-impossible' },
  })
})

test('without a session nothing is enrolled', async () => {
  const visit = exampleBrowser().visit()
  const answer = exampleDevice(origin).create({ challenge: 'AAAA' })
  const out = { ok: false, refusal: { code: 'signed-out' } }
  await expect(beginPasskey(passkeyAuth(), { ...visit, password: '' })).resolves.toEqual(out)
  await expect(finishPasskey(passkeyAuth(), { ...visit, name: 'Máy', answer })).resolves.toEqual(out)
})

test('the database takes no passkey session without a second factor', async () => {
  const { userId } = await exampleSignedIn(passkeyAuth(), { username: 'ba.lop' })
  const spoil = "update auth.session set method = 'passkey', second_factor = false where user_id = $1"
  await expect(db.asOwner(spoil, [userId])).rejects.toThrow(/session_passkey_is_a_second_factor/)
})
