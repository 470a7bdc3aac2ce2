import { newId } from '@nq15/db/ids'
import { countRegister, listRegister } from '@nq15/db/petitions/petition.read'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendReminders } from '../events/send-reminders.ts'
import { exampleNow } from '../ratings/example-year.ts'
import {
  acceptExample,
  actingAs,
  complaintPath,
  type DeskKey,
  type ExampleDesk,
  exampleComplaint,
  exampleDenunciation,
  exampleDesk,
  examplePart,
  registerExample,
  stepMatter,
  stepPaper,
  writtenTables,
} from './example-desk.ts'
import { keepPetitionReminders } from './keep-petition-reminders.ts'
import { openSession, recordVisit } from './keep-reception.ts'
import { lookAtIntake, readCase, readPetition } from './read-petition.ts'
import { registerPetition } from './register-petition.ts'
import { splitPetition } from './split-petition.ts'
import { takePetitionStep } from './take-petition-step.ts'

let db: TestDatabase
let year: ExampleDesk
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleDesk(db)
}, 600_000)
afterAll(() => db.close())

const seen = async (who: DeskKey, petitionId: string) => {
  const scope = year.prove(who, 'petition:read')
  return scope !== null && (await readPetition(db.database, scope, { petitionId, now: exampleNow })) !== null
}

test('a complaint from the desk to the archive: number, term, matter, decision, effect, enforcement, file', async () => {
  const petitionId = await registerExample(db, year)
  const page = await readPetition(db.database, year.scope('receptionist', 'petition:read'), {
    petitionId,
    now: exampleNow,
  })
  // Seven working days from Tuesday 1 December.
  expect(page?.petition).toMatchObject({ number: 1, dueRule: 'K1', dueOn: '2026-12-10', state: 'registered' })
  expect(page?.clocks[0]?.answer?.steps.length).toBeGreaterThan(6)
  const caseId = await acceptExample(db, year, petitionId)
  const later = new Date('2027-03-10T03:00:00Z')
  for (const [who, act] of complaintPath)
    expect([act.event, await stepMatter(db, year, { caseId, who, act, now: later })]).toMatchObject([
      act.event,
      { ok: true },
    ])
  expect(await seen('receptionist', petitionId)).toBe(true)
  expect(
    await stepPaper(db, year, { petitionId, who: 'receptionist', act: { event: 'file', reason: 'Kết thúc' } }),
  ).toMatchObject({
    refusal: { findings: [{ code: 'ORIGINALS_STILL_HELD' }] },
  })
  await stepPaper(db, year, {
    petitionId,
    who: 'receptionist',
    act: { event: 'return-originals', onDay: '2026-12-08' },
  })
  expect(
    await stepPaper(db, year, { petitionId, who: 'receptionist', act: { event: 'file', reason: 'Kết thúc' } }),
  ).toMatchObject({ ok: true, value: { state: 'filed' } })
  const matter = await readCase(db.database, year.scope('unitHead', 'petition:read'), { caseId, now: later })
  expect(matter?.matter).toMatchObject({ state: 'done', dueOn: null, facts: { outcome: 'partly-founded' } })
  expect(matter?.clocks.map(({ rule, state }) => [rule, state])).toEqual([
    ['K2', 'satisfied-on-time'],
    ['K3', 'satisfied-on-time'],
    ['K8', 'satisfied-on-time'],
  ])
})

test('a decision is the head’s, not the desk’s, and not of who proposed; the database says so too', async () => {
  const petitionId = await registerExample(db, year)
  await stepPaper(db, year, {
    petitionId,
    who: 'receptionist',
    act: { event: 'sort', eligibility: 'eligible', reasons: [], competence: 'own', handling: 'propose-accept' },
  })
  await stepPaper(db, year, { petitionId, who: 'unitHead', act: { event: 'propose', reason: 'x' } })
  const accept = { event: 'accept', number: '1', onDay: '2026-12-03', instance: 'first' } as const
  expect(await stepPaper(db, year, { petitionId, who: 'receptionist', act: accept })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  expect(await stepPaper(db, year, { petitionId, who: 'unitHead', act: accept })).toMatchObject({
    refusal: { findings: [{ code: 'ACTOR_PROPOSED' }] },
  })
  expect(
    await stepPaper(db, year, { petitionId, who: 'strangerReceptionist', act: { event: 'propose', reason: 'x' } }),
  ).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  const desk = year.scope('receptionist', 'petition:work')
  const forged = db.database.asActor(
    desk,
    (
      tx,
    ) => tx.$executeRaw`insert into petition_step (id, organization_id, petition_id, position, event, to_state, actor_id, actor_name, on_day)
      values (${newId()}::uuid, ${year.organizations.commune}::uuid, ${petitionId}::uuid, 99, 'accept', 'accepted', ${desk.actor.userId}::uuid, 'x', '2026-12-03')`,
  )
  await expect(forged).rejects.toThrow()
  expect(await stepPaper(db, year, { petitionId, who: 'deputyHead', act: accept })).toMatchObject({ ok: true })
})

test('who may see a denunciation: the desk and the head of the unit; never another unit, a level above, the administrator, the denounced', async () => {
  const petitionId = await registerExample(db, year, {
    ...exampleDenunciation,
    respondentOrganizationId: year.organizations.cell,
  })
  const caseId = await acceptExample(db, year, petitionId)
  const everybody: readonly DeskKey[] = [
    ...([
      'receptionist',
      'unitHead',
      'strangerReceptionist',
      'secretary',
      'member',
      'teller',
      'office',
      'committee',
      'board',
      'standingCommittee',
    ] as const),
    ...(['cityOffice', 'areaMember', 'inspection', 'systemAdmin', 'privacyAuditor', 'custodian', 'nobody'] as const),
  ]
  const sees = async () => {
    const who: DeskKey[] = []
    for (const one of everybody) {
      if (await seen(one, petitionId)) who.push(one)
      // The bare database, without the application's filter: whatever proof the account has.
      const any =
        year.prove(one, 'organization:read') ??
        year.prove(one, 'petition:read') ??
        year.prove(one, 'account:admin') ??
        year.prove(one, 'audit:read')
      const rows = any
        ? await db.database.asReader(
            any,
            (tx) =>
              tx.$queryRaw<
                unknown[]
              >`select 1 from petition where id = ${petitionId}::uuid union all select 1 from petition_case where id = ${caseId}::uuid union all select 1 from petition_step where petition_id = ${petitionId}::uuid or case_id = ${caseId}::uuid`,
          )
        : []
      expect([one, rows.length > 0]).toEqual([one, who.includes(one)])
    }
    return who
  }
  expect(await sees()).toEqual(['receptionist', 'unitHead'])
  // The desk officer is put into the denounced cell: shut out the same moment, and back when that ends.
  const desk = year.actors.receptionist.userId
  await db.asOwner(
    `insert into access_grant (id, user_id, role, organization_id, valid_from, reason) values ($1, $2, 'org-secretary', $3, '2020-01-01', 'x')`,
    [newId(), desk, year.organizations.cell],
  )
  expect(await sees()).toEqual(['unitHead'])
  await db.asOwner(`delete from access_grant where user_id = $1 and role = 'org-secretary'`, [desk])
  // The head becomes a member of it: the same.
  await db.asOwner('update access_account set member_id = $1 where user_id = $2', [
    year.members.elder,
    year.actors.unitHead.userId,
  ])
  expect(await sees()).toEqual(['receptionist'])
  await db.asOwner('update access_account set member_id = null where user_id = $1', [year.actors.unitHead.userId])
  // Against the unit itself or above it nothing is kept at all, by the rules and by the database.
  const scope = year.scope('receptionist', 'petition:work')
  for (const organizationId of [year.organizations.commune, year.organizations.city]) {
    const command = { requestId: newId(), organizationId: year.organizations.commune, visitId: null, now: exampleNow }
    const kept = await registerPetition(db.database, scope, {
      ...command,
      intake: { ...exampleDenunciation, respondentOrganizationId: organizationId },
    })
    expect(kept).toMatchObject({ refusal: { findings: [{ code: 'RESPONDENT_IS_UNIT' }] } })
  }
})

test('a planted identity of a denouncer is nowhere: refused at every door, in no table, trail or outbox', async () => {
  const canary = 'Kanari Thị Vàng'
  const phone = '0987654321'
  const scope = year.scope('receptionist', 'petition:work')
  const command = () => ({
    requestId: newId(),
    organizationId: year.organizations.commune,
    visitId: null,
    now: exampleNow,
  })
  const tries = [
    { petitionerName: canary },
    { petitionerAddress: canary },
    { content: `Tôi là ${canary}, xin tố cáo.` },
    { demand: `Gọi ${phone}` },
    { place: `${phone}` },
    { respondent: `Người tố cáo: ${canary}` },
  ]
  for (const change of tries) {
    const kept = await registerPetition(db.database, scope, {
      ...command(),
      intake: { ...exampleDenunciation, ...change },
    })
    expect(JSON.stringify(kept)).not.toMatch(/Kanari|0987654321/u)
    expect(kept.ok).toBe(false)
  }
  const session = await openSession(db.database, scope, {
    ...command(),
    session: {
      kind: 'regular',
      head: 'commune-chair',
      heldOn: '2026-12-07',
      host: 'Cán bộ tiếp',
      isDelegated: false,
      delegationReason: '',
      place: 'Trụ sở',
    },
  })
  const sessionId = session.ok ? session.value.sessionId : ''
  const visit = {
    ...({
      kind: 'denunciation',
      visitorName: canary,
      visitorAddress: '',
      idHint: '',
      people: 1,
      representatives: 0,
      sameContent: 0,
      isRepeat: false,
    } as const),
    ...({
      content: 'Tố cáo trực tiếp',
      demand: '',
      settledBy: '',
      result: 'guided',
      refusalGround: null,
      receiver: 'Thanh tra',
      letterNumber: '',
    } as const),
  }
  expect(
    await recordVisit(db.database, scope, { requestId: newId(), now: exampleNow, sessionId, visit }),
  ).toMatchObject({ ok: false })
  const petitionId = await registerExample(db, year, exampleDenunciation)
  const guide = {
    event: 'sort',
    eligibility: 'eligible',
    reasons: [],
    competence: 'none',
    handling: 'forward',
  } as const
  await stepPaper(db, year, { petitionId, who: 'receptionist', act: guide })
  const forward = {
    event: 'forward',
    number: '1',
    onDay: '2026-12-07',
    receiver: `Người tố cáo ${canary}`,
    receiverKind: 'administration',
  } as const
  expect(JSON.stringify(await stepPaper(db, year, { petitionId, who: 'receptionist', act: forward }))).not.toContain(
    'Kanari',
  )
  for (const table of writtenTables) {
    const rows = await db.asOwner(`select to_jsonb(t)::text as line from ${table} t`)
    expect([table, rows.filter(({ line }) => /Kanari|0987654321/u.test(String(line))).length]).toEqual([table, 0])
  }
  // And the database itself refuses a name in a denunciation.
  await expect(db.asOwner(`update petition set petitioner_name = 'x' where id = $1`, [petitionId])).rejects.toThrow(
    'petition_detached',
  )
})

test('a second paper of one matter is found by object, content and place, joined by a person, and counts as a paper, not as a matter', async () => {
  const first = await registerExample(db, year, {
    content: 'Không cấp giấy chứng nhận thửa đất số 77 tờ bản đồ 5',
    place: 'Tổ 3',
  })
  const again = {
    ...exampleComplaint,
    content: 'Chậm cấp giấy chứng nhận thửa đất số 77 tờ bản đồ 5',
    place: 'Tổ 3',
    petitionerName: 'Người khác',
  }
  const look = await lookAtIntake(db.database, year.scope('receptionist', 'petition:read'), {
    organizationId: year.organizations.commune,
    now: exampleNow,
    ...again,
  })
  expect(look.alike.map(({ petitionId, aspects }) => [petitionId, aspects])).toEqual([
    [first, ['respondent', 'content', 'place']],
  ])
  const second = await registerExample(db, year, again)
  const merge = { event: 'merge', intoId: first, reason: 'Cùng thửa đất' } as const
  expect(await stepPaper(db, year, { petitionId: second, who: 'receptionist', act: merge })).toMatchObject({ ok: true })
  const page = await readPetition(db.database, year.scope('receptionist', 'petition:read'), {
    petitionId: first,
    now: exampleNow,
  })
  expect(page?.joined.map(({ petitionId }) => petitionId)).toEqual([second])
})

test('a paper with several contents is split: each part has its number, its kind and the receipt of the whole', async () => {
  const petitionId = await registerExample(db, year, {
    kind: 'mixed',
    petitionerName: '',
    petitionerAddress: '',
    idHint: '',
  })
  await stepPaper(db, year, {
    petitionId,
    who: 'receptionist',
    act: { event: 'sort', eligibility: 'eligible', reasons: [], competence: 'own', handling: 'split' },
  })
  const split = await splitPetition(db.database, actingAs(year, 'receptionist'), {
    ...{ requestId: newId(), petitionId, version: 2, now: exampleNow },
    parts: [
      { ...examplePart, kind: 'complaint' },
      { ...examplePart, kind: 'feedback', content: 'Kiến nghị sửa đường' },
    ],
  })
  if (!split.ok) throw new Error(JSON.stringify(split.refusal))
  const rows = await db.asOwner(
    `select kind, to_char(received_on, 'YYYY-MM-DD') as day from petition where split_from_id = $1 order by number`,
    [petitionId],
  )
  expect(rows).toEqual([
    { kind: 'complaint', day: '2026-12-01' },
    { kind: 'feedback', day: '2026-12-01' },
  ])
})

test('the register is searched without diacritics by the matter, and never by who sent it; two at once, and twice the same', async () => {
  const scope = year.scope('receptionist', 'petition:read')
  const ask = (text: string) => ({ text, kind: null, state: null, only: null, today: '2026-12-08' })
  const find = (text: string) => db.database.asReader(scope, (tx) => countRegister(tx, scope, ask(text)))
  expect((await find('giay chung nhan 77')).all).toBe(2)
  expect((await find('Trinh Van Hoe')).all).toBe(0)
  expect((await find('100%_')).all).toBe(0)
  const foreign = year.scope('strangerReceptionist', 'petition:read')
  expect(
    await db.database.asReader(foreign, (tx) => listRegister(tx, foreign, { ...ask(''), offset: 0, limit: 50 })),
  ).toEqual([])
  const command = {
    requestId: newId(),
    organizationId: year.organizations.commune,
    visitId: null,
    now: exampleNow,
    intake: exampleComplaint,
  }
  const work = year.scope('receptionist', 'petition:work')
  const [one, other] = [
    await registerPetition(db.database, work, command),
    await registerPetition(db.database, work, command),
  ]
  expect(one).toEqual(other)
  const petitionId = one.ok ? one.value.petitionId : ''
  const act = {
    event: 'sort',
    eligibility: 'eligible',
    reasons: [],
    competence: 'own',
    handling: 'propose-accept',
  } as const
  const stale = { requestId: newId(), petitionId, version: 7, act, now: exampleNow }
  expect(await takePetitionStep(db.database, actingAs(year, 'receptionist'), stale)).toMatchObject({
    refusal: { code: 'CHANGED_MEANWHILE' },
  })
})

test('who works at a paper is reminded before its day and after it, once, and nobody else', async () => {
  const petitionId = await registerExample(db, year, { receivedOn: '2026-12-07' })
  const service = proveScope(serviceActor('events', { requestId: 'r-1' }), 'event:serve')
  if (!service) throw new Error('the service of events lacks its permission')
  const event = {
    ...{
      id: newId(),
      type: 'petitions.dated' as const,
      organizationId: year.organizations.commune,
      recordTable: 'petition',
      recordId: petitionId,
    },
    ...{ payload: {}, actorId: null, occurredAt: exampleNow },
  }
  await db.database.asActor(service, (tx) => keepPetitionReminders.handle(tx, service, [event]))
  const at = (day: string) => sendReminders(db.database, service, { now: new Date(`${day}T00:10:00Z`) })
  // Due on Wednesday 16 December.
  expect([await at('2026-12-11'), await at('2026-12-11'), await at('2026-12-16'), await at('2026-12-17')]).toEqual([
    1, 0, 1, 1,
  ])
  const told = await db.asOwner(`select payload ->> 'userId' as "to" from outbox where type = 'petitions.reminder'`)
  expect(new Set(told.map(({ to }) => to))).toEqual(new Set([year.actors.receptionist.userId]))
})
