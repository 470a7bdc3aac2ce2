import { calendarVn } from '@nq15/domain/calendar'
import { ratingRuleSets, ruleSetOfYear } from '@nq15/domain/ratings'
import { expect, test } from 'vitest'
import { proposeCampaignDays } from './campaign-days.ts'

const rulesOf = (year: number) => {
  const found = ruleSetOfYear(ratingRuleSets, year)
  if (!found.ok) throw new Error('no rules for the year')
  return found.value
}

test.each([
  { year: 2026, field: 'opensOn', day: '2026-11-01', movedFrom: null, why: 'opening is no term: a Sunday stands' },
  { year: 2026, field: 'cutOffOn', day: '2026-11-30', movedFrom: null, why: 'the month before the decisions ends' },
  { year: 2026, field: 'cellDueOn', day: '2026-12-10', movedFrom: null, why: 'a Thursday' },
  { year: 2026, field: 'committeeDueOn', day: '2026-12-21', movedFrom: '2026-12-20', why: 'Sunday, so the Monday' },
  { year: 2025, field: 'committeeDueOn', day: '2025-12-22', movedFrom: '2025-12-20', why: 'Saturday, so the Monday' },
] as const)('$field of $year is $day: $why', ({ year, field, day, movedFrom }) => {
  expect(proposeCampaignDays(rulesOf(year), year)[field]).toMatchObject({ day, movedFrom })
})

test('only the cut-off day is marked as our own proposal', () => {
  const own = Object.entries(proposeCampaignDays(rulesOf(2026), 2026)).filter(([, { ownProposal }]) => ownProposal)
  expect(own.map(([field]) => field)).toEqual(['cutOffOn'])
})

test('a year the office calendar does not know is provisional and not moved', () => {
  const unknown = { ...calendarVn, until: '2026-01-01' }
  expect(proposeCampaignDays(rulesOf(2026), 2026, unknown).committeeDueOn).toEqual({
    day: '2026-12-20',
    movedFrom: null,
    provisional: true,
    ownProposal: false,
  })
})
