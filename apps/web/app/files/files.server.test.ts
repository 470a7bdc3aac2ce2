import { rm } from 'node:fs/promises'
import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { exampleDocx, examplePdf, examplePng } from '@nq15/documents/files/example-files'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { exampleStore } from '@nq15/use-cases/files/example-store'
import {
  type AccountKey,
  accountKeys,
  type ExampleYear,
  exampleCampaign,
  exampleYear,
} from '@nq15/use-cases/ratings/example-year'
import type { ActionFunctionArgs } from '@remix-run/node'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { contentLoader, fileLoader, pageLoader } from './file.server.ts'
import { recordFilesAction, recordFilesLoader, uploadAction } from './upload.server.ts'

const world = vi.hoisted(() => ({
  resources: (): unknown => null,
  signedIn: (_who: string | null): unknown => null,
  store: (): unknown => null,
}))
vi.mock('../server/database.server.ts', () => ({ appResources: () => world.resources() }))
vi.mock('./file-store.server.ts', () => ({
  fileStore: async () => world.store(),
  pageDrawers: async () => ({ pdf: false, office: false }),
}))
vi.mock('@nq15/use-cases/access/read-actor', () => ({
  readActor: async (_auth: unknown, headers: Headers) => world.signedIn(headers.get('x-who')),
}))

let db: TestDatabase
let year: ExampleYear
let cellFile: string
let place: Awaited<ReturnType<typeof exampleStore>>
beforeAll(async () => {
  db = await openTestDatabase()
  place = await exampleStore()
  world.resources = () => ({ db: db.database, auth: null })
  world.store = () => place.store
  world.signedIn = (who) => {
    const key = accountKeys.find((one) => one === who)
    if (!key) return null
    const actor = year.actors[key]
    const account = { userId: actor.userId, username: key, displayName: actor.name, memberId: actor.memberId }
    return { actor, sessionId: actor.key, owes: null, setCookie: [], account } as unknown as SignedIn
  }
  year = await exampleYear(db)
  const { campaignId } = await exampleCampaign(db, year)
  const [row] = await db.asOwner('select id from rating_cell_file where campaign_id = $1 and organization_id = $2', [
    campaignId,
    year.organizations.cell,
  ])
  cellFile = String(row?.['id'])
})
afterAll(async () => {
  await db.close()
  await rm(place.folder, { recursive: true })
})

type Asked = { readonly params: Record<string, string>; readonly body?: FormData; readonly search?: string }

function args(who: AccountKey | null, { params, body, search = '' }: Asked): ActionFunctionArgs {
  const headers = who ? { 'x-who': who } : {}
  const request = new Request(`http://127.0.0.1/page${search}`, {
    headers,
    ...(body ? { method: 'POST', body, duplex: 'half' } : {}),
  })
  const log = { warn: () => undefined, error: () => undefined, info: () => undefined }
  const context = { nonce: '', requestId: 'r-1', log, address: '', setCookies: () => undefined }
  return { request, params, context } as unknown as ActionFunctionArgs
}

async function statusOf(work: Promise<unknown>): Promise<number> {
  const answer: unknown = await work.catch((thrown: unknown) => thrown)
  if (answer instanceof Response) return answer.status
  if (answer instanceof Error) throw answer
  const init: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'init') : null
  const status: unknown = typeof init === 'object' && init !== null ? Reflect.get(init, 'status') : null
  return typeof status === 'number' ? status : 200
}

const ofCell = () => ({ recordTable: 'rating_cell_file', recordId: cellFile })
const ofDossier = () => ({ recordTable: 'organization', recordId: year.organizations.cell })
function form(bytes: Buffer, name: string, { requestId = newId(), documentId = '' } = {}): FormData {
  const body = new FormData()
  body.set('requestId', requestId)
  body.set('documentId', documentId)
  body.set('file', new File([new Uint8Array(bytes)], name))
  return body
}
const keptField = z.object({ attachmentId: z.string(), documentId: z.string(), revision: z.number() })
const answerField = z.object({
  kept: keptField.optional(),
  code: z.string().optional(),
  fault: z.string().optional(),
  fileName: z.string().optional(),
})
async function upload(who: AccountKey, params: Record<string, string>, body: FormData) {
  const answer = await uploadAction(args(who, { params, body }))
  return { status: answer.status, body: answerField.parse(await answer.json()) }
}
/** Uploads what is taken. */
async function keep(who: AccountKey, params: Record<string, string>, body: FormData) {
  const { kept } = (await upload(who, params, body)).body
  if (!kept) throw new Error('the file was not kept')
  return kept
}

describe('who may', () => {
  const cellWorkers: readonly AccountKey[] = ['secretary', 'teller', 'office', 'committee', 'deputyCommittee']
  const elsewhere: readonly AccountKey[] = [
    'neighbourSecretary',
    'strangerSecretary',
    'strangerTeller',
    'strangerOffice',
    'strangerCommittee',
  ]
  const expected = (who: AccountKey, may: readonly AccountKey[], foreign = elsewhere) =>
    may.includes(who) ? 200 : foreign.includes(who) ? 404 : 403

  test.each(accountKeys)('see the files of a cell of a rating, %s', async (who) => {
    const kept = await keep('secretary', ofCell(), form(examplePng(), 'Biên bản.png'))
    const params = { attachmentId: kept.attachmentId }
    const status = expected(who, cellWorkers)
    expect(await statusOf(recordFilesLoader(args(who, { params: ofCell() })))).toBe(status)
    // Other records' files are seen by more roles, a task's by the member himself; a single file's address does not tell of which
    // record it is.
    const readersOfOthers: readonly AccountKey[] = [
      'member',
      'strangerMember',
      'board',
      'standingCommittee',
      'cityOffice',
      'areaMember',
      'inspection',
    ]
    const single = status === 403 && readersOfOthers.includes(who) ? 404 : status
    expect(await statusOf(fileLoader(args(who, { params })))).toBe(single)
    expect(await statusOf(contentLoader(args(who, { params })))).toBe(single)
  })

  test.each(accountKeys)('add a file to a cell of a rating, %s', async (who) => {
    const may: readonly AccountKey[] = ['secretary', 'teller', 'office']
    const foreign: readonly AccountKey[] = [
      'neighbourSecretary',
      'strangerSecretary',
      'strangerTeller',
      'strangerOffice',
    ]
    const status = expected(who, may, foreign)
    const body = () => form(examplePng(), 'a.png')
    expect(await statusOf(uploadAction(args(who, { params: ofCell(), body: body() })))).toBe(status)
    expect(await statusOf(recordFilesAction(args(who, { params: ofCell(), body: body() })))).toBe(
      status === 200 ? 302 : status,
    )
  })

  test('without a session a page asks to sign in and a script is told', async () => {
    expect(await statusOf(recordFilesLoader(args(null, { params: ofCell() })))).toBe(302)
    expect(await statusOf(uploadAction(args(null, { params: ofCell(), body: form(examplePng(), 'a.png') })))).toBe(401)
  })

  test.each([
    { recordTable: 'member', recordId: newId() },
    { recordTable: 'organization', recordId: 'x' },
    { recordTable: 'organization', recordId: newId() },
    { recordTable: '../organization', recordId: newId() },
  ])('%j is not there', async (params) => {
    expect(await statusOf(recordFilesLoader(args('office', { params })))).toBe(404)
    expect(await statusOf(uploadAction(args('office', { params, body: form(examplePng(), 'a.png') })))).toBe(404)
  })
  test.each(['x', '../..', newId()])('the file %s is not there', async (attachmentId) => {
    expect(await statusOf(fileLoader(args('office', { params: { attachmentId } })))).toBe(404)
    expect(await statusOf(pageLoader(args('office', { params: { attachmentId, page: '1' } })))).toBe(404)
  })
})

test('a file is given out as it came, under its own type and name, and no browser may run it', async () => {
  const kept = await keep('office', ofDossier(), form(examplePdf(), 'Quyết định “số 1”.pdf'.replace(/[“”]/gu, '')))
  const answer = await contentLoader(args('office', { params: { attachmentId: kept.attachmentId }, search: '?view' }))
  expect(Buffer.from(await answer.arrayBuffer()).equals(examplePdf())).toBe(true)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(examplePdf().length),
    // Only pictures are opened in the page; `?view` changes nothing for others.
    'content-disposition': `attachment; filename="Quyet-dinh-so-1.pdf"; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%20s%E1%BB%91%201.pdf`,
    'cache-control': 'private, no-store, no-transform',
    'content-security-policy': expect.stringContaining('sandbox'),
  })
})

test('a picture is opened in the page, with who looks laid over it where persons are named', async () => {
  const kept = await keep('secretary', ofCell(), form(examplePng(), 'b.png'))
  const params = { attachmentId: kept.attachmentId }
  const view = await fileLoader(args('teller', { params }))
  expect(view).toMatchObject({ shown: { as: 'picture' }, watermark: { username: 'teller' } })
  const answer = await contentLoader(args('teller', { params, search: '?view' }))
  expect(answer.headers.get('content-disposition')).toMatch(/^inline/u)
  await answer.arrayBuffer()
  const other = await keep('office', ofDossier(), form(examplePng(5, 5), 'c.png'))
  expect(await fileLoader(args('office', { params: { attachmentId: other.attachmentId } }))).toMatchObject({
    watermark: null,
  })
})

test('words are shown as words', async () => {
  const kept = await keep('office', ofDossier(), form(Buffer.from('\ufeffHọ tên\n<b>An</b>\n'), 'd.txt'))
  expect(await fileLoader(args('office', { params: { attachmentId: kept.attachmentId } }))).toMatchObject({
    shown: { as: 'words', text: 'Họ tên\n<b>An</b>\n', cut: false },
  })
})

test('a form that says nothing of a document before makes one of its own', async () => {
  const body = form(examplePng(8, 8), 'moi.png')
  body.delete('documentId')
  const { attachmentId, documentId, revision } = await keep('secretary', ofCell(), body)
  expect([documentId, revision]).toEqual([attachmentId, 1])
})

test('a replacement is a new revision; the page of the old one says so', async () => {
  const { documentId, attachmentId } = await keep('secretary', ofCell(), form(examplePng(9, 9), 'e.png'))
  const second = await keep('secretary', ofCell(), form(examplePng(10, 9), 'e2.png', { documentId }))
  expect(second).toMatchObject({ documentId, revision: 2 })
  const view = await fileLoader(args('secretary', { params: { attachmentId } }))
  expect(view.revisions.map(({ revision, fileName }) => [revision, fileName])).toEqual([
    [2, 'e2.png'],
    [1, 'e.png'],
  ])
})

describe('a refused upload', () => {
  const rows: [string, () => Buffer | Promise<Buffer>, string, string][] = [
    ['a program', () => Buffer.from('MZ\0\0'), 'a.pdf', 'KIND_UNKNOWN'],
    ['another kind', () => exampleDocx(), 'a.pdf', 'EXTENSION_MISMATCH'],
    ['a script', () => examplePdf({ extra: '<< /S /JavaScript >>' }), 'a.pdf', 'ACTIVE_CONTENT'],
    ['a large wrong file', () => Buffer.alloc(3_000_000, 0), 'a.pdf', 'KIND_UNKNOWN'],
    ['a wrong name', () => examplePdf(), 'a.exe', 'EXTENSION_UNKNOWN'],
  ]
  test.each(rows)('%s says why at the field and keeps nothing', async (_, make, name, code) => {
    const before = await db.asOwner('select count(*) from file_attachment')
    const bytes = await make()
    const answer = await upload('office', ofDossier(), form(bytes, name))
    expect(answer).toMatchObject({
      status: 422,
      body: { code, fault: expect.stringMatching(/\p{L}/u), fileName: name },
    })
    const plain = await recordFilesAction(args('office', { params: ofDossier(), body: form(bytes, name) }))
    expect(plain).toMatchObject({ data: { code }, init: { status: 422 } })
    expect(await db.asOwner('select count(*) from file_attachment')).toEqual(before)
  })
  test.each([
    ['no file', form(Buffer.alloc(0), ''), 'NO_FILE'],
    ['no request id', form(examplePdf(), 'a.pdf', { requestId: 'x' }), 'FORM_INCOMPLETE'],
    ['a tampered document', form(examplePdf(), 'a.pdf', { documentId: 'x' }), 'FORM_INCOMPLETE'],
  ])('%s', async (_, body, code) => {
    expect(await upload('office', ofDossier(), body)).toMatchObject({ status: 422, body: { code } })
  })
})

test('the same form sent twice keeps one file', async () => {
  const requestId = newId()
  const send = () => keep('office', ofDossier(), form(examplePng(7, 8), 'g.png', { requestId }))
  const [one, other] = await Promise.all([send(), send()])
  expect(one).toEqual(other)
})
