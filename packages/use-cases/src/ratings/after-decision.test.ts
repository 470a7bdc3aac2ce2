import { newId } from '@nq15/db/ids'
import { inOwnersTransaction } from '@nq15/db/operations/copy-connection'
import { readImprints } from '@nq15/db/operations/imprints.read'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterDefaults } from '@nq15/domain/ratings'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { acknowledgeCheck } from './acknowledge-check.ts'
import { decideCommittee } from './decide-committee.ts'
import { alsoDecides, amendForm, type DecidedYear, decidedYear, tellAll } from './example-decided.ts'
import { appraiseAll, decisionForm, expectOk, goodWork } from './example-steps.ts'
import { exampleCampaign, exampleDay, exampleYear, exampleNow as now } from './example-year.ts'
import { fileAppeal } from './file-appeal.ts'
import { notifyDecision } from './notify-decision.ts'
import { readBoard } from './read-board.ts'
import { readOutcome } from './read-outcome.ts'
import { readSubstance } from './read-substance.ts'
import { reconsiderRating } from './reconsider-rating.ts'
import { setAfterRule } from './set-after-rule.ts'
import { typeUnitFact } from './type-unit-fact.ts'
import { withdrawAppeal } from './withdraw-appeal.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
const requestId = () => newId()
/** The same proof in the hands of somebody with another file. */
const as = (scope: Scope, who: Partial<Scope['actor']>): Scope => ({ ...scope, actor: { ...scope.actor, ...who } })
const code = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code)
const one = async (sql: string, values: unknown[] = []) => (await db.asOwner(sql, values))[0]

describe('checks against facts', () => {
  test('a level waits while a proceeding about the member runs, tells nothing of it, and is lifted by a direction', async () => {
    const year = await exampleYear(db)
    const { campaignId, cases } = await exampleCampaign(db, year)
    await appraiseAll(db, year, { campaignId })
    await db.asOwner(
      `insert into discipline_case (id, organization_id, body_id, object, member_id, subject_code, violation, violated_on, opened_on)
       select $1::uuid, organization_id, $2::uuid, 'full-member', member_id, '01.000001', 'Bí mật', '2026-10-01', '2026-11-01'
         from rating_case where id = $3::uuid`,
      [newId(), year.organizations.commune, cases.clerk],
    )
    const of = { campaignId, committeeId: year.organizations.commune }
    const decide = year.scope('committee', 'rating:decide')
    const form = { ...decisionForm, ...of, now }
    const refused = await decideCommittee(db.database, decide, { ...form, requestId: requestId() })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'RULES_STAND', blocking: [{ code: 'QD-12' }] } })
    const seen = await readSubstance(db.database, decide, of)
    expect(seen?.checks.map(({ check, caseId }) => [check.code, caseId])).toEqual([['TC-09', cases.clerk]])
    expect(JSON.stringify(seen)).not.toContain('Bí mật')
    const [found] = seen?.checks ?? []
    if (!found) throw new Error('no check')
    const { check } = found
    const answer = { ...of, now, code: check.code, aboutId: check.about.id, seen: check.seen, reason: 'Không vi phạm.' }
    const say = async (direction: { directionNumber?: string; directionOn?: string }) =>
      code(await acknowledgeCheck(db.database, decide, { ...answer, ...direction, requestId: requestId() }))
    expect(await say({})).toBe('DIRECTION_NEEDED')
    expect(await say({ directionNumber: '12-CV/TU', directionOn: '2099-01-01' })).toBe('IN_FUTURE')
    expect(await say({ directionNumber: '12-CV/TU', directionOn: '2026-12-01' })).toBe('ok')
    expectOk(await decideCommittee(db.database, decide, { ...form, requestId: requestId() }))
    const { reasoning } = (await one('select reasoning from rating_decision')) as { reasoning: { checks: unknown } }
    expect(JSON.stringify(reasoning.checks)).toContain('Văn bản số 12-CV/TU, ngày 01/12/2026: Không vi phạm.')
  })

  test('a fact that speaks against a level blocks the decision until it is answered, and the answer is frozen with it', async () => {
    const year = await exampleYear(db)
    const { campaignId, cases } = await exampleCampaign(db, year)
    // The clerk claims less than the rules propose.
    await appraiseAll(db, year, { campaignId, work: { [cases.clerk]: { ...goodWork, selfLevel: 'HT' } } })
    const of = { campaignId, committeeId: year.organizations.commune }
    const decide = year.scope('committee', 'rating:decide')
    const form = { ...decisionForm, ...of, now }

    const typed = { campaignId, organizationId: year.organizations.cell, now }
    const fact = { fact: 'overduePetitions', value: 2, source: 'Báo cáo 12-BC/ĐU', asOf: '2026-11-30' } as const
    const office = year.scope('office', 'rating:board')
    // A judgement of the board that was kept is made anew as soon as this changes.
    const besides = async () => (await readBoard(db.database, office, of))?.besides
    const marks = [await besides()]
    expectOk(await typeUnitFact(db.database, office, { ...typed, ...fact, requestId: requestId(), version: 0 }))
    expect(
      code(await typeUnitFact(db.database, office, { ...typed, ...fact, requestId: requestId(), version: 0 })),
    ).toBe('CHANGED_MEANWHILE')
    marks.push(await besides())

    const seen = await readSubstance(db.database, decide, of)
    expect(seen?.checks.map(({ check, answer }) => [check.code, answer])).toEqual([
      ['TC-06', null],
      ['TC-02', null],
    ])
    // What nobody entered is shown as missing and blocks nothing.
    expect(seen?.missing.find(({ organizationId }) => organizationId === year.organizations.cell)?.facts).toEqual([
      'missedTargets',
      'weakSubUnits',
      'meetingScore',
    ])

    const refused = await decideCommittee(db.database, decide, { ...form, requestId: requestId() })
    expect(refused).toMatchObject({
      refusal: { code: 'RULES_STAND', blocking: [{ code: 'QD-10', numbers: { count: 2 } }] },
    })

    for (const { check } of seen?.checks ?? []) {
      const answer = {
        ...of,
        now,
        code: check.code,
        aboutId: check.about.id,
        seen: check.seen,
        reason: 'Đã xem xét, chi bộ thống nhất.',
      }
      expect(
        code(
          await acknowledgeCheck(db.database, decide, { ...answer, seen: `${check.seen}x`, requestId: requestId() }),
        ),
      ).toBe('FACTS_CHANGED')
      expectOk(await acknowledgeCheck(db.database, decide, { ...answer, requestId: requestId() }))
      marks.push(await besides())
    }
    expect(new Set(marks).size).toBe(4)
    // The figure changes: the answer to the old one holds no more.
    expectOk(
      await typeUnitFact(db.database, office, { ...typed, ...fact, value: 3, requestId: requestId(), version: 1 }),
    )
    expect(code(await decideCommittee(db.database, decide, { ...form, requestId: requestId() }))).toBe('RULES_STAND')
    expectOk(
      await typeUnitFact(db.database, office, { ...typed, ...fact, value: null, requestId: requestId(), version: 2 }),
    )

    expectOk(await decideCommittee(db.database, decide, { ...form, requestId: requestId() }))
    const row = await one('select reasoning from rating_decision')
    expect(row?.['reasoning']).toMatchObject({ checks: [{ code: 'TC-06', reason: 'Đã xem xét, chi bộ thống nhất.' }] })
    const rating = await one('select reasoning from rating where case_id = $1', [cases.clerk])
    expect(rating?.['reasoning']).toMatchObject({ checks: [{ code: 'TC-06' }] })
    expect(
      code(
        await typeUnitFact(db.database, office, {
          ...typed,
          ...fact,
          organizationId: year.organizations.strangerCell,
          requestId: requestId(),
          version: 0,
        }),
      ),
    ).toBe('NOT_FOUND')
  })
})

describe('notice, complaint, reconsideration', () => {
  let decided: DecidedYear
  const self = () => decided.year.scope('member', 'rating:self')
  const committee = () => decided.year.scope('committee', 'rating:decide')
  const caseId = () => decided.cases.clerk
  const complaint = {
    grounds: 'Tôi đề nghị xem lại điểm kết quả.',
    wantedLevel: 'XS',
    filedOn: exampleDay,
    now,
  } as const
  const file = (given: object = {}) =>
    fileAppeal(db.database, self(), { ...complaint, caseId: caseId(), requestId: requestId(), ...given })
  const answer = (appealId: string, given: object = {}) =>
    reconsiderRating(db.database, committee(), {
      ...({
        requestId: requestId(),
        appealId,
        version: 1,
        now,
        outcome: 'upheld',
        answer: 'Giữ nguyên vì chưa đủ điều kiện.',
      } as const),
      ...given,
    })
  beforeEach(async () => {
    decided = await decidedYear(db)
  })

  test('nobody complains of what was not told; after the notice the window is counted and shown', async () => {
    expect(code(await file())).toBe('NOT_NOTIFIED')
    // What was not told is not shown to the person either.
    expect((await readOutcome(db.database, self(), caseId()))?.versions).toEqual([])
    await tellAll(db, decided)
    expect(
      code(
        await notifyDecision(db.database, decided.year.scope('office', 'rating:board'), {
          ...decided.of,
          requestId: requestId(),
          noticeOn: exampleDay,
          now,
        }),
      ),
    ).toBe('NOTHING_TO_TELL')
    const outcome = await readOutcome(db.database, self(), caseId())
    expect(outcome?.versions).toHaveLength(1)
    // Tuesday 8 December, five working days.
    expect(outcome?.notices[0]).toMatchObject({ noticeOn: '2026-12-08', fileUntil: '2026-12-15' })
    const told = await db.asOwner(`select type from outbox where type = 'ratings.levels-told'`)
    expect(told.length).toBeGreaterThan(0)
  })

  test('upheld: the level stays, the answer is in writing, and there is no second complaint here', async () => {
    await tellAll(db, decided)
    const { appealId } = expectOk(await file())
    expect(code(await file())).toBe('ALREADY_FILED')
    const stored = await one('select due_on::text, is_late, due_count from rating_appeal')
    expect(stored).toMatchObject({ due_on: '2026-12-22', is_late: false })
    expect(JSON.stringify(stored?.['due_count'])).toContain('weekend')
    expect(code(await answer(appealId, { requestId: requestId() }))).toBe('ok')
    expect(code(await answer(appealId))).toBe('ALREADY_ANSWERED')
    expect(await one('select state from rating_case where id = $1', [caseId()])).toEqual({ state: 'reconsidered' })
    expect(code(await file())).toBe('NOT_NOTIFIED')
    const outcome = await readOutcome(db.database, self(), caseId())
    expect(outcome?.versions.map(({ outcome: level }) => level)).toEqual(['T'])
    expect(outcome?.appeals[0]).toMatchObject({ state: 'upheld', answer: 'Giữ nguyên vì chưa đủ điều kiện.' })
  })

  test('changed: another decision, linked both ways, told anew; beyond the quota it is refused with everything kept', async () => {
    await tellAll(db, decided)
    const { appealId } = expectOk(await file())
    const changed = { outcome: 'changed', answer: 'Chấp nhận kiến nghị của đồng chí.', ...amendForm } as const
    const over = await answer(appealId, { ...changed, level: 'XS' })
    expect(over).toMatchObject({ refusal: { code: 'RULES_STAND', findings: [{ code: 'SD-03' }] } })
    expect(await one('select count(*)::int as n from rating_decision')).toEqual({ n: 1 })
    const same = await answer(appealId, { ...changed, level: 'T', decisionNumber: '15-QĐ/ĐU' })
    expect(same).toMatchObject({ refusal: { findings: [{ code: 'SD-09' }, { code: 'SD-02' }] } })
    expectOk(await answer(appealId, { ...changed, level: 'HT' }))
    const before = await readOutcome(db.database, committee(), caseId())
    expect(before?.versions.map(({ kind, outcome, decisionNumber }) => [kind, outcome, decisionNumber])).toEqual([
      ['yearly', 'T', '15-QĐ/ĐU'],
      ['reconsideration', 'HT', '88-QĐ/ĐU'],
    ])
    const [first, second] = before?.versions ?? []
    expect([second?.replacesId, first?.replacedById]).toEqual([first?.id, second?.id])
    // The new level is told before the person sees it as told.
    expect((await readOutcome(db.database, self(), caseId()))?.versions).toHaveLength(1)
    await tellAll(db, decided)
    expect((await readOutcome(db.database, self(), caseId()))?.versions).toHaveLength(2)
    // Counts follow the standing levels.
    const counts = await db.asOwner(
      `select outcome, count from rating_count where stage = 'decided' and subject = 'MEMBER_2A' and organization_id = $1 order by 1`,
      [decided.year.organizations.cell],
    )
    expect(counts).toEqual([
      { outcome: 'HT', count: 1 },
      { outcome: 'T', count: 0 },
    ])
  })

  test('the secretary files for him; neither filer nor the person himself answers', async () => {
    await tellAll(db, decided)
    const secretary = decided.year.scope('secretary', 'rating:work')
    const { appealId } = expectOk(
      await fileAppeal(db.database, secretary, { ...complaint, caseId: caseId(), requestId: requestId() }),
    )
    expect(await one('select filed_for_member from rating_appeal')).toEqual({ filed_for_member: true })
    const asFiler = await alsoDecides(db, decided, 'secretary')
    const uphold = { appealId, version: 1, now, outcome: 'upheld', answer: 'Giữ nguyên mức xếp loại.' } as const
    expect(code(await reconsiderRating(db.database, asFiler, { ...uphold, requestId: requestId() }))).toBe(
      'FILED_BY_SELF',
    )
    const own = as(committee(), { memberId: decided.year.members.clerk })
    expect(code(await reconsiderRating(db.database, own, { ...uphold, requestId: requestId() }))).toBe('OWN_MATTER')
  })

  test('withdrawn: the level stands and a new complaint may come', async () => {
    await tellAll(db, decided)
    const { appealId } = expectOk(await file())
    expect(code(await withdrawAppeal(db.database, self(), { requestId: requestId(), appealId, version: 2 }))).toBe(
      'CHANGED_MEANWHILE',
    )
    expectOk(await withdrawAppeal(db.database, self(), { requestId: requestId(), appealId, version: 1 }))
    expect(code(await answer(appealId))).toBe('ALREADY_ANSWERED')
    expect(code(await file())).toBe('ok')
  })

  test('a late complaint is taken in and marked, or refused where the year says so', async () => {
    await tellAll(db, decided)
    const late = { filedOn: '2026-12-16', now: new Date('2026-12-16T03:00:00Z') }
    const board = decided.year.scope('board', 'campaign:setup')
    const options = { ...afterDefaults, appeal: { ...afterDefaults.appeal, late: 'REFUSE' } } as const
    expectOk(
      await setAfterRule(db.database, board, {
        requestId: requestId(),
        campaignId: decided.campaignId,
        options,
        version: 0,
      }),
    )
    expect(
      code(
        await setAfterRule(db.database, board, {
          requestId: requestId(),
          campaignId: decided.campaignId,
          options,
          version: 0,
        }),
      ),
    ).toBe('CHANGED_MEANWHILE')
    expect(code(await file(late))).toBe('TOO_LATE')
    expectOk(
      await setAfterRule(db.database, board, {
        requestId: requestId(),
        campaignId: decided.campaignId,
        options: afterDefaults,
        version: 1,
      }),
    )
    expect(code(await file({ filedOn: '2026-12-07' }))).toBe('BEFORE_NOTICE')
    expect(code(await file({ filedOn: '2026-12-09' }))).toBe('IN_FUTURE')
    expectOk(await file(late))
    expect(await one('select is_late from rating_appeal')).toEqual({ is_late: true })
  })
})

test('a decided level changed beside the product is named by its table and id', async () => {
  const check = () => inOwnersTransaction({ url: db.ownerUrl, reading: true }, readImprints)
  await decidedYear(db)
  const before = await check()
  expect(before).toMatchObject({ without: 0, strange: 0 })
  expect(before.compared).toBeGreaterThan(0)
  const level = await one("select id::text from rating where outcome = 'HT' or outcome = 'T' order by id limit 1")
  const change = (outcome: string) => `alter table rating disable trigger user;
    update rating set outcome = '${outcome}' where id = '${level?.['id']}'; alter table rating enable trigger user`
  const stood = await one('select outcome from rating where id = $1', [level?.['id']])
  await db.asOwner(change('XS'))
  expect((await check()).named).toEqual([{ recordTable: 'rating', recordId: level?.['id'], how: 'changed' }])
  await db.asOwner(change(String(stood?.['outcome'])))
  expect(await check()).toEqual(before)
})
