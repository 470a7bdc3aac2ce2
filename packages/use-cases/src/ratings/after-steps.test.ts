import { newId } from '@nq15/db/ids'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import {
  type AfterStep,
  afterStepRules,
  afterSteps,
  nextRatingState,
  type RatingState,
  ratingStates,
} from '@nq15/domain/ratings'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideCorrection, prepareCorrection } from './correct-rating.ts'
import { amendForm, correctionForm, type DecidedYear, decidedYear, tellAll } from './example-decided.ts'
import { expectOk } from './example-steps.ts'
import { type AccountKey, accountKeys, exampleDay, exampleNow as now } from './example-year.ts'
import { fileAppeal } from './file-appeal.ts'
import { notifyDecision } from './notify-decision.ts'
import { reconsiderRating } from './reconsider-rating.ts'
import { withdrawAppeal } from './withdraw-appeal.ts'

/*
 * Every step after a decision, from every state, by every account. Each try carries one fault that is met last, so that
 * whoever may and where it may is told of the fault, and nothing is written.
 */
let db: TestDatabase
let decided: DecidedYear
let appealId: string
let correctionId: string
beforeAll(async () => {
  db = await openTestDatabase()
  decided = await decidedYear(db)
  const office = decided.year.scope('office', 'rating:board')
  const of = { caseId: decided.cases.clerk, requestId: newId(), now }
  correctionId = expectOk(await prepareCorrection(db.database, office, { ...correctionForm, ...of })).correctionId
  await tellAll(db, decided)
  const self = decided.year.scope('member', 'rating:self')
  const complaint = { filedOn: exampleDay, grounds: 'Đề nghị xem lại mức này.', wantedLevel: null }
  appealId = expectOk(await fileAppeal(db.database, self, { ...complaint, ...of, requestId: newId() })).appealId
  await db.asOwner(
    'alter table rating_appeal disable trigger keep_appeal; alter table rating_notice disable trigger keep_notice',
  )
})
afterAll(() => db.close())

/** Puts the example's case where a state has it: an open complaint only while appealed, no notice before it is told. */
async function stand(state: RatingState): Promise<void> {
  const { clerk } = decided.cases
  await db.asOwner('update rating_case set state = $1 where id = $2', [state, clerk])
  await db.asOwner('update rating_appeal set state = $1', [state === 'appealed' ? 'filed' : 'withdrawn'])
  const untold = ['decided', 'revised'].includes(state)
  const other = (await db.asOwner('select id from rating where case_id = $1', [decided.cases.farmer]))[0]
  const own = (await db.asOwner('select id from rating where case_id = $1', [clerk]))[0]
  // The notice of the case hangs on another level while it is not told.
  await db.asOwner('delete from rating_notice where rating_id = $1', [untold ? other?.['id'] : null])
  await db.asOwner('update rating_notice set rating_id = $1 where case_id = $2', [
    untold ? other?.['id'] : own?.['id'],
    clerk,
  ])
}

/** What a try answers where it may be done, met after everything that refuses it elsewhere. */
const reached: Record<AfterStep, string> = {
  notify: 'IN_FUTURE',
  appeal: 'IN_FUTURE',
  withdraw: 'CHANGED_MEANWHILE',
  reconsider: 'CHANGED_MEANWHILE',
  'prepare-correction': 'SAME_LEVEL',
  correct: 'RULES_STAND',
}
const tries: Record<AfterStep, (scope: Scope) => Promise<{ ok: boolean; refusal?: { code: string } }>> = {
  notify: (scope) =>
    notifyDecision(db.database, scope, { ...decided.of, requestId: newId(), noticeOn: '2027-01-01', now }),
  appeal: (scope) =>
    fileAppeal(db.database, scope, {
      ...{ caseId: decided.cases.clerk, requestId: newId(), now, filedOn: '2027-01-01' },
      ...{ grounds: 'Đề nghị xem lại mức này.', wantedLevel: null },
    }),
  withdraw: (scope) => withdrawAppeal(db.database, scope, { requestId: newId(), appealId, version: 99 }),
  reconsider: (scope) =>
    reconsiderRating(db.database, scope, {
      ...{ requestId: newId(), appealId, version: 99, now, outcome: 'upheld' },
      answer: 'Giữ nguyên mức xếp loại.',
    }),
  'prepare-correction': (scope) =>
    prepareCorrection(db.database, scope, {
      ...{ ...correctionForm, level: 'T', caseId: decided.cases.clerk, requestId: newId(), now },
    }),
  correct: (scope) =>
    decideCorrection(db.database, scope, {
      ...{ ...amendForm, decisionNumber: '', correctionId, requestId: newId(), version: 1, now },
    }),
}

/** Who may take a step on the example's case, written from the vocabulary and not from the policy. */
const who: Record<AfterStep, readonly AccountKey[]> = {
  notify: ['office', 'committee', 'deputyCommittee'],
  appeal: ['member', 'secretary', 'office'],
  withdraw: ['member', 'secretary', 'office'],
  reconsider: ['committee', 'deputyCommittee'],
  'prepare-correction': ['office', 'committee', 'deputyCommittee'],
  correct: ['committee', 'deputyCommittee'],
}

describe.each(ratingStates)('a rating that is %s', (state) => {
  beforeAll(() => stand(state))

  test.each(afterSteps)('%s: everybody tries', async (step) => {
    const { permissions, event } = afterStepRules[step]
    // Notice is one act for a whole committee: where one case stands does not stop it for the others.
    const possible = step === 'notify' || nextRatingState(state, event, 'lý do').ok
    const met: string[] = []
    for (const account of accountKeys) {
      // The same steps about units have their own table: units-after.test.ts.
      for (const permission of permissions.filter((one) => one.startsWith('rating:'))) {
        const scope = decided.year.prove(account, permission)
        const answer = scope && (await tries[step](scope))
        if (!answer || answer.refusal?.code === 'NOT_FOUND') continue
        expect([account, answer.ok]).toEqual([account, false])
        met.push(`${account} ${answer.refusal?.code === reached[step] ? 'may' : 'not now'}`)
      }
    }
    expect([...new Set(met)].sort()).toEqual(
      who[step].map((account) => `${account} ${possible ? 'may' : 'not now'}`).sort(),
    )
  })
})
