import { newId } from '@nq15/db/ids'
import { findPetition } from '@nq15/db/petitions/petition.read'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { DirectionAct, KindCorrection, NewDirection } from '@nq15/domain/petitions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeDay } from '../calendar/change-day.ts'
import { exampleNow } from '../ratings/example-year.ts'
import { checkCorrection, correctKind } from './correct-kind.ts'
import {
  actingAs,
  type DeskKey,
  type ExampleDesk,
  exampleComplaint,
  exampleDenunciation,
  exampleDesk,
  registerExample,
  stepPaper,
} from './example-desk.ts'
import { giveDirection, readDirection, setPartyTerm, takeDirectionStep } from './keep-direction.ts'
import { openSession, recordVisit } from './keep-reception.ts'
import { readPetition } from './read-petition.ts'
import { recountPetitionTerms } from './recount-terms.ts'
import { registerPetition } from './register-petition.ts'

let db: TestDatabase
let year: ExampleDesk
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleDesk(db)
}, 600_000)
afterAll(() => db.close())

const toDenunciation: KindCorrection = {
  ...{
    kind: 'denunciation',
    partyTracks: ['party-concerned'],
    respondent: 'Bí thư chi bộ',
    respondentOrganizationId: null,
  },
  ...{ subject: '', content: 'Nhận tiền khi xác nhận hồ sơ.', demand: '', sealedNumber: 'NP-31', receiver: '' },
  ...{ petitionerName: '', petitionerAddress: '', reason: 'Là tố cáo hành vi.' },
}
const correct = async (petitionId: string, correction: KindCorrection, who: DeskKey = 'receptionist') => {
  const [row] = await db.asOwner('select version from petition where id = $1', [petitionId])
  const wanted = { petitionId, version: Number(row?.['version']), correction, now: exampleNow }
  const checked = await checkCorrection(db.database, actingAs(year, who), wanted)
  const done = await correctKind(db.database, actingAs(year, who), { ...wanted, requestId: newId() })
  return { checked, done }
}
const seenBy = async (who: DeskKey, petitionId: string) => {
  const scope = year.prove(who, 'petition:read')
  return scope && readPetition(db.database, scope, { petitionId, now: exampleNow })
}

test('a complaint that is a denunciation: old kind and term readable, new term, the sender nowhere, also not in earlier words', async () => {
  const name = 'Kanari Thị Ngọc'
  const scope = year.scope('receptionist', 'petition:work')
  const command = () => ({ requestId: newId(), organizationId: year.organizations.commune, now: exampleNow })
  const session = await openSession(db.database, scope, {
    ...command(),
    session: {
      ...{ kind: 'regular', head: 'commune-chair', heldOn: '2026-12-01', host: 'Cán bộ tiếp', isDelegated: false },
      ...{ delegationReason: '', place: 'Trụ sở' },
    },
  })
  const visit = await recordVisit(db.database, scope, {
    ...command(),
    sessionId: session.ok ? session.value.sessionId : '',
    visit: {
      ...{ kind: 'complaint', visitorName: name, visitorAddress: 'Tổ 9', idHint: '', people: 1, representatives: 0 },
      ...{ sameContent: 0, isRepeat: false, content: `${name} trình bày`, demand: '', settledBy: '', receiver: '' },
      ...{ result: 'petition-taken', refusalGround: null, letterNumber: '' },
    },
  })
  const kept = await registerPetition(db.database, scope, {
    ...command(),
    visitId: visit.ok ? visit.value.visitId : '',
    intake: { ...exampleComplaint, petitionerName: name, content: `${name} cho biết có việc nhận tiền.` },
  })
  const petitionId = kept.ok ? kept.value.petitionId : ''
  await stepPaper(db, year, {
    ...{ petitionId, who: 'receptionist' },
    act: { event: 'sort', eligibility: 'eligible', reasons: [], competence: 'own', handling: 'propose-accept' },
  })
  await stepPaper(db, year, {
    petitionId,
    who: 'receptionist',
    act: { event: 'propose', reason: `${name} đủ điều kiện` },
  })
  const direction = { owedById: year.organizations.commune, content: `Gặp ${name}, báo cáo.`, dueOn: '2026-12-15' }
  expect(
    await giveDirection(db.database, actingAs(year, 'unitHead'), {
      ...{ requestId: newId(), petitionId, direction, now: exampleNow },
    }),
  ).toMatchObject({ ok: true })
  const refused = await correct(petitionId, { ...toDenunciation, content: `${name} cho biết.` })
  expect(refused.done).toMatchObject({ refusal: { findings: [{ code: 'SENDER_IN_TEXT' }] } })
  const { checked, done } = await correct(petitionId, {
    ...toDenunciation,
    respondentOrganizationId: year.organizations.cell,
  })
  expect(checked).toMatchObject({ value: { sender: { petitionerName: name } } })
  expect(done).toMatchObject({ ok: true, value: { shutsUnit: false } })
  const page = await seenBy('receptionist', petitionId)
  expect(page?.petition).toMatchObject({
    ...{ kind: 'denunciation', state: 'registered', dueRule: 'T1', alias: 'Người tố cáo, TC-2026-0001', sorting: null },
    ...{ petitionerName: '', petitionerAddress: '', idHint: '', proposedBy: null },
  })
  expect(page?.steps.find(({ event }) => event === 'correct-kind')?.detail).toMatchObject({
    ...{ was: 'complaint', kind: 'denunciation', wasRule: 'K1', wasDue: '2026-12-10' },
  })
  expect(page?.steps.filter(({ detail }) => detail['emptied']).length).toBe(3)
  for (const table of [
    'petition',
    'petition_step',
    'reception_visit',
    'outbox',
    'audit_event',
    'access_request',
    'party_direction',
    'party_direction_step',
  ]) {
    const [found] = await db.asOwner(
      `select count(*)::int as many from ${table} x where x::text ilike '%Kanari%' or x::text ilike '%kanari%'`,
    )
    expect([table, found?.['many']]).toEqual([table, 0])
  }
  // Who is put into the denounced organization is shut out, as with every denunciation.
  await db.asOwner(
    `insert into access_grant (id, user_id, role, organization_id, valid_from, reason) values ($1, $2, 'org-secretary', $3, '2020-01-01', 'x')`,
    [newId(), year.actors.receptionist.userId, year.organizations.cell],
  )
  expect(await seenBy('receptionist', petitionId)).toBeNull()
  await db.asOwner(`delete from access_grant where user_id = $1 and role = 'org-secretary'`, [
    year.actors.receptionist.userId,
  ])
  // Back again only by the head, under the number of the register it always had.
  const back: KindCorrection = {
    ...toDenunciation,
    ...{ kind: 'feedback', petitionerName: 'Người gửi', petitionerAddress: 'Tổ 9', reason: 'Chỉ là phản ánh.' },
  }
  expect((await correct(petitionId, back)).done).toMatchObject({ refusal: { findings: [{ code: 'HEAD_CORRECTS' }] } })
  expect((await correct(petitionId, back, 'unitHead')).done).toMatchObject({ ok: true })
  expect((await seenBy('receptionist', petitionId))?.petition).toMatchObject({ kind: 'feedback', alias: '' })
})

test('against the unit itself it goes to the competent level and shuts to the whole unit; the database keeps what nobody corrected', async () => {
  const petitionId = await registerExample(db, year)
  const wanted = { ...toDenunciation, respondentOrganizationId: year.organizations.commune, receiver: 'Cấp trên' }
  expect((await correct(petitionId, wanted, 'strangerReceptionist')).done).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  expect((await correct(petitionId, wanted)).done).toMatchObject({ ok: true, value: { shutsUnit: true } })
  for (const who of ['receptionist', 'unitHead', 'strangerReceptionist'] as const)
    expect([who, await seenBy(who, petitionId)]).toEqual([who, null])
  const [row] = await db.asOwner('select state, due_on from petition where id = $1', [petitionId])
  expect(row).toEqual({ state: 'forwarded', due_on: null })
  const other = await registerExample(db, year)
  const desk = year.scope('receptionist', 'petition:work')
  const forged = db.database.asActor(
    desk,
    (tx) => tx.$executeRaw`update petition set kind = 'feedback' where id = ${other}::uuid`,
  )
  await expect(forged).rejects.toThrow()
  const emptied = db.database.asActor(
    desk,
    (tx) =>
      tx.$executeRaw`update petition_step set reason = null, receiver = null, number = null, detail = '{"emptied": true}' where petition_id = ${other}::uuid`,
  )
  await expect(emptied).rejects.toThrow()
})

test('a change of the table of working days moves the day that registers show, once, with old and new in the history', async () => {
  const petitionId = await registerExample(db, year, { receivedOn: '2026-12-07' })
  const scope = year.scope('receptionist', 'petition:read')
  const due = () => db.database.asReader(scope, async (tx) => (await findPetition(tx, scope, petitionId))?.dueOn)
  expect(await due()).toBe('2026-12-16')
  const changed = await changeDay(db.database, operatorScope('calendar:write'), {
    requestId: newId(),
    ...{ intent: 'enter', seenId: null },
    row: { day: '2026-12-10', kind: 'holiday', nameVi: 'Nghỉ theo thông báo', basis: 'TB 1', confidence: 'S' },
  })
  expect(changed).toMatchObject({ ok: true })
  const service = proveScope(serviceActor('events', { requestId: 'r-9' }), 'event:serve')
  if (!service) throw new Error('the service of events lacks its permission')
  const event = {
    ...{ id: newId(), type: 'calendar.days-changed' as const, organizationId: null, recordTable: 'calendar_year' },
    ...{ recordId: null, payload: {}, actorId: null, occurredAt: exampleNow },
  }
  const handle = () => db.database.asActor(service, (tx) => recountPetitionTerms.handle(tx, service, [event]))
  await handle()
  await handle()
  expect(await due()).toBe('2026-12-17')
  const page = await seenBy('receptionist', petitionId)
  expect(page?.steps.filter(({ event: name }) => name === 'recount-term').map(({ detail }) => detail)).toEqual([
    { rule: 'K1', was: '2026-12-16', due: '2026-12-17' },
  ])
  const desk = year.scope('receptionist', 'petition:work')
  const forged = db.database.asActor(
    desk,
    (tx) =>
      tx.$queryRaw`select app.move_petition_term('petition', ${petitionId}::uuid, 1, 'K1', '2027-12-17'::date, false)::text`,
  )
  await expect(forged).rejects.toThrow()
})

test('a direction of the secretary is followed to its end: reported by who owes, closed by who gave it, the old day kept', async () => {
  const petitionId = await registerExample(db, year, { receivedOn: '2026-12-07' })
  const give = (direction: NewDirection, who: DeskKey = 'unitHead', paper = petitionId) =>
    giveDirection(db.database, actingAs(year, who), {
      requestId: newId(),
      petitionId: paper,
      direction,
      now: exampleNow,
    })
  const wanted = { owedById: year.organizations.commune, content: 'Kiểm tra thực địa, báo cáo.', dueOn: '2026-12-15' }
  expect(await give(wanted, 'receptionist')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await give({ ...wanted, owedById: year.organizations.strangerCommune })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  expect(await give({ ...wanted, dueOn: '2026-12-01' })).toMatchObject({
    refusal: { findings: [{ code: 'DUE_BEFORE_GIVEN' }] },
  })
  const given = await give(wanted)
  const directionId = given.ok ? given.value.directionId : ''
  const see = async (who: DeskKey) => {
    const scope = year.prove(who, 'petition:read')
    return scope && readDirection(db.database, { scope, acting: actingAs(year, who) }, { directionId, now: exampleNow })
  }
  // Ten working days for telling the citizen, from Tuesday 8 December.
  expect((await see('receptionist'))?.direction).toMatchObject({ state: 'issued', citizenDueOn: '2026-12-23' })
  expect(await see('strangerReceptionist')).toBeNull()
  const act = async (who: DeskKey, one: DirectionAct) => {
    const [row] = await db.asOwner('select version from party_direction where id = $1', [directionId])
    return takeDirectionStep(db.database, actingAs(year, who), {
      ...{ requestId: newId(), directionId, version: Number(row?.['version']), act: one, now: exampleNow },
    })
  }
  expect(await act('unitHead', { event: 'close', content: 'Xong' })).toMatchObject({
    refusal: { code: 'NO_SUCH_STEP' },
  })
  expect(await act('receptionist', { event: 'progress', content: 'Đã đi thực địa' })).toMatchObject({ ok: true })
  expect(await act('receptionist', { event: 'report', content: 'Đã đo lại' })).toMatchObject({ ok: true })
  expect((await see('deputyHead'))?.offered).toEqual(['notify-citizen'])
  expect(await act('deputyHead', { event: 'close', content: 'Xong' })).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await act('unitHead', { event: 'reopen', content: 'Còn thửa 13', dueOn: '2026-12-20' })).toMatchObject({
    ok: true,
  })
  expect(await act('unitHead', { event: 'report', content: 'Tự báo' })).toMatchObject({ ok: true })
  expect(await act('unitHead', { event: 'close', content: 'Xong' })).toMatchObject({
    refusal: { findings: [{ code: 'REPORTER_CLOSES' }] },
  })
  // Who gave it decides here no longer: another head closes.
  await db.asOwner(`update access_grant set valid_to = '2020-01-02' where user_id = $1 and role = 'unit-head'`, [
    year.actors.unitHead.userId,
  ])
  expect(await act('deputyHead', { event: 'notify-citizen', content: 'Văn bản', onDay: '2026-12-08' })).toMatchObject({
    ok: true,
  })
  expect(await act('deputyHead', { event: 'close', content: 'Xong' })).toMatchObject({ ok: true })
  await db.asOwner(`update access_grant set valid_to = '9999-12-31' where user_id = $1 and role = 'unit-head'`, [
    year.actors.unitHead.userId,
  ])
  const end = await see('receptionist')
  expect(end?.direction).toMatchObject({ state: 'closed', dueOn: '2026-12-20', citizenNotifiedOn: '2026-12-08' })
  expect(end?.steps.map(({ event, dueOn }) => [event, dueOn])).toEqual([
    ...[
      ['give', '2026-12-15'],
      ['progress', '2026-12-15'],
      ['report', '2026-12-15'],
      ['reopen', '2026-12-20'],
    ],
    ...[
      ['report', '2026-12-20'],
      ['notify-citizen', '2026-12-20'],
      ['close', '2026-12-20'],
    ],
  ])
  // Of a denunciation nothing goes to the denounced or below, and nobody shut out of the paper sees its direction.
  const secret = await registerExample(db, year, {
    ...exampleDenunciation,
    respondentOrganizationId: year.organizations.cell,
  })
  expect(await give({ ...wanted, owedById: year.organizations.cell }, 'unitHead', secret)).toMatchObject({
    refusal: { findings: [{ code: 'DIRECTED_TO_DENOUNCED' }] },
  })
  expect(await give({ ...wanted, content: 'Gọi 0987654321' }, 'unitHead', secret)).toMatchObject({
    refusal: { findings: [{ code: 'DIRECTION_TELLS_SENDER' }] },
  })
})

test('a denunciation of the party track is routed by the term of the unit’s own document, and has none without', async () => {
  const sort = {
    event: 'sort',
    eligibility: 'eligible',
    reasons: [],
    competence: 'party-internal',
    handling: 'forward',
  } as const
  const route = async () => {
    const petitionId = await registerExample(db, year, { ...exampleDenunciation, receivedOn: '2026-12-07' })
    expect(await stepPaper(db, year, { petitionId, who: 'receptionist', act: sort })).toMatchObject({ ok: true })
    return seenBy('receptionist', petitionId)
  }
  expect((await route())?.clocks[0]).toMatchObject({ rule: 'P-R', due: null, refusal: 'NO_QUANTITY' })
  const term = { quantity: 5, unit: 'WD', basis: 'QC 3-QC/ĐU', validFrom: '2026-12-01' } as const
  const set = (who: DeskKey) =>
    setPartyTerm(db.database, actingAs(year, who), {
      ...{ requestId: newId(), organizationId: year.organizations.commune, term, now: exampleNow },
    })
  expect(await set('receptionist')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await set('unitHead')).toMatchObject({ ok: true })
  expect(await set('unitHead')).toMatchObject({ refusal: { code: 'TERM_BEGINS_TWICE' } })
  const routed = await route()
  // Five working days from Monday 7 December; Thursday the 10th was made a holiday above.
  expect(routed?.petition).toMatchObject({ dueRule: 'P-R', dueOn: '2026-12-15' })
  expect(routed?.proposal).toMatchObject({ rule: 'denunciation-party', handling: 'forward' })
})
