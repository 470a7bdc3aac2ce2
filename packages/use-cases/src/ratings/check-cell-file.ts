import type { Campaign } from '@nq15/db/ratings/campaign.read'
import type { RatingCaseRow } from '@nq15/db/ratings/case.read'
import type { TallyRow } from '@nq15/db/ratings/tally.read'
import {
  ballotRoundsOf,
  checkTally,
  type DraftFault,
  type RuleSet,
  type TallyResult,
  thresholdOf,
} from '@nq15/domain/ratings'
import { type CaseProposal, proposeCase } from './propose-case.ts'
import { isWhole } from './see-entries.ts'
import { countOf, type RoundCount } from './tally-of-case.ts'

/** What keeps a cell's file from being sent, each with the place where it is mended. */
export type CellFileFault =
  | { readonly code: 'RECORD_INCOMPLETE' | 'SECOND_ENTRY_MISSING' }
  | { readonly code: 'RECORD_WRONG'; readonly notes: TallyResult['errors'] }
  | { readonly code: 'VOTES_MISSING' | 'LEVEL_MISSING' | 'FACTS_INVALID' | 'REVIEW_MISSING'; readonly caseId: string }
  /** A suggestion of the superior has no answer in the self-review. */
  | { readonly code: 'HINTS_UNANSWERED'; readonly caseId: string }
  | { readonly code: 'VOTES_WRONG'; readonly caseId: string; readonly notes: TallyResult['errors'] }
  | { readonly code: 'ENTRIES_DIFFER'; readonly caseId: string | null; readonly fields: readonly string[] }
  /** The second round: not whole, not sound, its entries differ, or somebody stands as excellent whom it did not choose. */
  | { readonly code: 'ROUND_TWO_MISSING' | 'ROUND_TWO_SECOND_ENTRY' | 'ROUND_TWO_DIFFERS' }
  | { readonly code: 'ROUND_TWO_WRONG'; readonly notes: TallyResult['errors'] }
  | { readonly code: 'NOT_CHOSEN'; readonly caseId: string }
  /** The draft report was not out in time before the meeting, and nobody has said why. */
  | { readonly code: DraftFault['code'] }

/** One case as the workspace shows it and the check judges it. */
export type JudgedCase = {
  readonly row: RatingCaseRow
  readonly proposal: CaseProposal
  readonly ballot: TallyResult | null
}

/** The second round, when these rules ask for one and the first named somebody for it. */
export type SecondRound = {
  /** Whom the first round or, where it named nobody, the cell puts forward as excellent, in list order. */
  readonly candidates: readonly string[]
  readonly count: RoundCount
  /** Null while a number is missing. */
  readonly result: TallyResult | null
}

export type CellFileCheck = {
  readonly cases: readonly JudgedCase[]
  /** The six numbers judged alone; null while one is missing. */
  readonly record: TallyResult | null
  readonly secondRound: SecondRound | null
  readonly faults: readonly CellFileFault[]
}

type Facts = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly cases: readonly RatingCaseRow[]
  readonly tallies: readonly TallyRow[]
  /** What the draft of the report is at fault for; left out by papers that ask for the count alone. */
  readonly draft?: DraftFault | null
}

/** Judges a cell's whole file: proposals, ballots of one or two rounds, and every fault that stands before sending, all at once. */
export function checkCellFile({ campaign, ruleSet, cases, tallies, draft }: Facts): CellFileCheck {
  const { options } = ruleSet
  const count = countOf(tallies, 1)
  const record = count.head && checkTally(count.head, thresholdOf(options, 1))
  const judged = cases.map((row): JudgedCase => {
    const tally = row.notRatedReason ? null : count.ofCase(row.id)
    return {
      row,
      proposal: proposeCase(row, { campaign, ruleSet }),
      ballot: tally && checkTally(tally, thresholdOf(options, 1)),
    }
  })
  const rated = judged.filter(({ row }) => !row.notRatedReason)
  const secondRound = ballotRoundsOf(ruleSet) === 2 ? judgeSecondRound(rated, { ruleSet, tallies }) : null
  const faults: CellFileFault[] = [
    ...(record
      ? record.ok
        ? []
        : [{ code: 'RECORD_WRONG', notes: record.errors } as const]
      : [{ code: 'RECORD_INCOMPLETE' } as const]),
    ...(draft && !draft.explained ? [{ code: draft.code }] : []),
    ...rated.flatMap(faultsOfCase),
    ...(options.secondEntryRequired ? faultsOfSecondEntry(rated, count) : []),
    ...(secondRound ? faultsOfSecondRound(rated, secondRound, options.secondEntryRequired) : []),
  ]
  return { cases: judged, record, secondRound, faults }
}

function faultsOfCase({ row, proposal, ballot }: JudgedCase): CellFileFault[] {
  const caseId = row.id
  const faults: CellFileFault[] = []
  if (!row.assessment?.submittedAt && !row.assessment?.enteredForMember) faults.push({ code: 'REVIEW_MISSING', caseId })
  if (row.openHints > 0) faults.push({ code: 'HINTS_UNANSWERED', caseId })
  if (proposal.outcome === 'INVALID') faults.push({ code: 'FACTS_INVALID', caseId })
  // A head waits for his collective's decision above; it stands before the decision, not before sending (QD-04).
  else if (proposal.effective === null && !waitsForCollective(row)) faults.push({ code: 'LEVEL_MISSING', caseId })
  if (!ballot) faults.push({ code: 'VOTES_MISSING', caseId })
  else if (!ballot.ok) {
    // What is wrong with the six numbers is said once for the record, not again at every person.
    const own = ballot.errors.filter(({ fields }) => fields.some((field) => field.startsWith('perLevel.')))
    if (own.length > 0) faults.push({ code: 'VOTES_WRONG', caseId, notes: own })
  }
  return faults
}

const waitsForCollective = ({ led }: RatingCaseRow): boolean => led !== null && led.level === null

function faultsOfSecondEntry(rated: readonly JudgedCase[], count: RoundCount): CellFileFault[] {
  const { second } = count
  const cases = rated.map(({ row }) => row)
  if (!second?.completedAt || !isWhole(second, cases)) return [{ code: 'SECOND_ENTRY_MISSING' }]
  return [null, ...cases.map(({ id }) => id)].flatMap((caseId): CellFileFault[] => {
    const fields = count.differences(caseId).map(({ field }) => field)
    return fields.length > 0 ? [{ code: 'ENTRIES_DIFFER', caseId, fields }] : []
  })
}

function judgeSecondRound(
  rated: readonly JudgedCase[],
  { ruleSet, tallies }: Pick<Facts, 'ruleSet' | 'tallies'>,
): SecondRound | null {
  const candidates = rated.filter(({ ballot }) => ballot?.level === 'XS').map(({ row }) => row.id)
  if (candidates.length === 0) return null
  const count = countOf(tallies, 2)
  const names = count.names(candidates)
  return { candidates, count, result: names && checkTally(names, thresholdOf(ruleSet.options, 2)) }
}

function faultsOfSecondRound(
  rated: readonly JudgedCase[],
  { candidates, count, result }: SecondRound,
  secondEntryRequired: boolean,
): CellFileFault[] {
  if (!result) return [{ code: 'ROUND_TWO_MISSING' }]
  const faults: CellFileFault[] = result.ok ? [] : [{ code: 'ROUND_TWO_WRONG', notes: result.errors }]
  if (secondEntryRequired) {
    const cases = candidates.map((id) => ({ id, notRatedReason: null }))
    if (!count.second?.completedAt || !isWhole(count.second, cases)) faults.push({ code: 'ROUND_TWO_SECOND_ENTRY' })
    else if ([null, ...candidates].some((caseId) => count.differences(caseId).length > 0))
      faults.push({ code: 'ROUND_TWO_DIFFERS' })
  }
  if (!result.ok) return faults
  // The machine lowers nobody: who stands as excellent without having been chosen is put before people, who name a level.
  for (const { row, proposal } of rated) {
    const isChosen = result.chosen?.includes(row.id)
    if (proposal.effective === 'XS' && !row.proposedLevel && !isChosen)
      faults.push({ code: 'NOT_CHOSEN', caseId: row.id })
  }
  return faults
}
