import { countDeadline, type Deadline, type DeadlineRule, type WorkingCalendar } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'
import type { CaseFacts } from './case-facts.ts'
import type { CaseKind, CaseState } from './case-states.ts'
import type { PetitionIntake, PetitionSorting } from './intake.ts'
import { type PartyTerm, partyRouteRule } from './party-term.ts'
import { openPetitionStates, type PetitionState } from './petition-states.ts'

/** A term that runs or ran: what is asked of the deadline engine, and the day on which it was met (null: not yet). */
export type Clock = {
  readonly deadline: Deadline
  readonly doneOn: LegalDay | null
  /** The unit's own rule, where the term is no general one. */
  readonly rule?: DeadlineRule
}

/** A paper as its terms read it. */
export type ClockedPetition = Pick<
  PetitionIntake,
  'kind' | 'source' | 'receivedOn' | 'identity' | 'isSigned' | 'isVerifiable'
> & {
  readonly state: PetitionState
  readonly sorting: Pick<PetitionSorting, 'handling' | 'competence'> | null
  /** The day on which the paper left the states in which something is still to be done. */
  readonly settledOn: LegalDay | null
}

/**
 * The terms of a paper: a complaint of one's own K1, a denunciation of one's own T1, one of another's S4, an unsigned one that can
 * be verified S7, one of the party track the unit's own term, everything else the internal term of sorting S1 (M). Counted from
 * receipt.
 */
export function clocksOfPetition(paper: ClockedPetition, partyTerm: PartyTerm | null = null): readonly Clock[] {
  const { kind, sorting, receivedOn: from, state, settledOn } = paper
  const isOpen = openPetitionStates.includes(state)
  const clock = (rule: string): Clock[] => [{ deadline: { rule, from }, doneOn: isOpen ? null : (settledOn ?? from) }]
  if (kind === 'complaint') return clock(sorting === null || sorting.competence === 'own' ? 'K1' : 'S1')
  if (kind === 'denunciation' && sorting?.competence === 'party-internal') {
    return clock('P-R').map((one) => ({ ...one, rule: partyRouteRule(partyTerm) }))
  }
  if (kind === 'denunciation') {
    if (paper.identity !== 'named' || !paper.isSigned) return clock(sorting?.handling === 'forward' ? 'S9' : 'S7')
    return clock(sorting === null || sorting.competence === 'own' ? 'T1' : 'S4')
  }
  return clock(paper.source === 'in-person' ? 'R1' : 'S1')
}

/** The variant of a term of settling, chosen by signed facts only. */
export function settlingVariant(
  kind: CaseKind,
  facts: Pick<CaseFacts, 'criteria' | 'isRemote' | 'complexDocument'>,
): string {
  const count = facts.complexDocument === '' ? 0 : facts.criteria.length
  if (kind === 'denunciation') return count >= 2 ? 'especially_complex' : count === 1 ? 'complex' : ''
  return [facts.isRemote ? 'remote' : '', count > 0 ? 'complex' : ''].filter(Boolean).join('+')
}

/** The terms of a matter, those met and those running, in the order of the procedure. */
export function clocksOfCase(kind: CaseKind, state: CaseState, facts: CaseFacts): readonly Clock[] {
  const clocks: Clock[] = []
  const clock = (rule: string, from: LegalDay | null, doneOn: LegalDay | null, more: Partial<Deadline> = {}) => {
    if (from !== null) clocks.push({ deadline: { rule, from, ...more }, doneOn: doneOn ?? facts.endedOn })
  }
  const { acceptedOn, decidedOn, sentOn, instance, suspensions } = facts
  const variant = settlingVariant(kind, facts)
  const settling = { ...(variant === '' ? {} : { variant }), suspensions }
  const remote = facts.isRemote ? { variant: 'remote' } : {}
  if (kind === 'complaint') {
    const isSecond = instance === 'second'
    clock(isSecond ? 'K5' : 'K2', acceptedOn, decidedOn, settling)
    clock(isSecond ? 'K6' : 'K3', decidedOn, sentOn)
    if (isSecond) clock('K7', decidedOn, facts.publishedOn)
    clock(isSecond ? 'K9' : 'K8', decidedOn, facts.effectiveOn, remote)
  } else if (kind === 'denunciation') {
    clock('T2', acceptedOn, facts.notifiedOn)
    clock('T3', acceptedOn, decidedOn, { ...settling, extensions: facts.extensions.map(({ days }) => days) })
    clock('T6', decidedOn, sentOn)
    clock('T7', decidedOn, facts.handledOn)
    clock('T9', decidedOn, facts.publishedOn)
  } else {
    // The law names no number of days for settling feedback (F2), so nothing is counted there.
    clock('F2', acceptedOn, decidedOn)
  }
  return state === 'terminated' ? clocks.map((one) => ({ ...one, doneOn: one.doneOn ?? facts.endedOn })) : clocks
}

/** A clock as counted: `due` null where the term is suspended or the law names no number (`refusal`). */
export type CountedClock = {
  readonly rule: string
  readonly due: LegalDay | null
  readonly rawDue: LegalDay | null
  readonly remaining: number | null
  readonly provisional: boolean
  readonly refusal: string | null
  readonly doneOn: LegalDay | null
  readonly state: 'running' | 'suspended' | 'satisfied-on-time' | 'satisfied-late' | 'overdue' | 'no-term'
}

/** Counts clocks as of a day, without the explanation. A waiting term (roll `after`) is never overdue: it only has to pass. */
export function countClocks(
  clocks: readonly Clock[],
  today: LegalDay,
  calendar?: WorkingCalendar,
): readonly CountedClock[] {
  return clocks.map(({ deadline, doneOn, rule: own }) => {
    const answer = countDeadline(deadline, {
      explain: false,
      ...(calendar ? { calendar } : {}),
      ...(own ? { rules: [own] } : {}),
    })
    const base = { rule: deadline.rule, doneOn }
    if (!answer.ok) {
      return {
        ...base,
        due: null,
        rawDue: null,
        remaining: null,
        provisional: false,
        refusal: answer.refusal.code,
        state: 'no-term' as const,
      }
    }
    const { due, rawDue, remaining, provisional, rule } = answer.value
    const counted = { ...base, due, rawDue, remaining, provisional, refusal: null }
    if (due === null) return { ...counted, state: 'suspended' as const }
    if (doneOn !== null)
      return {
        ...counted,
        state: doneOn <= due || rule.roll === 'after' ? ('satisfied-on-time' as const) : ('satisfied-late' as const),
      }
    return { ...counted, state: today > due && rule.roll !== 'after' ? ('overdue' as const) : ('running' as const) }
  })
}

/** The clock somebody has to meet next: of those that run the earliest; waiting terms ask nothing of anybody. */
export function nextClock(counted: readonly CountedClock[]): CountedClock | null {
  const open = counted.filter(
    ({ state, rule }) => (state === 'running' || state === 'overdue') && rule !== 'K8' && rule !== 'K9',
  )
  return open.toSorted((one, other) => (one.due ?? '').localeCompare(other.due ?? ''))[0] ?? null
}
