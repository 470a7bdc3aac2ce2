import { fraction, order } from '../shared/index.ts'
import type { Finding, FindingCode } from './finding.ts'
import type { Shown } from './measure-fact.ts'
import type { PreparedRules } from './prepare-rules.ts'
import type { FactName, RatingFacts } from './schema.ts'

const countFacts = [
  'limitationsPointedOut',
  'limitationsRemedied',
  'subordinateDisciplined',
  'collectiveMemberDisciplined',
  'basicTargetsAssigned',
  'basicTargetsMissed',
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
  ['basicTargetsMissed', 'basicTargetsAssigned'],
] as const satisfies readonly (readonly [FactName, FactName])[]

const rateFacts = ['collectiveDoneRate', 'targetsCompletedRate'] as const satisfies readonly FactName[]
const monthFacts = ['monthsSinceAdmission', 'monthsSinceFounded'] as const satisfies readonly FactName[]

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0

/** Every way in which the facts contradict each other or the sheet; none means the case can be evaluated. */
export function checkFacts(facts: RatingFacts, { points }: Pick<PreparedRules, 'points'>): readonly Finding[] {
  const faults: Finding[] = []
  notePointFaults(faults, facts, points)
  noteTaskFaults(faults, facts)
  noteCountFaults(faults, facts)
  noteContradictions(faults, facts)
  return faults
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

const zero = fraction(0)
const one = fraction(1)

function notePointFaults(faults: Finding[], facts: RatingFacts, maxima: PreparedRules['points']): void {
  for (const { fact, max, required, source } of maxima) {
    const value = facts[fact]
    if (typeof value !== 'number' && typeof value !== 'string') continue
    const points = fraction(value)
    if (order(points, zero) < 0) faults.push(fault('SCORE_NEGATIVE', fact, { required: '>= 0', actual: value }))
    else if (order(points, max) > 0)
      faults.push({ ...fault('SCORE_OVER_MAX', fact, { required, actual: value }), basis: source })
  }
}

function noteTaskFaults(faults: Finding[], facts: RatingFacts): void {
  const before = faults.length
  for (const fact of taskFacts) {
    const value = facts[fact]
    if (value !== undefined && !isCount(value))
      faults.push(fault('TASK_COUNT_MISMATCH', fact, { required: 'count >= 0', actual: value }))
  }
  if (faults.length > before) return

  const { tasksAssigned: assigned, tasksOnTime: onTime, tasksLate: late, tasksFailed: failed, tasksExceeded } = facts
  const told = (onTime ?? 0) + (late ?? 0) + (failed ?? 0)
  const complete = onTime !== undefined && late !== undefined && failed !== undefined
  if (assigned !== undefined && (complete ? told !== assigned : told > assigned))
    faults.push(fault('TASK_COUNT_MISMATCH', 'tasksAssigned', { required: `= ${told}`, actual: assigned }))

  // What is on time at most: given, or what late and failed leave of the assigned.
  const mostOnTime = onTime ?? (assigned === undefined ? undefined : assigned - (late ?? 0) - (failed ?? 0))
  if (tasksExceeded !== undefined && mostOnTime !== undefined && tasksExceeded > mostOnTime)
    faults.push(fault('TASK_COUNT_MISMATCH', 'tasksExceeded', { required: `<= ${mostOnTime}`, actual: tasksExceeded }))
}

function noteCountFaults(faults: Finding[], facts: RatingFacts): void {
  for (const fact of countFacts) {
    const value = facts[fact]
    if (typeof value === 'number' && !isCount(value))
      faults.push(fault('COUNT_MISMATCH', fact, { required: 'count >= 0', actual: value }))
  }
  const { basicTargetsAssigned: targets } = facts
  if (targets !== undefined && targets > 5)
    faults.push(fault('COUNT_MISMATCH', 'basicTargetsAssigned', { required: '<= 5', actual: targets }))
  for (const [part, whole] of partsAndWholes) {
    const [some, all] = [facts[part], facts[whole]]
    if (some !== undefined && all !== undefined && some > all)
      faults.push(fault('COUNT_MISMATCH', part, { required: `<= ${all}`, actual: some }))
  }
}

function noteContradictions(faults: Finding[], facts: RatingFacts): void {
  const { collectiveMemberDisciplined: told, collectiveMemberHighestDiscipline: highest } = facts
  const nobodyYetSomebody = told !== undefined && Number(told) === 0 && typeof highest === 'string'
  const somebodyYetNobody = told !== undefined && Number(told) > 0 && highest === null
  if (nobodyYetSomebody || somebodyYetNobody)
    faults.push(
      fault('FACTS_CONTRADICT', 'collectiveMemberHighestDiscipline', {
        required: `collectiveMemberDisciplined = ${String(told)}`,
        actual: highest ?? 'null',
      }),
    )
  for (const fact of rateFacts) {
    const value = facts[fact]
    if (value === undefined) continue
    const rate = fraction(value)
    if (order(rate, zero) < 0 || order(rate, one) > 0)
      faults.push(fault('COUNT_MISMATCH', fact, { required: '0..1', actual: value }))
  }
  for (const fact of monthFacts) {
    const months = facts[fact]
    if (months !== undefined && order(fraction(months), zero) < 0)
      faults.push(fault('COUNT_MISMATCH', fact, { required: '>= 0', actual: months }))
  }
}
