import type { LegalSource } from '../shared/index.ts'
import { askRule, finding, findingOf, measure, noteMissing, type RatingCase } from './ask-rule.ts'
import { capLevel } from './cap-level.ts'
import { checkFacts } from './check-facts.ts'
import type { Finding } from './finding.ts'
import { shownOf, tasksOf } from './measure-fact.ts'
import { prepareRules } from './prepare-rules.ts'
import { methodOf, type RuleSet } from './rule-set.ts'
import type { FactName, Level, Proposal, RatingFacts, Subject } from './schema.ts'
import { weighViolation } from './weigh-violation.ts'

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
const incomplete = convention('thiếu số liệu thì không kết luận')
const subjectsOfSet = convention('đối tượng của quy định, hướng dẫn')
const labelsOnly = convention('quy định chỉ lưu nhãn và số liệu, không tự xếp mức')

/**
 * Proposes the level of one subject in the order of 366-QĐ/TW as we read it: excluded, contradictory facts, triggers of
 * KHT, no tasks, bands with conditions from the top (or the proposed level where the generation has no conditions), gap,
 * caps. Points and shares are compared exactly. A fact that would decide and is unknown leads to MANUAL and is named; a
 * generation known by its labels only always does. Ballot and quota come after, elsewhere.
 */
export function rateSubject(facts: RatingFacts, subject: Subject, ruleSet: RuleSet): RatingAnswer {
  const rules = prepareRules(ruleSet, subject)
  const asked: RatingCase = { facts, rules, measures: {}, presumed: [] }
  if (methodOf(ruleSet) === 'LABELS_ONLY') return answer(asked, 'MANUAL', [notEvaluated(ruleSet)])
  if (!ruleSet.kinds[subject]) return answer(asked, 'INVALID', [notASubject(subject, ruleSet)])

  const exclusions = findExclusions(asked)
  if (exclusions.notRated.length > 0) return answer(asked, 'NOT_RATED', exclusions.notRated)

  const faults = checkFacts(facts, rules)
  if (faults.length > 0) return answer(asked, 'INVALID', faults)

  const triggers = findTriggers(asked)
  const warnings = [...exclusions.warned, ...triggers.warned]
  const handed = findHandedToPeople(asked)
  warnings.push(...handed.warned)
  if (triggers.fired.length > 0) {
    // The first readings, published before, name the triggers alone.
    const beside = ruleSet.reading ? [...triggers.forPeople, ...handed.forPeople] : []
    return answer(asked, 'KHT', [...triggers.fired, ...beside, ...warnings])
  }

  const missing = [...exclusions.missing, ...triggers.missing, ...handed.missing]
  const forPeople = [...triggers.forPeople, ...handed.forPeople]
  if (rules.asksTasks && tasksOf(facts).assigned === 0)
    return answer(asked, 'MANUAL', [noTasks(ruleSet), ...forPeople, ...missing.map(missingFinding), ...warnings])

  const band = rules.levelsDown ? findBand(rules.levelsDown, asked) : takeProposed(asked)
  const reasons = [...forPeople, ...band.failed, ...band.warned, ...warnings]
  if (missing.length + band.missing.length > 0)
    return answer(asked, 'MANUAL', [...[...missing, ...band.missing].map(missingFinding), ...reasons])
  if (forPeople.length > 0) return answer(asked, 'MANUAL', reasons)
  if (!band.level) return answer(asked, ruleSet.options.gapPolicy, [gapFinding(asked), ...reasons])

  const capped = capLevel(band.level, asked)
  if (capped.missing.length > 0)
    return answer(asked, 'MANUAL', [...capped.missing.map(missingFinding), ...capped.caps, ...reasons])
  return answer(asked, capped.level, [...capped.caps, ...reasons, ...employerWarning(capped.level, asked)])
}

const answer = ({ presumed, rules: { ruleSet } }: RatingCase, level: Proposal, findings: readonly Finding[]) => ({
  level,
  findings: oncePerCodeAndFact(findings),
  presumed,
  ruleSet: ruleSet.code,
})

function findExclusions(asked: RatingCase) {
  const notRated: Finding[] = []
  const warned: Finding[] = []
  const missing: FactName[] = []
  for (const rule of asked.rules.exclusions) {
    const met = askRule(rule, asked)
    // Who is known not to be excluded only matters where exclusion would follow.
    if (rule.means === 'NOT_RATED') noteMissing(missing, asked, rule.metric)
    if (met !== true) continue
    if (rule.means === 'NOT_RATED') notRated.push(findingOf(rule, asked, 'BLOCK'))
    else warned.push(findingOf(rule, asked, 'WARN'))
  }
  return { notRated, warned, missing }
}

function findTriggers(asked: RatingCase) {
  const { rules } = asked
  const fired: Finding[] = []
  const warned: Finding[] = []
  const forPeople: Finding[] = []
  const missing: FactName[] = []
  for (const rule of rules.triggers) {
    const met = askRule(rule, asked)
    noteMissing(missing, asked, rule.metric)
    if (met !== true) continue
    const also = rule.and ? askRule(rule.and, asked) : true
    if (rule.and && also === 'unknown') noteMissing(missing, asked, rule.and.metric)
    if (also !== true) continue

    const lift = rule.lift ? askRule(rule.lift, asked) : undefined
    if (rule.lift && lift === 'unknown') noteMissing(missing, asked, rule.lift.metric)
    else if (lift !== true) {
      const weighed = weighViolation(rule, asked)
      if (weighed.stands) fired.push(findingOf(rule, asked, 'BLOCK'))
      forPeople.push(...weighed.forPeople)
      warned.push(...weighed.warned)
      missing.push(...weighed.missing)
    } else if (rule.once)
      warned.push(
        finding('VIOLATION_COUNTED_ONCE', 'WARN', {
          fact: 'violationAlreadyCounted',
          required: null,
          actual: shownOf(measure(asked, rule.metric)),
          basis: rules.ruleSet.warnings.find(({ code }) => code === 'VIOLATION_COUNTED_ONCE')?.source ?? rule.source,
        }),
      )
  }
  return { fired, forPeople, warned, missing }
}

function findHandedToPeople(asked: RatingCase) {
  const forPeople: Finding[] = []
  const warned: Finding[] = []
  const missing: FactName[] = []
  for (const rule of asked.rules.handedToPeople) {
    noteMissing(missing, asked, rule.metric)
    if (askRule(rule, asked) !== true) continue
    const weighed = weighViolation(rule, asked)
    if (weighed.stands) forPeople.push(findingOf(rule, asked, 'BLOCK'))
    forPeople.push(...weighed.forPeople)
    warned.push(...weighed.warned)
    missing.push(...weighed.missing)
  }
  return { forPeople, warned, missing }
}

type Band = {
  readonly level: Level | null
  readonly failed: readonly Finding[]
  readonly warned: readonly Finding[]
  readonly missing: readonly FactName[]
}

/** The highest level all of whose conditions hold; a level some of whose conditions are unknown and none fails is undecidable. */
function findBand(levelsDown: NonNullable<RatingCase['rules']['levelsDown']>, asked: RatingCase): Band {
  const failed: Finding[] = []
  for (const { level, conditions } of levelsDown) {
    const before = failed.length
    const missing: FactName[] = []
    const warned: Finding[] = []
    for (const condition of conditions) {
      if (condition.warnsOnly) {
        if (askRule(condition, asked) === false) warned.push(findingOf(condition, asked, 'WARN'))
        continue
      }
      if (askRule(condition, asked) === false) failed.push(findingOf(condition, asked, 'INFO'))
      noteMissing(missing, asked, condition.metric)
    }
    if (failed.length === before) return { level: missing.length > 0 ? null : level, failed, warned, missing }
  }
  return { level: null, failed, warned: [], missing: [] }
}

/** The proposed level, which stands where the generation has no conditions of its own. */
function takeProposed({ facts: { proposedLevel }, rules: { ruleSet } }: RatingCase): Band {
  if (!proposedLevel) return { level: null, failed: [], warned: [], missing: ['proposedLevel'] }
  const { code, source } = ruleSet.gap
  const failed =
    proposedLevel === 'KHT'
      ? [finding(code, 'BLOCK', { fact: 'proposedLevel', required: '>= HT', actual: 'KHT', basis: source })]
      : []
  return { level: proposedLevel, failed, warned: [], missing: [] }
}

const notEvaluated = ({ code, legalBasis }: RuleSet): Finding =>
  finding('GENERATION_NOT_EVALUATED', 'BLOCK', {
    fact: 'ruleSet',
    required: null,
    actual: code,
    basis: legalBasis[0]
      ? { document: legalBasis[0].number, provision: labelsOnly.provision, confidence: legalBasis[0].confidence }
      : labelsOnly,
  })

const notASubject = (subject: Subject, ruleSet: RuleSet): Finding =>
  finding('SUBJECT_NOT_IN_RULE_SET', 'BLOCK', {
    fact: 'subject',
    required: Object.keys(ruleSet.kinds).join(', '),
    actual: subject,
    basis: subjectsOfSet,
  })

const noTasks = ({ noTasks: rule }: RuleSet): Finding =>
  finding('NO_TASKS', 'BLOCK', { fact: 'tasksAssigned', required: '> 0', actual: 0, basis: rule?.source ?? incomplete })

function gapFinding(asked: RatingCase): Finding {
  const { gap, options } = asked.rules.ruleSet
  const closes = gap.code === 'NOT_REACHING_HT' || options.gapPolicy === 'MANUAL'
  const score = gap.code === 'GAP_NO_BAND' ? shownOf(measure(asked, 'totalScore')) : null
  return finding(gap.code, closes ? 'BLOCK' : 'INFO', {
    fact: gap.code === 'GAP_NO_BAND' ? 'totalScore' : null,
    required: null,
    actual: score,
    basis: gap.source,
  })
}

function employerWarning(level: Level, { facts, rules: { ruleSet } }: RatingCase): Finding[] {
  if (facts.employerLevel !== 'KHT' || level === 'KHT') return []
  const rule = ruleSet.warnings.find(({ code }) => code === 'EMPLOYER_KHT')
  return rule
    ? [finding('EMPLOYER_KHT', 'WARN', { fact: 'employerLevel', required: null, actual: 'KHT', basis: rule.source })]
    : []
}

const missingFinding = (fact: FactName): Finding =>
  finding('FACT_MISSING', 'BLOCK', { fact, required: null, actual: null, basis: incomplete })

const oncePerCodeAndFact = (findings: readonly Finding[]): readonly Finding[] =>
  findings.length < 2
    ? findings
    : findings.filter(
        ({ code, fact }, index) => findings.findIndex((one) => one.code === code && one.fact === fact) === index,
      )
