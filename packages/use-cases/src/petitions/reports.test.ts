import { createHash } from 'node:crypto'
import { newId } from '@nq15/db/ids'
import { findReport } from '@nq15/db/petitions/report.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { reportForms } from '@nq15/domain/petitions'
import JSZip from 'jszip'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleNow } from '../ratings/example-year.ts'
import {
  beginReportDefinition,
  type DefinitionChange,
  dropReportDefinition,
  editReportDefinition,
  publishReportDefinition,
} from './edit-report-definition.ts'
import { exampleDecember, later } from './example-december.ts'
import { type DeskKey, type ExampleDesk, exampleDenunciation, registerExample } from './example-desk.ts'
import { exportReport } from './export-report.ts'
import { issueReceipt } from './issue-receipt.ts'
import { listBehindReport, readReport } from './read-report.ts'
import { readReportDefinition } from './read-report-definition.ts'
import { receiptHash } from './receipt-hash.ts'
import { signReport } from './sign-report.ts'

const december = { first: '2026-12-01', last: '2026-12-31' }

let db: TestDatabase
let year: ExampleDesk
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleDecember(db)
}, 600_000)
afterAll(() => db.close())

const read = (
  who: DeskKey,
  permission: 'petition:read' | 'report:read',
  span: 'own' | 'tree',
  at: 'commune' | 'city' = 'commune',
) => {
  const scope = year.prove(who, permission)
  return scope && readReport(db.database, scope, { organizationId: year.organizations[at], span, ...december })
}

test.each<[string, string, Readonly<Record<string, number | null>>]>([
  [
    'a deputy’s day stands apart, the large group is of which',
    '01-tcd-2025',
    { c1: 2, c2: 12, c3: 2, c12: 0, c21: 1, c22: 2, c23: 12, c26: 1, c27: 11, c28: 1 },
  ],
  [
    'papers carried over and received, handled and not; a copy counts as a paper, not as a matter',
    '02-xld-2025',
    { c1: 4, c2: 1, c3: 3, c4: 3, c5: 1, c6: 2, c7: 2, c8: 1, c9: 1, c11: 1, c14: 1, c20: 1 },
  ],
  ['what no register holds is not nought', '06-qlkntc', { c1: null }],
  ['a complaint decided in time', '03-gqkn', { c1: 2, c4: 1, c5: 1, c11: 20, c22: 1, c25: 1, c26: 0 }],
  ['the secretary’s reception', 'party', { c1: 0, c2: 1, c3: 2, c4: 12, c5: 1, c8: 2 }],
])('%s', async (_name, code, expected) => {
  const report = await read('receptionist', 'petition:read', 'own')
  expect(report?.forms.find((form) => form.code === code)?.total).toMatchObject(expected)
  expect(report?.findings.filter((found) => found.code === 'DOES_NOT_ADD_UP')).toEqual([])
})

test('every cell that counts records opens as many as it says', async () => {
  const scope = year.scope('receptionist', 'petition:read')
  const report = await read('receptionist', 'petition:read', 'own')
  for (const { code, total } of report?.forms ?? []) {
    for (const cell of reportForms[code].cells) {
      if (cell.is !== 'count' || !['papers', 'matters', 'cases', 'visits', 'sessions'].includes(cell.measure)) continue
      if (cell.source === 'cases' && cell.measure === 'papers') continue
      if (total[cell.n] === 0) continue
      const list = await listBehindReport(db.database, scope, {
        organizationId: year.organizations.commune,
        ...december,
        form: code,
        cell: cell.n,
        page: 1,
      })
      expect([code, cell.n, list?.total]).toEqual([code, cell.n, total[cell.n]])
    }
  }
})

test('those above see the tree in numbers, few hidden, and no list; a stranger and the administrator see nothing', async () => {
  const above = await read('cityOffice', 'report:read', 'tree', 'city')
  const line = above?.forms
    .find(({ code }) => code === '02-xld-2025')
    ?.lines.find(({ organizationId }) => organizationId === year.organizations.commune)
  expect(line?.values).toMatchObject({ c1: 4, c8: 'few' })
  expect(JSON.stringify(above)).not.toContain('"found":1')
  expect(await read('cityOffice', 'report:read', 'own')).toBeNull()
  const scope = year.scope('cityOffice', 'report:read')
  expect(
    await listBehindReport(db.database, scope, {
      organizationId: year.organizations.commune,
      ...december,
      form: '02-xld-2025',
      cell: 'c1',
      page: 1,
    }),
  ).toBeNull()
  expect(await read('strangerReceptionist', 'petition:read', 'tree')).toBeNull()
  expect(await read('strangerReceptionist', 'petition:read', 'own')).toBeNull()
  expect(year.prove('systemAdmin', 'report:read')).toBeNull()
  const foreign = year.scope('strangerReceptionist', 'petition:read')
  const leaked = await db.database.asReader(
    foreign,
    (tx) =>
      tx.$queryRaw<
        unknown[]
      >`select * from app.petition_tree_figures(${year.organizations.commune}::uuid, '2026-12-01', '2026-12-31')`,
  )
  expect(leaked).toEqual([])
})

test('a period is signed once by the head when it is over, frozen, and replaced only with a reason; the files say what was signed', async () => {
  const sign = (who: DeskKey, more: { reason?: string; requestId?: string; now?: Date } = {}) => {
    const scope = year.prove(who, 'petition:decide')
    return (
      scope &&
      signReport(db.database, scope, {
        ...{
          requestId: newId(),
          organizationId: year.organizations.commune,
          span: 'own' as const,
          reason: '',
          now: later,
          ...december,
        },
        ...{ signerName: 'Bùi Thị Thanh Trúc', signerTitle: 'Chủ tịch', ...more },
      })
    )
  }
  expect(await sign('receptionist')).toBeNull()
  expect(await sign('unitHead', { now: new Date('2026-12-15T03:00:00Z') })).toMatchObject({
    refusal: { code: 'PERIOD_NOT_OVER' },
  })
  const requestId = newId()
  const signed = await sign('unitHead', { requestId })
  expect(signed).toMatchObject({ ok: true })
  expect(await sign('unitHead', { requestId })).toEqual(signed)
  expect(await sign('deputyHead')).toMatchObject({ refusal: { code: 'NOTHING_CHANGED' } })
  await registerExample(db, year, { receivedOn: '2026-12-05', content: 'Xin cấp lại sổ.', kind: 'feedback' })
  const changed = await read('unitHead', 'petition:read', 'own')
  expect(changed).toMatchObject({ isChanged: true })
  expect(await sign('unitHead')).toMatchObject({ refusal: { code: 'REASON_REQUIRED' } })
  const desk = year.scope('receptionist', 'petition:read')
  const found = await db.database.asReader(desk, (tx) =>
    findReport(tx, desk, { organizationId: year.organizations.commune, span: 'own', ...december }),
  )
  expect(found?.content.forms.find(({ code }) => code === '02-xld-2025')?.total['c1']).toBe(4)
  for (const format of ['docx', 'xlsx'] as const)
    expect(
      (
        await exportReport(db.database, desk, {
          organizationId: year.organizations.commune,
          span: 'own',
          ...december,
          format,
          now: later,
        })
      )?.bytes.length,
    ).toBeGreaterThan(5000)
  expect(await sign('unitHead', { reason: 'Bổ sung một đơn' })).toMatchObject({ ok: true })
  const january = await readReport(db.database, desk, {
    organizationId: year.organizations.commune,
    span: 'own',
    first: '2027-01-01',
    last: '2027-01-31',
  })
  expect(january?.findings.filter(({ code }) => code === 'CARRY_DIFFERS')).toEqual([])
  const forged = db.asOwner('update petition_report set signer_name = $1', ['x'])
  await expect(forged).rejects.toThrow()
  const inserted = db.database.asActor(
    year.scope('receptionist', 'petition:work'),
    (tx) => tx.$executeRaw`
    insert into petition_report (id, organization_id, span, first_day, last_day, tables_version, content, content_hash, signer_name, signer_title, signed_by, signed_by_name, signed_at)
    values (${newId()}::uuid, ${year.organizations.commune}::uuid, 'own', '2020-01-01', '2020-01-31', 'x', '{}', repeat('a', 64), 'x', 'x', ${year.actors.receptionist.userId}::uuid, 'x', now())`,
  )
  await expect(inserted).rejects.toThrow()
})

test('the code of a receipt opens where the matter stands, of a denunciation nothing more; the last one holds, and no code is kept', async () => {
  const secret = 's'.repeat(48)
  const asked = async (code: string, key = secret) => {
    return (await db.asOwner('select * from app.check_receipt($1)', [receiptHash(code, key)]))[0] ?? null
  }
  const issue = (petitionId: string, who: DeskKey = 'receptionist', requestId = newId()) => {
    const scope = year.prove(who, 'petition:work')
    return scope && issueReceipt(db.database, scope, { requestId, petitionId, secret, now: exampleNow })
  }
  const open = await registerExample(db, year, { content: 'Xin xác nhận tạm trú.', kind: 'feedback' })
  const sealed = await registerExample(db, year, { ...exampleDenunciation, content: 'Thu tiền không phiếu.' })
  const [first, second, secret2] = [await issue(open), await issue(open), await issue(sealed)]
  if (!first?.ok || !second?.ok || !secret2?.ok) throw new Error('no code was given')
  expect(await asked(first.value.code)).toBeNull()
  expect(await asked(second.value.code)).toMatchObject({ state: 'registered', case_state: null })
  expect(await asked(second.value.code, 'k'.repeat(48))).toBeNull()
  expect(Object.keys((await asked(second.value.code)) ?? {})).toEqual(['state', 'case_state', 'next_day'])
  expect(await asked(secret2.value.code)).toMatchObject({ state: 'processing', case_state: null })
  expect(await issue(open, 'strangerReceptionist')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  const requestId = newId()
  expect(await issue(open, 'receptionist', requestId)).toMatchObject({ ok: true })
  expect(await issue(open, 'receptionist', requestId)).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })
  const kept = JSON.stringify(
    await db.asOwner(
      'select to_jsonb(a) from access_request a union all select to_jsonb(e) from audit_event e union all select to_jsonb(r) from petition_receipt r',
    ),
  )
  for (const code of [first, second, secret2]) expect(kept).not.toContain(code.value.code)
  expect(
    await db.asOwner(
      "select has_function_privilege('nq15_public', 'app.check_receipt(text)', 'execute') as may, has_table_privilege('nq15_public', 'petition_receipt', 'select') as reads",
    ),
  ).toEqual([{ may: true, reads: false }])
})

test('a form without confirmed columns is drafted by one, published by another for ever; what was signed keeps its layout', async () => {
  const { organizations } = year
  const november = { first: '2026-11-01', last: '2026-11-30' }
  const own = { organizationId: organizations.commune, span: 'own' as const, ...november }
  const signer = { signerName: 'Bùi Thị Thanh Trúc', signerTitle: 'Chủ tịch', reason: '' }
  const desk = year.scope('receptionist', 'petition:read')
  // The parts of both files; the archives themselves carry the second they were packed in.
  const printed = async () => {
    const parts: string[] = []
    for (const format of ['docx', 'xlsx'] as const) {
      const file = await exportReport(db.database, desk, { ...own, format, now: later })
      for (const part of Object.values((await JSZip.loadAsync(file?.bytes ?? '')).files))
        parts.push(`${part.name} ${await part.async('string')}`)
    }
    return createHash('sha256').update(parts.join('\n')).digest('hex')
  }
  const sign = (more: object) =>
    signReport(db.database, year.scope('unitHead', 'petition:decide'), {
      ...{ requestId: newId(), ...own, ...signer, now: later, ...more },
    })
  expect(await sign({})).toMatchObject({ ok: true })
  const before = await printed()

  const board = year.scope('board', 'report:write')
  const committee = year.scope('standingCommittee', 'report:sign')
  const at = { code: 'party' as const, now: later }
  const begin = (scope = board, more: object = {}) =>
    beginReportDefinition(db.database, scope, { requestId: newId(), basis: 'Công văn 12-CV/BTCTU', ...at, ...more })
  expect(await begin(board, { code: '01-tcd' })).toMatchObject({ refusal: { code: 'CONFIRMED_FORM' } })
  expect(await begin(year.scope('office', 'report:write'))).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await begin(year.scope('committee', 'report:sign'))).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  const requestId = newId()
  const begun = await begin(board, { requestId })
  if (!begun.ok) throw new Error(begun.refusal.code)
  expect(await begin(board, { requestId })).toEqual(begun)
  expect(await begin()).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })

  const { editionId } = begun.value
  let version = 1
  const edit = async (change: DefinitionChange) => {
    const edited = await editReportDefinition(db.database, board, {
      ...{ requestId: newId(), ...at, editionId, version, change },
    })
    if (edited.ok) version = edited.value.version
    return edited
  }
  const publish = (scope = committee) =>
    publishReportDefinition(db.database, scope, { requestId: newId(), ...at, editionId, version })
  expect(await publish()).toMatchObject({ refusal: { findings: [{ code: 'NOTHING_CHANGED' }] } })
  const regular = { source: 'sessions' as const, measure: 'sessions' as const, where: { host: ['regular'] } }
  const column = { head: { vi: 'Kỳ tiếp thường xuyên', en: 'Regular sessions' }, counter: regular }
  expect(await edit({ what: 'put', place: 3, column })).toMatchObject({ ok: true })
  expect(await edit({ what: 'take', place: 99 })).toMatchObject({ refusal: { code: 'NO_SUCH_COLUMN' } })
  const stale = { requestId: newId(), ...at, editionId, version: 1, change: { what: 'take', place: 1 } as const }
  expect(await editReportDefinition(db.database, board, stale)).toMatchObject({
    refusal: { code: 'CHANGED_MEANWHILE' },
  })
  expect(await readReportDefinition(db.database, board, 'party')).toMatchObject({
    ...{ isKeeper: true, isEditable: true, draft: { number: 2, findings: [] } },
    standing: { edition: 1 },
  })
  expect((await readReportDefinition(db.database, desk, 'party')).draft).toBeNull()

  // The database says it too: nobody publishes his own, the content is not changed on the way, and nobody below the top begins one.
  const row = `update petition_report_definition set version = version + 1`
  const publishedAs = (sql: string) =>
    db.asOwner(
      `${row}, state = 'published', published_at = now(), published_by_name = 'x', published_by = ${sql} where id = $1`,
      [editionId],
    )
  await expect(publishedAs('drafted_by')).rejects.toThrow('by_another')
  await expect(publishedAs(`app.uuid_v7(), content = '{}'`)).rejects.toThrow('what was drafted')
  await expect(
    db.database.asActor(
      year.scope('office', 'report:write'),
      (tx) => tx.$executeRaw`
      insert into petition_report_definition (id, organization_id, form_code, number, replaces_number, basis, content, content_hash, drafted_by, drafted_by_name, edited_by)
      values (${newId()}::uuid, ${organizations.commune}::uuid, '04-kqgq', 2, 1, 'x', '{}', repeat('a', 64), ${year.actors.office.userId}::uuid, 'x', array[${year.actors.office.userId}]::uuid[])`,
    ),
  ).rejects.toThrow('top of the tree')

  expect(await publish(year.scope('committee', 'report:sign'))).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await publish()).toMatchObject({ ok: true })
  await expect(db.asOwner(`${row}, basis = 'khác' where id = $1`, [editionId])).rejects.toThrow('stands')
  await expect(db.asOwner('delete from petition_report_definition where id = $1', [editionId])).rejects.toThrow()

  // The new edition counts from now on; the signed report says and prints what it did, and signing anew takes the new one.
  const read = await readReport(db.database, desk, own)
  expect(read).toMatchObject({ isChanged: false, isNewEdition: true })
  expect(read?.layouts.find(({ code }) => code === 'party')).toMatchObject({ edition: 2 })
  expect(read?.forms.find(({ code }) => code === 'party')?.total).toHaveProperty('c18')
  expect(read?.signed?.content.layouts?.find(({ code }) => code === 'party')).toMatchObject({ edition: 1 })
  expect(await printed()).toEqual(before)
  const list = { ...own, form: 'party' as const, page: 1 }
  expect(await listBehindReport(db.database, desk, { ...list, cell: 'c3' })).toMatchObject({ head: column.head })
  expect(await sign({})).toMatchObject({ refusal: { code: 'REASON_REQUIRED' } })
  expect(await sign({ reason: 'Theo ấn bản 2' })).toMatchObject({ ok: true })
  expect(await readReport(db.database, desk, own)).toMatchObject({ isNewEdition: false })
  expect(await printed()).not.toEqual(before)

  const next = await begin()
  if (!next.ok) throw new Error(next.refusal.code)
  const put = { requestId: newId(), ...at, ...next.value }
  expect(await dropReportDefinition(db.database, board, put)).toMatchObject({ ok: true })
  expect(await dropReportDefinition(db.database, board, { ...put, requestId: newId() })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  const third = await begin()
  expect(third).toMatchObject({ ok: true })
  expect((await readReportDefinition(db.database, board, 'party')).draft).toMatchObject({
    number: 4,
    replacesNumber: 2,
  })
})
