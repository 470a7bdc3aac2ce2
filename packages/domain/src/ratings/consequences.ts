import { type AmendedOutcome, countsAfter } from './amend-rating.ts'
import { type AwardKind, awardCandidates } from './award-candidates.ts'
import { computeQuota, type LevelCounts } from './quota.ts'
import type { RuleSet } from './rule-set.ts'
import { type Level, levels, rankOf } from './schema.ts'
import { failedTwice, type YearOutcome } from './screening.ts'

export const consequenceCodes = [
  'AWARD_ANNULLED',
  'CANDIDATE_LOST',
  'CANDIDATE_GAINED',
  'SCREENING_OPENED',
  'SCREENING_GROUND_GONE',
  'COLLECTIVE_TO_REVIEW',
  'SUPERIOR_TO_REVIEW',
  'HEAD_TO_REVIEW',
  'QUOTA_CHANGED',
] as const
/** What hung on a level that another decision changed: done at once where only an award or a task follows, else for people to look at. */
export type ConsequenceCode = (typeof consequenceCodes)[number]

export type Consequence = {
  readonly code: ConsequenceCode
  /** Whether people still have to look at it; nothing is lowered by machine. */
  readonly forPeople: boolean
  readonly ids: readonly string[]
  readonly years: readonly number[]
  readonly numbers: Readonly<Record<string, number>>
}

type Changed = {
  readonly year: number
  readonly from: AmendedOutcome
  readonly to: AmendedOutcome
  /** Standing outcomes of every year, with `from` for this one. */
  readonly history: readonly YearOutcome[]
  /** Awards that stand, with the years each rests on. */
  readonly awards: readonly {
    readonly id: string
    readonly kind: AwardKind
    readonly year: number
    readonly years: readonly number[]
  }[]
  readonly screenings: readonly { readonly id: string; readonly secondYear: number; readonly isClosed: boolean }[]
  readonly isOrganization: boolean
  /**
   * Whether a violation is the ground and, if so, whose level rests on it too: the collective a person belongs to, the
   * organization above a unit; with that level, null where it is not known here.
   */
  readonly violation: { readonly of: 'collective' | 'superior'; readonly level: Level | null } | null
  /** People whose cap is this one's level: heads of the collective, when the collective itself was changed. */
  readonly headsUnder: readonly { readonly id: string; readonly level: Level }[]
  readonly group: { readonly counts: LevelCounts }
}

/** Everything that follows from the change of one decided level, each with its years and numbers. */
export function consequencesOf(changed: Changed, { options }: RuleSet): readonly Consequence[] {
  const { year, from, to, history, awards, screenings, violation, headsUnder, group, isOrganization } = changed
  const after = history.map((one) => (one.year === year ? { ...one, outcome: to } : one))
  const lostAwards = to === 'XS' ? [] : awards.filter(({ years }) => years.includes(year))
  const kept = awards.filter((award) => !lostAwards.includes(award))
  const candidates = (outcomes: readonly YearOutcome[], standing: Changed['awards']) => {
    const last = Math.max(year, ...outcomes.map((one) => one.year))
    return Array.from({ length: last - year + 1 }, (_, at) => year + at).flatMap((on) =>
      awardCandidates({ year: on, history: outcomes, isOrganization, awards: standing }).map(
        ({ kind }) => `${kind} ${on}`,
      ),
    )
  }
  const [before, now] = [candidates(history, awards), candidates(after, kept)]
  const pairs = failedTwice(after).map(([, second]) => second)
  const opened = pairs.filter((second) => !screenings.some(({ secondYear }) => secondYear === second))
  const gone = screenings.filter(({ secondYear, isClosed }) => !isClosed && !pairs.includes(secondYear))
  const quota = (counts: LevelCounts) => computeQuota({ ...options.quota, exception: null }, [{ key: '', counts }])
  const [limitBefore, limitAfter] = [quota(group.counts).limit, quota(countsAfter(group.counts, from, to)).limit]
  const one = (code: ConsequenceCode, forPeople: boolean, more: Partial<Consequence> = {}): Consequence => ({
    ...{ code, forPeople, ids: [], years: [], numbers: {} },
    ...more,
  })
  const yearsOf = (keys: readonly string[]) => [...new Set(keys.map((key) => Number(key.split(' ')[1])))]
  const lost = before.filter((key) => !now.includes(key))
  const gained = now.filter((key) => !before.includes(key))
  const above = isLevel(to) ? headsUnder.filter(({ level }) => rankOf(level) > rankOf(to)) : []
  return [
    ...(lostAwards.length > 0
      ? [
          one('AWARD_ANNULLED', false, {
            ids: lostAwards.map(({ id }) => id),
            years: lostAwards.map((award) => award.year),
          }),
        ]
      : []),
    ...(lost.length > 0 ? [one('CANDIDATE_LOST', false, { years: yearsOf(lost) })] : []),
    ...(gained.length > 0 ? [one('CANDIDATE_GAINED', true, { years: yearsOf(gained) })] : []),
    ...(opened.length > 0 ? [one('SCREENING_OPENED', true, { years: opened })] : []),
    ...(gone.length > 0
      ? [
          one('SCREENING_GROUND_GONE', true, {
            ids: gone.map(({ id }) => id),
            years: gone.map((task) => task.secondYear),
          }),
        ]
      : []),
    ...(violation && (violation.level === 'XS' || violation.level === null)
      ? [one(violation.of === 'collective' ? 'COLLECTIVE_TO_REVIEW' : 'SUPERIOR_TO_REVIEW', true, { years: [year] })]
      : []),
    ...(above.length > 0 ? [one('HEAD_TO_REVIEW', true, { ids: above.map(({ id }) => id), years: [year] })] : []),
    ...(limitBefore !== limitAfter
      ? [one('QUOTA_CHANGED', true, { years: [year], numbers: { before: limitBefore, after: limitAfter } })]
      : []),
  ]
}

const isLevel = (outcome: string): outcome is Level => levels.some((level) => level === outcome)
