import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { DecideUnits } from '@nq15/domain/ratings'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decideUnits } from './decide-units.ts'
import { type ExampleUnits, exampleUnits, report, type UnitAccount } from './example-units.ts'
import { exampleNow } from './example-year.ts'
import { readUnitPage } from './read-unit-page.ts'

let db: TestDatabase
let units: ExampleUnits
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  units = await exampleUnits(db)
})

const document: DecideUnits = {
  decisionNumber: '31-QĐ/ĐU',
  decidedOn: '2026-12-08',
  signerName: 'Lương Văn Nam',
  signerTitle: 'BÍ THƯ',
  exceptionDecisionNumber: null,
}

type Chosen = readonly [place: string, subject?: 'COLLECTIVE' | 'LEADER']
async function decide(who: UnitAccount, at: string, chosen: readonly Chosen[], more: Partial<DecideUnits> = {}) {
  const caseIds = await Promise.all(chosen.map(async ([place, subject]) => (await units.unit(place, subject)).id))
  const deciderId = String(units.places[at])
  const command = {
    ...document,
    ...more,
    requestId: newId(),
    campaignId: units.campaignId,
    deciderId,
    caseIds,
    now: exampleNow,
  }
  const answer = await decideUnits(db.database, units.scope(who, 'unit:decide'), command)
  if (answer.ok) return 'done'
  return 'blocking' in answer.refusal ? answer.refusal.blocking.map(({ code }) => code) : answer.refusal.code
}

/** Brings a unit as far as appraised, by the people whose steps they are. */
async function appraise(place: string, who: UnitAccount, level: 'XS' | 'T' | 'HT' = 'T', subject?: 'COLLECTIVE') {
  const more = subject ? { subject } : {}
  await report(db, units, { who, at: place, level, ...more })
  expect(await units.move(who, place, 'send', more)).toBe('done')
  if (place === 'sub') expect(await units.move('sectionSecretary', place, 'forward', more)).toBe('done')
  const advisers = place === 'commune' ? 'board' : 'office'
  expect(await units.move(advisers, place, 'take-up', more)).toBe('done')
  expect(await units.move(advisers, place, 'accept', more)).toBe('done')
}
describe('the legal order', () => {
  test('lower before higher: the section waits for its cell, the commune for everything below', async () => {
    await report(db, units, { who: 'sectionSecretary', at: 'section', level: 'T' })
    await units.move('sectionSecretary', 'section', 'send')
    expect(await units.move('office', 'section', 'take-up')).toMatchObject({
      code: 'OUT_OF_ORDER',
      blocks: [{ code: 'SUBORDINATES_UNDECIDED', count: 1 }, { code: 'MEMBERS_UNDECIDED' }].slice(0, 1),
    })
    await appraise('sub', 'subSecretary')
    expect(await units.move('office', 'section', 'take-up')).toMatchObject({ code: 'OUT_OF_ORDER' })
    expect(await decide('committee', 'commune', [['sub']])).toBe('done')
    expect(await units.move('office', 'section', 'take-up')).toBe('done')

    await report(db, units, { who: 'communeSecretary', at: 'commune', level: 'T' })
    await units.move('communeSecretary', 'commune', 'send')
    expect(await units.move('board', 'commune', 'take-up')).toMatchObject({
      code: 'OUT_OF_ORDER',
      blocks: [
        { code: 'SUBORDINATES_UNDECIDED', count: 5, weight: 'block' },
        { code: 'MEMBERS_UNDECIDED', weight: 'warn' },
      ],
    })
    const page = await readUnitPage(db.database, [units.scope('communeSecretary', 'unit:report')], {
      year: 2026,
      organizationId: String(units.places['commune']),
    })
    expect(page?.below.map(({ name, subject }) => `${name} ${subject}`)).toEqual([
      'Chi bộ Tổ dân phố số 1 CHI_BO',
      'Chi bộ Tổ dân phố số 1 COLLECTIVE',
      'Chi bộ Trường học CHI_BO',
      'Đảng bộ bộ phận Khối Trường học COLLECTIVE',
      'Đảng bộ bộ phận Khối Trường học DB_BO_PHAN',
    ])
  })

  test('a decision checks the order again: what fell behind after the appraisal stands in its way', async () => {
    await appraise('sub', 'subSecretary')
    await decide('committee', 'commune', [['sub']])
    await appraise('section', 'sectionSecretary')
    await db.asOwner(`update rating_unit_case set state = 'appraised' where id = $1`, [(await units.unit('sub')).id])
    expect(await decide('committee', 'commune', [['section']], { decisionNumber: '32-QĐ/ĐU' })).toEqual(['QD-11'])
  })

  test('collective before its head: its decided level is his ceiling, and what was typed counts no more', async () => {
    const head = async () => {
      const [row] = await db.asOwner(
        `select computed_outcome, computed_findings::text as findings from rating_case where is_head and organization_id = $1`,
        [units.places['cell']],
      )
      return row
    }
    await db.asOwner(
      `insert into rating_self_assessment (id, case_id, organization_id, member_id, general_points, result_points, tasks_assigned, tasks_on_time,
          tasks_late, tasks_failed, tasks_exceeded, limitations_pointed_out, limitations_remedied, entered_by, entered_by_name)
        select app.uuid_v7(), id, organization_id, member_id, 29, 66, 10, 10, 0, 0, 5, 0, 0, app.uuid_v7(), 'x' from rating_case
         where is_head and organization_id = $1`,
      [units.places['cell']],
    )
    await appraise('cell', 'secretary', 'HT', 'COLLECTIVE')
    expect(await decide('committee', 'commune', [['cell', 'COLLECTIVE']])).toBe('done')
    expect(await head()).toMatchObject({ computed_outcome: 'HT' })
    expect(String((await head())?.['findings'])).toContain('HEAD_ABOVE_COLLECTIVE')
  })

  test('a head whom the city manages: after his collective, never above it, by post and code only', async () => {
    await db.asOwner(
      `insert into rating_self_assessment (id, case_id, organization_id, member_id, general_points, result_points, tasks_assigned, tasks_on_time,
          tasks_late, tasks_failed, tasks_exceeded, limitations_pointed_out, limitations_remedied, self_level, entered_by, entered_by_name)
        select app.uuid_v7(), id, organization_id, member_id, 29, 66, 10, 10, 0, 0, 5, 0, 0, 'XS', app.uuid_v7(), 'x' from rating_case
         where is_head and organization_id = $1`,
      [units.places['neighbour']],
    )
    const start = async () =>
      db.asOwner(`update rating_unit_case set state = 'in-work' where id = $1`, [
        (await units.unit('commune', 'LEADER')).id,
      ])
    await start()
    const leader = { subject: 'LEADER' } as const
    expect(await units.move('communeSecretary', 'commune', 'send', leader)).toBe('done')
    expect(await units.move('board', 'commune', 'take-up', leader)).toMatchObject({
      code: 'OUT_OF_ORDER',
      blocks: [{ code: 'COLLECTIVE_UNDECIDED' }, { code: 'OWN_FILE_NOT_APPRAISED' }],
    })
    await db.asOwner(
      `update rating_unit_case set state = 'decided' where parent_id = $1; update rating_cell_file set state = 'appraised'`.split(
        ';',
      )[0] ?? '',
      [units.places['commune']],
    )
    await db.asOwner(`update rating_cell_file set state = 'appraised'`)
    await appraise('commune', 'communeSecretary', 'T', 'COLLECTIVE')
    const city = { decisionNumber: '9-QĐ/TU' }
    expect(await decide('standingCommittee', 'city', [['commune', 'COLLECTIVE']], city)).toBe('done')
    expect(await units.move('board', 'commune', 'take-up', leader)).toBe('done')
    expect(await units.move('board', 'commune', 'accept', leader)).toBe('done')
    expect(await decide('standingCommittee', 'city', [['commune', 'LEADER']], { decisionNumber: '10-QĐ/TU' })).toBe(
      'done',
    )
    const [rating] = await db.asOwner(
      `select r.outcome, r.subject, r.decision_number, d.kind, c.state from rating r join rating_decision d on d.id = r.decision_id
         join rating_case c on c.id = r.case_id`,
    )
    expect(rating).toEqual({
      outcome: 'T',
      subject: 'LEADER',
      decision_number: '10-QĐ/TU',
      kind: 'leaders',
      state: 'decided',
    })
  })
})
