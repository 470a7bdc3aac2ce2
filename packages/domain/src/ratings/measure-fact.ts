import { type Exact, exact, inDigits, over, plus } from './exact-number.ts'
import type { FactName, RatingFacts } from './schema.ts'

/**
 * A thing measured: `known` is a number with what is shown to people; `missing` names the facts it cannot be had
 * without; `presumed` names acts nothing was said about and which are taken as not on file; `void` means there is
 * nothing to measure (a share of none).
 */
export type Measure =
  | { readonly kind: 'known'; readonly value: Exact; readonly shown: Shown }
  | { readonly kind: 'missing' | 'presumed'; readonly facts: readonly FactName[] }
  | { readonly kind: 'void' }

/** Shown as it was given: a number, yes or no, a code, or a share written "2/10". */
export type Shown = string | number | boolean

type Policy = 'PRESUME_NONE' | 'MANUAL'

const zero = exact(0)
const one = exact(1)
const known = (value: Exact, shown: Shown): Measure => ({ kind: 'known', value, shown })
const missing = (...facts: FactName[]): Measure => ({ kind: 'missing', facts })
const unstated = (policy: Policy, ...facts: FactName[]): Measure => ({
  kind: policy === 'PRESUME_NONE' ? 'presumed' : 'missing',
  facts,
})

/** The four counts of tasks; one left out follows from the others, since assigned = on time + late + failed. */
export function tasksOf(facts: RatingFacts) {
  const { tasksAssigned, tasksOnTime, tasksLate, tasksFailed } = facts
  const parts = [tasksOnTime, tasksLate, tasksFailed]
  const told = parts.filter((part) => part !== undefined).reduce((sum, part) => sum + part, 0)
  const untold = parts.filter((part) => part === undefined).length
  const assigned = tasksAssigned ?? (untold === 0 ? told : undefined)

  // When what was told already makes up the whole, every part left out is none.
  const rest = assigned === undefined ? undefined : untold === 1 || told === assigned ? assigned - told : undefined
  const restOf = (part: number | undefined) => part ?? (untold === 1 ? rest : rest === 0 ? 0 : undefined)

  return { assigned, onTime: restOf(tasksOnTime), late: restOf(tasksLate), failed: restOf(tasksFailed) }
}

function share(part: number | undefined, whole: number | undefined, names: readonly [FactName, FactName]): Measure {
  const absent = [part === undefined ? [names[0]] : [], whole === undefined ? [names[1]] : []].flat()
  if (part === undefined || whole === undefined) return missing(...absent)
  return whole > 0 ? known(over(exact(part), exact(whole)), `${part}/${whole}`) : { kind: 'void' }
}

const yes = (name: FactName) => (facts: RatingFacts, policy: Policy) => {
  const value = facts[name]
  if (value === undefined || value === null) return unstated(policy, name)
  return known(exact(Number(value)), value)
}

const number = (name: FactName) => (facts: RatingFacts, policy: Policy) => {
  const value = facts[name]
  return value === undefined || value === null ? unstated(policy, name) : known(exact(String(value)), value)
}

/** Everything rules may compare, and how it is had from the facts. The law compares these and nothing else. */
const metrics = {
  totalScore: ({ generalPoints, resultPoints }: RatingFacts): Measure => {
    if (generalPoints === undefined || resultPoints === undefined)
      return missing(
        ...(generalPoints === undefined ? (['generalPoints'] as const) : []),
        ...(resultPoints === undefined ? (['resultPoints'] as const) : []),
      )
    const total = plus(exact(generalPoints), exact(resultPoints))
    return known(total, shownNumber(total))
  },
  doneRate: (facts: RatingFacts): Measure => {
    const { assigned, failed, onTime, late } = tasksOf(facts)
    const done =
      assigned !== undefined && failed !== undefined
        ? assigned - failed
        : onTime === undefined || late === undefined
          ? undefined
          : onTime + late
    return share(done, assigned, ['tasksFailed', 'tasksAssigned'])
  },
  onTimeRate: (facts: RatingFacts): Measure => {
    const { assigned, onTime } = tasksOf(facts)
    return share(onTime, assigned, ['tasksOnTime', 'tasksAssigned'])
  },
  lateRate: (facts: RatingFacts): Measure => {
    const { assigned, late } = tasksOf(facts)
    return share(late, assigned, ['tasksLate', 'tasksAssigned'])
  },
  failedRate: (facts: RatingFacts): Measure => {
    const { assigned, failed } = tasksOf(facts)
    return share(failed, assigned, ['tasksFailed', 'tasksAssigned'])
  },
  exceededRate: (facts: RatingFacts): Measure =>
    share(facts.tasksExceeded, tasksOf(facts).assigned, ['tasksExceeded', 'tasksAssigned']),
  limitationsRemediedRate: ({ limitationsPointedOut, limitationsRemedied }: RatingFacts, policy: Policy): Measure => {
    if (limitationsPointedOut === 0) return known(one, '0/0')
    if (limitationsPointedOut !== undefined)
      return share(limitationsRemedied, limitationsPointedOut, ['limitationsRemedied', 'limitationsPointedOut'])
    return limitationsRemedied === undefined
      ? unstated(policy, 'limitationsPointedOut')
      : missing('limitationsPointedOut')
  },
  unitsKhtRate: ({ unitsInCharge, unitsRatedKht }: RatingFacts, policy: Policy): Measure =>
    unitsInCharge === undefined && unitsRatedKht === undefined
      ? unstated(policy, 'unitsInCharge', 'unitsRatedKht')
      : share(unitsRatedKht, unitsInCharge, ['unitsRatedKht', 'unitsInCharge']),
  lowConfidenceRate: ({ lowConfidenceVotes, confidenceVotesTotal }: RatingFacts, policy: Policy): Measure =>
    lowConfidenceVotes === undefined && confidenceVotesTotal === undefined
      ? unstated(policy, 'lowConfidenceVotes', 'confidenceVotesTotal')
      : share(lowConfidenceVotes, confidenceVotesTotal, ['lowConfidenceVotes', 'confidenceVotesTotal']),
  collectiveMemberDisciplined: (facts: RatingFacts, policy: Policy): Measure => {
    const { collectiveMemberDisciplined: told, collectiveMemberHighestDiscipline: highest } = facts
    if (told !== undefined) return known(exact(Number(told)), told)
    if (highest === undefined) return unstated(policy, 'collectiveMemberDisciplined')
    return highest === null ? known(zero, false) : known(one, highest)
  },
  disciplined: ({ discipline }: RatingFacts, policy: Policy): Measure => {
    if (discipline === undefined) return unstated(policy, 'discipline')
    return discipline === null ? known(zero, false) : known(one, discipline)
  },
  subordinateDisciplined: yes('subordinateDisciplined'),
  degradationConcluded: yes('degradationConcluded'),
  disunityConcluded: yes('disunityConcluded'),
  collectiveDisciplined: yes('collectiveDisciplined'),
  unitCorruptionDealtWith: yes('unitCorruptionDealtWith'),
  quarterBelowMinimum: yes('quarterBelowMinimum'),
  forceMajeureConfirmed: yes('forceMajeureConfirmed'),
  violationAlreadyCounted: yes('violationAlreadyCounted'),
  exempt: yes('exempt'),
  suspended: yes('suspended'),
  collectiveDoneRate: number('collectiveDoneRate'),
  monthsSinceAdmission: number('monthsSinceAdmission'),
  monthsSinceFounded: number('monthsSinceFounded'),
} as const satisfies Record<string, (facts: RatingFacts, policy: Policy) => Measure>

export type Metric = keyof typeof metrics

/** Measures one thing from the facts; what to do with acts nothing was said about is the rule set's choice. */
export const measureFact = (metric: Metric, facts: RatingFacts, policy: Policy): Measure =>
  metrics[metric](facts, policy)

function shownNumber(value: Exact): Shown {
  const text = inDigits(value)
  return String(Number(text)) === text ? Number(text) : text
}
