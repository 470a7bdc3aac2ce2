import { type Level, levelSchema, rankOf, type ShownCount, suppressCounts } from '../ratings/index.ts'
import type { ShownBlock, ShownValue, ShownValues } from './show-tables.ts'

/** How people's own level stands to the decided one. */
export type SelfAgainstDecided = {
  readonly higher: ShownCount
  readonly same: ShownCount
  readonly lower: ShownCount
  readonly none: ShownCount
}

type SelfFigure = { readonly selfLevel: string | null; readonly decided: string; readonly persons: number }

/** Persons who rated themselves above, at or below what was decided, and those who wrote no level; few are hidden from who is guarded. */
export function selfAgainstDecided(figures: readonly SelfFigure[], guarded: boolean): SelfAgainstDecided {
  const counts = { higher: 0, same: 0, lower: 0, none: 0 }
  for (const { selfLevel, decided, persons } of figures)
    counts[standOf(levelOf(selfLevel), levelOf(decided))] += persons
  if (!guarded) return counts
  const shown = suppressCounts({
    columns: ['N'],
    rows: Object.entries(counts).map(([key, N]) => ({ key, counts: { N } })),
  })
  const at = (key: keyof typeof counts) => shown.rows.find((row) => row.key === key)?.counts['N'] ?? 0
  return { higher: at('higher'), same: at('same'), lower: at('lower'), none: at('none') }
}

const levelOf = (text: string | null): Level | null => levelSchema.safeParse(text).data ?? null

function standOf(own: Level | null, decided: Level | null): keyof SelfAgainstDecided {
  if (!own || !decided) return 'none'
  const difference = rankOf(own) - rankOf(decided)
  return difference > 0 ? 'higher' : difference < 0 ? 'lower' : 'same'
}

/** One line of the plot of a quota; null where a reader may not know the number. */
export type QuotaPoint = {
  readonly key: string
  readonly name: string
  readonly xs: number | null
  readonly limit: number | null
}

/** Excellent against the limit, line by line, from table B8: the numbers of the plot are those of the table. */
export const quotaPoints = ({ lines }: ShownBlock): QuotaPoint[] =>
  lines.map(({ key, name, values }) => ({ key, name, xs: numberAt(values, 'XS'), limit: numberAt(values, 'LIMIT') }))

/** The shares of the levels of one year in percent, from table B3's line of totals. */
export type YearShares = {
  readonly year: number
  readonly rules: string
  readonly xs: number | null
  readonly good: number | null
  readonly rest: number | null
}

/** The shares of a year's levels as the plot of years shows them: excellent, good, and what is below. */
export function sharesOf(total: ShownValues, { year, rules }: { year: number; rules: string }): YearShares {
  const [xs, good] = [numberAt(total, 'XS_SHARE'), numberAt(total, 'T_SHARE')]
  const rest = xs === null || good === null ? null : Math.round((100 - xs - good) * 10) / 10
  return { year, rules, xs, good, rest }
}

/** Lines comparable with each other: of one kind of organization and one sector. */
export type PeerGroup = {
  readonly kind: string
  readonly sector: string | null
  /** The middle one of the shares shown; null when none is. */
  readonly median: number | null
  readonly lines: readonly { readonly key: string; readonly name: string; readonly share: number | null }[]
}

type Peer = { readonly key: string; readonly kind: string; readonly sector: string | null }

/** The share of excellent of each line beside its peers, the highest first; groups of one are left out, there is nothing to compare. */
export function peerGroups({ lines }: ShownBlock, peers: readonly Peer[]): PeerGroup[] {
  const groups = groupPeers(peers)
  return [...groups.values()].flatMap((group): PeerGroup[] => {
    const [first] = group
    if (!first || group.length < 2) return []
    const own = group
      .flatMap(({ key }) => lines.filter((line) => line.key === key))
      .map(({ key, name, values }) => ({ key, name, share: numberAt(values, 'XS_SHARE') }))
      .toSorted((one, other) => (other.share ?? -1) - (one.share ?? -1))
    return [
      { kind: first.kind, sector: first.sector, median: medianOf(own.flatMap(({ share }) => share ?? [])), lines: own },
    ]
  })
}

function medianOf(shares: readonly number[]): number | null {
  const sorted = shares.toSorted((one, other) => one - other)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 10) / 10
}

function numberAt(values: ShownValues, key: string): number | null {
  const value: ShownValue | undefined = values[key]
  return typeof value === 'number' ? value : null
}

function groupPeers(peers: readonly Peer[]): Map<string, Peer[]> {
  const groups = new Map<string, Peer[]>()
  for (const peer of peers) {
    const key = `${peer.kind}/${peer.sector ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), peer])
  }
  return groups
}
