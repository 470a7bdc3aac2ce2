import { type Exact, exact, nearest, over, writeExact } from '../shared/index.ts'
import { medianOf } from './evaluate-formula.ts'
import type { OwnJudgement, ReadCatalogue } from './judge-organization.ts'

/** The middle of a group of comparable organizations, and how far they are from it. */
export type PeerGroup = {
  readonly size: number
  readonly median: number
  readonly spread: number
  /** The median of a whole kind, exactly, where a threshold rests on it. */
  readonly exactMedian?: string
}

/** Groups by `indicator|period|kind|band|sector`, and by `indicator|kind` for medians over a whole kind. */
export type Peers = Readonly<Record<string, PeerGroup>>

const bands = [
  { name: 'to-9', under: 10 },
  { name: '10-29', under: 30 },
  { name: '30-59', under: 60 },
  { name: 'from-60', under: Number.POSITIVE_INFINITY },
] as const

/** The size band of an organization by its members; unknown without a count. */
export function sizeBand(members: unknown): string {
  if (typeof members !== 'number') return 'unknown'
  return bands.find(({ under }) => members < under)?.name ?? 'unknown'
}

/** Who is compared with whom: same kind, size and sector. */
export const peerKey = (facts: OwnJudgement['facts']): string =>
  `${facts.kind}|${sizeBand(facts.counts['members'])}|${facts.sector ?? '-'}`

const consistency = 0.6745
const meanConsistency = 1.253314

/** The modified z-score: how many robust deviations a value lies from the median; null where there is no spread. */
export function modifiedScore(value: number, { median, spread }: PeerGroup): number | null {
  return spread === 0 ? null : (value - median) / spread
}

const middle = (sorted: readonly number[]): number => {
  const at = Math.floor(sorted.length / 2)
  const upper = sorted[at] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[at - 1] ?? 0) + upper) / 2
}

/** Median and spread of values; the spread by the median deviation, by the mean deviation where that is zero. */
export function groupOf(values: readonly number[]): PeerGroup {
  const sorted = values.toSorted((a, b) => a - b)
  const median = middle(sorted)
  const away = sorted.map((value) => Math.abs(value - median))
  const mad = middle(away.toSorted((a, b) => a - b)) / consistency
  const mean = (away.reduce((sum, one) => sum + one, 0) / Math.max(away.length, 1)) * meanConsistency
  return { size: values.length, median, spread: mad > 0 ? mad : mean }
}

/** Collects the values of organizations group by group, one organization at a time, so that facts need not be kept. */
export function collectPeers({ indicators, catalogue }: ReadCatalogue): {
  readonly add: (own: OwnJudgement) => void
  readonly finish: () => Peers
} {
  const compared = indicators.filter(({ def }) => def.compared).map(({ def }) => def.id)
  const overKinds = new Set(
    Object.values(catalogue.inputs).flatMap((source) => (source.from === 'peer-median' ? [source.indicator] : [])),
  )
  const groups = new Map<string, number[]>()
  const exactly = new Map<string, Exact[]>()
  const put = (key: string, value: number) => {
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return {
    add: ({ facts, recent }) => {
      const key = peerKey(facts)
      for (const id of compared) {
        for (const place of [0, 1]) {
          const value = recent.get(id)?.[place]?.value
          if (typeof value === 'number') put(`${id}|${place}|${key}`, value)
        }
      }
      for (const id of overKinds) {
        const value = kindValue(id, facts)
        if (value === null) continue
        const values = exactly.get(`${id}|${facts.kind}`)
        if (values) values.push(value)
        else exactly.set(`${id}|${facts.kind}`, [value])
      }
    },
    finish: () => {
      const peers: Record<string, PeerGroup> = {}
      for (const [key, values] of [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))) peers[key] = groupOf(values)
      for (const [key, values] of exactly) {
        const exactMedian = writeExact(medianOf(values))
        peers[key] = { ...groupOf(values.map(nearest)), exactMedian }
      }
      return peers
    },
  }
}

/** The value over which a median of a kind is taken; B9 is the only indicator that asks for one today. */
function kindValue(indicator: string, { counts }: OwnJudgement['facts']): Exact | null {
  if (indicator !== 'B9') return null
  const [disciplined, members] = [counts['disciplinedMembers12m'], counts['members']]
  return typeof disciplined === 'number' && typeof members === 'number' && members > 0
    ? over(exact(1000 * disciplined), exact(members))
    : null
}
