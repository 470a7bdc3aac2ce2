import { newId } from '@nq15/db/ids'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { type Permission, permissions } from '@nq15/domain/access'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCampaign } from './create-campaign.ts'
import { decideCommittee, previewDecision } from './decide-committee.ts'
import { decisionForm, expectOk, goodWork, step } from './example-steps.ts'
import { saveTallyRecord, saveTallyVotes } from './example-tally.ts'
import {
  type AccountKey,
  accountKeys,
  campaignForm,
  campaignService,
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
import { moveCellFile } from './move-cell-file.ts'
import { openCampaign } from './open-campaign.ts'
import { proposeLevel } from './propose-level.ts'
import { readBoard } from './read-board.ts'
import { readCaseDetail } from './read-case-detail.ts'
import { readWorkspace } from './read-workspace.ts'
import { saveAssessment } from './save-assessment.ts'
import { saveCollective } from './save-collective.ts'

/*
 * Everybody tries everything, with what the gate can prove for him and, past the gate, with every proof he could be given by
 * mistake: who may not is told "not found", and no row of the room changes.
 */
let db: TestDatabase
let year: ExampleYear
let campaignId: string
let cases: Awaited<ReturnType<typeof exampleCampaign>>['cases']
const now = exampleNow
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  const made = await exampleCampaign(db, year)
  campaignId = made.campaignId
  cases = made.cases
  expectOk(await step(db, year.scope('secretary', 'rating:work'), { ...cell(), move: 'start' }))
})
afterAll(() => db.close())

const cell = () => ({ campaignId, organizationId: year.organizations.cell })
const commune = () => ({ campaignId, committeeId: year.organizations.commune })
const requestId = () => newId()
const votes = { xs: 0, t: 4, ht: 0, kht: 0 }

type Try = {
  readonly permissions: readonly Permission[]
  readonly who: readonly AccountKey[]
  readonly act: (scope: Scope) => Promise<unknown>
}

/** Each act with those who may do it on the example's cell; the acts end in a refusal of the rules or are undone. */
const acts: Record<string, Try> = {
  createCampaign: {
    permissions: ['campaign:setup'],
    who: ['board'],
    act: (scope) =>
      createCampaign(db.database, scope, {
        ...campaignForm,
        requestId: requestId(),
        organizationId: year.organizations.city,
        issuer: 'X',
      }),
  },
  openCampaign: {
    permissions: ['campaign:setup'],
    who: ['board'],
    act: (scope) => openCampaign(db.database, scope, { campaignId, now, campaignService: campaignService(year) }),
  },
  saveOwnAssessment: {
    permissions: ['rating:self'],
    who: ['member'],
    act: (scope) =>
      saveAssessment(db.database, scope, {
        requestId: requestId(),
        caseId: cases.clerk,
        version: 9,
        patch: goodWork,
        now,
      }),
  },
  saveAssessment: {
    permissions: ['rating:work'],
    who: ['secretary', 'office'],
    act: (scope) =>
      saveAssessment(db.database, scope, {
        requestId: requestId(),
        caseId: cases.farmer,
        version: 9,
        patch: goodWork,
        now,
      }),
  },
  saveCollective: {
    permissions: ['rating:work'],
    who: ['secretary', 'office'],
    act: (scope) =>
      saveCollective(db.database, scope, {
        ...{ requestId: requestId(), caseId: cases.secretary, version: 9, now, level: 'T' },
        ...{ decisionNumber: '1', decidedOn: exampleDay, exceptionDecisionNumber: null },
      }),
  },
  saveTallyRecord: {
    permissions: ['rating:work', 'rating:tally'],
    who: ['secretary', 'office', 'teller'],
    act: (scope) =>
      saveTallyRecord(db.database, scope, {
        ...cell(),
        requestId: requestId(),
        entry: 1,
        version: 9,
        patch: { valid: 1 },
        now,
      }),
  },
  saveTallyVotes: {
    permissions: ['rating:work', 'rating:tally'],
    who: ['secretary', 'office', 'teller'],
    act: (scope) =>
      saveTallyVotes(db.database, scope, {
        ...cell(),
        requestId: requestId(),
        entry: 1,
        caseId: cases.clerk,
        version: 9,
        patch: votes,
        now,
      }),
  },
  send: {
    permissions: ['rating:work'],
    who: ['secretary', 'office'],
    act: (scope) =>
      moveCellFile(db.database, scope, { ...cell(), requestId: requestId(), version: 2, move: 'send', now }),
  },
  takeUp: {
    permissions: ['rating:board'],
    who: ['office', 'committee', 'deputyCommittee'],
    act: (scope) =>
      moveCellFile(db.database, scope, { ...cell(), requestId: requestId(), version: 2, move: 'take-up', now }),
  },
  returnFile: {
    permissions: ['rating:board'],
    who: ['office', 'committee', 'deputyCommittee'],
    act: (scope) =>
      moveCellFile(db.database, scope, {
        ...cell(),
        requestId: requestId(),
        version: 2,
        move: 'return',
        reason: 'X',
        now,
      }),
  },
  proposeLevel: {
    permissions: ['rating:work', 'rating:board'],
    who: ['secretary', 'office', 'committee', 'deputyCommittee'],
    act: (scope) =>
      proposeLevel(db.database, scope, {
        requestId: requestId(),
        caseId: cases.clerk,
        version: 9,
        level: 'HT',
        reason: 'X',
        now,
      }),
  },
  decide: {
    permissions: ['rating:decide'],
    who: ['committee', 'deputyCommittee'],
    act: (scope) => decideCommittee(db.database, scope, { ...decisionForm, ...commune(), requestId: requestId(), now }),
  },
  previewDecision: {
    permissions: ['rating:board', 'rating:decide'],
    who: ['office', 'committee', 'deputyCommittee'],
    act: (scope) => previewDecision(db.database, scope, { ...commune(), document: decisionForm }),
  },
  readWorkspace: {
    permissions: ['rating:work', 'rating:tally', 'rating:board', 'rating:decide'],
    who: ['secretary', 'teller', 'office', 'committee', 'deputyCommittee'],
    act: (scope) => readWorkspace(db.database, scope, cell()),
  },
  readBoard: {
    permissions: ['rating:board', 'rating:decide'],
    who: ['office', 'committee', 'deputyCommittee'],
    act: (scope) => readBoard(db.database, scope, commune()),
  },
  readCaseDetail: {
    permissions: ['rating:work', 'rating:tally', 'rating:board', 'rating:decide'],
    who: ['secretary', 'teller', 'office', 'committee', 'deputyCommittee'],
    act: (scope) => readCaseDetail(db.database, scope, { caseId: cases.clerk }),
  },
  exportDecisionPaper: {
    permissions: ['rating:board', 'rating:decide'],
    who: ['office', 'committee', 'deputyCommittee'],
    act: (scope) => exportDecisionPaper(db.database, scope, { ...commune(), now }),
  },
  exportResults: {
    permissions: ['rating:board', 'rating:decide'],
    who: ['office', 'committee', 'deputyCommittee'],
    act: (scope) => exportResults(db.database, scope, { ...commune(), now }),
  },
  exportBallots: {
    permissions: ['rating:work', 'rating:tally', 'rating:board'],
    who: ['secretary', 'teller', 'office', 'committee', 'deputyCommittee'],
    act: (scope) => exportBallots(db.database, scope, { ...cell(), now }),
  },
  exportTallyRecord: {
    permissions: ['rating:work', 'rating:tally', 'rating:board'],
    who: ['secretary', 'teller', 'office', 'committee', 'deputyCommittee'],
    act: (scope) => exportTallyRecord(db.database, scope, { ...cell(), now }),
  },
  exportSelfReview: {
    permissions: ['rating:work', 'rating:board'],
    who: ['secretary', 'office', 'committee', 'deputyCommittee'],
    act: (scope) => exportSelfReview(db.database, scope, { caseId: cases.clerk, now }),
  },
}

const isNotFound = (answer: unknown): boolean => {
  if (answer === null) return true
  const { ok = true, refusal } = answer as { ok?: boolean; refusal?: { code: string } }
  return !ok && (refusal?.code === 'NOT_FOUND' || refusal?.code === 'FORBIDDEN')
}

/** All rows of the room, to see that nothing was written. */
async function contentOfRoom(): Promise<string> {
  const tables = await db.asOwner(
    `select table_name as name from app.table_class where table_name like 'rating%' order by 1`,
  )
  const parts = await Promise.all(
    tables.map(({ name }) =>
      db.asOwner(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${String(name)} t`),
    ),
  )
  return JSON.stringify(parts)
}

test.each(Object.entries(acts))(
  '%s: whoever may, reaches the rules; everybody else finds nothing, and nothing is written',
  async (_, { permissions: wanted, who, act }) => {
    const before = await contentOfRoom()
    const reached: string[] = []
    for (const account of accountKeys) {
      for (const permission of wanted) {
        const scope = year.prove(account, permission)
        if (scope && !isNotFound(await act(scope))) reached.push(account)
      }
    }
    expect([...new Set(reached)].sort()).toEqual([...who].sort())
    expect(await contentOfRoom()).toBe(before)
  },
)

test.each(Object.entries(acts))(
  '%s: a proof of another permission opens nothing',
  async (_, { permissions: wanted, act }) => {
    const before = await contentOfRoom()
    for (const account of ['secretary', 'office', 'committee', 'board', 'member'] as const) {
      for (const permission of permissions) {
        if (wanted.includes(permission)) continue
        const proven = year.prove(account, permission)
        if (
          proven &&
          !(permission === 'rating:work' && wanted.includes('rating:self')) &&
          !(permission === 'rating:self' && wanted.includes('rating:work'))
        )
          expect([account, permission, isNotFound(await act(proven))]).toEqual([account, permission, true])
      }
    }
    expect(await contentOfRoom()).toBe(before)
  },
)

test.each(['x', '', "'; drop table member; --", '01a20aec-d6de-76ea-a541-5bcba37d74a'])(
  'a tampered id %j is not found',
  async (id) => {
    const work = year.scope('secretary', 'rating:work')
    const board = year.scope('office', 'rating:board')
    const one = () => ({ requestId: requestId(), now })
    const answers = [
      await readWorkspace(db.database, work, { campaignId: id, organizationId: year.organizations.cell }),
      await readWorkspace(db.database, work, { campaignId, organizationId: id }),
      await readBoard(db.database, board, { campaignId, committeeId: id }),
      await readCaseDetail(db.database, work, { caseId: id }),
      await saveAssessment(db.database, work, { ...one(), caseId: id, version: 0, patch: goodWork }),
      await saveTallyRecord(db.database, work, {
        ...one(),
        campaignId,
        organizationId: id,
        entry: 1,
        version: 0,
        patch: {},
      }),
      await saveTallyVotes(db.database, work, { ...one(), ...cell(), entry: 1, caseId: id, version: 0, patch: votes }),
      await moveCellFile(db.database, work, { ...one(), campaignId, organizationId: id, version: 1, move: 'send' }),
      await decideCommittee(db.database, year.scope('committee', 'rating:decide'), {
        ...one(),
        ...decisionForm,
        campaignId,
        committeeId: id,
      }),
      await exportBallots(db.database, work, { campaignId, organizationId: id, now }),
      await exportResults(db.database, board, { campaignId, committeeId: id, now }),
      await exportDecisionPaper(db.database, board, { campaignId: id, committeeId: id, now }),
    ]
    expect(answers.map(isNotFound)).toEqual(answers.map(() => true))
  },
)

describe("the database alone, the application's filter taken away", () => {
  /** A proof that claims everything: only the policies stand between the actor and the rows. */
  const forged = (who: AccountKey, permission: Permission): Scope => {
    const real = year.prove(who, permission) ?? year.prove('secretary', 'rating:work')
    return { ...real, actor: year.actors[who], permission, organizationIds: 'everything' } as Scope
  }
  const strangers = [
    'strangerSecretary',
    'strangerTeller',
    'strangerOffice',
    'strangerCommittee',
    'nobody',
    'systemAdmin',
    'privacyAuditor',
  ] as const

  test.each(strangers)('%s reads no row of the commune', async (who) => {
    const scope = forged(who, 'rating:work')
    const { commune: committee } = year.organizations
    const seen = await db.database.asActor(scope, async (tx) => [
      await tx.ratingCellFile.count({ where: { committeeId: committee } }),
      await tx.ratingCase.count({ where: { committeeId: committee } }),
      await tx.ratingCount.count({ where: { committeeId: committee } }),
      await tx.ratingCellFileEvent.count({ where: { organizationId: year.organizations.cell } }),
    ])
    expect(seen).toEqual([0, 0, 0, 0])
  })

  test.each(['board', 'standingCommittee', 'cityOffice', 'areaMember'] as const)(
    '%s sees files and counts, and no person',
    async (who) => {
      const seen = await db.database.asActor(forged(who, 'rating:overview'), async (tx) => [
        (await tx.ratingCellFile.count({ where: { committeeId: year.organizations.commune } })) > 0,
        await tx.ratingCase.count(),
        await tx.ratingSelfAssessment.count(),
        await tx.ratingTally.count(),
        await tx.rating.count(),
      ])
      expect(seen).toEqual([true, 0, 0, 0, 0])
    },
  )

  test.each(strangers)('%s writes no row of the cell', async (who) => {
    const before = await contentOfRoom()
    const attempts: (() => Promise<unknown>)[] = [
      () =>
        saveAssessment(db.database, forged(who, 'rating:work'), {
          requestId: requestId(),
          caseId: cases.farmer,
          version: 0,
          patch: goodWork,
          now,
        }),
      () =>
        saveTallyRecord(db.database, forged(who, 'rating:work'), {
          ...cell(),
          requestId: requestId(),
          entry: 1,
          version: 0,
          patch: { valid: 1 },
          now,
        }),
      () =>
        moveCellFile(db.database, forged(who, 'rating:board'), {
          ...cell(),
          requestId: requestId(),
          version: 2,
          move: 'return',
          reason: 'X',
          now,
        }),
      () =>
        proposeLevel(db.database, forged(who, 'rating:work'), {
          requestId: requestId(),
          caseId: cases.clerk,
          version: 1,
          level: 'XS',
          reason: 'X',
          now,
        }),
      () =>
        decideCommittee(db.database, forged(who, 'rating:decide'), {
          ...decisionForm,
          ...commune(),
          requestId: requestId(),
          now,
        }),
      () =>
        db.database.asActor(forged(who, 'rating:work'), (tx) =>
          tx.ratingCase.updateMany({ where: { id: cases.clerk }, data: { proposedLevel: 'XS' } }),
        ),
    ]
    for (const attempt of attempts) {
      const answer = await attempt().catch((error) => String(error))
      expect(typeof answer === 'string' || isNotFound(answer) || (answer as { count?: number }).count === 0).toBe(true)
    }
    expect(await contentOfRoom()).toBe(before)
  })

  test("a member cannot hang his own row on another person's case", async () => {
    const write = db.database.asActor(forged('member', 'rating:self'), (tx) =>
      tx.ratingSelfAssessment.createMany({
        data: [
          {
            ...{
              id: newId(),
              caseId: cases.farmer,
              organizationId: year.organizations.cell,
              memberId: year.members.clerk,
            },
            ...{ enteredBy: newId(), enteredByName: 'X' },
          },
        ],
      }),
    )
    await expect(write).rejects.toThrow()
    expect(await db.asOwner('select 1 from rating_self_assessment')).toEqual([])
  })

  test('an ended session finds nothing and writes nothing', async () => {
    const { member } = year.actors
    const gone = { ...year.scope('member', 'rating:self'), actor: { ...member, key: newId() } } as Scope
    const before = await contentOfRoom()
    const answer = await saveAssessment(db.database, gone, {
      requestId: requestId(),
      caseId: cases.clerk,
      version: 0,
      patch: goodWork,
      now,
    }).catch((error) => String(error))
    expect(typeof answer === 'string' || isNotFound(answer)).toBe(true)
    expect(await contentOfRoom()).toBe(before)
  })
})
