import { exact, holds } from './exact-number.ts'
import { type Finding, type FindingCode, findingCodes, type Severity } from './finding.ts'
import { type Measure, type Metric, measureFact, type Shown } from './measure-fact.ts'
import type { Condition, RuleSet, Test } from './rule-set.ts'
import type { FactName, RatingFacts, Subject } from './schema.ts'

/** One subject before its rule set. */
export type RatingCase = { readonly facts: RatingFacts; readonly subject: Subject; readonly ruleSet: RuleSet }

/** How a test came out; `presumed` neither fires a trigger nor fails a condition. */
export type Asked = { readonly measure: Measure; readonly met: boolean | 'unknown' | 'presumed' }

/** Puts one test to the facts and notes the acts that were presumed not on file. */
export function askRule(test: Test, { facts, ruleSet }: RatingCase, presumed: Set<FactName>): Asked {
  const measure = measureFact(test.metric, facts, ruleSet.options.unstatedActs)
  if (measure.kind === 'presumed') for (const fact of measure.facts) presumed.add(fact)
  if (measure.kind === 'missing') return { measure, met: 'unknown' }
  if (measure.kind !== 'known') return { measure, met: 'presumed' }
  return { measure, met: holds(measure.value, test.operator, exact(test.value)) }
}

/** The facts without which a thing could not be measured. */
export const missingOf = (measure: Measure): readonly FactName[] => (measure.kind === 'missing' ? measure.facts : [])
/** What was measured, as people see it. */
export const shownOf = (measure: Measure): Shown | null => (measure.kind === 'known' ? measure.shown : null)

/** The evaluator only utters codes that have a text; a rule set with another code is a bug. */
export function knownCode(code: string): FindingCode {
  const found = findingCodes.find((one) => one === code)
  if (!found) throw new Error(`The rule set names a finding without a text: ${code}`)
  return found
}

/** Makes a finding. */
export const finding = (code: FindingCode, severity: Severity, rest: Omit<Finding, 'code' | 'severity'>): Finding => ({
  code,
  severity,
  ...rest,
})

/** The finding of a rule whose test came out. */
export const findingOf = (rule: Condition, measure: Measure, severity: Severity): Finding =>
  finding(knownCode(rule.code), severity, {
    fact: rule.metric,
    required: `${rule.operator} ${rule.value}`,
    actual: shownOf(measure),
    basis: rule.source,
  })

/** The test of a fact that lifts a trigger or a cap. */
export const lifted = (metric: Metric): Test => ({ metric, operator: '>', value: '0' })
