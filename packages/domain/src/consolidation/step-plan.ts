import { addDays, addMonths } from '../calendar/index.ts'
import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import type { PlanContent, PlanSign } from './plan.ts'
import type { PlanAct } from './plan-command.ts'
import type { PlanRules } from './plan-rules.ts'
import { type PlanGuard, type PlanState, planTransition } from './plan-states.ts'
import { hasCircle, isTaskOpen, type TaskFacts } from './task.ts'

/** An opinion on a plan, and by whom. */
export type PlanOpinion = {
  readonly userId: string
  readonly isPositive: boolean
  readonly reference: string
  /** Given by a commission of inspection, whose conclusion may stand for cleared signs. */
  readonly byInspection: boolean
}

/** A plan as the rules read it. */
export type PlanFacts = {
  readonly state: PlanState
  readonly content: PlanContent
  readonly signs: readonly PlanSign[]
  readonly tasks: readonly TaskFacts[]
  /** Everybody who wrote on it or submitted it: none of them appraises, decides or reviews. */
  readonly workers: readonly string[]
  readonly appraisal: PlanOpinion | null
  readonly review: PlanOpinion | null
  /** The last day that holds now: of the content, or of the one extension. */
  readonly endsOn: LegalDay
}

/** What surrounds an act: who acts on which day, and what only storage can know. */
export type PlanGround = {
  readonly actorUserId: string
  readonly today: LegalDay
  readonly rules: PlanRules
  readonly organizationStands: boolean
  readonly bodyStands: boolean
  /** The organization is on the list, so that a plan has something to consolidate. */
  readonly isListed: boolean
  /** The actor acts for the body that decides, not from below. */
  readonly standsAbove: boolean
  readonly byInspection: boolean
  /** Whether every red sign of the listing has cleared for the configured time; no data does not count as cleared. */
  readonly cleared: 'yes' | 'no' | 'unknown'
}

/** A lawful step: where the plan stands afterwards and what of it changes. */
export type PlanStep = {
  readonly from: PlanState
  readonly to: PlanState
  readonly change: {
    readonly content?: PlanContent
    readonly appraisal?: PlanOpinion | null
    readonly review?: PlanOpinion | null
    readonly endsOn?: LegalDay
    readonly approvedOn?: LegalDay
    readonly reviewOn?: LegalDay | null
    readonly completedOn?: LegalDay
    readonly inspectionProposed?: boolean
  }
  readonly isWork: boolean
}

export type PlanFinding = { readonly code: PlanGuard; readonly condition?: string }
export type PlanRefusal =
  | { readonly code: 'NO_SUCH_STEP' }
  | { readonly code: 'PLAN_REFUSED'; readonly findings: readonly PlanFinding[] }

/** Judges one act on a plan by the table and all its guards at once. */
export function stepPlan(plan: PlanFacts, act: PlanAct, ground: PlanGround): Result<PlanStep, PlanRefusal> {
  const row = planTransition(plan.state, act.event)
  if (!row) return refuse({ code: 'NO_SUCH_STEP' })
  const findings = [
    ...judgeActor(plan, ground, row.by !== 'work'),
    ...judgeStanding(act, ground),
    ...judgePaper(act, ground),
    ...judgeAct(plan, act, ground),
  ]
  if (findings.length > 0) return refuse({ code: 'PLAN_REFUSED', findings })
  const to = row.to === 'same' ? plan.state : row.to
  return ok({ from: plan.state, to, change: changeOf(act, ground), isWork: row.by === 'work' })
}

const when = (holds: boolean, code: PlanGuard): PlanFinding[] => (holds ? [{ code }] : [])

/** K2: who appraises, decides or reviews did not work on the plan and does not belong to the organization. */
function judgeActor({ workers }: PlanFacts, ground: PlanGround, fromAbove: boolean): PlanFinding[] {
  if (!fromAbove) return []
  return [
    ...when(workers.includes(ground.actorUserId), 'ACTOR_WORKED_ON_PLAN'),
    ...when(!ground.standsAbove, 'ACTOR_OF_ORGANIZATION'),
  ]
}

function judgeStanding(act: PlanAct, { organizationStands, bodyStands }: PlanGround): PlanFinding[] {
  if (act.event === 'end') return when(organizationStands, 'ORGANIZATION_STANDS')
  return [...when(!organizationStands, 'ORGANIZATION_ENDED'), ...when(!bodyStands, 'BODY_ABOLISHED')]
}

function judgePaper(act: PlanAct, { today, rules }: PlanGround): PlanFinding[] {
  const findings = 'reason' in act ? when(act.reason.trim() === '', 'REASON_MISSING') : []
  if (!('decidedOn' in act)) return findings
  findings.push(
    ...when(act.number.trim() === '' || act.body.trim() === '', 'DECISION_INCOMPLETE'),
    ...when(act.decidedOn > today, 'DECIDED_IN_FUTURE'),
  )
  if ('reviewOn' in act) {
    findings.push(
      ...when(act.reviewOn <= act.decidedOn, 'REVIEW_DAY_NOT_AHEAD'),
      ...when(act.reviewOn > addDays(act.decidedOn, rules.firstReviewDays), 'REVIEW_DAY_TOO_LATE'),
    )
  }
  return findings
}

function judgeAct(plan: PlanFacts, act: PlanAct, ground: PlanGround): PlanFinding[] {
  const { actorUserId, rules, today } = ground
  switch (act.event) {
    case 'revise':
      return when(act.content.endsOn <= act.content.startsOn, 'END_NOT_AHEAD')
    case 'submit':
      return judgeWhole(plan, ground)
    case 'approve':
      return [
        ...judgeWhole(plan, ground),
        ...when(plan.appraisal === null, 'APPRAISAL_MISSING'),
        ...when(plan.appraisal?.isPositive === false, 'APPRAISAL_NOT_POSITIVE'),
        ...when(plan.appraisal?.userId === actorUserId, 'DECIDER_APPRAISED'),
      ]
    case 'extend':
      return [
        ...when(act.decidedOn > plan.endsOn || today > plan.endsOn, 'PLAN_IS_OVER'),
        ...when(act.endsOn <= plan.endsOn, 'END_NOT_AHEAD'),
        ...when(act.endsOn > addMonths(plan.endsOn, rules.extensionMonths), 'EXTENSION_TOO_LONG'),
      ]
    case 'complete':
      // When the time is over the plan goes to its review as it stands; open tasks are then part of what is reviewed.
      return when(today <= plan.endsOn && plan.tasks.some(isTaskOpen), 'TASK_OPEN')
    case 'accept':
      return [
        ...judgeReview(plan, actorUserId),
        ...when(plan.review?.isPositive === false, 'REVIEW_NOT_POSITIVE'),
        ...when(
          ground.cleared !== 'yes' && !(plan.review?.byInspection && plan.review.isPositive),
          'SIGNS_NOT_CLEARED',
        ),
      ]
    case 'fail':
      return judgeReview(plan, actorUserId)
    default:
      return []
  }
}

function judgeReview({ review }: PlanFacts, actorUserId: string): PlanFinding[] {
  return [...when(review === null, 'REVIEW_MISSING'), ...when(review?.userId === actorUserId, 'DECIDER_REVIEWED')]
}

/** Whether a plan says all it must: a cause and a goal for each red sign, tasks, and days that fit. */
function judgeWhole({ content, signs, tasks }: PlanFacts, { rules, isListed }: PlanGround): PlanFinding[] {
  const { weaknesses, goals, startsOn, endsOn } = content
  const reds = [...new Set(signs.filter(({ colour }) => colour === 'red').map(({ code }) => code))]
  const without = (named: readonly { readonly signCode: string }[], code: PlanGuard) =>
    reds
      .filter((red) => !named.some(({ signCode }) => signCode === red))
      .map((condition): PlanFinding => ({ code, condition }))
  return [
    ...when(!isListed, 'NOT_LISTED'),
    ...without(weaknesses, 'SIGN_WITHOUT_CAUSE'),
    ...without(goals, 'SIGN_WITHOUT_GOAL'),
    ...when(
      goals.some(({ dueOn }) => dueOn > endsOn),
      'GOAL_BEYOND_PLAN',
    ),
    ...when(tasks.length === 0, 'TASK_MISSING'),
    ...when(
      tasks.some(({ dueOn }) => dueOn > endsOn),
      'TASK_BEYOND_PLAN',
    ),
    ...when(hasCircle(tasks), 'TASKS_IN_A_CIRCLE'),
    ...when(endsOn <= startsOn, 'END_NOT_AHEAD'),
    ...when(endsOn > addMonths(startsOn, rules.totalMonths), 'PLAN_TOO_LONG'),
  ]
}

function changeOf(act: PlanAct, { actorUserId, byInspection, today }: PlanGround): PlanStep['change'] {
  const opinion = (said: { isPositive: boolean; reference: string }): PlanOpinion => ({
    ...{ userId: actorUserId, byInspection },
    ...{ isPositive: said.isPositive, reference: said.reference },
  })
  switch (act.event) {
    case 'revise':
      return { content: act.content, endsOn: act.content.endsOn }
    case 'submit':
    case 'return':
      return { appraisal: null }
    case 'appraise':
      return { appraisal: opinion(act) }
    case 'approve':
      return { approvedOn: act.decidedOn, reviewOn: act.reviewOn }
    case 'extend':
      return { endsOn: act.endsOn }
    case 'complete':
      return { completedOn: today }
    case 'report-review':
      return { review: opinion(act) }
    case 'accept':
      return { reviewOn: null }
    case 'fail':
      return { reviewOn: null, inspectionProposed: true }
    case 'start':
    case 'end':
      return {}
  }
}
