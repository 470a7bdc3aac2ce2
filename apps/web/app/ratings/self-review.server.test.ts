import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import {
  type AccountKey,
  type ExampleYear,
  exampleCampaign,
  exampleYear,
  type PersonKey,
} from '@nq15/use-cases/ratings/example-year'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { askedBy, openDoors, stateOf } from './example-doors.server.ts'
import { ownReviewLoader, reviewSaveAction } from './self-review.server.ts'

const world = vi.hoisted(() => ({
  resources: (): unknown => null,
  signedIn: (_who: string | null): unknown => null,
}))
vi.mock('../server/database.server.ts', () => ({ appResources: () => world.resources() }))
vi.mock('@nq15/use-cases/access/read-actor', () => ({
  readActor: async (_auth: unknown, headers: Headers) => world.signedIn(headers.get('x-who')),
}))

let db: TestDatabase
let year: ExampleYear
let cases: Record<PersonKey, string>

beforeAll(async () => {
  db = await openTestDatabase()
  openDoors(world, db, () => year)
})
async function openYear() {
  year = await exampleYear(db)
  cases = (await exampleCampaign(db, year)).cases
}
afterAll(() => db.close())

const ofCase = (person: PersonKey) => ({ params: { caseId: cases[person] } })

type Submission = { readonly params: Record<string, string>; readonly body: object }
/** As it was typed by an account: the page says whose it is. */
const sentBy = (who: AccountKey | null, { params, body }: Submission, typist: AccountKey | null = who) =>
  askedBy(who, { params, body: JSON.stringify({ ...body, userId: typist ? year.actors[typist].userId : newId() }) })

const answerTo = async (answered: Promise<Response>) => Object.values((await (await answered).json()).answers)[0]

describe('a self-review', () => {
  beforeEach(() => openYear(), 60_000)
  const save = (person: PersonKey, patch: Record<string, string>, { version = 0, row = 'review' } = {}) => ({
    ...ofCase(person),
    body: { requestId: newId(), saves: [{ requestId: newId(), row, version, patch }] },
  })
  const send = (who: AccountKey | null, submission: Submission) => reviewSaveAction(sentBy(who, submission))

  test.each([
    ['member', 'clerk', 'saved'],
    ['secretary', 'clerk', 'saved'],
    ['member', 'farmer', 404],
    ['strangerMember', 'clerk', 404],
    ['teller', 'clerk', 404],
    ['neighbourSecretary', 'clerk', 404],
    [null, 'clerk', 'signed-out'],
  ] as const)('typed by %s into the case of the %s answers %s', async (who, person, state) => {
    expect(await stateOf(send(who, save(person, { generalPoints: '28,5' })))).toBe(state)
  })

  test('31 points of 30 are refused, 30 are kept', async () => {
    expect(await stateOf(send('member', save('clerk', { generalPoints: '31' })))).toBe('refused')
    expect(await stateOf(send('member', save('clerk', { generalPoints: '30' })))).toBe('saved')
  })

  test('member and secretary at once: one wins, the other gets both', async () => {
    await send('member', save('clerk', { generalPoints: '28' }))
    expect(await answerTo(send('secretary', save('clerk', { generalPoints: '27' })))).toMatchObject({
      state: 'conflict',
      theirs: { values: { generalPoints: '28' } },
    })
  })

  test('sections and tasks are saved beside the numbers, and stand on the page', async () => {
    const task = `task/${newId()}`
    await send('member', save('clerk', { body: 'Còn nể nang.' }, { row: 'section/limitations' }))
    await send('member', save('clerk', { title: 'Tuyên truyền', status: 'LATE', weight: '12,5' }, { row: task }))
    const view = await ownReviewLoader(askedBy('member', { params: {} }))
    expect(view.sections.find(({ section }) => section === 'limitations')).toMatchObject({ numeral: 'II', version: 1 })
    expect(view.tasks).toMatchObject([{ title: 'Tuyên truyền', status: 'LATE', weight: '12,5' }])
    expect(view.values).toMatchObject({ tasksAssigned: '1', tasksLate: '1' })
  })

  test.each(['section/x', 'task/1', 'answer/', 'other'])('the row %s is nothing that can be stored', async (row) => {
    expect(await stateOf(send('member', save('clerk', { body: 'X' }, { row })))).toBe('refused')
  })

  test('handed in and taken back', async () => {
    await send('member', save('clerk', { submit: 'true' }))
    expect((await ownReviewLoader(askedBy('member', { params: {} }))).submittedAt).not.toBeNull()
    await send('member', save('clerk', { submit: 'false' }, { version: 1 }))
    expect((await ownReviewLoader(askedBy('member', { params: {} }))).submittedAt).toBeNull()
  })
})
