import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { ownSignIn } from '@nq15/domain/access'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Auth, createAuth } from './auth.ts'
import { changePassword } from './change-password.ts'
import { createAccount } from './create-account.ts'
import { disableAccount } from './disable-account.ts'
import { beginPasskey } from './enrol-passkey.ts'
import { enrolSecondFactor } from './enrol-second-factor.ts'
import { exampleBrowser, examplePassword } from './example.ts'
import { linkIdentity } from './link-identity.ts'
import { readActor } from './read-actor.ts'
import { resetAccount } from './reset-account.ts'
import { type SealEmergency, sealEmergency } from './seal-emergency.ts'
import { signIn } from './sign-in.ts'
import { watchEmergencies } from './watch-emergencies.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
let auth: Auth
beforeEach(() => {
  // The day on which only the provider signs in, and is down.
  auth = createAuth(db.database, {
    secret: 'a secret of tests, long enough to be one',
    publicUrl: 'http://localhost:3000',
    signIn: { ...ownSignIn, onlyProvider: true },
    limits: { slowFrom: 99, pair: { points: 100, seconds: 60 } },
  })
})

const admin = operatorScope('account:admin')
const one: SealEmergency = {
  username: 'khan-cap-1',
  displayName: 'Tài khoản khẩn cấp 1',
  role: 'system-admin',
  organizationId: null,
  hours: 8,
}
const seal = async (change: Partial<SealEmergency> = {}) => {
  const sealed = await sealEmergency(db.database, admin, { ...one, ...change })
  if (!sealed.ok) throw new Error(sealed.refusal.code)
  return sealed.value
}

async function open(password: string, username = one.username) {
  const browser = exampleBrowser()
  const step = await signIn(auth, { ...browser.visit(), username, password })
  if (step.ok) browser.keep(step.value.setCookie)
  return { step, browser, actor: await readActor(auth, browser.visit().headers, { requestId: 'r' }) }
}

const wrong = { ok: false, refusal: { code: 'wrong-credentials' } }
const grantsOf = (userId: string) =>
  db.asOwner(
    'select id from access_grant where user_id = $1 and valid_from <= app.today() and app.today() < valid_to',
    [userId],
  )
const actionsOf = async (userId: string) =>
  (
    await db.asOwner("select action from audit_event where record_id = $1 and action like 'emergency-%' order by id", [
      userId,
    ])
  ).map(({ action }) => action)
/** Moves the use of an account into the past, as its hours would; only the owner of the tables can. */
const letHoursPass = (userId: string) =>
  db.asOwner(`alter table access_emergency disable trigger keep_seal;
    update access_emergency set opened_at = opened_at - interval '9 hours', closes_at = closes_at - interval '9 hours' where user_id = '${userId}';
    alter table access_emergency enable trigger keep_seal`)

test('sealed it holds no role; opened it works without provider and second factor; every use is in the trail', async () => {
  const { passphrase, userId } = await seal()
  expect(passphrase).toMatch(/^([a-z2-9]{4}-){7}[a-z2-9]{4}$/)
  expect(await grantsOf(userId)).toEqual([])

  await expect(open('không phải mật khẩu này')).resolves.toMatchObject({ step: wrong, actor: null })
  const first = await open(passphrase)
  expect(first.actor).toMatchObject({
    owes: null,
    method: 'emergency',
    actor: { grants: [{ role: 'system-admin', organizationId: null }] },
  })
  const second = await open(passphrase)
  expect(second.actor).toMatchObject({ method: 'emergency' })
  expect(await grantsOf(userId)).toHaveLength(1)
  expect(await actionsOf(userId)).toEqual(['emergency-sealed', 'emergency-opened', 'emergency-used'])
  const told = await db.asOwner(
    "select payload ->> 'userId' as user_id from outbox where type = 'access.emergency-opened'",
  )
  expect(told).toEqual([{ user_id: userId }, { user_id: userId }])
  const watched = await watchEmergencies(db.database, admin, new Date())
  expect(watched).toMatchObject([{ username: one.username, state: 'open', hours: 8 }])
})

test('after its hours it opens nothing, its sessions are over, and only sealing anew helps', async () => {
  const { passphrase, userId } = await seal({ hours: 1 })
  const { browser } = await open(passphrase)
  const [session] = await db.asOwner(
    'select expires_at <= (select closes_at from access_emergency where user_id = s.user_id) as bounded from auth.session s where user_id = $1',
    [userId],
  )
  expect(session).toEqual({ bounded: true })

  await letHoursPass(userId)
  // A session that was still counted on: what the database lets it be on its next use.
  await db.asOwner("update auth.session set expires_at = now() + interval '1 hour' where user_id = $1", [userId])
  await expect(readActor(auth, browser.visit().headers, { requestId: 'r' })).resolves.toBeNull()
  await expect(open(passphrase)).resolves.toMatchObject({ step: wrong })
  expect((await actionsOf(userId)).at(-1)).toBe('emergency-spent')
  expect((await watchEmergencies(db.database, admin, new Date()))[0]?.state).toBe('spent')

  const again = await seal({ hours: 2 })
  expect(again).toMatchObject({ again: true, userId })
  expect(await grantsOf(userId)).toEqual([])
  await expect(open(passphrase)).resolves.toMatchObject({ step: wrong })
  await expect(open(again.passphrase)).resolves.toMatchObject({ step: { ok: true } })
  expect(await grantsOf(userId)).toHaveLength(1)
})

test('sealing anew in the middle of a use ends it at once', async () => {
  const { passphrase, userId } = await seal()
  const { browser } = await open(passphrase)
  await seal()
  await expect(readActor(auth, browser.visit().headers, { requestId: 'r' })).resolves.toBeNull()
  expect(await grantsOf(userId)).toEqual([])
})

test('there are two and no third, and an ordinary account becomes none', async () => {
  await seal()
  await seal({ username: 'khan-cap-2', displayName: 'Tài khoản khẩn cấp 2', role: 'privacy-auditor' })
  const third = { ...one, username: 'khan-cap-3' }
  await expect(sealEmergency(db.database, admin, third)).resolves.toMatchObject({
    refusal: { code: 'emergency-slots-full' },
  })
  await createAccount(db.database, admin, { username: 'thuong', displayName: 'Thường' })
  await expect(sealEmergency(db.database, admin, { ...one, username: 'thuong' })).resolves.toMatchObject({
    refusal: { code: 'username-taken' },
  })
  await expect(sealEmergency(db.database, admin, { ...one, role: 'org-secretary' })).resolves.toMatchObject({
    refusal: { code: 'grant-needs-organization' },
  })
})

test('nothing but sealing changes how it is opened: no reset, no own password, no second factor, no passkey, no link', async () => {
  const { passphrase, userId } = await seal()
  const refused = { ok: false, refusal: { code: 'emergency-account' } }
  await expect(resetAccount(db.database, admin, { userId, withSecondFactor: true })).resolves.toEqual(refused)
  const { browser } = await open(passphrase)
  const visit = browser.visit()
  await expect(changePassword(auth, { ...visit, current: passphrase, next: examplePassword })).resolves.toEqual(refused)
  await expect(enrolSecondFactor(auth, { ...visit, password: passphrase })).resolves.toEqual(refused)
  await expect(beginPasskey(auth, { ...visit, password: passphrase })).resolves.toEqual(refused)
  const link = { userId, issuer: 'https://id.example', subject: 's' }
  await expect(linkIdentity(db.database, admin, link)).resolves.toEqual(refused)
})

test('a closed emergency account stays closed', async () => {
  const { passphrase, userId } = await seal()
  await disableAccount(db.database, admin, { userId, disabled: true })
  await expect(open(passphrase)).resolves.toMatchObject({ step: wrong })
  await disableAccount(db.database, admin, { userId, disabled: false })
  await expect(open(passphrase)).resolves.toMatchObject({ step: { ok: true } })
})

test('only who keeps accounts or reads the trail watches them', async () => {
  await expect(watchEmergencies(db.database, operatorScope('audit:read'), new Date())).resolves.not.toEqual([])
  await expect(watchEmergencies(db.database, operatorScope('organization:read'), new Date())).rejects.toThrow()
})

// The database itself, whatever the application does; each row is tried as the tables' owner.
const tampering = [
  {
    because: 'a password set beside the seal',
    sql: `update auth.account set password = 'x' where user_id = $1`,
    rule: /emergency account has its sealed/,
  },
  {
    because: 'a session while sealed',
    sql: `insert into auth.session (id, user_id, token, expires_at, method) values (gen_random_uuid(), $1, 't-1', now() + interval '1 hour', 'emergency')`,
    rule: /is sealed/,
  },
  {
    because: 'an ordinary session',
    sql: `insert into auth.session (id, user_id, token, expires_at) values (gen_random_uuid(), $1, 't-2', now() + interval '1 hour')`,
    rule: /has emergency sessions/,
  },
  {
    because: 'a longer use',
    sql: `update access_emergency set opened_at = now(), closes_at = now() + interval '9 hours' where user_id = $1`,
    rule: /access_emergency_opening/,
  },
  {
    because: 'a use of four days',
    sql: `update access_emergency set hours = 73 where user_id = $1`,
    rule: /access_emergency_hours/,
  },
  {
    because: 'a third slot',
    sql: `update access_emergency set slot = 3 where user_id = $1`,
    rule: /access_emergency_slot/,
  },
]
test.each(tampering)('$because is refused by the database', async ({ sql, rule }) => {
  const { userId } = await seal()
  await expect(db.asOwner(sql, [userId])).rejects.toThrow(rule)
})

test('an open use is not prolonged, nor opened a second time', async () => {
  const { passphrase, userId } = await seal()
  await open(passphrase)
  for (const change of [
    "opened_at = opened_at + interval '1 hour', closes_at = closes_at + interval '1 hour'",
    'opened_at = null, closes_at = null',
  ]) {
    const sql = `update access_emergency set ${change} where user_id = $1`
    await expect(db.asOwner(sql, [userId])).rejects.toThrow(/once for each seal/)
  }
})
