import { type OrganizationHistory, reachOf } from '@nq15/domain/organizations'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { clearWorld, dayIn, everySideTableSql, type LoadedWorld, loadWorld } from '../seed/load-world.ts'
import { climb, endless, randomWorld, sideOf, tellingDays } from '../seed/random-world.ts'
import { isLongRun, openTestDatabase, type TestDatabase } from '../seed/test-database.ts'

if (isLongRun) vi.setConfig({ testTimeout: 3_600_000 })

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
  await db.asOwner(everySideTableSql)
})
afterAll(() => db.close())

type Stretch = { above: string; below: string; from: string; to: string }

/** Who stands above whom on a day, as sorted pairs. */
const onDay = (stretches: readonly Stretch[], day: string) =>
  [
    ...new Set(
      stretches.filter(({ from, to }) => from <= day && day < to).map(({ above, below }) => `${above} ${below}`),
    ),
  ].sort()

const readReach = async () =>
  (await db.asOwner(
    'select above_id as above, organization_id as below, valid_from::text as from, valid_to::text as to from app.organization_reach',
  )) as Stretch[]

function historyOf({ world, organizations }: LoadedWorld, today: string): OrganizationHistory {
  const idOf = (index: number) => organizations[index] ?? ''
  const day = (at: number) => dayIn(world, today, at)
  return {
    versions: world.organizations.flatMap((lives, index) =>
      lives.map(({ from, to, parent }) => ({
        organizationId: idOf(index),
        side: sideOf(world, index),
        code: `O${index}`,
        name: 'x',
        kind: 'cell' as const,
        sector: null,
        parentId: parent === null ? null : idOf(parent),
        areaCode: null,
        validFrom: day(from),
        validTo: day(to),
      })),
    ),
    successions: [
      {
        kind: 'merger',
        effectiveOn: today,
        decision: { number: '1', decidedOn: today, confidence: 'design' },
        predecessorIds: [],
        successorIds: [],
        links: world.links.map(({ predecessor, successor, inherits }) => ({
          predecessorId: idOf(predecessor),
          successorId: idOf(successor),
          inheritsRecords: inherits,
        })),
      },
    ],
  }
}

test("the database's reach is the walk up on every day, and the domain's", async () => {
  const [{ today } = {}] = await db.asOwner('select app.today()::text as today')
  for (let seed = 1; seed <= (isLongRun ? 500 : 25); seed++) {
    const world = randomWorld(seed)
    await clearWorld(db)
    const loaded = await loadWorld(db, world)
    const kept = await readReach()
    const ofDomain = reachOf(historyOf(loaded, String(today))).map(
      ({ aboveId: above, organizationId: below, validFrom: from, validTo: to }) => ({ above, below, from, to }),
    )
    for (const at of [...tellingDays(world), -1000, endless - 1]) {
      const day = at === endless - 1 ? '9999-12-30' : dayIn(world, String(today), at)
      const walked = world.organizations.flatMap((_, below) =>
        [...(climb(world, below, at) ?? [])].map(
          (above) => `${loaded.organizations[above]} ${loaded.organizations[below]}`,
        ),
      )
      expect({ seed, day, pairs: onDay(kept, day) }).toEqual({ seed, day, pairs: walked.sort() })
      expect({ seed, day, pairs: onDay(ofDomain, day) }).toEqual({ seed, day, pairs: walked })
    }
  }
})

test('a change writes the difference only and reaches the same end as building anew', async () => {
  for (let seed = 101; seed <= (isLongRun ? 200 : 106); seed++) {
    await clearWorld(db)
    const { versions, organizations } = await loadWorld(db, randomWorld(seed))
    const leaf = versions.find(({ organization }) => organization === organizations.length - 1)
    if (!leaf) throw new Error('a world has a last organization')
    // It never was a parent, so it may go; then it comes back.
    const [row] = await db.asOwner('select to_jsonb(v) as kept from organization_version v where id = $1', [leaf.id])
    const before = (await readReach()).map((stretch) => JSON.stringify(stretch)).sort()
    await db.asOwner(`delete from organization_version where id = $1`, [leaf.id])
    const without = (await readReach()).map((stretch) => JSON.stringify(stretch)).sort()
    expect(without).not.toEqual(before)
    await db.asOwner(
      'insert into organization_version select * from jsonb_populate_record(null::organization_version, $1::jsonb)',
      [JSON.stringify(row?.['kept'])],
    )
    expect((await readReach()).map((stretch) => JSON.stringify(stretch)).sort()).toEqual(before)
  }
})
