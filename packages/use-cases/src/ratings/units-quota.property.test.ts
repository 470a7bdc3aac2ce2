import { newId } from '@nq15/db/ids'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { computeQuota, type Level, levels, type RuleSet } from '@nq15/domain/ratings'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulesOf } from './campaign-rules.ts'
import { decideCorrection, prepareCorrection } from './correct-rating.ts'
import { decideUnits } from './decide-units.ts'
import { amendForm, correctionForm } from './example-decided.ts'
import { type ExampleUnits, exampleUnits, unitDocument } from './example-units.ts'
import { insertOrganization, exampleNow as now } from './example-year.ts'
import { countLevels } from './group-counts.ts'

/* Twelve cells of one group under one committee: two may be XS, three with the superior's exception. */
let db: TestDatabase
let units: ExampleUnits
let cells: string[]
let ruleSet: RuleSet
beforeAll(async () => {
  db = await openTestDatabase()
  units = await exampleUnits(db)
  const commune = String(units.places['commune'])
  for (let at = 0; at < 9; at += 1) {
    const id = newId()
    const cell = { type: 'subordinate-cell', code: `01-1-9${at}`, name: `Chi bộ số ${at}`, sector: 'neighbourhood' }
    await insertOrganization(db.asOwner, { id, parentId: commune, ...cell })
    await db.asOwner(
      `insert into rating_unit_case (id, campaign_id, organization_id, decider_id, subject, organization_subject, parent_id, name, code, quota_group,
         report_due_on, decision_due_on) select app.uuid_v7(), campaign_id, $1, decider_id, subject, organization_subject, parent_id, $2, $3, quota_group,
         report_due_on, decision_due_on from rating_unit_case where id = $4`,
      [id, cell.name, cell.code, (await units.unit('neighbour')).id],
    )
  }
  const rows = await db.asOwner(
    `select id from rating_unit_case where campaign_id = $1 and decider_id = $2 and subject = 'CHI_BO' order by code`,
    [units.campaignId, commune],
  )
  cells = rows.map((row) => String(row['id']))
  const scope = units.scope('committee', 'unit:decide')
  const campaign = await db.database.asReader(scope, (tx) => findCampaign(tx, scope, units.campaignId))
  if (!campaign) throw new Error('the campaign is open')
  ruleSet = rulesOf(campaign)
})
afterAll(() => db.close())

/** Everything appraised anew, nothing decided. */
async function begin(proposed: readonly Level[]): Promise<void> {
  for (const table of ['rating_unit_correction', 'rating_unit_level', 'rating_unit_decision'])
    await db.asOwner(`delete from ${table}`)
  for (const [at, id] of cells.entries())
    await db.asOwner(
      `update rating_unit_case set state = 'appraised', appraised_level = $1, appraised_reason = 'Theo thẩm định' where id = $2`,
      [proposed[at], id],
    )
}

let numbers = 0
const nextNumber = () => {
  numbers += 1
  return `${numbers}-QĐ/ĐU`
}

type Step = { act: string; chosen: readonly number[]; level: Level; exception: string | null }
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('decide', 'decide', 'correct'),
  chosen: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 12 }),
  level: fc.constantFrom(...levels),
  exception: fc.constantFrom(null, null, null, '9-QĐ/TU'),
})

async function take({ act, chosen, level, exception }: Step): Promise<void> {
  const scope = units.scope('committee', 'unit:decide')
  const of = { campaignId: units.campaignId, deciderId: String(units.places['commune']), now }
  const caseIds = chosen.flatMap((at) => cells[at] ?? [])
  if (act === 'decide') {
    const document = { ...unitDocument, decisionNumber: nextNumber(), exceptionDecisionNumber: exception }
    await decideUnits(db.database, scope, { ...document, ...of, caseIds, requestId: newId() })
    return
  }
  const office = units.scope('office', 'unit:appraise')
  const prepared: { correctionId: string; version: number }[] = []
  for (const caseId of caseIds.slice(0, 2)) {
    const one = { ...correctionForm, level, caseId, requestId: newId(), now }
    const answer = await prepareCorrection(db.database, office, one)
    if (answer.ok) prepared.push({ correctionId: answer.value.correctionId, version: 1 })
  }
  const [first, ...also] = prepared
  if (!first) return
  const document = { ...amendForm, decisionNumber: nextNumber(), exceptionDecisionNumber: exception }
  await decideCorrection(db.database, scope, { ...document, ...first, also, requestId: newId(), now })
}

test('no sequence of decisions and corrections of units ends above the quota without a decision of exception', async () => {
  expect(cells).toHaveLength(12)
  let standingXs = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom<Level>('XS', 'T', 'T', 'HT'), { minLength: 12, maxLength: 12 }),
      fc.array(step, { minLength: 2, maxLength: 3 }),
      async (proposed, steps) => {
        await begin(proposed)
        for (const one of steps) {
          await take(one)
          const standing = await db.asOwner(
            `select outcome, count(*)::int as count from rating_unit_level where superseded_at is null group by 1`,
          )
          const [given] = await db.asOwner(
            `select exists (select from rating_unit_decision where exception_decision_number is not null) as exception`,
          )
          const counts = countLevels(standing as { outcome: string; count: number }[])
          const exception = given?.['exception'] ? { granted: true, decisionNo: '9-QĐ/TU' } : null
          const quota = computeQuota({ ...ruleSet.options.quota, exception }, [{ key: 'CHI_BO', counts }])
          expect(quota.excess).toBe(0)
          standingXs += counts.XS
        }
        // Every case has one standing level at most, and each version names the one before.
        const doubled = await db.asOwner(
          `select case_id from rating_unit_level where superseded_at is null group by 1 having count(*) > 1`,
        )
        expect(doubled).toEqual([])
      },
    ),
    { seed: 2610, numRuns: 6, endOnFailure: true },
  )
  expect(standingXs).toBeGreaterThan(0)
})
