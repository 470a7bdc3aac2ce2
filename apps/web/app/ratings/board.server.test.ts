import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { appraiseAll } from '@nq15/use-cases/ratings/example-steps'
import {
  type AccountKey,
  accountKeys,
  campaignForm,
  type ExampleYear,
  exampleCampaign,
  exampleNow,
  exampleYear,
} from '@nq15/use-cases/ratings/example-year'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { boardAction, boardLoader } from './board.server.ts'
import {
  campaignSetupAction,
  campaignSetupLoader,
  campaignsLoader,
  newCampaignAction,
  newCampaignLoader,
} from './campaign.server.ts'
import { decisionAction, decisionLoader } from './decision.server.ts'
import { decisionPaperLoader, resultsWorkbookLoader } from './decision-paper.server.ts'
import { answerOf, askedBy, openDoors, statusOf } from './example-doors.server.ts'
import { overviewCommitteeLoader, overviewLoader } from './overview.server.ts'

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

beforeAll(async () => {
  // Decisions are dated by the day of the example; only the clock is set, no timer.
  vi.useFakeTimers({ toFake: ['Date'], now: exampleNow })
  db = await openTestDatabase()
  openDoors(world, db, () => year)
  year = await exampleYear(db)
})
afterAll(async () => {
  vi.useRealTimers()
  await db.close()
})

type Asked = { readonly orgId?: string; readonly year?: string; readonly form?: readonly (readonly [string, string])[] }

const args = (who: AccountKey | null, { orgId = '', year: of = '2026', form }: Asked = {}) =>
  askedBy(who, {
    params: { year: of, orgId },
    ...(form && { body: new URLSearchParams(form.map(([name, value]) => [name, value])) }),
  })

const commune = () => year.organizations.commune
const ofCommittee = ['office', 'committee', 'deputyCommittee']
const ofAnother = ['strangerOffice', 'strangerCommittee']
const overCity = ['board', 'standingCommittee', 'cityOffice', 'areaMember']

describe('preparing a year', () => {
  const days = { opensOn: '15/11/2026', cutOffOn: '30/11/2026', cellDueOn: '10/12/2026', committeeDueOn: '25/12/2026' }
  const typed = (changes: Readonly<Record<string, string>> = {}) =>
    Object.entries({
      ...{ requestId: newId(), organizationId: year.organizations.city, year: '2026' },
      ...days,
      quotaDenominator: campaignForm.quotaDenominator,
      votingBase: campaignForm.votingBase,
      ...changes,
    })

  test.each(accountKeys)('the form of a new year, %s', async (who) => {
    expect(await statusOf(newCampaignLoader(args(who)))).toBe(who === 'board' ? 200 : 403)
    expect(await statusOf(newCampaignAction(args(who, { form: typed({ year: 'x' }) })))).toBe(
      who === 'board' ? 422 : 403,
    )
  })

  test.each([
    { why: 'a day that does not exist', changes: { cutOffOn: '31/11/2026' }, faults: { cutOffOn: 'malformed' } },
    {
      why: 'cells due before the opening',
      changes: { cellDueOn: '14/11/2026' },
      faults: { cellDueOn: 'out-of-order' },
    },
    {
      why: 'a due day that does not exist',
      changes: { cellDueOn: '31/02/2026' },
      faults: { cellDueOn: 'malformed' },
    },
    { why: 'nothing typed', changes: { opensOn: '' }, faults: { opensOn: 'malformed' } },
    {
      why: 'cells due on the day before which the law has all finished',
      changes: { cellDueOn: '31/12/2026', committeeDueOn: '31/12/2026' },
      faults: { cellDueOn: 'outside-law', committeeDueOn: 'outside-law' },
    },
  ])('$why comes back at its field and the rest is kept', async ({ changes, faults }) => {
    const { status, data } = await answerOf(newCampaignAction(args('board', { form: typed(changes) })))
    expect(status).toBe(422)
    expect(data).toMatchObject({ faults, typed: { committeeDueOn: '25/12/2026', ...changes } })
  })

  test('prepared, counted, opened only when confirmed; and once', async () => {
    const { to } = await answerOf(newCampaignAction(args('board', { form: typed() })))
    expect(to).toBe('/ratings/2026/setup')
    expect(await answerOf(newCampaignAction(args('board', { form: typed() })))).toMatchObject({
      status: 409,
      data: { refusal: 'CAMPAIGN_EXISTS' },
    })
    const intent = (name: string) => ({ form: [['intent', name]] as const })
    await answerOf(campaignSetupAction(args('board', intent('preview'))))
    await vi.waitFor(async () => {
      const seen = await campaignSetupLoader(args('board'))
      expect(seen.work).toMatchObject({ kind: 'preview', state: 'done', preview: { cells: 3, people: 8, rated: 6 } })
    })
    expect(await statusOf(campaignSetupAction(args('board', intent('open'))))).toBe(422)
    const open = {
      form: [
        ['intent', 'open'],
        ['confirmed', 'yes'],
      ] as const,
    }
    await answerOf(campaignSetupAction(args('board', open)))
    await vi.waitFor(async () => {
      expect((await campaignSetupLoader(args('board'))).campaign.state).toBe('open')
    })
    expect(await statusOf(campaignSetupAction(args('board', open)))).toBe(409)
    const { frozen } = await campaignSetupLoader(args('board'))
    expect(frozen).toEqual({ cells: 3, people: 8, rated: 6 })
  })

  test.each([
    ['board', '/ratings/2026'],
    ['office', 'committee'],
    ['secretary', 'cell'],
    ['member', '/ratings/2026/self'],
  ] as const)('the year opens for %s where he works in it', async (who, place) => {
    const [first] = (await campaignsLoader(args(who))).campaigns
    const to = {
      committee: `/ratings/2026/committees/${commune()}`,
      cell: `/ratings/2026/cells/${year.organizations.cell}`,
    }
    expect(first?.to).toBe(place === 'committee' || place === 'cell' ? to[place] : place)
  })
})

describe('an open year', () => {
  beforeAll(async () => {
    year = await exampleYear(db)
    campaignId = (await exampleCampaign(db, year)).campaignId
  })

  const expected = (who: AccountKey) => (ofCommittee.includes(who) ? 200 : ofAnother.includes(who) ? 404 : 403)

  test.each(accountKeys)('the board, the decision, the results of a committee, %s', async (who) => {
    const of = { orgId: commune() }
    expect(await statusOf(boardLoader(args(who, of)))).toBe(expected(who))
    expect(await statusOf(decisionLoader(args(who, of)))).toBe(expected(who))
    expect(await statusOf(resultsWorkbookLoader(args(who, of)))).toBe(expected(who))
  })

  test.each(accountKeys)('the overview sees counts from above and sends the others home, %s', async (who) => {
    const { status, to } = await answerOf(overviewLoader(args(who)))
    const works =
      !overCity.includes(who) && !['inspection', 'systemAdmin', 'privacyAuditor', 'custodian', 'nobody'].includes(who)
    if (overCity.includes(who)) expect(status).toBe(200)
    else if (works) expect([status, to?.startsWith('/ratings/2026/')]).toEqual([302, true])
    else expect([302, 403]).toContain(status)
    expect(await statusOf(overviewCommitteeLoader(args(who, { orgId: commune() })))).toBe(
      overCity.includes(who) ? 200 : 403,
    )
  })

  test('an area member does not reach another commune', async () => {
    const foreign = { orgId: year.organizations.strangerCommune }
    expect(await statusOf(overviewCommitteeLoader(args('areaMember', foreign)))).toBe(404)
  })

  test.each(['', 'xx', '../..', newId()])('an address that is none (%s) is not there', async (orgId) => {
    expect(await statusOf(boardLoader(args('office', { orgId })))).toBe(404)
    expect(await statusOf(decisionPaperLoader(args('office', { orgId })))).toBe(404)
    expect(await statusOf(boardLoader(args('office', { orgId: commune(), year: '1' })))).toBe(404)
  })

  test('nobody signed in is sent to sign in', async () => {
    const { status, to } = await answerOf(boardLoader(args(null, { orgId: commune() })))
    expect([status, to?.startsWith('/sign-in')]).toEqual([302, true])
  })
})

describe('from the board to the decision', () => {
  beforeAll(async () => {
    year = await exampleYear(db)
    campaignId = (await exampleCampaign(db, year)).campaignId
    await appraiseAll(db, year, { campaignId })
  })

  const board = () => boardLoader(args('office', { orgId: commune() }))
  const move = (intent: string, file: string, more: readonly (readonly [string, string])[] = []) =>
    answerOf(
      boardAction(
        args('office', {
          orgId: commune(),
          form: [['requestId', newId()], ['intent', intent], ['file', file], ...more],
        }),
      ),
    )
  const decisionForm = (intent: string, changes: Readonly<Record<string, string>> = {}) => ({
    orgId: commune(),
    form: Object.entries({
      ...{ requestId: newId(), intent, decisionNumber: '15-QĐ/ĐU', decidedOn: '08/12/2026' },
      ...{ signerName: 'Nguyễn Văn Thiện', signerTitle: 'Bí thư', exceptionDecisionNumber: '' },
      ...changes,
    }),
  })

  test('a return needs its reason; returned, the board says why the decision must wait', async () => {
    const [row] = (await board()).rows
    const file = `${row?.organizationId}:${row?.version}`
    expect(await move('return', file)).toMatchObject({ status: 422, data: { refused: [{ code: 'REASON_NEEDED' }] } })
    const reason = [['reason', 'Thiếu chữ ký tổ kiểm phiếu.']] as const
    expect(await move('return', file, reason)).toMatchObject({ status: 200, data: { moved: 1, refused: [] } })
    expect(await move('return', file, reason)).toMatchObject({ status: 409, data: { moved: 0 } })

    const seen = await board()
    expect(seen.states).toMatchObject({ returned: 1, appraised: 1 })
    expect(seen.reasons).toEqual(['Thiếu chữ ký tổ kiểm phiếu.'])
    expect((await seen.blocking).rules.map(({ code }) => code)).toContain('QD-01')
    const refused = await answerOf(decisionAction(args('committee', decisionForm('decide'))))
    expect(refused).toMatchObject({ status: 409, data: { typed: { decisionNumber: '15-QĐ/ĐU' } } })
    expect(JSON.stringify(refused.data)).toContain('QD-01')
  })

  test.each([
    { why: 'no number', changes: { decisionNumber: '' }, fault: { decisionNumber: 'missing' } },
    { why: 'a day that is none', changes: { decidedOn: '40/12/2026' }, fault: { decidedOn: 'malformed' } },
  ])('a decision with $why comes back at the field', async ({ changes, fault }) => {
    const { status, data } = await answerOf(decisionAction(args('committee', decisionForm('review', changes))))
    expect(status).toBe(422)
    expect(data).toMatchObject({ faults: fault, typed: { signerName: 'Nguyễn Văn Thiện', ...changes } })
  })

  test.each(accountKeys.filter((who) => !['committee', 'deputyCommittee', 'strangerCommittee'].includes(who)))(
    '%s may not decide',
    async (who) => {
      expect(await statusOf(decisionAction(args(who, decisionForm('decide'))))).toBe(403)
    },
  )

  test('decided once, shown with its list, given out as Word; the papers of others stay shut', async () => {
    await appraiseReturned()
    const of = { orgId: commune() }
    expect(await statusOf(decisionPaperLoader(args('office', of)))).toBe(404)
    expect((await (await board()).blocking).rules).toEqual([])
    const tomorrow = decisionForm('decide', { decidedOn: '09/12/2026' })
    expect(await answerOf(decisionAction(args('committee', tomorrow)))).toMatchObject({
      status: 409,
      data: { refusal: 'DECIDED_IN_FUTURE' },
    })
    expect(await answerOf(decisionAction(args('committee', decisionForm('review'))))).toMatchObject({
      status: 200,
      data: { ready: true, blocking: [] },
    })
    const form = decisionForm('decide')
    const { to } = await answerOf(decisionAction(args('committee', form)))
    expect(to).toBe(`/ratings/2026/committees/${commune()}/decision?decided=1`)
    expect((await answerOf(decisionAction(args('committee', form)))).to).toBe(to)
    expect(await answerOf(decisionAction(args('committee', decisionForm('decide'))))).toMatchObject({
      status: 409,
      data: { refusal: 'ALREADY_DECIDED' },
    })

    const seen = await decisionLoader(args('office', of))
    expect(seen.decision?.number).toBe('15-QĐ/ĐU')
    expect(seen.cells.flatMap(({ people }) => people)).toHaveLength(7)
    const paper = await decisionPaperLoader(args('office', of))
    expect(paper.headers.get('cache-control')).toBe('no-store')
    expect(paper.headers.get('content-disposition')).toBe(
      'attachment; filename="Quyet-dinh-15-QD-DU-xep-loai-dang-vien-2026.docx"',
    )
    expect(new TextDecoder().decode((await paper.arrayBuffer()).slice(0, 2))).toBe('PK')
    expect(await statusOf(decisionPaperLoader(args('strangerOffice', of)))).toBe(404)
    expect(await statusOf(decisionPaperLoader(args('cityOffice', of)))).toBe(403)
  })

  test('the city then sees the commune decided, no name, and no count of one to four', async () => {
    const seen = await overviewLoader(args('cityOffice'))
    expect(seen.decidedCommittees).toBe(1)
    const drilled = await overviewCommitteeLoader(args('cityOffice', { orgId: commune() }))
    const persons = [...seen.committees, seen.total, ...seen.subjects, ...drilled.cells].flatMap(
      ({ persons: shown }) => (shown ? Object.values(shown) : []),
    )
    expect(persons.length).toBeGreaterThan(0)
    expect(persons.filter((count) => typeof count === 'number' && count > 0 && count < 5)).toEqual([])
    expect(JSON.stringify([seen, drilled])).not.toContain('Nguyễn Văn An')
  })

  async function appraiseReturned() {
    const { moveCellFile } = await import('@nq15/use-cases/ratings/move-cell-file')
    const row = (await board()).rows.find(({ state }) => state === 'returned')
    const organizationId = row?.organizationId ?? ''
    const who = organizationId === year.organizations.cell ? 'secretary' : 'neighbourSecretary'
    const sent = await moveCellFile(db.database, year.scope(who, 'rating:work'), {
      ...{ campaignId, organizationId, version: row?.version ?? 0, move: 'send', requestId: newId(), now: exampleNow },
    })
    if (!sent.ok) throw new Error(JSON.stringify(sent.refusal))
    for (const intent of ['take-up', 'accept']) {
      const again = (await board()).rows.find((one) => one.organizationId === organizationId)
      expect(await move(intent, `${organizationId}:${again?.version}`)).toMatchObject({ status: 200 })
    }
  }
})
