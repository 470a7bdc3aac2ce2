import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '@nq15/db/client'
import { type FeedDay, listFeedDays } from '@nq15/db/petitions/feed.read'
import { insertFeed, revokeFeed } from '@nq15/db/petitions/feed.write'
import type { Scope } from '@nq15/db/scope'
import type { HeadType } from '@nq15/domain/petitions'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { isOfUnit, type PetitionStepRefusal } from './acting.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
/** 256 random bits as they stand in an address. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/u

/**
 * Makes a secret address of the calendar of one head, or of all heads of the unit. The secret is answered this once: sent again, the
 * same form makes nothing and shows nothing.
 */
export async function makeFeed(
  db: Database,
  scope: Scope,
  of: {
    readonly requestId: string
    readonly organizationId: string
    readonly head: HeadType | null
    readonly label: string
  },
): Promise<Result<{ readonly token: string | null }, PetitionStepRefusal>> {
  const { requestId, organizationId, head, label } = of
  if (!isOfUnit(scope, organizationId)) return refuse({ code: 'NOT_FOUND' })
  const token = randomBytes(32).toString('base64url')
  const tokenHash = hashOf(token)
  const once = { requestId, useCase: 'petitions.make-feed', permissions: ['petition:work'] } as const
  const made = await actOnce<Result<{ readonly tokenHash: string }, PetitionStepRefusal>>(
    db,
    scope,
    once,
    async (tx) => {
      await insertFeed(tx, scope, { organizationId, head, label, tokenHash })
      return ok({ tokenHash })
    },
  )
  if (!made.ok) return made
  return ok({ token: made.value.tokenHash === tokenHash ? token : null })
}

/** Revokes an address: it opens nothing from then on. */
export async function endFeed(
  db: Database,
  scope: Scope,
  { requestId, feedId }: { readonly requestId: string; readonly feedId: string },
): Promise<Result<{ readonly feedId: string }, PetitionStepRefusal>> {
  const once = { requestId, useCase: 'petitions.end-feed', permissions: ['petition:work'] } as const
  return actOnce<Result<{ readonly feedId: string }, PetitionStepRefusal>>(db, scope, once, async (tx) =>
    (await revokeFeed(tx, scope, { feedId })) ? ok({ feedId }) : refuse({ code: 'NOT_FOUND' }),
  )
}

/** The days an address opens, for who has not signed in; null where there is no such address. */
export async function readFeed(db: Database, token: string): Promise<readonly FeedDay[] | null> {
  if (!tokenPattern.test(token)) return null
  const days = await db.asSignIn((tx) => listFeedDays(tx, hashOf(token)))
  return days.length === 0 ? null : days
}
