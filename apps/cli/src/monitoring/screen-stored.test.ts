import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readEnv } from '../env.ts'
import { monitoringCommands } from './monitoring.commands.ts'

let db: TestDatabase
const [city, cell, fact] = [newId(), newId(), newId()]
beforeAll(async () => {
  db = await openTestDatabase()
  const place = (id: string, parent: string | null, type: string) =>
    db.asOwner(`insert into organization (id, side) values ('${id}', 'party');
      insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from)
        values (app.uuid_v7(), '${id}', ${parent ? `'${parent}'` : 'null'}, 'party', '${type}', 'Tổ chức ${type}', app.search_text('Tổ chức ${type}'), '${type}', '2020-01-01')`)
  await place(city, null, 'city-org')
  await place(cell, city, 'cell')
  await db.asOwner(
    `insert into monitoring_fact (id, organization_id, sheet, period_kind, period_start, figures, source, quality, entered_by, entered_by_name)
      values ($1, $2, 'cell-month', 'month', '2026-10-01',
        '{"meetingsDue": 1, "meetingsHeld": 1, "membersDue": 20, "membersExempt": 0, "membersPresent": 10, "absentWithReason": 10, "absentNoReason": 0}',
        'Biên bản', 'entered', $3, 'x')`,
    [fact, cell, newId()],
  )
})
afterAll(() => db.close())
afterEach(() => {
  process.exitCode = undefined
})

async function screen(...args: string[]) {
  let [out, err] = ['', '']
  const program = new Command().configureOutput({
    writeOut: (text) => {
      out += text
    },
    writeErr: (text) => {
      err += text
    },
  })
  monitoringCommands(program, { open: (work) => work(db.database, readEnv({}), db.url) })
  for (const command of program.commands) command.configureOutput(program.configureOutput())
  process.exitCode = 0
  await program.parseAsync(['node', 'nq15', 'screen', ...args])
  return { out, err, code: process.exitCode }
}

test('a day screens what is stored and shows how far it is; the run is repeated to the same result; a correction is told', async () => {
  const done = await screen('--as-of', '2026-11-10', '--json')
  expect(done.code).toBe(0)
  expect(done.err).toContain('100 %')
  const [run] = JSON.parse(done.out).runs
  expect(run).toMatchObject({ month: '2026-10-01', organizations: 2, ruleVersion: 'N1' })
  const reds = await db.asOwner(`select code from sign_record where organization_id = $1 and kind = 'red'`, [cell])
  expect(reds).toEqual([{ code: 'A2' }])

  const same = await screen('--repeat', run.runId, '--json')
  expect([same.code, JSON.parse(same.out)]).toMatchObject([
    0,
    { organizations: 2, rules: { isSame: true }, inputs: { isSame: true }, result: { isSame: true } },
  ])
  const stored = await db.asOwner('select count(*)::int as n from screening_run')
  expect(stored, 'a repetition stores nothing').toEqual([{ n: 1 }])

  await db.asOwner('update monitoring_fact set superseded_at = now() where id = $1', [fact])
  const changed = await screen('--repeat', run.runId)
  expect(changed.code).toBe(1)
  expect(changed.out).toMatch(/rules N1 the same\ninputs CHANGED .*\nresult CHANGED/)
})

test.each([
  [['--repeat', 'nothing'], 1],
  [['--repeat', newId()], 1],
  [['--repeat', newId(), '--as-of', '2026-11-10'], 2],
  [[], 2],
])('%j is refused', async (args, code) => {
  expect((await screen(...args)).code).toBe(code)
})
