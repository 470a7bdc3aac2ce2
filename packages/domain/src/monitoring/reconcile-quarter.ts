import type { LegalDay } from '../shared/index.ts'
import { firstDayOf, lastDayOf, type Quarter } from './quarter.ts'

/** An entry's time on a list: from its listing decision until it left, with the days on which both were entered. */
export type ListedSpan = {
  readonly entryId: string
  readonly organizationId: string
  readonly listedOn: LegalDay
  readonly offOn: LegalDay | null
  readonly offBy: 'removed' | 'merged' | 'dissolved' | 'relapsed' | null
  /** Opened by a relapse of an earlier entry. */
  readonly isRelapse: boolean
}

/** What a frozen quarter counted at its end; null before the first one. */
export type FrozenEnd = { readonly entryIds: readonly string[] } | null

/** Why an entry makes the figures differ: it was dated into a quarter that had been signed. */
export type LateEntry = { readonly entryId: string; readonly sign: 1 | -1 }

/** T1 of one list and quarter: start + added − off − merged = end, and what stands between if it does not hold. */
export type Reconciliation = {
  readonly start: number
  readonly added: number
  readonly removed: number
  readonly merged: number
  readonly end: number
  /** end − (start + added − removed − merged); 0 when the figures agree. */
  readonly difference: number
  readonly late: readonly LateEntry[]
  readonly relapsed: number
  readonly entries: {
    readonly start: readonly string[]
    readonly added: readonly string[]
    readonly removed: readonly string[]
    readonly merged: readonly string[]
    readonly end: readonly string[]
  }
}

const isOn = ({ listedOn, offOn }: ListedSpan, day: LegalDay) => listedOn <= day && (offOn === null || day < offOn)

/**
 * Reconciles a list over a quarter (weak units, CK1 and CK8). The start is what the signed quarter before counted at its end,
 * where there is one: whoever was dated into it afterwards makes the difference, and is named. An entry that came and went
 * inside the quarter counts on both sides. Taken off on a day means: not on the list from that day.
 */
export function reconcileQuarter(of: Quarter, spans: readonly ListedSpan[], before: FrozenEnd): Reconciliation {
  const [first, last] = [firstDayOf(of), lastDayOf(of)]
  const inside = (day: LegalDay | null) => day !== null && first <= day && day <= last
  const standing = spans.filter(({ listedOn, offOn }) => listedOn < first && (offOn === null || offOn >= first))
  const start = before === null ? standing.map(({ entryId }) => entryId) : [...before.entryIds]
  const added = spans.filter(({ listedOn }) => inside(listedOn))
  const off = spans.filter(({ offOn }) => inside(offOn))
  const merged = off.filter(({ offBy }) => offBy === 'merged' || offBy === 'dissolved')
  const removed = off.filter(({ offBy }) => offBy !== 'merged' && offBy !== 'dissolved')
  const end = spans.filter((span) => isOn(span, last))
  const expected = start.length + added.length - removed.length - merged.length
  const atStart = new Set(start)
  const reallyThere = new Set(standing.map(({ entryId }) => entryId))
  const late: LateEntry[] = [
    ...[...reallyThere].filter((id) => !atStart.has(id)).map((entryId) => ({ entryId, sign: 1 as const })),
    ...start.filter((id) => !reallyThere.has(id)).map((entryId) => ({ entryId, sign: -1 as const })),
  ]
  const ids = (some: readonly ListedSpan[]) => some.map(({ entryId }) => entryId)
  return {
    start: start.length,
    added: added.length,
    removed: removed.length,
    merged: merged.length,
    end: end.length,
    difference: end.length - expected,
    late,
    relapsed: added.filter(({ isRelapse }) => isRelapse).length,
    entries: { start, added: ids(added), removed: ids(removed), merged: ids(merged), end: ids(end) },
  }
}

/** A written reason for one entry that makes a difference. */
export type LateReason = { readonly entryId: string; readonly reason: string }

/** Entries that still have no reason; a quarter is signed only when there is none. */
export const unexplainedEntries = ({ late }: Reconciliation, reasons: readonly LateReason[]): readonly string[] =>
  late
    .filter(({ entryId }) => !reasons.some((one) => one.entryId === entryId && one.reason.trim() !== ''))
    .map(({ entryId }) => entryId)
