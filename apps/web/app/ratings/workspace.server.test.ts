import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { fillFile, step } from '@nq15/use-cases/ratings/example-steps'
import {
  type AccountKey,
  accountKeys,
  type ExampleYear,
  exampleCampaign,
  exampleYear,
  type PersonKey,
} from '@nq15/use-cases/ratings/example-year'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { caseAction, caseLoader } from './case.server.ts'
import { askedBy, openDoors, stateOf, statusOf } from './example-doors.server.ts'
import { caseReviewLoader, ownReviewLoader } from './self-review.server.ts'
import { workspaceAction, workspaceLoader } from './workspace.server.ts'
import { ballotsLoader, selfReviewPaperLoader, tallyRecordLoader } from './workspace-papers.server.ts'
import { workspaceSaveAction } from './workspace-save.server.ts'

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
let campaignId: string
let cases: Record<PersonKey, string>

beforeAll(async () => {
  db = await openTestDatabase()
  openDoors(world, db, () => year)
}, 600_000)
async function openYear(changes: { secondEntryRequired?: boolean } = {}) {
  year = await exampleYear(db)
  const made = await exampleCampaign(db, year, changes)
  campaignId = made.campaignId
  cases = made.cases
}
afterAll(() => db.close())

const form = (fields: Record<string, string>) => {
  const body = new FormData()
  for (const [name, value] of Object.entries({ requestId: newId(), ...fields })) body.set(name, value)
  return { ...here(), body }
}
const here = () => ({ params: { cellId: year.organizations.cell } })
const ofCase = (person: PersonKey) => ({ params: { caseId: cases[person] } })

describe('who may open what', () => {
  // These only read.
  beforeAll(() => openYear(), 60_000)
  const cellWorkers = ['secretary', 'teller', 'office', 'committee', 'deputyCommittee'] as const
  const elsewhere = [
    'neighbourSecretary',
    'strangerSecretary',
    'strangerTeller',
    'strangerOffice',
    'strangerCommittee',
  ] as const
  const expected = (who: AccountKey): number =>
    cellWorkers.some((one) => one === who) ? 200 : elsewhere.some((one) => one === who) ? 404 : 403

  test.each(accountKeys)('the workspace of a cell, %s', async (who) => {
    expect(await statusOf(workspaceLoader(askedBy(who, here())))).toBe(expected(who))
  })

  test.each(accountKeys)('the self-review of a case, %s', async (who) => {
    const own = who === 'member'
    const writes = ['secretary', 'office', 'committee', 'deputyCommittee'].includes(who)
    const known = own || writes ? 200 : expected(who) === 403 && !['strangerMember'].includes(who) ? 403 : 404
    const status = who === 'teller' || who === 'strangerTeller' ? 403 : known
    expect(await statusOf(caseReviewLoader(askedBy(who, ofCase('clerk'))))).toBe(status)
  })

  test.each(['farmer', 'secretary'] as const)('a member does not reach the case of the %s', async (person) => {
    expect(await statusOf(caseReviewLoader(askedBy('member', ofCase(person))))).toBe(404)
    expect(await statusOf(caseLoader(askedBy('member', ofCase(person))))).toBe(404)
    expect(await statusOf(selfReviewPaperLoader(askedBy('member', ofCase(person))))).toBe(404)
  })

  test('a member opens his own year', async () => {
    const view = await ownReviewLoader(askedBy('member', { params: {} }))
    expect(view).toMatchObject({ caseId: cases.clerk, own: true, mayEdit: true, form: '2B' })
    expect(await statusOf(caseLoader(askedBy('member', ofCase('clerk'))))).toBe(200)
  })

  test('without a session every page asks to sign in', async () => {
    expect(await statusOf(workspaceLoader(askedBy(null, here())))).toBe(302)
    expect(await statusOf(ownReviewLoader(askedBy(null, { params: {} })))).toBe(302)
    expect(await statusOf(caseLoader(askedBy(null, ofCase('clerk'))))).toBe(302)
    expect(await statusOf(ballotsLoader(askedBy(null, here())))).toBe(302)
  })

  test.each(['1', 'x', '../..', '00000000-0000-7000-8000-000000000000'])('the id %s is not there', async (id) => {
    expect(await statusOf(workspaceLoader(askedBy('secretary', { params: { cellId: id } })))).toBe(404)
    expect(await statusOf(caseReviewLoader(askedBy('secretary', { params: { caseId: id } })))).toBe(404)
    expect(await statusOf(caseLoader(askedBy('secretary', { params: { caseId: id } })))).toBe(404)
  })

  test('another year than the case is of is not there', async () => {
    const params = { caseId: cases.clerk, year: '2025' }
    expect(await statusOf(caseReviewLoader(askedBy('secretary', { params })))).toBe(404)
    expect(await statusOf(caseLoader(askedBy('secretary', { params })))).toBe(404)
  })
})

type Sent = { readonly row?: string; readonly version?: number; readonly entry?: 1 | 2 }
/** One save as a page sends it, alone in its submission. */
const vote = (patch: Record<string, string>, { row = `votes/${cases.clerk}`, version = 0, entry = 1 }: Sent = {}) => ({
  params: { cellId: year.organizations.cell },
  body: { requestId: newId(), campaignId, round: 1, entry, saves: [{ requestId: newId(), row, version, patch }] },
})
type Submission = { readonly params: Record<string, string>; readonly body: object }
/** As it was typed by an account: the page says whose it is. */
const sentBy = (who: AccountKey | null, { params, body }: Submission, typist: AccountKey | null = who) =>
  askedBy(who, { params, body: JSON.stringify({ ...body, userId: typist ? year.actors[typist].userId : newId() }) })

const answerTo = async (answered: Promise<Response>) => Object.values((await (await answered).json()).answers)[0]

describe('saving votes', () => {
  beforeEach(() => openYear(), 60_000)
  test.each([
    ['secretary', 'saved'],
    ['office', 'saved'],
    ['teller', 'saved'],
    ['member', 404],
    ['committee', 404],
    ['strangerSecretary', 404],
    ['neighbourSecretary', 404],
    [null, 'signed-out'],
  ] as const)('by %s answers %s', async (who, state) => {
    expect(await stateOf(workspaceSaveAction(sentBy(who, vote({ xs: '3' }))))).toBe(state)
  })

  test('what one account typed is not sent by the session of another', async () => {
    expect(await stateOf(workspaceSaveAction(sentBy('secretary', vote({ xs: '3' }), 'teller')))).toBe('other-person')
    const view = await workspaceLoader(askedBy('secretary', here()))
    expect(view.rows.find(({ caseId }) => caseId === cases.clerk)?.votesVersion).toBe(0)
  })

  test.each([
    ['a word', { xs: 'ba' }],
    ['a broken number', { xs: '2,5' }],
    ['a field that is none', { name: '3' }],
  ])('%s is refused and the server lives', async (_what, patch) => {
    expect(await stateOf(workspaceSaveAction(sentBy('secretary', vote(patch))))).toBe('refused')
  })

  test('of several cells sent together a bad one is named and the others are kept', async () => {
    const { params, body } = vote({ xs: '3' })
    const bad = { requestId: newId(), row: `votes/${cases.farmer}`, version: 0, patch: { t: 'ba' } }
    const answer = await workspaceSaveAction(
      sentBy('secretary', { params, body: { ...body, saves: [...body.saves, bad] } }),
    )
    expect(Object.values((await answer.json()).answers)).toMatchObject([
      { state: 'refused', code: 'NOT_A_COUNT' },
      { state: 'saved', version: 1 },
    ])
  })

  test('a body that is no JSON is refused', async () => {
    expect(await statusOf(workspaceSaveAction(askedBy('secretary', { ...here(), body: '{' })))).toBe(422)
  })

  test('sent twice it acts once and both get the same version', async () => {
    const request = vote({ xs: '3' })
    const answers = [1, 2].map(() => answerTo(workspaceSaveAction(sentBy('secretary', request))))
    expect(await Promise.all(answers)).toMatchObject([{ version: 1 }, { version: 1 }])
  })

  test('on an old version it is a conflict that carries what stands, and nothing is overwritten', async () => {
    await workspaceSaveAction(sentBy('secretary', vote({ xs: '3' })))
    expect(await answerTo(workspaceSaveAction(sentBy('secretary', vote({ xs: '4', t: '1' }))))).toMatchObject({
      state: 'conflict',
      theirs: { version: 1, values: { xs: '3', t: '' } },
    })
    const view = await workspaceLoader(askedBy('secretary', here()))
    expect(view.rows.find(({ caseId }) => caseId === cases.clerk)?.votes).toMatchObject({ xs: '3', t: '' })
  })

  test('another person’s entry is refused by name', async () => {
    await workspaceSaveAction(sentBy('secretary', vote({ xs: '3' })))
    expect(await answerTo(workspaceSaveAction(sentBy('office', vote({ xs: '4' }, { version: 1 }))))).toMatchObject({
      state: 'refused',
      code: 'ENTRY_OF_ANOTHER',
      name: 'Tài khoản secretary',
    })
  })
})

/** All a page carries but ids and instants, in which any three digits may stand by chance. */
const saidIn = (page: unknown) =>
  JSON.stringify(page).replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z/gu, '')

test('the second typist gets nothing of the first entry, not even its faults', async () => {
  await openYear({ secondEntryRequired: true })
  await workspaceSaveAction(sentBy('secretary', vote({ xs: '3', t: '1', ht: '777', kht: '0' })))
  const view = await workspaceLoader(askedBy('teller', here()))
  expect(view.entry).toMatchObject({ number: 2, otherName: null })
  expect(saidIn(view)).not.toContain('777')
  const first = await workspaceLoader(askedBy('secretary', here()))
  expect(saidIn(first)).toContain('777')

  // Once he has counted this person himself, the reasons of the case show his own numbers and not the first ones.
  const record = { eligible: '4', present: '4', issued: '4', collected: '4', valid: '4', invalid: '0' }
  await workspaceSaveAction(sentBy('teller', vote(record, { row: 'record', entry: 2 })))
  await workspaceSaveAction(sentBy('teller', vote({ xs: '1', t: '3', ht: '0', kht: '0' }, { entry: 2 })))
  const seen = await caseLoader(askedBy('teller', ofCase('clerk')))
  expect(seen.ballot?.votes.map(({ count }) => count)).toEqual(['1', '3', '0', '0'])
  expect(saidIn(seen)).not.toContain('777')
})

describe('sending', () => {
  beforeEach(() => openYear(), 60_000)
  const version = async () => (await workspaceLoader(askedBy('secretary', here()))).file.version

  test('with faults nothing changes, and the page names them all', async () => {
    expect(
      await statusOf(workspaceAction(askedBy('secretary', form({ intent: 'send', version: String(await version()) })))),
    ).toBe(409)
    const { faults, file } = await workspaceLoader(askedBy('secretary', here()))
    expect(file.state).toBe('not-started')
    expect(faults.filter(({ code }) => code === 'REVIEW_MISSING')).toHaveLength(4)
  })

  test('without faults it is sent, read only, and can be taken back', async () => {
    await fillFile(db, year.scope('secretary', 'rating:work'), { campaignId, organizationId: year.organizations.cell })
    expect(
      await statusOf(workspaceAction(askedBy('secretary', form({ intent: 'send', version: String(await version()) })))),
    ).toBe(200)
    expect(await workspaceLoader(askedBy('secretary', here()))).toMatchObject({
      file: { state: 'sent' },
      mayEdit: false,
      mayCount: false,
    })
    expect(
      await statusOf(
        workspaceAction(askedBy('secretary', form({ intent: 'withdraw', version: String(await version()) }))),
      ),
    ).toBe(200)
  })

  test('a returned file shows who returned it and why', async () => {
    const of = { campaignId, organizationId: year.organizations.cell }
    await fillFile(db, year.scope('secretary', 'rating:work'), of)
    await step(db, year.scope('secretary', 'rating:work'), { ...of, move: 'send' })
    await step(db, year.scope('office', 'rating:board'), { ...of, move: 'return', reason: 'Thiếu biên bản họp.' })
    expect(await workspaceLoader(askedBy('secretary', here()))).toMatchObject({
      returned: { reason: 'Thiếu biên bản họp.', by: 'Tài khoản office' },
      mayEdit: true,
    })
  })

  test.each(['teller', 'member', 'committee'] as const)('%s may not send', async (who) => {
    expect(await statusOf(workspaceAction(askedBy(who, form({ intent: 'send', version: '1' }))))).toBe(403)
  })

  test('another organization’s cell is not there', async () => {
    expect(await statusOf(workspaceAction(askedBy('strangerSecretary', form({ intent: 'send', version: '1' }))))).toBe(
      404,
    )
  })

  test('a level without a reason keeps the form and names the field', async () => {
    const answer = await workspaceAction(
      askedBy('secretary', form({ intent: 'propose', caseId: cases.clerk, version: '1', level: 'T', reason: '' })),
    )
    expect(answer).toMatchObject({ data: { errors: { reason: 'REASON_NEEDED' } }, init: { status: 422 } })
  })

  test('a head’s collective needs the number and the day of its decision', async () => {
    const fields = {
      intent: 'collective',
      caseId: cases.secretary,
      version: '0',
      level: 'XS',
      decisionNumber: '',
      decidedOn: '31/02',
    }
    const answer = await workspaceAction(askedBy('secretary', form(fields)))
    expect(Object.keys(Reflect.get(answer.data, 'errors') ?? {}).sort()).toEqual(['decidedOn', 'decisionNumber'])
  })
})

describe('the office sets a level while it appraises', () => {
  beforeEach(() => openYear(), 60_000)
  const body = (level: string, reason: string, version: number) =>
    form({ requestId: crypto.randomUUID(), version: String(version), level, reason }).body
  const set = (who: AccountKey, made: FormData) =>
    statusOf(caseAction(askedBy(who, { ...ofCase('clerk'), body: made })))
  const appraise = async () => {
    const of = { campaignId, organizationId: year.organizations.cell }
    await fillFile(db, year.scope('secretary', 'rating:work'), of)
    await step(db, year.scope('secretary', 'rating:work'), { ...of, move: 'send' })
    await step(db, year.scope('office', 'rating:board'), { ...of, move: 'take-up' })
  }

  test('by the office and the committee above the cell, and by nobody else', { timeout: 600_000 }, async () => {
    await appraise()
    for (const who of accountKeys) {
      const mayAct = ['office', 'committee', 'deputyCommittee'].includes(who)
      const expected = mayAct ? 200 : ['strangerOffice', 'strangerCommittee'].includes(who) ? 404 : 403
      const [reason, version] = [`Theo ${who}`, await versionOf()]
      expect([who, await set(who, body('HT', reason, version))]).toEqual([who, expected])
      const { chosen } = await caseLoader(askedBy('office', ofCase('clerk')))
      expect(chosen?.reason === reason, who).toBe(mayAct)
    }
  })

  test('not before it is taken up, not without a reason, not over somebody else, not in another year', async () => {
    expect(await mayChange('office')).toBe(false)
    expect(await set('office', body('HT', 'Chậm', await versionOf()))).toBe(409)
    await appraise()
    expect([await mayChange('office'), await mayChange('secretary')]).toEqual([true, false])
    expect(await set('office', body('HT', '', await versionOf()))).toBe(422)
    expect(await set('office', body('HT', 'Chậm', 99))).toBe(409)
    expect(await set('office', form({ level: 'HT', reason: 'Chậm' }).body)).toBe(422)
    const other = { params: { caseId: cases.clerk, year: '2025' }, body: body('HT', 'Chậm', 0) }
    expect(await statusOf(caseAction(askedBy('office', other)))).toBe(404)
  })
  const mayChange = async (who: AccountKey) => (await caseLoader(askedBy(who, ofCase('clerk')))).mayChange
  const versionOf = async () => (await caseLoader(askedBy('office', ofCase('clerk')))).version
})

describe('papers', () => {
  beforeAll(() => openYear(), 60_000)
  test('ballots and a self-review are Word files kept by no cache', async () => {
    for (const work of [
      ballotsLoader(askedBy('secretary', here())),
      selfReviewPaperLoader(askedBy('member', ofCase('clerk'))),
    ]) {
      const paper = await work
      expect([paper.status, paper.headers.get('cache-control')]).toEqual([200, 'no-store'])
      expect(
        Buffer.from(await paper.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK')
    }
  })

  test('a count record that does not add up leads back to where it is mended', async () => {
    const answer = await tallyRecordLoader(askedBy('secretary', here()))
    expect(answer.headers.get('location')).toBe(`/ratings/2026/cells/${year.organizations.cell}?not-printed=1`)
  })

  test.each([ballotsLoader, tallyRecordLoader])('%o gives nothing to another organization', async (loader) => {
    expect(await statusOf(loader(askedBy('strangerSecretary', here())))).toBe(404)
    expect(await statusOf(loader(askedBy('board', here())))).toBe(403)
  })
})
