import { newId } from '@nq15/db/ids'
import { listWatchEntries } from '@nq15/db/monitoring/watch-entry.read'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { KeyPermission } from '@nq15/domain/access'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleEntry, exampleList } from '../monitoring/example-watch.ts'
import { type AccountKey, type ExampleYear, exampleYear } from '../ratings/example-year.ts'
import type { Auth } from './auth.ts'
import { exampleAuth } from './example.ts'
import { isInNetworks, openWithKey } from './open-with-key.ts'
import { readKeyScope } from './read-key-scope.ts'
import { makeKey, revokeKey, rotateKey } from './service-keys.ts'

let db: TestDatabase
let year: ExampleYear
let auth: Auth
beforeAll(async () => {
  db = await openTestDatabase()
  auth = exampleAuth(db)
  year = await exampleYear(db)
  await exampleEntry(db, year, await exampleList(db, year))
})
afterAll(() => db.close())

const now = new Date()
const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
const form = {
  name: 'Phần mềm báo cáo',
  permissions: ['watch:read'] as KeyPermission[],
  networks: ['10.0.0.0/8'],
  perMinute: 60,
  expiresOn: day(90),
}

async function keyOf(who: AccountKey, changes: Partial<typeof form & { organizationId: string }> = {}) {
  const scope = year.scope(who, 'key:make')
  const prove = (permission: KeyPermission) => year.prove(who, permission)
  const command = { ...form, organizationId: year.organizations.city, ...changes, requestId: newId(), now }
  return makeKey(db.database, { scope, prove }, command)
}
async function textOf(
  who: AccountKey,
  changes: Parameters<typeof keyOf>[1] = {},
): Promise<{ keyId: string; text: string }> {
  const made = await keyOf(who, changes)
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}
const open = (text: string, address = '10.1.2.3') => openWithKey(auth, { text, address, requestId: 'r-1' })
const codeOf = async (text: string, address?: string) => {
  const opened = await open(text, address)
  return opened.ok ? 'open' : opened.refusal.code
}

describe('a key is never more than its maker', () => {
  test.each([
    { because: 'the board over the city', who: 'board', code: null },
    { because: 'the office over its commune', who: 'office', at: 'commune', code: null },
    { because: 'the office over the city', who: 'office', at: 'city', code: 'NOT_FOUND' },
    { because: 'the office over another commune', who: 'office', at: 'strangerCommune', code: 'NOT_FOUND' },
    {
      because: 'the office with what it does not hold',
      who: 'office',
      at: 'commune',
      permissions: ['rating:overview'],
      code: 'KEY_REFUSED',
    },
  ] as const)('$because', async ({ who, code, ...rest }) => {
    const at = 'at' in rest ? rest.at : 'city'
    const permissions = 'permissions' in rest ? [...rest.permissions] : form.permissions
    const made = await keyOf(who, { organizationId: year.organizations[at], permissions })
    expect(made.ok ? null : made.refusal.code).toBe(code)
  })

  const seenBy = async (text: string): Promise<number | null> => {
    const opened = await open(text)
    if (!opened.ok) throw new Error(opened.refusal.code)
    const { actor, maker, organizationId } = opened.value
    const [own, of] = [proveScope(actor, 'watch:read'), proveScope(maker, 'watch:read')]
    const scope: Scope | null = own && of ? await readKeyScope(db.database, { own, maker: of, organizationId }) : null
    return (
      scope &&
      (await db.database.asReader(scope, async (tx) => (await listWatchEntries(tx, scope, { limit: 10 })).length))
    )
  }

  test('it reads what lies in its organization and its maker’s reach, and follows its maker out', async () => {
    const { text } = await textOf('board')
    const stranger = await textOf('strangerOffice', { organizationId: year.organizations.strangerCommune })
    expect(await seenBy(text)).toBe(1)
    expect(await seenBy(stranger.text)).toBe(0)
    await db.asOwner('update access_grant set valid_to = app.today() where user_id = $1', [
      year.actors.strangerOffice.userId,
    ])
    expect(await seenBy(stranger.text)).toBeNull()
    await db.asOwner(`update access_grant set valid_to = '9999-12-31' where user_id = $1`, [
      year.actors.strangerOffice.userId,
    ])
  })

  test('the database opens no person, no trail and no account to a key, and nothing it may decide', async () => {
    const { keyId } = await textOf('board', { permissions: ['watch:read', 'monitoring:enter'] })
    const [s] = await db.asOwner(
      `select s.person_all, s.person, s.trail, s.accounts, s.decide_all, s.setup_all, s.tree_all, s.work_all,
      cardinality(s.tree_work) > 0 as works from app.scope_of('key', $1) s`,
      [keyId],
    )
    expect(s).toEqual({
      person_all: false,
      person: null,
      trail: false,
      accounts: false,
      decide_all: false,
      setup_all: false,
      tree_all: true,
      work_all: false,
      works: true,
    })
  })
})

describe('the gate', () => {
  test.each([
    ['from its network', '10.9.9.9', 'open'],
    ['from its network, written as IPv6', '::ffff:10.9.9.9', 'open'],
    ['from elsewhere', '11.0.0.1', 'key-network'],
    ['from an address that is none', 'unknown', 'key-network'],
  ])('%s', async (_, address, code) => {
    expect(await codeOf((await textOf('board')).text, address)).toBe(code)
  })

  test('wrong, unknown and broken keys look alike', async () => {
    const { text } = await textOf('board')
    const wrong = `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`
    const unknown = text.replace(/_[0-9a-f]{32}_/, `_${newId().replaceAll('-', '')}_`)
    for (const one of [wrong, unknown, 'nq15_x', '', text.toUpperCase(), `${text}\n`])
      expect(await codeOf(one)).toBe('key-unknown')
  })

  test('a key that was revoked, is over, or whose maker has left', async () => {
    const [revoked, over, left] = [
      await textOf('board'),
      await textOf('board'),
      await textOf('strangerOffice', { organizationId: year.organizations.strangerCommune }),
    ]
    await revokeKey(db.database, year.scope('board', 'key:make'), {
      requestId: newId(),
      keyId: revoked.keyId,
      version: 1,
      now,
    })
    await db.asOwner(
      `alter table access_key disable trigger keep; update access_key set expires_on = app.today() where id = '${over.keyId}'; alter table access_key enable trigger keep`,
    )
    await db.asOwner('update access_account set disabled_at = now() where user_id = $1', [
      year.actors.strangerOffice.userId,
    ])
    expect(await Promise.all([revoked, over, left].map(({ text }) => codeOf(text)))).toEqual([
      'key-revoked',
      'key-expired',
      'key-unknown',
    ])
    await db.asOwner('update access_account set disabled_at = null where user_id = $1', [
      year.actors.strangerOffice.userId,
    ])
  })

  test('after so many calls in a minute the key waits, and no other with it', async () => {
    const [hasty, calm] = [await textOf('board', { perMinute: 2 }), await textOf('board')]
    const codes = [await codeOf(hasty.text), await codeOf(hasty.text), await codeOf(hasty.text)]
    expect(codes).toEqual(['open', 'open', 'key-rate'])
    expect(await codeOf(calm.text)).toBe('open')
  })

  test('after a rotation both secrets open for a day, then the new one alone; a stranger rotates and revokes nothing', async () => {
    const first = await textOf('board')
    const of = { keyId: first.keyId, version: 1, now }
    const stranger = year.scope('office', 'key:make')
    expect(await rotateKey(db.database, stranger, { ...of, requestId: newId() })).toMatchObject({ ok: false })
    expect(await revokeKey(db.database, stranger, { ...of, requestId: newId() })).toMatchObject({ ok: false })
    const second = await rotateKey(db.database, year.scope('board', 'key:make'), { ...of, requestId: newId() })
    if (!second.ok) throw new Error(second.refusal.code)
    expect([await codeOf(first.text), await codeOf(second.value.text)]).toEqual(['open', 'open'])
    await db.asOwner(`update access_key set former_until = now() - interval '1 second' where id = $1`, [first.keyId])
    expect([await codeOf(first.text), await codeOf(second.value.text)]).toEqual(['key-unknown', 'open'])
  })
})

test('the secret is stored as a hash, shown once, and a key is never widened', async () => {
  const scope = year.scope('board', 'key:make')
  const command = { ...form, organizationId: year.organizations.city, requestId: newId(), now }
  const prove = (permission: KeyPermission) => year.prove('board', permission)
  const made = await makeKey(db.database, { scope, prove }, command)
  expect(await makeKey(db.database, { scope, prove }, command)).toMatchObject({ refusal: { code: 'SECRET_WAS_SHOWN' } })
  // The secret's own letters include the one that stands between the parts.
  const secret = made.ok ? made.value.text.split('_').slice(2).join('_') : ''
  const rows = await db.asOwner('select to_jsonb(k)::text as row from access_key k')
  expect(secret).toHaveLength(43)
  expect(rows.some((row) => String(row['row']).includes(secret))).toBe(false)
  await expect(db.asOwner(`update access_key set permissions = '{organization:read,watch:read}'`)).rejects.toThrow(
    'never widened',
  )
})

test('each call stands in the trail', async () => {
  const before = await db.asOwner(
    `select count(*)::int as n from audit_event where action = 'call' and record_table = 'access_key'`,
  )
  const opened = await open((await textOf('board')).text)
  if (!opened.ok) throw new Error(opened.refusal.code)
  const { actor, maker, organizationId } = opened.value
  const [own, of] = [proveScope(actor, 'watch:read'), proveScope(maker, 'watch:read')]
  if (own && of) await readKeyScope(db.database, { own, maker: of, organizationId })
  const after = await db.asOwner(
    `select count(*)::int as n from audit_event where action = 'call' and record_table = 'access_key'`,
  )
  expect(Number(after[0]?.['n']) - Number(before[0]?.['n'])).toBe(1)
})

test.each([
  ['fd00::7', ['fd00::/16'], true],
  ['fd01::7', ['fd00::/16'], false],
  ['10.0.0.7', ['10.0.0.7'], true],
  ['10.0.0.8', ['10.0.0.7', '10.1.0.0/16'], false],
] as const)('%s within %s: %s', (address, networks, inside) => {
  expect(isInNetworks(address, networks)).toBe(inside)
})
