import type { Database } from '@nq15/db/client'
import type { Replica } from '@nq15/db/replica'

/**
 * The procedures that may read a replica, each with why figures some seconds old are honest there: counts for other systems, and what is
 * frozen. Never one whose read writes a row of the trail, nor one that answers the version of a form.
 */
export const replicaProcedures: Readonly<Record<string, string>> = {
  'aggregates.counts': 'counts of signs and sheets, asked once in a while',
  'aggregates.rules': 'indicators and thresholds, which change by a decision',
  'reviews.signed': 'frozen with its signature',
  'totals.directives': 'counts of tasks today',
  'totals.forecast': 'levels of communes by month',
  'totals.information': 'counts of duties of a year',
  'totals.plans': 'counts of plans and tasks today',
  'totals.ratings': 'frozen with its signature',
  'totals.targets': 'results of targets as their sources reported them',
}

/** The database of one call: a replica for such a procedure, where there is one; its age is told. */
export function databaseOf(
  path: string,
  {
    db,
    replica,
    onRead,
  }: { db: Database; replica: Replica | null | undefined; onRead?: ((asOf: Date) => void) | undefined },
): Database {
  return replica && Object.hasOwn(replicaProcedures, path) ? replica.readThrough(onRead ?? (() => undefined)) : db
}
