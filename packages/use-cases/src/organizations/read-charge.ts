import type { Tx } from '@nq15/db/client'
import {
  type DutyNormRow,
  listDutyNorms,
  listReceptionDays,
  type ReceptionDayRow,
} from '@nq15/db/organizations/duty.read'
import {
  listVisitNotes,
  listVisitPromises,
  type VisitNoteRow,
  type VisitPromiseRow,
} from '@nq15/db/organizations/visit.read'
import type { Scope } from '@nq15/db/scope'
import { addDays, addMonths } from '@nq15/domain/calendar'
import {
  type DutyBearer,
  type DutyKind,
  type DutyMonth,
  type DutyNorm,
  dutyMonths,
  isPromiseLate,
  type PromiseState,
  promiseState,
  usualDutyNorms,
} from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'

/** A promise with where it stands today, and whether it is the reader's own. */
export type ReadPromise = Omit<VisitPromiseRow, 'userId'> & {
  readonly state: PromiseState
  readonly isLate: boolean
  readonly isOwn: boolean
}

/** A duty of the month: who bears it, by which norm (null: none is set), its months up to today. */
export type ReadDuty = {
  readonly duty: DutyKind
  readonly bearer: DutyBearer
  readonly norm: DutyNorm | null
  readonly months: readonly DutyMonth[]
}

/** What stands about being in charge of organizations: visits, promises, reception days and how many are due. */
export type ReadCharge = {
  readonly notes: readonly (Omit<VisitNoteRow, 'userId'> & { readonly isOwn: boolean })[]
  readonly promises: readonly ReadPromise[]
  readonly receptions: readonly (Omit<ReceptionDayRow, 'userId'> & { readonly isOwn: boolean })[]
  readonly duties: readonly ReadDuty[]
}

/** One promise as a page shows it. */
export function readPromise({ userId, ...row }: VisitPromiseRow, reader: string, today: LegalDay): ReadPromise {
  return { ...row, state: promiseState(row, today), isLate: isPromiseLate(row, today), isOwn: userId === reader }
}

/** The norm that holds for an organization: its nearest committee's, else the usual one, else none. */
export async function readNorm(
  tx: Tx,
  scope: Scope,
  { organizationId, day, duty, bearer }: { organizationId: string; day: LegalDay; duty: DutyKind; bearer: DutyBearer },
): Promise<DutyNorm | null> {
  return normAmong(await listDutyNorms(tx, scope, { organizationId, day }), duty, bearer)
}

/** The first norm of a kind among those in force, nearest committee first; else the usual one, else none. */
export function normAmong(norms: readonly DutyNormRow[], duty: DutyKind, bearer: DutyBearer): DutyNorm | null {
  const own = norms.find((one) => one.duty === duty && one.bearer === bearer)
  if (!own) return usualDutyNorms.find((one) => one.duty === duty && one.bearer === bearer) ?? null
  const { document, provision, confidence, perMonth } = own
  return { duty, bearer, perMonth, source: { document, provision, confidence } }
}

/**
 * Reads what stands about being in charge of some organizations and everything below them, for the reader's eyes. Duties are
 * counted over the last `months` months up to today and never earlier than `since`.
 */
export async function readCharge(
  tx: Tx,
  scope: Scope,
  of: {
    readonly organizationIds: readonly string[]
    readonly today: LegalDay
    readonly since: LegalDay
    readonly months: number
  },
): Promise<ReadCharge> {
  const { organizationIds, today, since, months } = of
  const reader = scope.actor.userId
  const first = `${addMonths(today, 1 - months).slice(0, 7)}-01`
  const begin = since > first ? since : first
  const notes = await listVisitNotes(tx, scope, { below: organizationIds, limit: 50 })
  const promises = await listVisitPromises(tx, scope, { below: organizationIds, limit: 200 })
  const receptions = await listReceptionDays(tx, scope, { organizationIds, from: first, limit: 200 })
  const [main] = organizationIds
  const span = { from: begin, to: addDays(today, 1) }
  const duty = async (kind: DutyKind, bearer: DutyBearer, from: LegalDay, heldOn: readonly LegalDay[]) => {
    const norm =
      main === undefined ? null : await readNorm(tx, scope, { organizationId: main, day: today, duty: kind, bearer })
    return { duty: kind, bearer, norm, months: dutyMonths(norm, { ...span, from, heldOn }) }
  }
  const heldBy = (bearer: DutyBearer) => receptions.filter((one) => one.bearer === bearer).map(({ heldOn }) => heldOn)
  return {
    notes: notes.map(({ userId, ...note }) => ({ ...note, isOwn: userId === reader })),
    promises: promises.map((row) => readPromise(row, reader, today)),
    receptions: receptions.map(({ userId, ...row }) => ({ ...row, isOwn: userId === reader })),
    duties: [
      await duty(
        'visit',
        'area-member',
        begin,
        notes.map(({ visitedOn }) => visitedOn),
      ),
      await duty('reception', 'area-member', begin, heldBy('area-member')),
      await duty('reception', 'commune-head', first, heldBy('commune-head')),
    ],
  }
}
