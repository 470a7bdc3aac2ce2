import { newId } from '@nq15/db/ids'
import { findWatchEntry, listWatchEntries, listWatchSteps } from '@nq15/db/monitoring/watch-entry.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { usualWatchRules, type WatchAct } from '@nq15/domain/monitoring'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AccountKey, type ExampleYear, exampleNow, exampleYear } from '../ratings/example-year.ts'
import {
  exampleDecision,
  exampleEnding,
  exampleEntry,
  exampleList,
  exampleSign,
  stepsToListing,
  takeSteps,
  watchActing,
} from './example-watch.ts'
import { keepWatchList } from './keep-watch-list.ts'
import { openWatchEntry } from './open-watch-entry.ts'
import { prepareQuarter, signQuarter } from './sign-watch-quarter.ts'
import { takeWatchStep } from './take-watch-step.ts'

let db: TestDatabase
let year: ExampleYear
let listId: string
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  listId = await exampleList(db, year)
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.asOwner(`alter table watch_step disable trigger append_only; alter table watch_quarter disable trigger keep;
    delete from watch_step; delete from watch_entry; delete from watch_quarter;
    alter table watch_step enable trigger append_only; alter table watch_quarter enable trigger keep`)
})

const listing: WatchAct = { event: 'list', levelCode: 'needs-attention', severity: 1, ...exampleDecision }
const met = { holds: 'yes', source: 'Sổ theo dõi' } as const
const removal: WatchAct = { event: 'remove', facts: { R1: met, R2: met, R3: met, R4: met }, ...exampleEnding }
const versionOf = async (entryId: string) =>
  Number((await db.asOwner('select version from watch_entry where id = $1', [entryId]))[0]?.['version'])

test('from the first sign to the end of the after-watch, each decision with its number, day, reason and signs', async () => {
  const entryId = await exampleEntry(db, year, listId)
  await takeSteps(db, year, entryId, [
    ...stepsToListing,
    ['board', { event: 'open-review', reason: 'Đến kỳ xem xét.' }],
    ['board', { event: 'report-review', isPositive: true, reference: '9-BC/BTC', statement: 'Đã khắc phục.' }],
    ['standingCommittee', removal],
  ])
  const scope = year.scope('standingCommittee', 'watch:read')
  const [entry, steps] = await db.database.asReader(scope, async (tx) => [
    await findWatchEntry(tx, scope, entryId),
    await listWatchSteps(tx, scope, [entryId]),
  ])
  expect(entry).toMatchObject({
    state: 'after-watch',
    offOn: '2026-12-08',
    offBy: 'removed',
    afterWatchUntil: '2027-12-08',
  })
  expect(steps.map(({ event, toState }) => `${event} ${toState}`)).toEqual([
    'record-sign suspected',
    'open-appraisal under-appraisal',
    'hear under-appraisal',
    'submit under-appraisal',
    'list needs-attention',
    'open-review awaiting-review',
    'report-review awaiting-review',
    'remove removed',
    'start-after-watch after-watch',
  ])
  expect(steps[4]).toMatchObject({ decisionNumber: '12-QĐ/TU', onDay: '2026-12-08', detail: { signs: [exampleSign] } })
  await expect(db.asOwner('update watch_step set reason = $$x$$')).rejects.toThrow('append-only')
})

describe('who may take a step; nothing is told apart from what is not there', () => {
  const rows: {
    because: string
    who: AccountKey
    code: string
  }[] = [
    {
      because: 'the commune’s own committee on the city’s list',
      who: 'committee',
      code: 'NOT_FOUND',
    },
    { because: 'another commune’s committee', who: 'strangerCommittee', code: 'NOT_FOUND' },
    { because: 'the board with the right to appraise', who: 'board', code: 'NOT_FOUND' },
    { because: 'the member in charge', who: 'areaMember', code: 'NOT_FOUND' },
  ]
  test.each(rows)('a listing decision by $because', async ({ who, code }) => {
    const entryId = await exampleEntry(db, year, listId)
    await takeSteps(db, year, entryId, stepsToListing.slice(0, 3))
    const acting = watchActing(year, who)
    const command = { requestId: newId(), entryId, version: await versionOf(entryId), act: listing, now: exampleNow }
    expect(await takeWatchStep(db.database, acting, command)).toMatchObject({
      ok: false,
      refusal: { code },
    })
  })

  test('an organization’s office does not appraise its own entry on the city’s list', async () => {
    const entryId = await exampleEntry(db, year, listId)
    const acting = watchActing(year, 'office')
    const command = {
      requestId: newId(),
      entryId,
      version: 1,
      act: { event: 'open-appraisal' } as const,
      now: exampleNow,
    }
    expect(await takeWatchStep(db.database, acting, command)).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    })
  })

  test('a stranger sees nothing, the organization sees itself', async () => {
    const entryId = await exampleEntry(db, year, listId)
    const seen = async (who: AccountKey) => {
      const scope = year.scope(who, 'watch:read')
      return db.database.asReader(scope, async (tx) => [
        (await findWatchEntry(tx, scope, entryId)) !== null,
        (await listWatchEntries(tx, scope, { limit: 10 })).length,
        (await listWatchSteps(tx, scope, [entryId])).length,
      ])
    }
    expect(await seen('strangerOffice')).toEqual([false, 0, 0])
    expect(await seen('office')).toEqual([true, 1, 1])
    expect(await seen('standingCommittee')).toEqual([true, 1, 1])
  })
})

test('the database itself refuses a decision by who proposed, and by who may not decide', async () => {
  const entryId = await exampleEntry(db, year, listId)
  const insert = (speaker: string) => {
    const acting = watchActing(year, 'standingCommittee')
    const hand = { ...acting.hand, actor: { ...acting.hand.actor, onBehalfOf: speaker } }
    return db.database.asActor(
      hand,
      (tx) => tx.$executeRaw`
      insert into watch_step (id, entry_id, organization_id, position, event, to_state, actor_id, actor_name, on_day, reason, decision_number)
      values (app.uuid_v7(), ${entryId}::uuid, ${year.organizations.commune}::uuid, 9, 'raise', 'suspected', ${speaker}::uuid, 'x', app.today(), 'x', '1')`,
    )
  }
  await expect(insert(year.actors.committee.userId)).rejects.toThrow(/decided by who may decide/)
  await db.asOwner('update watch_entry set proposers = proposers || $1::uuid where id = $2', [
    year.actors.standingCommittee.userId,
    entryId,
  ])
  await expect(insert(year.actors.standingCommittee.userId)).rejects.toThrow(
    /who proposed does not decide|watch_step_second_person/,
  )
})

test('sent twice acts once; from an old page nothing is done; a second open entry is refused', async () => {
  const acting = watchActing(year, 'areaMember')
  const command = {
    requestId: newId(),
    listId,
    organizationId: year.organizations.commune,
    sign: exampleSign,
    now: exampleNow,
  }
  const first = await openWatchEntry(db.database, acting, command)
  expect(await openWatchEntry(db.database, acting, command)).toEqual(first)
  expect(await openWatchEntry(db.database, acting, { ...command, requestId: newId() })).toMatchObject({
    refusal: { code: 'OPEN_ALREADY' },
  })
  const entryId = first.ok ? first.value.entryId : ''
  const board = watchActing(year, 'board')
  const step = { requestId: newId(), entryId, version: 7, act: { event: 'open-appraisal' } as const, now: exampleNow }
  expect(await takeWatchStep(db.database, board, step)).toMatchObject({
    refusal: { code: 'CHANGED_MEANWHILE' },
  })
})

test('a relapse within the after-watch opens a graver entry that knows the former one', async () => {
  const entryId = await exampleEntry(db, year, listId)
  await takeSteps(db, year, entryId, [
    ...stepsToListing,
    ['board', { event: 'open-review', reason: 'Đến kỳ.' }],
    ['board', { event: 'report-review', isPositive: true, reference: '9-BC', statement: 'Đạt.' }],
    ['standingCommittee', removal],
    ['standingCommittee', { event: 'relapse', signCode: 'C5', ...exampleDecision }],
  ])
  const [back] = await db.asOwner(
    'select state, level_code, severity, previous_entry_id from watch_entry where id <> $1',
    [entryId],
  )
  expect(back).toEqual({
    state: 'needs-consolidation',
    level_code: 'needs-consolidation',
    severity: 2,
    previous_entry_id: entryId,
  })
})

test('a quarter: prepared by one, signed by another once it is over, then frozen; a late entry wants its reason', async () => {
  const entryId = await exampleEntry(db, year, listId)
  await takeSteps(db, year, entryId, stepsToListing)
  const [board, committee] = [watchActing(year, 'board'), watchActing(year, 'standingCommittee')]
  const q4 = { listId, year: 2026, quarter: 4 }
  const later = new Date('2027-01-05T03:00:00Z')
  expect(
    await prepareQuarter(db.database, board, { ...q4, requestId: newId(), version: null, reasons: [] }),
  ).toMatchObject({ ok: true })
  expect(
    await signQuarter(db.database, committee, { ...q4, requestId: newId(), version: 1, now: exampleNow }),
  ).toMatchObject({ refusal: { code: 'QUARTER_NOT_OVER' } })
  expect(
    await signQuarter(db.database, committee, { ...q4, requestId: newId(), version: 1, now: later }),
  ).toMatchObject({ ok: true })
  await expect(db.asOwner('update watch_quarter set year = 2020')).rejects.toThrow('a signed quarter is kept')

  // Somebody dates a second listing into the signed quarter.
  await db.asOwner(
    `insert into watch_entry (id, list_id, organization_id, body_id, state, level_code, severity, listed_on, opened_on)
    values (app.uuid_v7(), $1, $2, $3, 'needs-attention', 'needs-attention', 1, '2026-12-20', '2026-12-01')`,
    [listId, year.organizations.strangerCommune, year.organizations.city],
  )
  const q1 = { listId, year: 2027, quarter: 1 }
  const spring = new Date('2027-04-05T03:00:00Z')
  await prepareQuarter(db.database, board, { ...q1, requestId: newId(), version: null, reasons: [] })
  const refused = await signQuarter(db.database, committee, { ...q1, requestId: newId(), version: 1, now: spring })
  expect(refused).toMatchObject({ refusal: { code: 'UNEXPLAINED', entryIds: [expect.any(String)] } })
  const [late = ''] = !refused.ok && refused.refusal.code === 'UNEXPLAINED' ? refused.refusal.entryIds : []
  await prepareQuarter(db.database, board, {
    ...q1,
    requestId: newId(),
    version: 1,
    reasons: [{ entryId: late, reason: 'Quyết định nhập muộn.' }],
  })
  expect(
    await signQuarter(db.database, committee, { ...q1, requestId: newId(), version: 2, now: spring }),
  ).toMatchObject({ ok: true })
  const [row] = await db.asOwner('select figures from watch_quarter where year = 2027')
  expect(row?.['figures']).toMatchObject({ start: 1, added: 0, end: 2, difference: 1 })
})

test('a level in use keeps its code', async () => {
  const levels = usualWatchRules.levels.slice(1)
  const [row] = await db.asOwner('select version from watch_list where id = $1', [listId])
  const command = {
    requestId: newId(),
    organizationId: year.organizations.city,
    listId,
    version: Number(row?.['version']),
    name: 'x',
  }
  expect(
    await keepWatchList(db.database, year.scope('board', 'watch:appraise'), {
      ...command,
      rules: { ...usualWatchRules, levels },
    }),
  ).toMatchObject({ refusal: { code: 'LEVEL_IN_USE' } })
})
