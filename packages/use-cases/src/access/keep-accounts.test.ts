import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount } from './create-account.ts'
import { disableAccount } from './disable-account.ts'
import { endGrant } from './end-grant.ts'
import { exampleAuth, exampleSignedIn } from './example.ts'
import { grantRole } from './grant-role.ts'
import { listAccounts } from './list-accounts.ts'
import { readActor } from './read-actor.ts'
import { resetAccount } from './reset-account.ts'

let db: TestDatabase
const city = newId()
beforeAll(async () => {
  db = await openTestDatabase()
  await db.asOwner(`insert into organization (id, side) values ('${city}', 'party')`)
})
afterAll(() => db.close())

const operator = operatorScope('account:admin')
const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? null : result.refusal.code

test('the first administrator is made on an empty database', async () => {
  const made = await createAccount(db.database, operator, {
    username: 'quantri',
    displayName: 'Quản trị',
    role: 'system-admin',
  })
  expect(made).toMatchObject({ ok: true, value: { username: 'quantri' } })
  expect(made.ok && made.value.password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  const stored = await db.asOwner('select password from auth.account')
  expect(JSON.stringify(stored)).not.toContain(made.ok ? made.value.password : '')
})

test.each([
  { because: 'a name with marks', command: { username: 'bí thư' }, code: 'username-malformed' },
  { because: 'a name in use, in other letters', command: { username: 'QUANTRI' }, code: 'username-taken' },
  {
    because: 'a role without its organization',
    command: { role: 'org-secretary' as const },
    code: 'grant-needs-organization',
  },
  {
    because: 'an organization that does not exist',
    command: { role: 'org-secretary' as const, organizationId: newId() },
    code: 'unknown-organization',
  },
  { because: 'a member who does not exist', command: { memberId: newId() }, code: 'unknown-member' },
  {
    because: 'a role that ends before it begins',
    command: { role: 'org-secretary' as const, organizationId: city, validFrom: '2026-02-01', validTo: '2026-01-01' },
    code: 'grant-period-empty',
  },
])('$because is refused and nothing is kept', async ({ command, code }) => {
  const made = await createAccount(db.database, operator, { username: 'moi', displayName: 'Mới', ...command })
  expect(codeOf(made)).toBe(code)
  expect((await listAccounts(db.database, operator)).map(({ username }) => username)).toEqual(['quantri'])
})

test('two accounts of one name at the same moment are one', async () => {
  const make = () => createAccount(db.database, operator, { username: 'song-sinh', displayName: 'Song sinh' })
  expect((await Promise.all([make(), make(), make()])).map(codeOf).sort()).toEqual(
    [null, 'username-taken', 'username-taken'].sort(),
  )
})

test('a role counts from its first day to the day before its last, and ends at once when taken back', async () => {
  const auth = { ...exampleAuth(db), secondFactorRoles: [] }
  const { browser, userId } = await exampleSignedIn(auth, { username: 'thu' })
  const grants = async () => (await readActor(auth, browser.visit().headers, { requestId: '' }))?.actor.grants
  const grant = { userId, role: 'org-secretary' as const, organizationId: city }
  const given = await grantRole(db.database, operator, grant)
  expect(await grants()).toEqual([{ role: 'org-secretary', organizationId: city }])
  expect(codeOf(await grantRole(db.database, operator, grant))).toBe('grant-twice')
  expect(codeOf(await grantRole(db.database, operator, { ...grant, role: 'system-admin', organizationId: null }))).toBe(
    'roles-kept-apart',
  )
  expect(codeOf(await grantRole(db.database, operator, { ...grant, userId: newId() }))).toBe('unknown-account')

  const grantId = given.ok ? given.value.grantId : ''
  expect(codeOf(await endGrant(db.database, operator, { grantId }))).toBeNull()
  expect(await grants()).toEqual([])
  expect(codeOf(await endGrant(db.database, operator, { grantId }))).toBe('unknown-grant')

  await grantRole(db.database, operator, {
    ...grant,
    role: 'cell-teller',
    validFrom: '2020-01-01',
    validTo: '2021-01-01',
  })
  await grantRole(db.database, operator, { ...grant, role: 'city-office', validFrom: '2999-01-01' })
  expect(await grants()).toEqual([])
})

async function adminScope(username: string): Promise<{ scope: Scope; userId: string }> {
  const auth = { ...exampleAuth(db), secondFactorRoles: [] }
  const { browser, userId } = await exampleSignedIn(auth, { username, role: 'system-admin' })
  const signedIn = await readActor(auth, browser.visit().headers, { requestId: 'r-7' })
  const scope = signedIn && proveScope(signedIn.actor, 'account:admin')
  if (!scope) throw new Error('no administrator')
  return { scope, userId }
}

test('an administrator does nothing to his own account', async () => {
  const { scope, userId } = await adminScope('tu-quan')
  const own = { userId, role: 'privacy-auditor' as const, organizationId: null }
  expect(codeOf(await grantRole(db.database, scope, own))).toBe('own-account')
  expect(codeOf(await resetAccount(db.database, scope, { userId, withSecondFactor: true }))).toBe('own-account')
  expect(codeOf(await disableAccount(db.database, scope, { userId, disabled: true }))).toBe('own-account')
})

test.each([
  { because: 'his session was ended', sql: 'delete from auth.session where user_id = $1' },
  { because: 'his role was ended', sql: 'update access_grant set valid_to = valid_from where user_id = $1' },
  { because: 'his account was closed', sql: 'update access_account set disabled_at = now() where user_id = $1' },
])('an administrator’s proof is worth nothing after $because', async ({ because, sql }) => {
  const { scope, userId } = await adminScope(`cuu-${because.length}`)
  await db.asOwner(sql, [userId])
  const made = createAccount(db.database, scope, { username: 'len-lut', displayName: 'Lén' })
  await expect(made).rejects.toThrow('keeps no accounts')
})

test('a proof of another permission keeps no accounts', async () => {
  await expect(listAccounts(db.database, operatorScope('member:read'))).rejects.toThrow('keeps no accounts')
})

test('the trail names who gave the role, and for an administrator with his request', async () => {
  const { scope, userId } = await adminScope('ghi-vet')
  const made = await createAccount(db.database, scope, {
    username: 'duoc-cap',
    displayName: 'Được cấp',
    role: 'org-secretary',
    organizationId: city,
  })
  const rows = await db.asOwner(
    "select action, record_table, request_id from audit_event where actor_id = $1 and action <> 'update' and request_id = 'r-7' order by record_table",
    [userId],
  )
  expect(made.ok).toBe(true)
  expect(rows).toEqual([
    { action: 'insert', record_table: 'access_account', request_id: 'r-7' },
    { action: 'insert', record_table: 'access_grant', request_id: 'r-7' },
    { action: 'account-created', record_table: 'user', request_id: 'r-7' },
  ])
})
