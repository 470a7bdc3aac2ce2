import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '@nq15/db/ids'
import type { Scope } from '@nq15/db/scope'
import { examplePdf, examplePng } from '@nq15/documents/files/example-files'
import { permissions } from '@nq15/domain/access'
import { type AttachableTable, opensFiles } from '@nq15/domain/files'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AccountKey, accountKeys } from '../ratings/example-year.ts'
import { attachFile } from './attach-file.ts'
import { closeCabinet, type ExampleCabinet, emptyCabinet, handsOn, openCabinet } from './example-cabinet.ts'
import { arriving } from './example-store.ts'
import { readFileHistory, readRecordFiles } from './read-files.ts'

let held: ExampleCabinet
beforeAll(async () => {
  held = await openCabinet()
})
afterAll(() => closeCabinet(held))
beforeEach(() => emptyCabinet(held))
const { tools, dossier, tallySheet, evidence, office, secretary, attach, bytesOf, objects, rows } = handsOn(() => held)

test('an uploaded file comes back byte for byte, and lies sealed on the disk', async () => {
  const { attachmentId } = await attach(secretary(), tallySheet())
  expect(await bytesOf(secretary(), attachmentId)).toEqual(examplePng())
  const [name = ''] = await objects()
  const raw = await readFile(join(held.place.folder, 'files', 'objects', name))
  expect(raw.includes(Buffer.from('IHDR'))).toBe(false)
  expect(await readdir(join(held.place.folder, 'files', 'incoming'))).toEqual([])
})

test('the trail names who uploaded and who opened a file that names persons, never its name', async () => {
  const { attachmentId } = await attach(secretary(), tallySheet())
  await bytesOf(held.year.scope('committee', 'rating:board'), attachmentId)
  const trail = await held.db.asOwner(
    `select actor_id, action, detail from audit_event where record_table = 'file_person_attachment' and record_id = $1 order by at`,
    [attachmentId],
  )
  expect(trail.map((row) => [row['actor_id'], row['action']])).toEqual([
    [held.year.actors.secretary.userId, 'insert'],
    [held.year.actors.committee.userId, 'read'],
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
  const history = await readFileHistory(held.db.database, secretary(), first.attachmentId)
  expect(history?.revisions.map(({ revision }) => revision)).toEqual([4, 3, 2, 1])
  expect(await bytesOf(secretary(), first.attachmentId)).toEqual(examplePng())
})

test('the same content twice lies once in the store; each document is its own', async () => {
  const one = await attach(office(), dossier())
  const other = await attach(office(), { ...dossier(), recordId: held.year.organizations.neighbour })
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
  expect(await readdir(join(held.place.folder, 'files', 'incoming')).catch(() => [])).toEqual([])
})

test('the size is bounded by the kind while the file arrives', async () => {
  const limited = { ...held.store, settings: { ...held.store.settings, limits: { pdf: 100_000 } } }
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
  const readers = {
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
    rating_task_item: ['member', 'secretary', 'office', 'committee', 'deputyCommittee'],
    paper_template: [],
    paper_bundle: [],
    plan_task: [],
    inspection_remedy: [],
    petition_paper: [],
  } as const satisfies Readonly<Record<AttachableTable, readonly AccountKey[]>>
  const writers = {
    ...readers,
    organization: ['office', 'board'],
    rating_cell_file: ['secretary', 'teller', 'office'],
    rating_task_item: ['member', 'secretary', 'office'],
  } as const satisfies Readonly<Record<AttachableTable, readonly AccountKey[]>>
  test.each(['organization', 'rating_cell_file', 'rating_task_item'] as const)(
    'read and add files of a %s',
    async (table) => {
      const command = { organization: dossier, rating_cell_file: tallySheet, rating_task_item: evidence }[table]
      const kept = await attach(table === 'organization' ? office() : secretary(), command())
      const [reads, adds]: [Set<string>, Set<string>] = [new Set(), new Set()]
      for (const who of accountKeys) {
        for (const permission of permissions) {
          const scope = held.year.prove(who, permission)
          if (!scope) continue
          if (typeof (await bytesOf(scope, kept.attachmentId)) !== 'string') reads.add(who)
          const listed = await readRecordFiles(held.db.database, scope, command())
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
    },
  )

  test("the database alone, the application's filter taken away, shows no file of persons to who reads organizations", async () => {
    await attach(secretary(), tallySheet())
    const own = await attach(office(), dossier())
    const seenBy = (who: AccountKey, permission: (typeof permissions)[number]) => {
      const forged = { ...held.year.scope(who, permission), organizationIds: 'everything' } as Scope
      return held.db.database.asActor(forged, async (tx) => [
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
      held.db.asOwner('update file_attachment set file_name = $2 where id = $1', [attachmentId, 'x.pdf']),
    ).rejects.toThrow('never rewritten')
    await expect(
      held.db.asOwner(
        `insert into file_person_attachment select app.uuid_v7(), app.uuid_v7(), 1, null, 'rating_cell_file', $2, organization_id, content_id, file_name, kind,
          size_bytes, sha256, uploaded_by, uploaded_by_name, uploaded_at, retention_class, retain_from from file_attachment where id = $1`,
        [attachmentId, newId()],
      ),
    ).rejects.toThrow()
    const act = held.db.database.asActor(
      office(),
      (tx) => tx.$queryRaw`select app.forget_content(${newId()}::uuid, now())`,
    )
    await expect(act).rejects.toThrow('not the keeper')
  })
})
