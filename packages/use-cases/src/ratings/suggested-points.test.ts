import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askHint } from './ask-hint.ts'
import { expectOk, fillFile, step } from './example-steps.ts'
import { exampleCampaign, exampleYear, exampleNow as now } from './example-year.ts'
import { readOwnReview } from './read-own-review.ts'
import { saveAssessment } from './save-assessment.ts'
import { saveReviewPart } from './save-review-part.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

test('a self-review with a point unanswered is neither handed in nor sent with the file', async () => {
  const year = await exampleYear(db)
  const { campaignId, cases } = await exampleCampaign(db, year)
  const cell = { campaignId, organizationId: year.organizations.cell }
  const [secretary, member] = [year.scope('secretary', 'rating:work'), year.scope('member', 'rating:self')]
  const act = () => ({ requestId: newId(), caseId: cases.clerk, now })
  await fillFile(db, secretary, cell)
  const office = year.scope('office', 'rating:board')
  const { id } = expectOk(await askHint(db.database, office, { ...act(), question: 'Vì sao chậm?' }))
  const handIn = async () => {
    const version = (await readOwnReview(db.database, member, { campaignId }))?.row.assessment?.version ?? 0
    return saveAssessment(db.database, member, { ...act(), version, patch: {}, submit: true })
  }
  expect(await handIn()).toMatchObject({ ok: false, refusal: { code: 'HINTS_UNANSWERED' } })
  expect(await step(db, secretary, { ...cell, move: 'send' })).toMatchObject({
    ok: false,
    refusal: { code: 'FILE_HAS_FAULTS', faults: [{ code: 'HINTS_UNANSWERED', caseId: cases.clerk }] },
  })
  const typed = { part: 'answer', id, answer: 'Do thiếu người; tôi chịu trách nhiệm.' } as const
  expectOk(await saveReviewPart(db.database, member, { ...act(), version: 1, typed }))
  expectOk(await handIn())
  expectOk(await step(db, secretary, { ...cell, move: 'send' }))
})
