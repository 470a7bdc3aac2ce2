import { newId } from '@nq15/db/ids'
import { listInspections } from '@nq15/db/inspection/inspection.read'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { RemedyAct } from '@nq15/domain/inspection'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendReminders } from '../events/send-reminders.ts'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import {
  askIntoTeam,
  concludeExample,
  emptyInspections,
  exampleConclusion,
  exampleInspection,
  examplePaper,
  inspectionActing,
  readInspectionAs,
  stepExampleInspection,
} from './example-inspection.ts'
import { keepProgramme, setInspectionParameter } from './keep-programme.ts'
import { keepRemedyReminders } from './keep-remedy-reminders.ts'
import { openRemediesOfArea } from './open-remedies-of-area.ts'
import { takeInspectionStep } from './take-inspection-step.ts'
import { takeRemedyStep } from './take-remedy-step.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
})
afterAll(() => db.close())
beforeEach(() => emptyInspections(db))

const read = (who: AccountKey, inspectionId: string) => readInspectionAs(db, year, { who, inspectionId })
const remedyOf = async (inspectionId: string) =>
  String((await db.asOwner('select id from inspection_remedy where inspection_id = $1', [inspectionId]))[0]?.['id'])
async function stepRemedy(remedyId: string, who: AccountKey, act: RemedyAct) {
  const [row] = await db.asOwner('select version from inspection_remedy where id = $1', [remedyId])
  const command = { requestId: newId(), remedyId, version: Number(row?.['version']), act, now: exampleNow }
  return takeRemedyStep(db.database, inspectionActing(year, who), command)
}

test('from the plan to the close: two persons for each decision, the conclusion is kept, its remedy done only when another saw it', async () => {
  const inspectionId = await exampleInspection(db, year)
  // What is only planned is not seen from below, by neither wall.
  expect(await read('office', inspectionId)).toBeNull()
  expect((await read('board', inspectionId))?.inspection.state).toBe('planned')
  await concludeExample(db, year, inspectionId)
  const page = await read('office', inspectionId)
  expect(page?.inspection).toMatchObject({
    state: 'concluded',
    result: 'violation',
    dueOn: null,
    ruleCode: 'inspection-21',
  })
  // Saturday the 19th became Monday the 21st.
  expect(page?.remedies[0]).toMatchObject({ dueOn: '2026-12-21', firstDueOn: '2026-12-21', state: 'open' })
  const remedyId = await remedyOf(inspectionId)
  const report: RemedyAct = { event: 'report', evidence: '15-BC/ĐU', note: '' }
  expect(await stepRemedy(remedyId, 'office', report)).toMatchObject({
    refusal: { findings: [{ code: 'NOT_FOLLOWED' }] },
  })
  await stepExampleInspection(db, year, { inspectionId, who: 'inspection', act: { event: 'follow' } })
  expect(await stepRemedy(remedyId, 'strangerOffice', report)).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await stepRemedy(remedyId, 'office', report)).toMatchObject({ value: { state: 'reported' } })
  expect(await stepRemedy(remedyId, 'office', { event: 'accept', reason: 'a' })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  const close = { inspectionId, who: 'inspection', act: { event: 'close', reason: 'Đã xong.' } } as const
  expect(await stepExampleInspection(db, year, close)).toMatchObject({
    refusal: { findings: [{ code: 'REMEDY_OPEN' }] },
  })
  expect(await stepRemedy(remedyId, 'inspection', { event: 'accept', reason: 'Đã xem.' })).toMatchObject({
    value: { state: 'done' },
  })
  expect(await stepExampleInspection(db, year, close)).toMatchObject({ value: { state: 'closed' } })
  await expect(db.asOwner('update inspection_step set reason = $$x$$')).rejects.toThrow('append-only')
  await expect(db.asOwner(`update inspection set result = 'no-violation'`)).rejects.toThrow('kept')
  await expect(db.asOwner(`update inspection_remedy set title = 'x'`)).rejects.toThrow('kept')
})

describe('who may do what; nothing is told apart from what is not there', () => {
  test('on a planned inspection', async () => {
    const inspectionId = await exampleInspection(db, year)
    const decide = { event: 'decide', ...examplePaper } as const
    const rows: readonly [string, AccountKey, string][] = [
      ['who prepared it', 'inspection', 'SIGN_MISSING'],
      ['another commune’s committee', 'strangerCommittee', 'NOT_FOUND'],
      ['the commune’s own committee', 'committee', 'NOT_FOUND'],
      ['the board', 'board', 'NOT_FOUND'],
      ['the city’s committee, before the sign is recorded', 'standingCommittee', 'SIGN_MISSING'],
    ]
    for (const [because, who, code] of rows)
      expect(
        JSON.stringify(await stepExampleInspection(db, year, { inspectionId, who, act: decide })),
        because,
      ).toContain(code)
    const own = { organizationId: year.organizations.city }
    await expect(exampleInspection(db, year, own)).rejects.toThrow('WRONG_BODY')
    const scope = year.scope('strangerOffice', 'inspection:read')
    expect(
      await db.database.asReader(scope, (tx) => listInspections(tx, scope, { today: '2026-12-08', limit: 9 })),
    ).toEqual([])
  })

  test('two at once: one wins, and a replay answers the first result', async () => {
    const inspectionId = await exampleInspection(db, year)
    const acting = inspectionActing(year, 'inspection')
    const command = { requestId: newId(), inspectionId, version: 1, now: exampleNow }
    const act = { event: 'revise', content: exampleContentOf('a') } as const
    const first = await takeInspectionStep(db.database, acting, { ...command, act })
    expect(await takeInspectionStep(db.database, acting, { ...command, act })).toEqual(first)
    const second = { ...command, requestId: newId(), act }
    expect(await takeInspectionStep(db.database, acting, second)).toMatchObject({
      refusal: { code: 'CHANGED_MEANWHILE' },
    })
  })
})
const exampleContentOf = (sign: string) => ({
  ...{ purpose: '', content: '', period: '', method: '', milestones: '', outline: '' },
  sign,
})

test('nobody inspects his own or former unit: refused with the rule and the fact, by the database too', async () => {
  const inspectionId = await exampleInspection(db, year)
  const ask = (card: string, name = 'x') => askIntoTeam(db, year, { inspectionId, name, card })
  expect(await ask('01.000001')).toMatchObject({
    refusal: {
      code: 'CONFLICT_OF_INTEREST',
      findings: expect.arrayContaining([
        { code: 'OWN_UNIT', condition: expect.stringContaining('Chi bộ Tổ dân phố số 1') },
      ]),
    },
  })
  // The member left for the other commune's cell two years ago; three years is the convention, one is what the city sets.
  const stranger = '01.000051'
  await db.asOwner(`insert into membership (id, member_id, organization_id, kind, valid_from, valid_to)
    select app.uuid_v7(), id, '${year.organizations.cell}', 'temporary', '2020-01-01', '2024-12-01' from member where card_number = '${stranger}'`)
  expect(await ask(stranger)).toMatchObject({
    refusal: { findings: [{ code: 'FORMER_UNIT', condition: 'Chi bộ Tổ dân phố số 1, 01/01/2020 – 01/12/2024' }] },
  })
  const parameter = { name: 'conflict-years', value: 1, validFrom: '2026-12-01', source: '7-QĐ/TU' } as const
  const set = { requestId: newId(), organizationId: year.organizations.city, parameter }
  expect(await setInspectionParameter(db.database, inspectionActing(year, 'standingCommittee'), set)).toMatchObject({
    ok: true,
  })
  expect(await ask(stranger)).toMatchObject({ ok: true })
  expect(await ask('', 'Không có hồ sơ')).toMatchObject({ refusal: { findings: [{ code: 'NO_FILE' }] } })
  // An account of the commune by its name.
  expect(await ask('', year.actors.office.name)).toMatchObject({ refusal: { code: 'CONFLICT_OF_INTEREST' } })
  await expect(
    db.asOwner(`insert into inspection_team (id, inspection_id, organization_id, name, is_lead, member_id, cleared, added_by, added_by_name, added_on)
      select app.uuid_v7(), '${inspectionId}', '${year.organizations.commune}', 'x', false, '${year.members.clerk}', '{}', app.uuid_v7(), 'x', '2026-12-08'`),
  ).rejects.toThrow('own unit')
})

test('a limit the committee set gives a due day on the working calendar, extended once with a reason', async () => {
  const parameter = { name: 'limit:sign-inspection', value: 11, validFrom: '2026-12-01', source: '7-QĐ/TU' } as const
  const set = { requestId: newId(), organizationId: year.organizations.city, parameter }
  await setInspectionParameter(db.database, inspectionActing(year, 'standingCommittee'), set)
  const inspectionId = await exampleInspection(db, year)
  const take = (act: Parameters<typeof stepExampleInspection>[2]['act'], who: AccountKey = 'standingCommittee') =>
    stepExampleInspection(db, year, { inspectionId, who, act })
  await take({ event: 'revise', content: exampleContentOf('12-BC') }, 'inspection')
  await take({ event: 'decide', ...examplePaper })
  expect((await read('board', inspectionId))?.inspection).toMatchObject({
    dueOn: '2026-12-21',
    term: { days: 11, source: '7-QĐ/TU' },
  })
  const extend = { event: 'extend', ...examplePaper, endsOn: '2027-01-05', reason: 'Thêm xác minh.' } as const
  expect(await take(extend)).toMatchObject({ ok: true })
  expect(await take({ ...extend, endsOn: '2027-02-05' })).toMatchObject({
    refusal: { findings: [{ code: 'EXTENDED_ALREADY' }] },
  })
})

test('a programme is kept once for a year, and an inspection stands in the one of its own body', async () => {
  const programme = {
    ...{ organizationId: year.organizations.city, body: 'commission' as const, year: 2027, title: 'Chương trình 2027' },
    ...{ number: '1-CTr/UBKT', decidedOn: '2026-12-01' },
  } as const
  const keep = () => keepProgramme(db.database, inspectionActing(year, 'inspection'), { requestId: newId(), programme })
  const made = await keep()
  if (!made.ok) throw new Error(made.refusal.code)
  expect(await keep()).toMatchObject({ refusal: { code: 'OPEN_ALREADY' } })
  const { programmeId } = made.value
  await exampleInspection(db, year, { kind: 'programme-inspection', programmeId })
  await expect(exampleInspection(db, year, { programmeId: newId() })).rejects.toThrow('UNKNOWN_PROGRAMME')
})

test('remedies: reminders follow the day and end with the report; late ones stand on the area page', async () => {
  const inspectionId = await exampleInspection(db, year)
  await concludeExample(db, year, inspectionId)
  await stepExampleInspection(db, year, { inspectionId, who: 'inspection', act: { event: 'follow' } })
  const service = proveScope(serviceActor('events', { requestId: 'r-1' }), 'event:serve')
  if (!service) throw new Error('the service of events lacks its permission')
  const keep = () =>
    db.database.asActor(service, (tx) =>
      keepRemedyReminders.handle(tx, service, [
        {
          ...{ id: newId(), type: 'inspection.remedies-dated', organizationId: null, recordTable: 'inspection' },
          ...{ recordId: inspectionId, payload: { inspectionId }, actorId: null, occurredAt: exampleNow },
        },
      ]),
    )
  await keep()
  const at = (day: string) => sendReminders(db.database, service, { now: new Date(`${day}T00:10:00Z`) })
  expect([await at('2026-12-16'), await at('2026-12-16'), await at('2026-12-21'), await at('2026-12-28')]).toEqual([
    1, 0, 1, 2,
  ])
  const told = await db.asOwner(
    `select type, organization_id from outbox where type like 'inspection.remedy-%' order by occurred_at`,
  )
  expect(told.at(-1)).toMatchObject({ type: 'inspection.remedy-escalated', organization_id: year.organizations.city })
  await db.asOwner(`update organization_version set area_code = '00008' where organization_id = $1`, [
    year.organizations.commune,
  ])
  const scope = year.scope('areaMember', 'inspection:read')
  const area = (areaCode: string) =>
    openRemediesOfArea(db.database, scope, { areaCode, now: new Date('2026-12-22T03:00:00Z') })
  expect([(await area('00008')).map(({ isLate }) => isLate), await area('00009')]).toEqual([[true], []])
})

test('two deciders conclude at the same time: one conclusion stands, the other is told that it changed', async () => {
  const inspectionId = await exampleInspection(db, year)
  await concludeExample(db, year, inspectionId, null)
  const [row] = await db.asOwner('select version from inspection where id = $1', [inspectionId])
  const conclude = (number: string) =>
    takeInspectionStep(db.database, inspectionActing(year, 'standingCommittee'), {
      ...{ requestId: newId(), inspectionId, version: Number(row?.['version']), now: exampleNow },
      act: { ...exampleConclusion, number },
    })
  const ends = await Promise.all([conclude('6-KL/UBKT'), conclude('7-KL/UBKT')])
  expect(ends.filter(({ ok }) => ok)).toHaveLength(1)
  expect(ends.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })
  const [kept] = await db.asOwner(
    `select (select count(*)::int from inspection_step where inspection_id = $1 and event = 'conclude') as steps,
        (select count(*)::int from inspection_remedy where inspection_id = $1) as remedies`,
    [inspectionId],
  )
  expect(kept).toEqual({ steps: 1, remedies: 1 })
})
