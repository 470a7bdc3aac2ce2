import type { Database } from '@nq15/db/client'
import {
  countDisciplines,
  type DisciplineCaseRow,
  type DisciplineStepRow,
  findDisciplineCase,
  listDisciplineCases,
  listDisciplineSteps,
} from '@nq15/db/inspection/discipline-case.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { formsOfObject, type Limitation, limitationOf } from '@nq15/domain/inspection'
import type { DisciplineForm } from '@nq15/domain/members'
import type { LegalDay } from '@nq15/domain/shared'

/** A line of the list of proceedings. */
export type DisciplineLine = Omit<DisciplineCaseRow, 'workers' | 'memberId' | 'recordId'>

/** A proceeding with what each of its forms would meet today. */
export type DisciplinePage = {
  readonly proceeding: DisciplineLine
  readonly bodyName: string
  readonly steps: readonly DisciplineStepRow[]
  /** The statute of limitation of each form that the object may be given, counted to the conclusion, or to today while there is none. */
  readonly limits: readonly { readonly form: DisciplineForm; readonly limitation: Limitation }[]
  readonly isWorker: boolean
  readonly standsAbove: boolean
  readonly today: LegalDay
}

const lineOf = ({ workers: _w, memberId: _m, recordId: _r, ...line }: DisciplineCaseRow): DisciplineLine => line

/** The proceedings one needs to know: those of the commission's reach, and those the reader's own committee decides. */
export const listDiscipline = (db: Database, scope: Scope): Promise<readonly DisciplineLine[]> =>
  db.asReader(scope, async (tx) => (await listDisciplineCases(tx, scope, { limit: 200 })).map(lineOf))

/** One proceeding for who needs to know; null else. */
export async function readDiscipline(
  db: Database,
  scope: Scope,
  { caseId, now }: { readonly caseId: string; readonly now: Date },
): Promise<DisciplinePage | null> {
  return db.asReader(scope, async (tx) => {
    const found = await findDisciplineCase(tx, scope, caseId)
    if (!found) return null
    const today = todayInHanoi(now)
    const { object, violatedOn, restartedOn, isGrave, concludedOn, bodyId } = found
    return {
      proceeding: lineOf(found),
      bodyName: (await nameOrganizations(tx, scope, [bodyId])).get(bodyId) ?? '…',
      steps: await listDisciplineSteps(tx, scope, caseId),
      limits: formsOfObject[object].map((form) => ({
        form,
        limitation: limitationOf({ object, form, violatedOn, restartedOn, isGrave, concludedOn, day: today }),
      })),
      isWorker: found.workers.includes(scope.actor.userId),
      standsAbove: await isWithin(tx, scope, bodyId),
      today,
    }
  })
}

/** How many disciplines by form: the number, or `suppressed` where fewer than five persons could be guessed (privacy G2, G9). */
export type DisciplineCount = {
  readonly object: 'member' | 'organization'
  readonly form: DisciplineForm
  readonly count: number | 'suppressed'
}

/**
 * Disciplines in effect that were decided in a year below an organization of the reader's. Who does not need to know sees no
 * number of persons under five; where one is hidden, the next smallest goes with it, so that no total gives it away.
 */
export async function countDiscipline(
  db: Database,
  { scope, knowing }: { readonly scope: Scope; readonly knowing: Scope | null },
  { organizationId, year }: { readonly organizationId: string; readonly year: number },
): Promise<readonly DisciplineCount[] | null> {
  return db.asReader(scope, async (tx) => {
    if (!(await isWithin(tx, scope, organizationId))) return null
    const of = { organizationId, from: `${year}-01-01`, to: `${year + 1}-01-01` }
    const rows = await countDisciplines(tx, scope, of)
    const knows = knowing !== null && (await isWithin(tx, knowing, organizationId))
    const persons = rows.filter(({ object }) => object === 'member').toSorted((a, b) => a.persons - b.persons)
    const small = persons.filter(({ persons: count }) => count < 5)
    const hidden = new Set(knows ? [] : [...small, ...(small.length === 1 ? persons.slice(1, 2) : [])])
    return rows.map((row) => ({
      ...{ object: row.object, form: row.form },
      count: hidden.has(row) ? ('suppressed' as const) : row.persons,
    }))
  })
}
