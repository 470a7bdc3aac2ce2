import type { AwardRow } from '@nq15/db/ratings/award.read'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import type { ScreeningRow } from '@nq15/db/ratings/screening.read'
import type { RatingVersion } from '@nq15/db/ratings/version.read'
import type {
  Amendment,
  Finding,
  Level,
  LevelCounts,
  Proposal,
  RatingState,
  RuleSet,
  YearOutcome,
} from '@nq15/domain/ratings'

/** Who or what is rated, as far as another decision has to know it. */
export type Rated = {
  readonly caseId: string
  readonly organizationId: string
  /** Who decides. */
  readonly committeeId: string
  readonly name: string
  readonly subject: string
  readonly state: RatingState
  /** The member of a person's case; null for organizations, collectives and leaders decided above. */
  readonly memberId: string | null
}

/** Everything another decision about one level is judged and made by: of a person, or of a unit decided above. */
export type Standing = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly rated: Rated
  readonly isOwnMatter: boolean
  readonly version: RatingVersion
  readonly group: { readonly key: string; readonly counts: LevelCounts }
  readonly exceptionDecisionNo: string | null
  readonly head: Amendment['head']
  /** What the rules propose today, with what is known by now. */
  readonly weighed: {
    readonly outcome: Proposal
    readonly findings: readonly Finding[]
    readonly presumed: readonly string[]
  }
  readonly history: readonly YearOutcome[]
  readonly awards: readonly AwardRow[]
  readonly screenings: readonly Pick<ScreeningRow, 'id' | 'secondYear' | 'state' | 'groundStands'>[]
  /** Whose level rests on this one too, if a violation is found. */
  readonly restsOnIt: { readonly of: 'collective' | 'superior'; readonly level: Level | null }
  readonly headsUnder: readonly { readonly id: string; readonly level: Level }[]
  /** Of a unit: what its line of a decision repeats of the version before. */
  readonly line: { readonly organizationSubject: string; readonly quotaGroup: string } | null
}
