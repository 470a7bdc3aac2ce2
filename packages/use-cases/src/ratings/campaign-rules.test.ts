import {
  applyOverlays,
  earlierReadings,
  type RatingFacts,
  type RuleSet,
  rateSubject,
  ratingRuleSets,
} from '@nq15/domain/ratings'
import { describe, expect, test } from 'vitest'
import { hashOfRules, rulesOf } from './campaign-rules.ts'

const present = ratingRuleSets.find(({ code }) => code === 'G3')
const earlier = earlierReadings.find(({ code }) => code === 'G3')
if (!present || !earlier) throw new Error('G3 is there in two readings')

const overlay = {
  ...{ code: 'thanh-uy', issuer: 'Thành ủy (giả định)', decision: null, confidence: 'design' },
  options: { quota: { percent: 15 } },
} as const
const laidOver = (ruleSet: RuleSet) => {
  const laid = applyOverlays(ruleSet, [overlay])
  if (!laid.ok) throw new Error(JSON.stringify(laid.refusal))
  return laid.value
}
const pinTo = (ruleSet: RuleSet, options: unknown) => ({
  ...{ ruleSetCode: ruleSet.code, ruleSetHash: hashOfRules(ruleSet), options },
})
// Flawless but for a reprimand of which nobody says whether it is linked to duty.
const reprimanded: RatingFacts = {
  ...{ generalPoints: '28', resultPoints: '64', tasksAssigned: 10, tasksOnTime: 10, tasksLate: 0, tasksFailed: 0 },
  ...{
    tasksExceeded: 4,
    limitationsPointedOut: 0,
    limitationsRemedied: 0,
    discipline: 'KHIEN_TRACH',
    monthsSinceAdmission: 60,
  },
}

describe('a campaign is judged by the reading it was opened with', () => {
  test.each([
    ['the earlier reading, nothing laid over it', earlier, [], '20 T_OR_BETTER KHT'],
    ['the earlier reading with an overlay', laidOver(earlier), [overlay], '15 T_OR_BETTER KHT'],
    ['the earlier reading with an overlay kept alone, not in a list', laidOver(earlier), overlay, '15 T_OR_BETTER KHT'],
    ['the reading of December', present, [], '20 T_ONLY MANUAL'],
    ['the reading of December with an overlay', laidOver(present), [overlay], '15 T_ONLY MANUAL'],
  ])('%s', (_, ruleSet, options, judged) => {
    const rules = rulesOf(pinTo(ruleSet, options))
    const { percent, denominator } = rules.options.quota
    expect(`${percent} ${denominator} ${rateSubject(reprimanded, 'MEMBER_2A', rules).level}`).toBe(judged)
  })

  test('neither reading passes for the pin of a third, nor with another overlay than it was opened with', () => {
    const pinned = pinTo(laidOver(earlier), [overlay])
    expect(() => rulesOf({ ...pinned, ruleSetHash: '0'.repeat(64) })).toThrow(/not the one/)
    expect(() => rulesOf({ ...pinned, options: [] })).toThrow(/not the one/)
  })
})
