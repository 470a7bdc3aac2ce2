import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import {
  type DeskKey,
  type ExampleDesk,
  exampleDenunciation,
  exampleDesk,
  registerExample,
} from '@nq15/use-cases/petitions/example-desk'
import { canary, examplePassphrase } from '@nq15/use-cases/petitions/example-vault'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type RunningVault, startVault } from './start-vault.ts'

const world = vi.hoisted(() => ({ signedIn: (_who: string): unknown => null }))
vi.mock('@nq15/use-cases/access/read-actor', () => ({
  readActor: async (_auth: unknown, headers: Headers) => world.signedIn(headers.get('cookie') ?? ''),
}))

/** The columns of role-matrix.txt: nobody signed in, then one account of each role that could come near, another unit's last. */
const who = [
  null,
  'nobody',
  'member',
  'committee',
  'standingCommittee',
  'inspection',
  'systemAdmin',
  'privacyAuditor',
  'receptionist',
  'unitHead',
  'keeper',
  'strangerReceptionist',
  'strangerKeeper',
] as const satisfies readonly (DeskKey | null)[]

let db: TestDatabase
let year: ExampleDesk
let vault: RunningVault
let petitionId: string
const lines: string[] = []
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleDesk(db)
  petitionId = await registerExample(db, year, exampleDenunciation)
  world.signedIn = (key) => {
    const name = who.find((one) => one !== null && key === `who=${one}`)
    if (!name) return null
    const actor = year.actors[name]
    return { actor, sessionId: actor.key, owes: null } satisfies Pick<SignedIn, 'actor' | 'sessionId' | 'owes'>
  }
  const env = { port: 0, databaseUrl: db.url, vaultDatabaseUrl: db.vaultUrl, secret: 'x'.repeat(48) }
  vault = await startVault(
    { ...env, publicUrl: 'http://127.0.0.1:3015', logLevel: 'trace' },
    {
      log: pino({ level: 'trace' }, { write: (line) => void lines.push(line) }),
      cost: { operations: 1, memory: 8_388_608 },
    },
  )
})
afterAll(async () => {
  await vault.stop()
  await db.close()
})

const ask = (key: DeskKey | null, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(`${vault.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { cookie: key === null ? '' : `who=${key}`, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
const act = async (key: DeskKey | null, command: object) => {
  const path = 'act' in command && command.act === 'seal-original' ? '/originals' : '/act'
  const answer = await ask(key, path, { requestId: newId(), ...command })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

/** Every page and act as it is asked in the matrix; what an act is about is there, and its passphrase too short to be taken. */
const asked = (): readonly (readonly [string, object | null])[] => [
  ['/unit', null],
  ['/history', null],
  [`/papers/:petitionId`, null],
  ['set-up', { passphrase: 'short' }],
  ['join', { passphrase: 'short' }],
  ['recover', { passphrase: 'short', shares: ['12345678', '12345678'] }],
  ['unlock', { passphrase: 'short' }],
  ['lock', {}],
  ['change-passphrase', { passphrase: 'short', newPassphrase: 'short' }],
  ['admit', { custodianId: newId() }],
  ['retire', { custodianId: newId() }],
  ['seal', { petitionId, identity: canary }],
  ['seal-original', { petitionId, paperId: newId(), fileName: 'x.png', content: 'AAAA' }],
  ['compare', { petitionId }],
  ['name-respondent', { petitionId, card: '99.999999' }],
  ['recuse', { petitionId, reason: 'Người quen.' }],
  ['ask', { petitionId, reason: 'Xác minh.', fields: ['name'], hours: 1 }],
  ['approve', { openingId: newId(), version: 1, reason: '' }],
  ['refuse', { openingId: newId(), version: 1, reason: 'Chưa cần.' }],
  ['close', { openingId: newId(), version: 1 }],
  ['read', { openingId: newId() }],
  ['read-original', { openingId: newId(), originalId: newId() }],
  ['protect', { petitionId, subject: 'spouse', measure: 'Đổi nơi làm việc.', onDay: '2026-11-27' }],
  ['protection-step', { protectionId: newId(), version: 1, step: { event: 'verify', onDay: '2026-11-27' } }],
]

test('every page and act of the vault by every role, before one is set up, answers what its row says', async () => {
  const found: string[] = [`what ${who.map((one) => one ?? 'anyone').join(' ')}`]
  for (const [what, body] of asked()) {
    const answers: string[] = []
    for (const key of who) {
      if (body === null) {
        const answer = await ask(key, what.replace(':petitionId', petitionId))
        const said = (await answer.json()) as { code?: string }
        answers.push(answer.ok ? '200' : (said.code ?? String(answer.status)))
      } else {
        const { status, body: said } = await act(key, { act: what, ...body })
        answers.push(status === 200 ? '200' : String(said['code']))
      }
    }
    found.push(`${what} ${answers.join(' ')}`)
  }
  const written = await readFile(fileURLToPath(new URL('./role-matrix.txt', import.meta.url)), 'utf8')
  expect(found).toEqual(
    written
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.trim().replace(/\s+/gu, ' ')),
  )
})

test('broken input, browsers and strangers are refused; no log line and no refusal repeats an identity or a passphrase', async () => {
  expect((await act('keeper', { act: 'set-up', passphrase: examplePassphrase })).status).toBe(200)
  expect((await act('receptionist', { act: 'seal', petitionId, identity: canary })).status).toBe(200)
  const said: string[] = []
  const refused = [
    await ask('receptionist', '/act', `{"act":"seal","identity":{"name":"${canary.name}"`),
    await ask('receptionist', '/act', { act: 'seal', petitionId: canary.name, identity: { ...canary, name: '' } }),
    await ask('receptionist', '/act', { act: 'seal', identity: canary, filler: 'x'.repeat(70_000) }),
    await ask('receptionist', '/act', { act: 'no-such', identity: canary }),
    await ask('keeper', '/act', { act: 'unlock', requestId: newId(), passphrase: `${examplePassphrase} sai` }),
    await ask('receptionist', `/${encodeURIComponent(canary.name)}`),
    await ask('receptionist', '/unit', undefined, { origin: 'http://127.0.0.1:3015' }),
    await ask('receptionist', '/unit', undefined, { 'sec-fetch-site': 'same-origin' }),
  ]
  for (const answer of refused) said.push(await answer.text())
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422, 409, 404, 403, 403])
  const asking = { act: 'ask', petitionId, reason: 'Xác minh.', fields: ['name'], hours: 1 }
  const { body } = await act('unitHead', asking)
  expect((await act('keeper', { act: 'approve', openingId: body['openingId'], version: 1, reason: '' })).status).toBe(
    200,
  )
  const read = await act('unitHead', { act: 'read', openingId: body['openingId'] })
  expect(read.body['shown']).toEqual({ name: canary.name })
  // A fault of the database in the middle of an act: the log names its kind and nothing else.
  await db.asOwner('alter table vault.identity rename to identity_gone')
  const fault = await act('receptionist', { act: 'seal', petitionId, identity: canary })
  await db.asOwner('alter table vault.identity_gone rename to identity')
  expect(fault).toEqual({ status: 500, body: { code: 'FAULT' } })

  expect(lines.length).toBeGreaterThan(20)
  const text = [...lines, ...said].join('\n')
  for (const planted of [...Object.values(canary), encodeURIComponent(canary.name), examplePassphrase])
    expect([planted, text.includes(planted)]).toEqual([planted, false])
})
