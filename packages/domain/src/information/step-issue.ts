import { findPersonWords, type PersonMark, textsOf } from '../incidents/index.ts'
import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import type { Acknowledgement, IssueAct } from './issue-command.ts'
import { type IssueGuard, type IssueState, issueTransition } from './issue-states.ts'

/** A question as the rules read it. */
export type IssueFacts = {
  readonly state: IssueState
  readonly openedOn: LegalDay
  /** Who wrote the present draft, while there is one. */
  readonly draftedBy: string | null
  /** The day on which the present draft was agreed; null while it was not. */
  readonly agreedOn: LegalDay | null
}

/** What surrounds an act. */
export type IssueGround = { readonly actorUserId: string; readonly today: LegalDay }

/** A finding; `mark` and `condition` say which kind of mark of a person was found and in which words. */
export type IssueFinding = { readonly code: IssueGuard; readonly condition?: string; readonly mark?: PersonMark }
export type IssueRefusal =
  | { readonly code: 'NO_SUCH_STEP' }
  | { readonly code: 'ISSUE_REFUSED'; readonly findings: readonly IssueFinding[] }

const when = (holds: boolean, code: IssueGuard): IssueFinding[] => (holds ? [{ code }] : [])
const named = (said: unknown): IssueFinding[] =>
  findPersonWords(textsOf(said)).map(({ mark, words }) => ({ code: 'NAMES_A_PERSON', mark, condition: words }))

/** What is wrong with a question as it is entered; empty when it may be kept. */
export const judgeNewIssue = (said: { readonly question: string; readonly place: string }): readonly IssueFinding[] =>
  named({ question: said.question, place: said.place })

/** Judges one act on a question by the table and all its guards at once; the answer is where it stands afterwards. */
export function stepIssue(
  facts: IssueFacts,
  act: IssueAct,
  ground: IssueGround,
): Result<{ readonly from: IssueState; readonly to: IssueState }, IssueRefusal> {
  const row = issueTransition(facts.state, act.event)
  if (!row) return refuse({ code: 'NO_SUCH_STEP' })
  const findings = [...named(act), ...judgeAct(facts, act, ground)]
  if (findings.length > 0) return refuse({ code: 'ISSUE_REFUSED', findings })
  return ok({ from: facts.state, to: row.to === 'same' ? facts.state : row.to })
}

function judgeAct(facts: IssueFacts, act: IssueAct, { actorUserId, today }: IssueGround): IssueFinding[] {
  const { draftedBy, agreedOn, openedOn } = facts
  switch (act.event) {
    case 'assign':
    case 'reassign':
      return [
        // One answers for it and another stands in: the same post twice is nobody standing in.
        ...when(act.officer.toLowerCase() === act.deputy.toLowerCase(), 'SAME_OFFICER'),
        ...when(act.dueOn < today, 'DUE_IN_PAST'),
      ]
    case 'agree':
    case 'send-back':
      return [
        ...when(act.consultedOn > today, 'DAY_AHEAD'),
        ...when(act.consultedOn < openedOn, 'SPOKEN_BEFORE_OPENED'),
        ...when(act.event === 'agree' && draftedBy === null, 'NOTHING_DRAFTED'),
        ...when(act.event === 'agree' && draftedBy === actorUserId, 'DRAFTER_AGREES'),
      ]
    case 'publish':
      return [
        ...when(agreedOn === null, 'NOT_AGREED'),
        ...when(act.publishedOn > today, 'DAY_AHEAD'),
        ...when(agreedOn !== null && act.publishedOn < agreedOn, 'PUBLISHED_BEFORE_AGREED'),
        ...when(act.nextUpdateOn !== null && act.nextUpdateOn <= act.publishedOn, 'NEXT_UPDATE_NOT_AHEAD'),
      ]
    case 'draft':
    case 'update':
    case 'close':
      return []
  }
}

/** What is wrong with what a cell says of its meeting: not before the answer was published, not in the days to come. */
export function judgeAcknowledgement(
  said: Acknowledgement,
  { publishedOn, today }: { readonly publishedOn: LegalDay; readonly today: LegalDay },
): Result<null, { readonly code: 'HELD_AHEAD' | 'HELD_BEFORE_PUBLISHED' }> {
  if (said.heldOn > today) return refuse({ code: 'HELD_AHEAD' })
  if (said.heldOn < publishedOn) return refuse({ code: 'HELD_BEFORE_PUBLISHED' })
  return ok(null)
}
