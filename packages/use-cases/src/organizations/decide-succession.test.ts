import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { SuccessionProposal } from '@nq15/domain/organizations'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { decideSuccession, returnSuccession, undoSuccession } from './decide-succession.ts'
import {
  decidingBy,
  exampleProposal,
  inventCity,
  newSuccessor,
  proof,
  type SuccessionCity,
  setToday,
} from './example-succession.ts'
import { saveSuccession, submitSuccession } from './prepare-succession.ts'
import { previewSuccession } from './preview-succession.ts'
import { settleSuccessions } from './settle-successions.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })
let db: TestDatabase
let place: SuccessionCity
beforeAll(async () => {
  db = await openTestDatabase()
  await setToday(db, '2026-11-24')
  place = await inventCity(db, { communes: 8, cells: 2, members: 2 })
})
afterAll(() => db.close())

let next = 0
/** A merger of the two cells of a commune that no other test has touched, handed in. */
async function handedIn(change: Partial<SuccessionProposal> = {}) {
  const commune = place.communes[next++] ?? ''
  const cells = [...(place.cellsOf.get(commune) ?? [])]
  const successor = newSuccessor({ parentId: commune })
  const proposal = exampleProposal({
    effectiveOn: '2026-12-01',
    predecessorIds: cells,
    successors: [successor],
    inherits: cells.map((predecessorId) => ({ predecessorId, successorId: successor.organizationId, inherits: true })),
    ...change,
  })
  const saved = await saveSuccession(db.database, place.preparer, {
    requestId: newId(),
    caseId: null,
    version: 1,
    proposal,
  })
  if (!saved.ok) throw new Error(saved.refusal.code)
  const { caseId } = saved.value
  await submitSuccession(db.database, place.preparer, { requestId: newId(), caseId, version: 1 })
  return { caseId, commune, cells, successorId: successor.organizationId, planHash: await hashOf(caseId) }
}
async function hashOf(caseId: string) {
  const { decider: reader, hand } = place.decider
  const preview = await previewSuccession(db.database, { reader, hand }, caseId)
  return preview.ok ? preview.value.planHash : ''
}
const decide = (caseId: string, planHash: string, by = place.decider) =>
  decideSuccession(db.database, by, { requestId: newId(), caseId, version: 2, planHash })
const undo = (caseId: string) =>
  undoSuccession(db.database, place.decider, { requestId: newId(), caseId, version: 3, reason: 'ghi nhầm' })

test('who prepared does not decide, whatever rights he holds', async () => {
  const { caseId, planHash } = await handedIn()
  const { actor } = place.preparer
  await db.asOwner(
    `insert into access_grant (id, user_id, role, organization_id, valid_from) values ($1, $2, 'standing-committee', $3, '2020-01-01')`,
    [newId(), actor.userId, place.city],
  )
  const both = {
    ...actor,
    grants: [...actor.grants, { role: 'standing-committee' as const, organizationId: place.city }],
  }
  expect(await decide(caseId, planHash, decidingBy(both))).toEqual({ ok: false, refusal: { code: 'OWN_DRAFT' } })
  await expect(
    db.asOwner(
      `update succession_case set state = 'decided', decided_by = prepared_by, decided_by_name = 'x', decided_at = now(), plan_hash = 'x', plan = '{}' where id = $1`,
      [caseId],
    ),
  ).rejects.toThrow()
})

test('a committee decides for its own cells and finds nobody else’s', async () => {
  const { caseId, planHash, commune } = await handedIn()
  const stranger = await place.actorOf('grassroots-committee', place.communes.find((id) => id !== commune) ?? '')
  expect(await decide(caseId, planHash, decidingBy(stranger))).toEqual({ ok: false, refusal: { code: 'NOT_FOUND' } })
  const own = await place.actorOf('grassroots-committee', commune)
  // A new right over the commune changes whose sight changes, so the plan is looked at again.
  expect((await decide(caseId, await hashOf(caseId), decidingBy(own))).ok).toBe(true)
})

test('an office prepares for its own commune only', async () => {
  const [first = '', second = ''] = place.communes
  const office = proof(await place.actorOf('grassroots-office', first), 'organization:write')
  const save = (parentId: string) =>
    saveSuccession(db.database, office, {
      requestId: newId(),
      caseId: null,
      version: 1,
      proposal: exampleProposal({ kind: 'establishment', successors: [newSuccessor({ parentId })] }),
    })
  expect((await save(first)).ok).toBe(true)
  expect(await save(second)).toEqual({ ok: false, refusal: { code: 'NOT_YOURS' } })
})

test('what has changed since the preview is looked at again', async () => {
  const { caseId, planHash, cells } = await handedIn()
  await place.actorOf('cell-teller', cells[0] ?? '')
  expect(await decide(caseId, planHash)).toEqual({ ok: false, refusal: { code: 'PLAN_CHANGED' } })
  expect((await decide(caseId, await hashOf(caseId))).ok).toBe(true)
})

test('returning needs a reason, and the draft may then be changed again', async () => {
  const { caseId } = await handedIn()
  const command = { requestId: newId(), caseId, version: 2 }
  expect(await returnSuccession(db.database, place.decider, { ...command, reason: ' ' })).toEqual({
    ok: false,
    refusal: { code: 'REASON_MISSING' },
  })
  expect((await returnSuccession(db.database, place.decider, { ...command, reason: 'thiếu' })).ok).toBe(true)
  expect((await submitSuccession(db.database, place.preparer, { requestId: newId(), caseId, version: 3 })).ok).toBe(
    true,
  )
})

test('who joins a cell before its end goes on with the heir, a right given meanwhile ends with it, and undoing keeps both', async () => {
  const { caseId, planHash, cells, successorId } = await handedIn()
  const [cell = ''] = cells
  expect((await decide(caseId, planHash)).ok).toBe(true)
  const member = newId()
  await db.asOwner(
    `insert into member (id, organization_id, full_name, search_name, kind, admitted_on) values ($1, $2, 'nguoi moi', 'nguoi moi', 'full', '2020-01-01')`,
    [member, cell],
  )
  await db.asOwner(
    `insert into membership (id, member_id, organization_id, kind, valid_from) values ($1, $2, $3, 'official', '2026-11-24')`,
    [newId(), member, cell],
  )
  const given = await place.actorOf('cell-teller', cell)
  const homes = () =>
    db.asOwner(
      `select organization_id::text as place, valid_to::text as until from membership where member_id = $1 order by valid_from`,
      [member],
    )
  const right = () => db.asOwner(`select valid_to::text as until from access_grant where user_id = $1`, [given.userId])
  expect(await homes()).toEqual([
    { place: cell, until: '2026-12-01' },
    { place: successorId, until: '9999-12-31' },
  ])
  expect(await right()).toEqual([{ until: '2026-12-01' }])
  expect((await undo(caseId)).ok).toBe(true)
  expect(await homes()).toEqual([{ place: cell, until: '9999-12-31' }])
  expect(await right()).toEqual([{ until: '9999-12-31' }])
})

test('undoing is refused while somebody builds on a new organization, and says what', async () => {
  const { caseId, planHash, successorId } = await handedIn()
  expect((await decide(caseId, planHash)).ok).toBe(true)
  await place.actorOf('org-secretary', successorId)
  expect(await undo(caseId)).toMatchObject({
    ok: false,
    refusal: { code: 'BUILT_ON', obstacles: [{ recordTable: 'access_grant', reason: 'built-on' }] },
  })
})

test('after midnight nothing is undone, members’ files follow, and it is told once', async () => {
  const { caseId, planHash, successorId } = await handedIn({ effectiveOn: '2026-11-25' })
  expect((await decide(caseId, planHash)).ok).toBe(true)
  await setToday(db, '2026-11-25')
  expect(await undo(caseId)).toEqual({ ok: false, refusal: { code: 'DAY_HAS_BEGUN' } })
  await expect(
    db.asOwner(
      `update succession_case set state = 'undone', undone_by = decided_by, undone_by_name = 'x', undone_at = now(), undo_reason = 'x' where id = $1`,
      [caseId],
    ),
  ).rejects.toThrow()
  expect(await settleSuccessions(db.database, place.decider.hand)).toBe(1)
  const [{ count } = {}] = await db.asOwner('select count(*)::int as count from member where organization_id = $1', [
    successorId,
  ])
  expect(count).toBe(4)
  expect(
    await db.asOwner(
      `select count(*)::int as count from outbox where type = 'organizations.succession-effective' and record_id = $1`,
      [caseId],
    ),
  ).toEqual([{ count: 1 }])
})

test.each([
  ['merger', 1, 1],
  ['merger', 2, 2],
  ['split', 1, 1],
  ['split', 2, 2],
  ['dissolution', 1, 1],
])('the database refuses a %s of %i into %i that was decided here', async (kind, before, after) => {
  const commune = place.communes[0] ?? ''
  const proposal = exampleProposal({ kind: 'rename', predecessorIds: [commune], successors: [] })
  const saved = await saveSuccession(db.database, place.preparer, {
    requestId: newId(),
    caseId: null,
    version: 1,
    proposal,
  })
  if (!saved.ok) throw new Error(saved.refusal.code)
  const ids = [...place.cellsOf.values()].flat()
  const work = db.asOwner(
    `with s as (insert into succession (id, kind, effective_on, decision_number, confidence, case_id) values (app.uuid_v7(), $1, '2027-01-01', '1', 'T', $2) returning id)
     insert into succession_link (id, succession_id, predecessor_id, successor_id)
     select app.uuid_v7(), s.id, b, a from s, unnest($3::uuid[]) b, unnest($4::uuid[]) a`,
    [kind, saved.value.caseId, ids.slice(0, before), ids.slice(4, 4 + after)],
  )
  await expect(work).rejects.toThrow(/predecessors and/)
})
