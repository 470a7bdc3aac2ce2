import type { LegalSource } from '../shared/index.ts'
import { askRule, finding, findingOf, lifted, missingOf, type RatingCase, shownOf } from './ask-rule.ts'
import { capLevel } from './cap-level.ts'
import { checkFacts } from './check-facts.ts'
import type { Finding } from './finding.ts'
import { measureFact, tasksOf } from './measure-fact.ts'
import type { RuleSet } from './rule-set.ts'
import type { FactName, Level, Proposal, RatingFacts, Subject } from './schema.ts'

/** What the rules propose for one subject, with everything they found; people decide. */
export type RatingAnswer = {
  readonly level: Proposal
  readonly findings: readonly Finding[]
  /** Acts nothing was said about and which were taken as not on file; to be confirmed before a decision. */
  readonly presumed: readonly FactName[]
  readonly ruleSet: string
}

const convention = (provision: string): LegalSource => ({
  document: 'Quy ước của phần mềm NQ15',
  provision,
  confidence: 'design',
})

/**
 * Proposes the level of one subject in the order of 366-QĐ/TW as we read it: excluded, contradictory facts, triggers of
 * KHT, no tasks, bands with conditions from the top, gap, caps. Points and shares are compared exactly.
 * A fact that would decide and is unknown leads to MANUAL and is named. Ballot and quota come after, elsewhere.
 */
export function rateSubject(facts: RatingFacts, subject: Subject, ruleSet: RuleSet): RatingAnswer {
  const asked = { facts, subject, ruleSet }
  const presumed = new Set<FactName>()
  const answer = (level: Proposal, findings: readonly Finding[]): RatingAnswer => ({
    level,
    findings: oncePerCodeAndFact(findings),
    presumed: [...presumed],
    ruleSet: ruleSet.code,
  })

  const kind = ruleSet.kinds[subject]
  if (!kind)
    return answer('INVALID', [
      finding('SUBJECT_NOT_IN_RULE_SET', 'BLOCK', {
        fact: 'subject',
        required: Object.keys(ruleSet.kinds).join(', '),
        actual: subject,
        basis: convention('đối tượng của bộ quy tắc'),
      }),
    ])

  const exclusions = findExclusions(asked, presumed)
  if (exclusions.notRated.length > 0) return answer('NOT_RATED', exclusions.notRated)

  const faults = checkFacts(facts, ruleSet)
  if (faults.length > 0) return answer('INVALID', faults)

  const warnings = exclusions.warned
  const triggers = findTriggers(asked, presumed)
  warnings.push(...triggers.warned)
  if (triggers.fired.length > 0) return answer('KHT', [...triggers.fired, ...warnings])

  const handed = ruleSet.handedToPeople
    .filter(({ subjects }) => subjects.includes(subject))
    .map((rule) => ({ rule, asked: askRule(rule, asked, presumed) }))
  const missing = [
    ...exclusions.missing,
    ...triggers.missing,
    ...handed.flatMap(({ asked: { measure } }) => missingOf(measure)),
  ]
  const forPeople = handed
    .filter(({ asked: { met } }) => met === true)
    .map(({ rule, asked: { measure } }) => findingOf(rule, measure, 'BLOCK'))

  if (tasksOf(facts).assigned === 0)
    return answer('MANUAL', [
      finding(ruleSet.noTasks.code, 'BLOCK', {
        fact: 'tasksAssigned',
        required: '> 0',
        actual: 0,
        basis: ruleSet.noTasks.source,
      }),
      ...forPeople,
      ...missing.map(missingFinding),
      ...warnings,
    ])

  const band = findBand(ruleSet.levelConditions[kind], asked, presumed)
  const reasons = [...forPeople, ...band.failed, ...warnings]
  const unknown = [...missing, ...band.missing]
  if (unknown.length > 0) return answer('MANUAL', [...unknown.map(missingFinding), ...reasons])
  if (forPeople.length > 0) return answer('MANUAL', reasons)
  if (!band.level) {
    const policy = ruleSet.options.gapPolicy
    const gap = finding(ruleSet.gap.code, policy === 'MANUAL' ? 'BLOCK' : 'INFO', {
      fact: 'totalScore',
      required: null,
      actual: shownOf(measureFact('totalScore', facts, ruleSet.options.unstatedActs)),
      basis: ruleSet.gap.source,
    })
    return answer(policy, [gap, ...reasons])
  }

  const capped = capLevel(band.level, asked, presumed)
  if (capped.missing.length > 0)
    return answer('MANUAL', [...capped.missing.map(missingFinding), ...capped.caps, ...reasons])
  return answer(capped.level, [...capped.caps, ...reasons, ...employerWarning(capped.level, asked)])
}

function findExclusions(asked: RatingCase, presumed: Set<FactName>) {
  const { ruleSet, subject } = asked
  const notRated: Finding[] = []
  const warned: Finding[] = []
  const missing: FactName[] = []
  for (const { code, subjects, effect, test, source } of ruleSet.exclusions) {
    if (!test || !subjects.includes(subject)) continue
    const answered = askRule(test, asked, presumed)
    const means = effect === 'NOT_RATED' || effect === 'WARN' ? effect : ruleSet.options[effect]
    // Who is known not to be excluded only matters where exclusion would follow.
    if (means === 'NOT_RATED') missing.push(...missingOf(answered.measure))
    if (answered.met !== true) continue
    const rule = { code, source, ...test }
    if (means === 'NOT_RATED') notRated.push(findingOf(rule, answered.measure, 'BLOCK'))
    else warned.push(findingOf(rule, answered.measure, 'WARN'))
  }
  return { notRated, warned, missing }
}

function findTriggers(asked: RatingCase, presumed: Set<FactName>) {
  const { ruleSet, subject } = asked
  const fired: Finding[] = []
  const warned: Finding[] = []
  const missing: FactName[] = []
  for (const rule of ruleSet.triggers.filter(({ subjects }) => subjects.includes(subject))) {
    const { met, measure } = askRule(rule, asked, presumed)
    missing.push(...missingOf(measure))
    if (met !== true) continue

    const counts = rule.unless === 'violationAlreadyCounted' && !ruleSet.options.countViolationOnce
    const lift = rule.unless && !counts ? askRule(lifted(rule.unless), asked, presumed) : undefined
    if (lift?.met === 'unknown') missing.push(...missingOf(lift.measure))
    else if (lift?.met !== true) fired.push(findingOf(rule, measure, 'BLOCK'))
    else if (rule.unless === 'violationAlreadyCounted')
      warned.push(
        finding('VIOLATION_COUNTED_ONCE', 'WARN', {
          fact: 'violationAlreadyCounted',
          required: null,
          actual: shownOf(measure),
          basis: ruleSet.warnings.find(({ code }) => code === 'VIOLATION_COUNTED_ONCE')?.source ?? rule.source,
        }),
      )
  }
  return { fired, warned, missing }
}

/** The highest level all of whose conditions hold; a level some of whose conditions are unknown and none fails is undecidable. */
function findBand(levelsDown: RuleSet['levelConditions']['LEADER'], asked: RatingCase, presumed: Set<FactName>) {
  const failed: Finding[] = []
  for (const { level, conditions } of levelsDown) {
    const weighed = conditions.map((condition) => ({ condition, ...askRule(condition, asked, presumed) }))
    const broken = weighed.filter(({ met }) => met === false)
    if (broken.length === 0) {
      const missing = weighed.flatMap(({ measure }) => missingOf(measure))
      return missing.length > 0 ? { level: null, failed, missing } : { level, failed, missing }
    }
    failed.push(...broken.map(({ condition, measure }) => findingOf(condition, measure, 'INFO')))
  }
  return { level: null, failed, missing: [] }
}

function employerWarning(level: Level, { facts, ruleSet }: RatingCase): Finding[] {
  const rule = ruleSet.warnings.find(({ code }) => code === 'EMPLOYER_KHT')
  if (!rule || facts.employerLevel !== 'KHT' || level === 'KHT') return []
  return [finding('EMPLOYER_KHT', 'WARN', { fact: 'employerLevel', required: null, actual: 'KHT', basis: rule.source })]
}

const missingFinding = (fact: FactName): Finding =>
  finding('FACT_MISSING', 'BLOCK', {
    fact,
    required: null,
    actual: null,
    basis: convention('thiếu số liệu thì không kết luận'),
  })

function oncePerCodeAndFact(findings: readonly Finding[]): Finding[] {
  const seen = new Map(findings.toReversed().map((one) => [`${one.code} ${String(one.fact)}`, one]))
  return findings.filter((one) => seen.get(`${one.code} ${String(one.fact)}`) === one)
}
