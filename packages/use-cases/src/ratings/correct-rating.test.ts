import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  decideCorrection,
  dropCorrection,
  followUpCorrection,
  prepareCorrection,
  previewCorrection,
} from './correct-rating.ts'
import {
  alsoDecides,
  amendForm,
  correctionForm,
  type DecidedYear,
  decidedYear,
  pastYear,
  tellAll,
} from './example-decided.ts'
import { expectOk } from './example-steps.ts'
import { exampleDay, exampleNow as now } from './example-year.ts'
import { fileAppeal } from './file-appeal.ts'
import { readBoard } from './read-board.ts'
import { readOutcome } from './read-outcome.ts'
import { readOverview } from './read-overview.ts'
import { readAwards, recordAwards } from './record-awards.ts'
import { stepScreening } from './step-screening.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
const requestId = () => newId()
const code = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code)
const one = async (sql: string, values: unknown[] = []) => (await db.asOwner(sql, values))[0]

describe('correction', () => {
  let decided: DecidedYear
  const office = () => decided.year.scope('office', 'rating:board')
  const committee = () => decided.year.scope('committee', 'rating:decide')
  const prepare = (caseId: string, given: object = {}) =>
    prepareCorrection(db.database, office(), { ...correctionForm, caseId, requestId: requestId(), now, ...given })
  const decide = (correctionId: string, given: object = {}) =>
    decideCorrection(db.database, committee(), {
      ...amendForm,
      correctionId,
      requestId: requestId(),
      version: 1,
      now,
      ...given,
    })
  beforeEach(async () => {
    decided = await decidedYear(db)
  })

  test('the year before last: a linked version, awards annulled, a screening task opened, the old one readable', async () => {
    const old = await pastYear(db, decided, {
      rated: 2024,
      levels: { clerk: 'XS', farmer: 'T', deputy: 'T', elder: 'T', newcomer: 'T', secretary: 'T' },
    })
    await pastYear(db, decided, { rated: 2023, levels: { clerk: 'KHT' } })
    const caseId = old.cases.clerk ?? ''
    const of2024 = { campaignId: old.campaignId, committeeId: decided.of.committeeId }
    const listed = await readAwards(db.database, committee(), of2024)
    expect(listed?.candidates.map(({ fullName, kind }) => [fullName, kind])).toEqual([
      ['Lê Văn Cường', 'excellent-year'],
    ])
    const award = {
      ...of2024,
      kind: 'excellent-year',
      decisionNumber: '5-QĐ/KT',
      decidedOn: '2025-01-10',
      deciderName: 'Đảng ủy phường Hoa Ban',
      now,
    } as const
    expect(
      code(
        await recordAwards(db.database, committee(), {
          ...award,
          caseIds: [old.cases.farmer ?? ''],
          requestId: requestId(),
        }),
      ),
    ).toBe('NO_CANDIDATE')
    expectOk(await recordAwards(db.database, committee(), { ...award, caseIds: [caseId], requestId: requestId() }))

    const { correctionId } = expectOk(await prepare(caseId))
    expect(code(await prepare(caseId))).toBe('ALREADY_PREPARED')
    const preview = await previewCorrection(db.database, committee(), { correctionId, document: amendForm, now })
    expect(preview?.findings).toEqual([])
    expect(preview?.consequences.map(({ code: found }) => found)).toEqual([
      'AWARD_ANNULLED',
      'SCREENING_OPENED',
      'COLLECTIVE_TO_REVIEW',
    ])
    expectOk(await decide(correctionId))
    // The board of that year goes on showing the decision of the year, not the one that corrected it.
    expect((await readBoard(db.database, office(), of2024))?.decision?.decisionNumber).toBe('9-QĐ/ĐU')
    const overview = await readOverview(db.database, decided.year.scope('cityOffice', 'rating:overview'), {
      campaignId: old.campaignId,
      asOf: exampleDay,
    })
    // Six people, each counted once although two decisions stand.
    expect(overview?.total.decided).toEqual({ XS: 0, T: 5, HT: 0, KHT: 1, NOT_RATED: 0 })

    const outcome = await readOutcome(db.database, committee(), caseId)
    expect(outcome?.versions.map(({ kind, outcome: level, decisionNumber }) => [kind, level, decisionNumber])).toEqual([
      ['yearly', 'XS', '9-QĐ/ĐU'],
      ['correction', 'KHT', '88-QĐ/ĐU'],
    ])
    expect(outcome?.awards[0]).toMatchObject({ annulledByNumber: '88-QĐ/ĐU' })
    expect(outcome?.screenings[0]).toMatchObject({ firstYear: 2023, secondYear: 2024, state: 'open' })
    expect((await readAwards(db.database, committee(), of2024))?.candidates).toEqual([])
    // Nobody else was lowered.
    expect(
      await db.asOwner(
        `select outcome, count(*)::int as n from rating where year = 2024 and superseded_at is null group by 1 order by 1`,
      ),
    ).toEqual([
      { outcome: 'KHT', n: 1 },
      { outcome: 'T', n: 5 },
    ])
    expect(await one('select state from rating_campaign where id = $1', [old.campaignId])).toEqual({ state: 'closed' })
    expectOk(
      await followUpCorrection(db.database, committee(), {
        requestId: requestId(),
        correctionId,
        version: 2,
        note: 'Đã xem lại mức của tập thể, giữ nguyên.',
        now,
      }),
    )

    // The same violation is found to be no violation: back again, and the task loses its ground.
    const back = expectOk(await prepare(caseId, { level: 'T', ground: 'discipline-revoked' }))
    expectOk(await decide(back.correctionId, { decisionNumber: '99-QĐ/ĐU' }))
    const again = await readOutcome(db.database, committee(), caseId)
    expect(again?.versions.map(({ outcome: level }) => level)).toEqual(['XS', 'KHT', 'T'])
    expect(again?.screenings[0]).toMatchObject({ groundStands: false, state: 'open' })
    const task = again?.screenings[0]
    const close = { event: 'close', note: 'Kỷ luật đã được thu hồi.', closingReason: 'ground-gone' } as const
    expectOk(
      await stepScreening(db.database, decided.year.scope('secretary', 'rating:work'), {
        ...close,
        requestId: requestId(),
        screeningId: task?.id ?? '',
        version: task?.version ?? 0,
        now,
      }),
    )
  })

  test('two persons, every rule at once, and an open complaint goes first', async () => {
    const { correctionId } = expectOk(await prepare(decided.cases.clerk))
    const alone = await alsoDecides(db, decided, 'office')
    const decideAlone = { ...amendForm, correctionId, requestId: requestId(), version: 1, now }
    expect(await decideCorrection(db.database, alone, decideAlone)).toMatchObject({
      refusal: { findings: [{ code: 'SD-06' }] },
    })
    expect(code(await prepare(decided.cases.farmer, { level: 'T' }))).toBe('SAME_LEVEL')
    const blank = await decide(correctionId, { decisionNumber: '', decidedOn: '', signerName: '' })
    expect(blank).toMatchObject({ refusal: { code: 'RULES_STAND' } })
    expect(
      blank.ok ? [] : 'findings' in blank.refusal ? blank.refusal.findings.map((found) => found.code) : [],
    ).toEqual(['SD-01', 'SD-01', 'SD-01'])
    expectOk(await dropCorrection(db.database, office(), { requestId: requestId(), correctionId, version: 1 }))
    expect(code(await decide(correctionId, { version: 2 }))).toBe('ALREADY_SETTLED')

    await tellAll(db, decided)
    const self = decided.year.scope('member', 'rating:self')
    expectOk(
      await fileAppeal(db.database, self, {
        caseId: decided.cases.clerk,
        requestId: requestId(),
        now,
        filedOn: exampleDay,
        grounds: 'Đề nghị xem lại.',
        wantedLevel: null,
      }),
    )
    expect(code(await prepare(decided.cases.clerk))).toBe('APPEAL_OPEN')
  })

  test('two deciders at once: one decision, once', async () => {
    const { correctionId } = expectOk(await prepare(decided.cases.clerk))
    const deputy = decided.year.scope('deputyCommittee', 'rating:decide')
    const answers = await Promise.all([
      decide(correctionId),
      decideCorrection(db.database, deputy, {
        ...amendForm,
        decisionNumber: '89-QĐ/ĐU',
        correctionId,
        requestId: requestId(),
        version: 1,
        now,
      }),
    ])
    expect(answers.map(code).sort()).toEqual(['ALREADY_SETTLED', 'ok'])
    expect(await one(`select count(*)::int as n from rating where case_id = $1`, [decided.cases.clerk])).toEqual({
      n: 2,
    })
  })

  test('a request sent twice is answered once', async () => {
    const { correctionId } = expectOk(await prepare(decided.cases.clerk))
    const same = requestId()
    const [first, second] = [
      await decide(correctionId, { requestId: same }),
      await decide(correctionId, { requestId: same }),
    ]
    expect(second).toEqual(first)
  })
})
