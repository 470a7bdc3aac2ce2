import type { RuleOptions, VotingThreshold } from './rule-options.ts'
import type { RuleSet } from './rule-set.ts'

/**
 * How many rounds a cell votes under these rules. A rule set lists the rounds that are known; a cell votes a second time only
 * where a committee's overlay says so, for practice differs and nobody is asked twice by default.
 */
export function ballotRoundsOf({ voting, overlays }: Pick<RuleSet, 'voting' | 'overlays'>): 1 | 2 {
  const isChosen = overlays.some(({ changes }) => changes.includes('ballotRounds'))
  return isChosen && voting.rounds.some(({ round }) => round === 2) ? 2 : 1
}

/** What carries in a round. */
export const thresholdOf = (options: Pick<RuleOptions, 'voting' | 'votingRoundTwo'>, round: 1 | 2): VotingThreshold =>
  round === 2 ? (options.votingRoundTwo ?? options.voting) : options.voting
