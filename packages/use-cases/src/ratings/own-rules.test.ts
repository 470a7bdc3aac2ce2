import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { ratingRuleSets, ruleSetOfYear, templateSheets } from '@nq15/domain/ratings'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rulesOf } from './campaign-rules.ts'
import { createCampaign } from './create-campaign.ts'
import { createOverlayDraft, dropOverlayDraft, saveOverlayDraft } from './draft-overlay.ts'
import { excellentWork, expectOk, goodWork } from './example-steps.ts'
import {
  campaignForm,
  type ExampleYear,
  exampleCampaign,
  exampleDay,
  exampleNow,
  exampleYear,
  insertAccount,
  type PersonKey,
} from './example-year.ts'
import { keepQuarter, readQuarters } from './keep-quarter.ts'
import { publishOverlay } from './publish-overlay.ts'
import { readCaseDetail } from './read-case-detail.ts'
import { readOverlay, readOverlays } from './read-overlay.ts'
import { readSimulation } from './read-simulation.ts'
import { saveAssessment } from './save-assessment.ts'
import { readSheet, scoreBySheet } from './score-by-sheet.ts'
import { simulateYear } from './simulate-year.ts'

let db: TestDatabase
let year: ExampleYear
let second: Scope
let campaignId: string
let cases: Record<PersonKey, string>
const now = exampleNow
const today = exampleDay
const law = ruleSetOfYear(ratingRuleSets, 2026)

beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  const granted = { role: 'organization-board', organizationId: year.organizations.city } as const
  const actor = await insertAccount(db.asOwner, { key: 'secondBoard', memberId: null, granted })
  const proved = proveScope(actor, 'campaign:setup')
  if (!proved) throw new Error('the second person has no proof')
  second = proved
  ;({ campaignId, cases } = await exampleCampaign(db, year))
  const secretary = year.scope('secretary', 'rating:work')
  const save = { version: 0, now, submit: true }
  for (const key of ['clerk', 'farmer'] as const)
    expectOk(
      await saveAssessment(db.database, secretary, {
        ...save,
        requestId: newId(),
        caseId: cases[key],
        patch: key === 'clerk' ? excellentWork : { ...goodWork, tasksOnTime: 9, tasksFailed: 1 },
      }),
    )
})
afterAll(() => db.close())

const board = () => year.scope('board', 'campaign:setup')
const choices = { options: { gapPolicy: 'KHT', quota: { denominator: 'T_OR_BETTER' } } }
const draft = (given: object = {}) => ({
  requestId: newId(),
  organizationId: year.organizations.city,
  year: 2027,
  title: 'Quy tắc riêng năm 2027',
  choices,
  now,
  ...given,
})
const decision = { decisionNumber: '15-QĐ/TU', decidedOn: '2026-12-01', today, now } as const
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code)

describe("a committee's own rules", () => {
  test('are drafted, compared, refused to whoever typed them, and published by another', async () => {
    const { id } = expectOk(await createOverlayDraft(db.database, board(), draft()))
    const view = expectOk(await readOverlay(db.database, board(), { overlayId: id, today }))
    expect(view).toMatchObject({ typedByActor: true, mayEdit: true, standing: [] })
    expect(view.changes.map(({ path, before, after }) => `${path}: ${before} → ${after}`)).toEqual([
      'gapPolicy: MANUAL → KHT',
      'quota.denominator: T_ONLY → T_OR_BETTER',
    ])

    const publish = (scope: Scope, version = 1) =>
      publishOverlay(db.database, scope, { requestId: newId(), overlayId: id, version, ...decision })
    expect(codeOf(await publish(board()))).toBe('SAME_PERSON')
    expect(codeOf(await publish(second, 9))).toBe('CHANGED_MEANWHILE')
    expect(codeOf(await publish(year.scope('committee', 'rating:decide')))).toBe('NOT_FOUND')
    const future = { requestId: newId(), overlayId: id, version: 1, ...decision, decidedOn: '2026-12-31' }
    expect(codeOf(await publishOverlay(db.database, second, future))).toBe('DECIDED_IN_FUTURE')
    expect(codeOf(await publish(second))).toBe('ok')

    expect(codeOf(await publish(second, 2))).toBe('NOT_A_DRAFT')
    const again = { ...draft(), overlayId: id, version: 2 }
    expect(codeOf(await saveOverlayDraft(db.database, board(), again))).toBe('NOT_A_DRAFT')
    await expect(db.asOwner("update rule_overlay set title = 'x' where id = $1", [id])).rejects.toThrow(
      'published rules stand',
    )
    expect(await readOverlays(db.database, year.scope('secretary', 'rating:work'))).toMatchObject([
      { id, state: 'published' },
    ])
  })

  test('somebody who only corrected a word does not publish either; a draft is put away', async () => {
    const { id } = expectOk(await createOverlayDraft(db.database, board(), draft({ title: 'Bản thứ hai' })))
    const save = { ...draft({ title: 'Bản thứ hai, đã sửa' }), overlayId: id, version: 1 }
    expect(expectOk(await saveOverlayDraft(db.database, second, save))).toEqual({ version: 2 })
    expect(codeOf(await saveOverlayDraft(db.database, board(), { ...save, requestId: newId() }))).toBe(
      'CHANGED_MEANWHILE',
    )
    const publish = { requestId: newId(), overlayId: id, version: 2, ...decision }
    expect(codeOf(await publishOverlay(db.database, second, publish))).toBe('SAME_PERSON')
    expect(codeOf(await readOverlay(db.database, year.scope('office', 'rating:board'), { overlayId: id, today }))).toBe(
      'NOT_FOUND',
    )
    expect(
      codeOf(await dropOverlayDraft(db.database, board(), { requestId: newId(), overlayId: id, version: 2 })),
    ).toBe('ok')
    expect(codeOf(await readOverlay(db.database, board(), { overlayId: id, today }))).toBe('NOT_FOUND')
  })

  test.each([
    {
      because: 'a sheet whose weights do not total',
      choices: { options: {}, scoreSheets: [{ code: 'x' }] },
      code: 'OVERLAY_INVALID',
    },
    { because: 'the law itself', choices: { options: {}, triggers: [] }, code: 'OVERLAY_INVALID' },
    { because: 'nothing readable', choices: 'x', code: 'ok' },
  ])('are validated from the first save: $because', async ({ choices: given, code }) => {
    expect(codeOf(await createOverlayDraft(db.database, board(), draft({ choices: given, year: 2028 })))).toBe(code)
  })

  test('are laid into a campaign that is prepared afterwards, and never into one that is there', async () => {
    const { id } = expectOk(await createOverlayDraft(db.database, board(), draft({ year: 2026 })))
    const publish = { requestId: newId(), overlayId: id, version: 1, ...decision }
    expect(codeOf(await publishOverlay(db.database, second, publish))).toBe('CAMPAIGN_EXISTS')
    const days = {
      opensOn: '2027-11-01',
      cutOffOn: '2027-11-30',
      cellDueOn: '2027-12-10',
      committeeDueOn: '2027-12-20',
    }
    const created = await createCampaign(db.database, board(), {
      ...campaignForm,
      ...days,
      year: 2027,
      requestId: newId(),
      organizationId: year.organizations.city,
      issuer: 'Đảng bộ thành phố Sông Mây',
    })
    expectOk(created)
    const campaign = await db.database.asReader(board(), (tx) => findCampaignOfYear(tx, board(), 2027))
    expect(campaign && rulesOf(campaign).options).toMatchObject({
      gapPolicy: 'KHT',
      quota: { denominator: 'ALL_RATED' },
    })
    const [row] = await db.asOwner('select options from rating_campaign where year = 2027')
    expect(row?.['options']).toMatchObject([
      { options: { gapPolicy: 'KHT' }, decision: { number: '15-QĐ/TU' } },
      { code: 'campaign-2027' },
    ])
  })
})

/** A cell decided by people where its facts fall into no band: forty of a hundred tasks late. */
async function decideCellWithGap(): Promise<void> {
  const [unit] = await db.asOwner(
    `update rating_unit_case set state = 'appraised' where campaign_id = $1 and organization_id = $2 and subject = 'CHI_BO' returning id, decider_id`,
    [campaignId, year.organizations.cell],
  )
  const decisionId = newId()
  await db.asOwner(
    `insert into rating_unit_decision (id, campaign_id, organization_id, decision_number, decided_on, signer_name, signer_title, reasoning, content_hash,
       decided_by, decided_by_name, decided_at) values ($1, $2, $3, '31-QĐ/ĐU', '2026-12-08', 'Lương Văn Nam', 'Bí thư', '{}', 'x', $4, 'x', now())`,
    [decisionId, campaignId, unit?.['decider_id'], newId()],
  )
  const facts = {
    ...{ generalPoints: '28', resultPoints: '55', tasksAssigned: 10, tasksOnTime: 6, tasksLate: 4, tasksFailed: 0 },
    ...{ tasksExceeded: 0, limitationsPointedOut: 0, limitationsRemedied: 0, subordinateDisciplined: 0 },
    ...{ collectiveMemberDisciplined: false, collectiveDisciplined: false },
  }
  await db.asOwner(
    `insert into rating_unit_level (id, decision_id, case_id, campaign_id, organization_id, decider_id, year, subject, organization_subject, quota_group,
       outcome, reasoning, decision_number, decided_on) values ($1, $2, $3, $4, $5, $6, 2026, 'CHI_BO', 'CHI_BO', 'CHI_BO', 'HT', $7, '31-QĐ/ĐU', '2026-12-08')`,
    [
      newId(),
      decisionId,
      unit?.['id'],
      campaignId,
      year.organizations.cell,
      unit?.['decider_id'],
      JSON.stringify({ facts }),
    ],
  )
}

/** The neighbour cell has reported figures that fit no band, and nobody has decided yet. */
async function reportNeighbourWithGap(): Promise<void> {
  await db.asOwner(
    `insert into rating_unit_report (id, case_id, organization_id, general_points, result_points, tasks_assigned, tasks_on_time, tasks_late, tasks_failed,
       tasks_exceeded, limitations_pointed_out, limitations_remedied, entered_by, entered_by_name, updated_at)
     select app.uuid_v7(), id, organization_id, 25, 35, 10, 7, 0, 3, 0, 0, 0, app.uuid_v7(), 'x', now() from rating_unit_case
      where campaign_id = $1 and organization_id = $2 and subject = 'CHI_BO'`,
    [campaignId, year.organizations.neighbour],
  )
}

describe('a draft tried on a past year', () => {
  test('keeps the comparison: counts for the board, persons for whoever reads persons', async () => {
    const { id } = expectOk(await createOverlayDraft(db.database, board(), draft({ year: 2028 })))
    await decideCellWithGap()
    await reportNeighbourWithGap()
    const told: number[] = []
    const asked = { overlayId: id, campaignId, organizationId: year.organizations.city }
    const done = expectOk(
      await simulateYear(db.database, board(), asked, {
        now: () => now,
        progress: ({ done: so }) => void told.push(so),
      }),
    )
    expect(done).toMatchObject({ cases: 8, moved: 1 })
    expect(told).toEqual([8])

    const seen = expectOk(await readSimulation(db.database, board(), done.simulationId))
    expect(seen.result).toMatchObject({ moved: 1, reasons: [{ reason: 'GAP_NO_BAND', cases: 1 }] })
    expect(seen.result.organizations[0]).toMatchObject({ organizationId: year.organizations.commune, moved: 1 })
    expect(seen.moves).toEqual([])
    expect(seen.units).toMatchObject({
      ...{ cases: 2, moved: 2, unnamed: 0, asToday: 1, withoutReport: 5 },
      moves: [
        { name: 'Chi bộ Tổ dân phố số 1', subject: 'CHI_BO', before: 'MANUAL', after: 'KHT', reasons: ['GAP_NO_BAND'] },
        { subject: 'CHI_BO', before: 'MANUAL', after: 'KHT', reasons: ['GAP_NO_BAND'], asToday: true },
      ],
    })
    expect(codeOf(await readSimulation(db.database, year.scope('committee', 'rating:board'), done.simulationId))).toBe(
      'NOT_FOUND',
    )
    const [kept] = await db.asOwner('select before, after, reasons from rule_simulation_move')
    expect(kept).toMatchObject({ before: 'MANUAL', after: 'KHT', reasons: ['GAP_NO_BAND'] })
    const nothing = await db.asOwner("select count(*)::int as n from rating_case where computed_outcome = 'KHT'")
    expect(nothing).toEqual([{ n: 0 }])
  })

  test('is refused without the right, for another generation and when stopped', async () => {
    const { id } = expectOk(await createOverlayDraft(db.database, board(), draft({ year: 2028 })))
    const asked = { overlayId: id, campaignId, organizationId: year.organizations.city }
    const course = { now: () => now }
    expect(codeOf(await simulateYear(db.database, year.scope('office', 'rating:board'), asked, course))).toBe(
      'NOT_FOUND',
    )
    const stopped = new AbortController()
    stopped.abort()
    expect(codeOf(await simulateYear(db.database, board(), asked, { ...course, signal: stopped.signal }))).toBe(
      'cancelled',
    )
    expect(codeOf(await simulateYear(db.database, board(), { ...asked, campaignId: newId() }, course))).toBe(
      'NOT_FOUND',
    )
  })

  test('the dossiers are handed to nobody who may not simulate there', async () => {
    const rows = await db.database.asReader(
      year.scope('secretary', 'rating:work'),
      (tx) =>
        tx.$queryRaw<
          { dossiers: unknown[] }[]
        >`select dossiers from app.simulation_dossiers(${campaignId}::uuid, ${year.organizations.city}::uuid, '00000000-0000-0000-0000-000000000000', 10)`,
    )
    expect(rows).toEqual([{ dossiers: '' }])
  })
})

describe('a quarter of a leading cadre', () => {
  const axes = Object.fromEntries(
    ['20', '10', '10', '10', '10', '10'].map((max, index) => [`T${index + 1}`, { max, points: '5' }]),
  )
  const entry = { year: 2026, quarter: 3, axes, generalPoints: '20', belowMinimum: true, remark: '' }
  const keep = (given: object = {}) => ({
    requestId: newId(),
    memberId: year.members.deputy,
    version: 0,
    entry,
    today,
    now,
    ...given,
  })

  test('is kept by the office and feeds the dossier of the year', async () => {
    const office = year.scope('office', 'rating:work')
    expect(expectOk(await keepQuarter(db.database, office, keep()))).toEqual({
      version: 1,
      totals: { resultPoints: '30', total: '50' },
    })
    const leaders = await readQuarters(db.database, office, { year: 2026, today })
    expect(leaders.map(({ fullName, quarters }) => `${fullName} ${quarters.length}`)).toEqual([
      'Nguyễn Văn An 0',
      'Trần Thị Bình 1',
    ])
    const detail = await readCaseDetail(db.database, office, { caseId: cases.deputy })
    expect(detail?.facts).toMatchObject({ quarterBelowMinimum: true })
  })

  test('is refused for whoever leads nothing, for oneself, with a stale version and with wrong sums', async () => {
    const office = year.scope('office', 'rating:work')
    expect(codeOf(await keepQuarter(db.database, office, keep({ memberId: year.members.farmer })))).toBe('NOT_FOUND')
    const secretary = year.scope('secretary', 'rating:work')
    expect(codeOf(await keepQuarter(db.database, secretary, keep({ memberId: year.members.secretary })))).toBe(
      'NOT_FOUND',
    )
    expect(codeOf(await keepQuarter(db.database, year.scope('strangerOffice', 'rating:work'), keep()))).toBe(
      'NOT_FOUND',
    )
    expect(codeOf(await keepQuarter(db.database, office, keep({ version: 7 })))).toBe('CHANGED_MEANWHILE')
    const wrong = { ...entry, axes: { ...axes, T1: { max: '19', points: null } } }
    expect(codeOf(await keepQuarter(db.database, office, keep({ entry: wrong })))).toBe('QUARTER_INVALID')
  })
})

describe('scores by a sheet', () => {
  test('follow the published sheet, make the points of the dossier, and stay on their sheet', async () => {
    if (!law.ok) throw new Error('no rules')
    const member = year.scope('member', 'rating:self')
    expect(expectOk(await readSheet(db.database, member, cases.clerk)).sheet).toBeNull()
    const entries = Object.fromEntries(
      ['C1.1', 'C2.1', 'C3.1'].map((code) => [code, { kind: 'band', band: 'M1', points: '9.5' } as const]),
    )
    const scores = { entries: { ...entries, 'K.1': { kind: 'points', points: '60' } as const }, axisMaxima: {} }
    const command = { requestId: newId(), caseId: cases.clerk, stage: 'self', version: 0, scores, now } as const
    expect(codeOf(await scoreBySheet(db.database, member, command))).toBe('NO_SHEET')

    // As it stood when the year was prepared: only the owner may put it there now.
    const content = {
      code: 'x',
      issuer: 'x',
      decision: { number: '1', day: '2026-01-01' },
      confidence: 'T',
      options: {},
      scoreSheets: templateSheets('10-10-10', law.value),
    }
    await db.asOwner(
      `insert into rule_overlay (id, organization_id, rule_set_code, year, title, content, content_hash, state, drafted_by, drafted_by_name, edited_by,
        decision_number, decided_on, published_by, published_by_name, published_at)
       values (app.uuid_v7(), $1, 'G3', 2026, 'Bộ tiêu chí phường', $2, '', 'published', $3, 'A', array[$3::uuid], '1', '2026-01-01', $4, 'B', now())`,
      [year.organizations.commune, JSON.stringify(content), newId(), newId()],
    )
    const saved = expectOk(await scoreBySheet(db.database, member, { ...command, requestId: newId() }))
    expect(saved.scored).toMatchObject({ generalPoints: '28.5', resultPoints: '60', total: '88.5', missing: [] })
    const [points] = await db.asOwner(
      'select general_points::text as general, result_points::text as result from rating_self_assessment where case_id = $1',
      [cases.clerk],
    )
    expect(points).toEqual({ general: '28.500', result: '60.000' })

    expect(
      codeOf(await scoreBySheet(db.database, member, { ...command, requestId: newId(), stage: 'appraised' })),
    ).toBe('NOT_FOUND')
    expect(codeOf(await scoreBySheet(db.database, member, { ...command, requestId: newId() }))).toBe(
      'CHANGED_MEANWHILE',
    )
    const secretary = year.scope('secretary', 'rating:work')
    const lower = { ...scores, entries: { ...scores.entries, 'K.1': { kind: 'points', points: '55' } as const } }
    expectOk(
      await scoreBySheet(db.database, secretary, { ...command, requestId: newId(), stage: 'appraised', scores: lower }),
    )
    const over = { ...scores, entries: { 'K.1': { kind: 'points', points: '70.001' } as const } }
    expect(
      codeOf(
        await scoreBySheet(db.database, secretary, {
          ...command,
          requestId: newId(),
          stage: 'appraised',
          version: 1,
          scores: over,
        }),
      ),
    ).toBe('SCORES_INVALID')
    const view = expectOk(await readSheet(db.database, secretary, cases.clerk))
    expect(view.stages).toMatchObject({ self: { scored: { total: '88.5' } }, appraised: { scored: { total: '83.5' } } })
    expect(codeOf(await readSheet(db.database, year.scope('strangerSecretary', 'rating:work'), cases.clerk))).toBe(
      'NOT_FOUND',
    )
  })
})
