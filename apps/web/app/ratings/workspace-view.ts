import type { CellFileState, Level, Proposal, ReviewLetter, VotingThreshold } from '@nq15/domain/ratings'
import type { DifferenceView } from './differences-view.ts'
import type { VoteField } from './tally-paste.ts'

/** The six numbers of the count record in the order of the paper. */
export const countFields = ['eligible', 'present', 'issued', 'collected', 'valid', 'invalid'] as const
export type CountField = (typeof countFields)[number]

/** A count record as text; empty is "not entered". */
export type RecordValues = Readonly<Record<CountField | 'heldOn' | 'place', string>>
/** Votes of one person as text; empty is "not entered". */
export type VoteValues = Readonly<Record<VoteField, string>>

/** One finding, ready to be read. */
export type FindingLine = {
  readonly code: string
  readonly severity: 'BLOCK' | 'CAP' | 'WARN' | 'INFO'
  readonly sentence: string
  readonly short: string
  readonly document: string
  readonly provision: string
  readonly confidence: 'T' | 'S' | 'S-code' | 'M' | 'design'
}

/** One person of the cell. */
export type WorkspaceRow = {
  readonly caseId: string
  readonly version: number
  readonly position: number
  readonly name: string
  readonly post: string | null
  readonly form: ReviewLetter
  readonly isHead: boolean
  /** Why he is not rated; null when he is. */
  readonly notRated: string | null
  /** Exact decimal text. */
  readonly points: { readonly general: string | null; readonly result: string | null; readonly total: string | null }
  readonly tasks: {
    readonly assigned: number | null
    readonly onTime: number | null
    readonly late: number | null
    readonly failed: number | null
    readonly exceeded: number | null
  }
  readonly selfGrade: Level | null
  readonly reviewed: boolean
  readonly outcome: Proposal
  readonly grade: Level | null
  readonly chosen: { readonly level: Level; readonly grade: Level; readonly reason: string } | null
  readonly effective: Level | null
  readonly findings: readonly FindingLine[]
  readonly presumed: readonly string[]
  /** The level that more than the needed share of votes marked. */
  readonly ballotGrade: Level | null
  readonly collective: {
    readonly level: Level
    readonly decisionNumber: string
    readonly decidedOn: string
    readonly exceptionDecisionNumber: string | null
    readonly version: number
  } | null
  /** The collective he heads where it is rated in the product: its own decision stands and nothing is typed. */
  readonly led: { readonly name: string; readonly isDecided: boolean } | null
  readonly votes: VoteValues
  readonly votesVersion: number
}

/** A fault that only the server can see. */
export type KeptFault = {
  readonly code:
    | 'SECOND_ENTRY_MISSING'
    | 'ENTRIES_DIFFER'
    | 'REVIEW_MISSING'
    | 'HINTS_UNANSWERED'
    | 'LEVEL_MISSING'
    | 'FACTS_INVALID'
    | 'ROUND_TWO_MISSING'
    | 'ROUND_TWO_WRONG'
    | 'ROUND_TWO_SECOND_ENTRY'
    | 'ROUND_TWO_DIFFERS'
    | 'NOT_CHOSEN'
    | 'DRAFT_NOT_RECORDED'
    | 'DRAFT_TOO_LATE'
  readonly caseId: string | null
  readonly fields: readonly string[]
}

export type QuotaView = {
  readonly key: string
  readonly xs: number
  readonly limit: number
  readonly excess: number
  readonly base: number
  readonly own: number
  readonly smallestMoves: number
}

/** Everything the workspace page shows. */
export type WorkspaceView = {
  readonly campaign: {
    readonly id: string
    readonly year: number
    readonly cellDueOn: string
    readonly ruleSetTitle: string
    readonly ruleSetCode: string
    readonly secondEntry: boolean
    readonly voting: VotingThreshold
    readonly quotaPercent: number
    readonly quotaBase: 'T_ONLY' | 'T_OR_BETTER' | 'ALL_RATED'
  }
  readonly cell: {
    readonly id: string
    readonly name: string
    readonly committeeId: string
    readonly committeeName: string
  }
  readonly file: {
    readonly state: CellFileState
    readonly version: number
    readonly returnReason: string | null
    readonly membersTotal: number
    readonly membersRated: number
    readonly updatedAt: string
  }
  readonly sentAt: string | null
  readonly returned: { readonly reason: string; readonly by: string; readonly at: string } | null
  readonly userId: string
  readonly canWork: boolean
  /** Levels, reviews and the file itself may be changed by this person now. */
  readonly mayEdit: boolean
  /** Numbers of the entry shown may be typed by this person now. */
  readonly mayCount: boolean
  /** Differences between the two entries may be settled by this person now. */
  readonly maySettle: boolean
  readonly entry: {
    readonly number: 1 | 2
    readonly ofAnother: string | null
    readonly completedAt: string | null
    readonly otherName: string | null
  }
  readonly record: { readonly values: RecordValues; readonly version: number }
  /** Where the two entries differ, only after both are whole. */
  readonly differences: readonly DifferenceView[] | null
  /** Null where the rules ask for one round. */
  readonly secondRound: { readonly candidates: number; readonly isCounted: boolean } | null
  readonly rows: readonly WorkspaceRow[]
  readonly faults: readonly KeptFault[]
  readonly quota: readonly QuotaView[]
}
