import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { streamRange } from '@nq15/documents/files'
import { exampleDocx, examplePdf, examplePng } from '@nq15/documents/files/example-files'
import { permissions } from '@nq15/domain/access'
import { type AttachableTable, opensFiles } from '@nq15/domain/files'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type AccountKey,
  accountKeys,
  type ExampleYear,
  exampleCampaign,
  exampleYear,
} from '../ratings/example-year.ts'
import { type AttachCommand, attachFile } from './attach-file.ts'
import { changeRetention, destroyDueFiles, holdFiles, readDueFiles } from './destroy-files.ts'
import { type ExampleClamd, eicar, startExampleClamd } from './example-clamd.ts'
import { arriving, exampleStore } from './example-store.ts'
import { rotateKey, scanWaiting, sweepStore, verifyStore } from './keep-store.ts'
import type { FileStore } from './open-file-store.ts'
import { openFile, readFileHistory, readRecordFiles } from './read-files.ts'
import { clamdScanner } from './scan-with-clamd.ts'

let db: TestDatabase
let year: ExampleYear
let cellFile: string
let place: Awaited<ReturnType<typeof exampleStore>>
let store: FileStore
let clamd: ExampleClamd
const now = new Date('2026-12-08T03:00:00Z')
const keeper = (): Scope => {
  const scope = proveScope(serviceActor('files'), 'file:keep')
  if (!scope) throw new Error('the keeper may not keep')
  return scope
}

beforeAll(async () => {
  db = await openTestDatabase()
  clamd = await startExampleClamd()
  year = await exampleYear(db)
  const { campaignId } = await exampleCampaign(db, year)
  const [row] = await db.asOwner('select id from rating_cell_file where campaign_id = $1 and organization_id = $2', [
    campaignId,
    year.organizations.cell,
  ])
  cellFile = String(row?.['id'])
}, 60_000)
afterAll(async () => {
  await db.close()
  await clamd.close()
})
beforeEach(async () => {
  await db.asOwner(`alter table file_attachment disable trigger keep; alter table file_person_attachment disable trigger keep;
    delete from file_attachment where revision > 1; delete from file_person_attachment where revision > 1;
    delete from file_attachment; delete from file_person_attachment; delete from stored_file;
    update file_retention set months = null, source = null;
    alter table file_attachment enable trigger keep; alter table file_person_attachment enable trigger keep`)
  place = await exampleStore()
  store = place.store
  clamd.fallSilent(false)
})
afterEach(() => place.remove())

const tools = () => ({ db: db.database, store })
const dossier = (): AttachCommand => ({
  requestId: newId(),
  recordTable: 'organization',
  recordId: year.organizations.cell,
  documentId: null,
  fileName: 'Quyết định thành lập.pdf',
  source: arriving(examplePdf()),
  now,
})
const tallySheet = (): AttachCommand => ({
  ...dossier(),
  recordTable: 'rating_cell_file',
  recordId: cellFile,
  fileName: 'Biên bản kiểm phiếu.png',
  source: arriving(examplePng()),
})
const office = () => year.scope('office', 'organization:write')
const secretary = () => year.scope('secretary', 'rating:work')

async function attach(scope: Scope, command: AttachCommand) {
  const answer = await attachFile(tools(), scope, command)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.value
}
async function bytesOf(scope: Scope, attachmentId: string): Promise<Buffer | string> {
  const opened = await openFile(tools(), scope, { attachmentId })
  if (!opened.ok) return opened.refusal.code
  const pieces: Buffer[] = []
  for await (const piece of streamRange(opened.value.content)) pieces.push(piece)
  await opened.value.close()
  return Buffer.concat(pieces)
}
const objects = async () => {
  const names: string[] = []
  for await (const { name } of store.objects.list()) names.push(name)
  return names
}
const rows = () =>
  db
    .asOwner('select id from file_attachment union all select id from file_person_attachment')
    .then(({ length }) => length)

test('an uploaded file comes back byte for byte, and lies sealed on the disk', async () => {
  const { attachmentId } = await attach(secretary(), tallySheet())
  expect(await bytesOf(secretary(), attachmentId)).toEqual(examplePng())
  const [name = ''] = await objects()
  const raw = await readFile(join(place.folder, 'files', 'objects', name))
  expect(raw.includes(Buffer.from('IHDR'))).toBe(false)
  expect(await readdir(join(place.folder, 'files', 'incoming'))).toEqual([])
})

test('the trail names who uploaded and who opened a file that names persons, never its name', async () => {
  const { attachmentId } = await attach(secretary(), tallySheet())
  await bytesOf(year.scope('committee', 'rating:board'), attachmentId)
  const trail = await db.asOwner(
    `select actor_id, action, detail from audit_event where record_table = 'file_person_attachment' and record_id = $1 order by at`,
    [attachmentId],
  )
  expect(trail.map((row) => [row['actor_id'], row['action']])).toEqual([
    [year.actors.secretary.userId, 'insert'],
    [year.actors.committee.userId, 'read'],
  ])
  expect(JSON.stringify(trail)).not.toContain('kiểm phiếu')
})

test('sent twice with one request id it acts once, whichever comes first', async () => {
  const command = tallySheet()
  const both = await Promise.all([
    attachFile(tools(), secretary(), { ...command, source: arriving(examplePng()) }),
    attachFile(tools(), secretary(), { ...command, source: arriving(examplePng()) }),
  ])
  expect(both[0]).toEqual(both[1])
  expect(both[0]?.ok).toBe(true)
  expect([await rows(), (await objects()).length]).toEqual([1, 1])
})

test('two replacements at the same time are two revisions after the first; nothing is overwritten', async () => {
  const first = await attach(secretary(), tallySheet())
  const replace = (width: number) =>
    attach(secretary(), { ...tallySheet(), documentId: first.documentId, source: arriving(examplePng(width, 3)) })
  const later = await Promise.all([replace(5), replace(6), replace(7)])
  expect(later.map(({ revision }) => revision).sort()).toEqual([2, 3, 4])
  const history = await readFileHistory(db.database, secretary(), first.attachmentId)
  expect(history?.revisions.map(({ revision }) => revision)).toEqual([4, 3, 2, 1])
  expect(await bytesOf(secretary(), first.attachmentId)).toEqual(examplePng())
})

test('the same content twice lies once in the store; each document is its own', async () => {
  const one = await attach(office(), dossier())
  const other = await attach(office(), { ...dossier(), recordId: year.organizations.neighbour })
  expect([await rows(), (await objects()).length]).toEqual([2, 1])
  expect(one.documentId).not.toBe(other.documentId)
  expect(await bytesOf(office(), other.attachmentId)).toEqual(examplePdf())
})

test.each([
  ['a wrong kind', { fileName: 'a.docx' }, 'EXTENSION_MISMATCH'],
  ['a wrong name', { fileName: 'a.exe' }, 'EXTENSION_UNKNOWN'],
  ['what could act', { source: arriving(examplePdf({ extra: '<< /S /JavaScript >>' })) }, 'ACTIVE_CONTENT'],
  ['what is no kind, early', { source: arriving(Buffer.alloc(9_000_000, 1)) }, 'KIND_UNKNOWN'],
  ['nothing', { source: arriving(Buffer.alloc(0)) }, 'EMPTY'],
  ['a record that is not there', { recordId: newId() }, 'NOT_FOUND'],
  ['a tampered record', { recordId: 'x' }, 'NOT_FOUND'],
  ['a document that is not there', { documentId: newId() }, 'NOT_FOUND'],
] as const)('%s is refused and leaves nothing', async (_, change, code) => {
  const answer = await attachFile(tools(), office(), { ...dossier(), ...change })
  expect(answer).toMatchObject({ ok: false, refusal: { code } })
  expect([await rows(), await objects()]).toEqual([0, []])
  expect(await readdir(join(place.folder, 'files', 'incoming')).catch(() => [])).toEqual([])
})

test('the size is bounded by the kind while the file arrives', async () => {
  const limited = { ...store, settings: { ...store.settings, limits: { pdf: 100_000 } } }
  const ended = { at: 0 }
  const endless = async function* () {
    yield examplePdf()
    for (; ended.at < 10_000; ended.at += 1) yield Buffer.alloc(10_000, 32)
  }
  const answer = await attachFile({ ...tools(), store: limited }, office(), { ...dossier(), source: endless() })
  expect(answer).toEqual({ ok: false, refusal: { code: 'TOO_LARGE', limit: 100_000 } })
  expect(ended.at).toBeLessThan(20)
})

test('a connection that breaks leaves nothing, and the same form may come again', async () => {
  const command = dossier()
  const breaking = async function* () {
    yield examplePdf().subarray(0, 300)
    throw new Error('aborted')
  }
  const broken = await attachFile(tools(), office(), { ...command, source: breaking() })
  expect(broken).toEqual({ ok: false, refusal: { code: 'BROKEN_OFF' } })
  expect([await rows(), await objects()]).toEqual([0, []])
  expect((await attachFile(tools(), office(), command)).ok).toBe(true)
})

describe('who may', () => {
  const readers: Readonly<Record<AttachableTable, readonly AccountKey[]>> = {
    organization: [
      'secretary',
      'teller',
      'office',
      'committee',
      'deputyCommittee',
      'board',
      'standingCommittee',
      'cityOffice',
      'areaMember',
      'inspection',
    ],
    succession: [],
    rating_cell_file: ['secretary', 'teller', 'office', 'committee', 'deputyCommittee'],
    rating_decision: [],
  }
  const writers: Readonly<Record<AttachableTable, readonly AccountKey[]>> = {
    ...readers,
    organization: ['office', 'board'],
    rating_cell_file: ['secretary', 'teller', 'office'],
  }
  test.each(['organization', 'rating_cell_file'] as const)('read and add files of a %s', async (table) => {
    const command = table === 'organization' ? dossier : tallySheet
    const kept = await attach(table === 'organization' ? office() : secretary(), command())
    const [reads, adds]: [Set<string>, Set<string>] = [new Set(), new Set()]
    for (const who of accountKeys) {
      for (const permission of permissions) {
        const scope = year.prove(who, permission)
        if (!scope) continue
        if (typeof (await bytesOf(scope, kept.attachmentId)) !== 'string') reads.add(who)
        const listed = await readRecordFiles(db.database, scope, command())
        expect([who, permission, listed !== null]).toEqual([
          who,
          permission,
          opensFiles(table, permission) && reads.has(who),
        ])
        const answer = await attachFile(tools(), scope, command())
        if (answer.ok) adds.add(who)
        else expect(answer.refusal.code).toBe('NOT_FOUND')
      }
    }
    expect([...reads].sort()).toEqual([...readers[table]].sort())
    expect([...adds].sort()).toEqual([...writers[table]].sort())
  })

  test("the database alone, the application's filter taken away, shows no file of persons to who reads organizations", async () => {
    await attach(secretary(), tallySheet())
    const own = await attach(office(), dossier())
    const seenBy = (who: AccountKey, permission: (typeof permissions)[number]) => {
      const forged = { ...year.scope(who, permission), organizationIds: 'everything' } as Scope
      return db.database.asActor(forged, async (tx) => [
        await tx.filePersonAttachment.count(),
        await tx.fileAttachment.count(),
        await tx.storedFile.count(),
      ])
    }
    expect(await seenBy('board', 'rating:overview')).toEqual([0, 1, 1])
    expect(await seenBy('strangerSecretary', 'rating:work')).toEqual([0, 0, 0])
    expect(await seenBy('secretary', 'rating:work')).toEqual([1, 1, 2])
    expect(own.revision).toBe(1)
  })

  test('the database refuses a record of another organization, a rewriting and a foreign content', async () => {
    const { attachmentId } = await attach(office(), dossier())
    await expect(
      db.asOwner('update file_attachment set file_name = $2 where id = $1', [attachmentId, 'x.pdf']),
    ).rejects.toThrow('never rewritten')
    await expect(
      db.asOwner(
        `insert into file_person_attachment select app.uuid_v7(), app.uuid_v7(), 1, null, 'rating_cell_file', $2, organization_id, content_id, file_name, kind,
          size_bytes, sha256, uploaded_by, uploaded_by_name, uploaded_at, retention_class, retain_from from file_attachment where id = $1`,
        [attachmentId, newId()],
      ),
    ).rejects.toThrow()
    const act = db.database.asActor(office(), (tx) => tx.$queryRaw`select app.forget_content(${newId()}::uuid, now())`)
    await expect(act).rejects.toThrow('not the keeper')
  })
})

describe('with a scanner', () => {
  beforeEach(() => {
    store = { ...store, scanner: clamdScanner(clamd.address) }
  })
  const infected = () => ({ ...dossier(), fileName: 'a.txt', source: arriving(Buffer.from(`${eicar}\n`)) })

  test('a clean file is kept, an infected one refused', async () => {
    const before = clamd.seen()
    expect(await bytesOf(office(), (await attach(office(), dossier())).attachmentId)).toEqual(examplePdf())
    expect(await attachFile(tools(), office(), infected())).toEqual({ ok: false, refusal: { code: 'MALWARE' } })
    expect(clamd.seen() - before).toBe(2)
    expect(await rows()).toBe(1)
  })

  test('while the scanner is silent files wait and are given to nobody; then it decides', async () => {
    clamd.fallSilent(true)
    const clean = await attach(office(), dossier())
    const bad = await attach(office(), infected())
    expect(await bytesOf(office(), clean.attachmentId)).toBe('NOT_SCANNED_YET')
    expect(await scanWaiting(tools(), keeper())).toEqual({ clean: 0, refused: 0, waiting: 2 })
    clamd.fallSilent(false)
    expect(await scanWaiting(tools(), keeper())).toEqual({ clean: 1, refused: 1, waiting: 0 })
    expect(await bytesOf(office(), clean.attachmentId)).toEqual(examplePdf())
    expect(await bytesOf(office(), bad.attachmentId)).toBe('SCAN_REFUSED')
  })

  test('files from the time without a scanner wait until it has seen them', async () => {
    const { attachmentId } = await attachFile(
      { ...tools(), store: { ...store, scanner: null } },
      office(),
      dossier(),
    ).then((answer) => (answer.ok ? answer.value : { attachmentId: '' }))
    expect(await bytesOf(office(), attachmentId)).toBe('NOT_SCANNED_YET')
    await scanWaiting(tools(), keeper())
    expect(await bytesOf(office(), attachmentId)).toEqual(examplePdf())
  })
})

describe('the keeper', () => {
  const old = new Date('2020-01-01T00:00:00Z')
  const later = new Date(Date.now() + 48 * 3_600_000)

  test('verifies the store and names what is missing, changed or under a lost key', async () => {
    const kept = await attach(office(), dossier())
    await attach(secretary(), tallySheet())
    await attach(office(), { ...dossier(), fileName: 'a.docx', source: arriving(await exampleDocx()) })
    const done: number[] = []
    const whole = await verifyStore(tools(), keeper(), (count) => done.push(count))
    expect(whole).toMatchObject({ whole: true, contents: 3, findings: [] })
    expect(done).toEqual([1, 2, 3])
    const [one = '', other = '', third = ''] = await objects()
    await store.objects.remove(one)
    const path = join(place.folder, 'files', 'objects', other)
    const bytes = await readFile(path)
    bytes[40] = (bytes[40] ?? 0) ^ 1
    await writeFile(path, bytes)
    await db.asOwner(`update stored_file set key_id = 'gone' where object_name = $1`, [third])
    const broken = await verifyStore(tools(), keeper())
    expect(broken.whole).toBe(false)
    expect(broken.findings.map(({ code }) => code).sort()).toEqual(['BROKEN', 'KEY_MISSING', 'MISSING'])
    expect(await bytesOf(office(), kept.attachmentId)).toBe('CONTENT_LOST')
  })

  test('rotates the master key: contents stay, every key is wrapped anew, the old key may go', async () => {
    const { attachmentId } = await attach(office(), dossier())
    const before = await store.keys.currentId()
    const rotation = await rotateKey(tools(), keeper(), { dropOld: true })
    expect(rotation).toMatchObject({ rewrapped: 1, failed: 0, dropped: [before] })
    expect(rotation.keyId).not.toBe(before)
    expect(await bytesOf(office(), attachmentId)).toEqual(examplePdf())
    expect(await rotateKey(tools(), keeper(), { resume: true })).toMatchObject({ keyId: rotation.keyId, rewrapped: 0 })
  })

  test('sweeps what nobody names after the grace, and nothing else', async () => {
    const { attachmentId } = await attach(office(), dossier())
    const [kept = ''] = await objects()
    const orphan = `ff/${'f'.repeat(64)}.${newId()}`
    await store.objects.put(orphan, () => streamRange({ size: 1, read: async () => Buffer.from('x') }), 1)
    const crashed = join(place.folder, 'files', 'incoming', 'a.upload')
    await writeFile(crashed, 'x')
    expect(await sweepStore(tools(), keeper(), new Date())).toEqual({ contents: 0, objects: 0, uploads: 0 })
    for (const path of [
      crashed,
      join(place.folder, 'files', 'objects', orphan),
      join(place.folder, 'files', 'objects', kept),
    ])
      await utimes(path, old, old)
    expect(await sweepStore(tools(), keeper(), new Date())).toEqual({ contents: 0, objects: 1, uploads: 1 })
    expect(await objects()).toEqual([kept])
    expect(await bytesOf(office(), attachmentId)).toEqual(examplePdf())
  })

  test('a content once destroyed goes with the sweep, unless another document names it', async () => {
    await attach(office(), dossier())
    const other = await attach(secretary(), { ...tallySheet(), fileName: 'b.pdf', source: arriving(examplePdf()) })
    await changeRetention(db.database, operatorScope('file:keep'), {
      retentionClass: 'organization',
      months: 1,
      source: 'Quyết định 1-QĐ/TU',
    })
    const due = new Date('2027-01-08T03:00:00Z')
    await db.asOwner(
      `create or replace function app.today() returns date language sql stable as $$ select date '2027-01-08' $$`,
    )
    try {
      expect(
        await destroyDueFiles(db.database, operatorScope('file:keep'), {
          decision: '2-QĐ/TU',
          decidedOn: '2027-01-07',
          now: due,
        }),
      ).toEqual({ ok: true, value: { destroyed: 1 } })
      expect((await sweepStore(tools(), keeper(), later)).contents).toBe(0)
      expect(await bytesOf(secretary(), other.attachmentId)).toEqual(examplePdf())
    } finally {
      await restoreToday()
    }
  })
})

/** The day of the database, as the migration has it. */
let restoreToday: () => Promise<unknown>
beforeAll(async () => {
  const [row] = await db.asOwner(`select pg_get_functiondef('app.today'::regproc) as text`)
  restoreToday = () => db.asOwner(String(row?.['text']))
})

describe('destruction', () => {
  const operator = () => operatorScope('file:keep')
  const atDay = async (day: string, work: () => Promise<void>) => {
    await db.asOwner(
      `create or replace function app.today() returns date language sql stable as $$ select date '${day}' $$`,
    )
    try {
      await work()
    } finally {
      await restoreToday()
    }
  }
  const decision = { decision: '2-QĐ/TU', decidedOn: '2027-01-07' }
  const due = new Date('2027-01-08T03:00:00Z')
  const setMonth = () =>
    changeRetention(db.database, operator(), {
      retentionClass: 'organization',
      months: 1,
      source: 'Quyết định 1-QĐ/TU',
    })

  test('without a period nothing is ever due; a period needs its source', async () => {
    await attach(office(), dossier())
    expect(await readDueFiles(db.database, operator(), new Date('2999-01-01T00:00:00Z'))).toEqual([])
    expect(
      await changeRetention(db.database, operator(), { retentionClass: 'organization', months: 1, source: ' ' }),
    ).toEqual({ ok: false, refusal: { code: 'NO_SOURCE' } })
    expect(await setMonth()).toEqual({ ok: true, value: { files: 1 } })
  })

  test('needs a decision number, keeps the row, and then the content is gone', async () => {
    const { attachmentId } = await attach(office(), dossier())
    await setMonth()
    await atDay('2027-01-08', async () => {
      expect(
        await destroyDueFiles(db.database, operator(), { decision: ' ', decidedOn: '2027-01-07', now: due }),
      ).toMatchObject({ refusal: { code: 'NO_DECISION' } })
      expect(await destroyDueFiles(db.database, operator(), { ...decision, now: due })).toEqual({
        ok: true,
        value: { destroyed: 1 },
      })
      expect(await bytesOf(office(), attachmentId)).toBe('DESTROYED')
      const [row] = await db.asOwner('select destruction_decision, content_id from file_attachment')
      expect(row).toEqual({ destruction_decision: '2-QĐ/TU', content_id: null })
      const gone = await sweepStore(tools(), keeper(), new Date(Date.now() + 48 * 3_600_000))
      expect(gone.contents).toBe(1)
      expect(await objects()).toEqual([])
    })
  })

  test('the day before its time, and under legal hold, nothing is destroyed, by hand neither', async () => {
    const { attachmentId } = await attach(office(), dossier())
    await setMonth()
    expect(
      await destroyDueFiles(db.database, operator(), { ...decision, now: new Date('2027-01-07T03:00:00Z') }),
    ).toEqual({ ok: true, value: { destroyed: 0 } })
    const hold = { recordTable: 'organization', recordId: year.organizations.cell } as const
    expect(await holdFiles(db.database, operator(), { ...hold, reason: 'Đang giải quyết khiếu nại' })).toBe(1)
    await atDay('2027-01-08', async () => {
      expect(await destroyDueFiles(db.database, operator(), { ...decision, now: due })).toEqual({
        ok: true,
        value: { destroyed: 0 },
      })
      const byHand = db.asOwner(
        `update file_attachment set content_id = null, destroyed_at = now(), destruction_decision = 'x', destruction_decided_on = '2027-01-07' where id = $1`,
        [attachmentId],
      )
      await expect(byHand).rejects.toThrow('must still be kept')
      await holdFiles(db.database, operator(), { ...hold, reason: null })
      expect(await destroyDueFiles(db.database, operator(), { ...decision, now: due })).toEqual({
        ok: true,
        value: { destroyed: 1 },
      })
    })
  })
})
