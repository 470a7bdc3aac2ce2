import type { Database, Tx } from '@nq15/db/client'
import { loadSheets } from '@nq15/db/monitoring/fact.read'
import { listAbove, listScreenedPlaces, readDirectCounts } from '@nq15/db/monitoring/screened.read'
import { listResults, type ResultRow } from '@nq15/db/monitoring/screening-result.read'
import { listPending, readClock, readPeers } from '@nq15/db/monitoring/screening-run.read'
import { endRun, lockBucket, openChangedRun, settlePending } from '@nq15/db/monitoring/screening-run.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type Answer,
  type CellCounts,
  committeeChanged,
  endOfMonth,
  finishJudgement,
  historyMonths,
  judgedMonth,
  judgeOwn,
  type PeriodStart,
  periodFor,
  rollUpCounts,
  shiftMonth,
  type WholeJudgement,
} from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { hashText } from '../access/hash-text.ts'
import { hashInputs, hashJudgement } from './hash-answers.ts'
import { aboveCells, bucketOf, factsOf } from './judge-city.ts'
import { keepJudgements } from './keep-judgements.ts'
import { type RulesInForce, readRules } from './read-rules.ts'

export type Rescreened = {
  readonly months: number
  readonly changed: number
  readonly raised: number
  readonly cleared: number
}

const nothing: Rescreened = { months: 0, changed: 0, raised: 0, cleared: 0 }

/**
 * Judges one organization again after a fact of it changed: every month from the changed one on that has been judged, and the
 * changed one itself (E12). Its committees are corrected by the difference. One process at a time for an organization.
 */
export async function rescreen(
  db: Database,
  scope: Scope,
  { organizationId, from, now }: { readonly organizationId: string; readonly from: PeriodStart; readonly now: Date },
): Promise<Rescreened> {
  const today = todayInHanoi(now)
  return db.asActor(scope, async (tx) => {
    await lockBucket(tx, scope, bucketOf(organizationId))
    const seenAt = await readClock(tx, scope)
    const rules = await readRules(tx, scope, { organizationId, day: today })
    const latest = judgedMonth(today, rules.catalogue.parameters.sheetDueDay)
    const last = from > latest ? from : latest
    const first = from < shiftMonth(last, -historyMonths) ? shiftMonth(last, -historyMonths) : from
    const standing = await listResults(tx, scope, { organizationId, until: last, months: historyMonths + 1 })
    const months = [
      ...new Set([...standing.map(({ month }) => month).filter((month) => month >= first), last]),
    ].toSorted()
    const runId = await openChangedRun(tx, scope, { organizationId, month: last, asOf: today })
    const lines: JudgedLine[] = []
    let sums = nothing
    for (const month of months) {
      const kept = await judgeMonth(tx, scope, {
        organizationId,
        month,
        runId,
        rules,
        today,
        isPast: month !== last,
        before: standing.find((result) => result.month === month) ?? null,
      })
      sums = {
        months: sums.months + 1,
        changed: sums.changed + kept.changed,
        raised: sums.raised + kept.raised,
        cleared: sums.cleared + kept.cleared,
      }
    }
    await closeRun(tx, scope, { runId, rules, sums, lines })
    await settlePending(tx, scope, { organizationIds: [organizationId], seenAt, month: from })
    return sums
  })
}

async function closeRun(
  tx: Tx,
  scope: Scope,
  { runId, rules, sums, lines }: { runId: string; rules: RulesInForce; sums: Rescreened; lines: readonly JudgedLine[] },
) {
  const { months: _, ...counts } = sums
  await endRun(tx, scope, {
    id: runId,
    ruleVersion: rules.code,
    ruleHash: rules.hash,
    inputsHash: hashText(lines.map(({ month, inputs }) => `${month} ${inputs}`).join('\n')),
    resultHash: hashText(lines.map(({ month, result }) => `${month} ${result}`).join('\n')),
    peers: null,
    counts: { organizations: 1, ...counts },
  })
}

/** Names of what a month was judged by, and of what was said. */
type JudgedLine = { readonly month: PeriodStart; readonly inputs: string; readonly result: string }

type Month = {
  readonly organizationId: string
  readonly month: PeriodStart
  readonly runId: string
  readonly rules: RulesInForce
  readonly today: LegalDay
  readonly isPast: boolean
  readonly before: ResultRow | null
}

async function judgeMonth(
  tx: Tx,
  scope: Scope,
  one: Month,
): Promise<Omit<Rescreened, 'months'> & { readonly line?: JudgedLine }> {
  const { organizationId, month, rules } = one
  const day = endOfMonth(month)
  const places = await listScreenedPlaces(tx, scope, { rootId: organizationId, day })
  const place = places.find((found) => found.organizationId === organizationId)
  if (!place) return nothing
  const direct = await readDirectCounts(tx, scope, {
    organizationIds: places.map((found) => found.organizationId),
    day,
    youngAge: rules.catalogue.parameters.youngAge,
    ratedYear: Number(periodFor('year', month).slice(0, 4)),
  })
  const counts = rollUpCounts(places, new Map(direct.map((found) => [found.organizationId, found])))
  const sheets = await loadSheets(tx, scope, {
    organizationIds: [organizationId],
    from: shiftMonth(month, -historyMonths - 15),
    until: month,
  })
  const own = judgeOwn(
    { ...factsOf(place, { counts, parents: aboveCells(places) }), sheets: sheets.get(organizationId) ?? [] },
    month,
    rules.read,
  )
  const above = await listAbove(tx, scope, { organizationId, day })
  const peers = (await readPeers(tx, scope, { aboveIds: above, month })) ?? {}
  const whole = finishJudgement(own, rules.read, { peers, cells: cellsBefore(one.before) })
  const kept = await keepJudgements(tx, scope, { ...one, judged: [{ organizationId, whole }], observedOn: one.today })
  const line = { month, inputs: hashInputs(whole.answers), result: hashJudgement(whole) }
  if (!place.isCell) return { ...kept, line }
  const superiors = await correctAbove(tx, scope, { ...one, above: above.slice(1), whole })
  return {
    changed: kept.changed + superiors.changed,
    raised: kept.raised + superiors.raised,
    cleared: kept.cleared + superiors.cleared,
  }
}

/** A committee's own facts changed, its cells did not: they count as they did. */
const cellsBefore = (before: ResultRow | null): Readonly<Record<string, CellCounts>> =>
  Object.fromEntries((before?.answers ?? []).flatMap(({ indicator, cells }) => (cells ? [[indicator, cells]] : [])))

/** Moves a cell from one status to another in the counts of the committees above it (E7). */
async function correctAbove(
  tx: Tx,
  scope: Scope,
  { above, whole, before, ...one }: Month & { readonly above: readonly string[]; readonly whole: WholeJudgement },
): Promise<Omit<Rescreened, 'months'>> {
  const moves = movesOf(before?.answers ?? [], whole.answers, one.rules)
  if (moves.length === 0 || above.length === 0) return nothing
  const judged = []
  // The way up is short; one committee after the other, so that two cells never overwrite each other's count.
  for (const organizationId of above.toReversed()) {
    await lockBucket(tx, scope, bucketOf(organizationId))
    const [result] = await listResults(tx, scope, { organizationId, until: one.month, months: 1 })
    if (result?.month !== one.month) continue
    judged.push({ organizationId, whole: committeeChanged(result, moves, one.rules.read) })
  }
  if (judged.length === 0) return nothing
  return keepJudgements(tx, scope, {
    ...one,
    judged,
    observedOn: one.today,
    touched: moves.map(({ indicator }) => indicator),
  })
}

function movesOf(before: readonly Answer[], after: readonly Answer[], { catalogue }: RulesInForce) {
  return catalogue.indicators
    .filter(({ subject }) => subject === 'cell')
    .flatMap(({ id }) => {
      const statusIn = (answers: readonly Answer[]) =>
        answers.find(({ indicator, subject }) => indicator === id && subject === '')?.status ?? 'not-applicable'
      const [from, to] = [statusIn(before), statusIn(after)]
      return from === to ? [] : [{ indicator: id, from, to }]
    })
}

/**
 * Judges again what waits: organizations whose facts changed since the last look, the longest waiting first. Answers how many
 * were looked at; stops when asked to.
 */
export async function rescreenPending(
  db: Database,
  scope: Scope,
  { now, signal, limit }: { readonly now: Date; readonly signal: AbortSignal; readonly limit: number },
): Promise<{ organizations: number; changed: number; raised: number }> {
  const waiting = await db.asReader(scope, (tx) => listPending(tx, scope, limit))
  const sums = { organizations: 0, changed: 0, raised: 0 }
  for (const { organizationId, month } of waiting) {
    if (signal.aborted) break
    const found = await rescreen(db, scope, { organizationId, from: month, now })
    sums.organizations += 1
    sums.changed += found.changed
    sums.raised += found.raised
  }
  return sums
}
