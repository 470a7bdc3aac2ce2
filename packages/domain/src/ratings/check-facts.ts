import { compare, exact } from './exact-number.ts'
import type { Finding, FindingCode } from './finding.ts'
import type { Shown } from './measure-fact.ts'
import type { RuleSet } from './rule-set.ts'
import type { FactName, RatingFacts } from './schema.ts'

const countFacts = [
  'limitationsPointedOut',
  'limitationsRemedied',
  'subordinateDisciplined',
  'collectiveMemberDisciplined',
  'unitsInCharge',
  'unitsRatedKht',
  'lowConfidenceVotes',
  'confidenceVotesTotal',
] as const satisfies readonly FactName[]
const taskFacts = [
  'tasksAssigned',
  'tasksOnTime',
  'tasksLate',
  'tasksFailed',
  'tasksExceeded',
] as const satisfies readonly FactName[]
const partsAndWholes = [
  ['limitationsRemedied', 'limitationsPointedOut'],
  ['unitsRatedKht', 'unitsInCharge'],
  ['lowConfidenceVotes', 'confidenceVotesTotal'],
] as const satisfies readonly (readonly [FactName, FactName])[]

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0

/** Every way in which the facts contradict each other or the sheet; none means the case can be evaluated. */
export function checkFacts(facts: RatingFacts, ruleSet: RuleSet): Finding[] {
  return [...pointFaults(facts, ruleSet), ...taskFaults(facts), ...countFaults(facts), ...contradictions(facts)]
}

const fault = (
  code: FindingCode,
  fact: FactName,
  { required, actual }: { required: string; actual: Shown },
): Finding => ({
  code,
  severity: 'BLOCK',
  fact,
  required,
  actual,
  basis: { document: 'Quy ước của phần mềm NQ15', provision: 'kiểm tra số liệu đầu vào', confidence: 'design' },
})

function pointFaults(facts: RatingFacts, { scoreModel }: RuleSet): Finding[] {
  return scoreModel.groups.flatMap(({ fact, max, source }) => {
    const value = facts[fact]
    if (typeof value !== 'number' && typeof value !== 'string') return []
    if (compare(exact(value), exact(0)) < 0) return [fault('SCORE_NEGATIVE', fact, { required: '>= 0', actual: value })]
    if (compare(exact(value), exact(max)) > 0)
      return [{ ...fault('SCORE_OVER_MAX', fact, { required: `<= ${max}`, actual: value }), basis: source }]
    return []
  })
}

function taskFaults(facts: RatingFacts): Finding[] {
  const broken = taskFacts.flatMap((fact) => {
    const value = facts[fact]
    return value === undefined || isCount(value)
      ? []
      : [fault('TASK_COUNT_MISMATCH', fact, { required: 'count >= 0', actual: value })]
  })
  if (broken.length > 0) return broken

  const { tasksAssigned: assigned, tasksOnTime: onTime, tasksLate: late, tasksFailed: failed, tasksExceeded } = facts
  const told = (onTime ?? 0) + (late ?? 0) + (failed ?? 0)
  const complete = onTime !== undefined && late !== undefined && failed !== undefined
  const sum =
    assigned !== undefined && (complete ? told !== assigned : told > assigned)
      ? [fault('TASK_COUNT_MISMATCH', 'tasksAssigned', { required: `= ${told}`, actual: assigned })]
      : []
  // What is on time at most: given, or what late and failed leave of the assigned.
  const mostOnTime = onTime ?? (assigned === undefined ? undefined : assigned - (late ?? 0) - (failed ?? 0))
  const exceeded =
    tasksExceeded !== undefined && mostOnTime !== undefined && tasksExceeded > mostOnTime
      ? [fault('TASK_COUNT_MISMATCH', 'tasksExceeded', { required: `<= ${mostOnTime}`, actual: tasksExceeded })]
      : []
  return [...sum, ...exceeded]
}

function countFaults(facts: RatingFacts): Finding[] {
  const broken = countFacts.flatMap((fact) => {
    const value = facts[fact]
    return typeof value !== 'number' || isCount(value)
      ? []
      : [fault('COUNT_MISMATCH', fact, { required: 'count >= 0', actual: value })]
  })
  const parts = partsAndWholes.flatMap(([part, whole]) => {
    const [some, all] = [facts[part], facts[whole]]
    return some !== undefined && all !== undefined && some > all
      ? [fault('COUNT_MISMATCH', part, { required: `<= ${all}`, actual: some })]
      : []
  })
  return [...broken, ...parts]
}

function contradictions(facts: RatingFacts): Finding[] {
  const { collectiveMemberDisciplined: told, collectiveMemberHighestDiscipline: highest, collectiveDoneRate } = facts
  const nobodyYetSomebody = told !== undefined && Number(told) === 0 && typeof highest === 'string'
  const somebodyYetNobody = told !== undefined && Number(told) > 0 && highest === null
  const rate = collectiveDoneRate === undefined ? undefined : exact(collectiveDoneRate)
  return [
    ...(nobodyYetSomebody || somebodyYetNobody
      ? [
          fault('FACTS_CONTRADICT', 'collectiveMemberHighestDiscipline', {
            required: `collectiveMemberDisciplined = ${String(told)}`,
            actual: highest ?? 'null',
          }),
        ]
      : []),
    ...(rate !== undefined && collectiveDoneRate !== undefined && (rate.num < 0n || rate.num > rate.den)
      ? [fault('COUNT_MISMATCH', 'collectiveDoneRate', { required: '0..1', actual: collectiveDoneRate })]
      : []),
    ...(['monthsSinceAdmission', 'monthsSinceFounded'] as const).flatMap((fact) => {
      const months = facts[fact]
      return months !== undefined && exact(months).num < 0n
        ? [fault('COUNT_MISMATCH', fact, { required: '>= 0', actual: months })]
        : []
    }),
  ]
}
