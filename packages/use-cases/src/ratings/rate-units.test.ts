import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { DecideUnits } from '@nq15/domain/ratings'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeUnitLevel } from './change-unit-level.ts'
import {
  appraiseUnit,
  type ChosenUnit,
  decideChosen,
  type ExampleUnits,
  exampleUnits,
  report,
  type UnitAccount,
  wholeReport,
} from './example-units.ts'
import { exampleNow } from './example-year.ts'
import { readUnitBoard } from './read-unit-board.ts'
import { readUnitPage } from './read-unit-page.ts'
import { recordUnitFact, recordUnitOpinion, takeBackUnitFact } from './record-unit.ts'
import { regroupUnits } from './regroup-units.ts'
import { saveUnitReport } from './save-unit-report.ts'

let db: TestDatabase
let units: ExampleUnits
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  units = await exampleUnits(db)
})

const decide = (who: UnitAccount, at: string, chosen: readonly ChosenUnit[], more: Partial<DecideUnits> = {}) =>
  decideChosen(db, units, { who, at, chosen, more })
const appraise = (place: string, who: UnitAccount, level: 'XS' | 'T' | 'HT' = 'T') =>
  appraiseUnit(db, units, { place, who, level })
const stateOf = async (place: string, subject?: 'COLLECTIVE' | 'LEADER') => (await units.unit(place, subject)).state

describe('the opening', () => {
  test('freezes every organization with who decides, the collectives that exist, and the head whom the city manages', async () => {
    const rows = await db.asOwner(
      `select c.code, c.subject, (select v.code from organization_version v where v.organization_id = c.decider_id) as decider,
          (select v.code from organization_version v where v.organization_id = c.intermediate_id) as through, c.post_title, c.person_code,
          to_char(c.decision_due_on, 'YYYY-MM-DD') as due
        from rating_unit_case c where c.campaign_id = $1 order by c.code, c.subject`,
      [units.campaignId],
    )
    expect(
      rows.map((row) =>
        Object.values(row)
          .map((value) => value ?? '-')
          .join(' '),
      ),
    ).toEqual([
      '01-1 COLLECTIVE 01 - - - 2026-12-30',
      '01-1 DB_DIRECT 01 - - - 2026-12-30',
      '01-1 LEADER 01 - Bí thư Đảng ủy phường 01.000081 2026-12-30',
      '01-1-1 CHI_BO 01-1 - - - 2026-12-25',
      '01-1-1 COLLECTIVE 01-1 - - - 2026-12-25',
      '01-1-2 CHI_BO 01-1 - - - 2026-12-25',
      '01-1-8 COLLECTIVE 01-1 - - - 2026-12-25',
      '01-1-8 DB_BO_PHAN 01-1 - - - 2026-12-25',
      '01-1-8-1 CHI_BO 01-1 01-1-8 - - 2026-12-25',
      '01-2 COLLECTIVE 01 - - - 2026-12-30',
      '01-2 DB_DIRECT 01 - - - 2026-12-30',
      '01-2-1 CHI_BO 01-2 - - - 2026-12-25',
    ])
    const files = await db.asOwner('select name from rating_cell_file where intermediate_id = $1', [
      units.places['section'],
    ])
    expect(files).toEqual([{ name: 'Chi bộ Trường Mầm non' }])
  })

  test.each(['name', 'decider_id', 'subject', 'sector', 'members_total'])(
    'a frozen %s cannot change',
    async (column) => {
      const value = column === 'decider_id' ? 'organization_id' : column === 'members_total' ? '99' : `'X'`
      await expect(db.asOwner(`update rating_unit_case set ${column} = ${value}`)).rejects.toThrow()
    },
  )
})

describe('the way of a cell', () => {
  test('self report, return, again, opinions, a changed level with its reason, decision; all of it frozen', async () => {
    const { id: caseId } = await units.unit('cell')
    const early = await units.move('secretary', 'cell', 'send')
    expect(early).toMatchObject({ code: 'WRONG_STATE', state: 'not-started' })
    await saveUnitReport(db.database, units.scope('secretary', 'unit:report'), {
      ...{ requestId: newId(), caseId, version: 0, now: exampleNow },
      patch: { generalPoints: '28' },
    })
    expect(await units.move('secretary', 'cell', 'send')).toMatchObject({
      code: 'REPORT_HAS_FAULTS',
      faults: { length: 10 },
    })
    await saveUnitReport(db.database, units.scope('secretary', 'unit:report'), {
      ...{ requestId: newId(), caseId, version: 1, now: exampleNow },
      patch: wholeReport('XS'),
    })
    expect(await units.move('secretary', 'cell', 'send')).toBe('done')
    expect(await units.move('office', 'cell', 'return')).toEqual({ code: 'REASON_NEEDED' })
    expect(await units.move('office', 'cell', 'return', { reason: 'Thiếu số liệu quý IV' })).toBe('done')
    expect(await units.move('secretary', 'cell', 'send')).toBe('done')
    expect(await units.move('office', 'cell', 'take-up')).toBe('done')
    const opinion = {
      body: 'Ủy ban Kiểm tra',
      level: 'T',
      opinion: 'Còn một cuộc họp muộn.',
      documentNumber: null,
      givenOn: '2026-12-05',
    } as const
    const record = { requestId: newId(), caseId, now: exampleNow, ...opinion }
    expect(await recordUnitOpinion(db.database, units.scope('office', 'unit:appraise'), record)).toMatchObject({
      ok: true,
    })
    const { version } = await units.unit('cell')
    const change = {
      requestId: newId(),
      caseId,
      version,
      level: 'T',
      reason: 'Theo ý kiến UBKT',
      exceptionDecisionNumber: null,
      now: exampleNow,
    } as const
    expect(await changeUnitLevel(db.database, units.scope('office', 'unit:appraise'), change)).toMatchObject({
      ok: true,
    })
    expect(await units.move('office', 'cell', 'accept')).toBe('done')
    expect(await decide('committee', 'commune', [['cell']])).toBe('done')

    const page = await readUnitPage(db.database, [units.scope('secretary', 'unit:report')], {
      year: 2026,
      organizationId: String(units.places['cell']),
    })
    const view = page?.units.find(({ row }) => row.subject === 'CHI_BO')
    expect(view?.row).toMatchObject({ state: 'decided', standing: { outcome: 'T', decisionNumber: '31-QĐ/ĐU' } })
    expect(
      view?.steps.map(({ event, reason, fromLevel, toLevel }) =>
        [event, reason, fromLevel, toLevel].map((one) => one ?? '-').join(' '),
      ),
    ).toEqual([
      'start - - -',
      'send - - -',
      'return Thiếu số liệu quý IV - -',
      'send - - -',
      'take-up - - -',
      'change-level Theo ý kiến UBKT XS T',
      'accept - - -',
      'decide - - T',
    ])
    const [level] = await db.asOwner(
      'select outcome, reasoning, total_points from rating_unit_level where case_id = $1',
      [caseId],
    )
    expect(level).toMatchObject({
      outcome: 'T',
      total_points: '92.000',
      reasoning: { proposed: 'XS', self: 'XS', humanReason: 'Theo ý kiến UBKT', facts: { tasksExceeded: 4 } },
    })
    await expect(db.asOwner(`update rating_unit_level set outcome = 'XS'`)).rejects.toThrow(
      'superseded, never rewritten',
    )
    await expect(db.asOwner('delete from rating_unit_decision')).rejects.toThrow()
  })

  test('what a unit does not report is missing and is handed to people, never zero', async () => {
    const { id: caseId } = await units.unit('cell')
    const command = { requestId: newId(), caseId, version: 0, patch: { generalPoints: '28' }, now: exampleNow }
    await saveUnitReport(db.database, units.scope('secretary', 'unit:report'), command)
    const [row] = await db.asOwner('select computed_outcome, computed_findings from rating_unit_case where id = $1', [
      caseId,
    ])
    expect(row?.['computed_outcome']).toBe('MANUAL')
    expect(JSON.stringify(row?.['computed_findings'])).toContain('FACT_MISSING')
  })

  test('a stale report is refused and loses nothing; the same request twice acts once', async () => {
    const { id: caseId } = await units.unit('cell')
    const first = { requestId: newId(), caseId, version: 0, patch: wholeReport('T'), now: exampleNow }
    const save = (command: typeof first) =>
      saveUnitReport(db.database, units.scope('secretary', 'unit:report'), command)
    expect(await save(first)).toEqual({ ok: true, value: { version: 1 } })
    expect(await save(first)).toEqual({ ok: true, value: { version: 1 } })
    expect(await save({ ...first, requestId: newId() })).toEqual({ ok: false, refusal: { code: 'CHANGED_MEANWHILE' } })
  })
})

describe('the level between', () => {
  test('gets the report first, changes the level with a reason, forwards; nobody passes it by', async () => {
    await report(db, units, { who: 'subSecretary', at: 'sub', level: 'XS' })
    expect(await units.move('subSecretary', 'sub', 'send')).toBe('done')
    expect(await stateOf('sub')).toBe('with-intermediate')
    expect(await units.move('office', 'sub', 'take-up')).toMatchObject({ code: 'WRONG_STATE' })
    expect(await units.move('office', 'sub', 'return', { reason: 'x' })).toEqual({ code: 'NOT_FOUND' })
    const { id: caseId, version } = await units.unit('sub')
    const change = {
      requestId: newId(),
      caseId,
      version,
      level: 'T',
      reason: 'Chưa có sản phẩm cụ thể',
      exceptionDecisionNumber: null,
      now: exampleNow,
    } as const
    expect(await changeUnitLevel(db.database, units.scope('sectionSecretary', 'unit:report'), change)).toMatchObject({
      ok: true,
    })
    expect(await units.move('sectionSecretary', 'sub', 'forward')).toBe('done')
    expect(await units.move('office', 'sub', 'take-up')).toBe('done')
    const board = await readUnitBoard(db.database, [units.scope('office', 'unit:appraise')], {
      year: 2026,
      deciderId: String(units.places['commune']),
    })
    const row = board?.rows.find(({ row: { id } }) => id === caseId)
    expect(row?.proposal).toMatchObject({ outcome: 'XS', effective: 'T', reason: 'Chưa có sản phẩm cụ thể' })
  })

  test('returns what lies with it, with a reason', async () => {
    await report(db, units, { who: 'subSecretary', at: 'sub', level: 'T' })
    await units.move('subSecretary', 'sub', 'send')
    expect(await units.move('sectionSecretary', 'sub', 'return', { reason: 'Thiếu phụ lục' })).toBe('done')
    expect(await stateOf('sub')).toBe('returned')
  })
})

describe('the decision', () => {
  test('the quota holds over all of a group that stands, decision by decision; an exception needs its number', async () => {
    for (const [place, who] of [
      ['cell', 'secretary'],
      ['sub', 'subSecretary'],
    ] as const)
      await appraise(place, who, 'XS')
    expect(await decide('committee', 'commune', [['cell'], ['sub']])).toEqual(['QD-03'])
    expect(await decide('committee', 'commune', [['cell']], { exceptionDecisionNumber: '5-QĐ/TU' })).toEqual(['QD-03'])
    expect(await stateOf('cell')).toBe('appraised')
  })

  test('two people who decide at once: one wins, the other is told', async () => {
    await appraise('cell', 'secretary')
    const answers = await Promise.all([
      decide('committee', 'commune', [['cell']]),
      decide('deputyCommittee', 'commune', [['cell']], { decisionNumber: '33-QĐ/ĐU' }),
    ])
    expect(answers.toSorted()).toEqual(['ALREADY_DECIDED', 'done'])
  })

  test.each([
    ['a cell of another commune', 'strangerCommittee', 'commune', 'NOT_FOUND'],
    ['the city, over the head of the commune', 'standingCommittee', 'commune', 'NOT_FOUND'],
    ['the commune, what the city decides', 'committee', 'city', 'NOT_FOUND'],
  ] as const)('%s: not found', async (_, who, at, code) => {
    await appraise('cell', 'secretary')
    expect(await decide(who, at, [['cell']])).toBe(code)
  })

  test('without number, day and signer, in the future, chosen of nothing, the same number twice', async () => {
    await appraise('cell', 'secretary')
    expect(await decide('committee', 'commune', [['cell']], { decisionNumber: '', signerName: '' })).toEqual([
      'QD-05',
      'QD-05',
    ])
    expect(await decide('committee', 'commune', [['cell']], { decidedOn: '2026-12-09' })).toBe('DECIDED_IN_FUTURE')
    expect(await decide('committee', 'commune', [])).toBe('NOTHING_CHOSEN')
    expect(await decide('committee', 'commune', [['cell']])).toBe('done')
    await appraise('sub', 'subSecretary')
    expect(await decide('committee', 'commune', [['sub']])).toBe('NUMBER_TAKEN')
  })

  test('groups are divided by sector before anything of them is decided, and stay afterwards', async () => {
    const command = {
      campaignId: units.campaignId,
      deciderId: String(units.places['commune']),
      group: 'CHI_BO',
      now: exampleNow,
    }
    const regroup = (bySector: boolean) =>
      regroupUnits(db.database, units.scope('office', 'unit:appraise'), { ...command, requestId: newId(), bySector })
    expect(await regroup(true)).toEqual({ ok: true, value: { units: 3 } })
    const groups = await db.asOwner(
      `select distinct quota_group from rating_unit_case where subject = 'CHI_BO' and decider_id = $1 order by 1`,
      [units.places['commune']],
    )
    expect(groups.map((row) => row['quota_group'])).toEqual(['CHI_BO/neighbourhood', 'CHI_BO/public-service-unit'])
    await appraise('cell', 'secretary')
    await decide('committee', 'commune', [['cell']])
    expect(await regroup(false)).toEqual({ ok: false, refusal: { code: 'GROUP_PARTLY_DECIDED' } })
  })
})

describe('facts on file', () => {
  const fact = {
    kind: 'organization-discipline',
    form: 'reprimand',
    documentNumber: '4-QĐ/UBKT',
    decidedOn: '2026-06-01',
    issuedBy: 'UBKT Đảng ủy',
  } as const

  test('a discipline of a cell keeps it for people and its superior from XS; withdrawn, it counts no more', async () => {
    await report(db, units, { who: 'subSecretary', at: 'sub', level: 'XS' })
    const { id: caseId } = await units.unit('sub')
    const act = { requestId: newId(), caseId, now: exampleNow }
    expect(
      await recordUnitFact(db.database, units.scope('office', 'unit:appraise'), { ...act, ...fact }),
    ).toMatchObject({ ok: true })
    const outcomes = async () => {
      const pages = await Promise.all(
        (['sub', 'section'] as const).map((place) =>
          readUnitPage(db.database, [units.scope('office', 'unit:appraise')], {
            year: 2026,
            organizationId: String(units.places[place]),
          }),
        ),
      )
      return pages.map((page) => page?.units.find(({ row }) => row.subject !== 'COLLECTIVE')?.proposal.facts)
    }
    expect(await outcomes()).toMatchObject([{ collectiveDisciplined: true }, { subordinateDisciplined: 1 }])
    const [{ id: factId } = {}] = await db.asOwner('select id from rating_unit_fact')
    const back = { ...act, requestId: newId(), factId: String(factId), reason: 'Ghi nhầm chi bộ' }
    expect(await takeBackUnitFact(db.database, units.scope('office', 'unit:appraise'), back)).toMatchObject({
      ok: true,
    })
    expect(await outcomes()).toMatchObject([{ collectiveDisciplined: false }, { subordinateDisciplined: 0 }])
  })

  test('a disciplined member of the cell committee is known above as yes or no, never by name', async () => {
    await db.asOwner(
      `insert into discipline_record (id, member_id, organization_id, form, decision_number, decided_on, violation_id, violation)
       values (app.uuid_v7(), $1, $2, 'reprimand', '7-QĐ/UBKT', '2026-03-01', app.uuid_v7(), 'x')`,
      [units.year.members.deputy, units.places['cell']],
    )
    const read = () =>
      readUnitBoard(db.database, [units.scope('office', 'unit:appraise')], {
        year: 2026,
        deciderId: String(units.places['commune']),
      })
    const link = async (change: string) => {
      await db.asOwner(`update discipline_record set ${change} where member_id = $1`, [units.year.members.deputy])
      const board = await read()
      expect(JSON.stringify(board)).not.toContain('Trần Thị Bình')
      expect(JSON.stringify(board)).not.toContain('7-QĐ/UBKT')
      const facts = board?.rows.find(({ row }) => row.code === '01-1-1' && row.subject === 'COLLECTIVE')?.proposal.facts
      expect(facts).toMatchObject({ collectiveMemberDisciplined: true })
      return [facts?.collectiveMemberDisciplineLinked ?? null, facts?.disciplinedSelfDetectedAndRemedied ?? null]
    }
    // Linked to duty and to this collective, or it stays open: what was done before he came into it may be of another unit.
    expect(await link(`violation = 'y'`)).toEqual([null, null])
    expect(await link(`duty_related = 'yes', duty_basis = 'x'`)).toEqual([null, null])
    expect(await link(`violated_on = '1999-01-01'`)).toEqual([null, null])
    expect(await link(`violated_on = '2026-02-01'`)).toEqual([true, null])
    expect(await link(`self_detected = true`)).toEqual([true, true])
    expect(await link(`duty_related = 'no'`)).toEqual([false, null])
  })
})
