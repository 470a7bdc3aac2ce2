import { createHash } from 'node:crypto'

type Decision = { readonly decisionNumber: string; readonly decidedOn: string }
type Line = {
  readonly caseId: string
  readonly memberId: string
  readonly outcome: string
  readonly notRatedReason: string | null
}

type UnitLine = Pick<Line, 'caseId' | 'outcome' | 'notRatedReason'>

/** The same of a decision on organizations, collectives and their heads. */
export function hashDecidedUnits({ decisionNumber, decidedOn }: Decision, lines: readonly UnitLine[]): string {
  const list = lines
    .map(({ caseId, outcome, notRatedReason }) => [caseId, outcome, notRatedReason] as const)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([decisionNumber, decidedOn, list]))
    .digest('hex')
}

/** SHA-256 of a decision's number, day and list, whatever the order of the list: what a paper of it is checked against. */
export function hashDecided({ decisionNumber, decidedOn }: Decision, lines: readonly Line[]): string {
  const list = lines
    .map(({ caseId, memberId, outcome, notRatedReason }) => [caseId, memberId, outcome, notRatedReason] as const)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([decisionNumber, decidedOn, list]))
    .digest('hex')
}
