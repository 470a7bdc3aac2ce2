import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import type { IncidentAct, IncidentLevel } from './case-command.ts'
import { type IncidentGuard, type IncidentState, incidentTransition } from './case-states.ts'
import { findPersonMarks, textsOf } from './find-person-marks.ts'

/** The day from which no district follows a case: the reform of 2025 (weak units, section 7.2). */
export const districtsRetiredOn: LegalDay = '2025-07-01'

/** A case as the rules read it. */
export type IncidentFacts = {
  readonly state: IncidentState
  readonly level: IncidentLevel
  readonly firstSeenOn: LegalDay
  readonly milestones: readonly { readonly milestoneId: string; readonly doneOn: LegalDay | null }[]
  /** Commitments whose promise still stands: neither kept nor followed by one that was. */
  readonly openCommitments: number
  /** Who proposed to take it off the list, while that waits. */
  readonly proposedBy: string | null
}

/** What surrounds an act. */
export type IncidentGround = {
  readonly actorUserId: string
  readonly today: LegalDay
  /** The committee that decides on the case exists today. */
  readonly bodyStands: boolean
}

export type IncidentFinding = { readonly code: IncidentGuard; readonly condition?: string }
export type IncidentRefusal =
  | { readonly code: 'NO_SUCH_STEP' }
  | { readonly code: 'INCIDENT_REFUSED'; readonly findings: readonly IncidentFinding[] }

/** Judges one act on a case by the table and all its guards at once; the answer is where it stands afterwards. */
export function stepIncident(
  facts: IncidentFacts,
  act: IncidentAct,
  ground: IncidentGround,
): Result<{ readonly from: IncidentState; readonly to: IncidentState }, IncidentRefusal> {
  const row = incidentTransition(facts.state, act.event)
  if (!row) return refuse({ code: 'NO_SUCH_STEP' })
  const retired = facts.level === 'district' && ground.today >= districtsRetiredOn
  const findings = [
    ...findPersonMarks(textsOf(act)).flatMap((mark) => when(true, 'NAMES_A_PERSON', mark)),
    // A case of a retired level waits for its hand-over, an explicit decision, before anything else moves.
    ...when(retired && row.to !== 'same', 'HAND_OVER_NEEDED'),
    ...when(!retired && !ground.bodyStands, 'BODY_ABOLISHED'),
    ...when('decidedOn' in act && act.decidedOn > ground.today, 'DAY_AHEAD'),
    ...judgeAct(facts, act, ground),
  ]
  if (findings.length > 0) return refuse({ code: 'INCIDENT_REFUSED', findings })
  return ok({ from: facts.state, to: row.to === 'same' ? facts.state : row.to })
}

/** Which level a new case may have on a day, with what is wrong about it. */
export function judgeNewIncident(
  said: { readonly level: IncidentLevel; readonly firstSeenOn: LegalDay },
  today: LegalDay,
): readonly IncidentFinding[] {
  return [
    ...findPersonMarks(textsOf(said)).flatMap((mark) => when(true, 'NAMES_A_PERSON', mark)),
    // Kept for history: a case a district followed may still be entered, when it was first seen under that order.
    ...when(said.level === 'district' && said.firstSeenOn >= districtsRetiredOn, 'LEVEL_RETIRED'),
    ...when(said.firstSeenOn > today, 'DAY_AHEAD'),
  ]
}

const when = (holds: boolean, code: IncidentGuard, condition?: string): IncidentFinding[] =>
  holds ? [{ code, ...(condition === undefined ? {} : { condition }) }] : []

function judgeAct(facts: IncidentFacts, act: IncidentAct, { actorUserId, today }: IncidentGround): IncidentFinding[] {
  const { milestones, openCommitments, proposedBy, level, firstSeenOn } = facts
  const openMilestones = milestones.filter(({ doneOn }) => doneOn === null).length
  switch (act.event) {
    case 'start':
      return when(milestones.length === 0, 'MILESTONE_MISSING')
    case 'propose-removal':
    case 'remove':
      return [
        ...when(openMilestones > 0, 'MILESTONE_OPEN', String(openMilestones)),
        ...when(openCommitments > 0, 'COMMITMENT_OPEN', String(openCommitments)),
        ...when(act.event === 'remove' && proposedBy === actorUserId, 'PROPOSER_DECIDES'),
      ]
    case 'set-level':
      return [
        ...when(act.level === level, 'LEVEL_UNCHANGED'),
        ...when(act.level === 'district' && today >= districtsRetiredOn, 'LEVEL_RETIRED'),
      ]
    case 'add-milestone':
      return when(act.dueOn < today, 'DUE_IN_PAST')
    case 'finish-milestone': {
      const milestone = milestones.find(({ milestoneId }) => milestoneId === act.milestoneId)
      return [
        ...when(milestone === undefined, 'MILESTONE_MISSING'),
        ...when(milestone !== undefined && milestone.doneOn !== null, 'MILESTONE_DONE'),
        ...when(act.doneOn > today, 'DAY_AHEAD'),
      ]
    }
    case 'record':
      return [
        ...when(act.onDay > today, 'DAY_AHEAD'),
        ...when(act.onDay < firstSeenOn, 'DAY_BEFORE_FIRST_SEEN', firstSeenOn),
      ]
    case 'receive':
    case 'classify':
    case 'assign':
    case 'calm':
    case 'stir':
    case 'settle':
    case 'reopen':
    case 'drop':
    case 'describe':
      return []
  }
}
