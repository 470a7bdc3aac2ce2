import { newId } from '@nq15/db/ids'
import { listBreaches } from '@nq15/db/privacy/breach.read'
import { isHeld, listHolds } from '@nq15/db/privacy/hold.read'
import { namedOrganizations, readNameSight } from '@nq15/db/privacy/names.read'
import { listObjections, listOwnObjections, listStandingObjections } from '@nq15/db/privacy/objection.read'
import { listOwnRequests, listRequests } from '@nq15/db/privacy/request.read'
import { campaignServiceScope, openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import type { Permission } from '@nq15/domain/access'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { changeDay } from '../calendar/change-day.ts'
import { recomputeDeadlines } from '../calendar/recompute-deadlines.ts'
import { type AccountKey, accountKeys, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import { answerObjection, answerRequest } from './answer-privacy.ts'
import { changeTerm } from './change-term.ts'
import { fileObjection } from './file-objection.ts'
import { fileOwnRequest, fileRequest } from './file-request.ts'
import { handleBreach, reportBreach } from './handle-breach.ts'
import { applyRetention, liftHold, setHold } from './keep-holds.ts'
import { endNames, giveNames, openNames } from './see-names.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: exampleNow })
  db = await openTestDatabase()
  year = await exampleYear(db)
})
afterAll(async () => {
  vi.useRealTimers()
  await db.close()
})

const framed = () => ({ requestId: newId(), now: exampleNow })
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code)
const events = (type: string) =>
  db.asOwner('select organization_id, record_id, payload from outbox where type = $1 order by id', [type])

const letter = () => ({
  organizationId: year.organizations.commune,
  kind: 'correct' as const,
  subjectName: 'Phạm Thị Dung',
  receivedOn: '2026-12-01',
  channel: 'letter' as const,
  content: 'Sửa ngày sinh trong hồ sơ.',
})
const written = { answer: 'Đã sửa theo giấy khai sinh.', answerNumber: '12-CV/ĐU', answeredOn: '2026-12-08' }

test('a request runs from the day it came until it is answered by another person', async () => {
  const office = year.scope('office', 'privacy:handle')
  const filed = await fileRequest(db.database, office, { ...letter(), ...framed() })
  // Fifteen working days after 01/12/2026.
  expect(filed).toMatchObject({ ok: true, value: { dueOn: '2026-12-22' } })
  if (!filed.ok) throw new Error('refused')
  const { id } = filed.value
  const answer = (who: AccountKey, more: object = {}) =>
    answerRequest(db.database, year.scope(who, 'privacy:handle'), {
      id,
      version: 1,
      state: 'fulfilled',
      ...written,
      ...framed(),
      ...more,
    })
  expect(codeOf(await answer('office'))).toBe('FILED_IT_HIMSELF')
  expect(codeOf(await answer('strangerOffice'))).toBe('NOT_FOUND')
  expect(codeOf(await answer('board', { answeredOn: '2026-11-30' }))).toBe('ANSWERED_OUT_OF_TIME_ORDER')
  expect(codeOf(await answer('board', { answeredOn: '2026-12-09' }))).toBe('ANSWERED_OUT_OF_TIME_ORDER')
  expect(codeOf(await answer('board', { version: 7 }))).toBe('CHANGED_MEANWHILE')
  expect(codeOf(await answer('board'))).toBe('ok')
  expect(codeOf(await answer('board'))).toBe('ANSWERED_ALREADY')
  expect(await events('privacy.request-received')).toMatchObject([
    { record_id: id, payload: { dueOn: '2026-12-22', kind: 'correct' } },
  ])
})

test.each<[string, object, string]>([
  ['of an organization that is not one’s own', { organizationId: 'stranger' }, 'NOT_FOUND'],
  ['received tomorrow', { receivedOn: '2026-12-09' }, 'RECEIVED_IN_FUTURE'],
  ['whose clock leaves the calendar', { receivedOn: '2023-12-01' }, 'CALENDAR_RANGE'],
])('a request %s is refused', async (_, changed, code) => {
  const organizationId = 'organizationId' in changed ? year.organizations.strangerCommune : year.organizations.commune
  const request = { ...letter(), ...changed, organizationId, ...framed() }
  expect(codeOf(await fileRequest(db.database, year.scope('office', 'privacy:handle'), request))).toBe(code)
})

test('a member files his own request and sees it, nobody else of the cell does', async () => {
  const own = year.scope('member', 'privacy:object')
  const filed = await fileOwnRequest(db.database, own, { kind: 'see', content: 'Cho xem hồ sơ của tôi.', ...framed() })
  expect(codeOf(filed)).toBe('ok')
  const seen = async (who: AccountKey, permission: Permission) => {
    const scope = year.scope(who, permission)
    return (await db.database.asReader(scope, (tx) => listRequests(tx, scope, { limit: 50 }))).filter(
      ({ kind }) => kind === 'see',
    ).length
  }
  expect((await db.database.asReader(own, (tx) => listOwnRequests(tx, own))).map(({ kind }) => kind)).toEqual(['see'])
  expect(await seen('office', 'privacy:handle')).toBe(1)
  expect(await seen('board', 'privacy:handle')).toBe(1)
  expect(await seen('privacyAuditor', 'privacy:read')).toBe(1)
  expect(await seen('strangerOffice', 'privacy:handle')).toBe(0)
  expect(await seen('secretary', 'organization:read')).toBe(0)
  expect(await seen('areaMember', 'organization:read')).toBe(0)
  expect(await seen('cityOffice', 'organization:read')).toBe(0)
})

const object_ = (who: AccountKey, record: { recordTable: 'member' | 'organization'; recordId: string }) =>
  fileObjection(db.database, year.scope(who, 'privacy:object'), {
    ...record,
    aspect: 'value',
    reason: 'Số liệu không đúng với sổ của chi bộ.',
    ...framed(),
  })

test('an organization contests its own figure; it stands beside it until another person answers', async () => {
  const record = { recordTable: 'organization', recordId: year.organizations.cell } as const
  expect(codeOf(await object_('strangerSecretary', record))).toBe('NOT_FOUND')
  const filed = await object_('secretary', record)
  // Fifteen working days after 08/12/2026, over the New Year: 31/12 is the seventeenth calendar day of office.
  expect(filed).toMatchObject({ ok: true, value: { dueOn: '2026-12-29' } })
  expect(codeOf(await object_('secretary', record))).toBe('ALREADY_OPEN')
  if (!filed.ok) throw new Error('refused')
  const { id } = filed.value
  const standing = async (who: AccountKey) => {
    const scope = year.scope(who, 'organization:read')
    const of = { recordTable: 'organization', recordIds: [year.organizations.cell] } as const
    return (await db.database.asReader(scope, (tx) => listStandingObjections(tx, scope, of))).length
  }
  expect(await standing('secretary')).toBe(1)
  expect(await standing('cityOffice')).toBe(1)
  expect(await standing('strangerOffice')).toBe(0)
  const answer = (who: AccountKey) =>
    answerObjection(db.database, year.scope(who, 'privacy:handle'), {
      id,
      version: 1,
      state: 'upheld',
      ...written,
      ...framed(),
    })
  expect(codeOf(await answer('strangerOffice'))).toBe('NOT_FOUND')
  expect(codeOf(await answer('office'))).toBe('ok')
  expect(await standing('secretary')).toBe(0)
  const own = year.scope('secretary', 'privacy:object')
  const mine = await db.database.asReader(own, (tx) => listOwnObjections(tx, own))
  expect(mine).toMatchObject([{ state: 'upheld', answerNumber: '12-CV/ĐU' }])
})

test('a member contests his own file; above the committee it is seen only by who handles it', async () => {
  const filed = await object_('member', { recordTable: 'member', recordId: year.members.clerk })
  expect(codeOf(filed)).toBe('ok')
  expect(codeOf(await object_('member', { recordTable: 'member', recordId: year.members.farmer }))).toBe('NOT_FOUND')
  const seen = async (who: AccountKey, permission: Permission) => {
    const scope = year.scope(who, permission)
    const listed = await db.database.asReader(scope, (tx) => listObjections(tx, scope, { limit: 50 }))
    return listed.filter(({ recordTable }) => recordTable === 'member').length
  }
  expect(await seen('office', 'privacy:handle')).toBe(1)
  expect(await seen('secretary', 'organization:read')).toBe(1)
  expect(await seen('areaMember', 'organization:read')).toBe(0)
  expect(await seen('cityOffice', 'organization:read')).toBe(0)
})

test('the database itself refuses an answer by who filed it, and keeps what was filed', async () => {
  const [row] = await db.asOwner(`select id, filed_by from privacy_objection where state = 'open' limit 1`)
  await expect(
    db.asOwner(
      `update privacy_objection set state = 'rejected', answer = 'x', answer_number = 'x', answered_on = '2026-12-09', answered_by = filed_by, answered_by_name = 'x', answered_at = now() where id = $1`,
      [row?.['id']],
    ),
  ).rejects.toThrow(/answered_by_another/)
  await expect(db.asOwner(`update privacy_objection set reason = 'x' where id = $1`, [row?.['id']])).rejects.toThrow(
    /kept/,
  )
  await expect(db.asOwner(`update privacy_objection set answer = 'x' where state = 'upheld'`)).rejects.toThrow(/kept/)
})

test('when the calendar changes, open clocks are counted again', async () => {
  const dueOf = async () =>
    (await db.asOwner(`select due_on::text as due from privacy_objection where state = 'open'`)).map(
      (row) => row['due'],
    )
  expect(await dueOf()).toEqual(['2026-12-29'])
  await changeDay(db.database, operatorScope('calendar:write'), {
    requestId: newId(),
    intent: 'enter',
    row: { day: '2026-12-28', kind: 'swapped-off', nameVi: 'Nghỉ hoán đổi', basis: 'TB thử', confidence: 'M' },
    seenId: null,
  })
  await recomputeDeadlines(db.database, campaignServiceScope())
  expect(await dueOf()).toEqual(['2026-12-30'])
})

test('a breach goes through its steps, each by the right person, with its clock of 72 hours', async () => {
  const office = year.scope('office', 'privacy:handle')
  const report = {
    organizationId: year.organizations.commune,
    noticedAt: '2026-12-08T02:00:00Z',
    happened: 'Một tệp danh sách gửi nhầm địa chỉ.',
    dataKinds: 'họ tên, số thẻ',
    people: '11-30' as const,
  }
  const late = { ...report, noticedAt: '2026-12-08T04:00:00Z' }
  expect(codeOf(await reportBreach(db.database, office, { ...late, ...framed() }))).toBe('NOTICED_IN_FUTURE')
  const reported = await reportBreach(db.database, office, { ...report, ...framed() })
  expect(reported).toMatchObject({ ok: true, value: { dueAt: '2026-12-11T02:00:00.000Z' } })
  if (!reported.ok) throw new Error('refused')
  const { id } = reported.value
  const step = (who: AccountKey, version: number, command: Parameters<typeof handleBreach>[2]['command']) =>
    handleBreach(db.database, year.scope(who, 'privacy:handle'), { id, version, command, ...framed() })
  const close = { step: 'close', measures: 'Thu hồi tệp, đổi quy trình gửi.' } as const
  expect(codeOf(await step('board', 1, close))).toBe('STEP_NOT_NOW')
  expect(codeOf(await step('office', 1, { step: 'assess', assessment: 'Có nguy cơ.', mustNotify: 'yes' }))).toBe('ok')
  expect(codeOf(await step('board', 2, close))).toBe('NOTICE_MISSING')
  const notice = {
    step: 'notify',
    notifiedTo: 'Cơ quan chuyên trách',
    noticeNumber: '5-BC',
    peopleInformedOn: '2026-12-08',
  } as const
  expect(codeOf(await step('office', 2, { ...notice, notifiedAt: '2026-12-08T01:00:00Z' }))).toBe(
    'NOTIFIED_OUT_OF_TIME_ORDER',
  )
  expect(codeOf(await step('office', 2, { ...notice, notifiedAt: '2026-12-08T02:30:00Z' }))).toBe('ok')
  expect(codeOf(await step('office', 3, close))).toBe('REPORTED_IT_HIMSELF')
  expect(codeOf(await step('board', 3, close))).toBe('ok')
  const auditor = year.scope('privacyAuditor', 'privacy:read')
  const seen = await db.database.asReader(auditor, (tx) => listBreaches(tx, auditor, { limit: 10 }))
  expect(seen).toMatchObject([{ state: 'closed', noticeNumber: '5-BC' }])
  expect(await events('privacy.breach-reported')).toMatchObject([{ payload: { dueOn: '2026-12-11' } }])
})

test('a hold keeps uploads from the daily retention until it is lifted by a decision', async () => {
  const board = year.scope('board', 'privacy:handle')
  const run = newId()
  await db.asOwner(
    `insert into import_run (id, user_id, organization_id, kind, file_name, file_sha256, as_of, state, updated_at)
     values ($1, $2, $3, 'members', 'a.xlsx', 'x', '2026-01-01', 'taken', '2026-01-01')`,
    [run, year.actors.office.userId, year.organizations.commune],
  )
  await db.asOwner(`insert into import_part (run_id, user_id, position, bytes) values ($1, $2, 0, 'abc')`, [
    run,
    year.actors.office.userId,
  ])
  const hold = {
    organizationId: year.organizations.city,
    recordTable: 'import_run' as const,
    recordId: null,
    reason: 'Thanh tra yêu cầu giữ.',
    decisionNumber: '7-QĐ',
    decidedOn: '2026-12-01',
  }
  expect(codeOf(await setHold(db.database, year.scope('office', 'privacy:handle'), { ...hold, ...framed() }))).toBe(
    'NOT_FOUND',
  )
  expect(codeOf(await setHold(db.database, board, { ...hold, ...framed() }))).toBe('ok')
  const of = { recordTable: 'import_run', recordId: run, organizationId: year.organizations.commune }
  expect(await db.database.asReader(board, (tx) => isHeld(tx, board, of))).toBe(true)
  await expect(db.asOwner('delete from import_part where run_id = $1', [run])).rejects.toThrow(/legal hold/)
  const retain = () => applyRetention(db.database, operatorScope('member:write'), { now: exampleNow })
  expect(await retain()).toEqual({ uploadsEmptied: 0, uploadsHeld: 1 })
  const [row] = await db.database.asReader(board, (tx) => listHolds(tx, board, { limit: 10 }))
  const lift = (more: object = {}) =>
    liftHold(db.database, board, {
      id: row?.id ?? '',
      version: 1,
      liftedNumber: '9-QĐ',
      liftedOn: '2026-12-08',
      ...framed(),
      ...more,
    })
  expect(codeOf(await lift({ liftedOn: '2026-11-01' }))).toBe('LIFTED_BEFORE_SET')
  expect(codeOf(await lift())).toBe('ok')
  expect(codeOf(await lift())).toBe('LIFTED_ALREADY')
  expect(await retain()).toEqual({ uploadsEmptied: 1, uploadsHeld: 0 })
  expect(await retain()).toEqual({ uploadsEmptied: 0, uploadsHeld: 0 })
})

const sees = async (who: AccountKey) => {
  const scope = year.scope(who, 'member:read')
  return db.database.asReader(scope, async (tx) => {
    const sight = await readNameSight(tx, scope)
    return [...(await namedOrganizations(tx, sight, [year.organizations.cell]))].length === 1
  })
}

test('below the committee names are seen; above it only after they are opened with a reason, and no longer than that', async () => {
  // The database has a clock of its own, which only the embedded engine takes from the test.
  vi.useRealTimers()
  const now = new Date()
  const today = todayInHanoi(now)
  expect(await sees('secretary')).toBe(true)
  expect(await sees('office')).toBe(true)
  expect(await sees('inspection')).toBe(false)
  const inspection = year.scope('inspection', 'member:read')
  const open = (reason = 'Kiểm tra hồ sơ theo kế hoạch 12') =>
    openNames(db.database, inspection, { organizationId: year.organizations.commune, reason, ...framed(), now })
  expect(codeOf(await open())).toBe('NO_GRANT')
  const grant = {
    organizationId: year.organizations.commune,
    username: 'inspection',
    reason: 'Kiểm tra theo kế hoạch',
    decisionNumber: '3-QĐ',
    validFrom: today,
    validTo: addDays(today, 10),
  }
  const office = year.scope('office', 'privacy:handle')
  const [account] = await db.asOwner(`select username from auth."user" where id = $1`, [year.actors.inspection.userId])
  const username = String(account?.['username'])
  const [own] = await db.asOwner(`select username from auth."user" where id = $1`, [year.actors.office.userId])
  expect(codeOf(await giveNames(db.database, office, { ...grant, username: 'no-such', ...framed(), now }))).toBe(
    'NO_SUCH_ACCOUNT',
  )
  expect(
    codeOf(await giveNames(db.database, office, { ...grant, username: String(own?.['username']), ...framed(), now })),
  ).toBe('TO_HIMSELF')
  const elsewhere = { ...grant, username, organizationId: year.organizations.strangerCommune, ...framed(), now }
  expect(codeOf(await giveNames(db.database, office, elsewhere))).toBe('NOT_FOUND')
  expect(codeOf(await giveNames(db.database, office, { ...grant, username, ...framed(), now }))).toBe('ok')
  // The grant alone shows nothing.
  expect(await sees('inspection')).toBe(false)
  expect(codeOf(await open())).toBe('ok')
  expect(await sees('inspection')).toBe(true)
  const [trail] = await db.asOwner(
    `select count(*)::integer as n from audit_event where action = 'read' and record_table = 'privacy_name_grant' and actor_id = $1`,
    [year.actors.inspection.userId],
  )
  expect(trail).toEqual({ n: 1 })
  await db.asOwner(
    `update privacy_name_opening set opened_at = opened_at - interval '31 minutes', ends_at = ends_at - interval '31 minutes'`,
  )
  expect(await sees('inspection')).toBe(false)
  const [row] = await db.asOwner('select id from privacy_name_grant')
  expect(codeOf(await endNames(db.database, office, { id: String(row?.['id']), ...framed(), now }))).toBe('ok')
  expect(codeOf(await endNames(db.database, office, { id: String(row?.['id']), ...framed(), now }))).toBe(
    'ENDED_ALREADY',
  )
  vi.useFakeTimers({ toFake: ['Date'], now: exampleNow })
})

test('a limit is tightened by the administrator, never loosened beyond the floor', async () => {
  const admin = year.scope('systemAdmin', 'calendar:write')
  const change = (quantity: number, version: number) =>
    changeTerm(db.database, admin, {
      code: 'objection-answer',
      version,
      quantity,
      basis: 'QĐ thử',
      confidence: 'design',
      requestId: newId(),
    })
  expect(codeOf(await change(16, 1))).toBe('BEYOND_FLOOR')
  expect(codeOf(await change(10, 4))).toBe('CHANGED_MEANWHILE')
  expect(codeOf(await change(10, 1))).toBe('ok')
})

test.each(accountKeys)('%s handles privacy only where the table of permissions says so', (who) => {
  const handles = ['office', 'board', 'strangerOffice'].includes(who)
  expect(year.prove(who, 'privacy:handle') !== null).toBe(handles)
  expect(year.prove(who, 'privacy:read') !== null).toBe(who === 'privacyAuditor')
})
