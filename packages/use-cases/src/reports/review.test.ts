import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { listReviews } from '@nq15/db/reports/review.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { ReviewFigure } from '@nq15/domain/reports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleIncident, stepExampleIncident } from '../incidents/example-incidents.ts'
import { keepOpinionNote } from '../information/keep-opinion-note.ts'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import { buildReview } from './build-review.ts'
import { exportReview } from './export-review.ts'
import { finishMeasure, openMeasure } from './keep-measures.ts'
import { commentReview, enterReviewFigure, settleComment, signReview, writeReviewWords } from './keep-review.ts'
import { readReview, readSignedReview } from './read-review.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
})
afterAll(() => db.close())

const scope = (who: AccountKey, permission: Parameters<ExampleYear['prove']>[1]) => {
  const proof = year.prove(who, permission)
  if (!proof) throw new Error(`${who} lacks ${permission}`)
  return proof
}
const later = new Date('2027-02-01T02:00:00Z')
const figure = (given: Partial<ReviewFigure> = {}): ReviewFigure => ({
  ...{ kind: 'reported', organizationId: year.organizations.commune, table: 'T1', year: 2026 },
  ...{ values: { start: 5, added: 3, takenOff: 2, merged: 0, end: 7 }, source: 'Báo cáo 12-BC/ĐU' },
  ...{ cutOff: '2026-12-31', wording: '', reason: '' },
  ...given,
})
const enter = (given: Partial<ReviewFigure> = {}, who: AccountKey = 'office') =>
  enterReviewFigure(db.database, scope(who, 'report:write'), { requestId: newId(), figure: figure(given), now: later })
const build = async (firstYear = 2026, who: AccountKey = 'board', organizationId = year.organizations.city) => {
  const asked = { organizationId, firstYear, lastYear: 2026 }
  const told: string[] = []
  const progress = ({ step }: { readonly step: string }) => void told.push(step)
  const built = await buildReview(db.database, scope(who, 'report:write'), asked, { now: later, progress })
  if (!built.ok) throw new Error(built.refusal.code)
  expect(told).toEqual(['T1', 'T2', 'T4', 'T5', 'T6', 'T3', 'compose'])
  return built.value
}
const sign = (
  reportId: string,
  given: Partial<Parameters<typeof signReview>[2]> = {},
  who: AccountKey = 'standingCommittee',
) =>
  signReview(db.database, scope(who, 'report:sign'), {
    ...{ requestId: newId(), reportId, now: later, signerName: 'Lê Minh Sơn', signerTitle: 'Phó Bí thư', reason: '' },
    ...given,
  })
const read = (reportId: string, who: AccountKey = 'cityOffice') =>
  readReview(db.database, scope(who, 'report:read'), reportId)

test('from figures that do not add up to a signature: the line is named, mended by an entry, remarked on, frozen', async () => {
  const incident = await exampleIncident(db, year)
  if (!incident.ok) throw new Error(incident.refusal.code)
  const { caseId } = incident.value
  const decision = { number: '9-QĐ/ĐU', decidedOn: '2026-12-08', body: 'Ban Thường vụ' }
  const steps = [
    ['office', { event: 'receive', note: '' }],
    [
      'office',
      {
        event: 'classify',
        matter: 'compensation',
        priority: 'A',
        cause: 'implementation',
        households: '31-100',
        participants: '11-30',
      },
    ],
    ['committee', { event: 'assign', ...decision, leader: 'Phó Bí thư', leadBody: 'UBND xã', cooperating: '' }],
  ] as const
  for (const [who, act] of steps) {
    const answer = await stepExampleIncident(db, year, { caseId, who, act })
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  }

  expect((await enter()).ok).toBe(true)
  expect(await enter({ values: { start: 1 } })).toMatchObject({ refusal: { code: 'REASON_REQUIRED' } })
  expect(await enter({ source: 'Theo ông Trần Văn Nam' })).toMatchObject({ refusal: { code: 'NAMES_A_PERSON' } })
  expect(await enter({ cutOff: '2027-02-02' })).toMatchObject({ refusal: { code: 'DAY_AHEAD' } })
  expect(await enter({ organizationId: year.organizations.strangerCommune })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })

  // A measure done before the case was taken on the list: by days alone the case is counted after it.
  const measure = {
    ...{
      organizationId: year.organizations.commune,
      kind: 'livelihood' as const,
      title: 'Dạy nghề',
      place: '',
      budgetLine: '',
    },
    ...{ budget: null, source: 'Kế hoạch 5-KH/ĐU', dueOn: '2026-12-03' },
  } as const
  const before = new Date('2026-12-01T02:00:00Z')
  const office = scope('office', 'report:write')
  const opened = await openMeasure(db.database, office, { requestId: newId(), measure, now: before })
  if (!opened.ok) throw new Error(opened.refusal.code)
  const late = { requestId: newId(), measure: { ...measure, dueOn: '2026-11-30' }, now: before }
  expect(await openMeasure(db.database, office, late)).toMatchObject({ refusal: { code: 'DUE_IN_PAST' } })
  const end = {
    measureId: opened.value.measureId,
    version: 1,
    outcome: 'done',
    endedOn: '2026-12-02',
    word: 'Đã mở lớp',
  } as const
  expect((await finishMeasure(db.database, office, { ...end, requestId: newId(), now: later })).ok).toBe(true)
  const again = await finishMeasure(db.database, office, { ...end, requestId: newId(), now: later })
  expect(again).toMatchObject({ refusal: { code: 'ALREADY_ENDED' } })
  await expect(db.asOwner(`update preventive_measure set due_on = '2027-01-01'`)).rejects.toThrow(/kept/)

  const onBehalfOf = year.actors.secretary.userId
  const hand = proveScope(serviceActor('information', { requestId: 'r-1', onBehalfOf }), 'information:decide')
  if (!hand) throw new Error('the hand lacks its permission')
  const writes = {
    prove: (permission: Parameters<ExampleYear['prove']>[1]) => year.prove('secretary', permission),
    hand,
  }
  const heard = await keepOpinionNote(db.database, writes, {
    requestId: newId(),
    note: {
      ...{ organizationId: year.organizations.cell, topic: 'cemetery', place: 'thôn Đông', channel: 'cell-meeting' },
      ...{ tendency: 'concern', breadth: 'many', heardOn: '2026-12-01', gist: 'Lo khoảng cách đến nhà ở' },
    },
    now: before,
  })
  expect(heard.ok).toBe(true)

  const first = await build()
  expect(first.findings).toBe(1)
  const page = await read(first.reportId)
  const t2 = page?.report.content.tables.find(({ code }) => code === 'T2')
  expect(t2?.lines.find(({ key }) => key === year.organizations.commune)?.values).toMatchObject({
    new: 1,
    listed: 1,
    start: 0,
  })
  const t6 = page?.report.content.tables.find(({ code }) => code === 'T6')
  expect(t6?.lines.find(({ key }) => key === year.organizations.commune)?.values).toMatchObject({
    opinions: 1,
    inTime: null,
  })
  expect(page?.report.content.findings.find(({ check }) => check === 'CK1')).toMatchObject({
    difference: -1,
    source: 'Báo cáo 12-BC/ĐU',
  })
  const set = page?.report.content.measures.find(({ key }) => key === year.organizations.commune)
  expect(set).toMatchObject({ livelihood: 1, done: 1, overdue: 0, casesBefore: 0, casesAfter: 1 })
  expect(await sign(first.reportId)).toMatchObject({ refusal: { code: 'DOES_NOT_ADD_UP' } })

  const mended = { start: 5, added: 3, takenOff: 2, merged: 0, end: 6 }
  expect((await enter({ values: mended, reason: 'Rà soát lại' })).ok).toBe(true)
  const words = {
    requestId: newId(),
    reportId: first.reportId,
    version: 1,
    section: 'lessons',
    words: 'Nắm cơ sở từ sớm.',
  }
  expect((await writeReviewWords(db.database, scope('board', 'report:write'), words)).ok).toBe(true)
  expect(
    await writeReviewWords(db.database, scope('board', 'report:write'), { ...words, requestId: newId() }),
  ).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })

  const second = await build()
  expect(second.findings).toBe(0)
  expect((await read(second.reportId))?.report).toMatchObject({ edition: 2, words: { lessons: 'Nắm cơ sở từ sớm.' } })
  const remark = { requestId: newId(), reportId: second.reportId, section: 'cases', comment: 'Nêu rõ mốc.', now: later }
  expect((await commentReview(db.database, scope('cityOffice', 'report:read'), remark)).ok).toBe(true)
  expect((await commentReview(db.database, scope('cityOffice', 'report:read'), remark)).ok).toBe(true)
  // Its author is told once, and who remarked is told when the words of the section are written anew.
  const about = async (type: string) =>
    (await db.asOwner(`select payload ->> 'userId' as user_id from outbox where type = $1`, [type])).map(
      ({ user_id }) => user_id,
    )
  expect(await about('reports.review-commented')).toEqual([scope('board', 'report:write').actor.userId])
  const answer = { ...words, requestId: newId(), reportId: second.reportId, section: 'cases', words: 'Đã nêu mốc.' }
  expect((await writeReviewWords(db.database, scope('board', 'report:write'), answer)).ok).toBe(true)
  expect(await about('reports.review-rewritten')).toEqual([scope('cityOffice', 'report:read').actor.userId])
  const [comment] = (await read(second.reportId))?.comments ?? []
  const settling = { requestId: newId(), commentId: comment?.commentId ?? '', now: later }
  expect((await settleComment(db.database, scope('board', 'report:read'), settling)).ok).toBe(false)
  expect((await settleComment(db.database, scope('cityOffice', 'report:read'), settling)).ok).toBe(true)

  expect(await sign(first.reportId)).toMatchObject({ refusal: { code: 'NOT_THE_LATEST' } })
  const signed = await sign(second.reportId)
  expect(signed.ok).toBe(true)
  expect(await sign(second.reportId)).toMatchObject({ refusal: { code: 'ALREADY_SIGNED' } })
  const trail = await db.asOwner(`select record_table from audit_event where record_table = 'review_sign_off'`)
  expect(trail).toHaveLength(1)
  await expect(db.asOwner(`update review_sign_off set signer_name = 'Khác'`)).rejects.toThrow(/superseded/)
  await expect(db.asOwner(`update review_report set words = '{}' where edition = 2`)).rejects.toThrow(/kept/)

  const third = await build()
  expect(await sign(third.reportId)).toMatchObject({ refusal: { code: 'REASON_REQUIRED' } })
  expect((await sign(third.reportId, { reason: 'Bổ sung số liệu' })).ok).toBe(true)
  expect((await read(second.reportId))?.signature).toMatchObject({ isStanding: false, signed: { openComments: 0 } })

  const years = { organizationId: year.organizations.city, firstYear: 2026, lastYear: 2026 }
  const figures = await readSignedReview(db.database, scope('cityOffice', 'report:read'), years)
  expect(figures).toMatchObject({ ok: true, value: { cutOff: '2026-12-31', signedOn: '2027-02-01' } })
  const outside = await readSignedReview(db.database, scope('strangerCommittee', 'report:read'), years)
  expect(outside.ok).toBe(false)

  for (const format of ['docx', 'xlsx', 'zip', 'json'] as const) {
    const file = await exportReview(db.database, scope('cityOffice', 'report:read'), {
      reportId: third.reportId,
      format,
      now: later,
    })
    expect(file?.bytes.length).toBeGreaterThan(100)
  }
})

test('nobody signs what he prepared, the database says so too; a stranger finds nothing', async () => {
  const own = await buildReview(
    db.database,
    scope('office', 'report:write'),
    { organizationId: year.organizations.commune, firstYear: 2025, lastYear: 2026 },
    { now: exampleNow },
  )
  if (!own.ok) throw new Error(own.refusal.code)
  const { reportId } = own.value
  await expect(
    db.asOwner(`insert into review_sign_off (id, organization_id, report_id, first_year, last_year, content, content_hash, signer_name, signer_title, signed_by, signed_by_name, signed_at)
      select gen_random_uuid(), organization_id, id, first_year, last_year, '{}', content_hash, 'a', 'b', prepared_by, 'a', now() from review_report where id = '${reportId}'`),
  ).rejects.toThrow(/second person/)
  expect(await read(reportId, 'strangerCommittee')).toBeNull()
  expect((await sign(reportId, {}, 'strangerCommittee')).ok).toBe(false)
  const seen = scope('strangerCommittee', 'report:read')
  expect(await db.database.asReader(seen, (tx) => listReviews(tx, seen, 20))).toEqual([])
  const stranger = { organizationId: year.organizations.strangerCommune, firstYear: 2026, lastYear: 2026 }
  expect(await buildReview(db.database, scope('office', 'report:write'), stranger, { now: later })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  const ahead = { organizationId: year.organizations.commune, firstYear: 2028, lastYear: 2028 }
  expect(await buildReview(db.database, scope('office', 'report:write'), ahead, { now: later })).toMatchObject({
    refusal: { code: 'YEAR_AHEAD' },
  })
  // Neither reading nor signing is writing.
  expect(year.prove('cityOffice', 'report:write')).toBeNull()
  const reading = { ...stranger, organizationId: year.organizations.city }
  expect((await buildReview(db.database, scope('cityOffice', 'report:read'), reading, { now: later })).ok).toBe(false)
})
