import type { Campaign } from '@nq15/db/ratings/campaign.read'
import type { RatingCaseRow } from '@nq15/db/ratings/case.read'
import type { TallyRow } from '@nq15/db/ratings/tally.read'
import { checkTally, compareEntries, type RuleSet, type TallyResult } from '@nq15/domain/ratings'
import { type CaseProposal, proposeCase } from './propose-case.ts'
import { isWhole } from './see-entries.ts'
import { tallyHead, tallyOfCase } from './tally-of-case.ts'

/** What keeps a cell's file from being sent, each with the place where it is mended. */
export type CellFileFault =
  | { readonly code: 'RECORD_INCOMPLETE' | 'SECOND_ENTRY_MISSING' }
  | { readonly code: 'RECORD_WRONG'; readonly notes: TallyResult['errors'] }
  | { readonly code: 'VOTES_MISSING' | 'LEVEL_MISSING' | 'FACTS_INVALID' | 'REVIEW_MISSING'; readonly caseId: string }
  | { readonly code: 'VOTES_WRONG'; readonly caseId: string; readonly notes: TallyResult['errors'] }
  | { readonly code: 'ENTRIES_DIFFER'; readonly caseId: string | null; readonly fields: readonly string[] }

/** One case as the workspace shows it and the check judges it. */
export type JudgedCase = {
  readonly row: RatingCaseRow
  readonly proposal: CaseProposal
  readonly ballot: TallyResult | null
}

export type CellFileCheck = {
  readonly cases: readonly JudgedCase[]
  /** The six numbers judged alone; null while one is missing. */
  readonly record: TallyResult | null
  readonly faults: readonly CellFileFault[]
}

type Facts = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly cases: readonly RatingCaseRow[]
  readonly tallies: readonly TallyRow[]
}

/** Judges a cell's whole file: proposals, ballots, and every fault that stands before sending, all at once. */
export function checkCellFile({ campaign, ruleSet, cases, tallies }: Facts): CellFileCheck {
  const [first, second] = [1, 2].map((wanted) => tallies.find(({ entry }) => entry === wanted))
  const head = tallyHead(first)
  const record = head && checkTally(head, ruleSet.options.voting)
  const judged = cases.map((row): JudgedCase => {
    const tally = row.notRatedReason ? null : tallyOfCase(first, row.id)
    return {
      row,
      proposal: proposeCase(row, { campaign, ruleSet }),
      ballot: tally && checkTally(tally, ruleSet.options.voting),
    }
  })
  const rated = judged.filter(({ row }) => !row.notRatedReason)
  const faults: CellFileFault[] = [
    ...(record
      ? record.ok
        ? []
        : [{ code: 'RECORD_WRONG', notes: record.errors } as const]
      : [{ code: 'RECORD_INCOMPLETE' } as const]),
    ...rated.flatMap(faultsOfCase),
    ...(ruleSet.options.secondEntryRequired ? faultsOfSecondEntry(rated, first, second) : []),
  ]
  return { cases: judged, record, faults }
}

function faultsOfCase({ row, proposal, ballot }: JudgedCase): CellFileFault[] {
  const caseId = row.id
  const faults: CellFileFault[] = []
  if (!row.assessment?.submittedAt && !row.assessment?.enteredForMember) faults.push({ code: 'REVIEW_MISSING', caseId })
  if (proposal.outcome === 'INVALID') faults.push({ code: 'FACTS_INVALID', caseId })
  else if (proposal.effective === null) faults.push({ code: 'LEVEL_MISSING', caseId })
  if (!ballot) faults.push({ code: 'VOTES_MISSING', caseId })
  else if (!ballot.ok) {
    // What is wrong with the six numbers is said once for the record, not again at every person.
    const own = ballot.errors.filter(({ fields }) => fields.some((field) => field.startsWith('perLevel.')))
    if (own.length > 0) faults.push({ code: 'VOTES_WRONG', caseId, notes: own })
  }
  return faults
}

function faultsOfSecondEntry(
  rated: readonly JudgedCase[],
  first: TallyRow | undefined,
  second: TallyRow | undefined,
): CellFileFault[] {
  const cases = rated.map(({ row }) => row)
  if (!second?.completedAt || !isWhole(second, cases)) return [{ code: 'SECOND_ENTRY_MISSING' }]
  const differing = (
    caseId: string | null,
    one: ReturnType<typeof tallyHead>,
    two: ReturnType<typeof tallyHead>,
  ): CellFileFault[] => {
    if (!one || !two) return []
    const fields = compareEntries(one, two)
      .map(({ field }) => field)
      .filter((field) => caseId === null || field.startsWith('perLevel.'))
    return fields.length > 0 ? [{ code: 'ENTRIES_DIFFER', caseId, fields }] : []
  }
  return [
    ...differing(null, tallyHead(first), tallyHead(second)),
    ...rated.flatMap(({ row }) => differing(row.id, tallyOfCase(first, row.id), tallyOfCase(second, row.id))),
  ]
}
