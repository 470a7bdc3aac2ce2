import { newId } from '@nq15/db/ids'
import { endOverdue } from '@nq15/db/petitions/vault.write'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerVault } from './answer-vault.ts'
import { type DeskKey, type ExampleDesk, exampleDenunciation, exampleDesk, registerExample } from './example-desk.ts'
import {
  canary,
  custodianIdOf,
  doInVault,
  dumpOf,
  examplePassphrase,
  exampleVault,
  keysOf,
  openingVersion,
  toldOfOpenings,
  vaultCaller,
} from './example-vault.ts'
import { readSealedPaper, readVault, readVaultHistory } from './read-vault.ts'
import type { Vault } from './vault-calling.ts'
import { joinShares, openText, unsealKey } from './vault-crypto.ts'

let db: TestDatabase
let year: ExampleDesk
let vault: Vault
let shares: readonly string[]
let paperId: string
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleDesk(db)
  vault = exampleVault(db)
  paperId = await registerExample(db, year, exampleDenunciation)
}, 600_000)
afterAll(async () => {
  await vault.store.close()
  await db.close()
})

type Act = Parameters<typeof doInVault>[3]
const act = (who: DeskKey, command: Act) => doInVault(vault, year, who, command)
const code = async (who: DeskKey, command: Act) => {
  const answer = await act(who, command)
  if (answer.ok) return 'ok'
  return answer.refusal.code === 'REFUSED' ? answer.refusal.findings.map((one) => one.code).join() : answer.refusal.code
}
const seal = (petitionId: string, identity: Partial<typeof canary> = {}): Act => ({
  act: 'seal',
  petitionId,
  identity: { ...canary, ...identity },
})
async function ask(petitionId: string, who: DeskKey = 'receptionist') {
  const asked = await act(who, {
    act: 'ask',
    petitionId,
    reason: 'Mời làm việc để xác minh.',
    fields: ['name', 'phone'],
    hours: 2,
  })
  if (!asked.ok || !('openingId' in asked.value)) throw new Error(JSON.stringify(asked))
  return String(asked.value.openingId)
}
const versionOf = (openingId: string) => openingVersion(db, openingId)
const decide = async (event: 'approve' | 'refuse', openingId: string, reason = 'Đúng mục đích.'): Promise<Act> => ({
  ...{ act: event, openingId, reason },
  version: await versionOf(openingId),
})
test('detached until a custodian sets the vault up; nobody else can, and the desk then seals what it cannot open', async () => {
  expect(await code('receptionist', seal(paperId))).toBe('NO_VAULT')
  const setUp: Act = { act: 'set-up', passphrase: examplePassphrase }
  for (const who of ['receptionist', 'unitHead', 'systemAdmin', 'privacyAuditor', 'committee'] as const)
    expect([who, await code(who, setUp)]).toEqual([who, 'NO_RIGHT'])
  // A custodian of no unit keeps none.
  expect(await code('custodian', setUp)).toBe('NO_UNIT')
  expect(await code('keeper', { act: 'set-up', passphrase: 'ngắn' })).toBe('PASSPHRASE_TOO_SHORT')
  const made = await act('keeper', setUp)
  if (!made.ok || !('shares' in made.value)) throw new Error(JSON.stringify(made))
  shares = made.value.shares as readonly string[]
  expect(shares).toHaveLength(3)
  expect(await code('otherKeeper', setUp)).toBe('VAULT_EXISTS')
  expect(await act('receptionist', seal(paperId))).toEqual({ ok: true, value: { isCompared: true, possible: [] } })
  expect(await code('receptionist', seal(paperId, { name: 'Người khác' }))).toBe('ALREADY_SEALED')
  // Another unit's desk and custodian, and the administrator, do not even learn that the paper is there.
  for (const who of ['strangerReceptionist', 'strangerKeeper'] as const)
    expect([who, await code(who, seal(paperId))]).toEqual([who, 'NOT_FOUND'])
  expect(await code('systemAdmin', seal(paperId))).toBe('NO_RIGHT')
})

test('opening needs two people, a reason and an end; what was asked is shown and no more, each act is in the history', async () => {
  expect(
    await code('receptionist', {
      ...{ act: 'ask', petitionId: paperId, fields: ['name'], hours: 1 },
      reason: 'Người tố cáo là Kanarie Thị Vàng Hoe',
    }),
  ).toBe('REASON_TELLS_SENDER')
  const refusedId = await ask(paperId)
  expect(await code('receptionist', await decide('approve', refusedId))).toBe('NO_RIGHT')
  expect(await code('strangerKeeper', await decide('approve', refusedId))).toBe('NOT_CUSTODIAN')
  expect(await code('keeper', await decide('refuse', refusedId, 'Chưa cần đến tên.'))).toBe('ok')
  expect(await code('keeper', await decide('approve', refusedId))).toBe('OPENING_NOT_IN_STATE')
  expect(await toldOfOpenings(db)).toEqual(['answered', 'asked', 'decided'])
  const openingId = await ask(paperId)
  expect(await code('receptionist', { act: 'read', openingId })).toBe('NOT_OPEN')
  const approve = await decide('approve', openingId)
  expect(await code('keeper', { act: 'lock' })).toBe('ok')
  expect(await code('keeper', approve)).toBe('LOCKED')
  expect(await code('keeper', { act: 'unlock', passphrase: `${examplePassphrase}!` })).toBe('WRONG_PASSPHRASE')
  expect(await code('keeper', { act: 'unlock', passphrase: examplePassphrase })).toBe('ok')
  expect(await code('keeper', approve)).toBe('ok')
  expect(await code('keeper', { act: 'read', openingId })).toBe('NO_RIGHT')
  expect(await code('unitHead', { act: 'read', openingId })).toBe('NOT_FOUND')
  await act('keeper', { act: 'lock' })
  const read = await act('receptionist', { act: 'read', openingId })
  expect(read).toMatchObject({ ok: true, value: { shown: { name: canary.name, phone: canary.phone } } })
  expect(JSON.stringify(read)).not.toContain(canary.idNumber)
  // A process that was started anew holds nothing: a custodian has to be there.
  vault.custody.clear()
  expect(await code('receptionist', { act: 'read', openingId })).toBe('LOCKED')
  await act('keeper', { act: 'unlock', passphrase: examplePassphrase })
  expect(await code('receptionist', { act: 'read', openingId })).toBe('ok')
  expect(await code('receptionist', { act: 'close', openingId, version: await versionOf(openingId) })).toBe('ok')
  expect(await code('receptionist', { act: 'read', openingId })).toBe('NOT_OPEN')

  const history = await readVaultHistory(vault, vaultCaller(year, 'privacyAuditor'), { page: 0 })
  const acts = history.ok ? history.value.entries.map((one) => one.act).toReversed() : []
  expect(acts).toEqual([
    ...[
      'set-up',
      'seal',
      'compare',
      'ask',
      'refuse',
      'approve-refused',
      'ask',
      'lock',
      'unlock-failed',
      'unlock',
      'approve',
    ],
    ...['lock', 'read', 'unlock', 'read', 'close'],
  ])
  for (const who of ['systemAdmin', 'keeper', 'receptionist', 'unitHead'] as const)
    expect(await readVaultHistory(vault, vaultCaller(year, who), { page: 0 })).toEqual({
      ok: false,
      refusal: { code: 'NO_RIGHT' },
    })
})

test('an opening ends by itself, and the database takes no decision of the asker, no end beyond three days, no rewriting', async () => {
  const openingId = await ask(paperId)
  await act('keeper', await decide('approve', openingId))
  const by = year.actors.receptionist.userId
  const refusedBy = (text: string, values: unknown[]) =>
    db.asOwner(text, values).then(
      () => null,
      (error) => String(error),
    )
  expect(
    await refusedBy(`update vault.opening set until = until + interval '1 hour' where id = $1`, [openingId]),
  ).toMatch(/kept/)
  expect(await refusedBy('delete from vault.entry', [])).not.toBeNull()
  const asked = await ask(paperId)
  expect(
    await refusedBy(`update vault.opening set state = 'open', decided_by = $2 where id = $1`, [asked, by]),
  ).toMatch(/opening_two_people/)
  const late = newId()
  await db.asOwner(
    `insert into vault.opening (id, organization_id, petition_id, asked_by, asked_by_name, asked_at, reason, fields, until)
     values ($1, $2, $3, $4, 'x', now() - interval '3 hours', 'x y z', '{name}', now() - interval '1 hour')`,
    [late, year.organizations.commune, paperId, by],
  )
  expect(await code('keeper', await decide('approve', late))).toBe('OPENING_IS_OVER')
  expect(await vault.store.run((tx) => endOverdue(tx))).toBe(1)
  expect(await code('keeper', await decide('approve', late))).toBe('OPENING_NOT_IN_STATE')
})

test('the same request twice is done once', async () => {
  const requestId = newId()
  const command: Act = { act: 'ask', petitionId: paperId, reason: 'Một lần.', fields: ['name'], hours: 1 }
  const twice = [1, 2].map(() => answerVault(vault, vaultCaller(year, 'unitHead'), { requestId, ...command }))
  const codes = (await Promise.all(twice)).map((one) => (one.ok ? 'ok' : one.refusal.code))
  expect(codes.toSorted()).toEqual(['ALREADY_DONE', 'ok'])
})

test('a dump with every key of the servers opens nothing; a passphrase or two shares do', async () => {
  const rows = await dumpOf(db, ['vault', 'public', 'auth', 'app'])
  // Whatever could be a key: each word of the dump and the servers' secrets, as they are and hashed.
  const secrets = [
    'x'.repeat(48),
    'nq15_test_login',
    'nq15_test_vault',
    db.url,
    db.vaultUrl,
    examplePassphrase.slice(1),
  ]
  const keys = keysOf([...rows.split(/[\s(),"{}]+/u), ...secrets])
  const [stored] = await db.asOwner('select sealed, nonce from vault.identity where petition_id = $1', [paperId])
  const identity = { sealed: String(stored?.['sealed']), nonce: String(stored?.['nonce']) }
  const boxes = await db.asOwner(
    'select k.sealed, k.holder_id, coalesce(c.public_key, u.recovery_public) as key from vault.sealed_key k join vault.unit u using (organization_id) left join vault.custodian c on c.id = k.holder_id where k.subject_id = $1',
    [paperId],
  )
  expect(boxes).toHaveLength(2)
  expect(keys.length).toBeGreaterThan(500)
  const opens = keys.filter(
    (key) =>
      openText(identity, key, paperId) !== null ||
      boxes.some(
        (box) => unsealKey(String(box['sealed']), { publicKey: String(box['key']), privateKey: key }) !== null,
      ),
  )
  expect(opens).toEqual([])
  const recovery = String((await db.asOwner('select recovery_public from vault.unit'))[0]?.['recovery_public'])
  expect(await joinShares([shares[0] ?? ''], recovery)).toBeNull()

  const pair = await joinShares(shares.slice(1), recovery)
  const box = boxes.find((one) => one['holder_id'] === year.organizations.commune)
  const key = pair && unsealKey(String(box?.['sealed']), pair)
  expect(key && openText(identity, key, paperId)).toContain(canary.name)
})

test('the login that serves pages reads nothing of the vault, and the vault’s nothing of the pages', async () => {
  const asWeb = vault.db.asActor(
    year.scope('receptionist', 'petition:read'),
    (tx) => tx.$queryRaw`select count(*)::int from vault.identity`,
  )
  await expect(asWeb).rejects.toThrow(/permission denied/)
  await expect(vault.store.run((tx) => tx.query('select count(*) from public.petition'))).rejects.toThrow(
    /permission denied/,
  )
})

test('papers of one hand are told by number: within unit and kind, while one is taken in, a limited number of times', async () => {
  const again = await registerExample(db, year, { ...exampleDenunciation, sealedNumber: 'NP-13' })
  const other = await registerExample(db, year, { ...exampleDenunciation, kind: 'mixed', sealedNumber: 'NP-14' })
  // The number of the identity paper decides, however the name is written.
  const same = await act('receptionist', seal(again, { name: 'KANARIE  T.V. HOE', idNumber: '001 099 887 766' }))
  expect(same).toEqual({ ok: true, value: { isCompared: true, possible: ['2026-0001'] } })
  expect(await act('receptionist', seal(other))).toEqual({ ok: true, value: { isCompared: true, possible: [] } })

  // Sealed while nobody was there: compared as soon as a custodian unlocks.
  await act('keeper', { act: 'lock' })
  const third = await registerExample(db, year, { ...exampleDenunciation, sealedNumber: 'NP-15' })
  expect(await act('receptionist', seal(third))).toEqual({ ok: true, value: { isCompared: false, possible: [] } })
  expect(await code('receptionist', { act: 'compare', petitionId: third })).toBe('NOT_COMPARED')
  await act('keeper', { act: 'unlock', passphrase: examplePassphrase })
  expect(await act('receptionist', { act: 'compare', petitionId: third })).toMatchObject({
    value: { possible: ['2026-0001', '2026-0002'] },
  })
  expect(await code('strangerReceptionist', { act: 'compare', petitionId: third })).toBe('NOT_FOUND')
  const tries = []
  for (let at = 0; at < 30; at++) tries.push(await code('receptionist', { act: 'compare', petitionId: third }))
  expect(tries.at(-1)).toBe('TOO_MANY_TRIES')
})

test('the denounced, who stands under him and his organization are shut out, and again when posts change', async () => {
  const petitionId = await registerExample(db, year, { ...exampleDenunciation, sealedNumber: 'NP-20' })
  await act('unitHead', seal(petitionId))
  const openingId = await ask(petitionId)
  await act('keeper', await decide('approve', openingId))
  expect(await code('receptionist', { act: 'read', openingId })).toBe('ok')

  expect(await code('receptionist', { act: 'name-respondent', petitionId, card: '99.999999' })).toBe('NO_SUCH_MEMBER')
  expect(await code('strangerReceptionist', { act: 'name-respondent', petitionId, card: '01.000001' })).toBe(
    'NOT_FOUND',
  )
  const memberId = year.members.secretary
  const [row] = await db.asOwner('select card_number from member where id = $1', [memberId])
  const card = String(row?.['card_number'])
  expect(await code('receptionist', { act: 'name-respondent', petitionId, card })).toBe('ok')
  expect(await code('receptionist', { act: 'read', openingId })).toBe('ok')

  // At noon he is given a post at the head of the commune: the desk and the custodians stand under him now.
  await db.asOwner(
    `insert into member_post (id, member_id, organization_id, post_organization_id, post, title, valid_from)
     select app.uuid_v7(), id, organization_id, $2, 'secretary', 'Bí thư', app.today() from member where id = $1`,
    [memberId, year.organizations.commune],
  )
  expect(await code('receptionist', { act: 'read', openingId })).toBe('NOT_FOUND')
  expect(await code('unitHead', { act: 'ask', petitionId, reason: 'Xem lại.', fields: ['name'], hours: 1 })).toBe(
    'NOT_FOUND',
  )
  const asked = await db.asOwner(`select id from vault.opening where petition_id = $1`, [petitionId])
  expect(asked).toHaveLength(1)
  const kept = await readVault(vault, vaultCaller(year, 'keeper'))
  expect(kept.ok && kept.value.papers.some((one) => one.petitionId === petitionId)).toBe(false)
  expect(kept.ok && kept.value.openings.some((one) => one.petitionId === petitionId)).toBe(false)
  expect(await code('keeper', { act: 'recuse', petitionId, reason: 'Bận việc.' })).toBe('NOT_FOUND')
  const seen = await readSealedPaper(vault, vaultCaller(year, 'receptionist'), { petitionId })
  expect(seen).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  const tried = await db.asOwner(`select act from vault.entry where petition_id = $1 and act = 'shut-out'`, [
    petitionId,
  ])
  expect(tried).toHaveLength(1)
  await db.asOwner(
    'delete from member_post where post_organization_id = $1 and member_id = $2 and valid_from = app.today()',
    [year.organizations.commune, memberId],
  )
  expect(await code('receptionist', { act: 'read', openingId })).toBe('ok')
})

test('a second custodian waits until one lets him in; stepping aside needs somebody else; who leaves opens nothing any more', async () => {
  const passphrase = 'sông Hồng mùa nước nổi'
  expect(await code('otherKeeper', { act: 'join', passphrase })).toBe('ok')
  expect(await code('otherKeeper', { act: 'unlock', passphrase })).toBe('NOT_CUSTODIAN')
  expect(await code('keeper', { act: 'recuse', petitionId: paperId, reason: 'Người quen.' })).toBe('NOBODY_ELSE_KEEPS')
  const idOf = (who: DeskKey) => custodianIdOf(db, year, who)
  expect(await code('otherKeeper', { act: 'admit', custodianId: await idOf('otherKeeper') })).toBe('NOT_CUSTODIAN')
  expect(await code('keeper', { act: 'admit', custodianId: await idOf('otherKeeper') })).toBe('ok')
  expect(await code('otherKeeper', { act: 'unlock', passphrase })).toBe('ok')
  expect(await code('keeper', { act: 'recuse', petitionId: paperId, reason: 'Người quen.' })).toBe('ok')
  expect(await code('otherKeeper', { act: 'recuse', petitionId: paperId, reason: 'Cũng quen.' })).toBe(
    'NOBODY_ELSE_KEEPS',
  )
  const openingId = await ask(paperId)
  expect(await code('keeper', await decide('approve', openingId))).toBe('NOT_FOUND')
  expect(await code('otherKeeper', await decide('approve', openingId))).toBe('ok')

  const before = await dumpOf(db, ['vault'])
  expect(await code('otherKeeper', { act: 'retire', custodianId: await idOf('keeper') })).toBe('ok')
  expect(await code('keeper', { act: 'unlock', passphrase: examplePassphrase })).toBe('NOT_CUSTODIAN')
  const rows = await db.asOwner('select sealed, trace from vault.identity')
  for (const row of rows) {
    expect(before).not.toContain(String(row['sealed']))
    expect(before).not.toContain(String(row['trace']))
  }
  expect(await code('receptionist', { act: 'read', openingId })).toBe('ok')
  expect(await code('otherKeeper', { act: 'retire', custodianId: await idOf('otherKeeper') })).toBe('NOBODY_ELSE_KEEPS')

  expect(
    await code('otherKeeper', { act: 'change-passphrase', passphrase, newPassphrase: 'câu khác dài hơn hẳn' }),
  ).toBe('ok')
  await act('otherKeeper', { act: 'lock' })
  expect(await code('otherKeeper', { act: 'unlock', passphrase })).toBe('WRONG_PASSPHRASE')
})

test('protection is asked for, verified, applied and ended by who decides, and seen by nobody else at the desk', async () => {
  const onDay = String((await db.asOwner('select app.today()::text as day'))[0]?.['day'])
  const asked: Act = { act: 'protect', petitionId: paperId, subject: 'spouse', measure: 'Đổi nơi làm việc.', onDay }
  for (const who of ['receptionist', 'keeper', 'systemAdmin', 'privacyAuditor'] as const)
    expect([who, await code(who, asked)]).toEqual([who, 'NO_RIGHT'])
  expect(await code('unitHead', { ...asked, measure: 'Tôi là Kanarie Thị Vàng Hoe' })).toBe('REASON_TELLS_SENDER')
  expect(await code('unitHead', asked)).toBe('ok')
  const [row] = await db.asOwner('select id from vault.protection')
  const step = (event: 'verify' | 'apply' | 'end', version: number, more = {}): Act => ({
    ...{ act: 'protection-step', protectionId: String(row?.['id']), version },
    step: { event, onDay, measure: '', authority: 'Công an phường', document: '7/QĐ', endReason: null, ...more },
  })
  expect(await code('unitHead', step('apply', 1))).toBe('PROTECTION_NOT_IN_STATE')
  expect(await code('unitHead', step('verify', 1))).toBe('ok')
  expect(await code('unitHead', step('apply', 1, { measure: 'Đổi nơi làm việc.' }))).toBe('CHANGED_MEANWHILE')
  expect(await code('unitHead', step('apply', 2, { measure: 'Đổi nơi làm việc.' }))).toBe('ok')
  expect(await code('unitHead', step('end', 3))).toBe('END_REASON_MISSING')
  expect(await code('unitHead', step('end', 3, { endReason: 'concluded' }))).toBe('ok')
  const page = await readSealedPaper(vault, vaultCaller(year, 'unitHead'), { petitionId: paperId })
  expect(page).toMatchObject({ value: { protections: [{ number: 1, state: 'ended', steps: { length: 4 } }] } })
  expect(await readSealedPaper(vault, vaultCaller(year, 'receptionist'), { petitionId: paperId })).toMatchObject({
    value: { protections: null },
  })
})

test('two shares bring a lost vault back and are worth nothing afterwards; five wrong passphrases close the door', async () => {
  vault.custody.clear()
  const recover = (typed: readonly string[], passphrase: string): Act => ({
    act: 'recover',
    shares: [...typed],
    passphrase,
  })
  const fresh = 'hoa gạo đỏ đầu bến sông'
  expect(await code('keeper', recover(['1-AAAAAA-BBBBBB', shares[1] ?? ''], fresh))).toBe('SHARES_DO_NOT_FIT')
  const done = await act('keeper', recover(shares.slice(0, 2), fresh))
  expect(done).toMatchObject({ ok: true, value: { shares: { length: 3 } } })
  expect(await code('keeper', recover(shares.slice(0, 2), fresh))).toBe('SHARES_DO_NOT_FIT')
  const again = await registerExample(db, year, { ...exampleDenunciation, sealedNumber: 'NP-30' })
  await act('receptionist', seal(again))
  const openingId = await ask(again)
  expect(await code('keeper', await decide('approve', openingId))).toBe('ok')
  expect(await code('receptionist', { act: 'read', openingId })).toBe('ok')
  await act('keeper', { act: 'lock' })
  const tries = []
  for (let at = 0; at < 6; at++)
    tries.push(await code('keeper', { act: 'unlock', passphrase: `${at} không phải câu này` }))
  expect(tries).toEqual([...Array(5).fill('WRONG_PASSPHRASE'), 'TOO_MANY_TRIES'])
  expect(await code('keeper', { act: 'unlock', passphrase: fresh })).toBe('TOO_MANY_TRIES')
})

test('the planted identity stands in no table of the product: trail, outbox, notifications, search, jobs, nor readable in the vault', async () => {
  const rows = await dumpOf(db, ['public', 'auth', 'app', 'pgboss', 'vault'])
  const plain = rows.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  for (const mark of [
    'kanarie thi',
    'vang hoe',
    'hoang yen',
    '001099887766',
    '0912 345 679',
    'nghieng trai',
    examplePassphrase,
  ])
    expect([mark, plain.includes(mark.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())]).toEqual([mark, false])
  expect(plain).toContain('vault-read')
})
