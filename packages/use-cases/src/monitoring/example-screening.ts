import { newId } from '@nq15/db/ids'
import { askForRun } from '@nq15/db/monitoring/screening-run.write'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { shiftMonth } from '@nq15/domain/monitoring'
import { type ExampleYear, exampleNow } from '../ratings/example-year.ts'
import { runScreening } from './run-screening.ts'
import { saveSheet } from './save-sheet.ts'

/** The proof of the service that screens. */
export function screeningScope(): Scope {
  const scope = proveScope(serviceActor('screening'), 'monitoring:screen')
  if (!scope) throw new Error('the service of screening lacks its permission')
  return scope
}

/** The month the example judges: its day is 8 December 2026, so November's sheets are due. */
export const exampleMonth = '2026-11-01'

/** A flawless monthly sheet of a cell of twenty. */
export const flawlessMonth = {
  meetingsDue: 1,
  meetingsHeld: 1,
  membersDue: 20,
  membersExempt: 0,
  membersPresent: 19,
  absentWithReason: 1,
  absentNoReason: 0,
  meetingScore: 90,
}

/** Stores a month of the example's cell, by its secretary. */
export async function exampleSheet(
  db: TestDatabase,
  year: ExampleYear,
  month: string,
  changes: Partial<typeof flawlessMonth> = {},
) {
  return saveSheet(db.database, year.scope('secretary', 'monitoring:enter'), {
    requestId: newId(),
    organizationId: year.organizations.cell,
    sheet: 'cell-month',
    subject: '',
    subjectName: null,
    start: month,
    figures: { ...flawlessMonth, ...changes },
    source: 'Biên bản sinh hoạt',
    version: null,
    reason: null,
    now: exampleNow,
  })
}

/** Twelve flawless months up to the judged one. */
export async function exampleMonths(db: TestDatabase, year: ExampleYear): Promise<void> {
  for (let back = 11; back >= 0; back -= 1) {
    const saved = await exampleSheet(db, year, shiftMonth(exampleMonth, -back))
    if (!saved.ok) throw new Error(saved.refusal.code)
  }
}

/** Screens the example's city for a month. */
export async function screenExample(db: TestDatabase, year: ExampleYear, month: string = exampleMonth) {
  const scope = screeningScope()
  const organizationId = year.organizations.city
  const id = await db.database.asActor(scope, (tx) =>
    askForRun(tx, scope, { organizationId, kind: 'demand', month, asOf: '2026-12-08' }),
  )
  const tools = { signal: new AbortController().signal, progress: () => undefined, staleBefore: new Date(0) }
  const summary = await runScreening(db.database, scope, { id, organizationId, month, asOf: '2026-12-08' }, tools)
  if (!summary) throw new Error('somebody else screens')
  return { id, ...summary }
}
