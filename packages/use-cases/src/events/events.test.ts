import type { Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, operatorScope, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { Role } from '@nq15/domain/access'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { emit } from './emit.ts'
import type { EventHandler } from './event-handler.ts'
import { eventHandlers } from './event-handlers.ts'
import { handleEvents } from './handle-events.ts'
import { relayEvents } from './relay-events.ts'
import { sendReminders, sendRemindersAsOf } from './send-reminders.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
beforeEach(() => db.asOwner('delete from notification; delete from outbox; delete from reminder'))

const operator = operatorScope('organization:write')
function service() {
  const scope = proveScope(serviceActor('events'), 'event:serve')
  if (!scope) throw new Error('the service of events may not serve')
  return scope
}
const asOperator = <Answer>(work: (tx: Tx) => Promise<Answer>) => db.database.asActor(operator, work)

// A city with two committees; the second one has nobody.
const [city, first, second, cell] = [newId(), newId(), newId(), newId()]
beforeAll(() =>
  db.asOwner(`
    insert into organization (id, side) values ${[city, first, second, cell].map((id) => `('${id}', 'party')`).join(',')};
    insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from) values
      ${[
        [city, null, 'city-committee'],
        [first, city, 'base-committee'],
        [second, city, 'base-committee'],
        [cell, first, 'base-cell'],
      ]
        .map(
          ([id, parent, kind], at) =>
            `('${newId()}', '${id}', ${parent ? `'${parent}'` : 'null'}, 'party', 'C${at}', 'Tổ chức ${at}', 'to chuc ${at}', '${kind}', '2020-01-01')`,
        )
        .join(',')};
    select app.rebuild_organization_reach()`),
)

async function account(
  role: Role,
  organizationId: string | null,
  more: { disabled?: boolean; from?: string; to?: string } = {},
) {
  const id = newId()
  const { disabled = false, from = '2020-01-01', to = '9999-12-31' } = more
  await db.asOwner(`
    insert into auth."user" (id, name, email, username) values ('${id}', 'x', '${id}@x', '${id}');
    insert into access_account (user_id, display_name, disabled_at) values ('${id}', 'x', ${disabled ? 'now()' : 'null'});
    insert into access_grant (id, user_id, role, organization_id, valid_from, valid_to)
      values ('${newId()}', '${id}', '${role}', ${organizationId ? `'${organizationId}'` : 'null'}, '${from}', '${to}')`)
  return id
}

/** Relays and handles all that waits, as monitor does. */
async function settle(handlers: readonly EventHandler[] = eventHandlers) {
  const parcels = await relayEvents(db.database, service(), { handlers, now: new Date(), staleMs: 0 })
  for (const parcel of parcels) {
    if (parcel.queue === 'event') await handleEvents(db.database, service(), { handlers, ...parcel })
  }
  return parcels
}

const told = async () =>
  (await db.asOwner('select user_id::text as id from notification order by 1')).map(({ id }) => String(id))
const sent = { type: 'ratings.file-sent', recordTable: 'rating_cell_file', recordId: newId() } as const
const sentPayload = { year: 2026, campaignId: newId(), dueOn: '2026-12-15' }

test('a file that was sent is told to the offices above it whose grant is in force, and to nobody else', async () => {
  const office = await account('grassroots-office', first)
  const above = await account('grassroots-office', city)
  await account('grassroots-office', second)
  await account('grassroots-office', first, { to: '2021-01-01' })
  await account('grassroots-office', first, { from: '9000-01-01' })
  await account('grassroots-office', first, { disabled: true })
  await account('org-secretary', cell)
  await asOperator((tx) => emit(tx, operator, { ...sent, organizationId: cell, payload: sentPayload }))
  await settle()
  expect(await told()).toEqual([office, above].sort())
})

test('a year that was opened is told to those below', async () => {
  const secretary = await account('org-secretary', cell)
  const before = await told()
  await asOperator((tx) =>
    emit(tx, operator, {
      type: 'ratings.campaign-opened',
      organizationId: first,
      recordTable: 'rating_campaign',
      recordId: newId(),
      payload: { year: 2026, cellDueOn: '2026-12-15', committeeDueOn: '2026-12-31' },
    }),
  )
  await settle()
  expect(before).toEqual([])
  const people = await told()
  expect(people).toContain(secretary)
  const [{ n } = {}] = await db.asOwner(
    `select count(*)::int as n from notification n join access_grant g using (user_id) where g.organization_id in ('${city}', '${second}')`,
  )
  expect(n).toBe(0)
})

test('a named person and the auditors are told, whoever did it', async () => {
  const [person, auditor] = [await account('member', first), await account('privacy-auditor', null)]
  const until = '2026-11-24T12:00:00.000Z'
  await asOperator((tx) =>
    emit(tx, operator, {
      type: 'access.break-glass-opened',
      organizationId: second,
      recordTable: 'access_break_glass',
      recordId: newId(),
      payload: { userId: person, until },
    }),
  )
  await asOperator((tx) =>
    emit(tx, operator, {
      type: 'access.account-reset',
      organizationId: null,
      recordTable: 'access_account',
      recordId: person,
      payload: { userId: person },
    }),
  )
  await settle()
  expect(await told()).toEqual(expect.arrayContaining([person, auditor]))
})

test('given twice it is told once', async () => {
  await account('grassroots-office', first)
  await asOperator((tx) => emit(tx, operator, { ...sent, organizationId: cell, payload: sentPayload }))
  const once = await relayEvents(db.database, service(), { handlers: eventHandlers, now: new Date(), staleMs: 0 })
  const twice = await relayEvents(db.database, service(), {
    handlers: eventHandlers,
    now: new Date(Date.now() + 1_000),
    staleMs: 0,
  })
  expect(twice).toEqual(once)
  const all = [...once, ...twice].flatMap((parcel) => (parcel.queue === 'event' ? [parcel] : []))
  await Promise.all(all.map((parcel) => handleEvents(db.database, service(), { handlers: eventHandlers, ...parcel })))
  const [row] = await db.asOwner(
    'select count(*)::int as rows, count(distinct (user_id, event_id))::int as once from notification',
  )
  expect(row?.['rows']).toBe(row?.['once'])
  // Whatever the order in which the two finished: nothing waits any more.
  await settle()
  expect(await db.asOwner('select id from outbox where finished_at is null')).toEqual([])
})

test('what a handler wrote goes with its mark, and one bad event does not hold up the others', async () => {
  const seen: string[] = []
  const bad = newId()
  const picky: EventHandler = {
    name: 'picky',
    wants: () => true,
    handle: async (_, __, events) => {
      if (events.some(({ recordId }) => recordId === bad)) throw new TypeError('a text that may quote a row')
      seen.push(...events.map(({ recordId }) => String(recordId)))
    },
  }
  const good = [newId(), newId()]
  for (const recordId of [good[0], bad, good[1]]) {
    await asOperator((tx) =>
      emit(tx, operator, { ...sent, recordId: recordId ?? null, organizationId: cell, payload: sentPayload }),
    )
  }
  await settle([picky])
  expect(seen.sort()).toEqual([...good].sort())
  expect(await db.asOwner('select record_id::text as id, fault from outbox where finished_at is null')).toEqual([
    { id: bad, fault: 'TypeError' },
  ])
  // It comes again, and is handled once it can be.
  await settle([{ ...picky, handle: async () => undefined }])
  expect(await db.asOwner('select fault from outbox where finished_at is null')).toEqual([])
})

test('nobody reads the outbox or fans out but the service', async () => {
  await asOperator((tx) => emit(tx, operator, { ...sent, organizationId: cell, payload: sentPayload }))
  expect(await asOperator((tx) => tx.outbox.count())).toBe(0)
  await expect(asOperator((tx) => tx.$queryRaw`select app.fan_out('[]'::jsonb)`)).rejects.toThrow()
  expect(await db.database.asActor(service(), (tx) => tx.outbox.count())).toBe(1)
})

test('reminders without anything open are passed by', async () => {
  await db.asOwner(`insert into reminder (id, record_table, record_id, organization_id, kind, due_on, remind_on)
    values ('${newId()}', 'rating_campaign', '${newId()}', '${cell}', 'ratings.cell-due', '2026-12-15', '2026-12-10')`)
  expect(await sendReminders(db.database, service(), { now: new Date('2026-12-09T10:00:00Z') })).toBe(0)
  expect(await db.asOwner('select state from reminder')).toEqual([{ state: 'waiting' }])
  expect(await sendReminders(db.database, service(), { now: new Date('2026-12-10T10:00:00Z') })).toBe(0)
  expect(await db.asOwner('select state from reminder')).toEqual([{ state: 'sent' }])
})

test('the operator may have a morning’s round again, and one of a day to come only in a demonstration', async () => {
  const round = (asOf: string) =>
    sendRemindersAsOf(db.database, service(), { asOf, now: new Date('2026-12-09T10:00:00Z') })
  expect(await round('2026-12-08')).toEqual({ ok: true, value: { day: '2026-12-08', told: 0 } })
  expect(await round('2026-12-10')).toEqual({ ok: false, refusal: { code: 'NO_SAMPLE' } })
  // Others may have been added to a demonstration since.
  await db.asOwner(
    'update access_account set is_demo = true where user_id = (select min(user_id::text)::uuid from access_account)',
  )
  expect(await round('2026-12-10')).toMatchObject({ ok: true })
  await db.asOwner('update access_account set is_demo = false')
})
