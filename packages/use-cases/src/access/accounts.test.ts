import { findAccountByUsername } from '@nq15/db/access/account.read'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import type { AccountTexts } from '@nq15/domain/access'
import { addDays } from '@nq15/domain/calendar'
import { ok } from '@nq15/domain/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readImport } from '../members/read-import.ts'
import { createAccount } from './create-account.ts'
import { delegateGrant } from './delegate-grant.ts'
import { endDelegation } from './end-delegation.ts'
import { endGrant } from './end-grant.ts'
import { exampleAuth, exampleBrowser, exampleSignedIn } from './example.ts'
import { countFirstPasswords, giveFirstPasswords } from './give-first-passwords.ts'
import { grantRole } from './grant-role.ts'
import { startImport } from './judge-import.ts'
import { leaveAccount } from './leave-account.ts'
import { readAccountFile } from './read-account-file.ts'
import { readAccounts } from './read-accounts.ts'
import { readActor } from './read-actor.ts'
import { resetAccount } from './reset-account.ts'
import { setDelegationDays } from './set-delegation-days.ts'
import { signIn } from './sign-in.ts'
import { takeImport } from './take-import.ts'

let db: TestDatabase
let today: string
const [city, commune, cell, other] = [newId(), newId(), newId(), newId()]
const operator = operatorScope('account:admin')

beforeAll(async () => {
  db = await openTestDatabase()
  const place = (id: string, code: string, name: string, under: string | null, type: string) => `
    insert into organization (id, side) values ('${id}', 'party');
    insert into organization_version (id, organization_id, side, code, name, search_name, org_type, parent_id, valid_from)
    values ('${newId()}', '${id}', 'party', '${code}', '${name}', app.search_text('${name}'), '${type}', ${under ? `'${under}'` : 'null'}, '2020-01-01')`
  await db.asOwner(
    [
      place(city, '01', 'Thành ủy', null, 'city-org'),
      place(commune, '01.1', 'Đảng bộ phường Hoa Ban', city, 'grassroots-committee-org'),
      place(cell, '01.1.7', 'Chi bộ số 7', commune, 'subordinate-cell'),
      place(other, '01.2', 'Đảng bộ phường Hoa Sữa', city, 'grassroots-committee-org'),
    ].join(';'),
  )
  const [row] = await db.asOwner('select app.today()::text as today')
  today = String(row?.['today'])
})
afterAll(() => db.close())

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => result.refusal?.code ?? null

/** A person signed in with a role, and the proof his page would make. */
async function person(
  username: string,
  role: 'grassroots-committee' | 'grassroots-office' | 'org-secretary' | 'system-admin' = 'grassroots-office',
  place = commune,
) {
  const auth = { ...exampleAuth(db), secondFactorRoles: [] }
  const where = role === 'system-admin' ? {} : { organizationId: place }
  const { browser, userId } = await exampleSignedIn(auth, { username, role, ...where })
  const actor = async () => (await readActor(auth, browser.visit().headers, { requestId: 'r-9' }))?.actor ?? null
  const scope = async (permission: 'organization:read' | 'account:admin'): Promise<Scope> => {
    const signedIn = await actor()
    const proof = signedIn && proveScope(signedIn, permission)
    if (!proof) throw new Error(`${username} may not ${permission}`)
    return proof
  }
  const grantId = async () =>
    String(
      (await db.asOwner('select id from access_grant where user_id = $1 order by id limit 1', [userId]))[0]?.['id'],
    )
  return { username, userId, actor, scope, grantId }
}

test('one form sent twice makes one account, and both answers show the password that counts', async () => {
  const form = {
    requestId: newId(),
    username: 'hai.lan',
    displayName: 'Hai Lần',
    role: 'city-office' as const,
    organizationId: city,
  }
  const [one, two] = await Promise.all([
    createAccount(db.database, operator, form),
    createAccount(db.database, operator, form),
  ])
  expect(one).toEqual(two)
  const password = one.ok ? one.value.password : ''
  const auth = exampleAuth(db)
  expect((await signIn(auth, { ...exampleBrowser().visit(), username: 'hai.lan', password })).ok).toBe(true)
  const userId = one.ok ? one.value.userId : ''
  const again = { requestId: newId(), userId, withSecondFactor: false }
  const resets = await Promise.all([
    resetAccount(db.database, operator, again),
    resetAccount(db.database, operator, again),
  ])
  expect(resets[0]).toEqual(resets[1])
  const fresh = resets[0]?.ok ? resets[0].value.password : ''
  expect(fresh).not.toBe(password)
  expect((await signIn(auth, { ...exampleBrowser().visit(), username: 'hai.lan', password: fresh })).ok).toBe(true)
  expect(
    await db.asOwner('select result::text from access_request where result::text like $1', [`%${fresh}%`]),
  ).toEqual([])
})

test('the list is searched without marks and narrowed by role, organization and state', async () => {
  await createAccount(db.database, operator, {
    username: 'duong.van.do',
    displayName: 'Dương Văn Độ',
    role: 'grassroots-office',
    organizationId: commune,
  })
  await createAccount(db.database, operator, {
    username: 'nguoi.khac',
    displayName: 'Người Khác',
    role: 'grassroots-office',
    organizationId: other,
  })
  const ask = { text: '', place: '', role: null, state: null, offset: 0, limit: 10 }
  const names = async (change: object) =>
    (await readAccounts(db.database, operator, { ...ask, ...change })).rows.map(({ username }) => username)
  expect(await names({ text: 'duong van do' })).toEqual(['duong.van.do'])
  expect(await names({ text: 'VĂN.DO' })).toEqual([])
  expect(await names({ text: '%' })).toEqual([])
  expect(await names({ place: 'dang bo phuong hoa ban', role: 'grassroots-office' })).toEqual(['duong.van.do'])
  expect(await names({ place: '01.2' })).toEqual(['nguoi.khac'])
  expect(await names({ place: '01', role: 'grassroots-office' })).toEqual(['duong.van.do', 'nguoi.khac'])
  expect(await names({ state: 'never' })).toContain('duong.van.do')
  expect(await names({ state: 'never' })).not.toContain('hai.lan')
  expect(await names({ limit: 1, offset: 1 })).toHaveLength(1)
})

test('duties that one person should not have want a reason and an acceptance', async () => {
  const { userId } = await person('kiem.nhiem', 'org-secretary', cell)
  const grant = { userId, role: 'grassroots-committee' as const, organizationId: commune }
  const page = { requestId: newId() }
  expect(codeOf(await grantRole(db.database, operator, { ...grant, ...page }))).toBe('duties-overlap')
  // A refusal leaves the page's id free for another form of it.
  expect(codeOf(await resetAccount(db.database, operator, { userId, withSecondFactor: false, ...page }))).toBeNull()
  expect(codeOf(await grantRole(db.database, operator, { ...grant, acceptsOverlap: true }))).toBe('reason-missing')
  expect(codeOf(await grantRole(db.database, operator, { ...grant, acceptsOverlap: true, reason: 'QĐ 12' }))).toBeNull()
})

test('two administrators who give the same role at once give it once', async () => {
  const { userId } = await person('hai.quan.tri')
  const [one, two] = [await person('qt.mot', 'system-admin'), await person('qt.hai', 'system-admin')]
  const grant = { userId, role: 'city-office' as const, organizationId: city, reason: 'QĐ 1' }
  const answers = await Promise.all([
    grantRole(db.database, await one.scope('account:admin'), grant),
    grantRole(db.database, await two.scope('account:admin'), grant),
  ])
  expect(answers.map(codeOf).sort()).toEqual(['grant-twice', null].sort())
})

test('a delegation opens the organization to the other, cannot go further, and ends with its original', async () => {
  const [giver, receiver, third] = [
    await person('nguoi.giao', 'grassroots-committee'),
    await person('nguoi.nhan', 'grassroots-office', other),
    await person('nguoi.ba', 'grassroots-office', other),
  ]
  const scope = await giver.scope('organization:read')
  const wanted = {
    grantId: await giver.grantId(),
    to: receiver.username,
    organizationId: cell,
    validFrom: today,
    validTo: addDays(today, 10),
    reason: 'đi công tác',
  }
  const given = await delegateGrant(db.database, scope, { ...wanted, requestId: newId() })
  expect(codeOf(given)).toBeNull()
  expect((await receiver.actor())?.grants).toContainEqual({ role: 'grassroots-committee', organizationId: cell })
  const delegatedId = given.ok ? given.value.grantId : ''

  const receiving = await receiver.scope('organization:read')
  expect(
    codeOf(await delegateGrant(db.database, receiving, { ...wanted, grantId: delegatedId, to: third.username })),
  ).toBe('delegation-of-delegated')
  expect(codeOf(await delegateGrant(db.database, receiving, { ...wanted, to: third.username }))).toBe('unknown-grant')
  expect(
    codeOf(await delegateGrant(db.database, scope, { ...wanted, to: third.username, organizationId: other })),
  ).toBe('delegation-outside-organization')
  expect(codeOf(await delegateGrant(db.database, scope, { ...wanted, to: 'khong.co' }))).toBe('unknown-account')
  expect(
    codeOf(await delegateGrant(db.database, scope, { ...wanted, to: third.username, validTo: addDays(today, 91) })),
  ).toBe('delegation-too-long')
  expect(codeOf(await setDelegationDays(db.database, operator, 366))).toBeNull()
  expect(
    codeOf(await delegateGrant(db.database, scope, { ...wanted, to: third.username, validTo: addDays(today, 91) })),
  ).toBeNull()
  expect(codeOf(await setDelegationDays(db.database, operator, 0))).toBe('delegation-days-malformed')

  // Seen at both ends, and in the trail.
  const page = await readAccountFile(db.database, operator, giver.userId)
  expect(page?.grants.filter(({ delegatedBy }) => delegatedBy !== null)).toHaveLength(2)
  expect(page?.openMatters).toContainEqual(expect.objectContaining({ kind: 'delegation' }))
  expect(
    await db.asOwner("select 1 from audit_event where action = 'grant-delegated' and record_id = $1", [delegatedId]),
  ).toHaveLength(1)

  expect(
    codeOf(await endDelegation(db.database, await third.scope('organization:read'), { grantId: delegatedId })),
  ).toBe('unknown-grant')
  expect(codeOf(await endDelegation(db.database, receiving, { grantId: delegatedId }))).toBeNull()
  expect((await receiver.actor())?.grants).toHaveLength(1)
  expect((await third.actor())?.grants).toHaveLength(2)
  expect(
    codeOf(await endGrant(db.database, operator, { grantId: await giver.grantId(), reason: 'thôi giữ' })),
  ).toBeNull()
  expect((await third.actor())?.grants).toHaveLength(1)
})

test('the database itself keeps a delegation within its original', async () => {
  const [giver, receiver] = [await person('kho.giao'), await person('kho.nhan', 'grassroots-office', other)]
  const from = await giver.grantId()
  const insert = (change: Record<string, string | null>) => {
    const row = {
      user_id: receiver.userId,
      role: 'grassroots-office',
      organization_id: commune,
      valid_from: today,
      valid_to: addDays(today, 5),
      reason: 'vắng',
      delegated_from: from,
      ...change,
    }
    const columns = Object.keys(row)
    return db.asOwner(
      `insert into access_grant (id, ${columns.join(', ')}) values ('${newId()}', ${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
      Object.values(row),
    )
  }
  await expect(insert({ valid_from: '2020-01-01' })).rejects.toThrow('lies within')
  await expect(insert({ role: 'grassroots-committee' })).rejects.toThrow('same role')
  await expect(insert({ user_id: giver.userId })).rejects.toThrow('himself')
  await expect(insert({ organization_id: other })).rejects.toThrow('no further')
  await expect(insert({ reason: ' ' })).rejects.toThrow('access_grant_delegated')
  await expect(insert({ valid_to: '9999-12-31' })).rejects.toThrow()
  await insert({})
  await expect(db.asOwner("update access_grant set role = 'city-office' where id = $1", [from])).rejects.toThrow(
    'only ends',
  )
})

test('who leaves loses roles, delegations and the account on that day; what is open is told', async () => {
  const [leaver, stand] = [
    await person('nguoi.nghi', 'grassroots-committee'),
    await person('thay.the', 'grassroots-office', other),
  ]
  const wanted = {
    grantId: await leaver.grantId(),
    to: stand.username,
    organizationId: commune,
    validFrom: today,
    validTo: addDays(today, 20),
    reason: 'nghỉ',
  }
  await delegateGrant(db.database, await leaver.scope('organization:read'), wanted)
  const leave = { userId: leaver.userId, reason: 'QĐ nghỉ hưu' }
  expect(codeOf(await leaveAccount(db.database, operator, { ...leave, on: addDays(today, -1) }))).toBe(
    'leaving-in-the-past',
  )
  const left = await leaveAccount(db.database, operator, { ...leave, on: addDays(today, 7) })
  expect(left).toMatchObject({ ok: true, value: { grantsEnded: 1, openMatters: [{ kind: 'delegation', count: 1 }] } })
  expect(await leaver.actor()).not.toBeNull()
  const page = await readAccountFile(db.database, operator, leaver.userId)
  expect(page?.account).toMatchObject({ isClosed: false, closesOn: addDays(today, 7), closeReason: 'QĐ nghỉ hưu' })
  expect(page?.grants.map(({ validTo }) => validTo)).toEqual([addDays(today, 7), addDays(today, 7)])
  const late = { userId: leaver.userId, role: 'city-office' as const, organizationId: city }
  expect(codeOf(await grantRole(db.database, operator, late))).toBe('account-closed')

  expect(codeOf(await leaveAccount(db.database, operator, { ...leave, on: today }))).toBeNull()
  expect(await leaver.actor()).toBeNull()
  expect((await stand.actor())?.grants).toHaveLength(1)
  expect(await db.database.asSignIn((tx) => findAccountByUsername(tx, 'nguoi.nghi'))).toMatchObject({ disabled: true })
})

const row = (change: AccountTexts): AccountTexts => ({
  username: 'nhap.mot',
  displayName: 'Nhập Một',
  role: 'Văn phòng Đảng ủy',
  organizationCode: '01.1',
  ...change,
})
async function* rowsOf(texts: readonly AccountTexts[]) {
  for (const [at, one] of texts.entries()) yield ok({ line: at + 2, texts: one })
}
const importOf = (texts: readonly AccountTexts[]) =>
  startImport(db.database, operator, {
    opening: { organizationId: city, fileName: 'tk.xlsx', asOf: today },
    mapping: {},
    rows: rowsOf(texts),
  })

test('an import says what is wrong by row and column, takes what is good once, and gives passwords out once', async () => {
  const member = newId()
  await db.asOwner(
    `insert into member (id, organization_id, full_name, search_name, card_number, admitted_on, kind) values ('${member}', '${cell}', 'Lê Thẻ', app.search_text('Lê Thẻ'), '01.000111', '2010-01-01', 'full')`,
  )
  const texts = [
    row({}),
    row({ role: 'Người kiểm phiếu', organizationCode: '01.1.7' }),
    row({
      username: 'nhap.hai',
      displayName: 'Le The',
      cardNumber: '01.000111',
      role: 'Đảng viên',
      organizationCode: '01.1.7',
    }),
    row({
      username: 'nhap.ba',
      displayName: 'Khác Tên',
      cardNumber: '01.000111',
      role: 'Đảng viên',
      organizationCode: '01.1.7',
    }),
    row({ username: 'nguoi.khac', displayName: 'Tên Lạ' }),
    row({ displayName: 'Nhập Một', role: 'Quản trị hệ thống', organizationCode: '' }),
    row({}),
    row({ username: 'nhap.bon', organizationCode: '99' }),
  ]
  const judged = await importOf(texts)
  expect(judged).toMatchObject({
    ok: true,
    value: { state: 'checked', rowsTotal: 8, rowsGood: 3, rowsBad: 5, rowsNew: 2, rowsChanged: 1 },
  })
  const runId = judged.ok ? judged.value.runId : ''
  const view = await readImport(db.database, operator, { runId })
  expect(
    view.ok &&
      view.value.refused.map(({ line, reasons }) => [line, ...reasons.map(({ code, column }) => `${column} ${code}`)]),
  ).toEqual([
    [5, 'cardNumber CARD_OF_ANOTHER'],
    [6, 'username NAME_DIFFERS'],
    [7, 'role ROLES_KEPT_APART'],
    [8, 'role ROLE_TWICE'],
    [9, 'organizationCode UNKNOWN_ORGANIZATION'],
  ])
  expect(codeOf(await takeImport(db.database, operator, { runId, which: 'all' }))).toBe('ROWS_REFUSED')
  const both = await Promise.all([
    takeImport(db.database, operator, { runId, which: 'good' }),
    takeImport(db.database, operator, { runId, which: 'good' }),
  ])
  expect(both.map(codeOf)).toEqual([null, null])
  expect(await countFirstPasswords(db.database, operator, runId)).toEqual({ made: 2, waiting: 2 })

  const auth = exampleAuth(db)
  const tried = await signIn(auth, { ...exampleBrowser().visit(), username: 'nhap.mot', password: '' })
  expect(codeOf(tried)).toBe('wrong-credentials')
  const giving = { runId, requestId: newId() }
  const [sheet, twice] = await Promise.all([
    giveFirstPasswords(db.database, operator, giving),
    giveFirstPasswords(db.database, operator, giving),
  ])
  expect(sheet).toEqual(twice)
  const slips = sheet.ok ? sheet.value : []
  expect(slips.map(({ username, organizationName }) => [username, organizationName])).toEqual([
    ['nhap.hai', 'Chi bộ số 7'],
    ['nhap.mot', 'Đảng bộ phường Hoa Ban'],
  ])
  const password = slips.find(({ username }) => username === 'nhap.mot')?.password ?? ''
  expect((await signIn(auth, { ...exampleBrowser().visit(), username: 'nhap.mot', password })).ok).toBe(true)
  expect(await giveFirstPasswords(db.database, operator, { runId, requestId: newId() })).toEqual({
    ok: true,
    value: [],
  })

  const again = await importOf(texts.slice(0, 3))
  expect(again).toMatchObject({ ok: true, value: { rowsGood: 3, rowsSame: 3, rowsNew: 0, rowsChanged: 0 } })
})

test('an import that no longer fits leaves nothing', async () => {
  const judged = await importOf([
    row({ username: 'tre.mot', displayName: 'Trễ Một' }),
    row({ username: 'tre.hai', displayName: 'Trễ Hai' }),
  ])
  const runId = judged.ok ? judged.value.runId : ''
  await createAccount(db.database, operator, { username: 'tre.hai', displayName: 'Trễ Hai' })
  expect(codeOf(await takeImport(db.database, operator, { runId, which: 'all' }))).toBe('CHANGED_MEANWHILE')
  expect(await db.database.asSignIn((tx) => findAccountByUsername(tx, 'tre.mot'))).toBeNull()
})
