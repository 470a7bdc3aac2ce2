import type { Database } from '@nq15/db/client'
import { findRun } from '@nq15/db/monitoring/screening-run.read'
import type { Scope } from '@nq15/db/scope'
import type { PeriodStart } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { collectHashes, finishAll, inBuckets, judgeAll, readGround } from './judge-city.ts'

/** A run done again beside what it stored: whether rules, inputs and results are the same. */
export type RepeatedRun = {
  readonly runId: string
  readonly month: PeriodStart
  readonly organizations: number
  readonly rules: { readonly version: string; readonly isSame: boolean }
  readonly inputs: { readonly stored: string; readonly now: string; readonly isSame: boolean }
  readonly result: { readonly stored: string; readonly now: string; readonly isSame: boolean }
}

export type RepeatRefusal = { readonly code: 'NOT_FOUND' | 'NOT_DONE' }

/**
 * Judges again what a stored run judged, with the facts as they stand now, and stores nothing. The same inputs under the same
 * rules give the same result; where facts were corrected since, the inputs' hash says so.
 */
export async function repeatRun(
  db: Database,
  scope: Scope,
  {
    runId,
    progress = () => undefined,
  }: {
    readonly runId: string
    readonly progress?: (progress: { readonly done: number; readonly total: number }) => void
  },
): Promise<Result<RepeatedRun, RepeatRefusal>> {
  const run = await db.asReader(scope, (tx) => findRun(tx, scope, runId))
  if (!run) return refuse({ code: 'NOT_FOUND' })
  const { month, ruleHash, inputsHash, resultHash } = run
  if (run.state !== 'done' || !ruleHash || !inputsHash || !resultHash) return refuse({ code: 'NOT_DONE' })
  const ground = await readGround(db, scope, run)
  const total = ground.places.length
  const { signal } = new AbortController()
  const owns = await judgeAll(db, scope, { month, ground, signal, tell: async (done) => progress({ done, total }) })
  const [finish, hashes] = [finishAll(ground, owns), collectHashes()]
  for (const group of inBuckets(ground.places).values()) hashes.add(finish(group))
  const now = hashes.finish()
  const against = (stored: string, found: string) => ({ stored, now: found, isSame: stored === found })
  return ok({
    runId,
    month,
    organizations: total,
    rules: { version: ground.rules.code, isSame: ground.rules.hash === ruleHash },
    inputs: against(inputsHash, now.inputsHash),
    result: against(resultHash, now.resultHash),
  })
}
