import { newId } from '@nq15/db/ids'
import { countPetitionFacts } from '@nq15/db/monitoring/counted-fact.read'
import { insertSheets } from '@nq15/db/monitoring/fact.write'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import JSZip from 'jszip'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPetitionFacts } from '../monitoring/count-petition-facts.ts'
import { answerDifference } from './answer-difference.ts'
import { exampleDecember, later } from './example-december.ts'
import { acceptExample, type ExampleDesk, exampleDenunciation, registerExample } from './example-desk.ts'
import { exportExchangeFile, makeExchangeFile, takeForeignFile } from './exchange-files.ts'
import { exportReport } from './export-report.ts'
import { readExchange } from './read-exchange.ts'

/** Words that would tell who came, planted to be looked for in what leaves. */
const canary = 'CHIM-YẾN-BÁO-BÃO'
/** The XML of a workbook or a Word file as text. */
const textOfZip = async (bytes: Uint8Array) => {
  const parts = Object.values((await JSZip.loadAsync(bytes)).files).filter(({ dir }) => !dir)
  return (await Promise.all(parts.map((part) => part.async('string')))).join('\n')
}

let db: TestDatabase
let year: ExampleDesk
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleDecember(db)
}, 600_000)
afterAll(() => db.close())

test('what the registers say becomes facts of indicators, by the product’s own hand alone, and only where the register began before', async () => {
  const { commune } = year.organizations
  await db.asOwner(
    `insert into reception_session (id, organization_id, kind, head, held_on, host, is_delegated, place, opened_by_name)
     values ($1, $2, 'regular', 'commune-chair', '2026-09-10', 'Chủ tịch', false, 'Trụ sở', 'x')`,
    [newId(), commune],
  )
  await db.asOwner("update organization_version set area_code = '00008' where organization_id = $1", [commune])
  const screening = proveScope(serviceActor('screening'), 'monitoring:screen')
  if (!screening) throw new Error('no proof')
  const now = new Date('2027-01-10T03:00:00Z')
  // Three months and the one whole quarter; the quarter in which the register began would count too little.
  expect(await keepPetitionFacts(db.database, screening, now)).toBe(4)
  expect(await keepPetitionFacts(db.database, screening, now)).toBe(0)
  const kept = await db.asOwner(
    "select sheet, to_char(period_start, 'YYYY-MM-DD') as start, figures, quality from monitoring_fact where organization_id = $1 and sheet like 'petitions-%' order by sheet, start desc",
    [commune],
  )
  expect(kept.map(({ sheet, start, quality }) => `${sheet} ${start} ${quality}`)).toEqual([
    'petitions-month 2026-12-01 derived',
    'petitions-month 2026-11-01 derived',
    'petitions-month 2026-10-01 derived',
    'petitions-quarter 2026-10-01 derived',
  ])
  // A deputy's day is none of the secretary's; both comings waited longer than ten working days.
  expect(kept[0]?.['figures']).toEqual({
    ...{ largeGroups: 1, sameMatterGroupsQuarter: 1, receptionDaysHeld: 0, receptionDaysDue: 2 },
    ...{ itemsReceived: 2, noticesInTime: 0 },
  })
  expect(kept[2]?.['figures']).toEqual({
    largeGroups: 0,
    sameMatterGroupsQuarter: 0,
    itemsReceived: 0,
    noticesInTime: 0,
  })
  expect(kept[3]?.['figures']).toEqual({
    ...{ petitions: 4, cases: 2, repeatCases: 0, openCases: 0, openPastLimit: 0 },
    ...{ casesInCompetence: 1, settledInCompetence: 1, decisionsInForce: 0, decisionsUnexecuted: 0 },
  })
  // Nobody else asks for the counts of an area, nor calls a number of his own counted.
  const enters = year.scope('secretary', 'monitoring:enter')
  const asked = await db.database.asReader(enters, (tx) =>
    countPetitionFacts(tx, enters, { kind: 'month', first: '2026-12-01', last: '2026-12-31' }),
  )
  expect([...asked]).toEqual([])
  const forged = db.database.asActor(enters, (tx) =>
    insertSheets(tx, enters, [
      {
        ...{
          organizationId: enters.organizationIds[0] ?? '',
          sheet: 'petitions-month',
          subject: '',
          subjectName: null,
        },
        ...{ kind: 'month', start: '2026-09-01', figures: { largeGroups: 0 }, source: 'x', quality: 'derived' },
        ...{ supersedes: null, version: 1, correctionReason: null },
      },
    ]),
  )
  await expect(forged).rejects.toThrow()
})

test('every step of a matter waits to be told without anybody’s name; a file tells it, a file of the other side settles it, a person answers what differs', async () => {
  const { commune } = year.organizations
  const work = year.scope('receptionist', 'petition:work')
  const reads = year.scope('receptionist', 'petition:read')
  const page = async () => {
    const read = await readExchange(db.database, reads, commune)
    if (!read) throw new Error('not read')
    return read
  }
  const before = await page()
  expect([before.counts.pending, before.untold]).toEqual([1, 0])
  const denounced = await registerExample(db, year, { ...exampleDenunciation, sealedNumber: 'NP-77', content: canary })
  await acceptExample(db, year, denounced)
  const make = (requestId = newId()) =>
    makeExchangeFile(db.database, work, { requestId, organizationId: commune, now: later })
  const requestId = newId()
  const made = await make(requestId)
  if (!made.ok) throw new Error(made.refusal.code)
  expect(made.value.rows).toBe(2)
  expect(await make(requestId)).toEqual(made)
  expect(await make()).toMatchObject({ refusal: { code: 'NOTHING_WAITS' } })
  // What is told holds no text that anybody wrote, in none of its forms; a stranger gets no file.
  const told: Record<string, string> = {}
  for (const format of ['csv', 'json', 'xlsx'] as const) {
    const file = await exportExchangeFile(db.database, work, { fileId: made.value.fileId, format, now: later })
    const bytes = file?.bytes ?? Buffer.alloc(0)
    told[format] = format === 'xlsx' ? await textOfZip(bytes) : bytes.toString('utf8')
    for (const secret of [canary, 'Trịnh Văn Hòe', 'Bí thư chi bộ', 'thửa đất', 'NP-77', 'Tổ dân phố'])
      expect(told[format], `${format} ${secret}`).not.toContain(secret)
    const stranger = year.scope('strangerReceptionist', 'petition:work')
    expect(
      await exportExchangeFile(db.database, stranger, { fileId: made.value.fileId, format, now: later }),
    ).toBeNull()
  }
  const { records } = JSON.parse(told['json'] ?? '') as {
    records: { number: string; kind: string; step: string; outcome: string; updatedOn: string }[]
  }
  expect(records.map(({ kind, step, outcome }) => [kind, step, outcome])).toEqual([
    ['complaint', 'enforcing', 'partly-founded'],
    ['denunciation', 'handled', ''],
  ])
  const [complaint, denunciation] = records
  const lines = [
    'Mã hồ sơ CSDLQG,Số vụ việc của đơn vị,Bước,Ngày cập nhật,Kết quả nhận,Lý do',
    `QG-1,${complaint?.number},Thi hành,${complaint?.updatedOn},đã nhận,`,
    `QG-2,${denunciation?.number},Kết quả xử lý,${denunciation?.updatedOn},từ chối,Thiếu lĩnh vực`,
    'QG-3,1999-0001,Thi hành,01/02/2027,,',
  ]
  const take = (content: string, format: 'csv' | 'json' = 'csv', id = newId()) =>
    takeForeignFile(db.database, work, {
      ...{ requestId: id, organizationId: commune, content: Buffer.from(content), format, name: `x.${format}` },
    })
  expect(await take(lines.join('\r\n'))).toEqual({ ok: true, value: { rows: 3, differences: 2 } })
  expect(await take(lines.join('\r\n'))).toMatchObject({ refusal: { code: 'TAKEN_BEFORE' } })
  for (const [content, format, code] of [
    ['{', 'json', 'FILE_REFUSED'],
    ['{"records":[]}', 'json', 'NO_ROWS'],
    ['a,b\r\n1,2', 'csv', 'COLUMN_MISSING'],
    [`${lines[0]}\r\nQG-1,2026-0001,Bay,01/02/2027,,`, 'csv', 'ROW_REFUSED'],
    [`${lines[0]}\r\nQG-1,2026-0001,Thi hành,32/02/2027,,`, 'csv', 'ROW_REFUSED'],
  ] as const)
    expect(await take(content, format), content).toMatchObject({ refusal: { code } })
  const compared = await page()
  expect(compared.counts).toEqual({ pending: 0, sent: 0, acknowledged: 1, rejected: 1 })
  expect(compared.open.map(({ kind, foreignNumber }) => `${kind} ${foreignNumber}`).sort()).toEqual([
    'missing-here QG-3',
    'not-taken QG-2',
  ])
  const [refused, unknown] = ['not-taken', 'missing-here'].map((kind) => compared.open.find((one) => one.kind === kind))
  if (!refused || !unknown) throw new Error('no difference')
  const answer = (
    row: typeof refused,
    more: { answer: 'send-again' | 'explained'; reason: string },
    who: 'receptionist' | 'strangerReceptionist' = 'receptionist',
  ) =>
    answerDifference(db.database, year.scope(who, 'petition:work'), {
      ...{ requestId: newId(), differenceId: row.differenceId, version: row.version, now: later, ...more },
    })
  expect(await answer(refused, { answer: 'explained', reason: 'x' }, 'strangerReceptionist')).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  expect(await answer(unknown, { answer: 'explained', reason: '' })).toMatchObject({
    refusal: { code: 'REASON_REQUIRED' },
  })
  expect(await answer(unknown, { answer: 'explained', reason: 'Của phường khác' })).toMatchObject({ ok: true })
  expect(await answer(refused, { answer: 'send-again', reason: '' })).toMatchObject({ ok: true })
  expect(await answer(refused, { answer: 'explained', reason: 'x' })).toMatchObject({
    refusal: { code: 'CHANGED_MEANWHILE' },
  })
  expect((await page()).counts).toEqual({ pending: 1, sent: 0, acknowledged: 1, rejected: 0 })
  // Nor do the report tables hold anybody, as Word or as Excel.
  for (const format of ['docx', 'xlsx'] as const) {
    const year2027 = { first: '2026-12-01', last: '2027-02-28' }
    const asked = { organizationId: commune, span: 'own' as const, ...year2027, format, now: later }
    const text = await textOfZip((await exportReport(db.database, reads, asked))?.bytes ?? Buffer.alloc(0))
    expect(text.length).toBeGreaterThan(5000)
    for (const secret of [canary, 'Trịnh Văn Hòe', 'NP-77']) expect(text, `${format} ${secret}`).not.toContain(secret)
  }
  // What was told and what was answered stays, whoever holds the database's own login.
  await expect(
    db.asOwner("update petition_exchange_item set record = '{}' where state = 'acknowledged'"),
  ).rejects.toThrow()
  await expect(
    db.asOwner("update petition_exchange_difference set reason = 'y' where answer is not null"),
  ).rejects.toThrow()
})
