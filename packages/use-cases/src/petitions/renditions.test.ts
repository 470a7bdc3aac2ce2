import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { examplePdf, examplePng } from '@nq15/documents/files/example-files'
import { policy } from '@nq15/domain/access'
import type { Redaction, RenditionPaper } from '@nq15/domain/petitions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventHandlers } from '../events/event-handlers.ts'
import { handleEvents } from '../events/handle-events.ts'
import { relayEvents } from '../events/relay-events.ts'
import { makeDigests, sendMails } from '../events/send-mails.ts'
import { tellTargets } from '../events/tell-targets.ts'
import { arriving, exampleStore } from '../files/example-store.ts'
import { openFile } from '../files/read-files.ts'
import {
  actingAs,
  type DeskKey,
  type ExampleDesk,
  exampleDenunciation,
  exampleDesk,
  registerExample,
} from './example-desk.ts'
import {
  canary,
  custodianIdOf,
  doInVault,
  dumpOf,
  examplePassphrase,
  exampleVault,
  keysOf,
  openingVersion,
} from './example-vault.ts'
import { addRenditionPaper, keepRedaction, readRenditions, takeBackRedaction } from './keep-renditions.ts'
import type { Vault } from './vault-calling.ts'
import { openPiece, unsealKey } from './vault-crypto.ts'

let db: TestDatabase
let year: ExampleDesk
let vault: Vault
let held: Awaited<ReturnType<typeof exampleStore>>
let petitionId: string
const now = new Date('2026-12-08T03:00:00Z')
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleDesk(db)
  vault = exampleVault(db)
  held = await exampleStore()
  petitionId = await registerExample(db, year, exampleDenunciation)
}, 120_000)
afterAll(async () => {
  await vault.store.close()
  await db.close()
  await held.remove()
})

const printed: RenditionPaper = { kind: 'letter', reference: 'NP-12', pages: 2, isHandwritten: false }
const covering: Redaction = { way: 'covered', covered: ['name', 'signature'], note: '', isRead: true }
type Act = Parameters<typeof doInVault>[3]
const act = (who: DeskKey, command: Act) => doInVault(vault, year, who, command)
const codeOf = (answer: {
  readonly ok: boolean
  readonly refusal?: { readonly code: string; readonly findings?: readonly { readonly code: string }[] }
}) => (answer.ok ? 'ok' : (answer.refusal?.findings?.map(({ code }) => code).join() ?? answer.refusal?.code))
const list = async (who: DeskKey, paper: Partial<RenditionPaper> = {}) => {
  const added = await addRenditionPaper(db.database, actingAs(year, who), {
    ...{ requestId: newId(), petitionId, paper: { ...printed, ...paper }, now },
  })
  return added.ok ? added.value.paperId : codeOf(added)
}
const copy = (who: DeskKey, paperId: string, more: Partial<Redaction> = {}, fileName = 'Đơn của bà Kanarie.pdf') =>
  keepRedaction({ db: db.database, store: held.store }, actingAs(year, who), {
    ...{ requestId: newId(), petitionId, paperId, redaction: { ...covering, ...more }, fileName, now },
    source: arriving(fileName.endsWith('.png') ? examplePng() : examplePdf()),
  })
const seal = (paperId: string, bytes: Buffer = examplePdf(), fileName = 'Đơn tay Kanarie Thị.pdf'): Act => ({
  ...{ act: 'seal-original', petitionId, paperId, fileName, content: bytes.toString('base64') },
})
const refusedByDatabase = (text: string, values: unknown[] = []) =>
  db.asOwner(text, values).then(
    () => null,
    (error) => String(error),
  )
/** The files of papers that an account reads; the database asks for its grants and not under which right it comes. */
async function readBy(who: DeskKey): Promise<string[]> {
  const mine = year.actors[who].grants.flatMap(({ role }) => policy[role])
  const scope = mine.map((permission) => year.prove(who, permission)).find((one) => one !== null)
  if (!scope) return []
  const rows = await db.database.asActor(
    scope,
    (tx) =>
      tx.$queryRaw<{ id: string }[]>`select id::text from file_person_attachment where record_table = 'petition_paper'`,
  )
  return rows.map(({ id }) => id)
}
const everybody = () => Object.keys(year.actors) as DeskKey[]

let paperId: string
let attachmentId: string
test('a paper is listed and a copy owed; a copy says what was covered, and its file gets a name that tells nobody', async () => {
  for (const who of ['keeper', 'systemAdmin', 'privacyAuditor', 'committee', 'strangerReceptionist'] as const)
    expect([who, await list(who)]).toEqual([who, 'NOT_FOUND'])
  expect(await list('receptionist', { reference: 'SĐT 0912 345 679' })).toBe('REFERENCE_TELLS_SENDER')
  paperId = String(await list('receptionist'))
  const [paper] = await readRenditions(db.database, year.scope('unitHead', 'petition:read'), [petitionId])
  expect(paper).toMatchObject({ number: 1, reference: 'NP-12', state: 'owed', copies: [] })

  expect(codeOf(await copy('receptionist', paperId, { isRead: false, note: 'Số 001099887766' }))).toBe(
    'COPY_NOT_READ_AGAIN,NOTE_TELLS_SENDER',
  )
  expect(codeOf(await copy('receptionist', paperId, {}, 'che.docx'))).toBe('COPY_KEEPS_MORE')
  const handwritten = String(await list('receptionist', { isHandwritten: true }))
  expect(codeOf(await copy('receptionist', handwritten))).toBe('HANDWRITING_IS_RETYPED')
  expect(codeOf(await copy('strangerReceptionist', paperId))).toBe('NOT_FOUND')
  const kept = await copy('receptionist', paperId)
  if (!kept.ok) throw new Error(JSON.stringify(kept))
  attachmentId = kept.value.attachmentId
  const [row] = await db.asOwner('select file_name from file_person_attachment where id = $1', [attachmentId])
  expect(row?.['file_name']).toMatch(/^don-\d{4}-\d+-giay-1-che-1\.pdf$/)
  const [first] = await readRenditions(db.database, year.scope('unitHead', 'petition:read'), [petitionId])
  expect(first).toMatchObject({ state: 'copied', copies: [{ covered: ['name', 'signature'], way: 'covered' }] })
})

test('of every role only who reads the petition reads its copies; the chain of the denounced and strangers read none', async () => {
  const readers: DeskKey[] = []
  for (const who of everybody()) if ((await readBy(who)).length > 0) readers.push(who)
  expect(readers.sort()).toEqual(['deputyHead', 'receptionist', 'unitHead'])
  const tools = { db: db.database, store: held.store }
  const opened = await openFile(tools, year.scope('unitHead', 'petition:read'), { attachmentId })
  if (!opened.ok) throw new Error(opened.refusal.code)
  await opened.value.close()
  const stranger = year.scope('strangerReceptionist', 'petition:read')
  expect(await openFile(tools, stranger, { attachmentId })).toMatchObject({ refusal: { code: 'NOT_FOUND' } })

  // The denounced gets a post at the head of the unit: its desk stands under him from now on.
  const [member] = await db.asOwner('select card_number from member where id = $1', [year.members.secretary])
  const card = String(member?.['card_number'])
  expect((await act('receptionist', { act: 'name-respondent', petitionId, card })).ok).toBe(true)
  await db.asOwner(
    `insert into member_post (id, member_id, organization_id, post_organization_id, post, title, valid_from)
     select app.uuid_v7(), id, organization_id, $2, 'secretary', 'Bí thư', app.today() from member where id = $1`,
    [year.members.secretary, year.organizations.commune],
  )
  for (const who of everybody()) expect([who, await readBy(who)]).toEqual([who, []])
  expect(await readRenditions(db.database, year.scope('unitHead', 'petition:read'), [petitionId])).toEqual([])
  expect(codeOf(await copy('receptionist', paperId))).toBe('NOT_FOUND')
  expect(codeOf(await act('receptionist', seal(paperId)))).toBe('NOT_FOUND')
  await db.asOwner(
    'delete from member_post where post_organization_id = $1 and member_id = $2 and valid_from = app.today()',
    [year.organizations.commune, year.members.secretary],
  )
})

test('the database keeps no file of a denunciation that is no copy a person answers for, and rewrites none', async () => {
  const like = `insert into file_person_attachment select (jsonb_populate_record(a, jsonb_build_object('id', $2::uuid, 'document_id', $2::uuid))).*
    from file_person_attachment a where a.id = $1`
  expect(await refusedByDatabase(like, [attachmentId, newId()])).toMatch(/attached_record|no such record/)
  expect(await refusedByDatabase(`update petition_redaction set way = 'retyped'`)).toMatch(/kept/)
  expect(await refusedByDatabase('delete from petition_paper')).toMatch(/never rewritten/)
  const redaction = (
    of: string,
  ) => `insert into petition_redaction (id, organization_id, petition_id, paper_id, attachment_id, way, covered, made_by, made_by_name)
    select app.uuid_v7(), organization_id, petition_id, id, app.uuid_v7(), 'covered', '{name}', added_by, 'x' from petition_paper where ${of}`
  expect(await refusedByDatabase(redaction('is_handwritten'))).toMatch(/typed anew/)
  // A redaction without its file does not last to the end of the transaction.
  expect(await refusedByDatabase(redaction('not is_handwritten'))).toMatch(/has its file/)
  // A complaint keeps its sender readable; nothing of it is listed here.
  const complaint = await registerExample(db, year)
  const of = await addRenditionPaper(db.database, actingAs(year, 'receptionist'), {
    ...{ requestId: newId(), petitionId: complaint, paper: printed, now },
  })
  expect(codeOf(of)).toBe('NOT_FOUND')
})

test('detached, an original has no place; with a vault it is sealed, and a dump with every key of the servers opens nothing of it', async () => {
  expect(codeOf(await act('receptionist', seal(paperId)))).toBe('NO_VAULT')
  expect(
    await refusedByDatabase(
      `insert into vault.original (id, organization_id, petition_id, paper_id, year, number, sealed, nonce, parts, sealed_by, sealed_by_name)
       select app.uuid_v7(), organization_id, petition_id, id, 2026, 1, 'x', 'x', 1, added_by, 'x' from petition_paper limit 1`,
    ),
  ).toMatch(/foreign key/)
  expect((await act('keeper', { act: 'set-up', passphrase: examplePassphrase })).ok).toBe(true)
  for (const who of ['keeper', 'systemAdmin', 'privacyAuditor', 'committee'] as const)
    expect([who, codeOf(await act(who, seal(paperId)))]).toEqual([who, 'NO_RIGHT'])
  expect(codeOf(await act('strangerReceptionist', seal(paperId)))).toBe('NOT_FOUND')
  expect(codeOf(await act('receptionist', seal(newId())))).toBe('NOT_FOUND')
  const program = seal(paperId, Buffer.from('MZ not a paper'))
  expect(codeOf(await act('receptionist', program))).toBe('ORIGINAL_NOT_TAKEN')
  // Larger than one piece, and with a mark that must be readable nowhere.
  const scan = Buffer.concat([examplePdf(), Buffer.from(`\n%${'Kanarie Thị Vàng Hoe '.repeat(30_000)}\n`)])
  const sealed = await act('receptionist', seal(paperId, scan))
  expect(codeOf(sealed)).toBe('ok')
  const rows = await dumpOf(db, ['vault', 'public', 'auth', 'app'])
  const asHex = Buffer.from('Kanarie Thị').toString('hex')
  expect([rows.includes('Kanarie Thị'), rows.includes(asHex)]).toEqual([false, false])
  const [piece] = await db.asOwner(
    'select sealed, original_id, (select parts from vault.original) as parts from vault.original_part where position = 1',
  )
  expect(Number(piece?.['parts'])).toBe(3)
  const keys = keysOf([...rows.split(/[\s(),"{}]+/u), 'x'.repeat(48), db.url, db.vaultUrl, examplePassphrase.slice(1)])
  const boxes = await db.asOwner(
    'select k.sealed, coalesce(c.public_key, u.recovery_public) as key from vault.sealed_key k join vault.unit u using (organization_id) left join vault.custodian c on c.id = k.holder_id where k.subject_id = $1',
    [piece?.['original_id']],
  )
  expect(boxes).toHaveLength(2)
  expect(keys.length).toBeGreaterThan(300)
  const place = `${piece?.['original_id']}:1/3`
  const opens = keys.filter(
    (key) =>
      openPiece(piece?.['sealed'] as Uint8Array, key, place) !== null ||
      boxes.some(
        (box) => unsealKey(String(box['sealed']), { publicKey: String(box['key']), privateKey: key }) !== null,
      ),
  )
  expect(opens).toEqual([])
})

test('the original opens by two people, for its asker alone, until its end; who left the vault opens it no more', async () => {
  const asked: Act = { act: 'ask', petitionId, reason: 'Đối chiếu bản gốc.', fields: ['original'], hours: 2 }
  expect(codeOf(await act('receptionist', { ...asked, fields: ['name', 'original'] }))).toBe('NOT_SEALED')
  const opening = await act('receptionist', asked)
  const openingId = opening.ok && 'openingId' in opening.value ? String(opening.value.openingId) : ''
  const originalId = String((await db.asOwner('select id from vault.original'))[0]?.['id'])
  const read = (who: DeskKey) => act(who, { act: 'read-original', openingId, originalId })
  expect(codeOf(await read('receptionist'))).toBe('NOT_OPEN')
  const version = await openingVersion(db, openingId)
  expect(codeOf(await act('keeper', { act: 'approve', openingId, version, reason: '' }))).toBe('ok')
  for (const [who, code] of [
    ['keeper', 'NO_RIGHT'],
    ['systemAdmin', 'NO_RIGHT'],
    ['privacyAuditor', 'NO_RIGHT'],
    ['unitHead', 'NOT_FOUND'],
    ['strangerReceptionist', 'NOT_FOUND'],
  ] as const)
    expect([who, codeOf(await read(who))]).toEqual([who, code])
  await act('keeper', { act: 'lock' })
  const shown = await read('receptionist')
  if (!shown.ok || !('content' in shown.value)) throw new Error(JSON.stringify(shown))
  expect(shown.value).toMatchObject({ fileName: 'Đơn tay Kanarie Thị.pdf', contentType: 'application/pdf' })
  const bytes = Buffer.from(String(shown.value.content), 'base64')
  expect([bytes.subarray(0, 5).toString(), bytes.toString().includes('Kanarie Thị Vàng Hoe')]).toEqual(['%PDF-', true])
  expect(codeOf(await act('receptionist', { act: 'read', openingId }))).toBe('NOT_OPEN')

  const before = await db.asOwner('select sealed from vault.original_part order by position')
  const passphrase = 'sông Hồng mùa nước nổi'
  await act('otherKeeper', { act: 'join', passphrase })
  await act('keeper', { act: 'unlock', passphrase: examplePassphrase })
  await act('keeper', { act: 'admit', custodianId: await custodianIdOf(db, year, 'otherKeeper') })
  expect(codeOf(await act('otherKeeper', { act: 'unlock', passphrase }))).toBe('ok')
  expect(
    codeOf(await act('otherKeeper', { act: 'retire', custodianId: await custodianIdOf(db, year, 'keeper') })),
  ).toBe('ok')
  const after = await db.asOwner('select sealed from vault.original_part order by position')
  expect(
    after.filter((row, at) =>
      Buffer.from(row['sealed'] as Uint8Array).equals(Buffer.from(before[at]?.['sealed'] as Uint8Array)),
    ),
  ).toEqual([])
  expect(codeOf(await read('receptionist'))).toBe('ok')
  await act('otherKeeper', { act: 'lock' })
  expect(codeOf(await read('receptionist'))).toBe('LOCKED')
  const acts = await db.asOwner(
    `select act from vault.entry where act in ('seal-original', 'read-original') order by position`,
  )
  expect(acts.map((one) => one['act'])).toEqual(['seal-original', 'read-original', 'read-original'])
})

test('the planted identity is shown to its asker, and is in no mail as it is sent, no inbox and nothing other systems are told', async () => {
  expect(codeOf(await act('receptionist', { act: 'seal', petitionId, identity: canary }))).toBe('ok')
  await act('otherKeeper', { act: 'unlock', passphrase: 'sông Hồng mùa nước nổi' })
  const asked = await act('receptionist', {
    ...{ act: 'ask', petitionId, reason: 'Mời làm việc.', hours: 1 },
    fields: ['name', 'address', 'idNumber', 'phone', 'other', 'original'],
  })
  const openingId = asked.ok && 'openingId' in asked.value ? String(asked.value.openingId) : ''
  const version = await openingVersion(db, openingId)
  expect(codeOf(await act('otherKeeper', { act: 'approve', openingId, version, reason: '' }))).toBe('ok')
  const allowed = JSON.stringify(await act('receptionist', { act: 'read', openingId }))

  await db.asOwner(`insert into notification_setting (user_id, mail_address, daily_digest, urgent_mail, locale)
    select user_id, 'nguoi.nhan@nq15.example', true, false, 'vi' from access_account on conflict do nothing`)
  const service = proveScope(serviceActor('events'), 'event:serve')
  if (!service) throw new Error('the service of events may not serve')
  for (const parcel of await relayEvents(db.database, service, {
    handlers: eventHandlers,
    now: new Date(),
    staleMs: 0,
  }))
    if (parcel.queue === 'event') await handleEvents(db.database, service, { handlers: eventHandlers, ...parcel })
  await makeDigests(db.database, service, { now })
  await db.asOwner(`update notification_mail set not_before = now() - interval '1 minute'`)
  const mails: string[] = []
  const send = async (mail: object) => void mails.push(JSON.stringify(mail))
  const publicUrl = 'https://nq15.example'
  await sendMails(db.database, service, { now, publicUrl, send, signal: new AbortController().signal })
  expect(mails.length).toBeGreaterThan(0)
  expect(mails.filter((mail) => !mail.includes(publicUrl))).toEqual([])
  const inbox = await dumpOf(db, ['public', 'app', 'pgboss'])
  expect(inbox).toContain('petitions.opening-answered')
  // Nothing of this room is told to other systems at all.
  const types = (await db.asOwner(`select distinct type from outbox where type like 'petitions.%'`)).map(({ type }) =>
    String(type),
  )
  expect(types.length).toBeGreaterThan(2)
  expect(types.filter((type) => tellTargets.wants(type))).toEqual([])
  for (const planted of Object.values(canary)) {
    expect([planted, allowed.includes(planted)]).toEqual([planted, true])
    expect([planted, [...mails, inbox].join('\n').includes(planted)]).toEqual([planted, false])
  }
})

test('a copy that still tells is taken back at once, its content with it; destruction takes copies, originals and their keys', async () => {
  const [{ copies } = { copies: [] }] = await readRenditions(db.database, year.scope('receptionist', 'petition:read'), [
    petitionId,
  ])
  const takeBack = (who: DeskKey, reason: string) =>
    takeBackRedaction(db.database, actingAs(year, who), {
      ...{ requestId: newId(), petitionId, redactionId: String(copies[0]?.redactionId), reason, now },
    })
  expect(codeOf(await takeBack('strangerReceptionist', 'Còn thấy chữ ký.'))).toBe('NOT_FOUND')
  expect(codeOf(await takeBack('receptionist', 'Người tố cáo là Kanarie Thị Vàng Hoe'))).toBe('REASON_TELLS_SENDER')
  expect(codeOf(await takeBack('receptionist', 'Còn thấy chữ ký.'))).toBe('ok')
  expect(codeOf(await takeBack('receptionist', 'Còn thấy chữ ký.'))).toBe('CHANGED_MEANWHILE')
  for (const who of everybody()) expect([who, await readBy(who)]).toEqual([who, []])
  const fileOf = async (id: string) =>
    (await db.asOwner('select content_id, destruction_decision from file_person_attachment where id = $1', [id]))[0]
  expect(await fileOf(attachmentId)).toEqual({ content_id: null, destruction_decision: 'bản che chưa đạt' })
  const [first] = await readRenditions(db.database, year.scope('unitHead', 'petition:read'), [petitionId])
  expect(first).toMatchObject({ state: 'owed', copies: [{ isWithdrawn: true, withdrawalReason: 'Còn thấy chữ ký.' }] })

  const again = await copy('unitHead', paperId, { covered: ['name'] }, 'anh.png')
  if (!again.ok) throw new Error(JSON.stringify(again))
  expect(await readBy('receptionist')).toEqual([again.value.attachmentId])
  // As the night's job does it, past the rules of the register that the destruction's own tests hold.
  await db.asOwner(`alter table petition disable trigger keep; update petition set state = 'destroyed' where id = '${petitionId}';
    alter table petition enable trigger keep`)
  expect(await db.asOwner('select 1 from vault.original union all select 1 from vault.original_part')).toEqual([])
  expect(await db.asOwner('select 1 from vault.sealed_key where subject_id <> organization_id')).toEqual([])
  expect(await fileOf(again.value.attachmentId)).toMatchObject({ content_id: null })
  const papers = await db.asOwner('select distinct reference from petition_paper')
  expect(papers).toEqual([{ reference: '–' }])
})
