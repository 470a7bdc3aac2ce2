import { newId } from '@nq15/db/ids'
import { readDirectCounts } from '@nq15/db/monitoring/screened.read'
import { proveScope } from '@nq15/db/prove-scope'
import { listMembersToFreeze } from '@nq15/db/ratings/population.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import {
  concludeExample,
  emptyInspections,
  exampleConclusion,
  exampleInspection,
  inspectionActing,
  readInspectionAs,
  stepExampleDiscipline,
  stepExampleInspection,
} from './example-inspection.ts'
import { openDiscipline } from './open-discipline.ts'
import { countDiscipline, listDiscipline, readDiscipline } from './read-discipline.ts'
import { settleDisciplines } from './settle-disciplines.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
})
afterAll(() => db.close())
beforeEach(() => emptyInspections(db))

const read = (who: AccountKey, inspectionId: string) => readInspectionAs(db, year, { who, inspectionId })
describe('discipline is need to know', () => {
  const proceeding = {
    violation: 'Để đơn quá hạn.',
    violatedOn: '2026-05-10',
    restartedOn: null,
    isGrave: false,
    inspectionId: null,
  }
  const open = async (card: string, given: object = {}) =>
    openDiscipline(db.database, inspectionActing(year, 'inspection'), {
      ...{ requestId: newId(), now: exampleNow },
      proceeding: {
        ...proceeding,
        card,
        organizationId: year.organizations.commune,
        bodyId: year.organizations.city,
        ...given,
      },
    })
  const decide = {
    event: 'decide',
    form: 'reprimand',
    number: '7-QĐ/TU',
    decidedOn: '2026-12-08',
    effectiveOn: '2026-12-08',
    dutyRelated: 'yes',
    reason: 'a',
  } as const
  const settle = (at: string) => {
    const hand = proveScope(serviceActor('inspection'), 'inspection:decide')
    if (!hand) throw new Error('the hand lacks its permission')
    return settleDisciplines(db.database, hand, { now: new Date(at) })
  }
  const propose = {
    event: 'propose',
    form: 'reprimand',
    reference: '4-TTr',
    statement: 'a',
    concludedOn: '2026-12-01',
  } as const
  const counted = async (day: string) => {
    const service = proveScope(serviceActor('screening', { requestId: 'r-1' }), 'monitoring:screen')
    if (!service) throw new Error('the service of screening lacks its permission')
    const of = { organizationIds: [year.organizations.cell], day, youngAge: 30, ratedYear: 2026 }
    return (await db.database.asActor(service, (tx) => readDirectCounts(tx, service, of)))[0]?.disciplined
  }

  test('opened by the commission, decided by another, the fact in effect, lapsed, revoked as wrongful: every indicator follows', async () => {
    const opened = await open('01.000001')
    if (!opened.ok) throw new Error(JSON.stringify(opened))
    const { caseId } = opened.value
    const see = (who: AccountKey) => {
      const scope = year.prove(who, 'discipline:read')
      return scope && readDiscipline(db.database, scope, { caseId, now: exampleNow })
    }
    // The deciding committee knows a code, the commission the name; the commune's committee, its office and the board nothing.
    expect((await see('standingCommittee'))?.proceeding).toMatchObject({ memberName: null, subjectCode: '01.000001' })
    expect((await see('inspection'))?.proceeding).toMatchObject({ memberName: 'Nguyễn Văn An', object: 'full-member' })
    expect([await see('committee'), await see('office'), await see('board'), await see('secretary')]).toEqual([
      null,
      null,
      null,
      null,
    ])
    const scope = year.scope('committee', 'discipline:read')
    expect(await listDiscipline(db.database, scope)).toEqual([])
    expect(await db.database.asReader(scope, (tx) => tx.disciplineCase.count())).toBe(0)

    expect(await stepExampleDiscipline(db, year, { caseId, who: 'inspection', act: propose })).toMatchObject({
      ok: true,
    })
    expect(await stepExampleDiscipline(db, year, { caseId, who: 'inspection', act: decide })).toMatchObject({
      refusal: { findings: [{ code: 'PROPOSER_DECIDES' }] },
    })
    expect(
      await stepExampleDiscipline(db, year, {
        caseId,
        who: 'standingCommittee',
        act: { ...decide, form: 'dissolution' },
      }),
    ).toMatchObject({ refusal: { findings: [{ code: 'FORM_NOT_FOR_OBJECT' }] } })
    expect(await stepExampleDiscipline(db, year, { caseId, who: 'standingCommittee', act: decide })).toMatchObject({
      value: { state: 'effective' },
    })
    // What the decision says of duty is the fact a rating reads, with the day of the violation.
    expect(await db.asOwner('select duty_related, duty_basis, violated_on::text from discipline_record')).toEqual([
      { duty_related: 'yes', duty_basis: '7-QĐ/TU', violated_on: '2026-05-10' },
    ])
    expect((await see('inspection'))?.proceeding).toMatchObject({
      lapsesOn: '2027-12-08',
      concludedOn: '2026-12-01',
      limitation: { because: 'months', endsOn: '2031-05-10', countedTo: '2026-12-01' },
    })
    expect([await counted('2026-12-31'), await counted('2027-11-30')]).toEqual([1, 1])

    const outside = { scope: year.scope('board', 'inspection:read'), knowing: null }
    const knowing = {
      scope: year.scope('inspection', 'inspection:read'),
      knowing: year.prove('inspection', 'discipline:read'),
    }
    const of = { organizationId: year.organizations.city, year: 2026 }
    expect(await countDiscipline(db.database, outside, of)).toEqual([
      { object: 'member', form: 'reprimand', count: 'suppressed' },
    ])
    expect(await countDiscipline(db.database, knowing, of)).toEqual([{ object: 'member', form: 'reprimand', count: 1 }])

    // Not a night before its day; then once, whoever else looks, with the rule it was counted by.
    const later = new Date('2027-12-09T03:00:00Z')
    expect(await settle('2027-12-06T17:20:00Z')).toMatchObject({ lapsed: 0 })
    expect(await settle('2027-12-07T17:20:00Z')).toMatchObject({ lapsed: 1 })
    expect(await settle('2027-12-08T17:20:00Z')).toMatchObject({ lapsed: 0 })
    expect((await see('inspection'))?.steps.at(-1)).toMatchObject({
      ...{ event: 'lapse', onDay: '2027-12-08', actorName: 'NQ15 inspection' },
      lapse: { months: 12, source: 'Quy định về kỷ luật đảng, chưa đối chiếu văn bản' },
    })
    // Lapsed: gone from the day on, kept in the months before it.
    expect(await counted('2026-12-31')).toBe(1)
    const revoke = { event: 'revoke', number: '9-QĐ/TU', decidedOn: '2027-12-09', reason: 'Kỷ luật oan.' } as const
    expect(
      await stepExampleDiscipline(db, year, { caseId, who: 'standingCommittee', act: revoke, now: later }),
    ).toMatchObject({ value: { state: 'revoked-wrongful' } })
    expect(await counted('2026-12-31')).toBe(0)
    const marked = await db.asOwner(
      `select to_char(month, 'YYYY-MM-DD') as month from screening_pending where organization_id = $1`,
      [year.organizations.cell],
    )
    expect(marked).toEqual([{ month: '2026-12-01' }])
    expect((await db.asOwner(`select payload from outbox where type = 'inspection.discipline-changed'`)).length).toBe(3)
    await expect(db.asOwner(`update discipline_case set form = 'warning'`)).rejects.toThrow('kept')
  })

  test('a relapse prolongs the record that was to lapse', async () => {
    const caseIds: string[] = []
    for (const [number, decidedOn] of [
      ['7-QĐ/TU', '2026-12-08'],
      ['8-QĐ/TU', '2027-06-01'],
    ] as const) {
      const opened = await open('01.000001')
      if (!opened.ok) throw new Error(JSON.stringify(opened))
      const { caseId } = opened.value
      caseIds.push(caseId)
      await stepExampleDiscipline(db, year, { caseId, who: 'inspection', act: propose })
      const act = { ...decide, number, decidedOn, effectiveOn: decidedOn }
      const now = new Date(`${decidedOn}T03:00:00Z`)
      expect(await stepExampleDiscipline(db, year, { caseId, who: 'standingCommittee', act, now })).toMatchObject({
        ok: true,
      })
    }
    expect(await settle('2027-12-08T17:20:00Z')).toMatchObject({ lapsed: 0, prolonged: 1 })
    expect(await settle('2028-05-31T17:20:00Z')).toMatchObject({ lapsed: 2 })
    const scope = year.scope('inspection', 'discipline:read')
    expect((await listDiscipline(db.database, scope)).map(({ state, endedOn }) => [state, endedOn])).toEqual(
      caseIds.map(() => ['lapsed', '2028-06-01']),
    )
  })

  test('an expulsion ends the membership from its day; revoked as wrongful he was a member all along', async () => {
    const file = async () =>
      (
        await db.asOwner(
          `select m.status, to_char(m.status_since, 'YYYY-MM-DD') as since from member m where m.card_number = '01.000001'`,
        )
      )[0]
    const isRated = async () => {
      const service = proveScope(serviceActor('campaign', { requestId: 'r-1' }), 'campaign:setup')
      if (!service) throw new Error('the service of the rating year lacks its permission')
      const of = { cellIds: [year.organizations.cell], day: '2026-12-31' } as const
      const rated = await db.database.asActor(service, (tx) => listMembersToFreeze(tx, service, of))
      return rated.some(({ cardNumber }) => cardNumber === '01.000001')
    }
    const before = await file()
    expect([before, await isRated()]).toEqual([{ status: 'active', since: null }, true])
    const opened = await open('01.000001')
    if (!opened.ok) throw new Error(JSON.stringify(opened))
    const { caseId } = opened.value
    await stepExampleDiscipline(db, year, { caseId, who: 'inspection', act: { ...propose, form: 'expulsion' } })
    const act = { ...decide, form: 'expulsion', effectiveOn: '2026-12-10' } as const
    expect(await stepExampleDiscipline(db, year, { caseId, who: 'standingCommittee', act })).toMatchObject({ ok: true })
    // Not before the day it has effect, then by the night's work; it never lapses.
    expect(await file()).toEqual(before)
    expect(await settle('2026-12-08T17:20:00Z')).toMatchObject({ expelled: 0 })
    expect(await settle('2026-12-09T17:20:00Z')).toEqual({ lapsed: 0, prolonged: 0, expelled: 1 })
    expect([await file(), await isRated()]).toEqual([{ status: 'expelled', since: '2026-12-10' }, false])
    expect(await settle('2030-01-01T17:20:00Z')).toEqual({ lapsed: 0, prolonged: 0, expelled: 0 })

    const revoke = { event: 'revoke', number: '9-QĐ/TU', decidedOn: '2026-12-20', reason: 'Oan.' } as const
    const now = new Date('2026-12-20T03:00:00Z')
    expect(await stepExampleDiscipline(db, year, { caseId, who: 'standingCommittee', act: revoke, now })).toMatchObject(
      {
        value: { state: 'revoked-wrongful' },
      },
    )
    expect([await file(), await isRated()]).toEqual([before, true])
    expect(await settle('2030-01-01T17:20:00Z')).toEqual({ lapsed: 0, prolonged: 0, expelled: 0 })
  })

  test('of a conclusion that found a violation; an organization is never its own judge; a stranger’s card is not known', async () => {
    const inspectionId = await exampleInspection(db, year)
    await concludeExample(db, year, inspectionId, { ...exampleConclusion, remedies: [] })
    expect(await open('', { inspectionId })).toMatchObject({ refusal: { code: 'NO_VIOLATION_FOUND' } })
    await stepExampleInspection(db, year, {
      inspectionId,
      who: 'inspection',
      act: { event: 'open-discipline', reason: 'a' },
    })
    const follow = { inspectionId, who: 'inspection', act: { event: 'follow' } } as const
    expect(await stepExampleInspection(db, year, follow)).toMatchObject({
      refusal: { findings: [{ code: 'DISCIPLINE_MISSING' }] },
    })
    const opened = await open('', { inspectionId })
    if (!opened.ok) throw new Error(JSON.stringify(opened))
    expect(await stepExampleInspection(db, year, follow)).toMatchObject({
      refusal: { findings: [{ code: 'DISCIPLINE_OPEN' }] },
    })
    const { caseId } = opened.value
    // The inspection's own conclusion is the one it is counted to; no other may be told beside it.
    expect(await stepExampleDiscipline(db, year, { caseId, who: 'inspection', act: propose })).toMatchObject({
      refusal: { findings: [{ code: 'CONCLUDED_BY_INSPECTION' }] },
    })
    const own = { ...propose, concludedOn: null }
    expect(await stepExampleDiscipline(db, year, { caseId, who: 'inspection', act: own })).toMatchObject({ ok: true })
    expect(await stepExampleDiscipline(db, year, { caseId, who: 'standingCommittee', act: decide })).toMatchObject({
      ok: true,
    })
    expect(
      await db.asOwner(
        `select to_char(c.concluded_on, 'YYYY-MM-DD') = c.limitation->>'countedTo' and c.concluded_on = i.concluded_on as same
           from discipline_case c join inspection i on i.id = c.inspection_id where c.id = $1`,
        [caseId],
      ),
    ).toEqual([{ same: true }])
    expect(await stepExampleInspection(db, year, follow)).toMatchObject({ value: { state: 'remedying' } })
    expect((await read('board', inspectionId))?.proceedings).toEqual({ all: 1, open: 0 })
    expect(await open('', { organizationId: year.organizations.city })).toMatchObject({
      refusal: { code: 'ORGANIZATION_DECIDES' },
    })
    expect(await open('01.000051', {})).toMatchObject({ refusal: { code: 'UNKNOWN_CARD' } })
  })
})
