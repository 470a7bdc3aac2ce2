import type { Database } from '@nq15/db/client'
import { listMarkedSince } from '@nq15/db/monitoring/screening-run.read'
import {
  beginRun,
  endRun,
  failRun,
  lockBucket,
  settlePending,
  tellProgress,
} from '@nq15/db/monitoring/screening-run.write'
import type { Scope } from '@nq15/db/scope'
import type { PeriodStart } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { collectHashes, finishAll, type Ground, inBuckets, judgeAll, type Owns, readGround } from './judge-city.ts'
import { type Judged, type KeptJudgements, keepJudgements } from './keep-judgements.ts'
import type { RulesInForce } from './read-rules.ts'

/** A run that somebody or the clock asked for. */
export type AskedRun = {
  readonly id: string
  readonly organizationId: string
  readonly month: PeriodStart
  readonly asOf: LegalDay
}

export type RunTools = {
  readonly signal: AbortSignal
  readonly progress: (progress: { readonly done: number; readonly total: number }) => void
  readonly staleBefore: Date
}

export type RunSummary = {
  readonly organizations: number
  readonly changed: number
  readonly raised: number
  readonly cleared: number
  readonly ruleVersion: string
  readonly inputsHash: string
  readonly resultHash: string
}

/**
 * Judges an organization and everything below it for a month: reads in whole sets, judges in memory, stores in buckets. False
 * when another process has this organization under way. What changed while it ran is left to `rescreen`.
 */
export async function runScreening(
  db: Database,
  scope: Scope,
  run: AskedRun,
  tools: RunTools,
): Promise<RunSummary | null> {
  const begun = await db.asActor(scope, (tx) => beginRun(tx, scope, { id: run.id, staleBefore: tools.staleBefore }))
  if (!begun) return null
  try {
    const ground = await readGround(db, scope, run)
    const owns = await judgeAll(db, scope, {
      month: run.month,
      ground,
      signal: tools.signal,
      tell: (done) => tellDone(db, scope, { run, done, total: ground.places.length * 2, tools }),
    })
    return await storeAll(db, scope, { run, ground, owns, tools })
  } catch (error) {
    const failure = tools.signal.aborted ? 'stopped' : 'unexpected'
    await db.asActor(scope, (tx) => failRun(tx, scope, { id: run.id, failure }))
    throw error
  }
}

async function tellDone(
  db: Database,
  scope: Scope,
  {
    run,
    done,
    total,
    tools,
  }: { readonly run: AskedRun; readonly done: number; readonly total: number; readonly tools: RunTools },
): Promise<void> {
  tools.progress({ done, total })
  await db.asActor(scope, (tx) => tellProgress(tx, scope, { id: run.id, done, total }))
}

/** Stores what was judged of one bucket in one transaction; whoever was marked since is left to whoever marked him. */
async function storeBucket(
  db: Database,
  scope: Scope,
  {
    run,
    rules,
    bucket,
    judged,
    since,
  }: {
    readonly run: AskedRun
    readonly rules: RulesInForce
    readonly bucket: number
    readonly judged: readonly Judged[]
    readonly since: Date
  },
): Promise<KeptJudgements> {
  const organizationIds = judged.map(({ organizationId }) => organizationId)
  return db.asActor(scope, async (tx) => {
    await lockBucket(tx, scope, bucket)
    const marked = new Set(await listMarkedSince(tx, scope, { organizationIds, since }))
    const kept = await keepJudgements(tx, scope, {
      runId: run.id,
      month: run.month,
      judged: judged.filter(({ organizationId }) => !marked.has(organizationId)),
      rules,
      observedOn: run.asOf,
      isPast: false,
    })
    await settlePending(tx, scope, { organizationIds, seenAt: since, month: run.month })
    return kept
  })
}

/** Second pass: peers, cells and contradictions, then one transaction for each bucket. */
async function storeAll(
  db: Database,
  scope: Scope,
  {
    run,
    ground,
    owns,
    tools,
  }: { readonly run: AskedRun; readonly ground: Ground; readonly owns: Owns; readonly tools: RunTools },
): Promise<RunSummary> {
  const { rules, places } = ground
  const finish = finishAll(ground, owns)
  const hashes = collectHashes()
  const sums = { changed: 0, raised: 0, cleared: 0 }
  let done = 0
  const store = async (bucket: number, judged: readonly Judged[], upTo: number) => {
    const since = owns.readAt.get(bucket) ?? new Date(0)
    const kept = await storeBucket(db, scope, { run, rules, bucket, judged, since })
    for (const key of ['changed', 'raised', 'cleared'] as const) sums[key] += kept[key]
    await tellDone(db, scope, { run, done: places.length + upTo, total: places.length * 2, tools })
  }
  let storing = Promise.resolve()
  for (const [bucket, group] of inBuckets(places)) {
    tools.signal.throwIfAborted()
    // The database stores one bucket while the next is judged.
    const judged = finish(group)
    hashes.add(judged)
    done += group.length
    await storing
    storing = store(bucket, judged, done)
    storing.catch(() => undefined)
  }
  await storing
  const summary: RunSummary = {
    organizations: places.length,
    ...sums,
    ruleVersion: rules.code,
    ...hashes.finish(),
  }
  await db.asActor(scope, async (tx) => {
    await endRun(tx, scope, {
      id: run.id,
      ruleVersion: rules.code,
      ruleHash: rules.hash,
      inputsHash: summary.inputsHash,
      resultHash: summary.resultHash,
      peers: owns.peers,
      counts: { organizations: places.length, ...sums },
    })
    await emit(tx, scope, {
      type: 'monitoring.run-done',
      organizationId: run.organizationId,
      recordTable: 'screening_run',
      recordId: run.id,
      payload: { month: run.month, organizations: places.length, raised: sums.raised, cleared: sums.cleared },
    })
  })
  return summary
}
