import type { Level, Proposal, ReviewLetter } from '@nq15/domain/ratings'
import type { FindingLine } from './workspace-view.ts'

/** The steps in which a case is weighed, in order. */
export const weighingSteps = [
  'excluded',
  'contradictory',
  'triggers',
  'no-tasks',
  'bands',
  'gap',
  'caps',
  'ballot',
  'quota',
] as const
export type WeighingStep = (typeof weighingSteps)[number]

/** A finding with the comparison it made. */
export type WeighedFinding = FindingLine & { readonly required: string | null; readonly actual: string | null }

/** Everything the page "vì sao" of one case shows. */
export type CaseView = {
  readonly campaign: { readonly year: number; readonly ruleSetTitle: string; readonly ruleSetCode: string }
  readonly caseId: string
  /** Of whom the case is, for who may read his file; null on one's own page. */
  readonly memberId: string | null
  readonly cell: { readonly id: string; readonly name: string | null }
  readonly name: string
  readonly post: string | null
  readonly form: ReviewLetter
  readonly own: boolean
  readonly canWork: boolean
  readonly notRated: string | null
  readonly outcome: Proposal
  readonly grade: Level | null
  readonly effective: Level | null
  readonly chosen: { readonly level: Level; readonly grade: Level; readonly reason: string } | null
  /** The committee's office may set another level: the file is with it, the year is open, and the case is rated. */
  readonly mayChange: boolean
  /** Whether a decision stands, so that the page of its outcome has something to say. */
  readonly decided: boolean
  /** Counts the savings of the case; a change is refused when somebody else saved since. */
  readonly version: number
  readonly findings: readonly WeighedFinding[]
  readonly presumed: readonly string[]
  readonly facts: readonly { readonly name: string; readonly label: string; readonly value: string | null }[]
  readonly collective: {
    readonly level: Level
    readonly grade: Level
    readonly decisionNumber: string
    readonly decidedOn: string
  } | null
  /** Null while numbers are missing, hidden from a typist, or not this reader's to see. */
  readonly ballot: {
    readonly votes: readonly { readonly grade: Level; readonly count: string }[]
    /** The numbers add up; else no level can be read from them. */
    readonly isSound: boolean
    readonly grade: Level | null
    readonly notes: readonly { readonly code: string; readonly sentence: string }[]
  } | null
  readonly history: readonly {
    readonly what: 'assessed' | 'handed-in' | 'cell-step' | 'updated'
    readonly event: string
    readonly by: string
    readonly reason: string | null
    readonly at: string
  }[]
}
