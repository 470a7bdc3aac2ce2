import { order } from '../shared/index.ts'
import type { Finding, FindingCode, Severity } from './finding.ts'
import { type Measure, type Metric, measureFact, shownOf } from './measure-fact.ts'
import type { PreparedRule, PreparedRules, PreparedTest } from './prepare-rules.ts'
import type { FactName, RatingFacts } from './schema.ts'

/** One subject before the rules that concern it; what was measured is measured once, what was presumed is noted. */
export type RatingCase = {
  readonly facts: RatingFacts
  readonly rules: PreparedRules
  readonly measures: { [Name in Metric]?: Measure }
  readonly presumed: FactName[]
}

/** How a test came out; `presumed` neither fires a trigger nor fails a condition. */
type Answered = boolean | 'unknown' | 'presumed'

/** Measures one thing of the case, at most once. */
export function measure({ facts, rules, measures }: RatingCase, metric: Metric): Measure {
  const known = measures[metric]
  if (known) return known
  const found = measureFact(metric, facts, rules.ruleSet.options.unstatedActs)
  measures[metric] = found
  return found
}

/** Puts one test to the case and notes the acts that were presumed not on file. */
export function askRule(test: PreparedTest, asked: RatingCase): Answered {
  const found = measure(asked, test.metric)
  if (found.kind === 'known') return test.accepts(order(found.value, test.threshold))
  if (found.kind === 'missing') return 'unknown'
  if (found.kind === 'presumed') for (const fact of found.facts) presume(fact, asked)
  return 'presumed'
}

/** Notes an act nothing was said about, which is taken as not on file. */
export function presume(fact: FactName, { presumed }: RatingCase): void {
  if (!presumed.includes(fact)) presumed.push(fact)
}

/** Adds the facts without which a thing could not be measured. */
export function noteMissing(missing: FactName[], asked: RatingCase, metric: Metric): void {
  const found = measure(asked, metric)
  if (found.kind === 'missing') missing.push(...found.facts)
}

/** Makes a finding. */
export const finding = (code: FindingCode, severity: Severity, rest: Omit<Finding, 'code' | 'severity'>): Finding => ({
  code,
  severity,
  ...rest,
})

/** The finding of a rule whose test came out. */
export const findingOf = (rule: PreparedRule, asked: RatingCase, severity: Severity): Finding => ({
  code: rule.code,
  severity,
  fact: rule.metric,
  required: rule.required,
  actual: shownOf(measure(asked, rule.metric)),
  basis: rule.source,
})
