import type { Database } from '@nq15/db/client'
import { appResources } from './database.server.ts'
import type { RequestArgs } from './session.server.ts'

/**
 * The doors of the web that may read a replica, each with why figures some seconds old are honest there. Never one whose read
 * writes a row of the trail (exports, lists of persons), nor one whose page carries the version of a form.
 */
const replicaDoors = {
  'incidents.outlines':
    'names and outlines of communes as of a day; they change by a decision, days before it has effect',
  'information.published': 'published answers are frozen; one published a moment ago may be missing',
  'reports.plots': 'counts as of a day, over every organization below',
  'reports.table': 'counts as of a day, over every organization below; what is signed is frozen',
} as const
export type ReplicaDoor = keyof typeof replicaDoors

/** A database for the reads of such a door, and what it told of their age: null where all came from the primary. */
export function databaseFor(
  { context }: RequestArgs,
  _door: ReplicaDoor,
): { db: Database; dataAsOf: () => string | null } {
  const { db, replica } = appResources()
  if (!replica) return { db, dataAsOf: () => null }
  let oldest: Date | null = null
  const onRead = (asOf: Date) => {
    if (oldest === null || asOf < oldest) oldest = asOf
    context.markAsOf(asOf)
  }
  return { db: replica.readThrough(onRead), dataAsOf: () => oldest?.toISOString() ?? null }
}
