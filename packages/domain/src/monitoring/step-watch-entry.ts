import { addMonths } from '../calendar/index.ts'
import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import { unmetConditions } from './judge-removal.ts'
import type { WatchAct, WatchSign } from './watch-command.ts'
import { type WatchRules, watchLevelOf } from './watch-list.ts'
import { type WatchGuard, type WatchState, watchTransition } from './watch-states.ts'

/** A plan as long as plans have no room of their own: a reference with its source, and who handed it in. */
export type PlanReference = {
  readonly reference: string
  readonly source: string
  readonly ownerUserId: string
  readonly completedOn: LegalDay | null
}

/** The report of a reviewer: by whom, and whether the organization may leave the list. */
export type ReviewReport = { readonly reviewerUserId: string; readonly isPositive: boolean; readonly reference: string }

/** An entry as the rules read it. */
export type WatchFacts = {
  readonly state: WatchState
  readonly levelCode: string | null
  readonly severity: number | null
  readonly signs: readonly WatchSign[]
  /** Everybody who recorded, appraised or submitted: none of them decides. */
  readonly proposers: readonly string[]
  readonly heardOn: LegalDay | null
  readonly submittedLevel: string | null
  readonly listedOn: LegalDay | null
  readonly reviewOn: LegalDay | null
  readonly plan: PlanReference | null
  readonly review: ReviewReport | null
  readonly afterWatchUntil: LegalDay | null
}

/** What surrounds an act: who acts on which day, the rules of the list, and what only storage can know. */
export type WatchGround = {
  readonly actorUserId: string
  readonly today: LegalDay
  readonly rules: WatchRules
  /** The body that decides exists today. */
  readonly bodyStands: boolean
  /** For a hand-over: the body named now manages the organization. */
  readonly newBodyManages: boolean
  /** For a merger or a dissolution: the act of the organizations room ended this organization. */
  readonly successionFits: boolean
  /** Red signs of the former decision that the screening shows now; null when it has not screened. */
  readonly openRed: readonly string[] | null
}

/** A lawful step: where the entry stands afterwards and what of it changes. */
export type WatchStep = {
  readonly from: WatchState
  readonly to: WatchState
  readonly change: Partial<Omit<WatchFacts, 'state' | 'proposers'>>
  readonly isProposal: boolean
}

export type WatchFinding = { readonly code: WatchGuard; readonly condition?: string }
export type WatchRefusal =
  | { readonly code: 'NO_SUCH_STEP' }
  | { readonly code: 'WATCH_REFUSED'; readonly findings: readonly WatchFinding[] }

/** Acts of people who prepare: whoever does one of them never decides on the same entry (SD1). */
const preparing: readonly WatchAct['event'][] = [
  'record-sign',
  'open-appraisal',
  'submit',
  'submit-plan',
  'open-review',
]

/** Judges one act on an entry by the table and all its guards at once; nothing is decided by the machine itself. */
export function stepWatchEntry(entry: WatchFacts, act: WatchAct, ground: WatchGround): Result<WatchStep, WatchRefusal> {
  const row = watchTransition(entry.state, act.event)
  if (!row) return refuse({ code: 'NO_SUCH_STEP' })
  const findings = [
    ...judgeDecider(entry, act, ground, row.by === 'decide'),
    ...judgePaper(entry, act, ground),
    ...judgeAct(entry, act, ground),
  ]
  if (findings.length > 0) return refuse({ code: 'WATCH_REFUSED', findings })
  const { to, change } = outcomeOf(entry, act, ground)
  return ok({ from: entry.state, to, change, isProposal: preparing.includes(act.event) })
}

const when = (holds: boolean, code: WatchGuard): WatchFinding[] => (holds ? [{ code }] : [])

function judgeDecider(entry: WatchFacts, act: WatchAct, ground: WatchGround, decides: boolean): WatchFinding[] {
  // A body that was abolished decides nothing more: its successor takes the list over first.
  if (!ground.bodyStands && act.event !== 'hand-over') return [{ code: 'DECIDER_ABOLISHED' }]
  return when(
    decides && act.event !== 'hand-over' && entry.proposers.includes(ground.actorUserId),
    'DECIDER_IS_PROPOSER',
  )
}

/** Number, day, body, reason and review day of a decision. */
function judgePaper(entry: WatchFacts, act: WatchAct, { today, rules }: WatchGround): WatchFinding[] {
  const findings: WatchFinding[] = []
  if ('reason' in act) findings.push(...when(act.reason.trim() === '', 'REASON_MISSING'))
  if (!('decidedOn' in act)) return findings
  const blank = act.number.trim() === '' || ('body' in act && act.body.trim() === '')
  findings.push(...when(blank, 'DECISION_INCOMPLETE'), ...when(act.decidedOn > today, 'DECIDED_IN_FUTURE'))
  const firstSign = entry.signs.map(({ observedOn }) => observedOn).toSorted()[0]
  findings.push(...when(firstSign !== undefined && act.decidedOn < firstSign, 'DECIDED_BEFORE_SIGN'))
  if ('reviewOn' in act) {
    findings.push(
      ...when(act.reviewOn <= act.decidedOn, 'REVIEW_DAY_NOT_AHEAD'),
      ...when(act.reviewOn > addMonths(act.decidedOn, rules.reviewMonths), 'REVIEW_DAY_TOO_LATE'),
    )
  }
  return findings
}

function judgeAct(entry: WatchFacts, act: WatchAct, ground: WatchGround): WatchFinding[] {
  const { rules, actorUserId, today } = ground
  const ownsPlan = entry.plan?.ownerUserId === actorUserId
  switch (act.event) {
    case 'open-appraisal':
      return when(entry.signs.length === 0, 'EVIDENCE_MISSING')
    case 'record-sign':
      return when(act.sign.observedOn > today, 'DECIDED_IN_FUTURE')
    case 'hear':
      return when(act.heardOn > today, 'DECIDED_IN_FUTURE')
    case 'submit':
      return when(watchLevelOf(rules, act.levelCode) === undefined, 'UNKNOWN_LEVEL')
    case 'list':
      return [
        ...when(entry.signs.length === 0, 'EVIDENCE_MISSING'),
        ...when(entry.heardOn === null, 'ORGANIZATION_NOT_HEARD'),
        ...when(entry.submittedLevel === null, 'NOT_SUBMITTED'),
        ...when(watchLevelOf(rules, act.levelCode) === undefined, 'UNKNOWN_LEVEL'),
      ]
    case 'raise': {
      const [now, next] = [watchLevelOf(rules, entry.levelCode), watchLevelOf(rules, act.levelCode)]
      return next === undefined
        ? [{ code: 'UNKNOWN_LEVEL' }]
        : when(now !== undefined && next.rank <= now.rank, 'NOT_A_HIGHER_LEVEL')
    }
    case 'approve-plan':
      return [...when(entry.plan === null, 'PLAN_REFERENCE_MISSING'), ...when(ownsPlan, 'APPROVER_OWNS_PLAN')]
    case 'complete-plan':
      return [
        ...when(entry.plan === null, 'PLAN_REFERENCE_MISSING'),
        ...when(act.completedOn > today, 'DECIDED_IN_FUTURE'),
      ]
    case 'open-review': {
      const isDue = entry.reviewOn !== null && entry.reviewOn <= today
      return entry.plan === null
        ? when(entry.state !== 'needs-attention', 'PLAN_REFERENCE_MISSING')
        : entry.state === 'needs-attention'
          ? [{ code: 'PLAN_EXISTS' }]
          : when(entry.plan.completedOn === null && !isDue, 'NOT_DUE_FOR_REVIEW')
    }
    case 'report-review':
      return when(ownsPlan, 'REVIEWER_OWNS_PLAN')
    case 'not-passed':
      return [
        ...when(entry.review === null, 'REVIEW_MISSING'),
        ...when(ownsPlan || entry.review?.reviewerUserId === actorUserId, 'REVIEWER_OWNS_PLAN'),
      ]
    case 'remove':
      return [
        ...when(entry.review === null, 'REVIEW_MISSING'),
        ...when(entry.review?.isPositive === false, 'REVIEW_NOT_POSITIVE'),
        ...when(ownsPlan || entry.review?.reviewerUserId === actorUserId, 'REVIEWER_OWNS_PLAN'),
        ...unmetConditions(act.facts).map(
          ({ condition, because }): WatchFinding => ({
            code: because === 'unmet' ? 'CONDITION_UNMET' : 'CONDITION_UNKNOWN',
            condition,
          }),
        ),
      ]
    case 'end-after-watch':
      return [
        ...when(entry.afterWatchUntil === null || today < entry.afterWatchUntil, 'AFTER_WATCH_RUNS'),
        ...when((ground.openRed ?? []).length > 0, 'RED_SIGN_OPEN'),
      ]
    case 'relapse':
      return when(
        !entry.signs.some(({ code, colour }) => code === act.signCode && colour === 'red') ||
          (ground.openRed !== null && !ground.openRed.includes(act.signCode)),
        'RED_SIGN_UNCONFIRMED',
      )
    case 'merge':
    case 'dissolve':
      return when(!ground.successionFits, 'SUCCESSION_MISSING')
    case 'hand-over':
      return [...when(ground.bodyStands, 'DECIDER_STANDS'), ...when(!ground.newBodyManages, 'NOT_THE_NEW_BODY')]
    default:
      return []
  }
}

function outcomeOf(
  entry: WatchFacts,
  act: WatchAct,
  { actorUserId, rules }: WatchGround,
): Pick<WatchStep, 'to' | 'change'> {
  const stay = entry.state
  switch (act.event) {
    case 'record-sign':
      return { to: stay, change: { signs: [...entry.signs, act.sign] } }
    case 'open-appraisal':
      return { to: 'under-appraisal', change: {} }
    case 'hear':
      return { to: stay, change: { heardOn: act.heardOn } }
    case 'give-opinion':
    case 'hand-over':
      return { to: stay, change: {} }
    case 'submit':
      return { to: stay, change: { submittedLevel: act.levelCode } }
    case 'dismiss':
      return { to: 'dismissed', change: {} }
    case 'list':
    case 'raise': {
      const { levelCode, severity, reviewOn } = act
      const listed = act.event === 'list' ? { listedOn: act.decidedOn } : {}
      return { to: stateOfLevel(rules, levelCode), change: { levelCode, severity, reviewOn, ...listed } }
    }
    case 'submit-plan': {
      const plan = { reference: act.reference, source: act.source, ownerUserId: actorUserId, completedOn: null }
      return { to: 'plan-pending', change: { plan } }
    }
    case 'return-plan':
      return { to: stateOfLevel(rules, entry.levelCode), change: { plan: null } }
    case 'approve-plan':
      return { to: 'consolidating', change: { reviewOn: act.reviewOn } }
    case 'complete-plan':
      return { to: stay, change: entry.plan ? { plan: { ...entry.plan, completedOn: act.completedOn } } : {} }
    case 'open-review':
      return { to: 'awaiting-review', change: { review: null } }
    case 'report-review': {
      const review = { reviewerUserId: actorUserId, isPositive: act.isPositive, reference: act.reference }
      return { to: stay, change: { review } }
    }
    case 'not-passed': {
      const plan = entry.plan ? { ...entry.plan, completedOn: null } : null
      const change = { review: null, reviewOn: act.reviewOn, plan }
      return { to: entry.plan ? 'consolidating' : stateOfLevel(rules, entry.levelCode), change }
    }
    // Taking off the list is one event, the after-watch of the same day the next: both are written.
    case 'remove':
      return {
        to: 'after-watch',
        change: { afterWatchUntil: addMonths(act.decidedOn, rules.afterWatchMonths), reviewOn: null },
      }
    case 'end-after-watch':
      return { to: 'closed', change: {} }
    case 'relapse':
      return { to: 'relapsed', change: {} }
    case 'merge':
      return { to: 'merged', change: {} }
    case 'dissolve':
      return { to: 'dissolved', change: {} }
  }
}

/** The state in which an organization of a level stands: a level that needs a plan waits for one. */
export const stateOfLevel = (rules: WatchRules, levelCode: string | null): WatchState =>
  watchLevelOf(rules, levelCode)?.effect === 'attention' ? 'needs-attention' : 'needs-consolidation'

/**
 * The entry that a relapse opens: at least of the level that needs consolidation, one level of severity higher, at most 3
 * (weak units, section 6.3).
 */
export function relapseEntry(former: Pick<WatchFacts, 'levelCode' | 'severity'>, rules: WatchRules) {
  const before = watchLevelOf(rules, former.levelCode)
  const least = rules.levels.filter(({ effect }) => effect === 'consolidation').toSorted((a, b) => a.rank - b.rank)[0]
  const level = before?.effect === 'consolidation' ? before : least
  return { levelCode: level?.code ?? null, severity: Math.min(3, (former.severity ?? 1) + 1) }
}
