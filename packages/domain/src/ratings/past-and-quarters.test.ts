import { describe, expect, test } from 'vitest'
import { checkQuarter, type QuarterEntry } from './check-quarter.ts'
import { type PastRatingTexts, readPastRating } from './read-past-rating.ts'
import { ratingRules20250830 as law } from './rules/2025-08-30.ts'
import { ratingRuleSets } from './rules/index.ts'
import { ratingRules20260522 as quarterly } from './rules/labels-only.ts'

const read = (texts: PastRatingTexts) => readPastRating(texts, { ruleSets: ratingRuleSets, today: '2026-11-27' })
const member: PastRatingTexts = {
  cardNumber: '01.123456',
  fullName: 'Trần Văn Mẫu',
  organizationCode: '01.001.001',
  year: '2016',
  label: 'Đủ tư cách, hoàn thành tốt nhiệm vụ',
  decisionNumber: '12-QĐ/ĐU',
  decidedOn: '20/12/2016',
}

describe('a past rating', () => {
  test('keeps its own words, with generation and code beside', () => {
    expect(read(member)).toMatchObject({
      ok: true,
      value: {
        cardNumber: '01.123456',
        generation: 'G0',
        originalLabel: 'Đủ tư cách, hoàn thành tốt nhiệm vụ',
        outcome: 'T',
        organizationOn: '2016-12-20',
      },
    })
  })

  test.each([
    { given: { year: '2018', label: 'HTXSNV' }, generation: 'G1', outcome: 'XS' },
    { given: { year: '2020', label: 'hoàn thành nhiệm vụ' }, generation: 'G1b', outcome: 'HT' },
    { given: { year: '2024', label: 'Không hoàn thành nhiệm vụ' }, generation: 'G2', outcome: 'KHT' },
    { given: { year: '2021', label: 'Không xếp loại' }, generation: 'G1b', outcome: 'NOT_RATED' },
    { given: { cardNumber: '', label: 'Trong sạch, vững mạnh tiêu biểu' }, generation: 'G0', outcome: 'XS' },
    { given: { cardNumber: '', label: 'Yếu kém' }, generation: 'G0', outcome: 'KHT' },
  ])('$given.year $given.label is $outcome of $generation', ({ given, generation, outcome }) => {
    expect(read({ ...member, ...given })).toMatchObject({ ok: true, value: { generation, outcome } })
  })

  test.each([
    { because: 'words of another generation', given: { label: 'HTTNV' }, codes: ['label LABEL_NOT_OF_GENERATION'] },
    {
      because: "an organization's word for a member",
      given: { label: 'Yếu kém' },
      codes: ['label LABEL_NOT_OF_GENERATION'],
    },
    {
      because: 'a generation of another year',
      given: { generation: 'G2' },
      codes: ['generation GENERATION_OF_ANOTHER_YEAR'],
    },
    { because: 'a year that is not over', given: { year: '2026', label: 'HTTNV' }, codes: ['year YEAR_NOT_OVER'] },
    { because: 'a year before all generations', given: { year: '2009' }, codes: ['year NO_GENERATION'] },
    { because: 'no year', given: { year: '' }, codes: ['year MISSING_VALUE'] },
    {
      because: 'a card that is none, a day that is none',
      given: { cardNumber: 'x', decidedOn: '31/02/2016' },
      codes: ['cardNumber CARD_MALFORMED', 'decidedOn DAY_MALFORMED'],
    },
    { because: 'a card without a name', given: { fullName: ' ' }, codes: ['fullName MISSING_VALUE'] },
  ])('is refused: $because', ({ given, codes }) => {
    const answer = read({ ...member, ...given })
    expect(answer.ok ? [] : answer.refusal.reasons.map(({ column, code }) => `${column} ${code}`)).toEqual(codes)
  })
})

describe('a quarter of a leading cadre', () => {
  const axis = (max: string, points: string | null) => ({ max, points })
  const flawless: QuarterEntry = {
    year: 2026,
    quarter: 3,
    axes: {
      T1: axis('20', '18.5'),
      T2: axis('10', '9'),
      T3: axis('10', '9'),
      T4: axis('15', '14'),
      T5: axis('15', '13'),
      T6: axis('0', null),
    },
    generalPoints: '28',
    belowMinimum: false,
    remark: '',
  }
  const check = (given: Partial<QuarterEntry> = {}) =>
    checkQuarter({ ...flawless, ...given }, { ruleSet: law, quarterly, today: '2026-11-27' })

  test('is summed exactly', () => {
    expect(check()).toEqual({ ok: true, value: { resultPoints: '63.5', total: '91.5' } })
  })
  test('with an axis not scored yet has no sum', () => {
    expect(check({ axes: { ...flawless.axes, T1: axis('20', null) } })).toEqual({
      ok: true,
      value: { resultPoints: null, total: null },
    })
  })
  test.each([
    {
      because: 'maxima of 69.999',
      given: { axes: { ...flawless.axes, T1: axis('19.999', '1') } },
      codes: ['AXIS_MAXIMA_NOT_EXACT'],
    },
    {
      because: 'points over the own maximum',
      given: { axes: { ...flawless.axes, T1: axis('20', '20.001') } },
      codes: ['POINTS_OVER_MAX'],
    },
    { because: 'general points over 30', given: { generalPoints: '30.1' }, codes: ['POINTS_OVER_MAX'] },
    {
      because: 'the first quarter of 2026, before the guidance',
      given: { quarter: 1 },
      codes: ['QUARTER_BEFORE_RULES'],
    },
    { because: 'a quarter to come', given: { year: 2027, quarter: 1 }, codes: ['QUARTER_NOT_BEGUN'] },
    { because: 'a seventh axis', given: { axes: { ...flawless.axes, T7: axis('0', null) } }, codes: ['UNKNOWN_AXIS'] },
  ])('is refused: $because', ({ given, codes }) => {
    const answer = check(given)
    expect(answer.ok ? [] : answer.refusal.faults.map(({ code }) => code)).toEqual(codes)
  })
})
