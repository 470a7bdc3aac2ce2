import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Auth } from './auth.ts'
import { changePassword } from './change-password.ts'
import { confirmSecondFactor } from './confirm-second-factor.ts'
import { createAccount } from './create-account.ts'
import { disableAccount } from './disable-account.ts'
import { enrolSecondFactor } from './enrol-second-factor.ts'
import { exampleAuth, exampleBrowser, examplePassword, exampleSignedIn, exampleTotp } from './example.ts'
import { listSessions, revokeOtherSessions, revokeSession } from './own-sessions.ts'
import { readActor } from './read-actor.ts'
import { renewRecoveryCodes } from './renew-recovery-codes.ts'
import { resetAccount } from './reset-account.ts'
import { signIn, type Visit } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { verifySecondFactor } from './verify-second-factor.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

const admin = operatorScope('account:admin')
const trailOf = async (userId: string) =>
  (
    await db.asOwner(
      'select action from audit_event where actor_id = $1 or (record_id = $1 and actor_id is null) order by id',
      [userId],
    )
  ).map(({ action }) => action)

test('the first password opens nothing but its own change; after that the roles count', async () => {
  const auth = exampleAuth(db)
  const made = await createAccount(db.database, admin, { username: 'anh', displayName: 'Anh', role: 'privacy-auditor' })
  const first = made.ok ? made.value.password : ''
  const demanding = { ...auth, secondFactorRoles: [] }
  const browser = exampleBrowser()
  const step = await signIn(demanding, { ...browser.visit(), username: ' ANH', password: first })
  expect(step).toMatchObject({ ok: true, value: { next: 'done' } })
  if (step.ok) browser.keep(step.value.setCookie)

  const before = await readActor(demanding, browser.visit().headers, { requestId: 'r-2' })
  expect(before).toMatchObject({ owes: 'new-password', actor: { grants: [] }, account: { mustChangePassword: true } })

  const change = { ...browser.visit(), current: first, next: examplePassword }
  await expect(changePassword(demanding, { ...change, next: 'ngắn' })).resolves.toMatchObject({
    refusal: { code: 'password-too-short' },
  })
  await expect(changePassword(demanding, { ...change, current: 'không phải' })).resolves.toMatchObject({
    refusal: { code: 'wrong-password' },
  })
  await expect(changePassword(demanding, change)).resolves.toEqual({ ok: true, value: true })

  const after = await readActor(demanding, browser.visit().headers, { requestId: 'r-3' })
  expect(after).toMatchObject({
    owes: null,
    actor: { kind: 'session', grants: [{ role: 'privacy-auditor', organizationId: null }], requestId: 'r-3' },
  })
})

test('cookies are out of reach of scripts, lax, and for https only where the address is https', async () => {
  const { userId } = await exampleSignedIn(exampleAuth(db), { username: 'cookie' })
  expect(userId).toHaveLength(36)
  const step = await signIn(exampleAuth(db), {
    ...exampleBrowser().visit(),
    username: 'cookie',
    password: examplePassword,
  })
  const [cookie = ''] = step.ok ? step.value.setCookie : []
  expect(cookie).toMatch(/^nq15\.session_token=/)
  expect(cookie.toLowerCase()).toContain('httponly')
  expect(cookie.toLowerCase()).toContain('samesite=lax')
  expect(cookie.toLowerCase()).not.toContain('secure')
})

test('a session that was planted before the password stays its owner’s', async () => {
  const auth = exampleAuth(db)
  const attacker = await exampleSignedIn(auth, { username: 'ke.gian' })
  const { userId } = await exampleSignedIn(auth, { username: 'nan.nhan' })
  const victim = exampleBrowser()
  const planted = attacker.browser.jar.get('nq15.session_token') ?? ''
  victim.jar.set('nq15.session_token', planted)
  const step = await signIn(auth, { ...victim.visit(), username: 'nan.nhan', password: examplePassword })
  if (step.ok) victim.keep(step.value.setCookie)
  expect(victim.jar.get('nq15.session_token')).not.toBe(planted)
  const actorOf = ({ visit }: typeof victim) => readActor(auth, visit().headers, { requestId: 'r-1' })
  await expect(actorOf(victim)).resolves.toMatchObject({ account: { userId } })
  await expect(actorOf(attacker.browser)).resolves.toMatchObject({ account: { userId: attacker.userId } })
})

test('an unknown name, a wrong password and a closed account are one refusal', async () => {
  const auth = exampleAuth(db, { slowFrom: 99 })
  const { userId } = await exampleSignedIn(auth, { username: 'binh' })
  const attempt = (username: string, password: string) =>
    signIn(auth, { ...exampleBrowser().visit(), username, password })
  const refused = { ok: false, refusal: { code: 'wrong-credentials' } }
  await expect(attempt('nobody-here', examplePassword)).resolves.toEqual(refused)
  await expect(attempt('binh', 'sai mật khẩu rồi')).resolves.toEqual(refused)
  await expect(attempt('binh', '')).resolves.toEqual(refused)
  await expect(attempt("x' or 1=1", 'x'.repeat(100_000))).resolves.toEqual(refused)
  await disableAccount(db.database, admin, { userId, disabled: true })
  await expect(attempt('binh', examplePassword)).resolves.toEqual(refused)
  await disableAccount(db.database, admin, { userId, disabled: false })
  await expect(attempt('binh', examplePassword)).resolves.toMatchObject({ ok: true })
})

test('the third failure makes the next attempt wait, also with the right password', async () => {
  const auth = exampleAuth(db, { longestSeconds: 60 })
  await exampleSignedIn(auth, { username: 'chi' })
  const attempt = (password: string, address?: string) =>
    signIn(auth, { ...exampleBrowser().visit(address), username: 'chi', password })
  for (const _ of [1, 2, 3])
    await expect(attempt('sai')).resolves.toMatchObject({ refusal: { code: 'wrong-credentials' } })
  await expect(attempt(examplePassword)).resolves.toEqual({
    ok: false,
    refusal: { code: 'too-many-attempts', retryAfterSeconds: 1 },
  })
  // Somebody else's guessing does not lock the person out at another desk.
  await expect(attempt(examplePassword, '10.0.0.8')).resolves.toMatchObject({ ok: true })
})

test.each([
  { brake: 'pair', addresses: ['10.1.0.1'], names: ['dung'] },
  { brake: 'name', addresses: ['10.1.1.1', '10.1.1.2'], names: ['dung'] },
  { brake: 'address', addresses: ['10.1.2.1'], names: ['dung', 'unknown-1'] },
])('the brake of the $brake shuts after its points', async ({ brake, addresses, names }) => {
  const auth = exampleAuth(db, { [brake]: { points: 2, seconds: 600 }, slowFrom: 99 })
  const codes: string[] = []
  for (const turn of [0, 1, 2]) {
    const username = `${brake}-${names[turn % names.length]}`
    const address = addresses[turn % addresses.length]
    const tried = await signIn(auth, { ...exampleBrowser().visit(address), username, password: 'sai' })
    codes.push(tried.ok ? 'in' : tried.refusal.code)
  }
  expect(codes).toEqual(['wrong-credentials', 'wrong-credentials', 'too-many-attempts'])
})

test('thirty guesses at once are no more than the brake lets pass', async () => {
  const auth = exampleAuth(db, { pair: { points: 3, seconds: 600 } })
  const guess = () => signIn(auth, { ...exampleBrowser().visit('10.2.0.1'), username: 'em', password: 'sai' })
  const tried = await Promise.all(Array.from({ length: 30 }, guess))
  expect(tried.filter((one) => !one.ok && one.refusal.code === 'wrong-credentials').length).toBeLessThanOrEqual(3)
})

test('signing out ends the session on the server, not only in the browser', async () => {
  const auth = exampleAuth(db)
  const { browser } = await exampleSignedIn(auth, { username: 'giang' })
  const kept = browser.visit()
  await expect(readActor(auth, kept.headers, { requestId: '' })).resolves.not.toBeNull()
  browser.keep((await signOut(auth, kept)).setCookie)
  expect(browser.jar.has('nq15.session_token')).toBe(false)
  await expect(readActor(auth, kept.headers, { requestId: '' })).resolves.toBeNull()
})

test.each([
  { limit: 'idle', change: "expires_at = now() - interval '1 second'" },
  { limit: 'absolute', change: "created_at = now() - interval '12 hours 1 second'" },
])('a session past its $limit limit is nobody', async ({ limit, change }) => {
  const auth = exampleAuth(db)
  const { browser, userId } = await exampleSignedIn(auth, { username: `limit-${limit}` })
  await db.asOwner(`update auth.session set ${change} where user_id = $1`, [userId])
  await expect(readActor(auth, browser.visit().headers, { requestId: '' })).resolves.toBeNull()
})

test('use moves the idle limit on; a reading by monitor does not', async () => {
  const auth = exampleAuth(db)
  const { browser, userId } = await exampleSignedIn(auth, { username: 'hoa' })
  const left = async () => {
    const [row] = await db.asOwner(
      'select extract(epoch from expires_at - now())::int as s from auth.session where user_id = $1',
      [userId],
    )
    return Number(row?.['s'])
  }
  await db.asOwner("update auth.session set expires_at = now() + interval '10 minutes' where user_id = $1", [userId])
  await readActor(auth, browser.visit().headers, { requestId: '', slide: false })
  expect(await left()).toBeLessThanOrEqual(600)
  const seen = await readActor(auth, browser.visit().headers, { requestId: '' })
  expect(await left()).toBeGreaterThan(3_590)
  expect(seen?.setCookie.join()).toContain('nq15.session_token=')
})

test.each(['', 'nq15.session_token=abc', 'nq15.session_token=abc.def', 'other=1'])(
  'the cookie “%s” is nobody',
  async (cookie) => {
    await expect(readActor(exampleAuth(db), new Headers({ cookie }), { requestId: '' })).resolves.toBeNull()
  },
)

test('a cookie signed with another secret is nobody', async () => {
  const { browser } = await exampleSignedIn(exampleAuth(db), { username: 'forged' })
  const [token = ''] = decodeURIComponent(browser.jar.get('nq15.session_token') ?? '').split('.')
  const forged = `nq15.session_token=${encodeURIComponent(`${token}.${Buffer.alloc(32, 7).toString('base64')}`)}`
  await expect(readActor(exampleAuth(db), new Headers({ cookie: forged }), { requestId: '' })).resolves.toBeNull()
})

test('the sessions of an account are listed and ended; nobody ends another account’s', async () => {
  const auth = exampleAuth(db)
  const { browser } = await exampleSignedIn(auth, { username: 'khanh' })
  const other = await exampleSignedIn(auth, { username: 'linh' })
  for (const address of ['10.3.0.1', '10.3.0.2']) {
    await signIn(auth, { ...exampleBrowser().visit(address), username: 'khanh', password: examplePassword })
  }
  const me = await readActor(auth, browser.visit().headers, { requestId: 'r-9' })
  const stranger = await readActor(auth, other.browser.visit().headers, { requestId: 'r-9' })
  if (!me || !stranger) throw new Error('not signed in')

  const sessions = await listSessions(auth, me)
  expect(sessions.map(({ address, current }) => ({ address, current }))).toEqual([
    { address: '10.3.0.2', current: false },
    { address: '10.3.0.1', current: false },
    { address: '10.0.0.7', current: true },
  ])
  const [newest] = sessions
  await expect(revokeSession(auth, stranger, newest?.id ?? '')).resolves.toEqual({
    ok: false,
    refusal: { code: 'unknown-session' },
  })
  await expect(revokeSession(auth, me, 'tampered')).resolves.toEqual({
    ok: false,
    refusal: { code: 'unknown-session' },
  })
  await expect(revokeSession(auth, me, newest?.id ?? '')).resolves.toEqual({ ok: true, value: true })
  await expect(revokeOtherSessions(auth, me)).resolves.toEqual({ ended: 1 })
  expect(await listSessions(auth, me)).toHaveLength(1)
})

test('a second factor: demanded by the role, enrolled, asked at the sign-in, each code once', async () => {
  const auth = exampleAuth(db)
  const { browser, userId } = await exampleSignedIn(auth, { username: 'minh', role: 'system-admin' })
  const owing = await readActor(auth, browser.visit().headers, { requestId: '' })
  expect(owing).toMatchObject({ owes: 'second-factor', actor: { grants: [] }, account: { secondFactorMissing: true } })

  await expect(enrolSecondFactor(auth, { ...browser.visit(), password: 'sai' })).resolves.toMatchObject({
    refusal: { code: 'wrong-password' },
  })
  const enrolled = await enrolSecondFactor(auth, { ...browser.visit(), password: examplePassword })
  if (!enrolled.ok) throw new Error(enrolled.refusal.code)
  const { secret, uri, recoveryCodes } = enrolled.value
  const at = Date.now()
  expect(uri).toMatch(/^otpauth:\/\/totp\/NQ15:minh\?secret=[A-Z2-7]+&issuer=NQ15/)
  expect(new Set(recoveryCodes).size).toBe(10)

  await expect(confirmSecondFactor(auth, { ...browser.visit(), code: '000000' })).resolves.toMatchObject({
    refusal: { code: 'wrong-code' },
  })
  const confirmed = await confirmSecondFactor(auth, { ...browser.visit(), code: exampleTotp(secret, at) })
  if (!confirmed.ok) throw new Error(confirmed.refusal.code)
  browser.keep(confirmed.value.setCookie)
  await expect(readActor(auth, browser.visit().headers, { requestId: '' })).resolves.toMatchObject({
    owes: null,
    account: { hasSecondFactor: true },
  })
  await expect(enrolSecondFactor(auth, { ...browser.visit(), password: examplePassword })).resolves.toMatchObject({
    refusal: { code: 'second-factor-on' },
  })

  await expect(
    confirmSecondFactor(auth, { ...browser.visit(), code: exampleTotp(secret, at + 30_000) }),
  ).resolves.toMatchObject({
    refusal: { code: 'second-factor-on' },
  })

  const begin = async () => {
    const fresh = exampleBrowser()
    const step = await signIn(auth, { ...fresh.visit(), username: 'minh', password: examplePassword })
    expect(step).toMatchObject({ ok: true, value: { next: 'second-factor' } })
    if (step.ok) fresh.keep(step.value.setCookie)
    await expect(readActor(auth, fresh.visit().headers, { requestId: '' })).resolves.toBeNull()
    return fresh
  }
  const second = await begin()
  // The code that confirmed the enrolment is spent; the one of the next half minute is accepted by the tolerance.
  const replay = { ...second.visit(), kind: 'totp' as const, code: exampleTotp(secret, at) }
  await expect(verifySecondFactor(auth, replay)).resolves.toMatchObject({ refusal: { code: 'wrong-code' } })
  const next = { ...replay, code: exampleTotp(secret, at + 30_000) }
  const entered = await verifySecondFactor(auth, next)
  if (!entered.ok) throw new Error(entered.refusal.code)
  second.keep(entered.value.setCookie)
  await expect(readActor(auth, second.visit().headers, { requestId: '' })).resolves.toMatchObject({ owes: null })

  const third = await begin()
  const recover = { ...third.visit(), kind: 'recovery' as const, code: recoveryCodes[0] ?? '' }
  await expect(verifySecondFactor(auth, { ...recover, code: 'aaaaa-bbbbb' })).resolves.toMatchObject({
    refusal: { code: 'wrong-code' },
  })
  await expect(verifySecondFactor(auth, recover)).resolves.toMatchObject({ ok: true })
  const fourth = await begin()
  await expect(verifySecondFactor(auth, { ...recover, ...fourth.visit() })).resolves.toMatchObject({
    refusal: { code: 'wrong-code' },
  })
  await expect(verifySecondFactor(auth, { ...recover, ...exampleBrowser().visit() })).resolves.toMatchObject({
    refusal: { code: 'challenge-expired' },
  })

  await expect(renewRecoveryCodes(auth, { ...browser.visit(), password: 'sai' })).resolves.toMatchObject({
    refusal: { code: 'wrong-password' },
  })
  const renewed = await renewRecoveryCodes(auth, { ...browser.visit(), password: examplePassword })
  if (!renewed.ok) throw new Error(renewed.refusal.code)
  const old = { ...recover, ...fourth.visit(), code: recoveryCodes[1] ?? '' }
  await expect(verifySecondFactor(auth, old)).resolves.toMatchObject({ refusal: { code: 'wrong-code' } })
  const fresh = { ...old, code: renewed.value.recoveryCodes[1] ?? '' }
  await expect(verifySecondFactor(auth, fresh)).resolves.toMatchObject({ ok: true })

  expect(await trailOf(userId)).toEqual([
    'sign-in',
    'update',
    'password-changed',
    'password-wrong',
    'second-factor-begun',
    'second-factor-failed',
    'second-factor-on',
    'sign-in-first-step',
    'sign-in',
    'sign-in-first-step',
    'sign-in',
    'sign-in-first-step',
    'password-wrong',
    'recovery-codes-renewed',
    'sign-in',
  ])
})

test('without a second factor there are no recovery codes to renew', async () => {
  const auth = exampleAuth(db)
  const { browser } = await exampleSignedIn(auth, { username: 'phuc' })
  const asked = { ...browser.visit(), password: examplePassword }
  await expect(renewRecoveryCodes(auth, asked)).resolves.toMatchObject({ refusal: { code: 'second-factor-off' } })
})

test.each([
  [
    'changePassword',
    (auth: Auth, visit: Visit) => changePassword(auth, { ...visit, current: 'a', next: examplePassword }),
  ],
  ['enrolSecondFactor', (auth: Auth, visit: Visit) => enrolSecondFactor(auth, { ...visit, password: 'a' })],
  ['confirmSecondFactor', (auth: Auth, visit: Visit) => confirmSecondFactor(auth, { ...visit, code: '000000' })],
  ['renewRecoveryCodes', (auth: Auth, visit: Visit) => renewRecoveryCodes(auth, { ...visit, password: 'a' })],
])('%s without a session is refused', async (_, act) => {
  await expect(act(exampleAuth(db), exampleBrowser().visit())).resolves.toEqual({
    ok: false,
    refusal: { code: 'signed-out' },
  })
})

test('five wrong codes end the challenge', async () => {
  const auth = exampleAuth(db)
  const { browser } = await exampleSignedIn(auth, { username: 'nam' })
  const enrolled = await enrolSecondFactor(auth, { ...browser.visit(), password: examplePassword })
  if (!enrolled.ok) throw new Error(enrolled.refusal.code)
  await confirmSecondFactor(auth, { ...browser.visit(), code: exampleTotp(enrolled.value.secret) })
  const fresh = exampleBrowser()
  const step = await signIn(auth, { ...fresh.visit(), username: 'nam', password: examplePassword })
  if (step.ok) fresh.keep(step.value.setCookie)
  const codes: string[] = []
  for (const code of [
    'aaaaa-00001',
    'aaaaa-00002',
    'aaaaa-00003',
    'aaaaa-00004',
    'aaaaa-00005',
    enrolled.value.recoveryCodes[0] ?? '',
  ]) {
    const tried = await verifySecondFactor(auth, { ...fresh.visit(), kind: 'recovery', code })
    codes.push(tried.ok ? 'in' : tried.refusal.code)
  }
  expect(codes).toEqual([...Array(5).fill('wrong-code'), 'challenge-expired'])
})

test('a reset gives a new first password, ends the sessions and can take the second factor away', async () => {
  const auth = exampleAuth(db)
  const { browser, userId } = await exampleSignedIn(auth, { username: 'oanh' })
  const reset = await resetAccount(db.database, admin, { userId, withSecondFactor: true })
  if (!reset.ok) throw new Error(reset.refusal.code)
  await expect(readActor(auth, browser.visit().headers, { requestId: '' })).resolves.toBeNull()
  const fresh = exampleBrowser()
  const step = await signIn(auth, { ...fresh.visit(), username: 'oanh', password: reset.value.password })
  if (step.ok) fresh.keep(step.value.setCookie)
  await expect(readActor(auth, fresh.visit().headers, { requestId: '' })).resolves.toMatchObject({
    owes: 'new-password',
  })
})

test('the trail holds addresses and ids, and nothing that was typed', async () => {
  const rows = await db.asOwner(
    "select detail::text as detail from audit_event where record_table in ('user', 'session')",
  )
  const text = rows.map(({ detail }) => detail).join('\n')
  expect(text).toContain('10.0.0.7')
  expect(text).not.toMatch(/hoa sữa|sai|minh|unknown-1|nobody-here/)
})
