import { countDeadline, type WorkingCalendar } from '../calendar/index.ts'
import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import { type CaseAct, withdrawalGrounds } from './case-command.ts'
import {
  type CaseFacts,
  complaintOutcomes,
  denunciationOutcomes,
  enforcementItems,
  feedbackOutcomes,
  type Outcome,
  secondOutcomes,
} from './case-facts.ts'
import { type CaseKind, type CaseState, caseTransition } from './case-states.ts'
import { clocksOfCase, countClocks, settlingVariant } from './clocks.ts'
import { findSenderMarks } from './find-identifiers.ts'

/** What must hold before a step of a matter, by name. */
export const caseGuards = [
  'ACTED_IN_FUTURE',
  'ACTED_BEFORE_LAST',
  'DENOUNCER_IN_ANSWER',
  'TEAM_TOO_SMALL',
  'CRITERIA_MISSING',
  'EXTENSION_WITHOUT_CRITERION',
  'EXTENSION_NEEDS_TWO',
  'EXTENSION_TOO_MANY',
  'EXTENSION_TOO_LONG',
  'TERM_IS_OVER',
  'SUSPENSION_NO_BASIS',
  'GROUND_NOT_OF_KIND',
  'SIGNS_OF_PRESSURE',
  'WILL_NOT_ESTABLISHED',
  'WILL_NOT_SAID',
  'WILL_WITHOUT_WITHDRAWAL',
  'DIALOGUE_MISSING',
  'OUTCOME_NOT_OF_KIND',
  'NOT_REDACTED',
  'PUBLISHER_DECIDED',
  'WAITING_TERM_RUNS',
  'NOTHING_DUE',
  'DONE_BELOW_DUE',
  'MORE_THAN_DUE',
] as const
export type CaseGuard = (typeof caseGuards)[number]

/** A matter as the rules read it. */
export type CaseRecord = {
  readonly kind: CaseKind
  readonly state: CaseState
  readonly facts: CaseFacts
  /** The day of the last step. */
  readonly lastOn: LegalDay
  readonly decidedBy: string | null
}

export type CaseGround = { readonly actorUserId: string; readonly today: LegalDay; readonly calendar?: WorkingCalendar }
export type CaseFinding = { readonly code: CaseGuard; readonly condition?: string }
export type CaseRefusal =
  | { readonly code: 'NO_SUCH_STEP' }
  | { readonly code: 'CASE_REFUSED'; readonly findings: readonly CaseFinding[] }

/** A lawful step: where the matter stands afterwards and with which facts. */
export type CaseStep = {
  readonly from: CaseState
  readonly to: CaseState
  readonly facts: CaseFacts
  readonly onDay: LegalDay
}

const when = (holds: boolean, code: CaseGuard, condition?: string): CaseFinding[] =>
  holds ? [condition === undefined ? { code } : { code, condition }] : []

/** Judges one act on a matter by the table and all its guards at once. */
export function stepCase(record: CaseRecord, act: CaseAct, ground: CaseGround): Result<CaseStep, CaseRefusal> {
  const row = caseTransition(record.kind, record.state, act.event)
  if (!row) return refuse({ code: 'NO_SUCH_STEP' })
  const findings = [
    ...when(act.onDay > ground.today, 'ACTED_IN_FUTURE'),
    ...when(act.onDay < record.lastOn, 'ACTED_BEFORE_LAST'),
    ...judgeText(record, act),
    ...judgeAct(record, act, ground),
  ]
  if (findings.length > 0) return refuse({ code: 'CASE_REFUSED', findings })
  const to = row.to === 'same' ? record.state : row.to
  return ok({ from: record.state, to, facts: factsAfter(record.facts, act), onDay: act.onDay })
}

function judgeText({ kind }: CaseRecord, act: CaseAct): CaseFinding[] {
  if (kind !== 'denunciation') return []
  const texts = Object.entries(act).flatMap(([key, value]) =>
    key !== 'number' && typeof value === 'string' ? [value] : [],
  )
  return when(
    texts.some((text) => findSenderMarks(text).length > 0),
    'DENOUNCER_IN_ANSWER',
  )
}

const outcomesOf = (kind: CaseKind, { instance }: CaseFacts): readonly Outcome[] =>
  kind === 'denunciation'
    ? denunciationOutcomes
    : kind === 'feedback'
      ? feedbackOutcomes
      : instance === 'second'
        ? secondOutcomes
        : complaintOutcomes

function judgeAct(record: CaseRecord, act: CaseAct, ground: CaseGround): CaseFinding[] {
  const { kind, facts } = record
  switch (act.event) {
    case 'start-verifying':
      return when(kind === 'denunciation' && act.members < 2, 'TEAM_TOO_SMALL')
    case 'mark-complex':
      return when(act.criteria.length === 0, 'CRITERIA_MISSING')
    case 'extend':
      return judgeExtension(record, act, ground)
    case 'suspend':
      return judgeSuspension(record, act, ground)
    case 'withdraw-part':
      return []
    case 'terminate':
      return judgeTermination(record, act)
    case 'decide':
      return [
        ...when(!outcomesOf(kind, facts).includes(act.outcome), 'OUTCOME_NOT_OF_KIND'),
        // At the first instance where demand and result differ, at the second always; absence is recorded as such (G14).
        ...when((facts.instance === 'second' || act.differs) && facts.dialogue === null, 'DIALOGUE_MISSING'),
      ]
    case 'conclude':
    case 'answer':
      return when(!outcomesOf(kind, facts).includes(act.outcome), 'OUTCOME_NOT_OF_KIND')
    case 'publish':
      return [
        ...when(!act.isRedacted, 'NOT_REDACTED'),
        ...when(kind === 'denunciation' && record.decidedBy === ground.actorUserId, 'PUBLISHER_DECIDED'),
      ]
    case 'take-effect':
      return judgeEffect(record, act, ground)
    case 'start-enforcing':
      return when(
        enforcementItems.every((item) => (act.amounts[item] ?? 0) === 0),
        'NOTHING_DUE',
      )
    case 'report-enforcing':
      return enforcementItems.flatMap((item) =>
        when((act.amounts[item] ?? 0) > (facts.due[item] ?? 0), 'MORE_THAN_DUE', item),
      )
    case 'complete':
      if (record.state !== 'enforcing' || act.closingDocument !== '') return []
      return enforcementItems.flatMap((item) =>
        when((facts.done[item] ?? 0) < (facts.due[item] ?? 0), 'DONE_BELOW_DUE', item),
      )
    default:
      return []
  }
}

/** G01, G02: before the running term ends, one criterion for the first, two for the second, and no third. */
function judgeExtension(
  { kind, state, facts }: CaseRecord,
  act: Extract<CaseAct, { event: 'extend' }>,
  { calendar }: CaseGround,
): CaseFinding[] {
  const criteria = facts.complexDocument === '' ? 0 : facts.criteria.length
  const asked = facts.extensions.length + 1
  const running = countClocks(clocksOfCase(kind, state, facts), act.onDay, calendar).find(({ rule }) => rule === 'T3')
  const counted = countDeadline(
    {
      ...{ rule: 'T3', from: facts.acceptedOn, suspensions: facts.suspensions },
      variant: settlingVariant(kind, facts),
      extensions: [...facts.extensions.map(({ days }) => days), act.days],
    },
    { explain: false, ...(calendar ? { calendar } : {}) },
  )
  const code = counted.ok ? '' : counted.refusal.code
  return [
    ...when(criteria === 0, 'EXTENSION_WITHOUT_CRITERION'),
    ...when(asked === 2 && criteria === 1, 'EXTENSION_NEEDS_TWO'),
    ...when(asked > 2, 'EXTENSION_TOO_MANY'),
    ...when(criteria > 0 && code === 'EXTENSION_TOO_LONG', 'EXTENSION_TOO_LONG'),
    ...when(running?.due !== null && running?.due !== undefined && act.onDay > running.due, 'TERM_IS_OVER'),
  ]
}

const groundsOfComplaint: readonly string[] = ['force-majeure', 'awaiting-other-body']
function judgeSuspension(
  { kind, state, facts }: CaseRecord,
  act: Extract<CaseAct, { event: 'suspend' }>,
  { calendar }: CaseGround,
): CaseFinding[] {
  const next: CaseFacts = { ...facts, suspensions: [...facts.suspensions, [act.onDay, null]] }
  const settle = countClocks(clocksOfCase(kind, state, next), act.onDay, calendar).find(
    ({ rule }) => rule === 'K2' || rule === 'K5' || rule === 'T3',
  )
  const code = settle?.refusal ?? ''
  return [
    ...when(groundsOfComplaint.includes(act.ground) !== (kind === 'complaint'), 'GROUND_NOT_OF_KIND'),
    ...when(code === 'SUSPENSION_NO_BASIS', 'SUSPENSION_NO_BASIS'),
    ...when(code === 'SUSPENSION_OUTSIDE_TERM', 'TERM_IS_OVER'),
  ]
}

const terminationsOf: Readonly<Record<'complaint' | 'denunciation', readonly string[]>> = {
  complaint: ['full-withdrawal', 'withdrawn-after-explanation', 'death-no-heir', 'dissolved-no-successor'],
  denunciation: ['full-withdrawal', 'denounced-died', 'effective-court-or-other-decision'],
}
/** G09: whether it was withdrawn freely is always said; under pressure, for money or in abuse, or where that is not established, it goes on. */
function judgeTermination({ kind }: CaseRecord, act: Extract<CaseAct, { event: 'terminate' }>): CaseFinding[] {
  const known = kind === 'feedback' ? [] : terminationsOf[kind]
  return [
    ...when(!known.includes(act.ground), 'GROUND_NOT_OF_KIND'),
    ...(withdrawalGrounds.includes(act.ground)
      ? [
          ...when(act.will === '', 'WILL_NOT_SAID'),
          ...when(act.will === 'pressed', 'SIGNS_OF_PRESSURE'),
          ...when(act.will === 'not-established', 'WILL_NOT_ESTABLISHED'),
        ]
      : when(act.will !== '', 'WILL_WITHOUT_WITHDRAWAL')),
  ]
}

/** G15: only when the waiting term has passed; a second complaint or a lawsuit would have taken the matter elsewhere. */
function judgeEffect(
  { kind, state, facts }: CaseRecord,
  act: { onDay: LegalDay },
  { calendar }: CaseGround,
): CaseFinding[] {
  const waiting = countClocks(clocksOfCase(kind, state, facts), act.onDay, calendar).find(
    ({ rule }) => rule === 'K8' || rule === 'K9',
  )
  const due = waiting?.due ?? null
  return when(due === null || act.onDay < due, 'WAITING_TERM_RUNS', due ?? '')
}

function factsAfter(facts: CaseFacts, act: CaseAct): CaseFacts {
  const { onDay } = act
  switch (act.event) {
    case 'notify':
      return { ...facts, notifiedOn: onDay }
    case 'start-verifying':
      return { ...facts, verifyingFrom: onDay, team: act.team }
    case 'mark-complex':
      return { ...facts, criteria: act.criteria, complexDocument: act.number, complexOn: onDay }
    case 'hold-dialogue':
      return { ...facts, dialogue: { onDay, wasAbsent: act.wasAbsent } }
    case 'extend':
      return { ...facts, extensions: [...facts.extensions, { days: act.days, number: act.number, onDay }] }
    case 'suspend':
      return { ...facts, suspensions: [...facts.suspensions, [onDay, null]] }
    case 'resume':
      return { ...facts, suspensions: facts.suspensions.map(([from, to]) => [from, to ?? onDay]) }
    case 'withdraw-part':
      // A part not shown to be withdrawn freely is recorded and stays to be settled.
      return act.will === 'free' ? { ...facts, withdrawnParts: facts.withdrawnParts + 1 } : facts
    case 'terminate':
      return { ...facts, terminated: act.ground, endedOn: onDay, decidedNumber: act.number }
    case 'decide':
    case 'conclude':
    case 'answer':
      return { ...facts, outcome: act.outcome, decidedOn: onDay, decidedNumber: act.number }
    case 'send':
      return { ...facts, sentOn: onDay }
    case 'handle':
      return { ...facts, handledOn: onDay, isCrimeTransferred: act.isCrime }
    case 'publish':
      return { ...facts, publishedOn: onDay, publishedHow: act.how }
    case 'second-complaint':
    case 'go-to-court':
      return { ...facts, endedOn: onDay }
    case 'take-effect':
      return { ...facts, effectiveOn: onDay }
    case 'start-enforcing':
      return { ...facts, executor: act.executor, executionNumber: act.number, due: act.amounts, done: {} }
    case 'report-enforcing':
      return { ...facts, done: { ...facts.done, ...act.amounts } }
    case 'complete':
      return { ...facts, endedOn: onDay, closingDocument: act.closingDocument }
    case 'track':
      return facts
  }
}
