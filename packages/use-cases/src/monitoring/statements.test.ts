import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { listWatchEntries } from '@nq15/db/monitoring/watch-entry.read'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ExampleYear, exampleDay, exampleNow, exampleYear } from '../ratings/example-year.ts'
import { exampleEntry, exampleList, stepsToListing, takeSteps } from './example-watch.ts'
import { readBoard } from './read-board.ts'
import { readMeeting } from './read-meeting.ts'
import { readOrganizationWatch } from './read-organization-watch.ts'
import { readScreeningWork } from './read-screening-work.ts'
import { readWatchEntry } from './read-watch-entry.ts'
import { readQuarterPage } from './sign-watch-quarter.ts'

let db: TestDatabase
let year: ExampleYear
let listId: string
let entryId: string
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  listId = await exampleList(db, year)
  entryId = await exampleEntry(db, year, listId)
  await takeSteps(db, year, entryId, stepsToListing)
})
afterAll(() => db.close())

/** The database with every statement of its pages counted. */
function counting(): { readonly database: Database; readonly count: () => number } {
  let statements = 0
  const counted = (tx: Tx): Tx =>
    new Proxy(tx, {
      get: (of, name) => {
        if (name === '$queryRaw' || name === '$executeRaw') statements += 1
        return Reflect.get(of, name) as unknown
      },
    })
  const asReader: Database['asReader'] = (scope, work) => db.database.asReader(scope, (tx) => work(counted(tx)))
  return { database: { ...db.database, asReader }, count: () => statements }
}

const pages = {
  board: (on: Database) => readBoard(on, year.scope('standingCommittee', 'watch:read'), { listId, day: exampleDay }),
  meeting: (on: Database) => readMeeting(on, year.scope('standingCommittee', 'watch:read'), { listId, locale: 'vi' }),
  quarter: (on: Database) =>
    readQuarterPage(on, year.scope('standingCommittee', 'watch:read'), { listId, year: 2026, quarter: 4 }),
  entry: (on: Database) =>
    readWatchEntry(on, year.scope('standingCommittee', 'watch:read'), { entryId, locale: 'vi', now: exampleNow }),
  organization: (on: Database) =>
    readOrganizationWatch(on, year.scope('standingCommittee', 'watch:read'), {
      organizationId: year.organizations.city,
      locale: 'vi',
    }),
  'start page': (on: Database) =>
    readScreeningWork(on, {
      enter: year.scope('board', 'monitoring:enter'),
      answer: year.scope('board', 'monitoring:answer'),
      now: exampleNow,
    }),
  entries: (on: Database) => {
    const scope = year.scope('standingCommittee', 'watch:read')
    return on.asReader(scope, (tx) => listWatchEntries(tx, scope, { listId, limit: 200 }))
  },
}

test('every page takes as many statements for sixty organizations and twenty lists as for one', async () => {
  const measure = async () => {
    const counts: Record<string, number> = {}
    for (const [name, read] of Object.entries(pages)) {
      const { database, count } = counting()
      await read(database)
      counts[name] = count()
    }
    return counts
  }
  const few = await measure()
  for (let at = 0; at < 60; at += 1) {
    const [id, entry] = [newId(), newId()]
    await db.asOwner(`insert into organization (id, side) values ('${id}', 'party');
      insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, area_code, valid_from)
        values (app.uuid_v7(), '${id}', '${year.organizations.city}', 'party', 'X${at}', 'Đảng bộ xã ${at}', 'dang bo xa ${at}', 'grassroots-committee-org', 'X${at}', '2020-01-01');
      insert into watch_entry (id, list_id, organization_id, body_id, state, level_code, severity, listed_on, opened_on)
        values ('${entry}', '${listId}', '${id}', '${year.organizations.city}', 'needs-attention', 'needs-attention', 1, '2026-11-01', '2026-11-01');
      ${at < 20 ? `insert into watch_list (id, organization_id, name, rules, updated_by_name) select app.uuid_v7(), '${id}', 'x', rules, 'x' from watch_list where id = '${listId}';` : ''}`)
  }
  expect(await measure()).toEqual(few)
  for (const [name, count] of Object.entries(few)) expect(count, name).toBeLessThan(16)
})
