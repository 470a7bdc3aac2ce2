import { askRule, finding, findingOf, noteMissing, presume, type RatingCase } from './ask-rule.ts'
import type { Finding } from './finding.ts'
import { type FactName, type Level, rankOf } from './schema.ts'

/** Lowers the level the bands gave to the ceilings that hold; all are judged against that level, so each is named. */
export function capLevel(reached: Level, asked: RatingCase) {
  const { facts, rules } = asked
  const { isHead, collectiveLevel } = facts
  const caps: Finding[] = []
  const missing: FactName[] = []
  let level = reached
  const lowerTo = (ceiling: Level) => {
    if (rankOf(ceiling) < rankOf(level)) level = ceiling
  }
  const binds = (ceiling: Level) => rankOf(ceiling) < rankOf(reached)

  for (const cap of rules.caps) {
    if (cap.ceiling === 'collectiveLevel') {
      if (isHead === false) continue
      if (isHead === undefined && (collectiveLevel === undefined || !binds(collectiveLevel))) {
        if (rules.ruleSet.options.unstatedActs === 'MANUAL') missing.push('isHead')
        else presume('isHead', asked)
      } else if (isHead === undefined) missing.push('isHead')
      else if (collectiveLevel === undefined) missing.push('collectiveLevel')
      else if (binds(collectiveLevel)) {
        lowerTo(collectiveLevel)
        const required = `<= ${collectiveLevel}`
        caps.push(finding(cap.code, 'CAP', { fact: 'collectiveLevel', required, actual: reached, basis: cap.source }))
      }
      continue
    }

    if (!binds(cap.ceiling) || (cap.of === 'NOT_HEAD' && isHead === true)) continue
    const met = askRule(cap, asked)
    const lift = met === true && cap.lift ? askRule(cap.lift, asked) : undefined
    noteMissing(missing, asked, cap.metric)
    if (lift !== undefined && cap.lift) noteMissing(missing, asked, cap.lift.metric)
    if (met !== true || lift === true || lift === 'unknown') continue
    if (cap.of === 'NOT_HEAD' && isHead === undefined) missing.push('isHead')
    lowerTo(cap.ceiling)
    caps.push(findingOf(cap, asked, 'CAP'))
  }
  return { level, caps, missing }
}
