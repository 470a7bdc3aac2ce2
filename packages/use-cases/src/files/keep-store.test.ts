import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '@nq15/db/ids'
import { operatorScope } from '@nq15/db/seed/test-database'
import { streamRange } from '@nq15/documents/files'
import { exampleDocx, examplePdf } from '@nq15/documents/files/example-files'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { attachFile } from './attach-file.ts'
import { changeRetention, destroyDueFiles, holdFiles, readDueFiles } from './destroy-files.ts'
import { closeCabinet, type ExampleCabinet, emptyCabinet, handsOn, keeper, openCabinet } from './example-cabinet.ts'
import { eicar } from './example-clamd.ts'
import { arriving } from './example-store.ts'
import { rotateKey, scanWaiting, sweepStore, verifyStore } from './keep-store.ts'
import { clamdScanner } from './scan-with-clamd.ts'

let held: ExampleCabinet
beforeAll(async () => {
  held = await openCabinet()
})
afterAll(() => closeCabinet(held))
beforeEach(() => emptyCabinet(held))
const { tools, dossier, tallySheet, office, secretary, attach, bytesOf, objects, rows } = handsOn(() => held)

describe('with a scanner', () => {
  beforeEach(() => {
    held.store = { ...held.store, scanner: clamdScanner(held.clamd.address) }
  })
  const infected = () => ({ ...dossier(), fileName: 'a.txt', source: arriving(Buffer.from(`${eicar}\n`)) })

  test('a clean file is kept, an infected one refused', async () => {
    const before = held.clamd.seen()
    expect(await bytesOf(office(), (await attach(office(), dossier())).attachmentId)).toEqual(examplePdf())
    expect(await attachFile(tools(), office(), infected())).toEqual({ ok: false, refusal: { code: 'MALWARE' } })
    expect(held.clamd.seen() - before).toBe(2)
    expect(await rows()).toBe(1)
  })

  test('while the scanner is silent files wait and are given to nobody; then it decides', async () => {
    held.clamd.fallSilent(true)
    const clean = await attach(office(), dossier())
    const bad = await attach(office(), infected())
    expect(await bytesOf(office(), clean.attachmentId)).toBe('NOT_SCANNED_YET')
    expect(await scanWaiting(tools(), keeper())).toEqual({ clean: 0, refused: 0, waiting: 2 })
    held.clamd.fallSilent(false)
    expect(await scanWaiting(tools(), keeper())).toEqual({ clean: 1, refused: 1, waiting: 0 })
    expect(await bytesOf(office(), clean.attachmentId)).toEqual(examplePdf())
    expect(await bytesOf(office(), bad.attachmentId)).toBe('SCAN_REFUSED')
  })

  test('files from the time without a scanner wait until it has seen them', async () => {
    const { attachmentId } = await attachFile(
      { ...tools(), store: { ...held.store, scanner: null } },
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
    await held.store.objects.remove(one)
    const path = join(held.place.folder, 'files', 'objects', other)
    const bytes = await readFile(path)
    bytes[40] = (bytes[40] ?? 0) ^ 1
    await writeFile(path, bytes)
    await held.db.asOwner(`update stored_file set key_id = 'gone' where object_name = $1`, [third])
    const broken = await verifyStore(tools(), keeper())
    expect(broken.whole).toBe(false)
    expect(broken.findings.map(({ code }) => code).sort()).toEqual(['BROKEN', 'KEY_MISSING', 'MISSING'])
    expect(await bytesOf(office(), kept.attachmentId)).toBe('CONTENT_LOST')
  })

  test('rotates the master key: contents stay, every key is wrapped anew, the old key may go', async () => {
    const { attachmentId } = await attach(office(), dossier())
    const before = await held.store.keys.currentId()
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
    await held.store.objects.put(orphan, () => streamRange({ size: 1, read: async () => Buffer.from('x') }), 1)
    const crashed = join(held.place.folder, 'files', 'incoming', 'a.upload')
    await writeFile(crashed, 'x')
    expect(await sweepStore(tools(), keeper(), new Date())).toEqual({ contents: 0, objects: 0, uploads: 0 })
    for (const path of [
      crashed,
      join(held.place.folder, 'files', 'objects', orphan),
      join(held.place.folder, 'files', 'objects', kept),
    ])
      await utimes(path, old, old)
    expect(await sweepStore(tools(), keeper(), new Date())).toEqual({ contents: 0, objects: 1, uploads: 1 })
    expect(await objects()).toEqual([kept])
    expect(await bytesOf(office(), attachmentId)).toEqual(examplePdf())
  })

  test('a content once destroyed goes with the sweep, unless another document names it', async () => {
    await attach(office(), dossier())
    const other = await attach(secretary(), { ...tallySheet(), fileName: 'b.pdf', source: arriving(examplePdf()) })
    await changeRetention(held.db.database, operatorScope('file:keep'), {
      retentionClass: 'organization',
      months: 1,
      source: 'Quyết định 1-QĐ/TU',
    })
    const due = new Date('2027-01-08T03:00:00Z')
    await held.db.asOwner(
      `create or replace function app.today() returns date language sql stable as $$ select date '2027-01-08' $$`,
    )
    try {
      expect(
        await destroyDueFiles(held.db.database, operatorScope('file:keep'), {
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
  const [row] = await held.db.asOwner(`select pg_get_functiondef('app.today'::regproc) as text`)
  restoreToday = () => held.db.asOwner(String(row?.['text']))
})

describe('destruction', () => {
  const operator = () => operatorScope('file:keep')
  const atDay = async (day: string, work: () => Promise<void>) => {
    await held.db.asOwner(
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
    changeRetention(held.db.database, operator(), {
      retentionClass: 'organization',
      months: 1,
      source: 'Quyết định 1-QĐ/TU',
    })

  test('without a period nothing is ever due; a period needs its source', async () => {
    await attach(office(), dossier())
    expect(await readDueFiles(held.db.database, operator(), new Date('2999-01-01T00:00:00Z'))).toEqual([])
    expect(
      await changeRetention(held.db.database, operator(), { retentionClass: 'organization', months: 1, source: ' ' }),
    ).toEqual({ ok: false, refusal: { code: 'NO_SOURCE' } })
    expect(await setMonth()).toEqual({ ok: true, value: { files: 1 } })
  })

  test('needs a decision number, keeps the row, and then the content is gone', async () => {
    const { attachmentId } = await attach(office(), dossier())
    await setMonth()
    await atDay('2027-01-08', async () => {
      expect(
        await destroyDueFiles(held.db.database, operator(), { decision: ' ', decidedOn: '2027-01-07', now: due }),
      ).toMatchObject({ refusal: { code: 'NO_DECISION' } })
      expect(await destroyDueFiles(held.db.database, operator(), { ...decision, now: due })).toEqual({
        ok: true,
        value: { destroyed: 1 },
      })
      expect(await bytesOf(office(), attachmentId)).toBe('DESTROYED')
      const [row] = await held.db.asOwner('select destruction_decision, content_id from file_attachment')
      expect(row).toEqual({ destruction_decision: '2-QĐ/TU', content_id: null })
      const gone = await sweepStore(tools(), keeper(), new Date(Date.now() + 48 * 3_600_000))
      expect(gone.contents).toBe(1)
      expect(await objects()).toEqual([])
    })
  })

  test.each(['the file itself', 'its record', 'all files of the organization above'])(
    'a hold of the privacy room on %s keeps it, by hand too, until it is lifted',
    async (what) => {
      const { attachmentId } = await attach(office(), dossier())
      await setMonth()
      const { cell, commune } = held.year.organizations
      const table = what === 'its record' ? 'organization' : 'file_attachment'
      const record = what === 'the file itself' ? attachmentId : what === 'its record' ? cell : null
      await held.db.asOwner(
        `insert into privacy_hold (id, organization_id, record_table, record_id, reason, decision_number, decided_on, set_by, set_by_name, set_at)
         values (app.uuid_v7(), $1, $2, $3, 'Khiếu nại', '3-QĐ/TU', '2026-12-01', $4, 'X', now())`,
        [record === null ? commune : cell, table, record, newId()],
      )
      await atDay('2027-01-08', async () => {
        expect(await destroyDueFiles(held.db.database, operator(), { ...decision, now: due })).toMatchObject({
          value: { destroyed: 0 },
        })
        const byHand = held.db.asOwner(
          `update file_attachment set content_id = null, destroyed_at = now(), destruction_decision = 'x', destruction_decided_on = '2027-01-07'`,
        )
        await expect(byHand).rejects.toThrow('must still be kept')
        await held.db.asOwner(
          `update privacy_hold set lifted_at = now(), lifted_by = set_by, lifted_by_name = 'X', lifted_number = '4-QĐ/TU', lifted_on = '2026-12-02', version = version + 1
            where lifted_at is null`,
        )
        expect(await destroyDueFiles(held.db.database, operator(), { ...decision, now: due })).toMatchObject({
          value: { destroyed: 1 },
        })
      })
    },
  )

  test('the day before its time, and under legal hold, nothing is destroyed, by hand neither', async () => {
    const { attachmentId } = await attach(office(), dossier())
    await setMonth()
    expect(
      await destroyDueFiles(held.db.database, operator(), { ...decision, now: new Date('2027-01-07T03:00:00Z') }),
    ).toEqual({ ok: true, value: { destroyed: 0 } })
    const hold = { recordTable: 'organization', recordId: held.year.organizations.cell } as const
    expect(await holdFiles(held.db.database, operator(), { ...hold, reason: 'Đang giải quyết khiếu nại' })).toBe(1)
    await atDay('2027-01-08', async () => {
      expect(await destroyDueFiles(held.db.database, operator(), { ...decision, now: due })).toEqual({
        ok: true,
        value: { destroyed: 0 },
      })
      const byHand = held.db.asOwner(
        `update file_attachment set content_id = null, destroyed_at = now(), destruction_decision = 'x', destruction_decided_on = '2027-01-07' where id = $1`,
        [attachmentId],
      )
      await expect(byHand).rejects.toThrow('must still be kept')
      await holdFiles(held.db.database, operator(), { ...hold, reason: null })
      expect(await destroyDueFiles(held.db.database, operator(), { ...decision, now: due })).toEqual({
        ok: true,
        value: { destroyed: 1 },
      })
    })
  })
})
