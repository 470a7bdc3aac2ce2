import { add, type Fraction, fraction, fractionInDigits } from '../shared/index.ts'
import type { FactName, RatingFacts } from './schema.ts'

/**
 * A thing measured: `known` is a number with what is shown to people; `missing` names the facts it cannot be had
 * without; `presumed` names acts nothing was said about and which are taken as not on file; `void` means there is
 * nothing to measure (a share of none).
 */
export type Measure =
  | { readonly kind: 'known'; readonly value: Fraction; readonly shown: Shown | AsWritten }
  | { readonly kind: 'missing' | 'presumed'; readonly facts: readonly FactName[] }
  | { readonly kind: 'void' }

/** Shown as it was given: a number, yes or no, a code, or a share written "2/10". */
export type Shown = string | number | boolean

/** What is shown follows from the value, and is written only when a finding needs it. */
type AsWritten = { readonly as: 'share' | 'decimal' }

type Policy = 'PRESUME_NONE' | 'MANUAL'

const share = { as: 'share' } as const
const decimal = { as: 'decimal' } as const
const zero: Fraction = { num: 0, den: 1 }
const one: Fraction = { num: 1, den: 1 }
const nothing = { kind: 'void' } as const
const known = (value: Fraction, shown: Shown | AsWritten): Measure => ({ kind: 'known', value, shown })
const missing = (...facts: FactName[]): Measure => ({ kind: 'missing', facts })
const unstated = (policy: Policy, ...facts: FactName[]): Measure => ({
  kind: policy === 'PRESUME_NONE' ? 'presumed' : 'missing',
  facts,
})

/** What was measured, as people see it. */
export function shownOf(measure: Measure): Shown | null {
  if (measure.kind !== 'known') return null
  const { value, shown } = measure
  if (typeof shown !== 'object') return shown
  if (shown.as === 'share') return `${value.num}/${value.den}`
  const text = fractionInDigits(value)
  return String(Number(text)) === text ? Number(text) : text
}

/** The four counts of tasks; one left out follows from the others, since assigned = on time + late + failed. */
export function tasksOf(facts: RatingFacts) {
  const { tasksAssigned, tasksOnTime, tasksLate, tasksFailed } = facts
  const told = (tasksOnTime ?? 0) + (tasksLate ?? 0) + (tasksFailed ?? 0)
  const untold = Number(tasksOnTime === undefined) + Number(tasksLate === undefined) + Number(tasksFailed === undefined)
  const assigned = tasksAssigned ?? (untold === 0 ? told : undefined)
  if (untold === 0) return { assigned, onTime: tasksOnTime, late: tasksLate, failed: tasksFailed }

  // When what was told already makes up the whole, every part left out is none.
  const rest = assigned === undefined ? undefined : untold === 1 || told === assigned ? assigned - told : undefined
  const restOf = (part: number | undefined) => part ?? (untold === 1 ? rest : rest === 0 ? 0 : undefined)

  return { assigned, onTime: restOf(tasksOnTime), late: restOf(tasksLate), failed: restOf(tasksFailed) }
}

function shareOf(part: number | undefined, whole: number | undefined, names: readonly [FactName, FactName]): Measure {
  if (part !== undefined && whole !== undefined) return whole > 0 ? known({ num: part, den: whole }, share) : nothing
  return missing(...names.filter((_, index) => (index === 0 ? part : whole) === undefined))
}

const yes = (name: FactName) => (facts: RatingFacts, policy: Policy) => {
  const value = facts[name]
  if (value === undefined || value === null) return unstated(policy, name)
  return known(value === true ? one : value === false ? zero : fraction(Number(value)), value)
}

const number = (name: FactName) => (facts: RatingFacts, policy: Policy) => {
  const value = facts[name]
  return value === undefined || value === null
    ? unstated(policy, name)
    : known(
        fraction(typeof value === 'number' ? value : String(value)),
        typeof value === 'boolean' ? String(value) : value,
      )
}

/** A fact without which nothing can be told; it is never presumed. */
const needed = (name: 'mainTargetsAllDone') => (facts: RatingFacts) =>
  facts[name] === undefined ? missing(name) : known(facts[name] ? one : zero, facts[name])

const factsOf = (measure: Measure): readonly FactName[] => ('facts' in measure ? measure.facts : [])

/** How high a grade of a criterion stands, in the generations that grade. */
export const gradeRank = { KEM: 1, TRUNG_BINH: 2, TOT: 3, XUAT_SAC: 4 } as const
/** A grade as its rank, KEM 1 up to XUAT_SAC 4; a rule writes the rank it asks. */
const grade =
  (name: 'lowestCriterionGrade' | 'lowestTaskCriterionGrade' | 'lowestBasicCriterionGrade') =>
  (facts: RatingFacts): Measure => {
    const value = facts[name]
    return value === undefined ? missing(name) : known({ num: gradeRank[value], den: 1 }, value)
  }

/** How heavy a form of discipline is. */
export const disciplineRank = { KHIEN_TRACH: 1, CANH_CAO: 2, CACH_CHUC: 3, KHAI_TRU: 4 } as const

/** Everything rules may compare, and how it is had from the facts. The law compares these and nothing else. */
const metrics = {
  totalScore: ({ generalPoints, resultPoints }: RatingFacts): Measure => {
    if (generalPoints === undefined || resultPoints === undefined)
      return missing(
        ...(generalPoints === undefined ? (['generalPoints'] as const) : []),
        ...(resultPoints === undefined ? (['resultPoints'] as const) : []),
      )
    return known(add(fraction(generalPoints), fraction(resultPoints)), decimal)
  },
  doneRate: (facts: RatingFacts): Measure => {
    const { assigned, failed, onTime, late } = tasksOf(facts)
    const done =
      assigned !== undefined && failed !== undefined
        ? assigned - failed
        : onTime === undefined || late === undefined
          ? undefined
          : onTime + late
    return shareOf(done, assigned, ['tasksFailed', 'tasksAssigned'])
  },
  onTimeRate: (facts: RatingFacts): Measure => {
    const { assigned, onTime } = tasksOf(facts)
    return shareOf(onTime, assigned, ['tasksOnTime', 'tasksAssigned'])
  },
  lateRate: (facts: RatingFacts): Measure => {
    const { assigned, late } = tasksOf(facts)
    return shareOf(late, assigned, ['tasksLate', 'tasksAssigned'])
  },
  failedRate: (facts: RatingFacts): Measure => {
    const { assigned, failed } = tasksOf(facts)
    return shareOf(failed, assigned, ['tasksFailed', 'tasksAssigned'])
  },
  exceededRate: (facts: RatingFacts): Measure =>
    shareOf(facts.tasksExceeded, tasksOf(facts).assigned, ['tasksExceeded', 'tasksAssigned']),
  limitationsRemediedRate: ({ limitationsPointedOut, limitationsRemedied }: RatingFacts, policy: Policy): Measure => {
    if (limitationsPointedOut === 0) return known(one, '0/0')
    if (limitationsPointedOut !== undefined)
      return shareOf(limitationsRemedied, limitationsPointedOut, ['limitationsRemedied', 'limitationsPointedOut'])
    return limitationsRemedied === undefined
      ? unstated(policy, 'limitationsPointedOut')
      : missing('limitationsPointedOut')
  },
  unitsKhtRate: ({ unitsInCharge, unitsRatedKht }: RatingFacts, policy: Policy): Measure =>
    unitsInCharge === undefined && unitsRatedKht === undefined
      ? unstated(policy, 'unitsInCharge', 'unitsRatedKht')
      : shareOf(unitsRatedKht, unitsInCharge, ['unitsRatedKht', 'unitsInCharge']),
  lowConfidenceRate: ({ lowConfidenceVotes, confidenceVotesTotal }: RatingFacts, policy: Policy): Measure =>
    lowConfidenceVotes === undefined && confidenceVotesTotal === undefined
      ? unstated(policy, 'lowConfidenceVotes', 'confidenceVotesTotal')
      : shareOf(lowConfidenceVotes, confidenceVotesTotal, ['lowConfidenceVotes', 'confidenceVotesTotal']),
  /** The five basic targets missed of those assigned; none assigned is nothing to measure. */
  basicTargetsMissedRate: ({ basicTargetsAssigned, basicTargetsMissed }: RatingFacts, policy: Policy): Measure =>
    basicTargetsAssigned === undefined && basicTargetsMissed === undefined
      ? unstated(policy, 'basicTargetsAssigned', 'basicTargetsMissed')
      : basicTargetsAssigned === 0
        ? nothing
        : shareOf(basicTargetsMissed, basicTargetsAssigned, ['basicTargetsMissed', 'basicTargetsAssigned']),
  collectiveMemberDisciplined: (facts: RatingFacts, policy: Policy): Measure => {
    const { collectiveMemberDisciplined: told, collectiveMemberHighestDiscipline: highest } = facts
    if (told !== undefined) return known(told === true ? one : told === false ? zero : fraction(told), told)
    if (highest === undefined) return unstated(policy, 'collectiveMemberDisciplined')
    return highest === null ? known(zero, false) : known(one, highest)
  },
  /** The heaviest form decided against a member of the collective, as its rank: KHIEN_TRACH 1 up to KHAI_TRU 4. */
  collectiveMemberHighestDiscipline: (facts: RatingFacts, policy: Policy): Measure => {
    const { collectiveMemberDisciplined: told, collectiveMemberHighestDiscipline: highest } = facts
    if (typeof highest === 'string') return known({ num: disciplineRank[highest], den: 1 }, highest)
    if (highest === null || told === false || told === 0) return known(zero, false)
    return told === undefined
      ? unstated(policy, 'collectiveMemberHighestDiscipline')
      : missing('collectiveMemberHighestDiscipline')
  },
  /** Disciplined subordinate organizations and members of the collective, less those self-detected and remedied. */
  disciplinedNotSelfDetected: (facts: RatingFacts, policy: Policy): Measure => {
    const { disciplinedSelfDetectedAndRemedied: remedied, subordinateDisciplined: below } = facts
    const within = metrics.collectiveMemberDisciplined(facts, policy)
    const disciplined = Number(below ?? 0) + (within.kind === 'known' ? Number(within.value.num) : 0)
    if (disciplined > 0 && remedied === undefined && policy === 'MANUAL')
      return missing('disciplinedSelfDetectedAndRemedied')
    if (disciplined > 0) return known(remedied ? zero : { num: disciplined, den: 1 }, disciplined)
    const unsaid = [...(below === undefined ? (['subordinateDisciplined'] as const) : []), ...factsOf(within)]
    return unsaid.length > 0 ? unstated(policy, ...unsaid) : known(zero, false)
  },
  /** A member of the collective disciplined for what is not linked to it: bars HTXSNV and nothing else. */
  collectiveMemberDisciplinedUnlinked: (facts: RatingFacts, policy: Policy): Measure =>
    facts.collectiveMemberDisciplineLinked === false
      ? metrics.collectiveMemberDisciplined(facts, policy)
      : known(zero, false),
  disciplined: ({ discipline }: RatingFacts, policy: Policy): Measure => {
    if (discipline === undefined) return unstated(policy, 'discipline')
    return discipline === null ? known(zero, false) : known(one, discipline)
  },
  employerKht: ({ employerLevel }: RatingFacts, policy: Policy): Measure =>
    employerLevel === undefined
      ? unstated(policy, 'employerLevel')
      : known(employerLevel === 'KHT' ? one : zero, employerLevel),
  subordinateDisciplined: yes('subordinateDisciplined'),
  degradationConcluded: yes('degradationConcluded'),
  disunityConcluded: yes('disunityConcluded'),
  collectiveDisciplined: yes('collectiveDisciplined'),
  unitCorruptionDealtWith: yes('unitCorruptionDealtWith'),
  quarterBelowMinimum: yes('quarterBelowMinimum'),
  forceMajeureConfirmed: yes('forceMajeureConfirmed'),
  violationFromEarlierYear: yes('violationFromEarlierYear'),
  disciplinedSelfDetectedAndRemedied: yes('disciplinedSelfDetectedAndRemedied'),
  prohibitedActConcluded: yes('prohibitedActConcluded'),
  collectiveMemberDegradationConcluded: yes('collectiveMemberDegradationConcluded'),
  cadreWorkWrongdoingConcluded: yes('cadreWorkWrongdoingConcluded'),
  violationAlreadyCounted: yes('violationAlreadyCounted'),
  mainTargetsAllDone: needed('mainTargetsAllDone'),
  exempt: yes('exempt'),
  suspended: yes('suspended'),
  collectiveDoneRate: number('collectiveDoneRate'),
  monthsSinceAdmission: number('monthsSinceAdmission'),
  monthsSinceFounded: number('monthsSinceFounded'),
  targetsCompletedRate: number('targetsCompletedRate'),
  lowestCriterionGrade: grade('lowestCriterionGrade'),
  lowestTaskCriterionGrade: grade('lowestTaskCriterionGrade'),
  lowestBasicCriterionGrade: grade('lowestBasicCriterionGrade'),
} as const satisfies Record<string, (facts: RatingFacts, policy: Policy) => Measure>

export type Metric = keyof typeof metrics

/** Measures one thing from the facts; what to do with acts nothing was said about is the rule set's choice. */
export const measureFact = (metric: Metric, facts: RatingFacts, policy: Policy): Measure =>
  metrics[metric](facts, policy)
