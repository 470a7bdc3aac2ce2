import { askRule, finding, findingOf, noteMissing, type RatingCase } from './ask-rule.ts'
import type { Finding } from './finding.ts'
import type { PreparedWeighing } from './prepare-rules.ts'
import type { FactName } from './schema.ts'

/** What a violation that is there comes to: whether it stands by itself, and what people are told or asked. */
type Weighed = {
  readonly stands: boolean
  readonly forPeople: readonly Finding[]
  readonly warned: readonly Finding[]
  readonly missing: readonly FactName[]
}

/**
 * Weighs a violation by what the text asks beside it (366-QĐ/TW Điều 11 khoản 4): one not linked to duty is no trigger, one
 * of which the link is not known is asked of people, and where the competent level has discretion the rule gives way to it.
 */
export function weighViolation({ link, discretion }: PreparedWeighing, asked: RatingCase): Weighed {
  const linked = link === null ? true : asked.facts[link.fact]
  if (link && linked === false) {
    const rest = { fact: link.fact, required: null, actual: false, basis: link.source }
    return {
      stands: false,
      forPeople: [],
      warned: link.unlinked ? [finding(link.unlinked, 'WARN', rest)] : [],
      missing: [],
    }
  }

  const missing: FactName[] = []
  const forPeople: Finding[] = []
  for (const circumstance of discretion) {
    if (askRule(circumstance, asked) === true)
      forPeople.push({ ...findingOf(circumstance, asked, 'BLOCK'), required: null })
    noteMissing(missing, asked, circumstance.metric)
  }
  if (link && linked === undefined) {
    const rest = { fact: link.fact, required: null, actual: null, basis: link.source }
    forPeople.unshift(finding('DISCIPLINE_LINK_UNKNOWN', 'BLOCK', rest))
  }
  return { stands: forPeople.length === 0 && missing.length === 0, forPeople, warned: [], missing }
}
