import { newId } from '@nq15/db/ids'
import { samplePlan } from '@nq15/db/seed/organizations.seed'
import { openTestDatabase, operatorScope } from '@nq15/db/seed/test-database'
import { expect, test } from 'vitest'
import { createCampaign } from '../ratings/create-campaign.ts'
import { growSample } from './grow-sample.ts'
import { keepPlan } from './import-hanoi.ts'

/** An empty city with its two campaigns, and a thousandth of a whole one laid below it. */
async function grown(seed: number) {
  const db = await openTestDatabase()
  try {
    const [tree, setup] = [operatorScope('organization:write'), operatorScope('campaign:setup')]
    const kept = await keepPlan(db.database, tree, samplePlan())
    if (!kept.ok) throw new Error(kept.refusal.code)
    const [city] = await db.asOwner(
      `select organization_id::text as id from organization_version where code = '01' and side = 'party'`,
    )
    const cityId = String(city?.['id'])
    const open = async (year: number) => {
      const made = await createCampaign(db.database, setup, {
        ...{ requestId: newId(), organizationId: cityId, issuer: 'Thành ủy', year, opensOn: `${year}-11-03` },
        ...{ cutOffOn: `${year}-10-31`, cellDueOn: `${year}-12-10`, committeeDueOn: `${year}-12-20` },
        ...{ quotaDenominator: 'T_ONLY', votingBase: 'COLLECTED', secondEntryRequired: true, twoRounds: false },
      })
      if (!made.ok) throw new Error(made.refusal.code)
      await db.asOwner(`update rating_campaign set state = 'open' where id = $1`, [made.value.id])
      return { campaignId: made.value.id, year }
    }
    const demo = { cityId, decided: await open(2025), underWay: await open(2026) }
    const { hash, measure } = await growSample(db.database, demo, {
      ...{ seed, ratio: 0.001, now: new Date('2026-11-23T02:00:00Z'), operator: operatorScope, atOnce: 1 },
    })
    const [counts] = await db.asOwner(
      `select (select count(*)::int from member) as members, (select count(*)::int from rating) as ratings,
          (select count(*)::int from rating_case k join rating_campaign c on c.id = k.campaign_id and c.year = 2025) as cases,
          (select count(distinct year)::int from rating_history) as years, (select count(distinct generation)::int from rating_history) as generations,
          (select count(*)::int from (select committee_id, subject from rating group by 1, 2
            having count(*) filter (where outcome = 'XS') > floor(0.2 * count(*) filter (where outcome = 'T'))) g) as over,
          (select count(*)::int from audit_event where record_table = 'member') as traced`,
    )
    return { hash, measure, counts }
  } finally {
    await db.close()
  }
}

test('the same seed lays the same city and another seed another; everybody is rated within the quota, and every row is in the trail', async () => {
  const first = await grown(7)
  const again = await grown(7)
  const other = await grown(8)
  expect(again.hash).toBe(first.hash)
  expect(other.hash).not.toBe(first.hash)
  const { members } = first.measure
  expect(first.counts).toMatchObject({ members, years: 3, generations: 2, over: 0, traced: members })
  expect(first.counts?.['ratings']).toBe(first.counts?.['cases'])
})
