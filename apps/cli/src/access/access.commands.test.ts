import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { sealAudit } from '@nq15/use-cases/access/seal-audit'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { operatorScope as operator } from '../operator.ts'
import { accessCommands } from './access.commands.ts'

let db: TestDatabase
const city = newId()
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
afterEach(() => {
  process.exitCode = 0
  vi.restoreAllMocks()
})

/** Runs the command in this process on the test database. */
async function nq15(...args: string[]) {
  let [out, err] = ['', '']
  const program = new Command('nq15').configureOutput({
    writeOut: (text) => {
      out += text
    },
    writeErr: (text) => {
      err += text
    },
  })
  accessCommands(program, (work) => work(db.database, undefined, db.ownerUrl))
  process.exitCode = 0
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`)
  })
  const ended = await program.parseAsync(args, { from: 'user' }).then(
    () => process.exitCode,
    (error) => Number(/exit (\d)/.exec(error.message)?.[1] ?? error.exitCode),
  )
  return { out, err, exitCode: ended }
}

test('the first administrator on an empty database; the password is told once, on standard output', async () => {
  const made = await nq15('account', 'create', '--admin', '--username', 'quantri', '--name', 'Quản trị')
  expect(made).toMatchObject({ exitCode: 0, err: '' })
  expect(made.out).toMatch(/never again: ([a-z2-9]{4}-){3}[a-z2-9]{4}\n/)
  const listed = await nq15('account', 'list')
  expect(listed.out).toMatch(/quantri +Quản trị +system-admin +open, first password/)
  expect(listed.out).not.toMatch(/([a-z2-9]{4}-){3}/)
})

test('a role in an organization by its code of today', async () => {
  await db.asOwner(`insert into organization (id, side) values ('${city}', 'party');
    insert into organization_version (id, organization_id, side, code, name, search_name, org_type, valid_from)
    values ('${newId()}', '${city}', 'party', '01', 'Thành ủy', app.search_text('Thành ủy'), 'city', '2020-01-01')`)
  const made = await nq15(
    'account',
    'create',
    '--role',
    'city-office',
    '--organization',
    '01',
    '--username',
    'vanphong',
    '--name',
    'Văn phòng',
    '--json',
  )
  expect(made.exitCode).toBe(0)
  expect(JSON.parse(made.out)).toMatchObject({
    username: 'vanphong',
    role: 'city-office',
    organization: '01',
    password: expect.any(String),
  })
  const granted = await nq15('account', 'grant', 'vanphong', '--role', 'org-secretary', '--organization', '01')
  expect(granted).toMatchObject({ exitCode: 0, out: 'vanphong holds org-secretary.\n' })
})

test.each([
  {
    because: 'an unknown organization',
    args: ['create', '--role', 'city-office', '--organization', '99', '--username', 'moi', '--name', 'M'],
    code: 'unknown-organization',
  },
  { because: 'a name in use', args: ['create', '--username', 'quantri', '--name', 'M'], code: 'username-taken' },
  {
    because: 'content for the administrator',
    args: ['grant', 'quantri', '--role', 'org-secretary', '--organization', '01'],
    code: 'roles-kept-apart',
  },
  { because: 'an unknown account', args: ['disable', 'nobody'], code: 'unknown-account' },
  { because: 'an unknown account', args: ['reset', 'nobody'], code: 'unknown-account' },
])('$because is refused with exit code 1', async ({ args, code }) => {
  const answer = await nq15('account', ...args, '--json')
  expect(answer).toMatchObject({ exitCode: 1, err: '' })
  expect(JSON.parse(answer.out)).toMatchObject({ refused: true, code, message: expect.any(String) })
  const inWords = await nq15('account', ...args)
  expect(inWords).toMatchObject({ exitCode: 1, out: '' })
  expect(inWords.err).not.toContain('{')
})

test('a role is delegated, ends early with its original, and the account leaves on a day', async () => {
  await nq15('account', 'create', '--username', 'thay', '--name', 'Người thay')
  const office = ['--role', 'city-office', '--organization', '01']
  await nq15('account', 'create', '--username', 'nghi', '--name', 'Người nghỉ', ...office)
  const day = (await db.asOwner('select (app.today() + 5)::text as day'))[0]?.['day']
  const stand = ['--role', 'city-office', '--recipient', 'thay', '--to', String(day), '--reason', 'vắng']
  expect(await nq15('account', 'delegate', 'nghi', ...stand)).toMatchObject({ exitCode: 0, err: '' })
  expect((await nq15('account', 'delegate', 'nghi', ...stand, '--json')).out).toContain('grant-twice')
  expect((await nq15('account', 'list')).out).toMatch(/thay +Người thay +city-office/)
  const ended = await nq15(
    'account',
    'end',
    'nghi',
    '--role',
    'city-office',
    '--organization',
    '01',
    '--reason',
    'thôi',
  )
  expect(ended).toMatchObject({ exitCode: 0, out: 'nghi holds city-office no longer.\n' })
  expect((await nq15('account', 'list')).out).toMatch(/thay +Người thay +- +/)
  const left = await nq15('account', 'leave', 'nghi', '--reason', 'nghỉ hưu', '--json')
  expect(JSON.parse(left.out)).toMatchObject({ username: 'nghi', grantsEnded: 0, openMatters: [] })
  expect((await nq15('account', 'list')).out).toMatch(/nghi .*closed/)
})

test.each([
  { because: 'a role that is none', args: ['account', 'create', '--role', 'king', '--username', 'moi', '--name', 'M'] },
  {
    because: 'a day that is none',
    args: ['account', 'create', '--from', '2026-02-30', '--username', 'moi', '--name', 'M'],
  },
  {
    because: 'two first roles',
    args: ['account', 'create', '--admin', '--role', 'member', '--username', 'moi', '--name', 'M'],
  },
  { because: 'no name', args: ['account', 'create', '--username', 'moi'] },
  { because: 'a head that is none', args: ['audit', 'verify', '--head', 'abc'] },
])('$because is wrong use: exit code 2', async ({ args }) => {
  expect(await nq15(...args)).toMatchObject({ exitCode: 2, out: '' })
})

test('an account is closed, opened again and reset', async () => {
  expect(await nq15('account', 'disable', 'vanphong')).toMatchObject({ exitCode: 0 })
  expect((await nq15('account', 'list')).out).toMatch(/vanphong.*closed/)
  expect(await nq15('account', 'disable', 'vanphong', '--enable')).toMatchObject({ exitCode: 0 })
  const reset = await nq15('account', 'reset', 'vanphong', '--json')
  expect(JSON.parse(reset.out)).toMatchObject({ username: 'vanphong', password: expect.any(String) })
})

test('access why tells each test and the way up; yes and no both end with 0', async () => {
  const yes = await nq15('access', 'why', '--account', 'vanphong', '--organization', '01', '--json')
  expect(yes.exitCode).toBe(0)
  expect(JSON.parse(yes.out)).toMatchObject({
    account: { username: 'vanphong' },
    organization: { code: '01' },
    answers: [
      { class: 'tree', decision: 'yes', database: true, rights: expect.any(Array) },
      { class: 'person', decision: 'yes', database: true },
    ],
  })
  const no = await nq15('access', 'why', '--account', 'quantri', '--organization', '01')
  expect(no).toMatchObject({ exitCode: 0, out: expect.stringContaining('Cannot see') })
  expect(no.out).toContain('FAILS  The role “system administrator” does not read')
  expect(await nq15('access', 'why', '--account', 'nobody', '--organization', '01')).toMatchObject({ exitCode: 1 })
  const record = `member:${newId()}`
  expect(await nq15('access', 'why', '--account', 'vanphong', '--record', record)).toMatchObject({ exitCode: 1 })
  expect(await nq15('access', 'why', '--account', 'vanphong')).toMatchObject({ exitCode: 2 })
})

test('audit verify says whole, and names the first row changed by somebody who owns the server', async () => {
  await sealAudit(db.database, operator('audit:seal'), { now: () => new Date(), everything: true })
  const whole = await nq15('audit', 'verify')
  expect(whole.exitCode).toBe(0)
  expect(whole.out).toMatch(/^\d+ rows in 1 batches are whole\.\n[\s\S]*Last head: [0-9a-f]{64}\n$/)

  const [row] = await db.asOwner(
    "select id::text as id from audit_event where action = 'account-created' order by id limit 1",
  )
  await db.asOwner(
    `alter table audit_event disable trigger user; update audit_event set record_id = null where id = '${row?.['id']}';
     alter table audit_event enable trigger user`,
  )
  const broken = await nq15('audit', 'verify', '--json')
  expect(broken.exitCode).toBe(1)
  expect(JSON.parse(broken.out)).toMatchObject({
    whole: false,
    broken: { code: 'row-changed', eventId: row?.['id'], row: { recordTable: 'user', action: 'account-created' } },
  })
  expect((await nq15('audit', 'verify')).err).toContain(`row ${row?.['id']} of batch 1 was changed after sealing`)
})
