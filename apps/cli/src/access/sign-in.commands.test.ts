import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Env, EnvError, readEnv } from '../env.ts'
import { accessCommands } from './access.commands.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
afterEach(() => {
  process.exitCode = 0
  vi.restoreAllMocks()
})

const provider = {
  NQ15_OIDC_ISSUER: 'https://id.hanoi.example',
  NQ15_OIDC_CLIENT_ID: 'nq15',
  NQ15_OIDC_CLIENT_SECRET: 'a secret of 24 characters',
}

/** Runs the command in this process on the test database. */
async function nq15(env: Env, ...args: string[]) {
  let [out, err] = ['', '']
  const program = new Command('nq15').configureOutput({
    writeOut: (text) => {
      out += text
    },
    writeErr: (text) => {
      err += text
    },
  })
  accessCommands(program, (work) => work(db.database, env))
  process.exitCode = 0
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`)
  })
  const exitCode = await program.parseAsync(['account', ...args], { from: 'user' }).then(
    () => process.exitCode,
    (error) => Number(/exit (\d)/.exec(error.message)?.[1] ?? error.exitCode),
  )
  return { out, err, exitCode }
}
const withProvider = readEnv(provider)
const without = readEnv({})

test('an emergency account: sealed once with its passphrase, listed, sealed anew with another', async () => {
  const none = await nq15(without, 'emergency', 'list')
  expect(none).toMatchObject({ exitCode: 0, out: expect.stringContaining('no emergency account') })
  const made = await nq15(without, 'emergency', 'seal', '--username', 'khan-cap-1')
  expect(made).toMatchObject({ exitCode: 0, err: '' })
  expect(made.out).toMatch(/ {2}([a-z2-9]{4}-){7}[a-z2-9]{4}\n/)
  expect(made.out).toContain('8 hours')
  const listed = await nq15(without, 'emergency', 'list')
  expect(listed.out).toMatch(/khan-cap-1 +Tài khoản khẩn cấp +system-admin +sealed/)
  const again = await nq15(without, 'emergency', 'seal', '--username', 'khan-cap-1', '--hours', '72', '--json')
  expect(JSON.parse(again.out)).toMatchObject({ again: true, hours: 72 })
  expect(made.out).not.toContain(JSON.parse(again.out).passphrase)
})

test('an account is linked to an identity and unlinked', async () => {
  await nq15(without, 'create', '--username', 'thuky', '--name', 'Thư ký')
  const linked = await nq15(withProvider, 'link', 'thuky', '--subject', 'f81d4fae')
  expect(linked).toMatchObject({ exitCode: 0, out: expect.stringContaining('https://id.hanoi.example') })
  expect(await nq15(withProvider, 'link', 'thuky', '--subject', 'other')).toMatchObject({ exitCode: 1 })
  expect(await nq15(withProvider, 'unlink', 'thuky')).toMatchObject({ exitCode: 0 })
})

test.each([
  { because: 'no provider', env: without, args: ['link', 'thuky', '--subject', 'a'], code: 'provider-off' },
  { because: 'an unknown account', env: withProvider, args: ['link', 'ai', '--subject', 'a'], code: 'unknown-account' },
  { because: 'no link', env: withProvider, args: ['unlink', 'thuky'], code: 'account-not-linked' },
  {
    because: 'an emergency account',
    env: withProvider,
    args: ['link', 'khan-cap-1', '--subject', 'a'],
    code: 'emergency-account',
  },
  {
    because: 'a role that needs an organization',
    env: without,
    args: ['emergency', 'seal', '--username', 'khan-cap-2', '--role', 'city-office'],
    code: 'grant-needs-organization',
  },
])('$because is refused with exit code 1', async ({ env, args, code }) => {
  const answer = await nq15(env, ...args, '--json')
  expect(answer).toMatchObject({ exitCode: 1, err: '' })
  expect(JSON.parse(answer.out)).toMatchObject({ refused: true, code })
})

test.each([
  { because: 'no subject', args: ['link', 'thuky'] },
  { because: 'no hours', args: ['emergency', 'seal', '--username', 'khan-cap-1', '--hours', '0'] },
  { because: 'four days', args: ['emergency', 'seal', '--username', 'khan-cap-1', '--hours', '73'] },
  { because: 'a service', args: ['emergency', 'seal', '--username', 'khan-cap-1', '--role', 'service-operator'] },
])('$because is wrong use: exit code 2', async ({ args }) => {
  expect(await nq15(withProvider, ...args)).toMatchObject({ exitCode: 2, out: '' })
})

test('settings of the sign-in that cannot be used stop the command by name, before anything starts', () => {
  expect(() => readEnv({ ...provider, NQ15_OIDC_CLIENT_SECRET: '' })).toThrow(EnvError)
  expect(() => readEnv({ NQ15_SIGN_IN: 'oidc' })).toThrow('NQ15_OIDC_ISSUER: is missing')
})
