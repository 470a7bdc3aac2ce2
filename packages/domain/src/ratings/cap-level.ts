import { askRule, finding, findingOf, knownCode, lifted, missingOf, type RatingCase } from './ask-rule.ts'
import type { Finding } from './finding.ts'
import type { RuleSet } from './rule-set.ts'
import { type FactName, type Level, rankOf } from './schema.ts'

/** Lowers the level the bands gave to the ceilings that hold; all are judged against that level, so each is named. */
export function capLevel(reached: Level, asked: RatingCase, presumed: Set<FactName>) {
  const { facts, ruleSet, subject } = asked
  const { isHead, collectiveLevel } = facts
  const caps: Finding[] = []
  const missing: FactName[] = []
  let level = reached
  const lowerTo = (ceiling: Level) => {
    if (rankOf(ceiling) < rankOf(level)) level = ceiling
  }
  const binds = (ceiling: Level) => rankOf(ceiling) < rankOf(reached)

  for (const cap of ruleSet.caps) {
    if (!cap.subjects.includes(subject) || !isCapOn(cap.code, ruleSet)) continue
    if (cap.ceiling === 'collectiveLevel') {
      if (isHead === false) continue
      if (isHead === undefined && (collectiveLevel === undefined || !binds(collectiveLevel))) {
        if (ruleSet.options.unstatedActs === 'MANUAL') missing.push('isHead')
        else presumed.add('isHead')
      } else if (isHead === undefined) missing.push('isHead')
      else if (collectiveLevel === undefined) missing.push('collectiveLevel')
      else if (binds(collectiveLevel)) {
        lowerTo(collectiveLevel)
        caps.push(
          finding(knownCode(cap.code), 'CAP', {
            fact: 'collectiveLevel',
            required: `<= ${collectiveLevel}`,
            actual: reached,
            basis: cap.source,
          }),
        )
      }
      continue
    }

    if (!binds(cap.ceiling) || (cap.of === 'NOT_HEAD' && isHead === true)) continue
    const { met, measure } = askRule(cap, asked, presumed)
    const lift = met === true && cap.unless ? askRule(lifted(cap.unless), asked, presumed) : undefined
    missing.push(...missingOf(measure), ...(lift ? missingOf(lift.measure) : []))
    if (met !== true || lift?.met === true || lift?.met === 'unknown') continue
    if (cap.of === 'NOT_HEAD' && isHead === undefined) missing.push('isHead')
    lowerTo(cap.ceiling)
    caps.push(findingOf({ ...cap, code: knownCode(cap.code) }, measure, 'CAP'))
  }
  return { level, caps, missing }
}

const isCapOn = (code: string, { options }: RuleSet): boolean =>
  !Object.entries(options.caps).some(([name, on]) => name === code && !on)
