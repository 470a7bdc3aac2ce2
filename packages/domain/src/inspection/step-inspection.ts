import { addDays } from '../calendar/index.ts'
import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import type { InspectionAct, InspectionContent, InspectionResult } from './inspection-command.ts'
import type { InspectionTerm } from './inspection-rules.ts'
import {
  type InspectionGuard,
  type InspectionKind,
  type InspectionState,
  inspectionTransition,
} from './inspection-states.ts'

/** An inspection as the rules read it. */
export type InspectionFacts = {
  readonly kind: InspectionKind
  readonly state: InspectionState
  readonly content: InspectionContent
  readonly programmeId: string | null
  readonly planId: string | null
  readonly workers: readonly string[]
  readonly decidedOn: LegalDay | null
  readonly term: InspectionTerm | null
  readonly dueOn: LegalDay | null
  readonly extendedFrom: LegalDay | null
  readonly hasSelfReport: boolean
  readonly hasMinutes: boolean
  readonly hasReport: boolean
  readonly result: InspectionResult | null
  readonly team: readonly { readonly isLead: boolean }[]
  readonly remedies: readonly { readonly state: 'open' | 'reported' | 'done' }[]
  /** Proceedings on discipline that came of it: all of them, and those still undecided. */
  readonly proceedings: { readonly all: number; readonly open: number }
}

/** What surrounds an act: who acts on which day, and what only storage can know. */
export type InspectionGround = {
  readonly actorUserId: string
  readonly today: LegalDay
  readonly bodyStands: boolean
  /** The actor acts for the body, not from the inspected organization. */
  readonly standsAbove: boolean
}

export type InspectionFinding = { readonly code: InspectionGuard; readonly condition?: string }
export type InspectionRefusal =
  | { readonly code: 'NO_SUCH_STEP' }
  | { readonly code: 'INSPECTION_REFUSED'; readonly findings: readonly InspectionFinding[] }
/** A lawful step: where the inspection stands afterwards, and whether it is work that excludes from deciding. */
export type InspectionStep = {
  readonly from: InspectionState
  readonly to: InspectionState
  readonly isWork: boolean
}

/** Judges one act on an inspection by the table and all its guards at once. */
export function stepInspection(
  facts: InspectionFacts,
  act: InspectionAct,
  ground: InspectionGround,
): Result<InspectionStep, InspectionRefusal> {
  const row = inspectionTransition(facts.state, act.event)
  if (!row) return refuse({ code: 'NO_SUCH_STEP' })
  const findings = [
    ...when(row.by === 'decide' && facts.workers.includes(ground.actorUserId), 'ACTOR_CONDUCTS'),
    ...when(row.by !== 'report' && !ground.standsAbove, 'ACTOR_OF_ORGANIZATION'),
    ...when(!ground.bodyStands, 'BODY_ABOLISHED'),
    ...when('decidedOn' in act && act.decidedOn > ground.today, 'DECIDED_IN_FUTURE'),
    ...judgeAct(facts, act, ground),
  ]
  if (findings.length > 0) return refuse({ code: 'INSPECTION_REFUSED', findings })
  const to = row.to === 'same' ? facts.state : row.to
  return ok({ from: facts.state, to, isWork: row.by === 'conduct' })
}

const when = (holds: boolean, code: InspectionGuard, condition?: string): InspectionFinding[] =>
  holds ? [{ code, ...(condition === undefined ? {} : { condition }) }] : []

/** Supervision that is standing needs no team, plan or outline: a reminder note is its paper (weak units, section 9.2). */
const isStanding = ({ kind }: InspectionFacts) => kind === 'regular-supervision'

function judgeAct(facts: InspectionFacts, act: InspectionAct, { today }: InspectionGround): InspectionFinding[] {
  const { kind, content, team, remedies, proceedings } = facts
  switch (act.event) {
    case 'decide':
      return [
        ...when(
          (kind === 'programme-inspection' || kind === 'thematic-supervision') && facts.programmeId === null,
          'PROGRAMME_MISSING',
        ),
        ...when(kind === 'sign-inspection' && content.sign === '' && facts.planId === null, 'SIGN_MISSING'),
      ]
    case 'prepare':
      return isStanding(facts)
        ? []
        : [
            ...when(!team.some(({ isLead }) => isLead), 'LEAD_MISSING'),
            ...when(team.length < 2, 'TEAM_MISSING'),
            ...['purpose', 'content', 'method', 'milestones'].flatMap((part) =>
              when(content[part as 'purpose'] === '', 'PLAN_INCOMPLETE', part),
            ),
            ...when(content.outline === '', 'OUTLINE_MISSING'),
          ]
    case 'announce':
      return [
        ...when(facts.decidedOn !== null && act.announcedOn < facts.decidedOn, 'ANNOUNCED_BEFORE_DECISION'),
        ...when(act.announcedOn > today, 'ANNOUNCED_IN_FUTURE'),
      ]
    case 'minute':
      return when(act.heldOn > today, 'ANNOUNCED_IN_FUTURE')
    case 'report':
      return isStanding(facts) ? [] : when(!facts.hasSelfReport, 'SELF_REPORT_MISSING')
    case 'extend':
      return judgeExtension(facts, act, today)
    case 'conclude':
      return [
        ...when(!facts.hasReport, 'REPORT_MISSING'),
        ...when(!isStanding(facts) && !facts.hasSelfReport, 'SELF_REPORT_MISSING'),
        ...when(!isStanding(facts) && !facts.hasMinutes, 'MINUTES_MISSING'),
        ...when(act.result === 'no-violation' && act.remedies.length > 0, 'REMEDY_WITHOUT_SHORTCOMING'),
        ...when(
          act.remedies.some(({ dueOn }) => dueOn <= act.decidedOn),
          'REMEDY_DUE_IN_PAST',
        ),
      ]
    case 'open-discipline':
      return [
        ...when(kind === 'regular-supervision' || kind === 'thematic-supervision', 'SUPERVISION_NO_DISCIPLINE'),
        ...when(facts.result !== 'violation', 'NO_VIOLATION'),
      ]
    case 'follow':
      return [
        ...when(facts.state === 'discipline-review' && proceedings.all === 0, 'DISCIPLINE_MISSING'),
        ...when(facts.state === 'discipline-review' && proceedings.open > 0, 'DISCIPLINE_OPEN'),
      ]
    case 'close':
      return when(
        remedies.some(({ state }) => state !== 'done'),
        'REMEDY_OPEN',
      )
    case 'revise':
    case 'self-report':
      return []
  }
}

function judgeExtension(
  { term, dueOn, extendedFrom }: InspectionFacts,
  act: Extract<InspectionAct, { event: 'extend' }>,
  today: LegalDay,
): InspectionFinding[] {
  if (dueOn === null || term === null) return when(true, 'NO_TERM')
  const { extensionDays } = term
  return [
    ...when(extendedFrom !== null, 'EXTENDED_ALREADY'),
    ...when(act.decidedOn > dueOn || today > dueOn, 'TERM_IS_OVER'),
    ...when(act.endsOn <= dueOn, 'END_NOT_AHEAD'),
    // Where no limit of an extension is set, the decision with its reason stands alone.
    ...when(
      extensionDays !== null && act.endsOn > addDays(dueOn, extensionDays),
      'EXTENSION_TOO_LONG',
      String(extensionDays),
    ),
  ]
}
