import { type LevelCounts, levelSchema } from '@nq15/domain/ratings'

type Sum = { readonly subject: string; readonly outcome: string; readonly count: number }

/** Sums of proposals as the quota wants them: one group a kind of person, the not rated in no base. */
export function groupCounts(sums: readonly Sum[]): { key: string; counts: LevelCounts }[] {
  return (['LEADER', 'MEMBER_2A', 'MEMBER_2C'] as const).map((key) => {
    const counts: LevelCounts = { XS: 0, T: 0, HT: 0, KHT: 0 }
    for (const { subject, outcome, count } of sums) {
      const level = levelSchema.safeParse(outcome)
      if (subject === key && level.success) counts[level.data] += count
    }
    return { key, counts }
  })
}
