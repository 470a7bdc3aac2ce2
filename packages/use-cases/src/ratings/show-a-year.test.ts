import { newId } from '@nq15/db/ids'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { checkExport } from '@nq15/documents/reports'
import { permissions } from '@nq15/domain/access'
import JSZip from 'jszip'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeCampaign } from './close-campaign.ts'
import { decideCommittee } from './decide-committee.ts'
import { appraiseAll, decisionForm, excellentWork, expectOk, fillFile, goodWork, step } from './example-steps.ts'
import { saveTallyRecord, saveTallyVotes } from './example-tally.ts'
import {
  type AccountKey,
  type ExampleYear,
  exampleCampaign,
  exampleDay,
  exampleNow,
  exampleYear,
} from './example-year.ts'
import { exportBallots } from './export-ballots.ts'
import { exportDecisionPaper } from './export-decision-paper.ts'
import { exportResults } from './export-results.ts'
import { exportSelfReview } from './export-self-review.ts'
import { exportTallyRecord } from './export-tally-record.ts'
import { listMyWork } from './list-my-work.ts'
import { readCaseDetail } from './read-case-detail.ts'
import { readOverview } from './read-overview.ts'
import { readOwnReview } from './read-own-review.ts'
import { saveAssessment } from './save-assessment.ts'

let db: TestDatabase
let year: ExampleYear
let now = exampleNow
beforeAll(async () => {
  db = await openTestDatabase()
})
beforeEach(async () => {
  year = await exampleYear(db)
  now = exampleNow
})
afterAll(() => db.close())

const rows = (sql: string, ...values: unknown[]) => db.asOwner(sql, values)
const refusalOf = (answer: { ok: boolean; refusal?: unknown }) => (answer.ok ? null : answer.refusal)
const decide = (campaignId: string) =>
  decideCommittee(db.database, year.scope('committee', 'rating:decide'), {
    ...decisionForm,
    requestId: newId(),
    campaignId,
    committeeId: year.organizations.commune,
    now,
  })
const decidedYear = async () => {
  const made = await exampleCampaign(db, year)
  await appraiseAll(db, year, { campaignId: made.campaignId })
  expectOk(await decide(made.campaignId))
  return made
}

describe('the city', () => {
  const overview = (campaignId: string, changes: { who?: AccountKey; asOf?: string; sector?: string } = {}) => {
    const { who = 'cityOffice', ...asked } = changes
    return readOverview(db.database, year.scope(who, 'rating:overview'), { campaignId, asOf: exampleDay, ...asked })
  }
  const noLevels = { XS: 0, T: 0, HT: 0, KHT: 0, NOT_RATED: 0 }

  test('sees progress and decided levels by commune, by sector and by kind of person, and no name of a person', async () => {
    const { campaignId } = await decidedYear()
    const read = await overview(campaignId)
    expect(read?.committees).toMatchObject([
      {
        name: 'Đảng bộ phường Hoa Ban',
        code: '01-1',
        cells: 2,
        membersTotal: 7,
        membersRated: 5,
        isDecided: true,
        states: { decided: 2, 'not-started': 0 },
        decided: { ...noLevels, T: 5, NOT_RATED: 2 },
      },
      { name: 'Đảng bộ phường Hoa Gạo', cells: 1, isDecided: false, states: { 'not-started': 1 }, decided: noLevels },
    ])
    expect(read?.sectors.map(({ sector, cells, decided }) => [sector, cells, decided.T])).toEqual([
      ['neighbourhood', 2, 4],
      ['public-service-unit', 1, 1],
    ])
    expect(read?.subjects).toEqual({
      LEADER: { ...noLevels, T: 2 },
      MEMBER_2A: { ...noLevels, T: 2 },
      MEMBER_2C: { ...noLevels, T: 1, NOT_RATED: 2 },
    })
    expect(read?.total).toMatchObject({
      committees: 2,
      committeesDecided: 1,
      cells: 3,
      membersTotal: 8,
      decided: { T: 5 },
    })
    expect(JSON.stringify(read)).not.toContain('Nguyễn Văn An')
  })

  test.each([
    ['2026-12-07', { 'not-started': 3, decided: 0 }, 0],
    ['2026-12-08', { 'not-started': 1, decided: 2 }, 5],
  ])('as of %s', async (asOf, states, good) => {
    const { campaignId } = await decidedYear()
    expect((await overview(campaignId, { asOf }))?.total).toMatchObject({ cells: 3, states, decided: { T: good } })
  })

  test('one sector, and only the area one is responsible for', async () => {
    const { campaignId } = await decidedYear()
    expect((await overview(campaignId, { sector: 'public-service-unit' }))?.total).toMatchObject({
      cells: 1,
      decided: { T: 1 },
    })
    expect((await overview(campaignId, { who: 'areaMember' }))?.committees.map(({ code }) => code)).toEqual(['01-1'])
  })

  test('is not for the levels below', async () => {
    const { campaignId } = await exampleCampaign(db, year)
    const asked = { campaignId, asOf: exampleDay }
    expect(await readOverview(db.database, year.scope('committee', 'rating:decide'), asked)).toBeNull()
    expect(
      await readOverview(db.database, year.scope('cityOffice', 'rating:overview'), { ...asked, campaignId: newId() }),
    ).toBeNull()
  })
})

describe('my work', () => {
  const scopesOf = (who: AccountKey): Scope[] => permissions.flatMap((permission) => year.prove(who, permission) ?? [])
  const work = async (who: AccountKey) =>
    (await listMyWork(db.database, scopesOf(who), { now }))
      .filter(({ code }) => !code.startsWith('UNIT'))
      .map(({ code, name }) => (name === null ? code : `${code} ${name}`))
  const cell = 'Chi bộ Tổ dân phố số 1'
  const commune = 'Đảng bộ phường Hoa Ban'

  test('follows the file from person to person', async () => {
    const { campaignId, cases } = await exampleCampaign(db, year, { secondEntryRequired: true })
    const of = { campaignId, organizationId: year.organizations.cell }
    const secretary = year.scope('secretary', 'rating:work')
    const office = year.scope('office', 'rating:board')
    // The secretary is a member like others.
    expect(await work('secretary')).toEqual([`START_FILE ${cell}`])
    expect(await work('member')).toEqual(['OWN_REVIEW'])
    expect(await work('teller')).toEqual([])
    expect(await work('office')).toEqual([`CELLS_NOT_STARTED ${commune}`])
    expect(await work('committee')).toEqual([`CELLS_NOT_STARTED ${commune}`])

    expectOk(await step(db, secretary, { ...of, move: 'start' }))
    expect(await work('secretary')).toEqual([`MISSING_REVIEWS ${cell}`, `ENTER_TALLY ${cell}`])
    await fillFile(db, secretary, of)
    expect(await work('member')).toEqual([])
    expect(await work('secretary')).toEqual([])
    expect(await work('teller')).toEqual([`SECOND_ENTRY ${cell}`])

    const teller = year.scope('teller', 'rating:tally')
    const entry = { ...of, entry: 2, version: 0, now } as const
    const people = [cases.secretary, cases.deputy, cases.clerk, cases.farmer]
    for (const caseId of people)
      expectOk(
        await saveTallyVotes(db.database, teller, {
          ...entry,
          requestId: newId(),
          caseId,
          patch: { xs: 0, t: 4, ht: 0, kht: 0 },
        }),
      )
    const patch = { eligible: 4, present: 4, issued: 4, collected: 4, valid: 3, invalid: 1 }
    expectOk(await saveTallyRecord(db.database, teller, { ...entry, requestId: newId(), patch, complete: true }))
    expect(await work('teller')).toEqual([])
    expect(await work('secretary')).toEqual([`MEND_FAULTS ${cell}`])
    expectOk(
      await saveTallyRecord(db.database, teller, {
        ...entry,
        version: 2,
        requestId: newId(),
        patch: { valid: 4, invalid: 0 },
      }),
    )
    expect(await work('secretary')).toEqual([`SEND_FILE ${cell}`])

    expectOk(await step(db, secretary, { ...of, move: 'send' }))
    expect(await work('secretary')).toEqual([])
    expect(await work('office')).toEqual([`CELLS_NOT_STARTED ${commune}`, `TAKE_UP ${cell}`])
    expectOk(await step(db, office, { ...of, move: 'take-up' }))
    expect(await work('office')).toEqual([`CELLS_NOT_STARTED ${commune}`, `FINISH_APPRAISAL ${cell}`])
    expectOk(await step(db, office, { ...of, move: 'return', reason: 'Thiếu chữ ký' }))
    expect(await work('secretary')).toEqual([`FILE_RETURNED ${cell}`])
    expect(await work('office')).toEqual([`CELLS_NOT_STARTED ${commune}`])
    now = new Date('2026-12-11T03:00:00Z')
    expect(await work('office')).toEqual([`RETURNED_OVERDUE ${cell}`, `CELLS_NOT_STARTED ${commune}`])
  })

  test('reaches the committee when all is appraised, and nobody once it is decided', async () => {
    const { campaignId, cases } = await exampleCampaign(db, year)
    await appraiseAll(db, year, { campaignId, work: { [cases.clerk]: excellentWork } })
    expect(await work('committee')).toEqual([`QUOTA_EXCEEDED ${commune}`])
    await rows(`update rating_count set count = 0 where outcome = 'XS'`)
    expect(await work('committee')).toEqual([`READY_TO_DECIDE ${commune}`])
    expect(await work('office')).toEqual([])
    expect(await work('strangerOffice')).toEqual(['CELLS_NOT_STARTED Đảng bộ phường Hoa Gạo'])
    expect(await work('nobody')).toEqual([])
    expect(await work('systemAdmin')).toEqual([])
  })

  test("a prepared campaign is the organization board's to open", async () => {
    await exampleCampaign(db, year)
    await rows(`update rating_campaign set state = 'draft'`)
    expect(await work('board')).toEqual(['OPEN_CAMPAIGN'])
    expect(await work('secretary')).toEqual([])
  })
})

describe('one person', () => {
  test("the member sees what he wrote, last year's words and level, and whether he may still change it", async () => {
    const { campaignId, cases } = await exampleCampaign(db, year)
    const scope = year.scope('member', 'rating:self')
    const [last, file, one] = [newId(), newId(), newId()]
    await rows(
      `with p as (insert into rating_campaign select $1, organization_id, 2025, rule_set_code, rule_set_hash, options, opens_on, cut_off_on, cell_due_on, committee_due_on, 'closed' from rating_campaign where id = $4 returning id),
        f as (insert into rating_cell_file (id, campaign_id, organization_id, committee_id, name, state, due_on)
          select $2, p.id, o.organization_id, o.committee_id, o.name, 'decided', o.due_on from p, rating_cell_file o where o.campaign_id = $4 and o.organization_id = $5 returning id),
        c as (insert into rating_case (id, campaign_id, file_id, organization_id, committee_id, member_id, full_name, search_name, position_in_list, subject, months_since_admission)
          select $3, p.id, f.id, o.organization_id, o.committee_id, o.member_id, o.full_name, o.search_name, 1, o.subject, 1 from p, f, rating_case o where o.id = $6 returning *)
       insert into rating_self_assessment (id, case_id, organization_id, member_id, review_text, self_level, entered_by, entered_by_name)
         select app.uuid_v7(), id, organization_id, member_id, 'Năm trước', 'HT', member_id, 'Ai đó' from c`,
      last,
      file,
      one,
      campaignId,
      year.organizations.cell,
      cases.clerk,
    )
    expect(await readOwnReview(db.database, scope, { campaignId })).toMatchObject({
      text: '',
      isOpen: true,
      row: { id: cases.clerk },
      earlier: { year: 2025, reviewText: 'Năm trước', selfLevel: 'HT' },
    })
    expectOk(
      await saveAssessment(db.database, scope, {
        requestId: newId(),
        caseId: cases.clerk,
        version: 0,
        patch: goodWork,
        now,
      }),
    )
    await rows(`update rating_cell_file set state = 'sent' where id <> $1`, file)
    expect(await readOwnReview(db.database, scope, { campaignId })).toMatchObject({
      text: goodWork.reviewText,
      isOpen: false,
    })
    expect(await readOwnReview(db.database, year.scope('strangerMember', 'rating:self'), { campaignId })).toMatchObject(
      {
        row: { fullName: 'Bùi Văn Lâm' },
        earlier: null,
      },
    )
  })

  test("why a level is proposed: facts, findings, order, ballot; reading somebody's words is written into the trail", async () => {
    const { campaignId, cases } = await exampleCampaign(db, year)
    const scope = year.scope('secretary', 'rating:work')
    await fillFile(db, scope, { campaignId, organizationId: year.organizations.cell })
    const reads = () =>
      rows(
        `select 1 from audit_event where action = 'read' and record_table = 'rating_self_assessment' and actor_id = $1`,
        scope.actor.userId,
      )
    const detail = await readCaseDetail(db.database, scope, { caseId: cases.clerk })
    expect(detail).toMatchObject({
      facts: { generalPoints: '25', resultPoints: '50', tasksAssigned: 10, discipline: null },
      proposal: { outcome: 'T', effective: 'T' },
      ballot: { ok: true, level: 'T' },
      text: null,
    })
    expect(detail?.proposal.findings.map(({ code }) => code)).toContain('SCORE_UNDER_90')
    expect(await reads()).toHaveLength(0)
    expect((await readCaseDetail(db.database, scope, { caseId: cases.clerk, withText: true }))?.text).toBe(
      goodWork.reviewText,
    )
    expect(await reads()).toHaveLength(1)
    expect(
      await readCaseDetail(db.database, year.scope('strangerSecretary', 'rating:work'), { caseId: cases.clerk }),
    ).toBeNull()
  })
})

describe('papers', () => {
  const textsOf = async (bytes: Buffer) => {
    const xml = (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? ''
    return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gsu)].map(([paragraph]) =>
      [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/gu)].map(([, text]) => text).join(''),
    )
  }
  const office = () => year.scope('office', 'rating:board')
  const ofCommune = (campaignId: string) => ({ campaignId, committeeId: year.organizations.commune, now })
  const ofCell = (campaignId: string) => ({ campaignId, organizationId: year.organizations.cell, now })

  test('the decision: head, number, articles, signature and everybody once; its read is written into the trail', async () => {
    const { campaignId } = await decidedYear()
    const paper = expectOk(await exportDecisionPaper(db.database, office(), ofCommune(campaignId)))
    expect(paper.fileName).toBe('Quyết-định-15-QĐ-ĐU-xếp-loại-đảng-viên-2026.docx')
    const texts = await textsOf(paper.bytes)
    for (const line of [
      'ĐẢNG BỘ THÀNH PHỐ SÔNG MÂY',
      'ĐẢNG ỦY PHƯỜNG HOA BAN',
      'Số 15-QĐ/ĐU',
      'Hoa Ban, ngày 08 tháng 12 năm 2026',
      '- Hoàn thành tốt nhiệm vụ: 5 đảng viên.',
      'T/M ĐẢNG ỦY',
      'Nguyễn Văn Thiện',
      'Miễn công tác và sinh hoạt đảng',
    ])
      expect(texts).toContain(line)
    for (const name of ['Lê Văn Cường', 'Đỗ Thị Kim', 'Vũ Thị Hà'])
      expect(texts.filter((text) => text === name)).toHaveLength(1)
    expect(
      await rows(
        `select 1 from audit_event where action = 'read' and record_table = 'rating_decision' and actor_id = $1`,
        office().actor.userId,
      ),
    ).toHaveLength(1)
  })

  test('names stand as they were on the day of the decision', async () => {
    const { campaignId } = await decidedYear()
    // One transaction, since no cell may outlive its commune in between.
    const { commune } = year.organizations
    await db.asOwner(`update organization_version set valid_to = '2026-12-20' where organization_id = '${commune}';
      insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from)
      select app.uuid_v7(), organization_id, parent_id, side, code, 'Đảng bộ phường Tên Mới', app.search_text('Đảng bộ phường Tên Mới'), org_type, '2026-12-20'
        from organization_version where organization_id = '${commune}'`)
    const texts = await textsOf(expectOk(await exportDecisionPaper(db.database, office(), ofCommune(campaignId))).bytes)
    expect(texts).toContain('ĐẢNG ỦY PHƯỜNG HOA BAN')
  })

  test('is not made before the decision, nor from a list that is not the decided one', async () => {
    const { campaignId } = await exampleCampaign(db, year)
    expect(refusalOf(await exportDecisionPaper(db.database, office(), ofCommune(campaignId)))).toEqual({
      code: 'NOT_DECIDED',
    })
    await appraiseAll(db, year, { campaignId })
    expectOk(await decide(campaignId))
    await rows(`alter table rating disable trigger keep_decided`)
    await rows(`update rating set outcome = 'XS' where subject = 'MEMBER_2A'`)
    await rows(`alter table rating enable trigger keep_decided`)
    expect(refusalOf(await exportDecisionPaper(db.database, office(), ofCommune(campaignId)))).toEqual({
      code: 'LIST_CHANGED',
    })
  })

  test.each([
    [undefined, undefined, 7],
    ['T', undefined, 5],
    ['NOT_RATED', undefined, 2],
    [undefined, 'neighbour', 1],
  ] as const)('the workbook of level %s, cell %s', async (outcome, cell, count) => {
    const { campaignId } = await decidedYear()
    const asked = {
      ...ofCommune(campaignId),
      ...(outcome ? { outcome } : {}),
      ...(cell ? { organizationId: year.organizations[cell] } : {}),
    }
    const book = expectOk(await exportResults(db.database, office(), asked))
    expect(book.count).toBe(count)
    const checked = expectOk(await checkExport(book.bytes))
    const told = { count, hash: book.hash }
    expect(checked.state).toBe('whole')
    expect(checked.sheets).toEqual([{ name: expect.any(String), state: 'whole', recorded: told, found: told }])
  })

  test('a cell of another committee is no filter', async () => {
    const { campaignId } = await decidedYear()
    const asked = { ...ofCommune(campaignId), organizationId: year.organizations.strangerCell }
    expect(refusalOf(await exportResults(db.database, office(), asked))).toEqual({ code: 'NOT_FOUND' })
  })

  test('the ballot names who is rated and nobody else', async () => {
    const { campaignId } = await exampleCampaign(db, year)
    const texts = await textsOf(
      expectOk(await exportBallots(db.database, year.scope('secretary', 'rating:work'), ofCell(campaignId))).bytes,
    )
    const names = ['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Văn Cường', 'Phạm Thị Dung', 'Hoàng Văn Giáp', 'Vũ Thị Hà']
    expect(texts.filter((text) => names.includes(text))).toEqual([...names.slice(0, 4), ...names.slice(0, 4)])
    expect(texts).toContain('CHI BỘ TỔ DÂN PHỐ SỐ 1')
  })

  test('the record of the count is made of sound numbers only', async () => {
    const { campaignId } = await exampleCampaign(db, year)
    const scope = year.scope('secretary', 'rating:work')
    expect(refusalOf(await exportTallyRecord(db.database, scope, ofCell(campaignId)))).toMatchObject({
      code: 'RECORD_NOT_SOUND',
    })
    await fillFile(db, scope, ofCell(campaignId))
    const texts = await textsOf(expectOk(await exportTallyRecord(db.database, scope, ofCell(campaignId))).bytes)
    expect(texts).toContain('Thời gian, địa điểm: ngày 08/12/2026, tại Nhà văn hóa.')
    expect(texts).toContain('- Số phiếu hợp lệ: 4.')
    expect(texts).toContain('Mức xếp loại được đề xuất khi đạt trên 1/2 số đảng viên được triệu tập.')
  })

  test('the self-review comes out for its writer and, on record, for the cell', async () => {
    const { campaignId, cases } = await exampleCampaign(db, year)
    await fillFile(db, year.scope('secretary', 'rating:work'), ofCell(campaignId))
    const own = expectOk(
      await exportSelfReview(db.database, year.scope('member', 'rating:self'), { caseId: cases.clerk, now }),
    )
    const texts = await textsOf(own.bytes)
    expect(texts).toContain(goodWork.reviewText)
    expect(texts).toContain('☒ Hoàn thành tốt nhiệm vụ')
    expect(texts.some((text) => text.startsWith('Họ và tên: Lê Văn Cường.'))).toBe(true)
    const reads = () =>
      rows(
        `select actor_id from audit_event where action = 'read' and record_table = 'rating_self_assessment' and record_id =
      (select id from rating_self_assessment where case_id = $1)`,
        cases.clerk,
      )
    expect(await reads()).toEqual([])
    expectOk(await exportSelfReview(db.database, office(), { caseId: cases.clerk, now }))
    expect(await reads()).toEqual([{ actor_id: office().actor.userId }])
    expect(
      refusalOf(
        await exportSelfReview(db.database, year.scope('member', 'rating:self'), { caseId: cases.farmer, now }),
      ),
    ).toEqual({ code: 'NOT_FOUND' })
  })
})

test('a campaign is closed once every file is decided, and nothing moves afterwards', async () => {
  const { campaignId } = await decidedYear()
  const close = () =>
    closeCampaign(db.database, year.scope('board', 'campaign:setup'), { requestId: newId(), campaignId, version: 2 })
  expect(refusalOf(await close())).toEqual({ code: 'FILES_UNDECIDED', count: 1 })
  await rows(`update rating_cell_file set state = 'decided'`)
  await rows(`update rating_unit_case set state = 'decided'`)
  expect(await close()).toEqual({ ok: true, value: { version: 3 } })
  expect(refusalOf(await close())).toEqual({ code: 'WRONG_STATE' })
  expect(await readOwnReview(db.database, year.scope('strangerMember', 'rating:self'), { campaignId })).toMatchObject({
    isOpen: false,
  })
})
