import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { OnlineReception, PetitionIntake } from '@nq15/domain/petitions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleNow } from '../ratings/example-year.ts'
import { actingAs, type DeskKey, type ExampleDesk, exampleDesk, registerExample, stepPaper } from './example-desk.ts'
import { decideOnDestruction, destroyDecided, proposeDestruction } from './keep-destruction.ts'
import { endFeed, makeFeed, readFeed } from './keep-feed.ts'
import { cancelOnline, holdOnline, planOnline, prepareOnline } from './keep-online.ts'
import { publishSchedule } from './keep-reception.ts'
import { readPetition } from './read-petition.ts'

let db: TestDatabase
let year: ExampleDesk
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleDesk(db)
}, 600_000)
afterAll(() => db.close())

const seenBy = async (who: DeskKey, petitionId: string) => {
  const scope = year.prove(who, 'petition:read')
  return scope && readPetition(db.database, scope, { petitionId, now: exampleNow })
}

test('a reception over a connection opens a session once everything the law asks was done in time, and never for a protected denouncer', async () => {
  const scope = year.scope('receptionist', 'petition:work')
  const { commune: organizationId } = year.organizations
  const plan: OnlineReception = {
    ...{ head: 'commune-chair', kind: 'regular', matter: 'complaint', plannedOn: '2026-12-22', beginsAt: '08:30' },
    ...{ host: 'Người tiếp', points: 'Phường', waivesProtection: false, isSecured: false },
  }
  const ask = (one: OnlineReception) =>
    planOnline(db.database, scope, { requestId: newId(), organizationId, plan: one, now: exampleNow })
  expect(await ask({ ...plan, matter: 'denunciation' })).toMatchObject({
    refusal: { findings: [{ code: 'PROTECTED_NOT_ONLINE' }] },
  })
  const planned = await ask(plan)
  const onlineId = planned.ok ? planned.value.onlineId : ''
  const on = (version: number, now = exampleNow) => ({ requestId: newId(), onlineId, version, now })
  expect(await prepareOnline(db.database, scope, { ...on(1), code: 'notice', onDay: '2026-12-09' })).toMatchObject({
    refusal: { findings: [{ code: 'PREPARED_IN_FUTURE' }] },
  })
  const codes = ['notice', 'test', 'connect', 'record', 'storage'] as const
  for (const [at, code] of codes.entries())
    expect(await prepareOnline(db.database, scope, { ...on(at + 1), code, onDay: '2026-12-08' })).toMatchObject({
      ok: true,
    })
  expect(await prepareOnline(db.database, scope, { ...on(6), code: 'test', onDay: '2026-12-08' })).toMatchObject({
    ok: false,
  })
  expect(await holdOnline(db.database, scope, on(6))).toMatchObject({
    refusal: { findings: [{ code: 'NOT_THE_DAY_YET' }] },
  })
  const held = await holdOnline(db.database, scope, on(6, new Date('2026-12-22T03:00:00Z')))
  const [session] = await db.asOwner('select mode, place from reception_session where id = $1', [
    held.ok ? held.value.sessionId : '',
  ])
  expect(session).toEqual({ mode: 'online', place: 'Phường' })
  expect(await cancelOnline(db.database, scope, { ...on(7), reason: 'x' })).toMatchObject({
    refusal: { code: 'NO_SUCH_STEP' },
  })
})

test('a secret address opens the published days of its head alone, holds no citizen, and opens nothing once revoked', async () => {
  const scope = year.scope('receptionist', 'petition:work')
  const { commune: organizationId } = year.organizations
  for (const head of ['commune-chair', 'commune-secretary'] as const) {
    const schedule = { head, month: '2999-12', days: ['2999-12-10'], place: 'Trụ sở' }
    await publishSchedule(db.database, scope, { requestId: newId(), organizationId, schedule, now: exampleNow })
  }
  const command = { requestId: newId(), organizationId, head: 'commune-secretary', label: 'Văn phòng' } as const
  const made = await makeFeed(db.database, scope, command)
  const token = made.ok ? (made.value.token ?? '') : ''
  expect(await makeFeed(db.database, scope, command)).toEqual({ ok: true, value: { token: null } })
  const days = await readFeed(db.database, token)
  expect(days?.map(({ head, heldOn }) => [head, heldOn])).toEqual([
    ['', ''],
    ['commune-secretary', '2999-12-10'],
  ])
  const [kept] = await db.asOwner('select id, token_hash from reception_feed')
  expect(kept?.['token_hash']).not.toBe(token)
  for (const wrong of ['', 'x', `${token.slice(0, 42)}${token.endsWith('A') ? 'B' : 'A'}`])
    expect(await readFeed(db.database, wrong)).toBeNull()
  const feedId = String(kept?.['id'])
  expect(
    await endFeed(db.database, year.scope('strangerReceptionist', 'petition:work'), { requestId: newId(), feedId }),
  ).toMatchObject({ ok: false })
  expect(await endFeed(db.database, scope, { requestId: newId(), feedId })).toMatchObject({ ok: true })
  expect(await readFeed(db.database, token)).toBeNull()
})

test('filed papers are destroyed by a decision of another person, a legal hold keeps them, and the trace says by which decision', async () => {
  const name = 'Kanari Thị Thu'
  const file = async (intake: Partial<PetitionIntake>) => {
    const petitionId = await registerExample(db, year, { originals: 0, ...intake })
    const sort = {
      event: 'sort',
      eligibility: 'ineligible',
      reasons: ['illegible'],
      competence: 'own',
      handling: 'file',
    } as const
    await stepPaper(db, year, { petitionId, who: 'receptionist', act: sort })
    expect(
      await stepPaper(db, year, { petitionId, who: 'receptionist', act: { event: 'file', reason: `${name} gửi lại` } }),
    ).toMatchObject({ ok: true })
    return petitionId
  }
  const gone = await file({ petitionerName: name, content: `${name} viết không rõ.` })
  const held = await file({ petitionerName: name })
  const later = new Date('2027-12-10T03:00:00Z')
  const propose = (petitionIds: readonly string[], now: Date) =>
    proposeDestruction(db.database, actingAs(year, 'receptionist'), {
      ...{
        requestId: newId(),
        organizationId: year.organizations.commune,
        petitionIds,
        reason: 'Hết thời hạn lưu.',
        now,
      },
    })
  expect(await propose([gone], exampleNow)).toMatchObject({
    refusal: { findings: [{ code: 'NOT_FILED_LONG_ENOUGH' }] },
  })
  const proposed = await propose([gone, held], later)
  expect(await propose([gone], later)).toMatchObject({ refusal: { findings: [{ code: 'ON_A_LIST' }] } })
  const destructionId = proposed.ok ? proposed.value.destructionId : ''
  const decide = (who: DeskKey) =>
    decideOnDestruction(db.database, actingAs(year, who), {
      ...{ requestId: newId(), destructionId, version: 1, decision: { event: 'decide', number: '7/QĐ' }, now: later },
    })
  expect(await decide('receptionist')).toMatchObject({ refusal: { code: 'NOT_FOUND' } })
  const service = proveScope(serviceActor('events', { requestId: 'r-8' }), 'event:serve')
  if (!service) throw new Error('the service of events lacks its permission')
  // Before the decision nothing is destroyed, whoever asks.
  expect(await destroyDecided(db.database, service)).toEqual({ destroyed: 0, kept: 0, lists: 0 })
  expect(await decide('unitHead')).toMatchObject({ ok: true })
  await db.asOwner(
    `insert into privacy_hold (id, organization_id, record_table, record_id, reason, decision_number, decided_on, set_by, set_by_name, set_at)
      values ($1, $2, 'petition', $3, 'Đang thanh tra', '1/QĐ', '2027-12-01', $1, 'x', now())`,
    [newId(), year.organizations.commune, held],
  )
  // The year is counted by the database's own day: the paper is filed so that it is over there too.
  await db.asOwner(`alter table petition disable trigger keep`)
  await db.asOwner(`update petition set filed_until = '2020-01-01' where id = any ($1::uuid[])`, [[gone, held]])
  await db.asOwner(`alter table petition enable trigger keep`)
  expect(await destroyDecided(db.database, service)).toEqual({ destroyed: 1, kept: 1, lists: 1 })
  expect(await destroyDecided(db.database, service)).toEqual({ destroyed: 0, kept: 0, lists: 0 })
  const page = await seenBy('receptionist', gone)
  expect(page?.petition).toMatchObject({ state: 'destroyed', petitionerName: '', content: '–', kind: 'complaint' })
  expect(page?.steps.map(({ event, reason, number }) => [event, reason, number]).at(-1)).toEqual([
    'destroy',
    null,
    '7/QĐ',
  ])
  expect((await seenBy('receptionist', held))?.petition).toMatchObject({ state: 'filed', petitionerName: name })
  const [left] = await db.asOwner(
    `select count(*)::int as many from (select x::text from petition x where id = $1 union all select s::text from petition_step s where petition_id = $1) t (words) where words like '%Kanari%'`,
    [gone],
  )
  expect(left?.['many']).toBe(0)
  const items = await db.asOwner('select outcome from petition_destruction_item order by outcome')
  expect(items.map(({ outcome }) => outcome)).toEqual(['destroyed', 'held'])
})
