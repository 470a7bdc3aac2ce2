import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { readOwnEmergency, watchEmergencies } from '@nq15/use-cases/access/watch-emergencies'
import { appResources } from '../server/database.server.ts'
import { findScope } from '../server/session.server.ts'
import type { EmergencyNews } from './emergency-notice.tsx'

/** The news of emergency accounts that a person is to see on every page; for most people none, and no question is asked. */
export async function emergencyNews(person: SignedIn, now: Date): Promise<EmergencyNews> {
  const { db } = appResources()
  const own = person.method === 'emergency' ? await readOwnEmergency(db, person.account.userId) : null
  const scope = findScope(person, 'account:admin') ?? findScope(person, 'audit:read')
  const watched = scope ? await watchEmergencies(db, scope, now) : []
  return {
    own,
    others: watched.flatMap(({ userId, displayName, state, openedAt, closesAt }) =>
      openedAt && userId !== person.account.userId
        ? [{ name: displayName, since: openedAt, until: state === 'open' ? closesAt : null }]
        : [],
    ),
  }
}
