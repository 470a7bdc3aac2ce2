import { deleteEndedSessions } from '@nq15/db/access/session.write'
import type { Database } from '@nq15/db/client'

/** Removes sessions, half-done sign-ins and counters that ended a day ago; the trail keeps who was signed in. Answers how many sessions. */
export async function forgetEndedSessions(db: Database, now: Date): Promise<number> {
  return db.asSignIn((tx) => deleteEndedSessions(tx, new Date(now.getTime() - 24 * 3_600_000)))
}
