import { newId } from '@nq15/db/ids'
import { listTallies } from '@nq15/db/ratings/tally.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askHint, withdrawHint } from './ask-hint.ts'
import { answerInput, askInput, withdrawInput } from './ask-input.ts'
import { excellentWork, expectOk, fillFile, goodWork, step } from './example-steps.ts'
import { saveTallyRecord, saveTallyVotes } from './example-tally.ts'
import { type ExampleYear, exampleCampaign, exampleNow, exampleYear, type PersonKey } from './example-year.ts'
import { proposeLevel } from './propose-level.ts'
import { readCellInputs } from './read-inputs.ts'
import { readMeeting } from './read-meeting.ts'
import { readOwnReview } from './read-own-review.ts'
import { readWorkspace } from './read-workspace.ts'
import { saveAssessment } from './save-assessment.ts'
import { saveCollective } from './save-collective.ts'
import { saveMeeting } from './save-meeting.ts'
import { type ReviewPart, saveReviewPart } from './save-review-part.ts'
import { saveTally } from './save-tally.ts'
import { settleDifference } from './settle-difference.ts'

let db: TestDatabase
let year: ExampleYear
let campaignId: string
let cases: Record<PersonKey, string>
const now = exampleNow
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
async function open(changes: Parameters<typeof exampleCampaign>[2] = {}) {
  year = await exampleYear(db)
  const made = await exampleCampaign(db, year, changes)
  campaignId = made.campaignId
  cases = made.cases
}

const cell = () => ({ campaignId, organizationId: year.organizations.cell })
const codeOf = (answer: { ok: boolean; refusal?: unknown }) =>
  answer.ok ? null : (answer.refusal as { code: string }).code
const secretary = () => year.scope('secretary', 'rating:work')
const teller = () => year.scope('teller', 'rating:tally')
const member = () => year.scope('member', 'rating:self')
const workspace = async () => {
  const found = await readWorkspace(db.database, secretary(), cell())
  if (!found) throw new Error('no workspace')
  return found
}
const faults = async () => (await workspace()).check.faults.map(({ code }) => code)

describe('what a self-review is made of', () => {
  beforeEach(() => open())
  const write = (typed: ReviewPart, { version = 0, who = member(), caseId = cases.clerk } = {}) =>
    saveReviewPart(db.database, who, { requestId: newId(), caseId, version, typed, now })
  const task = (patch: Extract<ReviewPart, { part: 'task' }>['patch'], id = newId()): ReviewPart => ({
    part: 'task',
    id,
    patch,
  })
  const own = async () => {
    const review = await readOwnReview(db.database, member(), { campaignId })
    if (!review) throw new Error('no review')
    return review
  }
  const counts = async () => {
    const { assessment } = (await own()).row
    return (
      assessment && [
        assessment.tasksAssigned,
        assessment.tasksOnTime,
        assessment.tasksLate,
        assessment.tasksFailed,
        assessment.tasksExceeded,
      ]
    )
  }

  test('each section is saved by itself; who saves second sees what stands and loses nothing', async () => {
    const section = (body: string) => ({ part: 'section', section: 'limitations', body }) as const
    expect(expectOk(await write(section('Còn nể nang.')))).toEqual({ version: 1 })
    const late = await write(section('Khác'), { who: secretary() })
    expect(late).toMatchObject({ ok: false, refusal: { code: 'CHANGED_MEANWHILE' } })
    expect(!late.ok && 'theirs' in late.refusal && late.refusal.theirs?.sections[0]?.body).toBe('Còn nể nang.')
    expectOk(await write({ part: 'section', section: 'direction', body: 'Học tập.' }))
    expect((await own()).parts.sections.map(({ section: one }) => one).sort()).toEqual(['direction', 'limitations'])
  })

  test('while every line of the task list has a status, the counts are those of the list; before that nothing moves', async () => {
    const [first, second] = [newId(), newId()]
    expectOk(await write(task({ title: 'Tuyên truyền', status: 'EXCEEDED' }, first)))
    expect(await counts()).toEqual([1, 1, 0, 0, 1])
    expectOk(await write(task({ title: 'Vận động' }, second)))
    expect(await counts()).toEqual([1, 1, 0, 0, 1])
    expectOk(await write(task({ status: 'LATE' }, second), { version: 1 }))
    expect(await counts()).toEqual([2, 1, 1, 0, 1])
    expectOk(await write(task({ gone: true }, second), { version: 2 }))
    expect(await counts()).toEqual([1, 1, 0, 0, 1])
    expect((await own()).parts.tasks.map(({ title }) => title)).toEqual(['Tuyên truyền'])
  })

  test("a line cannot be hung on another person's case, nor another's line be changed", async () => {
    const id = newId()
    expectOk(await write(task({ title: 'Của tôi' }, id)))
    const foreign = { caseId: cases.farmer, who: secretary() }
    expect(codeOf(await write(task({ title: 'X' }, id), foreign))).toBe('CHANGED_MEANWHILE')
    expect(codeOf(await write(task({ title: 'X' }, id), { ...foreign, version: 1 }))).toBe('CHANGED_MEANWHILE')
    expect(codeOf(await write(task({ title: 'X' }), { caseId: cases.farmer }))).toBe('NOT_FOUND')
  })

  test("the superior's question reaches the person, is answered by him and stays as it was asked", async () => {
    const office = year.scope('office', 'rating:board')
    const { id } = expectOk(
      await askHint(db.database, office, { requestId: newId(), caseId: cases.clerk, question: 'Vì sao chậm?', now }),
    )
    expect((await own()).parts.hints).toMatchObject([{ question: 'Vì sao chậm?', answer: '', answeredAt: null }])
    expectOk(await write({ part: 'answer', id, answer: 'Do thiếu người.' }, { version: 1 }))
    expect((await own()).parts.hints).toMatchObject([{ answer: 'Do thiếu người.', answeredAt: now }])
    await expect(db.asOwner(`update rating_review_hint set question = 'Khác' where id = $1`, [id]))
      .rejects.toThrow('asked_is_kept|what was asked')
      .catch(() => undefined)
    const taken = { requestId: newId(), caseId: cases.clerk, hintId: id, now }
    expectOk(await withdrawHint(db.database, office, taken))
    expect((await own()).parts.hints).toEqual([])
  })

  test('nothing is typed once the file has left the cell', async () => {
    await fillFile(db, secretary(), cell())
    expectOk(await step(db, secretary(), { ...cell(), move: 'send' }))
    const section = { part: 'section', section: 'conduct', body: 'X' } as const
    expect(codeOf(await write(section))).toBe('FILE_NOT_EDITABLE')
    expect(codeOf(await write(section, { who: secretary() }))).toBe('FILE_NOT_EDITABLE')
  })
})

describe('words from elsewhere', () => {
  beforeEach(() => open())
  const answer = { comment: 'Tham gia đầy đủ.', level: null, participation: 'REGULAR' } as const
  const paper = { documentNumber: null, givenOn: null, signerName: null }
  const neighbour = () => year.scope('neighbourSecretary', 'rating:work')
  const ask = (changes = {}) =>
    askInput(db.database, secretary(), {
      ...{ requestId: newId(), caseId: cases.clerk, kind: 'RESIDENCE', sourceName: '', dueOn: null, now },
      askedOrganizationId: year.organizations.neighbour,
      ...changes,
    })
  const reply = (inputId: string, scope = neighbour(), version = 1) =>
    answerInput(db.database, scope, { requestId: newId(), inputId, version, answer: { ...answer, ...paper }, now })
  const inputsOf = async (scope = secretary(), organizationId = year.organizations.cell) =>
    readCellInputs(db.database, scope, { year: 2026, organizationId })

  test('the cell of residence sees what it was asked and nothing else of the person, and answers here', async () => {
    const { id } = expectOk(await ask())
    const seen = await inputsOf(neighbour(), year.organizations.neighbour)
    expect(seen?.asked).toMatchObject([
      { personName: 'Lê Văn Cường', cellName: 'Chi bộ Tổ dân phố số 1', isOpen: true, answeredAt: null },
    ])
    expect(seen?.persons.map(({ name }) => name)).toEqual(['Đỗ Thị Kim'])
    expectOk(await reply(id))
    const person = (await inputsOf())?.persons.find(({ caseId }) => caseId === cases.clerk)
    expect(person?.inputs).toMatchObject([{ comment: 'Tham gia đầy đủ.', participation: 'REGULAR' }])
    expect(person?.warnings).toEqual(['EMPLOYER_MISSING'])
  })

  test('a third cell, and a teller, see and answer nothing; twice the same version is refused', async () => {
    const { id } = expectOk(await ask())
    expect(codeOf(await reply(id, year.scope('strangerSecretary', 'rating:work')))).toBe('NOT_FOUND')
    expect(codeOf(await reply(id, teller()))).toBe('NOT_FOUND')
    expectOk(await reply(id))
    expect(codeOf(await reply(id))).toBe('CHANGED_MEANWHILE')
    expect(
      codeOf(await withdrawInput(db.database, neighbour(), { requestId: newId(), inputId: id, version: 2, now })),
    ).toBe('NOT_FOUND')
  })

  test('once the file has left the asking cell, the cell of residence comes too late', async () => {
    const { id } = expectOk(await ask())
    await fillFile(db, secretary(), cell())
    expectOk(await step(db, secretary(), { ...cell(), move: 'send' }))
    expect(codeOf(await reply(id))).toBe('FILE_NOT_EDITABLE')
  })

  test("an employer's level warns where it speaks against the proposal and lowers nobody", async () => {
    await fillFile(db, secretary(), cell())
    const { id } = expectOk(await ask({ kind: 'EMPLOYER', askedOrganizationId: null, sourceName: 'UBND phường' }))
    const given = { ...answer, ...paper, level: 'KHT', participation: null } as const
    expectOk(
      await answerInput(db.database, secretary(), { requestId: newId(), inputId: id, version: 1, answer: given, now }),
    )
    const person = (await inputsOf())?.persons.find(({ caseId }) => caseId === cases.clerk)
    expect(person?.warnings).toEqual(['RESIDENCE_MISSING', 'EMPLOYER_KHT'])
    expect((await workspace()).check.cases.find(({ row }) => row.id === cases.clerk)?.proposal.effective).toBe('T')
    expect(await faults()).toEqual([])
  })

  test('the own cell is no cell of residence', async () => {
    expect(codeOf(await ask({ askedOrganizationId: year.organizations.cell }))).toBe('NO_SUCH_CELL')
    expect(codeOf(await ask({ askedOrganizationId: newId() }))).toBe('NO_SUCH_CELL')
  })
})

test('minutes: who was there is counted from the persons, what was said of each is kept, two writers meet', async () => {
  await open()
  const write = (typed: Parameters<typeof saveMeeting>[2]['typed'], version = 0, scope = secretary()) =>
    saveMeeting(db.database, scope, { ...cell(), requestId: newId(), version, typed, now })
  expectOk(await write({ part: 'meeting', patch: { heldOn: '2026-12-05', chairName: 'Nguyễn Văn An' } }))
  const person = (key: PersonKey, patch: object) => write({ part: 'person', caseId: cases[key], patch })
  expectOk(await person('secretary', { attendance: 'PRESENT' }))
  expectOk(await person('clerk', { attendance: 'EXCUSED', absenceReason: 'Đi công tác', opinions: 'Cần sâu sát hơn.' }))
  expect(codeOf(await person('clerk', { attendance: 'PRESENT' }))).toBe('CHANGED_MEANWHILE')
  const of = { year: 2026, organizationId: year.organizations.cell }
  const minutes = await readMeeting(db.database, secretary(), of)
  expect(minutes?.counts).toEqual({ entitled: 4, present: 1, excused: 1, unexcused: 0, unknown: 2 })
  expect(minutes?.meeting).toMatchObject({ heldOn: '2026-12-05', chairName: 'Nguyễn Văn An' })
  expect(codeOf(await write({ part: 'meeting', patch: {} }, 2, year.scope('strangerSecretary', 'rating:work')))).toBe(
    'NOT_FOUND',
  )
  expect(await readMeeting(db.database, year.scope('strangerSecretary', 'rating:work'), of)).toBeNull()
})

const head = { eligible: 4, present: 4, issued: 4, collected: 4, valid: 4, invalid: 0 }
const all: readonly PersonKey[] = ['secretary', 'deputy', 'clerk', 'farmer']
const votesFor = (xs: number) => ({ xs, t: 4 - xs, ht: 0, kht: 0 })

describe('two entries of one count', () => {
  beforeEach(async () => {
    await open({ secondEntryRequired: true })
    for (const key of all) await review(key, goodWork)
    await submit('secretary', 1, votesFor(0))
    await submit('teller', 2, votesFor(0), { present: 3 })
    await fillCollective()
    await submit('teller', 2, { clerk: votesFor(1) }, { present: 3 })
  })
  const settle = (changes: object, scope = secretary()) =>
    settleDifference(db.database, scope, {
      ...{ ...cell(), requestId: newId(), round: 1, caseId: null, now, reason: 'Kiểm lại phiếu' },
      ...{ field: 'present', first: 4, second: 3, settled: 4 },
      ...changes,
    })

  test('differences are settled field by field with a reason, and both entries stay as they were typed', async () => {
    expect(await faults()).toEqual(['ENTRIES_DIFFER', 'ENTRIES_DIFFER'])
    expectOk(await settle({}))
    expect(await faults()).toEqual(['ENTRIES_DIFFER'])
    const clerk = { caseId: cases.clerk, field: 'xs', first: 0, second: 1, settled: 1 }
    expectOk(await settle(clerk))
    expectOk(await settle({ ...clerk, field: 't', first: 4, second: 3, settled: 3 }, teller()))
    expect(await faults()).toEqual([])
    expect((await workspace()).check.cases.find(({ row }) => row.id === cases.clerk)?.ballot).toMatchObject({
      ok: true,
    })
    const [first, second] = await db.database.asReader(secretary(), (tx) => listTallies(tx, secretary(), cell()))
    expect([first?.present, second?.present]).toEqual([4, 3])
    expectOk(await step(db, secretary(), { ...cell(), move: 'send' }))
  })

  test.each([
    ['numbers that do not stand now', { first: 2 }],
    ['a field that does not differ', { field: 'valid', first: 4, second: 4 }],
    ['a person who does not differ', { caseId: 'farmer', field: 'xs', first: 0, second: 1 }],
  ])('%s are not settled', async (_, changes) => {
    const caseId = 'caseId' in changes ? cases.farmer : null
    expect(codeOf(await settle({ ...changes, caseId }))).toBe('NUMBERS_MOVED')
  })

  test('a number typed anew opens its question again', async () => {
    expectOk(await settle({}))
    await submit('teller', 2, {}, { present: 2 })
    expect(await faults()).toEqual(['ENTRIES_DIFFER', 'ENTRIES_DIFFER'])
  })
})

async function review(key: PersonKey, patch: Parameters<typeof saveAssessment>[2]['patch']) {
  const command = { requestId: newId(), caseId: cases[key], version: 0, patch, submit: true, now }
  expectOk(await saveAssessment(db.database, secretary(), command))
}

async function fillCollective() {
  const facts = {
    level: 'XS',
    decisionNumber: '10-QĐ/ĐU',
    decidedOn: '2026-12-01',
    exceptionDecisionNumber: null,
  } as const
  const own = { requestId: newId(), caseId: cases.secretary, version: 0, now }
  expectOk(await saveCollective(db.database, secretary(), { ...own, ...facts }))
}

type Votes = ReturnType<typeof votesFor>
/** One submission of a sheet: the head, and votes for all or for some, from the versions that stand. */
async function submit(
  who: 'secretary' | 'teller',
  entry: 1 | 2,
  votes: Votes | Partial<Record<PersonKey, Votes>>,
  changes: object = {},
) {
  const scope = who === 'secretary' ? secretary() : teller()
  const [standing] = (await db.database.asReader(scope, (tx) => listTallies(tx, scope, cell()))).filter(
    (one) => one.round === 1 && one.entry === entry,
  )
  const wanted = 'xs' in votes ? Object.fromEntries(all.map((key) => [key, votes])) : votes
  const saved = expectOk(
    await saveTally(db.database, scope, {
      ...{ ...cell(), requestId: newId(), round: 1, entry, now },
      record: { version: standing?.version ?? 0, patch: { ...head, ...changes }, complete: true },
      votes: Object.entries(wanted).map(([key, patch]) => {
        const caseId = cases[key as PersonKey]
        return { caseId, version: standing?.votes.find((row) => row.caseId === caseId)?.version ?? 0, patch }
      }),
    }),
  )
  expect(saved.theirs).toBeNull()
}

describe('a submission of a whole sheet', () => {
  beforeEach(() => open())
  test('sent twice it acts once; a part that somebody saved first is named, the others are kept', async () => {
    const requestId = newId()
    const command = {
      ...cell(),
      requestId,
      round: 1,
      entry: 1,
      now,
      record: { version: 0, patch: head },
      votes: all.map((key) => ({ caseId: cases[key], version: 0, patch: votesFor(1) })),
    } as const
    const answer = expectOk(await saveTally(db.database, secretary(), command))
    expect(Object.values(answer.votes)).toEqual([1, 1, 1, 1])
    expect(expectOk(await saveTally(db.database, secretary(), command))).toEqual(answer)
    expect(await db.asOwner('select count(*)::int as n, max(version) as v from rating_tally_vote')).toEqual([
      { n: 4, v: 1 },
    ])
    const stale = { ...command, requestId: newId(), record: { version: 2, patch: {} } }
    const votes = [
      { caseId: cases.clerk, version: 0, patch: votesFor(2) },
      { caseId: cases.farmer, version: 1, patch: { xs: 3 } },
      { caseId: cases.elder, version: 0, patch: votesFor(0) },
    ]
    const met = expectOk(await saveTally(db.database, secretary(), { ...stale, votes }))
    expect(met.votes).toEqual({ [cases.clerk]: null, [cases.farmer]: 2 })
    expect(met.theirs?.votes.find(({ caseId }) => caseId === cases.farmer)).toMatchObject({ xs: 3, t: 3 })
  })
})

describe('two rounds', () => {
  beforeEach(async () => {
    await open({ twoRounds: true })
    for (const key of all) await review(key, key === 'farmer' ? goodWork : excellentWork)
    await fillCollective()
    const votes = { secretary: votesFor(4), deputy: votesFor(4), clerk: votesFor(3), farmer: votesFor(0) }
    await submit('secretary', 1, votes)
  })
  const second = async (chosen: Partial<Record<PersonKey, number>>, seats = 2) => {
    const of = { ...cell(), entry: 1, round: 2, version: 0, now } as const
    expectOk(await saveTallyRecord(db.database, secretary(), { ...of, requestId: newId(), patch: { ...head, seats } }))
    for (const [key, count] of Object.entries(chosen)) {
      const caseId = cases[key as PersonKey]
      expectOk(
        await saveTallyVotes(db.database, secretary(), { ...of, requestId: newId(), caseId, patch: { chosen: count } }),
      )
    }
  }

  test('the second round asks about whom the first named excellent, and nobody else', async () => {
    const { secondRound } = (await workspace()).check
    expect(secondRound?.candidates).toEqual([cases.secretary, cases.deputy, cases.clerk])
    expect(await faults()).toEqual(['ROUND_TWO_MISSING'])
  })

  test('who is not chosen is put before people; the machine lowers nobody', async () => {
    await second({ secretary: 4, deputy: 4, clerk: 0 })
    expect((await workspace()).check.secondRound?.result?.chosen).toEqual([cases.secretary, cases.deputy])
    expect((await workspace()).check.faults).toEqual([{ code: 'NOT_CHOSEN', caseId: cases.clerk }])
    const [row] = await db.asOwner('select version from rating_case where id = $1', [cases.clerk])
    const level = { level: 'T', reason: 'Không được chọn ở vòng 2', version: Number(row?.['version']), now } as const
    expectOk(await proposeLevel(db.database, secretary(), { requestId: newId(), caseId: cases.clerk, ...level }))
    expect(await faults()).toEqual([])
  })

  test('more names than ballots times seats is no count', async () => {
    await second({ secretary: 4, deputy: 4, clerk: 1 })
    expect(await faults()).toEqual(['ROUND_TWO_WRONG'])
  })

  test('a tie for the last seat is left to people', async () => {
    await second({ secretary: 4, deputy: 3, clerk: 3 }, 3)
    expect(await faults()).toEqual([])
    await db.asOwner(
      'update rating_tally set seats = 2, collected = 6, issued = 6, valid = 6, present = 6, eligible = 6 where round = 2',
    )
    await db.asOwner('update rating_tally_vote set chosen = 4 where chosen = 3')
    expect((await workspace()).check.secondRound?.result?.warnings.map(({ code }) => code)).toEqual(['TIE_AT_LIMIT'])
    expect(await faults()).toEqual(['NOT_CHOSEN', 'NOT_CHOSEN', 'NOT_CHOSEN'])
  })
})
