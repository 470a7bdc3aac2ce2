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

  for (const cap of rules.caps) {
    if (cap.ceiling === 'collectiveLevel') {
      if (isHead === false) continue
      if (isHead === undefined && (collectiveLevel === undefined || !isBelow(collectiveLevel, reached))) {
        if (rules.ruleSet.options.unstatedActs === 'MANUAL') missing.push('isHead')
        else presume('isHead', asked)
      } else if (isHead === undefined) missing.push('isHead')
      else if (collectiveLevel === undefined) missing.push('collectiveLevel')
      else if (isBelow(collectiveLevel, reached)) {
        level = lower(level, collectiveLevel)
        const required = `<= ${collectiveLevel}`
        caps.push(finding(cap.code, 'CAP', { fact: 'collectiveLevel', required, actual: reached, basis: cap.source }))
      }
      continue
    }

    if (!isBelow(cap.ceiling, reached) || (cap.of === 'NOT_HEAD' && isHead === true)) continue
    const met = askRule(cap, asked)
    const lift = met === true && cap.lift ? askRule(cap.lift, asked) : undefined
    noteMissing(missing, asked, cap.metric)
    if (lift !== undefined && cap.lift) noteMissing(missing, asked, cap.lift.metric)
    if (met !== true || lift === true || lift === 'unknown') continue
    if (cap.of === 'NOT_HEAD' && isHead === undefined) missing.push('isHead')
    level = lower(level, cap.ceiling)
    caps.push(findingOf(cap, asked, 'CAP'))
  }
  return { level, caps, missing }
}

const isBelow = (ceiling: Level, reached: Level): boolean => rankOf(ceiling) < rankOf(reached)
const lower = (a: Level, b: Level): Level => (isBelow(b, a) ? b : a)
