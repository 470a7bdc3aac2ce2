import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createCampaign } from './create-campaign.ts'
import { decideCommittee, previewDecision } from './decide-committee.ts'
import { appraiseAll, decisionForm, excellentWork, expectOk, fillFile, goodWork, step } from './example-steps.ts'
import { saveTallyRecord, saveTallyVotes } from './example-tally.ts'
import {
  campaignForm,
  campaignService,
  type casesOf,
  type ExampleYear,
  exampleCampaign,
  exampleNow,
  exampleYear,
  insertMember,
} from './example-year.ts'
import { openCampaign } from './open-campaign.ts'
import { proposeLevel } from './propose-level.ts'
import { readBoard } from './read-board.ts'
import { readWorkspace } from './read-workspace.ts'
import { saveAssessment } from './save-assessment.ts'
import { saveCollective } from './save-collective.ts'

let db: TestDatabase
let year: ExampleYear
beforeAll(async () => {
  db = await openTestDatabase()
})
beforeEach(async () => {
  year = await exampleYear(db)
})
afterAll(() => db.close())

const rows = (sql: string, ...values: unknown[]) => db.asOwner(sql, values)
const refusalOf = (answer: { ok: boolean; refusal?: unknown }) => (answer.ok ? null : answer.refusal)
const now = exampleNow

describe('opening', () => {
  test('freezes who is rated and who is not, and why, in the order of posts', async () => {
    const { campaignId } = await exampleCampaign(db, year)
    expect(
      await rows(
        `select full_name, subject, is_head, not_rated_reason, months_since_admission as months from rating_case
          where campaign_id = $1 and organization_id = $2 order by position_in_list`,
        campaignId,
        year.organizations.cell,
      ),
    ).toEqual([
      { full_name: 'Nguyễn Văn An', subject: 'LEADER', is_head: true, not_rated_reason: null, months: 138 },
      { full_name: 'Trần Thị Bình', subject: 'LEADER', is_head: false, not_rated_reason: null, months: 138 },
      { full_name: 'Hoàng Văn Giáp', subject: 'MEMBER_2C', is_head: false, not_rated_reason: 'EXEMPT', months: 138 },
      { full_name: 'Lê Văn Cường', subject: 'MEMBER_2A', is_head: false, not_rated_reason: null, months: 138 },
      { full_name: 'Phạm Thị Dung', subject: 'MEMBER_2C', is_head: false, not_rated_reason: null, months: 138 },
      { full_name: 'Vũ Thị Hà', subject: 'MEMBER_2C', is_head: false, not_rated_reason: 'ADMITTED_LT_6M', months: 3 },
    ])
    expect(
      await rows(
        'select name, members_total, members_rated, state from rating_cell_file order by members_total desc, name',
      ),
    ).toEqual([
      { name: 'Chi bộ Tổ dân phố số 1', members_total: 6, members_rated: 4, state: 'not-started' },
      { name: 'Chi bộ Thôn Đông', members_total: 1, members_rated: 1, state: 'not-started' },
      { name: 'Chi bộ Trường học', members_total: 1, members_rated: 1, state: 'not-started' },
    ])
  })

  test.each([
    ['dated before the cut-off day and over by then', '2026-01-01', '2026-11-30', null],
    ['dated on the cut-off day', '2026-11-30', '9999-12-31', 'SUSPENDED'],
    ['dated after the cut-off day', '2026-12-01', '9999-12-31', null],
  ])('a suspension %s', async (_, from, to, reason) => {
    await rows(
      `insert into member_status (id, member_id, organization_id, status, valid_from, valid_to) values ($1, $2, $3, 'suspended', $4, $5)`,
      newId(),
      year.members.farmer,
      year.organizations.cell,
      from,
      to,
    )
    const { cases } = await exampleCampaign(db, year)
    expect(await rows('select not_rated_reason from rating_case where id = $1', cases.farmer)).toEqual([
      { not_rated_reason: reason },
    ])
  })

  test('who was expelled by the cut-off day is a member no more', async () => {
    await rows(
      `insert into member_status (id, member_id, organization_id, status, valid_from) values ($1, $2, $3, 'expelled', '2026-11-30')`,
      newId(),
      year.members.farmer,
      year.organizations.cell,
    )
    await createAndOpen()
    expect(await rows('select 1 from rating_case where member_id = $1', year.members.farmer)).toEqual([])
  })

  test('broken off half-way it goes on where it stood and freezes nobody twice', async () => {
    const campaignId = await create()
    await expect(
      open(campaignId, () => {
        throw new Error('power cut')
      }),
    ).rejects.toThrow('power cut')
    const frozen = await rows('select id from rating_case order by id')
    expect(frozen).toHaveLength(8)
    // What changes between the two openings does not reach what is frozen.
    await rows(`update member set status = 'exempt' where id = $1`, year.members.farmer)
    expect(expectOk(await open(campaignId))).toEqual({ cells: 3, people: 8, rated: 6 })
    expect(await rows('select id from rating_case order by id')).toEqual(frozen)
    expect(await rows('select state from rating_campaign')).toEqual([{ state: 'open' }])
  })

  test('two openings at once freeze everybody once', async () => {
    const campaignId = await create()
    const answers = await Promise.all([open(campaignId), open(campaignId)])
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await rows('select count(*)::int as n from rating_case')).toEqual([{ n: 8 }])
  })

  test.each([
    ['full_name', `'Ai đó'`],
    ['subject', `'LEADER'`],
    ['not_rated_reason', `'EXEMPT'`],
    ['position_in_list', '99'],
    ['is_head', 'true'],
  ])('a frozen %s cannot change', async (column, value) => {
    const { cases } = await exampleCampaign(db, year)
    await expect(rows(`update rating_case set ${column} = ${value} where id = $1`, cases.farmer)).rejects.toThrow(
      /frozen/,
    )
  })

  test('a second campaign of the year is refused, also when both come at once', async () => {
    const command = () => ({
      ...campaignForm,
      requestId: newId(),
      organizationId: year.organizations.city,
      issuer: 'X',
    })
    const scope = year.scope('board', 'campaign:setup')
    const answers = await Promise.all([
      createCampaign(db.database, scope, command()),
      createCampaign(db.database, scope, command()),
    ])
    expect(answers.map(refusalOf)).toContainEqual({ code: 'CAMPAIGN_EXISTS' })
    expect(await rows('select 1 from rating_campaign')).toHaveLength(1)
  })

  const create = async () =>
    expectOk(
      await createCampaign(db.database, year.scope('board', 'campaign:setup'), {
        ...campaignForm,
        requestId: newId(),
        organizationId: year.organizations.city,
        issuer: 'Đảng bộ thành phố Sông Mây',
      }),
    ).id
  const open = (campaignId: string, onProgress?: () => void) =>
    openCampaign(db.database, year.scope('board', 'campaign:setup'), {
      campaignId,
      now,
      campaignService: campaignService(year),
      ...(onProgress ? { onProgress } : {}),
    })
  const createAndOpen = async () => open(await create())
})

describe('self-assessment', () => {
  const save = (
    who: 'member' | 'secretary',
    command: { caseId: string; version: number; requestId?: string; patch?: object; submit?: boolean },
  ) =>
    saveAssessment(db.database, year.scope(who, who === 'member' ? 'rating:self' : 'rating:work'), {
      requestId: newId(),
      patch: goodWork,
      now,
      ...command,
    })

  test('the member writes his own, under the policies of a member; the secretary for who writes on paper, marked', async () => {
    const { cases } = await exampleCampaign(db, year)
    expect(await save('member', { caseId: cases.clerk, version: 0, submit: true })).toEqual({
      ok: true,
      value: { version: 1 },
    })
    expect(await save('secretary', { caseId: cases.farmer, version: 0 })).toEqual({ ok: true, value: { version: 1 } })
    expect(
      await rows(
        `select c.full_name, a.entered_for_member, a.entered_by_name, a.submitted_at is not null as submitted from rating_self_assessment a
          join rating_case c on c.id = a.case_id order by c.full_name`,
      ),
    ).toEqual([
      { full_name: 'Lê Văn Cường', entered_for_member: false, entered_by_name: 'Tài khoản member', submitted: true },
      {
        full_name: 'Phạm Thị Dung',
        entered_for_member: true,
        entered_by_name: 'Tài khoản secretary',
        submitted: false,
      },
    ])
  })

  test('a member finds no other case than his own', async () => {
    const { cases } = await exampleCampaign(db, year)
    expect(refusalOf(await save('member', { caseId: cases.farmer, version: 0 }))).toEqual({ code: 'NOT_FOUND' })
    expect(await rows('select 1 from rating_self_assessment')).toEqual([])
  })

  test("the second of two who saw the same version gets the first one's numbers and loses nothing stored", async () => {
    const { cases } = await exampleCampaign(db, year)
    expectOk(await save('member', { caseId: cases.clerk, version: 0 }))
    expectOk(await save('member', { caseId: cases.clerk, version: 1, patch: { resultPoints: '60.5' } }))
    const answer = await save('secretary', { caseId: cases.clerk, version: 1, patch: { resultPoints: '41' } })
    expect(answer).toMatchObject({
      ok: false,
      refusal: {
        code: 'CHANGED_MEANWHILE',
        theirs: { resultPoints: '60.5', version: 2, enteredByName: 'Tài khoản member' },
      },
    })
    expect(await rows('select result_points::text as points, version from rating_self_assessment')).toEqual([
      { points: '60.500', version: 2 },
    ])
  })

  test('the same request acts once, and both get the first answer', async () => {
    const { cases } = await exampleCampaign(db, year)
    const requestId = newId()
    const first = await save('secretary', { caseId: cases.clerk, version: 0, requestId })
    expect(await save('secretary', { caseId: cases.clerk, version: 0, requestId })).toEqual(first)
    expect(await rows('select version from rating_self_assessment')).toEqual([{ version: 1 }])
  })

  test('twenty who save the same version at once: one wins for each version, none is lost', async () => {
    const { cases } = await exampleCampaign(db, year)
    expectOk(await save('secretary', { caseId: cases.clerk, version: 0 }))
    for (const version of [1, 2]) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          save(n % 2 ? 'member' : 'secretary', { caseId: cases.clerk, version, patch: { tasksAssigned: 100 + n } }),
        ),
      )
      const won = answers.flatMap((answer, n) => (answer.ok ? [n] : []))
      expect(won).toHaveLength(1)
      expect(answers.filter(({ ok }) => !ok).map(refusalOf)).toEqual(
        Array(19).fill(
          expect.objectContaining({
            code: 'CHANGED_MEANWHILE',
            theirs: expect.objectContaining({ tasksAssigned: 100 + (won[0] ?? 0) }),
          }),
        ),
      )
      expect(await rows('select tasks_assigned, version from rating_self_assessment')).toEqual([
        { tasks_assigned: 100 + (won[0] ?? 0), version: version + 1 },
      ])
    }
  })

  test('nothing is typed for who is not rated, nor once the file has left the cell', async () => {
    const { campaignId, cases } = await exampleCampaign(db, year)
    const of = { campaignId, organizationId: year.organizations.cell }
    expect(refusalOf(await save('secretary', { caseId: cases.elder, version: 0 }))).toEqual({ code: 'NOT_RATED' })
    await fillFile(db, year.scope('secretary', 'rating:work'), of)
    expectOk(await step(db, year.scope('secretary', 'rating:work'), { ...of, move: 'send' }))
    for (const who of ['secretary', 'member'] as const)
      expect(refusalOf(await save(who, { caseId: cases.clerk, version: 1 }))).toEqual({ code: 'FILE_NOT_EDITABLE' })
  })
})

describe("the head's collective", () => {
  test("is entered for the head only, and lifts him out of people's hands", async () => {
    const { campaignId, cases } = await exampleCampaign(db, year)
    const scope = year.scope('secretary', 'rating:work')
    const facts = {
      level: 'T',
      decisionNumber: '10-QĐ/ĐU',
      decidedOn: '2026-12-01',
      exceptionDecisionNumber: null,
      now,
    } as const
    expectOk(
      await saveAssessment(db.database, scope, {
        requestId: newId(),
        caseId: cases.secretary,
        version: 0,
        patch: excellentWork,
        now,
      }),
    )
    const outcome = () => rows('select computed_outcome from rating_case where id = $1', cases.secretary)
    expect(await outcome()).toEqual([{ computed_outcome: 'MANUAL' }])
    expectOk(
      await saveCollective(db.database, scope, { requestId: newId(), caseId: cases.secretary, version: 0, ...facts }),
    )
    expect(await outcome()).toEqual([{ computed_outcome: 'T' }])
    expect(
      refusalOf(
        await saveCollective(db.database, scope, { requestId: newId(), caseId: cases.clerk, version: 0, ...facts }),
      ),
    ).toEqual({ code: 'NOT_A_HEAD' })
    expect(
      refusalOf(
        await saveCollective(db.database, scope, { requestId: newId(), caseId: cases.secretary, version: 0, ...facts }),
      ),
    ).toEqual({ code: 'CHANGED_MEANWHILE' })
    expect(
      (await readWorkspace(db.database, scope, { campaignId, organizationId: year.organizations.cell }))?.check.cases[0]
        ?.proposal.effective,
    ).toBe('T')
  })
})

describe('the count', () => {
  const start = (secondEntryRequired = false) => exampleCampaign(db, year, { secondEntryRequired })
  type Who = 'secretary' | 'teller'
  const scopeOf = (who: Who) => year.scope(who, who === 'teller' ? 'rating:tally' : 'rating:work')
  const record = (
    who: Who,
    campaignId: string,
    command: { entry: 1 | 2; version?: number; patch?: object; complete?: boolean },
  ) =>
    saveTallyRecord(db.database, scopeOf(who), {
      requestId: newId(),
      campaignId,
      organizationId: year.organizations.cell,
      version: 0,
      patch: { eligible: 4, present: 4, issued: 4, collected: 4, valid: 4, invalid: 0 },
      now,
      ...command,
    })
  const votes = (
    who: Who,
    campaignId: string,
    command: { entry: 1 | 2; caseId: string; version?: number; patch?: object },
  ) =>
    saveTallyVotes(db.database, scopeOf(who), {
      requestId: newId(),
      campaignId,
      organizationId: year.organizations.cell,
      version: 0,
      patch: { xs: 0, t: 4, ht: 0, kht: 0 },
      now,
      ...command,
    })
  const workspace = (who: Who, campaignId: string) =>
    readWorkspace(db.database, scopeOf(who), { campaignId, organizationId: year.organizations.cell })

  test('wrong sums are kept as typed and named at the record and at the person', async () => {
    const { campaignId, cases } = await start()
    expectOk(
      await record('secretary', campaignId, {
        entry: 1,
        patch: { eligible: 4, present: 5, issued: 5, collected: 5, valid: 3, invalid: 1 },
      }),
    )
    expectOk(
      await votes('secretary', campaignId, { entry: 1, caseId: cases.clerk, patch: { xs: 1, t: 4, ht: -1, kht: 0 } }),
    )
    const read = await workspace('secretary', campaignId)
    expect(read?.rounds[1].visible).toMatchObject([{ present: 5, votes: [{ ht: -1 }] }])
    expect(read?.check.record?.errors.map(({ screenCode }) => screenCode)).toEqual(['P-03', 'P-06'])
    expect(read?.check.faults.filter(({ code }) => code === 'VOTES_WRONG')).toMatchObject([
      { caseId: cases.clerk, notes: [{ screenCode: 'P-01' }] },
    ])
  })

  test("the second entry is another person's, and nobody types into another's", async () => {
    const { campaignId, cases } = await start(true)
    expectOk(await record('secretary', campaignId, { entry: 1 }))
    expect(refusalOf(await record('secretary', campaignId, { entry: 2 }))).toEqual({ code: 'SAME_PERSON_TWICE' })
    expect(refusalOf(await votes('secretary', campaignId, { entry: 2, caseId: cases.clerk }))).toEqual({
      code: 'SAME_PERSON_TWICE',
    })
    expect(refusalOf(await record('teller', campaignId, { entry: 1 }))).toEqual({
      code: 'ENTRY_OF_ANOTHER',
      enteredByName: 'Tài khoản secretary',
    })
    expectOk(await record('teller', campaignId, { entry: 2 }))
    expect(await rows('select entry from rating_tally order by 1')).toEqual([{ entry: 1 }, { entry: 2 }])
  })

  test('each typist is blind until both entries are whole; then the differences are named', async () => {
    const { campaignId, cases } = await start(true)
    const rated = [cases.secretary, cases.deputy, cases.clerk, cases.farmer]
    expectOk(
      await record('secretary', campaignId, {
        entry: 1,
        patch: { eligible: 4, present: 4, issued: 4, collected: 4, valid: 3, invalid: 0 },
      }),
    )
    for (const caseId of rated) expectOk(await votes('secretary', campaignId, { entry: 1, caseId }))

    const blind = await workspace('teller', campaignId)
    expect(blind?.rounds[1]).toMatchObject({ myEntry: 2, visible: [] })
    // Not even the fault of the first entry tells what is in it.
    expect(blind?.check.record).toBeNull()
    expect(blind?.check.cases.map(({ ballot }) => ballot).filter(Boolean)).toEqual([])

    expectOk(await record('teller', campaignId, { entry: 2, complete: true }))
    for (const caseId of rated.slice(0, 3)) expectOk(await votes('teller', campaignId, { entry: 2, caseId }))
    expect((await workspace('teller', campaignId))?.rounds[1].visible.map(({ entry }) => entry)).toEqual([2])
    expect((await workspace('secretary', campaignId))?.rounds[1].visible.map(({ entry }) => entry)).toEqual([1])
    expect((await workspace('secretary', campaignId))?.check.faults.map(({ code }) => code)).toContain(
      'SECOND_ENTRY_MISSING',
    )

    expectOk(
      await votes('teller', campaignId, { entry: 2, caseId: cases.farmer, patch: { xs: 1, t: 3, ht: 0, kht: 0 } }),
    )
    for (const who of ['secretary', 'teller'] as const) {
      const read = await workspace(who, campaignId)
      expect(read?.rounds[1].visible.map(({ entry }) => entry)).toEqual([1, 2])
      expect(read?.check.faults.filter(({ code }) => code === 'ENTRIES_DIFFER')).toEqual([
        { code: 'ENTRIES_DIFFER', caseId: null, fields: ['valid'] },
        { code: 'ENTRIES_DIFFER', caseId: cases.farmer, fields: ['perLevel.XS', 'perLevel.T'] },
      ])
    }
  })

  test('a version that has moved on is a conflict with the stored numbers', async () => {
    const { campaignId, cases } = await start()
    expectOk(await record('secretary', campaignId, { entry: 1 }))
    expectOk(await votes('secretary', campaignId, { entry: 1, caseId: cases.clerk }))
    expect(await record('secretary', campaignId, { entry: 1, version: 1, patch: { valid: 2 } })).toMatchObject({
      refusal: { code: 'CHANGED_MEANWHILE', theirs: { valid: 4, version: 2 } },
    })
    expect(await votes('secretary', campaignId, { entry: 1, caseId: cases.clerk, version: 0 })).toMatchObject({
      refusal: { code: 'CHANGED_MEANWHILE', theirs: { votes: [{ t: 4, version: 1 }] } },
    })
  })

  test('a refused save leaves no entry begun and no file started', async () => {
    const { campaignId } = await start()
    expect(refusalOf(await record('secretary', campaignId, { entry: 1, version: 7 }))).toMatchObject({
      code: 'CHANGED_MEANWHILE',
    })
    expect(await rows('select 1 from rating_tally')).toEqual([])
    expect(await rows(`select 1 from rating_cell_file where state <> 'not-started'`)).toEqual([])
  })
})

describe('the file', () => {
  test('is not sent with faults, and every fault is named at once', async () => {
    const { campaignId, cases } = await exampleCampaign(db, year, { secondEntryRequired: true })
    const of = { campaignId, organizationId: year.organizations.cell }
    const scope = year.scope('secretary', 'rating:work')
    await fillFile(db, scope, of)
    const write = (caseId: string, patch: object) =>
      saveAssessment(db.database, scope, { requestId: newId(), caseId, version: 1, patch, now })
    expectOk(await write(cases.clerk, { tasksOnTime: 99 }))
    expectOk(await write(cases.farmer, { resultPoints: null }))
    expectOk(
      await saveTallyVotes(db.database, scope, {
        ...{ ...of, requestId: newId(), entry: 1, caseId: cases.deputy, version: 1, now },
        patch: { t: 3 },
      }),
    )
    await rows('delete from rating_self_assessment where case_id = $1', cases.deputy)
    const answer = await step(db, scope, { ...of, move: 'send' })
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'FILE_HAS_FAULTS' } })
    const faults = !answer.ok && 'faults' in answer.refusal ? answer.refusal.faults : []
    expect(faults.map((fault) => [fault.code, 'caseId' in fault ? fault.caseId : null])).toEqual([
      ['REVIEW_MISSING', cases.deputy],
      ['LEVEL_MISSING', cases.deputy],
      ['VOTES_WRONG', cases.deputy],
      ['FACTS_INVALID', cases.clerk],
      ['LEVEL_MISSING', cases.farmer],
      ['SECOND_ENTRY_MISSING', null],
    ])
    expect(await rows(`select state from rating_cell_file where organization_id = $1`, of.organizationId)).toEqual([
      { state: 'in-work' },
    ])
  })

  test('goes to the committee, comes back with a reason, goes again and is accepted; every step is kept', async () => {
    const { campaignId, cases } = await exampleCampaign(db, year)
    const of = { campaignId, organizationId: year.organizations.cell }
    const cell = year.scope('secretary', 'rating:work')
    const office = year.scope('office', 'rating:board')
    await fillFile(db, cell, of)
    const propose = (scope: typeof cell, version: number, level: 'HT' | 'T') =>
      proposeLevel(db.database, scope, {
        requestId: newId(),
        caseId: cases.clerk,
        version,
        level,
        reason: 'Tập thể thống nhất',
        now,
      })
    expectOk(await propose(cell, 1, 'HT'))
    expectOk(await step(db, cell, { ...of, move: 'send' }))
    expect(refusalOf(await propose(cell, 2, 'T'))).toEqual({ code: 'FILE_NOT_EDITABLE' })
    expect(refusalOf(await step(db, office, { ...of, move: 'accept' }))).toEqual({ code: 'WRONG_STATE', state: 'sent' })
    expectOk(await step(db, office, { ...of, move: 'take-up' }))
    expect(refusalOf(await step(db, office, { ...of, move: 'return', reason: '  ' }))).toEqual({
      code: 'REASON_NEEDED',
    })
    expectOk(await step(db, office, { ...of, move: 'return', reason: 'Thiếu chữ ký' }))
    expect(
      await rows('select state, return_reason from rating_cell_file where organization_id = $1', of.organizationId),
    ).toEqual([{ state: 'returned', return_reason: 'Thiếu chữ ký' }])
    expectOk(await step(db, cell, { ...of, move: 'send' }))
    expectOk(await step(db, office, { ...of, move: 'take-up' }))
    expectOk(await propose(office, 2, 'T'))
    expectOk(await step(db, office, { ...of, move: 'accept' }))
    expect(
      (
        await rows(
          'select event, by_name, reason from rating_cell_file_event where organization_id = $1 order by at, id',
          of.organizationId,
        )
      ).map(({ event, by_name: who, reason }) => [event, who, reason]),
    ).toEqual([
      ['start', 'Tài khoản secretary', null],
      ['send', 'Tài khoản secretary', null],
      ['take-up', 'Tài khoản office', null],
      ['return', 'Tài khoản office', 'Thiếu chữ ký'],
      ['send', 'Tài khoản secretary', null],
      ['take-up', 'Tài khoản office', null],
      ['accept', 'Tài khoản office', null],
    ])
    expect(await rows('select distinct state from rating_case where organization_id = $1', of.organizationId)).toEqual([
      { state: 'appraised' },
    ])
  })
})

describe('the decision', () => {
  const decide = (
    campaignId: string,
    {
      who = 'committee',
      ...changes
    }: { who?: 'committee' | 'deputyCommittee' } & Partial<
      Record<keyof typeof decisionForm | 'requestId', string>
    > = {},
  ) =>
    decideCommittee(db.database, year.scope(who, 'rating:decide'), {
      ...decisionForm,
      requestId: newId(),
      campaignId,
      committeeId: year.organizations.commune,
      now,
      ...changes,
    })
  const codesOf = (answer: Awaited<ReturnType<typeof decide>>) =>
    !answer.ok && 'blocking' in answer.refusal ? answer.refusal.blocking.map(({ code }) => code) : refusalOf(answer)

  test('with nothing done every rule that stands in the way is named, and nothing is written', async () => {
    const { campaignId } = await exampleCampaign(db, year)
    const answer = await decide(campaignId, { decisionNumber: '', decidedOn: '2026-11-29' })
    expect([...new Set(codesOf(answer) as string[])]).toEqual(['QD-01', 'QD-05', 'QD-06', 'QD-07'])
    expect(await rows('select 1 from rating_decision union all select 1 from rating')).toEqual([])
  })

  test('is refused over the quota, and lawful with the number of an exception only as far as that reaches', async () => {
    const { campaignId, cases } = await exampleCampaign(db, year)
    await appraiseAll(db, year, { campaignId, work: { [cases.clerk]: excellentWork } })
    const board = await readBoard(db.database, year.scope('office', 'rating:board'), {
      campaignId,
      committeeId: year.organizations.commune,
    })
    expect(board?.quota).toMatchObject({ excess: 1, smallestMoves: 1 })
    expect(codesOf(await decide(campaignId))).toEqual(['QD-03'])
    // A quarter of two people is nobody either.
    expect(codesOf(await decide(campaignId, { exceptionDecisionNumber: '20-QĐ/TU' }))).toEqual(['QD-03'])
    expectOk(
      await step(db, year.scope('office', 'rating:board'), {
        ...{ campaignId, organizationId: year.organizations.cell },
        move: 'return',
        reason: 'Vượt tỷ lệ',
      }),
    )
    expect(await rows('select 1 from rating_decision')).toEqual([])
  })

  test('an exception carries the share from a fifth to a quarter', async () => {
    // Four of 2C in the cell: a fifth of four is nobody, a quarter is one.
    for (const [index, name] of ['Đinh Văn Ích', 'Cao Thị Khuê', 'Mai Văn Lộc'].entries())
      await insertMember(db.asOwner, { id: newId(), cellId: year.organizations.cell, name, card: 20 + index })
    const { campaignId, cases } = await exampleCampaign(db, year)
    await appraiseAll(db, year, { campaignId, work: { [cases.farmer]: excellentWork } })
    expect(codesOf(await decide(campaignId))).toEqual(['QD-03'])
    expectOk(await decide(campaignId, { exceptionDecisionNumber: '20-QĐ/TU' }))
    expect(await rows('select exception_decision_number as number from rating_decision')).toEqual([
      { number: '20-QĐ/TU' },
    ])
  })

  test.each([
    [
      'QD-02',
      'excellent for a member below fifty points',
      async (of: Stage) => {
        await rows(
          'update rating_self_assessment set general_points = 10, result_points = 20 where case_id = $1',
          of.cases.clerk,
        )
        return { caseId: of.cases.clerk, level: 'XS' as const }
      },
    ],
    [
      'QD-04',
      'a head above his collective',
      async (of: Stage) => {
        await rows(`update rating_collective set level = 'HT' where case_id = $1`, of.cases.secretary)
        return { caseId: of.cases.secretary, level: 'T' as const }
      },
    ],
  ])('%s: %s', async (code, _, spoil) => {
    const { campaignId, cases } = await exampleCampaign(db, year, { quotaDenominator: 'ALL_RATED' })
    await appraiseAll(db, year, { campaignId })
    const { caseId, level } = await spoil({ year, cases })
    expectOk(
      await proposeLevel(db.database, year.scope('office', 'rating:board'), {
        requestId: newId(),
        caseId,
        version: 1,
        level,
        reason: 'Theo đề nghị',
        now,
      }),
    )
    expect(codesOf(await decide(campaignId))).toContain(code)
  })

  test("QD-08: a level other than the rules' without a reason, and QD-09 cannot come about", async () => {
    const { campaignId, cases } = await exampleCampaign(db, year)
    await appraiseAll(db, year, { campaignId })
    await rows(`update rating_case set proposed_level = 'HT' where id = $1`, cases.farmer)
    expect(codesOf(await decide(campaignId))).toEqual(['QD-08'])
    await expect(
      rows(
        `insert into rating_case (id, campaign_id, file_id, organization_id, committee_id, member_id, full_name, search_name, position_in_list, subject, months_since_admission)
         select $1, campaign_id, file_id, organization_id, committee_id, member_id, full_name, search_name, 99, subject, months_since_admission from rating_case where id = $2`,
        newId(),
        cases.farmer,
      ),
    ).rejects.toThrow(/rating_case_campaign_id_member_id_key/)
  })

  test('stands: levels with their reasons, counts, states; what is decided cannot be edited, and a second one is refused', async () => {
    const { campaignId, cases } = await exampleCampaign(db, year)
    await appraiseAll(db, year, { campaignId })
    expectOk(
      await proposeLevel(db.database, year.scope('office', 'rating:board'), {
        requestId: newId(),
        caseId: cases.farmer,
        version: 1,
        level: 'HT',
        reason: 'Còn hạn chế',
        now,
      }),
    )
    const committee = year.scope('committee', 'rating:decide')
    const preview = await previewDecision(db.database, committee, {
      campaignId,
      committeeId: year.organizations.commune,
      document: decisionForm,
    })
    expect(preview?.blocking).toEqual([])
    const requestId = newId()
    const first = await decide(campaignId, { requestId })
    const { decisionId } = expectOk(first)
    expect(await decide(campaignId, { requestId })).toEqual(first)

    expect(
      (
        await rows(
          `select c.full_name, r.outcome, r.not_rated_reason, r.total_points::text as points, r.reasoning ->> 'humanReason' as reason, r.decision_number
             from rating r join rating_case c on c.id = r.case_id where r.decision_id = $1 order by c.organization_id, c.position_in_list`,
          decisionId,
        )
      ).map(({ full_name: name, outcome, not_rated_reason: why, points, reason }) => [
        name,
        outcome,
        why,
        points,
        reason,
      ]),
    ).toEqual([
      ['Nguyễn Văn An', 'T', null, '75.000', null],
      ['Trần Thị Bình', 'T', null, '75.000', null],
      ['Hoàng Văn Giáp', 'NOT_RATED', 'EXEMPT', null, null],
      ['Lê Văn Cường', 'T', null, '75.000', null],
      ['Phạm Thị Dung', 'HT', null, '75.000', 'Còn hạn chế'],
      ['Vũ Thị Hà', 'NOT_RATED', 'ADMITTED_LT_6M', null, null],
      ['Đỗ Thị Kim', 'T', null, '75.000', null],
    ])
    expect(
      await rows(
        `select outcome, sum(count)::int as n from rating_count where stage = 'decided' group by 1 order by 1`,
      ),
    ).toEqual([
      { outcome: 'HT', n: 1 },
      { outcome: 'NOT_RATED', n: 2 },
      { outcome: 'T', n: 4 },
    ])
    const commune = year.organizations.commune
    expect(await rows('select distinct state from rating_case where committee_id = $1', commune)).toEqual([
      { state: 'decided' },
    ])
    expect(await rows('select distinct state from rating_cell_file where committee_id = $1', commune)).toEqual([
      { state: 'decided' },
    ])
    expect(await rows(`select count(*)::int as n from rating_cell_file_event where event = 'decide'`)).toEqual([
      { n: 2 },
    ])

    expect(refusalOf(await decide(campaignId, { decisionNumber: '16-QĐ/ĐU' }))).toEqual({ code: 'ALREADY_DECIDED' })
    await expect(rows(`update rating set outcome = 'XS' where decision_id = $1`, decisionId)).rejects.toThrow(
      /never rewritten/,
    )
    await expect(rows(`update rating_decision set signer_name = 'Ai đó' where id = $1`, decisionId)).rejects.toThrow(
      /never rewritten/,
    )
  })

  test('two people who decide at once: one wins, the other is told', async () => {
    const { campaignId } = await exampleCampaign(db, year)
    await appraiseAll(db, year, { campaignId })
    const answers = await Promise.all([
      decide(campaignId),
      decide(campaignId, { who: 'deputyCommittee', decisionNumber: '16-QĐ/ĐU' }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.map(refusalOf)).toContainEqual({ code: 'ALREADY_DECIDED' })
    expect(await rows('select count(*)::int as n from rating')).toEqual([{ n: 7 }])
  })

  test('no decision is dated in the future', async () => {
    const { campaignId } = await exampleCampaign(db, year)
    await appraiseAll(db, year, { campaignId })
    expect(refusalOf(await decide(campaignId, { decidedOn: '2026-12-09' }))).toEqual({ code: 'DECIDED_IN_FUTURE' })
  })

  type Stage = { readonly year: ExampleYear; readonly cases: Awaited<ReturnType<typeof casesOf>> }
})
