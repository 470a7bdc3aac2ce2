import { newId } from '@nq15/db/ids'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { type AfterStep, afterStepRules, afterSteps } from '@nq15/domain/ratings'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { acknowledgeCheck } from './acknowledge-check.ts'
import { decideCorrection, dropCorrection, prepareCorrection, previewCorrection } from './correct-rating.ts'
import { amendForm, correctionForm } from './example-decided.ts'
import { expectOk } from './example-steps.ts'
import {
  appraiseUnit,
  decideChosen,
  type ExampleUnits,
  exampleUnits,
  type UnitAccount,
  unitDocument,
} from './example-units.ts'
import { exampleDay, exampleNow as now } from './example-year.ts'
import { fileAppeal } from './file-appeal.ts'
import { notifyDecision } from './notify-decision.ts'
import { openScreeningsOfLeaders } from './open-screenings.ts'
import { readOutcome } from './read-outcome.ts'
import { readSubstance } from './read-substance.ts'
import { reconsiderRating } from './reconsider-rating.ts'
import { readAwards, recordAwards } from './record-awards.ts'
import { typeUnitFact } from './type-unit-fact.ts'
import { withdrawAppeal } from './withdraw-appeal.ts'

/* What follows a decision about an organization, its collective, and a leader decided above. */
let db: TestDatabase
let units: ExampleUnits
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  units = await exampleUnits(db)
})

const requestId = () => newId()
const code = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code)
const of = (at = 'commune') => ({ campaignId: units.campaignId, committeeId: String(units.places[at]) })
const office = () => units.scope('office', 'unit:appraise')
const committee = () => units.scope('committee', 'unit:decide')
const secretary = () => units.scope('secretary', 'unit:report')
const decide = (...chosen: string[]) =>
  decideChosen(db, units, { who: 'committee', at: 'commune', chosen: chosen.map((place) => [place]) })
const tell = () =>
  notifyDecision(db.database, office(), { ...of(), requestId: requestId(), noticeOn: unitDocument.decidedOn, now })
const file = async (who: UnitAccount = 'secretary') =>
  fileAppeal(db.database, units.scope(who, 'unit:report'), {
    ...{ requestId: requestId(), caseId: (await units.unit('cell')).id, now, filedOn: exampleDay },
    ...{ grounds: 'Đề nghị xem lại điểm kết quả.', wantedLevel: null },
  })
const prepare = async (place: string, given: object = {}) =>
  prepareCorrection(db.database, office(), {
    ...correctionForm,
    ...{ caseId: (await units.unit(place)).id, requestId: requestId(), now, ...given },
  })
const correct = (correctionId: string, given: object = {}) =>
  decideCorrection(db.database, committee(), {
    ...amendForm,
    correctionId,
    requestId: requestId(),
    version: 1,
    now,
    ...given,
  })
const versions = async (place: string) =>
  (await readOutcome(db.database, committee(), (await units.unit(place)).id))?.versions.map(
    ({ kind, outcome, decisionNumber }) => [kind, outcome, decisionNumber].join(' '),
  )

describe('checks against facts', () => {
  test('stand before the decision, are answered for the figures seen, and are frozen with the level', async () => {
    await appraiseUnit(db, units, { place: 'cell', who: 'secretary' })
    const fact = { fact: 'overduePetitions', value: 2, source: 'Báo cáo 12-BC/ĐU', asOf: '2026-11-20' } as const
    const typed = {
      ...fact,
      campaignId: units.campaignId,
      organizationId: String(units.places['cell']),
      version: 0,
      now,
    }
    expect(code(await typeUnitFact(db.database, office(), { ...typed, requestId: requestId() }))).toBe('ok')
    expect(await decide('cell')).toEqual(['QD-10'])

    const shown = await readSubstance(db.database, committee(), of())
    const check = shown?.checks.find(({ subject }) => subject === 'CHI_BO')?.check
    expect(shown?.checks.map((one) => [one.check.code, one.subject])).toEqual([['TC-02', 'CHI_BO']])
    expect(shown?.missing.length).toBeGreaterThan(0)
    const answer = {
      ...of(),
      ...{ aboutId: check?.about.id ?? '', seen: check?.seen ?? '', now },
      code: 'TC-02',
      reason: 'Hai đơn đang chờ cấp trên trả lời.',
    } as const
    const acknowledge = (given: object = {}, who: UnitAccount = 'committee') =>
      acknowledgeCheck(db.database, units.scope(who, 'unit:decide'), { ...answer, requestId: requestId(), ...given })
    expect(code(await acknowledge({ seen: 'khác' }))).toBe('FACTS_CHANGED')
    expect(code(await acknowledge({}, 'standingCommittee'))).toBe('NOT_FOUND')
    expect(code(await acknowledge())).toBe('ok')
    expect(await decide('cell')).toBe('done')
    const [level] = await db.asOwner('select reasoning from rating_unit_level')
    expect(level?.['reasoning']).toMatchObject({ checks: [{ code: 'TC-02', reason: answer.reason }] })
  })
})

describe('a decided level', () => {
  beforeEach(async () => {
    await appraiseUnit(db, units, { place: 'cell', who: 'secretary' })
    await appraiseUnit(db, units, { place: 'sub', who: 'subSecretary' })
    expect(await decide('cell', 'sub')).toBe('done')
  })

  test('is told, contested by its secretary, changed by the committee; the first version stays', async () => {
    expect(code(await file())).toBe('NOT_NOTIFIED')
    expect(await tell()).toMatchObject({ ok: true, value: { told: 2 } })
    expect(code(await tell())).toBe('NOTHING_TO_TELL')
    expect(code(await file('subSecretary'))).toBe('NOT_FOUND')
    const { appealId } = expectOk(await file())
    expect(code(await file())).toBe('ALREADY_FILED')
    expect(code(await withdrawAppeal(db.database, secretary(), { requestId: requestId(), appealId, version: 1 }))).toBe(
      'ok',
    )
    const again = expectOk(await file())
    expect(code(await prepare('cell'))).toBe('APPEAL_OPEN')
    const answer = {
      ...{ ...amendForm, decisionNumber: '40-QĐ/ĐU', now },
      outcome: 'changed',
      level: 'HT',
      ...{ answer: 'Điểm kết quả tính thừa, mức sửa lại.', appealId: again.appealId, version: 1 },
    } as const
    const reconsider = (who: UnitAccount) =>
      reconsiderRating(db.database, units.scope(who, 'unit:decide'), { ...answer, requestId: requestId() })
    expect(code(await reconsider('standingCommittee'))).toBe('NOT_FOUND')
    expect(await reconsider('committee')).toEqual({ ok: true, value: { outcome: 'changed' } })
    expect(code(await reconsider('deputyCommittee'))).toBe('ALREADY_ANSWERED')
    expect(await versions('cell')).toEqual(['yearly T 31-QĐ/ĐU', 'reconsideration HT 40-QĐ/ĐU'])
    // Told again of the new level, it may complain again; kept in writing, it may not.
    expect(await tell()).toMatchObject({ ok: true, value: { told: 1 } })
    const third = expectOk(await file())
    const keep = {
      appealId: third.appealId,
      version: 1,
      outcome: 'upheld',
      answer: 'Giữ nguyên mức đã quyết định.',
      now,
    } as const
    expect(code(await reconsiderRating(db.database, committee(), { ...keep, requestId: requestId() }))).toBe('ok')
    expect(code(await file())).toBe('NOT_NOTIFIED')
  })

  test('of a closed year is corrected by two people only, by another number; one number for several', async () => {
    await db.asOwner(`update rating_campaign set state = 'closed' where id = $1`, [units.campaignId])
    const { correctionId } = expectOk(await prepare('cell', { level: 'HT' }))
    const other = expectOk(await prepare('sub', { level: 'KHT' }))
    expect(code(await prepare('cell'))).toBe('ALREADY_PREPARED')
    const preview = await previewCorrection(db.database, committee(), { correctionId, document: amendForm, now })
    expect(preview?.findings).toEqual([])
    expect(preview?.consequences.map((found) => found.code)).toEqual(['SUPERIOR_TO_REVIEW'])
    const city = units.scope('standingCommittee', 'unit:decide')
    const asCity = { ...amendForm, correctionId, requestId: requestId(), version: 1, now }
    expect(code(await decideCorrection(db.database, city, asCity))).toBe('NOT_FOUND')
    // One of them changed meanwhile: none is decided.
    const stale = { also: [{ correctionId: other.correctionId, version: 7 }] }
    expect(code(await correct(correctionId, stale))).toBe('CHANGED_MEANWHILE')
    expect(await versions('cell')).toEqual(['yearly T 31-QĐ/ĐU'])
    const both = { also: [{ correctionId: other.correctionId, version: 1 }] }
    expect(code(await correct(correctionId, { ...both, decisionNumber: '' }))).toBe('RULES_STAND')
    expectOk(await correct(correctionId, both))
    expect(await versions('cell')).toEqual(['yearly T 31-QĐ/ĐU', 'correction HT 88-QĐ/ĐU'])
    expect(await versions('sub')).toEqual(['yearly T 31-QĐ/ĐU', 'correction KHT 88-QĐ/ĐU'])
    expect(code(await correct(correctionId, { version: 2 }))).toBe('ALREADY_SETTLED')
    expect(await db.asOwner('select count(*)::int as n from rating_unit_decision')).toEqual([{ n: 2 }])
    const drop = { requestId: requestId(), correctionId, version: 2 }
    expect(code(await dropCorrection(db.database, office(), drop))).toBe('ALREADY_SETTLED')
  })

  test('raised to XS it must keep the quota of its group, or name a decision of exception', async () => {
    const { correctionId } = expectOk(await prepare('cell', { level: 'XS', ground: 'wrong-facts' }))
    expect(await correct(correctionId)).toMatchObject({ refusal: { findings: [{ code: 'SD-03' }] } })
    expect(await versions('cell')).toEqual(['yearly T 31-QĐ/ĐU'])
  })
})

test('every step by every account: only at the place a grant names', async () => {
  await appraiseUnit(db, units, { place: 'cell', who: 'secretary' })
  await appraiseUnit(db, units, { place: 'sub', who: 'subSecretary' })
  expect(await decide('cell', 'sub')).toBe('done')
  expectOk(await tell())
  const { appealId } = expectOk(await file())
  const { correctionId } = expectOk(await prepare('sub', { level: 'HT' }))
  const caseId = (await units.unit('cell')).id
  const late = { filedOn: exampleDay, grounds: 'Đề nghị xem lại mức này.', wantedLevel: null }
  const keep = { appealId, version: 99, outcome: 'upheld', answer: 'Giữ nguyên mức xếp loại.', now } as const
  const one = () => ({ requestId: requestId(), now })
  // Each try carries a fault that is met last, so that whoever may is told of the fault and nothing is written.
  const tries: Record<AfterStep, (scope: Scope) => Promise<{ ok: boolean; refusal?: { code: string } }>> = {
    notify: (scope) => notifyDecision(db.database, scope, { ...of(), ...one(), noticeOn: '2027-01-01' }),
    appeal: (scope) => fileAppeal(db.database, scope, { ...late, ...one(), caseId }),
    withdraw: (scope) => withdrawAppeal(db.database, scope, { ...one(), appealId, version: 99 }),
    reconsider: (scope) => reconsiderRating(db.database, scope, { ...keep, ...one() }),
    'prepare-correction': (scope) => prepareCorrection(db.database, scope, { ...correctionForm, ...one(), caseId }),
    correct: (scope) =>
      decideCorrection(db.database, scope, { ...amendForm, ...one(), decisionNumber: '', correctionId, version: 1 }),
  }
  const may: Record<string, string[]> = {}
  for (const step of afterSteps) {
    may[step] = []
    for (const account of Object.keys(units.actors) as UnitAccount[]) {
      for (const permission of afterStepRules[step].permissions.filter((named) => named.startsWith('unit:'))) {
        const scope = units.prove(account, permission)
        const answer = scope && (await tries[step](scope))
        if (!answer || code(answer) === 'NOT_FOUND') continue
        expect([account, step, answer.ok]).toEqual([account, step, false])
        may[step].push(account)
      }
    }
  }
  expect(may).toEqual({
    notify: ['office'],
    appeal: ['secretary'],
    withdraw: ['secretary'],
    reconsider: ['committee', 'deputyCommittee'],
    'prepare-correction': ['office'],
    correct: ['committee', 'deputyCommittee'],
  })
})

test('the award of an organization falls with the level it rests on', async () => {
  await appraiseUnit(db, units, { place: 'cell', who: 'secretary' })
  expect(await decide('cell')).toBe('done')
  const { id: caseId } = await units.unit('cell')
  // As an earlier exception would have it: one excellent cell.
  await db.asOwner('alter table rating_unit_level disable trigger keep_decided')
  await db.asOwner(`update rating_unit_level set outcome = 'XS'`)
  await db.asOwner('alter table rating_unit_level enable trigger keep_decided')
  const listed = await readAwards(db.database, committee(), of())
  expect(listed?.candidates.map(({ fullName, kind }) => [fullName, kind])).toEqual([
    ['Chi bộ Tổ dân phố số 1', 'exemplary-year'],
  ])
  const award = {
    ...of(),
    ...{ decisionNumber: '5-QĐ/KT', decidedOn: '2026-12-08' },
    kind: 'exemplary-year',
    ...{ deciderName: 'Đảng ủy phường Hoa Ban', caseIds: [caseId], now },
  } as const
  expect(code(await recordAwards(db.database, office(), { ...award, requestId: requestId() }))).toBe('NOT_FOUND')
  expect(code(await recordAwards(db.database, committee(), { ...award, requestId: requestId() }))).toBe('ok')
  const { correctionId } = expectOk(await prepare('cell', { level: 'T' }))
  const preview = await previewCorrection(db.database, committee(), { correctionId, document: amendForm, now })
  expect(preview?.consequences.map((found) => found.code)).toContain('AWARD_ANNULLED')
  expectOk(await correct(correctionId))
  const outcome = await readOutcome(db.database, committee(), caseId)
  expect(outcome?.awards).toMatchObject([{ annulledByNumber: '88-QĐ/ĐU' }])
})

/** The city's decision about the commune's leader, as its committee writes it once all below is decided. */
async function decideLeader(caseId: string, outcome: 'T' | 'KHT'): Promise<void> {
  const [decisionId, levelId] = [newId(), newId()]
  await db.asOwner(`update rating_unit_case set state = 'appraised' where id = $1`, [caseId])
  await db.asOwner(
    `insert into rating_unit_decision (id, campaign_id, organization_id, decision_number, decided_on, signer_name, signer_title, reasoning, content_hash,
       decided_by, decided_by_name, decided_at) values ($1, $2, $3, '7-QĐ/TU', '2026-12-08', 'Trần Văn Hậu', 'Phó Bí thư', '{}', 'x', $4, 'x', now())`,
    [decisionId, units.campaignId, units.places['city'], newId()],
  )
  await db.asOwner(
    `insert into rating_unit_level (id, decision_id, case_id, campaign_id, organization_id, decider_id, year, subject, organization_subject, quota_group,
       outcome, reasoning, decision_number, decided_on) values ($1, $2, $3, $4, $5, $6, 2026, 'LEADER', 'DB_DIRECT', 'LEADER/DB_DIRECT', $7, '{}', '7-QĐ/TU', '2026-12-08')`,
    [levelId, decisionId, caseId, units.campaignId, units.places['commune'], units.places['city'], outcome],
  )
}

test('a leader decided above: his level among the members’ follows, he is told himself, and his complaint goes up', async () => {
  const { id: caseId } = await units.unit('commune', 'LEADER')
  await decideLeader(caseId, 'T')
  const own = () =>
    db.asOwner(
      `select r.outcome, r.superseded_at is null as stands, c.state from rating r join rating_unit_case u on u.case_id = r.case_id
         join rating_case c on c.id = r.case_id where u.id = $1 order by r.id`,
      [caseId],
    )
  expect(await own()).toEqual([{ outcome: 'T', stands: true, state: 'decided' }])
  const board = units.scope('board', 'unit:appraise')
  const city = { ...of('city'), requestId: requestId(), noticeOn: '2026-12-08', now }
  expect(await notifyDecision(db.database, board, city)).toMatchObject({ ok: true, value: { told: 1 } })
  expect(await own()).toEqual([{ outcome: 'T', stands: true, state: 'notified' }])

  const prepared = { ...correctionForm, caseId, requestId: requestId(), now }
  const { correctionId } = expectOk(await prepareCorrection(db.database, board, prepared))
  const decided = { ...amendForm, decisionNumber: '8-QĐ/TU', correctionId, requestId: requestId(), version: 1, now }
  expectOk(await decideCorrection(db.database, units.scope('standingCommittee', 'unit:decide'), decided))
  expect(await own()).toEqual([
    { outcome: 'T', stands: false, state: 'revised' },
    { outcome: 'KHT', stands: true, state: 'revised' },
  ])
  const counts = await db.asOwner(
    `select outcome, count from rating_count where subject = 'LEADER' and stage = 'decided' and count > 0 and outcome in ('T', 'KHT')`,
  )
  expect(counts).toEqual([{ outcome: 'KHT', count: 1 }])
})

test('a leader rated KHT for the second year: his own cell gets the task, and another decision takes its ground away', async () => {
  const { id: caseId } = await units.unit('commune', 'LEADER')
  await db.asOwner(
    `insert into rating_history (id, member_id, organization_id, year, generation, original_label, outcome, import_run_id, entered_by, entered_by_name, entered_at)
     select app.uuid_v7(), c.member_id, c.organization_id, 2025, 'G3', 'Không hoàn thành nhiệm vụ', 'KHT', app.uuid_v7(), app.uuid_v7(), 'x', now()
       from rating_unit_case u join rating_case c on c.id = u.case_id where u.id = $1`,
    [caseId],
  )
  await decideLeader(caseId, 'KHT')
  const scope = units.scope('standingCommittee', 'unit:decide')
  const asked = { caseIds: [caseId], year: 2026, onDay: '2026-12-08' } as const
  for (const who of [units.scope('committee', 'unit:decide'), scope, scope]) {
    await db.database.asActor(who, (tx) => openScreeningsOfLeaders(tx, who, asked))
  }
  const tasks = () =>
    db.asOwner(
      `select s.first_year, s.second_year, s.ground_stands, o.organization_id = s.organization_id as told
         from rating_screening s left join outbox o on o.type = 'ratings.screening-opened'`,
    )
  const task = { first_year: 2025, second_year: 2026, told: true }
  expect(await tasks()).toEqual([{ ...task, ground_stands: true }])
  const { correctionId } = expectOk(
    await prepareCorrection(db.database, units.scope('board', 'unit:appraise'), {
      ...{ ...correctionForm, ground: 'wrong-facts', level: 'HT', caseId, requestId: requestId(), now },
    }),
  )
  // His collective has no level yet, so a superior's exception stands for it.
  await db.asOwner(`update rating_unit_case set exception_decision_number = '12-QĐ/TU' where id = $1`, [caseId])
  const preview = await previewCorrection(db.database, scope, { correctionId, document: amendForm, now })
  expect(preview?.consequences.map((found) => found.code)).toEqual(['SCREENING_GROUND_GONE'])
  expectOk(
    await decideCorrection(db.database, scope, {
      ...{ ...amendForm, correctionId, requestId: requestId(), version: 1, now },
    }),
  )
  expect(await tasks()).toEqual([{ ...task, ground_stands: false }])
})
