import { type LevelCounts, levelSchema } from '@nq15/domain/ratings'

type Sum = { readonly outcome: string; readonly count: number }

/** Sums by outcome as counts by level; the not rated are in none. */
export function countLevels(sums: readonly Sum[]): LevelCounts {
  const counts: LevelCounts = { XS: 0, T: 0, HT: 0, KHT: 0 }
  for (const { outcome, count } of sums) {
    const level = levelSchema.safeParse(outcome)
    if (level.success) counts[level.data] += count
  }
  return counts
}

/** Sums of proposals as the quota wants them: one group a kind of person, the not rated in no base. */
export const groupCounts = (
  sums: readonly (Sum & { readonly subject: string })[],
): { key: string; counts: LevelCounts }[] =>
  (['LEADER', 'MEMBER_2A', 'MEMBER_2C'] as const).map((key) => ({
    key,
    counts: countLevels(sums.filter(({ subject }) => subject === key)),
  }))
