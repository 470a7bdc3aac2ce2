import type { RatingCaseRow } from '@nq15/db/ratings/case.read'
import type { TallyRow } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import { allows } from '@nq15/domain/access'
import type { RuleSet } from '@nq15/domain/ratings'
import { tallyHead, tallyOfCase } from './tally-of-case.ts'

type Facts = {
  readonly ruleSet: RuleSet
  readonly cases: readonly Pick<RatingCaseRow, 'id' | 'notRatedReason'>[]
  readonly tallies: readonly TallyRow[]
}

/** What a person may see of a count record that is typed twice, and which entry is his to type. */
export type SeenEntries = {
  readonly myEntry: 1 | 2
  /** Each typist sees his own numbers alone until both entries are whole; everybody else sees the first until then. */
  readonly visible: readonly TallyRow[]
  /** Both entries are whole, so differences may be shown field by field. */
  readonly revealed: boolean
  /** The facts for `checkCellFile` as far as this person may know them. */
  readonly toCheck: Pick<Facts, 'ruleSet' | 'tallies'>
}

/**
 * Keeps the second entry blind: nothing of the other entry, not even a fault it has, reaches who is still typing. Each round
 * is seen for itself.
 */
export function seeEntries(scope: Scope, facts: Facts, round: 1 | 2 = 1): SeenEntries {
  const { ruleSet, cases } = facts
  const tallies = facts.tallies.filter((tally) => tally.round === round)
  const [first, second] = [1, 2].map((wanted) => tallies.find(({ entry }) => entry === wanted))
  const revealed = isWhole(first, cases) && isWhole(second, cases) && Boolean(second?.completedAt)
  const myEntry = entryOf(scope, { first, second, ruleSet })
  if (revealed) return { myEntry, visible: tallies, revealed, toCheck: { ruleSet, tallies } }
  const visible = tallies.filter(({ entry }) => entry === myEntry)
  if (myEntry === 1) return { myEntry, visible, revealed, toCheck: { ruleSet, tallies: visible } }
  // The second typist's own numbers are judged as if they were the only ones.
  const alone = { ...ruleSet, options: { ...ruleSet.options, secondEntryRequired: false } }
  return {
    myEntry,
    visible,
    revealed,
    toCheck: { ruleSet: alone, tallies: visible.map((tally) => ({ ...tally, entry: 1 })) },
  }
}

/** Both rounds as a person may see them, and the facts of both for `checkCellFile`. */
export function seeCount(
  scope: Scope,
  facts: Facts,
): { readonly rounds: Readonly<Record<1 | 2, SeenEntries>>; readonly toCheck: SeenEntries['toCheck'] } {
  const rounds = { 1: seeEntries(scope, facts, 1), 2: seeEntries(scope, facts, 2) } as const
  const [one, two] = [rounds[1].toCheck, rounds[2].toCheck]
  // Who types a second entry of either round blind is not told what only both entries together can say.
  const ruleSet = one.ruleSet === facts.ruleSet ? two.ruleSet : one.ruleSet
  return { rounds, toCheck: { ruleSet, tallies: [...one.tallies, ...two.tallies] } }
}

/**
 * Whether every number of an entry is typed: the head of the record, then four votes for each person rated, or in the second
 * round one number for each name that was voted on.
 */
export const isWhole = (tally: TallyRow | undefined, cases: Facts['cases']): boolean =>
  tallyHead(tally) !== null &&
  (tally?.round === 2
    ? tally.votes.length > 0 && tally.votes.every(({ chosen }) => chosen !== null)
    : cases.every(({ id, notRatedReason }) => notRatedReason !== null || tallyOfCase(tally, id) !== null))

type Entries = {
  readonly first: TallyRow | undefined
  readonly second: TallyRow | undefined
  readonly ruleSet: RuleSet
}

/** Who has begun an entry stays with it; who may count and has begun none types the second once another began the first. */
function entryOf({ actor, permission }: Scope, { first, second, ruleSet }: Entries): 1 | 2 {
  if (first?.enteredBy === actor.userId) return 1
  if (second?.enteredBy === actor.userId) return 2
  const counts =
    permission === 'rating:tally' ||
    (permission === 'rating:work' &&
      ruleSet.options.secondEntryRequired &&
      actor.grants.some(({ role }) => allows(role, 'rating:tally')))
  return counts && first && !second ? 2 : 1
}
