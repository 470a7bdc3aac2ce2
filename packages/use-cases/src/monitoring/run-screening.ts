import type { Database } from '@nq15/db/client'
import { loadSheets } from '@nq15/db/monitoring/fact.read'
import { listScreenedPlaces, readDirectCounts, type ScreenedPlace } from '@nq15/db/monitoring/screened.read'
import { listMarkedSince, readClock } from '@nq15/db/monitoring/screening-run.read'
import {
  beginRun,
  endRun,
  failRun,
  lockBucket,
  settlePending,
  tellProgress,
} from '@nq15/db/monitoring/screening-run.write'
import type { Scope } from '@nq15/db/scope'
import {
  collectPeers,
  countCells,
  endOfMonth,
  finishJudgement,
  historyMonths,
  judgeOwn,
  type OwnJudgement,
  type PeriodStart,
  periodFor,
  rollUpCounts,
  type SubjectFacts,
  shiftMonth,
} from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { hashText } from '../access/hash-text.ts'
import { emit } from '../events/emit.ts'
import { hashInputs, hashJudgement } from './hash-answers.ts'
import { type Judged, keepJudgements } from './keep-judgements.ts'
import { type RulesInForce, readRules } from './read-rules.ts'

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

/** How many buckets organizations fall into by their ids; one bucket is judged by one process at a time. */
const buckets = 64
/** The bucket of an organization. */
export const bucketOf = (organizationId: string): number => Number.parseInt(organizationId.slice(-2), 16) % buckets

/** How many months of sheets a judgement reads: its own history, and the quarters a mean rests on. */
const loadedMonths = historyMonths + 15

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
    const owns = await judgeAll(db, scope, { run, ground, tools })
    return await storeAll(db, scope, { run, ground, owns, tools })
  } catch (error) {
    const failure = tools.signal.aborted ? 'stopped' : 'unexpected'
    await db.asActor(scope, (tx) => failRun(tx, scope, { id: run.id, failure }))
    throw error
  }
}

type Ground = {
  readonly rules: RulesInForce
  readonly places: readonly ScreenedPlace[]
  readonly counts: ReturnType<typeof rollUpCounts>
}

async function readGround(db: Database, scope: Scope, { organizationId, month }: AskedRun): Promise<Ground> {
  const day = endOfMonth(month)
  return db.asReader(scope, async (tx) => {
    const rules = await readRules(tx, scope, { organizationId, day })
    const places = await listScreenedPlaces(tx, scope, { rootId: organizationId, day })
    const direct = await readDirectCounts(tx, scope, {
      organizationIds: places.map((place) => place.organizationId),
      day,
      youngAge: rules.catalogue.parameters.youngAge,
      ratedYear: Number(periodFor('year', month).slice(0, 4)),
    })
    const counts = rollUpCounts(places, new Map(direct.map((one) => [one.organizationId, one])))
    return { rules, places, counts }
  })
}

/** What is known of an organization but for its sheets. */
export function factsOf(
  place: ScreenedPlace,
  { counts, parents }: { readonly counts: ReturnType<typeof rollUpCounts>; readonly parents: ReadonlySet<string> },
): Omit<SubjectFacts, 'sheets'> {
  return {
    organizationId: place.organizationId,
    parentId: place.parentId,
    kind: place.kind,
    sector: place.sector,
    isCell: place.isCell,
    hasCells: !place.isCell && parents.has(place.organizationId),
    answersForArea: !place.isCell && place.areaCode !== null,
    foundedOn: place.foundedOn,
    counts: counts.get(place.organizationId) ?? {},
  }
}

/** Organizations that have cells somewhere below them. */
export function aboveCells(places: readonly ScreenedPlace[]): ReadonlySet<string> {
  const parents = new Map(places.map((place) => [place.organizationId, place.parentId]))
  const above = new Set<string>()
  for (const { parentId, isCell } of places) {
    if (!isCell) continue
    for (let at: string | null | undefined = parentId; at && !above.has(at); at = parents.get(at)) above.add(at)
  }
  return above
}

type Owns = {
  readonly byId: ReadonlyMap<string, OwnJudgement>
  readonly peers: ReturnType<ReturnType<typeof collectPeers>['finish']>
  /** When the sheets of a bucket were read, by the database's clock. */
  readonly readAt: ReadonlyMap<number, Date>
}

/** First pass: every organization by its own facts, bucket after bucket; sheets are let go as soon as they are judged. */
async function judgeAll(
  db: Database,
  scope: Scope,
  { run, ground, tools }: { readonly run: AskedRun; readonly ground: Ground; readonly tools: RunTools },
): Promise<Owns> {
  const { rules, places, counts } = ground
  const parents = aboveCells(places)
  const peers = collectPeers(rules.read)
  const byId = new Map<string, OwnJudgement>()
  const readAt = new Map<number, Date>()
  for (const [bucket, group] of inBuckets(places)) {
    tools.signal.throwIfAborted()
    const { at, sheets } = await db.asReader(scope, async (tx) => ({
      at: await readClock(tx, scope),
      sheets: await loadSheets(tx, scope, {
        organizationIds: group.map(({ organizationId }) => organizationId),
        from: shiftMonth(run.month, -loadedMonths),
        until: run.month,
      }),
    }))
    readAt.set(bucket, at)
    for (const place of group) {
      const facts = { ...factsOf(place, { counts, parents }), sheets: sheets.get(place.organizationId) ?? [] }
      const own = judgeOwn(facts, run.month, rules.read)
      byId.set(place.organizationId, own)
      peers.add(own)
    }
    tools.progress({ done: byId.size, total: places.length * 2 })
    await db.asActor(scope, (tx) => tellProgress(tx, scope, { id: run.id, done: byId.size, total: places.length * 2 }))
  }
  return { byId, peers: peers.finish(), readAt }
}

function inBuckets(places: readonly ScreenedPlace[]): ReadonlyMap<number, readonly ScreenedPlace[]> {
  const groups = new Map<number, ScreenedPlace[]>()
  for (const place of places) {
    const bucket = bucketOf(place.organizationId)
    const group = groups.get(bucket)
    if (group) group.push(place)
    else groups.set(bucket, [place])
  }
  return new Map([...groups].toSorted(([a], [b]) => a - b))
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
  const overCells = rules.catalogue.indicators.filter(({ subject }) => subject === 'cell').map(({ id }) => id)
  const cells = countCells(places, (id) => owns.byId.get(id), overCells)
  const sums = { changed: 0, raised: 0, cleared: 0 }
  const hashes: string[] = []
  let done = 0
  for (const [bucket, group] of inBuckets(places)) {
    tools.signal.throwIfAborted()
    const judged = group.flatMap(({ organizationId }): Judged[] => {
      const own = owns.byId.get(organizationId)
      if (!own) return []
      const whole = finishJudgement(own, rules.read, { peers: owns.peers, cells: cells.get(organizationId) ?? {} })
      hashes.push(`${organizationId} ${hashInputs(whole.answers)} ${hashJudgement(whole)}`)
      return [{ organizationId, whole }]
    })
    done += group.length
    const kept = await db.asActor(scope, async (tx) => {
      await lockBucket(tx, scope, bucket)
      const since = owns.readAt.get(bucket) ?? new Date(0)
      const organizationIds = group.map(({ organizationId }) => organizationId)
      // Their facts are newer than those read here: whoever marked them judges them.
      const marked = new Set(await listMarkedSince(tx, scope, { organizationIds, since }))
      const mine = judged.filter(({ organizationId }) => !marked.has(organizationId))
      const answer = await keepJudgements(tx, scope, {
        runId: run.id,
        month: run.month,
        judged: mine,
        rules,
        observedOn: run.asOf,
        isPast: false,
      })
      await settlePending(tx, scope, { organizationIds, seenAt: since, month: run.month })
      await tellProgress(tx, scope, { id: run.id, done: places.length + done, total: places.length * 2 })
      return answer
    })
    for (const key of ['changed', 'raised', 'cleared'] as const) sums[key] += kept[key]
    tools.progress({ done: places.length + done, total: places.length * 2 })
  }
  const sorted = hashes.toSorted()
  const summary: RunSummary = {
    organizations: places.length,
    ...sums,
    ruleVersion: rules.code,
    inputsHash: hashText(sorted.map((line) => line.split(' ').slice(0, 2).join(' ')).join('\n')),
    resultHash: hashText(sorted.map((line) => line.split(' ')[2]).join('\n')),
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
