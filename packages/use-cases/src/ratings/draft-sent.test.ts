import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { MeetingPatch } from '@nq15/domain/ratings'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk, fillFile, step } from './example-steps.ts'
import { exampleCampaign, exampleNow, exampleYear } from './example-year.ts'
import { readMeeting } from './read-meeting.ts'
import { saveMeeting } from './save-meeting.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

test('a draft out too late keeps the file in the cell until it is put right or explained', async () => {
  const year = await exampleYear(db)
  const { campaignId } = await exampleCampaign(db, year)
  const cell = { campaignId, organizationId: year.organizations.cell }
  const secretary = year.scope('secretary', 'rating:work')
  await fillFile(db, secretary, cell)
  let version = 0
  const write = async (patch: MeetingPatch) => {
    const typed = { part: 'meeting', patch } as const
    const saved = await saveMeeting(db.database, secretary, {
      ...cell,
      requestId: newId(),
      version,
      typed,
      now: exampleNow,
    })
    version = expectOk(saved).version
  }
  const of = { year: 2026, organizationId: cell.organizationId }
  const draft = async () => (await readMeeting(db.database, secretary, of))?.draft ?? null
  await write({ heldOn: '2026-12-08' })
  expect(await draft()).toMatchObject({ code: 'DRAFT_NOT_RECORDED', explained: false })
  await write({ draftWhat: 'Dự thảo báo cáo', draftSentTo: 'Toàn chi bộ', draftSentOn: '2026-12-04' })
  expect(await draft()).toMatchObject({ code: 'DRAFT_TOO_LATE', workingDays: 1, required: 3 })
  expect(await step(db, secretary, { ...cell, move: 'send' })).toMatchObject({
    refusal: { code: 'FILE_HAS_FAULTS', faults: [{ code: 'DRAFT_TOO_LATE' }] },
  })
  await write({ draftSentOn: '2026-12-02' })
  expect(await draft()).toBeNull()
  await write({ draftSentOn: '2026-12-04', draftLateReason: 'Bão' })
  expect(await draft()).toMatchObject({ code: 'DRAFT_TOO_LATE', explained: true })
  expectOk(await step(db, secretary, { ...cell, move: 'send' }))
})
