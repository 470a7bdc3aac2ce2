import {
  campaignServiceScope,
  openTestDatabase,
  operatorScope,
  proveForSample,
  type TestDatabase,
} from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount } from '../access/create-account.ts'
import { exportDecisionPaper } from '../ratings/export-decision-paper.ts'
import { type LoadedSample, loadSample } from './load-sample.ts'

let db: TestDatabase
let sample: LoadedSample
const proofs = {
  now: new Date('2026-11-23T02:00:00Z'),
  operator: operatorScope,
  campaignService: campaignServiceScope(),
  prove: proveForSample,
}

beforeAll(async () => {
  db = await openTestDatabase()
  const loaded = await loadSample(db.database, proofs)
  if (!loaded.ok) throw new Error(loaded.refusal.code)
  sample = loaded.value
})
afterAll(() => db.close())

const count = async (what: string) => (await db.asOwner(`select count(*)::int as count from ${what}`))[0]?.['count']

test('three communes, forty cells, about 1,200 members, an account for each role', async () => {
  expect(sample.cells).toBe(40)
  expect(Math.abs(sample.members - 1_200)).toBeLessThan(50)
  expect(await count('member')).toBe(sample.members)
  expect(
    await count(`organization_version where org_type = 'grassroots-committee-org' and valid_to = '9999-12-31'`),
  ).toBe(3)
  expect(new Set(sample.accounts.map(({ role }) => role)).size).toBe(15)
})

test('each commune has papers of which one is overdue; of a denunciation no name', async () => {
  expect(await count('(select organization_id from petition where due_on < app.today() group by 1) late')).toBe(3)
  expect(await count('petition_case')).toBe(2)
  expect(await count(`petition where kind = 'denunciation' and petitioner_name = '' and sealed_number <> ''`)).toBe(1)
})

test('last year is decided for everybody of its population, within the quota of every group', async () => {
  expect(await count('rating')).toBe(
    await count('rating_case c join rating_campaign k on k.id = c.campaign_id and k.year = 2025'),
  )
  const over =
    await db.asOwner(`select committee_id, subject, count(*) filter (where outcome = 'XS') as xs, count(*) filter (where outcome = 'T') as t
    from rating group by 1, 2 having count(*) filter (where outcome = 'XS') > floor(0.2 * count(*) filter (where outcome = 'T'))`)
  expect(over).toEqual([])
})

test("last year's decisions come out as papers: their lists are the ones that were decided", async () => {
  const board = operatorScope('rating:board')
  const decisions = await db.asOwner('select campaign_id, organization_id from rating_decision')
  expect(decisions).toHaveLength(3)
  for (const { campaign_id, organization_id } of decisions) {
    const of = { campaignId: String(campaign_id), committeeId: String(organization_id), now: proofs.now }
    expect(await exportDecisionPaper(db.database, board, of)).toMatchObject({ ok: true })
  }
})

test('this year is open with cells of Ngọc Hà in every state', async () => {
  const states =
    await db.asOwner(`select distinct f.state from rating_cell_file f join rating_campaign k on k.id = f.campaign_id and k.year = 2026
    join organization_version v on v.organization_id = f.committee_id and v.code = '00008' and v.valid_to = '9999-12-31' order by 1`)
  expect(states.map(({ state }) => state)).toEqual([
    'appraised',
    'appraising',
    'in-work',
    'not-started',
    'returned',
    'sent',
  ])
})

test('of the quota groups of Ngọc Hà one is slightly over its limit', async () => {
  const groups = await db.asOwner(`select n.subject, sum(n.count) filter (where n.outcome = 'XS')::int as xs,
      floor(0.2 * coalesce(sum(n.count) filter (where n.outcome = 'T'), 0))::int as "limit"
    from rating_count n join rating_campaign k on k.id = n.campaign_id and k.year = 2026
    join organization_version v on v.organization_id = n.committee_id and v.code = '00008' and v.valid_to = '9999-12-31'
    where n.stage = 'proposed' group by 1 order by 1`)
  const over = groups.filter(({ xs, limit }) => Number(xs) > Number(limit))
  expect(over.map(({ subject }) => subject)).toEqual(['MEMBER_2A'])
  expect(Number(over[0]?.['xs']) - Number(over[0]?.['limit'])).toBeLessThan(12)
})

test('cell 7 tells the story of the screens', async () => {
  const rows =
    await db.asOwner(`select c.full_name, c.computed_outcome as outcome, c.not_rated_reason as reason from rating_case c
    join rating_campaign k on k.id = c.campaign_id and k.year = 2026
    join organization_version v on v.organization_id = c.organization_id and v.code = '00008.07'
    where c.full_name in ('Nguyễn Thị Bích Hường', 'Lê Thị Ngọc Diệp', 'Đặng Hữu Nghĩa', 'Tạ Đức Hiển', 'Lý Văn Tuất', 'Cao Thị Thùy Dương') order by 1`)
  expect(Object.fromEntries(rows.map(({ full_name, outcome, reason }) => [full_name, reason ?? outcome]))).toEqual({
    'Nguyễn Thị Bích Hường': 'XS',
    'Lê Thị Ngọc Diệp': 'T',
    'Đặng Hữu Nghĩa': 'HT',
    // Disciplined, and the decision says for a violation linked to duty (366-QĐ/TW Điều 11 khoản 4).
    'Tạ Đức Hiển': 'KHT',
    'Lý Văn Tuất': 'EXEMPT',
    'Cao Thị Thùy Dương': 'ADMITTED_LT_6M',
  })
})

test('a second loading, and one beside a real account, are refused', async () => {
  expect(await loadSample(db.database, proofs)).toEqual({ ok: false, refusal: { code: 'NOT_EMPTY' } })
  const real = await createAccount(db.database, operatorScope('account:admin'), {
    username: 'that',
    displayName: 'Người thật',
  })
  expect(real.ok).toBe(true)
  expect(await loadSample(db.database, proofs)).toEqual({ ok: false, refusal: { code: 'REAL_ACCOUNTS' } })
})

test('the watch list of the sample: one commune raised, one proposed, one cell on the list of its ward', async () => {
  const entries = await db.asOwner(
    'select e.state, e.level_code, count(s.id)::int as steps from watch_entry e join watch_step s on s.entry_id = e.id group by e.id order by 1',
  )
  expect(entries.map(({ state, level_code }) => [state, level_code])).toEqual([
    ['consolidating', 'needs-consolidation'],
    ['needs-attention', 'needs-attention'],
    ['under-appraisal', null],
  ])
})

test('the plans of the sample: one that runs with a task done, one late and one that waits, and a draft', async () => {
  const plans = await db.asOwner('select state from consolidation_plan order by state')
  expect(plans.map(({ state }) => state)).toEqual(['draft', 'in-progress'])
  const tasks = await db.asOwner('select state, count(*)::int as n from plan_task group by state order by state')
  expect(tasks.map(({ state, n }) => [state, n])).toEqual([
    ['done', 1],
    ['open', 5],
    ['waiting', 1],
  ])
})
