import type { Database, Tx } from '@nq15/db/client'
import { listWatchEntries } from '@nq15/db/monitoring/watch-entry.read'
import { findWatchList, type WatchListRow } from '@nq15/db/monitoring/watch-list.read'
import { listListedSpans, listWatchQuarters, type WatchQuarterRow } from '@nq15/db/monitoring/watch-quarter.read'
import { freezeWatchQuarter, keepWatchQuarter } from '@nq15/db/monitoring/watch-quarter.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type LateReason,
  lastDayOf,
  type Quarter,
  type Reconciliation,
  reconcileQuarter,
  shiftQuarter,
  unexplainedEntries,
  watchLevelOf,
} from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { hashText } from '../access/hash-text.ts'
import { actOnce } from '../ratings/act-once.ts'
import { proofOf, type WatchActing } from './watch-hand.ts'

export type QuarterRefusal =
  | {
      readonly code:
        | 'NOT_FOUND'
        | 'CHANGED_MEANWHILE'
        | 'SIGNED_ALREADY'
        | 'QUARTER_NOT_OVER'
        | 'EARLIER_QUARTER_OPEN'
        | 'NOT_PREPARED'
        | 'SIGNER_PREPARED'
    }
  | { readonly code: 'UNEXPLAINED'; readonly entryIds: readonly string[] }

/** A list over a quarter, counted now or as it was signed. */
export type QuarterOfList = {
  readonly list: WatchListRow
  readonly reconciliation: Reconciliation
  readonly kept: WatchQuarterRow | null
  readonly before: WatchQuarterRow | null
}

/** Counts a list over a quarter against the signed quarter before; null when the list is not the reader's to see. */
export async function readQuarter(
  tx: Tx,
  scope: Scope,
  { listId, ...of }: Quarter & { readonly listId: string },
): Promise<QuarterOfList | null> {
  const list = await findWatchList(tx, scope, listId)
  if (!list || !(await isWithin(tx, scope, list.organizationId))) return null
  const quarters = await listWatchQuarters(tx, scope, listId)
  const at = ({ year, quarter }: Quarter) =>
    quarters.find((one) => one.year === year && one.quarter === quarter) ?? null
  const previous = at(shiftQuarter(of, -1))
  const before = previous?.signedAt ? previous : null
  const frozen = before?.rows
    ? { entryIds: before.rows.flatMap(({ entryId, movements }) => (movements.includes('end') ? [entryId] : [])) }
    : null
  const reconciliation = reconcileQuarter(of, await listListedSpans(tx, scope, listId), frozen)
  return { list, reconciliation, kept: at(of), before }
}

/** The same with the rows of the list, as the signed quarter froze them or as they stand now. */
export async function readQuarterPage(db: Database, scope: Scope, of: Quarter & { readonly listId: string }) {
  return db.asReader(scope, async (tx) => {
    const found = await readQuarter(tx, scope, of)
    if (!found) return null
    const { list, reconciliation, kept } = found
    const { entries, ...figures } = reconciliation
    const rows = kept?.rows ?? (await rowsOf(tx, scope, { list, entries }))
    return {
      list,
      reconciliation: kept?.figures ? { ...kept.figures, late: [] } : { ...figures, late: [...figures.late] },
      rows,
      kept: kept && {
        version: kept.version,
        preparedByName: kept.preparedByName,
        signedByName: kept.signedByName,
        signedAt: kept.signedAt?.toISOString() ?? null,
        contentHash: kept.contentHash,
        reasons: [...kept.reasons],
      },
    }
  })
}

type At = Quarter & { readonly requestId: string; readonly listId: string; readonly version: number | null }

/** Keeps the reasons for what makes a quarter's figures differ; whoever does has prepared it. For `watch:appraise`. */
export async function prepareQuarter(
  db: Database,
  acting: WatchActing,
  { requestId, reasons, version, ...of }: At & { readonly reasons: readonly LateReason[] },
): Promise<Result<{ readonly prepared: true }, QuarterRefusal>> {
  const { hand } = acting
  const person = proofOf(acting, 'watch:appraise')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: 'monitoring.prepare-quarter', permissions: ['watch:decide'] } as const
  return actOnce<Result<{ readonly prepared: true }, QuarterRefusal>>(db, hand, once, async (tx) => {
    const found = await readQuarter(tx, person, of)
    if (!found) return refuse({ code: 'NOT_FOUND' })
    if (found.kept?.signedAt) return refuse({ code: 'SIGNED_ALREADY' })
    const { listId, year, quarter } = of
    const isKept = await keepWatchQuarter(tx, hand, {
      ...{ listId, year, quarter, reasons, version },
      organizationId: found.list.organizationId,
      preparedBy: person.actor.userId,
      preparedByName: person.actor.name,
    })
    return isKept ? ok({ prepared: true }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

/**
 * Signs a quarter that is over: figures and rows are frozen with their hash. Refused while a difference has no reason, while an
 * earlier prepared quarter is open, and for who prepared it. For `watch:decide` over the list.
 */
export async function signQuarter(
  db: Database,
  acting: WatchActing,
  { requestId, version, now, ...of }: At & { readonly now: Date },
): Promise<Result<{ readonly contentHash: string }, QuarterRefusal>> {
  const { hand } = acting
  const person = proofOf(acting, 'watch:decide')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: 'monitoring.sign-quarter', permissions: ['watch:decide'] } as const
  return actOnce<Result<{ readonly contentHash: string }, QuarterRefusal>>(db, hand, once, async (tx) => {
    const found = await readQuarter(tx, person, of)
    if (!found) return refuse({ code: 'NOT_FOUND' })
    const { kept, list, reconciliation } = found
    if (kept?.signedAt) return refuse({ code: 'SIGNED_ALREADY' })
    if (!kept) return refuse({ code: 'NOT_PREPARED' })
    if (lastDayOf(of) >= todayInHanoi(now)) return refuse({ code: 'QUARTER_NOT_OVER' })
    const quarters = await listWatchQuarters(tx, person, of.listId)
    const earlier = ({ year, quarter }: Quarter) => year * 4 + quarter < of.year * 4 + of.quarter
    if (quarters.some((one) => earlier(one) && !one.signedAt)) return refuse({ code: 'EARLIER_QUARTER_OPEN' })
    if (kept.preparedBy === person.actor.userId) return refuse({ code: 'SIGNER_PREPARED' })
    const unexplained = unexplainedEntries(reconciliation, kept.reasons)
    if (unexplained.length > 0) return refuse({ code: 'UNEXPLAINED', entryIds: unexplained })
    const { late: _, entries, ...figures } = reconciliation
    const rows = await rowsOf(tx, person, { list, entries })
    const contentHash = hashText(JSON.stringify({ of, figures, rows, reasons: kept.reasons }))
    const isFrozen = await freezeWatchQuarter(tx, hand, {
      ...{ quarterId: kept.quarterId, version: version ?? kept.version, figures, rows, contentHash },
      ...{ signedBy: person.actor.userId, signedByName: person.actor.name, signedAt: now },
    })
    return isFrozen ? ok({ contentHash }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

const movements = ['start', 'added', 'removed', 'merged', 'end'] as const

async function rowsOf(
  tx: Tx,
  scope: Scope,
  { list, entries }: { list: WatchListRow; entries: Reconciliation['entries'] },
) {
  const all = await listWatchEntries(tx, scope, { listId: list.listId, limit: 5_000 })
  return all.flatMap(({ entryId, organizationName, levelCode, listedOn }) => {
    const moved = movements.filter((one) => entries[one].includes(entryId))
    if (moved.length === 0 || listedOn === null) return []
    const level = watchLevelOf(list.rules, levelCode)?.name ?? '–'
    return [{ entryId, organizationName, level, listedOn, movements: moved }]
  })
}
