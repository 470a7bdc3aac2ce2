import { newId } from '@nq15/db/ids'
import { countSteering } from '@nq15/db/incidents/steering.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { SteeringAct } from '@nq15/domain/incidents'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AccountKey, type ExampleYear, exampleDay, exampleNow, exampleYear } from '../ratings/example-year.ts'
import { incidentsActing } from './example-incidents.ts'
import { giveSeat, leaveSeat, planMeeting, takeSteeringStep } from './keep-steering.ts'
import { readMeeting, readSteering } from './read-steering.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
})
afterAll(() => db.close())

const by = (who: AccountKey) => incidentsActing(year, who)
const seat = (who: AccountKey, more: Partial<Parameters<typeof giveSeat>[2]['seat']> = {}) =>
  giveSeat(db.database, by(who), {
    ...{ requestId: newId(), now: exampleNow },
    seat: {
      ...{ organizationId: year.organizations.city, role: 'head', post: 'Phó Bí thư Thường trực' },
      ...{ since: '2025-07-01', number: '1-QĐ/TU', ...more },
    },
  })
const step = async (meetingId: string, who: AccountKey, act: SteeringAct) => {
  const [row] = await db.asOwner('select version from steering_meeting where id = $1', [meetingId])
  const command = { requestId: newId(), meetingId, version: Number(row?.['version']), act, now: exampleNow }
  return takeSteeringStep(db.database, by(who), command)
}

test('the committee through time: seated and unseated by decisions, one head at a time', async () => {
  expect(await seat('cityOffice')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await seat('committee')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  const first = await seat('standingCommittee')
  if (!first.ok) throw new Error(JSON.stringify(first))
  expect(await seat('standingCommittee', { post: 'Bí thư' })).toMatchObject({
    refusal: { findings: [{ code: 'HEAD_TAKEN' }] },
  })
  const leave = (version: number) =>
    leaveSeat(db.database, by('standingCommittee'), {
      ...{ requestId: newId(), now: exampleNow, seatId: first.value.seatId, version },
      end: { until: '2026-03-01', number: '9-QĐ/TU' },
    })
  expect(await leave(2)).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })
  expect(await leave(1)).toMatchObject({ ok: true })
  expect(await seat('standingCommittee', { post: 'Bí thư', since: '2026-03-01' })).toMatchObject({ ok: true })
  const scope = year.scope('standingCommittee', 'case:read')
  const on = async (asOf: string) =>
    (await readSteering(db.database, scope, { asOf, now: exampleNow })).seats.map(({ post }) => post)
  expect(await Promise.all(['2026-02-28', '2026-03-01'].map(on))).toEqual([['Phó Bí thư Thường trực'], ['Bí thư']])
  await expect(db.asOwner(`update steering_seat set post = 'x'`)).rejects.toThrow(/kept/u)
})

test('a meeting from its plan to what became of its conclusions; what was concluded is kept and late ones are seen', async () => {
  const meeting = { organizationId: year.organizations.city, planOn: exampleDay, place: 'Phòng họp', agenda: 'Vụ việc' }
  const plan = (who: AccountKey) => planMeeting(db.database, by(who), { requestId: newId(), now: exampleNow, meeting })
  expect(await plan('office')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  const planned = await plan('cityOffice')
  if (!planned.ok) throw new Error(JSON.stringify(planned))
  const { meetingId } = planned.value
  const conclude: SteeringAct = { event: 'conclude', number: '12-TB/BCĐ', decidedOn: exampleDay, summary: 'Ổn định.' }
  const hold: SteeringAct = { event: 'hold', heldOn: '2026-12-01', present: 12 }
  expect(await step(meetingId, 'standingCommittee', conclude)).toMatchObject({ refusal: { code: 'NO_SUCH_STEP' } })
  expect(await step(meetingId, 'cityOffice', hold)).toMatchObject({ ok: true })
  expect(await step(meetingId, 'standingCommittee', conclude)).toMatchObject({
    refusal: { findings: [{ code: 'CONCLUSION_MISSING' }] },
  })
  for (const [text, dueOn] of [
    ['Chi trả đợt hai', '2026-12-05'],
    ['Đối thoại', '2026-12-20'],
  ] as const)
    expect(
      await step(meetingId, 'cityOffice', { event: 'add-conclusion', text, owner: 'UBND xã', dueOn }),
    ).toMatchObject({ ok: true })
  // Who prepares does not sign.
  expect(await step(meetingId, 'cityOffice', conclude)).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await step(meetingId, 'standingCommittee', conclude)).toMatchObject({ ok: true })
  const scope = year.scope('cityOffice', 'case:read')
  const page = await readMeeting(db.database, scope, { meetingId, now: exampleNow })
  const [late, next] = page?.conclusions ?? []
  expect([late?.isLate, next?.isLate]).toEqual([true, false])
  expect(page?.seats.map(({ post }) => post)).toEqual(['Bí thư'])
  const finish: SteeringAct = {
    ...{ event: 'finish', conclusionId: late?.conclusionId ?? '', doneOn: exampleDay, result: 'Đã chi trả' },
  }
  const extend: SteeringAct = {
    ...{ event: 'extend', conclusionId: next?.conclusionId ?? '', dueOn: '2026-12-31', reason: 'Chờ kinh phí' },
  }
  expect(await step(meetingId, 'cityOffice', extend)).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await step(meetingId, 'standingCommittee', extend)).toMatchObject({ ok: true })
  expect(await step(meetingId, 'cityOffice', finish)).toMatchObject({ ok: true })
  const then = await readMeeting(db.database, scope, { meetingId, now: exampleNow })
  expect(then?.conclusions).toMatchObject([
    { result: 'Đã chi trả', isLate: false },
    { firstDueOn: '2026-12-20', dueOn: '2026-12-31' },
  ])
  expect(then?.steps[1]).toMatchObject({ event: 'extend', detail: { dueBefore: '2026-12-20' } })
  const counted = await db.database.asReader(scope, (tx) =>
    countSteering(tx, scope, { from: '2026-01-01', to: '2027-01-01' }),
  )
  expect(counted).toMatchObject([{ held: 1, conclusions: 2, done: 1, doneInTime: 0, overdue: 1 }])
  const board = await readSteering(db.database, scope, { asOf: null, now: exampleNow })
  expect(board.owed[0]?.months.at(-1)).toMatchObject({ month: '2026-12', state: 'held' })
  expect(board.open.map(({ text }) => text)).toEqual(['Đối thoại'])
  await expect(db.asOwner(`update steering_meeting set summary = 'x' where id = $1`, [meetingId])).rejects.toThrow(
    /kept/u,
  )
  await expect(db.asOwner(`delete from steering_step where meeting_id = $1`, [meetingId])).rejects.toThrow(
    /append-only/u,
  )
})

test('a committee sees its own and nothing of another', async () => {
  const stranger = year.scope('strangerCommittee', 'case:read')
  const theirs = await readSteering(db.database, stranger, { asOf: null, now: exampleNow })
  expect([theirs.seats, theirs.meetings, theirs.open]).toEqual([[], [], []])
})
