import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { excellentWork, expectOk, fillFile, goodWork, step } from './example-steps.ts'
import { type ExampleYear, exampleCampaign, exampleDay, exampleNow, exampleYear } from './example-year.ts'
import type { FileMove } from './move-cell-file.ts'
import { proposeLevel } from './propose-level.ts'
import { readWorkspace } from './read-workspace.ts'
import { saveAssessment } from './save-assessment.ts'
import { saveCollective } from './save-collective.ts'

let db: TestDatabase
let year: ExampleYear
let campaignId: string
let cases: Awaited<ReturnType<typeof exampleCampaign>>['cases']
beforeAll(async () => {
  db = await openTestDatabase()
  year = await exampleYear(db)
  ;({ campaignId, cases } = await exampleCampaign(db, year))
  await fillFile(db, year.scope('secretary', 'rating:work'), cell())
})
afterAll(() => db.close())
const cell = () => ({ campaignId, organizationId: year.organizations.cell })
const now = exampleNow

/** The page of the regulation once more, written from the vocabulary and not from the product. */
const page: Record<string, Partial<Record<FileMove, string>>> = {
  'in-work': { send: 'sent' },
  sent: { withdraw: 'in-work', 'take-up': 'appraising', return: 'returned' },
  appraising: { return: 'returned', accept: 'appraised' },
  returned: { send: 'sent' },
  appraised: { return: 'returned' },
}
const doers = {
  secretary: ['secretary', 'rating:work'],
  office: ['office', 'rating:board'],
  strangerOffice: ['strangerOffice', 'rating:board'],
  neighbourSecretary: ['neighbourSecretary', 'rating:work'],
} as const
const whose: Record<FileMove, keyof typeof doers> = {
  start: 'secretary',
  send: 'secretary',
  withdraw: 'secretary',
  forward: 'secretary',
  'take-up': 'office',
  return: 'office',
  accept: 'office',
}

test('no sequence of moves leaves the page, and the history is exactly the moves that succeeded', async () => {
  const move = fc.record({
    who: fc.constantFrom(...(Object.keys(doers) as (keyof typeof doers)[])),
    move: fc.constantFrom(...(Object.keys(whose) as FileMove[])),
    reason: fc.constantFrom('', '  ', 'Thiếu chữ ký'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 14 }), async (moves) => {
      await db.asOwner('delete from rating_cell_file_event')
      await db.asOwner(
        `update rating_cell_file set state = 'in-work', return_reason = null where organization_id = $1`,
        [cell().organizationId],
      )
      let state = 'in-work'
      const history: string[][] = []
      for (const { who, move: asked, reason } of moves) {
        const [account, permission] = doers[who]
        const answer = await step(db, year.scope(account, permission), { ...cell(), move: asked, reason })
        const next =
          whose[asked] === who && (asked !== 'return' || reason.trim() !== '') ? page[state]?.[asked] : undefined
        expect(answer.ok).toBe(next !== undefined)
        if (!next) continue
        history.push([state, asked, next])
        state = next
      }
      const stored = await db.asOwner('select from_state, event, to_state from rating_cell_file_event order by at, id')
      expect(stored.map((row) => [row['from_state'], row['event'], row['to_state']])).toEqual(history)
      expect(
        await db.asOwner('select state from rating_cell_file where organization_id = $1', [cell().organizationId]),
      ).toEqual([{ state }])
    }),
    { seed: 366, numRuns: 12 },
  )
  await db.asOwner(`update rating_cell_file set state = 'in-work', return_reason = null where organization_id = $1`, [
    cell().organizationId,
  ])
})

test('after any sequence of saves the counts say what the cases say', async () => {
  const people = ['secretary', 'deputy', 'clerk', 'farmer'] as const
  const save = fc.record({
    person: fc.constantFrom(...people),
    act: fc.oneof(
      fc.record({
        kind: fc.constant('assess' as const),
        patch: fc.constantFrom(
          goodWork,
          excellentWork,
          { generalPoints: null },
          { tasksOnTime: 99 },
          { tasksLate: 3, tasksOnTime: 7 },
          { resultPoints: '10' },
        ),
      }),
      fc.record({ kind: fc.constant('propose' as const), level: fc.constantFrom('XS', 'T', 'HT', 'KHT', null) }),
      fc.record({ kind: fc.constant('collective' as const), level: fc.constantFrom('XS', 'HT') }),
    ),
  })
  const scope = year.scope('secretary', 'rating:work')
  await fc.assert(
    fc.asyncProperty(fc.array(save, { minLength: 1, maxLength: 6 }), async (saves) => {
      for (const { person, act } of saves) {
        const caseId = cases[person]
        const versionIn = async (sql: string) => Number((await db.asOwner(sql, [caseId]))[0]?.['version'] ?? 0)
        const own = { requestId: newId(), caseId, now }
        if (act.kind === 'assess')
          expectOk(
            await saveAssessment(db.database, scope, {
              ...own,
              version: await versionIn('select version from rating_self_assessment where case_id = $1'),
              patch: act.patch,
            }),
          )
        if (act.kind === 'propose')
          await proposeLevel(db.database, scope, {
            ...own,
            version: await versionIn('select version from rating_case where id = $1'),
            level: act.level,
            reason: 'Tập thể thống nhất',
          })
        if (act.kind === 'collective')
          await saveCollective(db.database, scope, {
            ...own,
            version: await versionIn('select version from rating_collective where case_id = $1'),
            level: act.level,
            ...{ decisionNumber: '10-QĐ/ĐU', decidedOn: exampleDay, exceptionDecisionNumber: null },
          })
      }
      const counted: Record<string, number> = {}
      const read = await readWorkspace(db.database, scope, cell())
      for (const { row, proposal } of read?.check.cases ?? []) {
        const key = `${row.subject} ${row.notRatedReason ? 'NOT_RATED' : (proposal.effective ?? proposal.outcome)}`
        counted[key] = (counted[key] ?? 0) + 1
      }
      const stored = await db.asOwner(
        `select subject || ' ' || outcome as key, count from rating_count where stage = 'proposed' and count > 0 and organization_id = $1`,
        [cell().organizationId],
      )
      expect(Object.fromEntries(stored.map((row) => [row['key'], row['count']]))).toEqual(counted)
    }),
    { seed: 43, numRuns: 25 },
  )
})
