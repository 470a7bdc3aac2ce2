import { newId } from '@nq15/db/ids'
import { listCommitments } from '@nq15/db/incidents/commitment.read'
import { listIncidents } from '@nq15/db/incidents/incident.read'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { CommitmentAct } from '@nq15/domain/incidents'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import {
  beginExample,
  exampleDecision,
  exampleIncident,
  examplePromise,
  incidentsActing,
  promiseOfExample,
  stepExampleIncident,
} from './example-incidents.ts'
import { takeCommitmentStep } from './make-commitment.ts'
import { missCommitments } from './miss-commitments.ts'
import { openIncident } from './open-incident.ts'
import { readIncident } from './read-incident.ts'
import { takeIncidentStep } from './take-incident-step.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
})
afterAll(() => db.close())

const read = (who: AccountKey, caseId: string) =>
  readIncident(db.database, year.scope(who, 'case:read'), { caseId, now: exampleNow })
const opened = async (given: Parameters<typeof exampleIncident>[2] = {}) => {
  const made = await exampleIncident(db, year, given)
  if (!made.ok) throw new Error(JSON.stringify(made))
  return made.value
}
const step = (caseId: string, who: AccountKey, act: Parameters<typeof takeIncidentStep>[2]['act']) =>
  stepExampleIncident(db, year, { caseId, who, act })
const stepPromise = async (commitmentId: string, act: CommitmentAct) => {
  const [row] = await db.asOwner('select version from public_commitment where id = $1', [commitmentId])
  const command = { requestId: newId(), commitmentId, version: Number(row?.['version']), act, now: exampleNow }
  return takeCommitmentStep(db.database, incidentsActing(year, 'office'), command)
}

test('from the entry to off the list: a missed promise holds it up, settled and taken off are decided apart by two persons', async () => {
  const { caseId, code } = await opened()
  expect(code).toMatch(/^VV-2026-\d{4}$/u)
  expect(await step(caseId, 'office', { event: 'start', plan: 'a' })).toMatchObject({
    refusal: { code: 'NO_SUCH_STEP' },
  })
  await beginExample(db, year, caseId)
  // Its day was yesterday, so it is missed as soon as it stands there.
  const promised = await promiseOfExample(db, year, { caseId })
  if (!promised.ok) throw new Error(JSON.stringify(promised))
  expect(promised.value.state).toBe('missed')
  expect(await step(caseId, 'committee', { event: 'settle', ...exampleDecision, reason: 'Đã chi trả' })).toMatchObject({
    value: { state: 'settled' },
  })
  const propose = { event: 'propose-removal', reason: 'Ổn định' } as const
  expect(await step(caseId, 'office', propose)).toMatchObject({
    refusal: { findings: [{ code: 'MILESTONE_OPEN' }, { code: 'COMMITMENT_OPEN' }] },
  })
  expect(await step(caseId, 'office', { event: 'reopen', reason: 'Còn mốc chưa xong' })).toMatchObject({ ok: true })
  const assign = { event: 'assign', ...exampleDecision, leader: 'Chủ tịch UBND', leadBody: 'UBND xã', cooperating: '' }
  expect(await step(caseId, 'committee', assign as never)).toMatchObject({ value: { state: 'assigned' } })
  const milestoneId = (await read('office', caseId))?.milestones[0]?.milestoneId ?? ''
  await step(caseId, 'office', { event: 'finish-milestone', milestoneId, doneOn: '2026-12-08' })
  await step(caseId, 'office', { event: 'start', plan: 'Tiếp tục.' })
  await stepPromise(promised.value.commitmentId, { event: 'keep', keptOn: '2026-12-08', evidence: 'Biên bản 4' })
  await step(caseId, 'committee', { event: 'settle', ...exampleDecision, reason: 'Đã xong' })
  expect(await step(caseId, 'office', propose)).toMatchObject({ value: { state: 'removal-pending' } })
  expect(await step(caseId, 'office', { event: 'remove', ...exampleDecision, reason: 'a' })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  expect(await step(caseId, 'committee', { event: 'remove', ...exampleDecision, reason: 'Hết' })).toMatchObject({
    value: { state: 'removed' },
  })
  const page = await read('board', caseId)
  expect(page?.incident).toMatchObject({ state: 'removed', settledOn: '2026-12-08', removedOn: '2026-12-08' })
  // Both settlements stay in its steps, and the old day of the promise beside the day it was kept.
  expect(page?.steps.filter(({ event }) => event === 'settle')).toHaveLength(2)
  expect(page?.commitments[0]).toMatchObject({ state: 'kept-late', dueOn: '2026-12-07', keptOn: '2026-12-08' })
  // The same matter again is a new case of the same family.
  const again = await opened({ earlierCode: code })
  expect((await read('office', again.caseId))?.family).toMatchObject([{ code, state: 'removed' }])
})

test('nobody beyond his reach, nobody without the right, no name, one act for one request', async () => {
  const { caseId } = await opened()
  expect(await read('strangerOffice', caseId)).toBeNull()
  expect(await step(caseId, 'strangerOffice', { event: 'receive', note: '' })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  expect(await step(caseId, 'board', { event: 'receive', note: '' })).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await exampleIncident(db, year, { title: 'Đơn của ông Bình' })).toMatchObject({
    refusal: { findings: [{ code: 'NAMES_A_PERSON', condition: 'name' }] },
  })
  expect(await exampleIncident(db, year, { organizationId: year.organizations.strangerCommune })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
  const acting = incidentsActing(year, 'office')
  const command = {
    requestId: newId(),
    caseId,
    version: 1,
    act: { event: 'receive', note: '' },
    now: exampleNow,
  } as const
  const both = [
    await takeIncidentStep(db.database, acting, command),
    await takeIncidentStep(db.database, acting, command),
  ]
  expect(both[1]).toEqual(both[0])
  const late = { ...command, requestId: newId(), act: { event: 'describe', legalPosition: '', informationLead: '' } }
  expect(
    await takeIncidentStep(db.database, acting, {
      ...late,
      act: { ...late.act, event: 'describe', households: 'unknown', participants: 'unknown' },
    }),
  ).toMatchObject({ refusal: { code: 'CHANGED_MEANWHILE' } })
  // Another hand on somebody's word is refused before anything is looked at.
  const foreign = { ...acting, hand: incidentsActing(year, 'committee').hand }
  expect(await takeIncidentStep(db.database, foreign, { ...command, requestId: newId() })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  })
})

test('a case a district followed is handed over by who takes it, before anything else moves', async () => {
  const { caseId } = await opened({ level: 'district', firstSeenOn: '2024-05-01' })
  expect(await step(caseId, 'office', { event: 'receive', note: '' })).toMatchObject({
    refusal: { findings: [{ code: 'HAND_OVER_NEEDED' }] },
  })
  const handOver = { event: 'set-level', ...exampleDecision, level: 'city', reason: 'Bàn giao 1/7/2025' } as const
  expect(await step(caseId, 'committee', handOver)).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await step(caseId, 'standingCommittee', handOver)).toMatchObject({ ok: true })
  expect((await read('office', caseId))?.incident).toMatchObject({ level: 'city', deciderId: year.organizations.city })
})

test('the nightly look calls a promise missed the day after its day, once; a new date is a new promise and the old one stays', async () => {
  const { caseId } = await opened()
  const due = { ...examplePromise, announcedOn: '2026-12-01', dueOn: '2026-12-08' }
  const made = await promiseOfExample(db, year, { caseId, commitment: due })
  if (!made.ok) throw new Error(JSON.stringify(made))
  const night = proveScope(serviceActor('incidents'), 'case:decide')
  if (!night) throw new Error('the service lacks its permission')
  const nextDay = new Date(exampleNow.getTime() + 86_400_000)
  expect(await missCommitments(db.database, night, exampleNow)).toBe(0)
  expect(await missCommitments(db.database, night, nextDay)).toBe(1)
  expect(await missCommitments(db.database, night, nextDay)).toBe(0)
  const { commitmentId } = made.value
  const [told] = await db.asOwner(
    `select payload from outbox where type = 'incidents.commitment-missed' and payload ->> 'caseId' = $1`,
    [caseId],
  )
  expect(told?.['payload']).toMatchObject({ dueOn: '2026-12-08' })
  const commitment = { ...due, announcedOn: '2026-12-08', dueOn: '2026-12-31' }
  expect(await stepPromise(commitmentId, { event: 'replace', commitment })).toMatchObject({
    value: { state: 'missed' },
  })
  expect(await stepPromise(commitmentId, { event: 'replace', commitment })).toMatchObject({
    refusal: { findings: [{ code: 'REPLACED_ALREADY' }] },
  })
  const [old, next] = (await read('office', caseId))?.commitments ?? []
  expect([old, next]).toMatchObject([
    { state: 'missed', dueOn: '2026-12-08', replacedById: next?.commitmentId },
    { state: 'made', dueOn: '2026-12-31', replacesId: commitmentId },
  ])
  const scope = year.scope('office', 'case:read')
  const all = await db.database.asReader(scope, (tx) => listCommitments(tx, scope, { limit: 50 }))
  expect(all[0]?.state).toBe('missed')
  const register = await db.database.asReader(scope, (tx) =>
    listIncidents(tx, scope, { today: '2026-12-08', limit: 50 }),
  )
  expect(register.find((one) => one.caseId === caseId)).toMatchObject({ missed: 1, standing: 1 })
})

test('the database keeps the old date, the code and every step, whoever asks', async () => {
  const { caseId } = await opened()
  const made = await promiseOfExample(db, year, { caseId })
  if (!made.ok) throw new Error(JSON.stringify(made))
  const { commitmentId } = made.value
  const refused = async (sql: string, id: string) => expect(db.asOwner(sql, [id])).rejects.toThrow(/kept|append-only/u)
  await refused(`update public_commitment set due_on = due_on + 30 where id = $1`, commitmentId)
  await refused(`delete from public_commitment where id = $1`, commitmentId)
  await refused(`update complex_case set code = 'VV-2020-0001' where id = $1`, caseId)
  await refused(`update complex_case_step set reason = 'x' where case_id = $1`, caseId)
  // Not through the hand: the login of a person writes nothing here.
  const office = year.scope('office', 'case:work')
  const sole = { where: { id: caseId }, data: { title: 'x' } }
  expect(await db.database.asActor(office, (tx) => tx.complexCase.updateMany(sole))).toEqual({ count: 0 })
})

test('an entry is for who works on cases', async () => {
  const incident = {
    ...{ organizationId: year.organizations.commune, title: 'a', place: 'b', matter: 'land' as const },
    ...{ firstSeenOn: '2026-03-01', source: 'inspection' as const, level: 'commune' as const },
    ...{ projectCode: 'KHONG-CO', earlierCode: '' },
  }
  const by = (who: AccountKey, more = {}) =>
    openIncident(db.database, incidentsActing(year, who), {
      ...{ requestId: newId(), incident: { ...incident, ...more }, now: exampleNow },
    })
  expect(await by('inspection')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  expect(await by('office', { organizationId: year.organizations.cell })).toMatchObject({
    refusal: { code: 'NOT_AN_AREA' },
  })
  expect(await by('office')).toMatchObject({ refusal: { code: 'UNKNOWN_PROJECT' } })
  expect(await by('office', { projectCode: '', earlierCode: 'VV-2001-0001' })).toMatchObject({
    refusal: { code: 'UNKNOWN_EARLIER_CASE' },
  })
})
