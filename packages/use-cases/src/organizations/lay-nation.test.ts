import { openTestDatabase, operatorScope } from '@nq15/db/seed/test-database'
import { expect, test } from 'vitest'
import { layNation } from './lay-nation.ts'

const now = new Date('2026-11-23T02:00:00Z')
const order = {
  ...{ ratio: 0.001, years: 2, now, operator: operatorScope, atOnce: 1 },
  onProgress: () => undefined,
}

/** A thousandth of a nation with two years of ratings, and what an owner counts in it. */
async function laid(seed: number) {
  const db = await openTestDatabase()
  try {
    const done = await layNation(db.database, { ...order, seed })
    if (!done.ok) throw new Error(done.refusal.code)
    const { hash, measure, accounts } = done.value
    const [counts] = await db.asOwner(
      `select (select count(*)::int from member) as members, (select array_agg(distinct year order by year) from rating_history) as years,
          (select count(*)::int from rating_history_2024) as of2024, (select count(*)::int from rating_history_2025) as of2025,
          (select count(*)::int from rating_history_others) as others`,
    )
    // Each level's sums are those of the rows below it, counted anew.
    const differing = await db.asOwner(
      `select s.organization_id from (select organization_id, year, sum(xs) xs, sum(t) t, sum(ht) ht, sum(kht) kht, sum(not_rated) n from rating_history_sum group by 1, 2) s
        full join (select r.above_id as organization_id, h.year, count(*) filter (where outcome = 'XS') xs, count(*) filter (where outcome = 'T') t,
          count(*) filter (where outcome = 'HT') ht, count(*) filter (where outcome = 'KHT') kht, count(*) filter (where outcome = 'NOT_RATED') n
          from rating_history h join app.organization_reach r on r.organization_id = h.organization_id where h.superseded_at is null group by 1, 2) c
        using (organization_id, year) where (s.xs, s.t, s.ht, s.kht, s.n) is distinct from (c.xs, c.t, c.ht, c.kht, c.n)`,
    )
    const [batch] = await db.asOwner(
      `select record_id::text as run, detail, app.history_content(record_id, (detail ->> 'first')::uuid, (detail ->> 'last')::uuid, false) as content
         from audit_event where record_table = 'rating_history' and detail ? 'sha256' order by id limit 1`,
    )
    const [named] = await db.asOwner(
      `select (select count(*)::int from rating_history h where not exists (select from audit_event e where e.record_table = 'rating_history'
          and e.record_id = h.import_run_id and h.id between (e.detail ->> 'first')::uuid and (e.detail ->> 'last')::uuid)) as untold`,
    )
    const again = await layNation(db.database, { ...order, seed })
    const spoiled = async () => {
      await db.asOwner(
        `alter table rating_history_2024 disable trigger user; update rating_history_2024 set outcome = 'XS' where id = (select id from rating_history_2024 where outcome <> 'XS' order by id limit 1)`,
      )
      const [row] = await db.asOwner(
        `select bool_and(app.history_content(record_id, (detail ->> 'first')::uuid, (detail ->> 'last')::uuid, false) = detail ->> 'sha256') as whole
           from audit_event where record_table = 'rating_history' and detail ? 'sha256'`,
      )
      return row?.['whole']
    }
    return { hash, measure, accounts, counts, differing, batch, named, again, wholeAfterChange: await spoiled() }
  } finally {
    await db.close()
  }
}

test('the same seed lays the same nation; sums are those of the rows, every row is told in the trail, and a changed one is found', async () => {
  const first = await laid(7)
  const again = await laid(7)
  expect(again.hash).toBe(first.hash)
  const { members } = first.measure
  expect(first.measure).toMatchObject({ provinces: 2, communes: 4, cells: 120, years: [2024, 2025] })
  expect(first.counts).toEqual({ members, years: [2024, 2025], of2024: members, of2025: members, others: 0 })
  expect(first.differing).toEqual([])
  expect(first.batch?.['detail']).toMatchObject({ sha256: first.batch?.['content'] })
  expect(first.named).toEqual({ untold: 0 })
  expect(first.again).toMatchObject({ ok: false, refusal: { code: 'NOT_EMPTY' } })
  expect(first.wholeAfterChange).toBe(false)
  expect(first.accounts.map(({ username }) => username)).toContain('tinh1.vanphong')
})
