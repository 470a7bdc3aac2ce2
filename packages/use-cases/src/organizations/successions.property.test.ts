import { newId } from '@nq15/db/ids'
import { type Random, randomOf } from '@nq15/db/seed/random-world'
import { isLongRun, openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { addDays } from '@nq15/domain/calendar'
import type { SuccessionPlan, SuccessionProposal } from '@nq15/domain/organizations'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { decideSuccession, undoSuccession } from './decide-succession.ts'
import {
  exampleProposal,
  inventCity,
  newSuccessor,
  type SuccessionCity,
  setToday,
  standingSuccessor,
} from './example-succession.ts'
import { saveSuccession, submitSuccession } from './prepare-succession.ts'
import { previewSuccession } from './preview-succession.ts'
import { settleSuccessions } from './settle-successions.ts'

vi.setConfig({ testTimeout: isLongRun ? 3_600_000 : 900_000, hookTimeout: 600_000 })
let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

type Living = { id: string; kind: string; parent: string | null }
const standing = async (day: string, city: string): Promise<Living[]> =>
  (await db.asOwner(
    'select organization_id as id, org_type as kind, parent_id as parent from organization_version where valid_from <= $1 and $1 < valid_to and organization_id in (select organization_id from app.organization_reach where above_id = $2) order by 1',
    [day, city],
  )) as Living[]

/** A random lawful-looking change of what stands: sometimes refused by the plan, which is an answer too. */
async function invent(
  random: Random,
  { city, day }: { city: string; day: string },
): Promise<SuccessionProposal | null> {
  const living = await standing(day, city)
  const communes = living.filter(({ kind }) => kind === 'grassroots-committee-org')
  const cells = living.filter(({ kind }) => kind === 'cell')
  const grants = (await db.asOwner(
    'select id, organization_id as place from access_grant where organization_id is not null and valid_to > $1',
    [day],
  )) as {
    id: string
    place: string
  }[]
  const two = (some: readonly Living[]) => {
    const first = random.pick(some)
    const others = some.filter(({ id, parent }) => id !== first.id && parent === first.parent)
    return others.length === 0 ? null : [first.id, random.pick(others).id]
  }
  const both = (predecessorIds: readonly string[], successorIds: readonly string[]) =>
    predecessorIds.flatMap((predecessorId) =>
      successorIds.map((successorId) => ({ predecessorId, successorId, inherits: random.chance(0.6) })),
    )
  const carried = (places: readonly string[], successorIds: readonly string[]) =>
    grants
      .filter(({ place }) => places.includes(place) && random.chance(0.5))
      .map(({ id }) => ({ kind: 'grants', recordId: id, successorId: random.pick(successorIds) }))
  const base = { effectiveOn: day }
  const [cell, commune] = [random.pick(cells), random.pick(communes)]
  const isOfCells = random.chance(0.6)
  switch (
    random.pick(['merger', 'merger', 'split', 'split', 'transfer', 'rename', 'dissolution', 'establishment'] as const)
  ) {
    case 'establishment':
      return exampleProposal({ ...base, kind: 'establishment', successors: [newSuccessor({ parentId: commune.id })] })
    case 'rename':
      return exampleProposal({
        ...base,
        kind: 'rename',
        predecessorIds: [cell.id],
        successors: [standingSuccessor(cell.id, { name: `Doi ten ${newId().slice(-5)}` })],
      })
    case 'transfer':
      return exampleProposal({
        ...base,
        kind: 'transfer',
        predecessorIds: [cell.id],
        successors: [standingSuccessor(cell.id, { parentId: commune.id })],
      })
    case 'merger': {
      const pair = two(isOfCells ? cells : communes)
      if (!pair) return null
      const absorbs = random.chance(0.3)
      const successor = absorbs
        ? standingSuccessor(pair[0] ?? '')
        : newSuccessor(
            isOfCells
              ? { parentId: cells.find(({ id }) => id === pair[0])?.parent ?? city }
              : { parentId: city, kind: 'grassroots-committee-org' },
          )
      return exampleProposal({
        ...base,
        predecessorIds: pair,
        successors: [successor],
        inherits: both(pair, [successor.organizationId]),
        choices: carried(pair, [successor.organizationId]),
      })
    }
    case 'split': {
      const one = isOfCells ? cell : commune
      const keeps = random.chance(0.4)
      const like = isOfCells ? { parentId: cell.parent } : { parentId: city, kind: 'grassroots-committee-org' as const }
      const successors = [keeps ? standingSuccessor(one.id) : newSuccessor(like), newSuccessor(like)]
      const ids = successors.map(({ organizationId }) => organizationId)
      const members = (await db.asOwner(
        `select member_id as id from membership where organization_id = $1 and valid_from <= $2 and $2 < valid_to`,
        [one.id, day],
      )) as { id: string }[]
      return exampleProposal({
        ...base,
        kind: 'split',
        predecessorIds: [one.id],
        successors,
        inherits: both([one.id], ids),
        places: living
          .filter(({ parent }) => parent === one.id)
          .map(({ id }) => ({ organizationId: id, successorId: random.pick(ids) })),
        homes: members
          .filter(() => random.chance(0.5))
          .map(({ id }) => ({ memberId: id, organizationId: random.pick(ids) })),
        cellHomes: isOfCells ? [{ cellId: one.id, organizationId: random.pick(ids) }] : [],
        choices: carried([one.id], ids),
      })
    }
    case 'dissolution': {
      const others = cells.filter(({ id }) => id !== cell.id)
      if (others.length === 0) return null
      return exampleProposal({
        ...base,
        kind: 'dissolution',
        predecessorIds: [cell.id],
        cellHomes: [{ cellId: cell.id, organizationId: random.pick(others).id }],
      })
    }
  }
}

/** Who reaches what on a day, by account and role, as the database keeps it. */
const sightOn = async (day: string): Promise<Set<string>> =>
  new Set(
    (
      await db.asOwner(
        `select distinct g.user_id || ' ' || g.role || ' ' || r.organization_id as line from access_grant g join app.organization_reach r on r.above_id = g.organization_id
          where g.valid_from <= $1 and $1 < g.valid_to and r.valid_from <= $1 and $1 < r.valid_to`,
        [day],
      )
    ).map(({ line }) => String(line)),
  )
const grantsOn = async (day: string) =>
  (await db.asOwner(
    `select id::text, user_id::text as "userId", role, organization_id::text as place from access_grant where organization_id is not null and valid_from <= $1 and $1 < valid_to order by 1`,
    [day],
  )) as { id: string; userId: string; role: string; place: string }[]
const homesOn = async (day: string) =>
  new Map(
    (
      await db.asOwner(
        `select member_id::text as id, string_agg(organization_id::text, ' ') as place from membership where kind = 'official' and valid_from <= $1 and $1 < valid_to group by 1`,
        [day],
      )
    ).map(({ id, place }) => [String(id), String(place)]),
  )
/** Every row an act may write, as text: what undoing has to bring back. */
const dump = async () =>
  JSON.stringify(
    await db.asOwner(
      `select 'v' as t, to_jsonb(x)::text as row from organization_version x union all select 'o', to_jsonb(x)::text from organization x
       union all select 's', to_jsonb(x)::text from succession x union all select 'l', to_jsonb(x)::text from succession_link x
       union all select 'm', to_jsonb(x)::text from membership x union all select 'p', to_jsonb(x)::text from member_post x
       union all select 'g', to_jsonb(x)::text from access_grant x union all select 'r', to_jsonb(x)::text from app.organization_reach x order by 1, 2`,
    ),
  )

async function faultsOf(day: string): Promise<unknown[]> {
  return db.asOwner(
    `select 'no cell' as fault, m.id::text from member m where (select count(*) from membership s join organization_version v on v.organization_id = s.organization_id
        and v.valid_from <= $1 and $1 < v.valid_to and v.org_type = 'cell' where s.member_id = m.id and s.kind = 'official' and s.valid_from <= $1 and $1 < s.valid_to) <> 1
     union all select 'orphan', v.organization_id::text from organization_version v where v.parent_id is not null and v.valid_from <= $1 and $1 < v.valid_to
        and not exists (select from organization_version p where p.organization_id = v.parent_id and p.valid_from <= $1 and $1 < p.valid_to)
     union all select 'stale reach', '' where app.reach_differences() <> 0
     union all select 'post of one who is gone', p.id::text from member_post p where p.valid_from <= $1 and $1 < p.valid_to
        and not exists (select from organization_version v where v.organization_id = p.post_organization_id and v.valid_from <= $1 and $1 < v.valid_to)`,
    [day],
  )
}

/** Compares what stands on the day with what the plan said, against how it stood without the act. */
async function compare(
  plan: SuccessionPlan,
  day: string,
  was: { sight: Set<string>; grants: Awaited<ReturnType<typeof grantsOn>>; homes: Map<string, string> },
) {
  const sight = await sightOn(day)
  const told = (side: 'gained' | 'lost') =>
    plan.sight.flatMap((one) => one[side].map((id) => `${one.userId} ${one.role} ${id}`)).sort()
  expect([...sight].filter((line) => !was.sight.has(line)).sort()).toEqual(told('gained'))
  expect([...was.sight].filter((line) => !sight.has(line)).sort()).toEqual(told('lost'))

  const fates = new Map(plan.movements.filter(({ kind }) => kind === 'grants').map((one) => [one.recordId, one]))
  const key = ({ userId, role, place }: { userId: string; role: string; place: string }) => `${userId} ${role} ${place}`
  const expected = was.grants.flatMap((grant) => {
    const fate = fates.get(grant.id)
    if (!fate || fate.fate === 'follows') return [key(grant)]
    return fate.fate === 'moved' && fate.toId !== null ? [key({ ...grant, place: fate.toId })] : []
  })
  expect((await grantsOn(day)).map(key).sort()).toEqual(expected.sort())

  const moved = new Map(
    plan.movements
      .filter(({ kind, fate, role }) => kind === 'members' && fate === 'moved' && role === 'official')
      .map((one) => [one.memberId, one.toId]),
  )
  const homes = await homesOn(day)
  expect(homes.size).toBe(was.homes.size)
  for (const [member, place] of was.homes) expect(homes.get(member)).toBe(moved.get(member) ?? place)
}

test('any sequence of changes keeps the laws of the tree, loses nobody, and does what the preview said', async () => {
  const seen = { decided: 0, refused: 0, undone: 0 }
  // Days only go on: the worlds of all numbers stand in one database.
  let today = '2026-11-24'
  for (let seed = 1; seed <= (isLongRun ? 60 : 3); seed++) {
    const random = randomOf(seed)
    await setToday(db, today)
    const place: SuccessionCity = await inventCity(db, { communes: 3, cells: 3, members: 3 })
    for (let act = 0; act < (isLongRun ? 12 : 7); act++) {
      const day = addDays(today, random.between(1, 5))
      const proposal = await invent(random, { city: place.city, day })
      if (!proposal) continue
      const context = { seed, act, kind: proposal.kind }
      const saved = await saveSuccession(db.database, place.preparer, {
        requestId: newId(),
        caseId: null,
        version: 1,
        proposal,
      })
      if (!saved.ok) throw new Error(JSON.stringify({ ...context, ...saved.refusal }))
      const { caseId } = saved.value
      const sent = await submitSuccession(db.database, place.preparer, { requestId: newId(), caseId, version: 1 })
      if (!sent.ok) throw new Error(sent.refusal.code)
      const { decider, hand } = place.decider
      const shown = await previewSuccession(db.database, { reader: decider, hand }, caseId)
      if (!shown.ok) throw new Error(shown.refusal.code)
      const was = { sight: await sightOn(day), grants: await grantsOn(day), homes: await homesOn(day) }
      const before = await dump()
      const command = { requestId: newId(), caseId, version: 2, planHash: shown.value.planHash }
      const decided = await decideSuccession(db.database, place.decider, command)
      const errors = shown.value.plan.findings.filter(({ weight }) => weight === 'error')
      expect({ ...context, ok: decided.ok, errors: errors.length > 0 }).toEqual({
        ...context,
        ok: errors.length === 0,
        errors: errors.length > 0,
      })
      if (!decided.ok) {
        seen.refused += 1
        expect(await dump()).toBe(before)
        continue
      }
      seen.decided += 1
      await compare(shown.value.plan, day, was)
      expect({ ...context, faults: await faultsOf(day) }).toEqual({ ...context, faults: [] })
      // Until midnight everything stands as it stood.
      expect(await homesOn(addDays(day, -1))).toEqual(was.homes.size === 0 ? new Map() : await homesOn(today))
      if (random.chance(0.3)) {
        const undone = await undoSuccession(db.database, place.decider, {
          requestId: newId(),
          caseId,
          version: 3,
          reason: 'thử',
        })
        expect({ ...context, undone }).toMatchObject({ undone: { ok: true } })
        expect(await dump()).toBe(before)
        seen.undone += 1
        continue
      }
      today = day
      await setToday(db, today)
      expect(await settleSuccessions(db.database, hand)).toBe(1)
      expect(await settleSuccessions(db.database, hand)).toBe(0)
      const strays = await db.asOwner(
        `select m.id from member m join membership s on s.member_id = m.id and s.kind = 'official' and s.valid_from <= $1 and $1 < s.valid_to and s.organization_id <> m.organization_id`,
        [today],
      )
      expect({ ...context, strays }).toEqual({ ...context, strays: [] })
    }
  }
  // A run in which nothing was decided, refused or undone would prove nothing.
  expect(Math.min(seen.decided, seen.undone)).toBeGreaterThan(0)
})
