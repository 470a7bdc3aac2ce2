import { newId } from '@nq15/db/ids'
import { countInformation, findIssue } from '@nq15/db/information/issue.read'
import { countOpinions, listOpinionNotes } from '@nq15/db/information/opinion.read'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { IssueAct, NewIssue, OpinionNote } from '@nq15/domain/information'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleIncident } from '../incidents/example-incidents.ts'
import { type AccountKey, type ExampleYear, exampleDay, exampleNow, exampleYear } from '../ratings/example-year.ts'
import { exportPublicAnswers } from './export-public-answers.ts'
import type { InformationActing } from './information-hand.ts'
import { escalateIssues } from './information-jobs.ts'
import { keepAcknowledgement } from './keep-acknowledgement.ts'
import { foldOpinionNotes, keepOpinionNote } from './keep-opinion-note.ts'
import { openIssue } from './open-issue.ts'
import { readIssue, readIssueBoard, readPublishedAnswers } from './read-issue.ts'
import { takeIssueStep } from './take-issue-step.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
})
afterAll(() => db.close())

const actingAs = (who: AccountKey): InformationActing => {
  const { userId } = year.actors[who]
  const hand = proveScope(serviceActor('information', { requestId: 'r-1', onBehalfOf: userId }), 'information:decide')
  if (!hand) throw new Error('the hand lacks its permission')
  return { prove: (permission) => year.prove(who, permission), hand }
}
const ask = (who: AccountKey, more: Partial<NewIssue> = {}) =>
  openIssue(db.database, actingAs(who), {
    ...{ requestId: newId(), now: exampleNow },
    issue: {
      ...{ organizationId: year.organizations.commune, topic: 'land', place: 'thôn Đông', caseCode: '' },
      ...{ question: 'Khi nào chi trả đợt hai?', ...more },
    },
  })
const asked = async (more: Partial<NewIssue> = {}) => {
  const made = await ask('office', more)
  if (!made.ok) throw new Error(JSON.stringify(made))
  return made.value
}
const step = async (
  issueId: string,
  who: AccountKey,
  act: IssueAct,
  { now = exampleNow, requestId = newId() }: { now?: Date; requestId?: string } = {},
) => {
  const [row] = await db.asOwner('select version from information_issue where id = $1', [issueId])
  const command = { requestId, issueId, version: Number(row?.['version']), act, now }
  return takeIssueStep(db.database, actingAs(who), command)
}
const assign: IssueAct = { event: 'assign', officer: 'Chủ tịch UBND xã', deputy: 'Chánh Văn phòng', dueOn: exampleDay }
const draft: IssueAct = { event: 'draft', facts: 'Đã có kinh phí.', answer: 'Chi trả trong tháng 12.' }
const agree: IssueAct = {
  ...{ event: 'agree', consultedBody: 'Ban Tuyên giáo và Dân vận', consultedOn: exampleDay, number: '', remark: '' },
}
const publish: IssueAct = {
  ...{ event: 'publish', channel: 'notice-board', publishedAt: 'Nhà văn hóa thôn', publishedOn: exampleDay },
  nextUpdateOn: '2026-12-20',
}
const days = (count: number) => new Date(exampleNow.getTime() + count * 86_400_000)
const publishedIssue = async () => {
  const { issueId } = await asked()
  for (const [who, act] of [
    ['office', assign],
    ['office', draft],
    ['committee', agree],
    ['office', publish],
  ] as const) {
    const taken = await step(issueId, who, act)
    if (!taken.ok) throw new Error(`${who} ${act.event}: ${JSON.stringify(taken)}`)
  }
  return issueId
}

test('from the question to the published answer: approved by a second person of the committee, frozen as it was published', async () => {
  const { issueId, code } = await asked()
  expect(code).toMatch(/^TT-2026-\d{4}$/u)
  expect(await step(issueId, 'office', draft)).toMatchObject({ refusal: { code: 'NO_SUCH_STEP' } })
  expect(await step(issueId, 'office', assign)).toMatchObject({ ok: true })
  expect(await step(issueId, 'office', draft)).toMatchObject({ ok: true })
  // Who works on it does not approve it: to him there is no such step to take.
  expect(await step(issueId, 'office', agree)).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await step(issueId, 'office', publish)).toMatchObject({ refusal: { code: 'NO_SUCH_STEP' } })
  expect(await step(issueId, 'strangerCommittee', agree)).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await step(issueId, 'committee', agree)).toMatchObject({ value: { state: 'agreed' } })
  const requestId = newId()
  expect(await step(issueId, 'office', publish, { requestId })).toMatchObject({ value: { state: 'published' } })
  // The same request again answers what it answered, and a stale page changes nothing.
  expect(await step(issueId, 'office', publish, { requestId })).toMatchObject({ value: { state: 'published' } })
  const stale = {
    requestId: newId(),
    issueId,
    version: 1,
    act: { event: 'update', reason: 'a' } as const,
    now: exampleNow,
  }
  expect(await takeIssueStep(db.database, actingAs('office'), stale)).toMatchObject({
    refusal: { code: 'CHANGED_MEANWHILE' },
  })
  const scope = year.scope('office', 'information:read')
  const page = await readIssue(db.database, scope, { issueId, now: exampleNow })
  expect(page?.publications).toMatchObject([
    { position: 1, answer: 'Chi trả trong tháng 12.', officer: 'Chủ tịch UBND xã' },
  ])
  expect(page?.steps.map(({ event }) => event)).toEqual(['publish', 'agree', 'draft', 'assign', 'open'])
  expect(page?.issue).not.toHaveProperty('draftedBy')
  const stranger = year.scope('strangerOffice', 'information:read')
  expect(await readIssue(db.database, stranger, { issueId, now: exampleNow })).toBeNull()
})

test('an update is drafted and approved anew; the former answer stays what was published until then', async () => {
  const issueId = await publishedIssue()
  await step(issueId, 'office', { event: 'update', reason: 'Có đợt mới' })
  expect(await step(issueId, 'office', publish)).toMatchObject({ refusal: { findings: [{ code: 'NOT_AGREED' }] } })
  expect(await step(issueId, 'committee', agree)).toMatchObject({
    refusal: { findings: [{ code: 'NOTHING_DRAFTED' }] },
  })
  await step(issueId, 'office', { ...draft, answer: 'Chi trả xong.' })
  const scope = year.scope('office', 'information:read')
  const organizationId = year.organizations.commune
  const publicly = async () => {
    const [row] = await db.asOwner('select code from information_issue where id = $1', [issueId])
    const found = await exportPublicAnswers(db.database, scope, { organizationId, now: exampleNow })
    return found?.answers.filter(({ code }) => code === row?.['code']).map(({ answer }) => answer)
  }
  expect(await publicly()).toEqual(['Chi trả trong tháng 12.'])
  await step(issueId, 'committee', agree)
  await step(issueId, 'office', publish)
  expect(await publicly()).toEqual(['Chi trả xong.'])
  // What was not published does not leave, to nobody and in no field.
  const whole = JSON.stringify(await exportPublicAnswers(db.database, scope, { organizationId, now: exampleNow }))
  expect(whole).not.toContain('Đã có kinh phí')
  const stranger = year.scope('strangerOffice', 'information:read')
  expect(await exportPublicAnswers(db.database, stranger, { organizationId, now: exampleNow })).toBeNull()
})

test('the database keeps questions, publications and steps, and publishes nothing that was not approved, whoever asks', async () => {
  const issueId = await publishedIssue()
  const refused = async (sql: string, pattern: RegExp) => expect(db.asOwner(sql, [issueId])).rejects.toThrow(pattern)
  await refused(`update information_issue set question = 'x' where id = $1`, /kept/u)
  await refused(`delete from information_issue where id = $1`, /append-only/u)
  await refused(`update information_publication set answer = 'x' where issue_id = $1`, /append-only/u)
  await refused(`update information_step set actor_name = 'x' where issue_id = $1`, /append-only/u)
  await refused(
    `insert into information_publication (id, issue_id, organization_id, code, position, topic, place, question, answer, officer, channel, published_at, published_on)
     select gen_random_uuid(), id, organization_id, code, 9, topic, place, question, 'Khác', 'a', 'portal', 'a', '2026-12-08' from information_issue where id = $1`,
    /approved/u,
  )
  // Not through the hand: the login of a person writes nothing here.
  const office = year.scope('office', 'information:work')
  const change = { where: { id: issueId }, data: { answer: 'x' } }
  expect(await db.database.asActor(office, (tx) => tx.informationIssue.updateMany(change))).toEqual({ count: 0 })
})

test('a cell says on which day it talked an answer over and how many were there; small counts are hidden outside it', async () => {
  const issueId = await publishedIssue()
  const scope = year.scope('secretary', 'information:read')
  const { answers, cells } = await readPublishedAnswers(db.database, scope, {
    working: year.scope('secretary', 'information:work'),
    now: exampleNow,
  })
  expect(cells.map(({ organizationId }) => organizationId)).toEqual([year.organizations.cell])
  const answer = answers.find((one) => one.issueId === issueId)
  const say = (who: AccountKey, more: { organizationId?: string; version?: number; present?: number } = {}) =>
    keepAcknowledgement(db.database, actingAs(who), {
      ...{ requestId: newId(), publicationId: answer?.publicationId ?? '', now: exampleNow },
      ...{ organizationId: more.organizationId ?? year.organizations.cell, version: more.version ?? 0 },
      said: { heldOn: exampleDay, present: more.present ?? 3 },
    })
  expect(await say('strangerSecretary')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await say('strangerSecretary', { organizationId: year.organizations.strangerCell })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  expect(await say('office', { organizationId: year.organizations.commune })).toMatchObject({
    refusal: { code: 'NOT_A_CELL' },
  })
  expect(await say('secretary')).toMatchObject({ ok: true })
  expect(await say('secretary')).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })
  const outside = await readIssue(db.database, year.scope('office', 'information:read'), { issueId, now: exampleNow })
  expect(outside?.talkedOver).toMatchObject({ cells: 1, present: 'hidden', rows: [{ present: 'under-5' }] })
  expect(await say('secretary', { version: 1, present: 12 })).toMatchObject({ ok: true })
  const then = await readIssue(db.database, year.scope('office', 'information:read'), { issueId, now: exampleNow })
  expect(then?.talkedOver).toMatchObject({ cells: 1, present: 12 })
})

test('a passed duty is told once for each day that was set, and the log says whose it is', async () => {
  const { issueId } = await asked()
  await step(issueId, 'office', assign)
  const night = proveScope(serviceActor('information'), 'information:decide')
  if (!night) throw new Error('the service lacks its permission')
  const told = async () => {
    const rows = await db.asOwner(
      `select payload ->> 'dueOn' as due from outbox where type = 'information.issue-escalated' and record_id = $1 order by 1`,
      [issueId],
    )
    return rows.map((row) => row['due'])
  }
  await escalateIssues(db.database, night, exampleNow)
  expect(await told()).toEqual([])
  await escalateIssues(db.database, night, days(1))
  await escalateIssues(db.database, night, days(2))
  expect(await told()).toEqual([exampleDay])
  await step(
    issueId,
    'office',
    { ...assign, event: 'reassign', dueOn: '2026-12-12', reason: 'Chờ số liệu' },
    { now: days(2) },
  )
  await escalateIssues(db.database, night, days(5))
  expect(await told()).toEqual([exampleDay, '2026-12-12'])
  const board = await readIssueBoard(db.database, year.scope('committee', 'information:read'), { now: days(5) })
  expect(board.issues.find((one) => one.issueId === issueId)).toMatchObject({ duty: 'overdue' })
  const owed = board.officers.find(({ officer }) => officer === 'Chủ tịch UBND xã')
  expect(owed?.overdue).toBeGreaterThanOrEqual(1)
})

test('an entry is for who works on information; a case named with it is one of the same area', async () => {
  expect(await ask('inspection')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await ask('strangerOffice')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await ask('office', { organizationId: year.organizations.cell })).toMatchObject({
    refusal: { code: 'NOT_AN_AREA' },
  })
  expect(await ask('office', { question: 'Ông Bình hỏi gì?' })).toMatchObject({
    refusal: { findings: [{ code: 'NAMES_A_PERSON', condition: 'Ông Bình' }] },
  })
  expect(await ask('office', { caseCode: 'VV-2001-0001' })).toMatchObject({ refusal: { code: 'UNKNOWN_CASE' } })
  const incident = await exampleIncident(db, year)
  if (!incident.ok) throw new Error(JSON.stringify(incident))
  const { issueId } = await asked({ caseCode: incident.value.code })
  const scope = year.scope('office', 'information:read')
  const of = await readIssueBoard(db.database, scope, { now: exampleNow, caseId: incident.value.caseId })
  expect(of.issues.map((one) => one.issueId)).toEqual([issueId])
})

test('notes of opinion name nobody; after 24 months only the totals of the month stay, and the counts stay what they were', async () => {
  const note: OpinionNote = {
    ...{ organizationId: year.organizations.cell, topic: 'cemetery', place: 'thôn Đông', channel: 'cell-meeting' },
    ...{ tendency: 'concern', breadth: 'many', heardOn: '2024-03-15', gist: 'Lo khoảng cách đến nhà ở' },
  }
  const keep = (who: AccountKey, more: Partial<OpinionNote> = {}) =>
    keepOpinionNote(db.database, actingAs(who), { requestId: newId(), note: { ...note, ...more }, now: exampleNow })
  expect(await keep('secretary', { gist: 'bà Lan lo lắng' })).toMatchObject({
    refusal: { code: 'NOTE_REFUSED', findings: [{ condition: 'bà Lan' }] },
  })
  expect(await keep('strangerSecretary')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await keep('secretary')).toMatchObject({ ok: true })
  expect(await keep('secretary', { heardOn: '2024-03-20', tendency: 'neutral' })).toMatchObject({ ok: true })
  expect(await keep('secretary', { heardOn: '2026-12-01' })).toMatchObject({ ok: true })
  const scope = year.scope('office', 'information:read')
  const counted = () =>
    db.database.asReader(scope, (tx) => countOpinions(tx, scope, { from: '2024-01-01', to: '2027-01-01' }))
  const before = await counted()
  expect(before).toMatchObject([{ topic: 'cemetery', positive: 0, neutral: 1, concern: 2, wide: 2 }])
  const night = proveScope(serviceActor('information'), 'information:decide')
  if (!night) throw new Error('the service lacks its permission')
  expect(await foldOpinionNotes(db.database, night, exampleNow)).toBe(2)
  expect(await foldOpinionNotes(db.database, night, exampleNow)).toBe(0)
  expect(await counted()).toEqual(before)
  const left = await db.database.asReader(scope, (tx) => listOpinionNotes(tx, scope, { limit: 50 }))
  expect(left.map(({ heardOn }) => heardOn)).toEqual(['2026-12-01'])
  const stranger = year.scope('strangerOffice', 'information:read')
  expect(await db.database.asReader(stranger, (tx) => listOpinionNotes(tx, stranger, { limit: 50 }))).toEqual([])
})

test('the counts for reports: what was answered in time, published and owed by a day, and nothing of a stranger', async () => {
  const issueId = await publishedIssue()
  const scope = year.scope('standingCommittee', 'information:read')
  const count = (to: string) =>
    db.database.asReader(scope, (tx) => countInformation(tx, scope, { from: '2026-01-01', to }))
  const [now] = await count('2026-12-10')
  expect(now?.organizationId).toBe(year.organizations.commune)
  expect(now?.answered).toBeGreaterThanOrEqual(1)
  expect(now?.answeredInTime).toBe(now?.answered)
  expect(now?.updatesOverdue).toBe(0)
  const [later] = await count('2026-12-22')
  expect(later?.updatesOverdue).toBeGreaterThanOrEqual(1)
  expect(await count('2026-12-08')).toEqual([])
  const issue = await db.database.asReader(scope, (tx) => findIssue(tx, scope, issueId))
  expect(issue?.state).toBe('published')
  const stranger = year.scope('strangerCommittee', 'information:read')
  const theirs = await db.database.asReader(stranger, (tx) =>
    countInformation(tx, stranger, { from: '2026-01-01', to: '2027-01-01' }),
  )
  expect(theirs).toEqual([])
})
