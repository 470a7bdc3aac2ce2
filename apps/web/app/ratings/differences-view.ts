import type { SettlementRow, TallyRow } from '@nq15/db/ratings/tally.read'
import type { SettledField } from '@nq15/domain/ratings'
import type { RoundCount } from '@nq15/use-cases/ratings/tally-of-case'

/** One field in which the two entries differ, settled or open. */
export type DifferenceView = {
  readonly caseId: string | null
  readonly field: SettledField
  readonly first: number
  readonly second: number
  readonly settled: { readonly value: number; readonly reason: string; readonly by: string; readonly at: string } | null
}

const headFields = ['eligible', 'present', 'issued', 'collected', 'valid', 'invalid', 'seats'] as const
const voteFields = { 1: ['xs', 't', 'ht', 'kht'], 2: ['chosen'] } as const

/** Every field in which two whole entries differ, in the order of the paper, with how it was settled if it was. */
export function differencesOf({ first, second }: Pick<RoundCount, 'first' | 'second'>): DifferenceView[] {
  if (!first || !second) return []
  const round = first.round
  const heads = headFields
    .filter((field) => field !== 'seats' || round === 2)
    .map((field) => ({ caseId: null, field, one: first[field], two: second[field] }))
  const votes = first.votes.flatMap((row) => {
    const other = second.votes.find(({ caseId }) => caseId === row.caseId)
    return voteFields[round].map((field) => ({
      ...{ caseId: row.caseId, field },
      ...{ one: row[field], two: other?.[field] ?? null },
    }))
  })
  return [...heads, ...votes].flatMap(({ caseId, field, one, two }) => {
    if (one === two || one === null || two === null) return []
    const found = settlementOf(first, { caseId, field, one, two })
    const settled = found && { value: found.settled, reason: found.reason, by: found.byName, at: found.at }
    return [{ caseId, field, first: one, second: two, settled: settled ?? null }]
  })
}

type Pair = { caseId: string | null; field: SettledField; one: number; two: number }
const settlementOf = ({ settlements }: TallyRow, { caseId, field, one, two }: Pair): SettlementRow | undefined =>
  settlements.findLast((row) => row.caseId === caseId && row.field === field && row.first === one && row.second === two)
