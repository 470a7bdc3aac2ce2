import { newId } from '@nq15/db/ids'
import { insertAssignments } from '@nq15/db/organizations/assignment.write'
import { findVisitNote } from '@nq15/db/organizations/visit.read'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { NewDutyNorm, NewVisitNote } from '@nq15/domain/organizations'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendReminders } from '../events/send-reminders.ts'
import { exampleIncident } from '../incidents/example-incidents.ts'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import { enterReceptionDay, setDutyNorm, takeBackReceptionDay } from './keep-duties.ts'
import { answerPromise, noteVisit, reviseVisitNote } from './note-visit.ts'
import { readCharge } from './read-charge.ts'
import { readYearAccount } from './read-year-account.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  const operator = operatorScope('organization:write')
  const { commune, city } = year.organizations
  await db.database.asActor(operator, (tx) =>
    insertAssignments(tx, operator, [
      {
        ...{ assignmentId: newId(), organizationId: commune, areaId: null, committeeId: city, kind: 'main' },
        ...{ holderName: year.actors.areaMember.name, holderPost: 'Thành ủy viên', decisionNumber: '1-QĐ/TU' },
        ...{ holderUserId: year.actors.areaMember.userId, decidedOn: null, validFrom: '2026-10-01' },
        until: '9999-12-31',
      },
    ]),
  )
})
afterAll(() => db.close())

const note: NewVisitNote = {
  ...{ visitedOn: '2026-12-01', seen: 'Chưa họp chi bộ tháng 11.' },
  promises: [{ promise: 'Dự họp chi bộ', dueOn: '2026-12-05' }],
}
const keep = (who: AccountKey, organizationId: string, change: Partial<NewVisitNote> = {}, requestId = newId()) =>
  noteVisit(db.database, year.scope(who, 'area:note'), {
    ...{ requestId, organizationId, note: { ...note, ...change }, now: exampleNow },
  })
const read = (who: AccountKey, organizationId = year.organizations.commune) => {
  const scope = year.scope(who, 'plan:read')
  const of = { organizationIds: [organizationId], today: '2026-12-08', since: '2026-10-01', months: 3 }
  return db.database.asReader(scope, (tx) => readCharge(tx, scope, of))
}

test('a note is kept once, read by who may read the organization and by nobody beside it, and corrected by its author', async () => {
  const requestId = newId()
  const first = await keep('areaMember', year.organizations.commune, {}, requestId)
  expect(await keep('areaMember', year.organizations.commune, {}, requestId)).toEqual(first)
  if (!first.ok) throw new Error('refused')
  const { noteId } = first.value
  for (const who of ['office', 'committee', 'board', 'standingCommittee', 'inspection', 'areaMember'] as const) {
    expect((await read(who)).notes.map(({ isOwn }) => isOwn)).toEqual([who === 'areaMember'])
  }
  // A cell's secretary below and a neighbour see nothing of it, not even by its id.
  for (const who of ['secretary', 'strangerOffice'] as const) {
    const scope = year.scope(who, 'plan:read')
    expect(await db.database.asReader(scope, (tx) => findVisitNote(tx, scope, noteId))).toBeNull()
  }
  const scope = year.scope('areaMember', 'area:note')
  const words = { noteId, seen: 'Chưa họp chi bộ tháng 11; đã nhắc.' }
  expect(await reviseVisitNote(db.database, scope, { requestId: newId(), version: 1, ...words })).toMatchObject({
    ok: true,
  })
  expect(await reviseVisitNote(db.database, scope, { requestId: newId(), version: 1, ...words })).toMatchObject({
    refusal: { code: 'changed-meanwhile' },
  })
})

test('the database itself takes no note of an organization one is not in charge of, nor in another name', async () => {
  expect(await keep('areaMember', year.organizations.strangerCommune)).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await keep('areaMember', year.organizations.commune, { visitedOn: '2026-10-01' })).toMatchObject({
    refusal: { findings: [{ code: 'VISIT_TOO_OLD' }] },
  })
  const scope = year.scope('office', 'area:receive')
  const forged = (userId: string) =>
    db.database.asActor(
      scope,
      (tx) =>
        tx.$executeRaw`insert into visit_note (id, organization_id, user_id, author_name, visited_on, seen, written_on)
          values (${newId()}::uuid, ${year.organizations.commune}::uuid, ${userId}::uuid, 'X', '2026-12-01', 'x', '2026-12-08')`,
    )
  await expect(forged(year.actors.office.userId)).rejects.toThrow(/in charge/)
  await expect(forged(year.actors.areaMember.userId)).rejects.toThrow(/row-level security/)
})

test('a missed promise is late until it is kept; another day is another promise and the old day stays', async () => {
  const scope = year.scope('areaMember', 'area:note')
  const late = (await read('areaMember')).promises
  expect(late.map(({ state, isLate }) => [state, isLate])).toEqual([['missed', true]])
  const [{ promiseId = '', version = 0 } = {}] = late
  const of = { promiseId, now: exampleNow }
  const renewed = await answerPromise(db.database, scope, {
    ...{ requestId: newId(), version, ...of },
    act: { event: 'renew', dueOn: '2026-12-08', word: 'Chi bộ lùi ngày họp.' },
  })
  expect(renewed).toMatchObject({ ok: true })
  const [old, next] = (await read('office')).promises
  expect([old?.state, old?.dueOn, next?.state, next?.previousDueOn]).toEqual([
    'renewed',
    '2026-12-05',
    'due-soon',
    '2026-12-05',
  ])
  const kept = { event: 'keep', keptOn: '2026-12-08', word: 'Biên bản họp' } as const
  const again = { requestId: newId(), version: version + 1, ...of, act: kept }
  expect(await answerPromise(db.database, scope, again)).toMatchObject({
    refusal: { findings: [{ code: 'PROMISE_ENDED' }] },
  })
  await answerPromise(db.database, scope, {
    ...{ requestId: newId(), promiseId: next?.promiseId ?? '', version: 1, act: kept, now: exampleNow },
  })
  expect((await read('areaMember')).promises.map(({ state }) => state)).toEqual(['renewed', 'kept'])
})

test('days of reception are entered once, taken back by who entered them, and counted against the norm that holds', async () => {
  const { commune, city } = year.organizations
  const office = year.scope('office', 'area:receive')
  const day = { bearer: 'commune-head', bearerName: 'Bí thư Đảng ủy', heldOn: '2026-12-03', note: '' } as const
  const enter = () =>
    enterReceptionDay(db.database, office, { requestId: newId(), organizationId: commune, day, now: exampleNow })
  expect(await enter()).toMatchObject({ ok: true })
  expect(await enter()).toMatchObject({ refusal: { code: 'DAY_TAKEN' } })
  const his = { requestId: newId(), organizationId: commune, day: { ...day, heldOn: '2026-12-04' }, now: exampleNow }
  expect(await enterReceptionDay(db.database, year.scope('areaMember', 'area:receive'), his)).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  const heads = async () => (await read('areaMember')).duties.find(({ bearer }) => bearer === 'commune-head')
  expect(await heads()).toMatchObject({ norm: { perMonth: 2, source: { confidence: 'S' } } })
  expect((await heads())?.months.at(-1)).toEqual({ month: '2026-12', due: 2, held: 1 })
  const [entered] = (await read('office')).receptions
  // What the reception desk keeps counts by itself and once, though it was entered too; a day of a deputy does not.
  const session = (heldOn: string, by: string) =>
    db.asOwner(
      `insert into reception_session (id, organization_id, kind, head, held_on, host, is_delegated, delegation_reason, place, opened_by_name)
         values ($1, $2, 'periodic', 'commune-secretary', $3, 'Bí thư', $4 <> '', $4, 'Trụ sở', 'Cán bộ tiếp dân')`,
      [newId(), commune, heldOn, by],
    )
  for (const [heldOn, deputyFor] of [
    ['2026-12-03', ''],
    ['2026-12-07', ''],
    ['2026-12-08', 'Đi công tác'],
  ] as const)
    await session(heldOn, deputyFor)
  expect((await heads())?.months.at(-1)).toEqual({ month: '2026-12', due: 2, held: 2 })
  await db.asOwner(`delete from reception_session`)
  const back = { requestId: newId(), receptionId: entered?.receptionId ?? '', version: 1, now: exampleNow }
  expect(await takeBackReceptionDay(db.database, year.scope('areaMember', 'area:receive'), back)).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  expect(await takeBackReceptionDay(db.database, office, back)).toMatchObject({ ok: true })

  const visits = async () => (await read('areaMember')).duties.find(({ duty }) => duty === 'visit')
  expect(await visits()).toMatchObject({ norm: null, months: [{ due: null }, { due: null }, { due: null, held: 1 }] })
  const norm: NewDutyNorm = {
    ...{ duty: 'visit', bearer: 'area-member', perMonth: 1, document: 'Quy chế 5-QC/TU', provision: 'Điều 4' },
    ...{ confidence: 'T', validFrom: '2026-01-01' },
  }
  const set = () =>
    setDutyNorm(db.database, year.scope('board', 'organization:write'), {
      requestId: newId(),
      organizationId: city,
      norm,
    })
  expect(await set()).toMatchObject({ ok: true })
  expect(await set()).toMatchObject({ refusal: { code: 'NORM_TAKEN' } })
  // A norm of the city above holds for the commune, and who stands below may read it.
  expect(await visits()).toMatchObject({ norm: { perMonth: 1, source: { document: 'Quy chế 5-QC/TU' } } })
})

test('the account of a year counts what fell into the days of each charge, and says which days had nobody', async () => {
  // A complex case of the area stands in the register; how it stands is told there.
  expect(await exampleIncident(db, year)).toMatchObject({ ok: true })
  const account = await readYearAccount(db.database, year.scope('board', 'plan:read'), {
    year: 2026,
    today: '2026-12-08',
  })
  expect(account.until).toBe('2026-12-08')
  expect(account.members).toMatchObject([
    {
      name: year.actors.areaMember.name,
      charges: [{ kind: 'main', from: '2026-10-01', days: 69 }],
      // One promise was kept on the day that took the place of a missed one.
      counts: { due: 0, promised: 1, kept: 1, missed: 0 },
      visits: { due: 3, held: 1 },
      receptions: { due: null, held: 0 },
      cases: 1,
    },
  ])
  // A cell's secretary sees nobody in charge of what lies above him, a foreign office nothing of this commune.
  for (const who of ['secretary', 'strangerOffice'] as const) {
    const seen = await readYearAccount(db.database, year.scope(who, 'plan:read'), { year: 2026, today: '2026-12-08' })
    expect(seen.members).toEqual([])
  }
  const next = await readYearAccount(db.database, year.scope('board', 'plan:read'), { year: 2027, today: '2026-12-08' })
  expect([next.members, next.heads]).toEqual([[], []])
})

test('a promise whose day passed unanswered is told once, on the working day after; one that was answered is not', async () => {
  const service = proveScope(serviceActor('events', { requestId: 'r-1' }), 'event:serve')
  if (!service) throw new Error('the service of events lacks its permission')
  await db.asOwner('delete from outbox; delete from reminder')
  const promises = [
    // A Friday, so that Monday tells it.
    { promise: 'Kiểm tra sổ họp', dueOn: '2026-12-11' },
    { promise: 'Gửi hướng dẫn', dueOn: '2026-12-11' },
  ]
  const noted = await keep('areaMember', year.organizations.commune, { visitedOn: '2026-12-07', promises })
  if (!noted.ok) throw new Error('refused')
  const ids = await db.asOwner('select id, version from visit_promise where note_id = $1 order by promise desc', [
    noted.value.noteId,
  ])
  const kept = await answerPromise(db.database, year.scope('areaMember', 'area:note'), {
    ...{ requestId: newId(), promiseId: String(ids[1]?.['id']), version: 1, now: exampleNow },
    act: { event: 'keep', keptOn: '2026-12-08', word: '4-CV/ĐĐB' },
  })
  expect(kept).toMatchObject({ ok: true })
  const at = (day: string) => sendReminders(db.database, service, { now: new Date(`${day}T00:10:00Z`) })
  await at('2026-12-13')
  const told = async () =>
    (
      await db.asOwner(
        `select payload->>'dueOn' as due, payload->>'userId' as who from outbox where type = 'organizations.promise-missed' and record_id = any ($1)`,
        [ids.map(({ id }) => id)],
      )
    ).map(({ due, who }) => [due, who])
  expect(await told()).toEqual([])
  for (const day of ['2026-12-14', '2026-12-14', '2026-12-15']) await at(day)
  expect(await told()).toEqual([['2026-12-11', year.actors.areaMember.userId]])
})
