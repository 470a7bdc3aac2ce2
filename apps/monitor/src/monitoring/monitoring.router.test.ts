import { EnteringClient } from '@nq15/db/entering-client'
import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import type { Role } from '@nq15/domain/access'
import { exampleAuth, exampleSignedIn } from '@nq15/use-cases/access/example'
import { readActor } from '@nq15/use-cases/access/read-actor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appRouter } from '../app-router.ts'
import { createCallerFactory } from '../trpc.ts'

let db: TestDatabase
const city = newId()
const committee = newId()
const cells = [newId(), newId()]
const stranger = newId()
const call = createCallerFactory(appRouter)

beforeAll(async () => {
  db = await openTestDatabase()
  const place = (id: string, parent: string | null, [type, code, name]: [string, string, string]) =>
    db.asOwner(
      `with o as (insert into organization (id, side) values ($1, 'party'))
       insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from)
       values ($2, $1, $3, 'party', $4, $5, app.search_text($5), $6, '2025-07-01')`,
      [id, newId(), parent, code, name, type],
    )
  await place(city, null, ['city-org', '1', 'Đảng bộ thành phố Sông Mây'])
  await place(committee, city, ['grassroots-committee-org', '1-1', 'Đảng bộ phường Hoa Ban'])
  await place(cells[0] ?? '', committee, ['cell', '1-1-1', 'Chi bộ 1'])
  await place(cells[1] ?? '', committee, ['cell', '1-1-2', 'Chi bộ 2'])
  await place(stranger, city, ['grassroots-committee-org', '1-2', 'Đảng bộ phường Hoa Gạo'])
})
afterAll(() => db.close())

async function callerOf(role: Role, organizationId: string) {
  const auth = { ...exampleAuth(db), secondFactorRoles: [] }
  const { browser } = await exampleSignedIn(auth, { username: `u-${newId().slice(-8)}`, role, organizationId })
  return call({
    db: db.database,
    signedIn: await readActor(auth, browser.visit().headers, { requestId: 'r-1', slide: false }),
    requestId: 'r-1',
  })
}

const month = (back: number) => {
  const now = new Date(Date.now() + 7 * 3_600_000)
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 10)
}
const figures = {
  meetingsDue: 1,
  meetingsHeld: 1,
  membersDue: 30,
  membersExempt: 0,
  membersPresent: 18,
  absentWithReason: 4,
  absentNoReason: 8,
  meetingScore: 60,
}
const save = (organizationId: string, more = {}) => ({
  requestId: newId(),
  organizationId,
  sheet: 'cell-month' as const,
  start: month(1),
  figures,
  source: 'Biên bản',
  version: null,
  ...more,
})

test('a sheet is saved and its sign is there at once; the committee answers it', async () => {
  const secretary = await callerOf('org-secretary', cells[0] ?? '')
  const sheet = await secretary.facts.sheet({ organizationId: cells[0] ?? '' })
  expect(sheet).toMatchObject({ sheet: 'cell-month', start: month(1), versions: [] })
  expect(await secretary.facts.save(save(cells[0] ?? ''))).toMatchObject({
    ok: true,
    value: { version: 1, judged: true },
  })
  const office = await callerOf('grassroots-office', committee)
  const board = await office.facts.board({ organizationId: committee })
  expect(board.counts).toEqual({ owed: 2, sent: 1, verified: 0 })
  const page = await office.signs.list({ organizationId: committee })
  const red = page.signs.find(({ code, organizationId }) => code === 'A2' && organizationId === cells[0])
  expect(red?.sentence.vi).toContain('đỏ vì dưới 66,67 %')
  expect(red?.sentence.en).toContain('red since below 66.67 %')
  const answered = await office.signs.answer({
    requestId: newId(),
    signId: red?.signId ?? '',
    version: 1,
    answer: 'action',
  })
  expect(answered).toMatchObject({ ok: true })
  expect((await office.signs.get({ signId: red?.signId ?? '' })).answers).toHaveLength(1)
  expect((await office.signs.ofOrganization({ organizationId: cells[0] ?? '' })).months[0]?.reds).toContain('A2')
})

test('what is not one’s own is not there, whichever procedure asks', async () => {
  const secretary = await callerOf('org-secretary', stranger)
  const asks = [
    () => secretary.facts.sheet({ organizationId: cells[0] ?? '' }),
    () => secretary.facts.board({ organizationId: committee }),
    () => secretary.facts.save(save(cells[0] ?? '')),
    () => secretary.signs.list({ organizationId: city }),
    () => secretary.signs.ofOrganization({ organizationId: cells[0] ?? '' }),
    () => secretary.signs.get({ signId: newId() }),
    () =>
      secretary.signs.record({
        requestId: newId(),
        organizationId: cells[0] ?? '',
        code: 'SG04',
        evidence: 'x',
        since: '2026-01-01',
      }),
    () => secretary.screening.runs({ organizationId: city }),
    () => secretary.indicators.list({ organizationId: city }),
  ]
  for (const ask of asks) await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test.each([
  ['facts.save', { figures: { x: null } }],
  ['facts.save', { figures: 'x' }],
  ['facts.save', { start: '2026-02-31' }],
  ['facts.board', { organizationId: 'x' }],
  ['facts.board', { organizationId: city, cursor: "x' or 1=1" }],
  ['signs.list', { organizationId: city, cursor: '2026|x' }],
  ['signs.list', { organizationId: city, which: 'all' }],
  ['signs.answer', { requestId: newId(), signId: newId(), version: 1.5, answer: 'action' }],
  [
    'facts.import',
    {
      requestId: newId(),
      organizationId: city,
      sheet: 'cell-month',
      start: '2026-01-01',
      content: '###',
      format: 'csv',
      fileName: 'a',
      dryRun: true,
    },
  ],
])('%s with %j is a bad request, never a fault of ours', async (path, input) => {
  const caller = await callerOf('organization-board', city)
  const [room = '', verb = ''] = path.split('.')
  const procedure = Reflect.get(Reflect.get(caller, room) as object, verb) as (given: unknown) => Promise<unknown>
  await expect(procedure(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('a table is tried, then taken; refused rows come back with their reasons', async () => {
  const office = await callerOf('grassroots-office', committee)
  const table = [
    'Mã tổ chức,Số buổi phải họp,Số buổi đã họp,Số đảng viên của chi bộ,Được miễn sinh hoạt,Có mặt,Vắng có lý do,Vắng không lý do',
    '1-1-2,1,1,20,0,20,0,0',
    '1-9-9,1,1,20,0,20,0,0',
    '1-1-1,1,1,20,0,25,0,0',
  ].join('\n')
  const send = (dryRun: boolean) =>
    office.facts.import({
      requestId: newId(),
      organizationId: committee,
      sheet: 'cell-month',
      start: month(2),
      content: Buffer.from(table).toString('base64'),
      format: 'csv',
      fileName: 'thang.csv',
      dryRun,
    })
  const tried = await send(true)
  expect(tried).toMatchObject({ ok: true, value: { rows: 3, stored: 1, refused: [{ line: 3 }, { line: 4 }] } })
  expect(tried.ok && tried.value.errors).toBeTruthy()
  expect((await office.facts.board({ organizationId: committee, start: month(2) })).counts.sent).toBe(0)
  await send(false)
  expect((await office.facts.board({ organizationId: committee, start: month(2) })).counts.sent).toBe(1)
})

test('the number of statements of a read is the same for two organizations as for fifty', async () => {
  const office = await callerOf('grassroots-office', committee)
  const counted = async () => {
    const counts: number[] = []
    for (const ask of [
      () => office.facts.board({ organizationId: committee }),
      () => office.signs.list({ organizationId: committee, which: 'open' }),
      () => office.signs.ofOrganization({ organizationId: committee }),
      () => office.facts.sheet({ organizationId: committee }),
      () => office.screening.runs({ organizationId: committee }),
      () => office.indicators.list({ organizationId: committee }),
      () => office.aggregates.counts({ organizationId: committee }),
      () => office.aggregates.rules({ organizationId: committee }),
    ]) {
      const before = statements.length
      await ask()
      counts.push(statements.length - before)
    }
    return counts
  }
  const statements: string[] = []
  const query = EnteringClient.prototype.query
  EnteringClient.prototype.query = function (this: unknown, ...given: unknown[]) {
    statements.push(String(given[0]))
    return Reflect.apply(query, this, given)
  } as typeof query
  try {
    const few = await counted()
    for (let at = 3; at <= 50; at += 1) {
      await db.asOwner(
        `with o as (insert into organization (id, side) values ($1, 'party'))
         insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from)
         values ($2, $1, $3, 'party', $4, $5, app.search_text($5), 'cell', '2025-07-01')`,
        [newId(), newId(), committee, `1-1-${at}`, `Chi bộ ${at}`],
      )
    }
    expect(await counted()).toEqual(few)
  } finally {
    EnteringClient.prototype.query = query
  }
})
