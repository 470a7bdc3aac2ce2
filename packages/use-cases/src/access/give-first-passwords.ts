import { giveFirstPasswords as storePasswords } from '@nq15/db/access/account.write'
import { countImported, type ImportedLine, listWithoutPassword } from '@nq15/db/access/import-account.read'
import { enterAccountKeeping, writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import { findImport } from '@nq15/db/members/import.read'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { hashPassword } from 'better-auth/crypto'
import type { NotFound } from '../members/open-import.ts'
import { makeOneTimePassword } from './make-one-time-password.ts'

/** So many passwords are made at a time: hashing one costs a core some 50 ms. */
export const passwordsAtATime = 100

/** An imported account with its first password, known this one time. */
export type FirstPassword = ImportedLine & { readonly password: string }

/** For so long a form sent twice gets the same sheet; it lives in this process alone and is never stored. */
const keptForMs = 120_000
const kept = new Map<string, ReturnType<typeof give>>()

type Giving = { readonly runId: string; readonly requestId: string }

/**
 * Makes first passwords for the next accounts of one's own taken import that have none, by username, and answers them once.
 * Two sheets at the same moment never name the same account. Refuses NOT_FOUND.
 */
export function giveFirstPasswords(
  db: Database,
  scope: Scope,
  { runId, requestId }: Giving,
): Promise<Result<readonly FirstPassword[], NotFound>> {
  const key = `${scope.actor.userId} ${runId} ${requestId}`
  const known = kept.get(key)
  if (known) return known
  const given = give(db, scope, runId)
  kept.set(key, given)
  setTimeout(() => kept.delete(key), keptForMs).unref()
  given.catch(() => kept.delete(key))
  return given
}

async function give(db: Database, scope: Scope, runId: string): Promise<Result<readonly FirstPassword[], NotFound>> {
  const waiting = await db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    const run = await findImport(tx, scope, runId)
    if (run?.kind !== 'accounts' || run.state !== 'taken') return null
    return listWithoutPassword(tx, scope, { runId, limit: passwordsAtATime })
  })
  if (!waiting) return refuse({ code: 'NOT_FOUND' })
  const made: (FirstPassword & { readonly hash: string })[] = []
  for (const line of waiting) {
    const password = makeOneTimePassword()
    made.push({ ...line, password, hash: await hashPassword(password) })
  }
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    const theirs = await storePasswords(
      tx,
      scope,
      made.map(({ userId, hash }) => ({ userId, hash })),
    )
    const given = made.filter(({ userId }) => theirs.has(userId)).map(({ hash: _, ...line }) => line)
    const detail = { count: given.length }
    await writeTrail(tx, { action: 'first-passwords-given', recordTable: 'import_run', recordId: runId, detail })
    return ok(given)
  })
}

/** How many accounts of an import there are, and how many wait for their first password. */
export function countFirstPasswords(
  db: Database,
  scope: Scope,
  runId: string,
): Promise<{ made: number; waiting: number }> {
  return db.asSignIn(async (tx) => {
    await enterAccountKeeping(tx, scope)
    return countImported(tx, scope, runId)
  })
}
