import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, wholeMonthsBetween } from './legal-months.ts'
import { applyOverlay } from './overlay.ts'
import { type MemberAtCutOff, whoIsRated } from './population.ts'
import { ratingRules20250830 as law } from './rules/2025-08-30.ts'

const cutOff = '2026-11-30'
const flawless: MemberAtCutOff = {
  admittedOn: '2010-05-19',
  exempt: false,
  suspended: false,
  transferredOut: false,
  temporarilyAway: false,
  deceased: false,
  longAbsence: false,
  underInvestigation: false,
  isLeader: false,
  inPoliticalSystem: true,
  otherReason: null,
}

describe('who is rated at the cut-off day', () => {
  test.each([
    { because: 'works in the political system', given: {}, subject: 'MEMBER_2A' },
    { because: 'works outside it', given: { inPoliticalSystem: false }, subject: 'MEMBER_2C' },
    { because: 'leads', given: { isLeader: true }, subject: 'LEADER' },
    {
      because: 'leads, place of work not known',
      given: { isLeader: true, inPoliticalSystem: null },
      subject: 'LEADER',
    },
    { because: 'admitted exactly six months before', given: { admittedOn: '2026-05-30' }, subject: 'MEMBER_2A' },
    {
      because: 'admitted on the 31st, November has 30 days',
      given: { admittedOn: '2026-05-31' },
      subject: 'MEMBER_2A',
    },
    { because: 'away for a time', given: { temporarilyAway: true }, subject: 'MEMBER_2A' },
    { because: 'a blank reason is none', given: { otherReason: '  ' }, subject: 'MEMBER_2A' },
  ])('$because: $subject', ({ given, subject }) => {
    expect(whoIsRated({ ...flawless, ...given }, cutOff, law)).toEqual({ outcome: 'rated', subject, notices: [] })
  })

  test.each([
    { given: { exempt: true }, reasons: ['EXEMPT'] },
    { given: { suspended: true }, reasons: ['SUSPENDED'] },
    { given: { admittedOn: '2026-06-01' }, reasons: ['ADMITTED_LT_6M'] },
    { given: { transferredOut: true }, reasons: ['TRANSFERRED'] },
    { given: { deceased: true }, reasons: ['DECEASED'] },
    { given: { otherReason: 'mất tích' }, reasons: ['OTHER'] },
    { given: { exempt: true, admittedOn: null, inPoliticalSystem: null }, reasons: ['EXEMPT'] },
    { given: { exempt: true, deceased: true, longAbsence: true }, reasons: ['DECEASED', 'EXEMPT'] },
  ])('$given → not rated: $reasons', ({ given, reasons }) => {
    const entry = whoIsRated({ ...flawless, ...given }, cutOff, law)
    expect(entry).toMatchObject({
      outcome: 'not-rated',
      reason: reasons[0],
      grounds: reasons.map((reason) => ({ reason })),
    })
  })

  test.each([
    { given: { longAbsence: true }, notice: 'LONG_ABSENCE' },
    { given: { underInvestigation: true }, notice: 'UNDER_INVESTIGATION' },
  ])('$given is rated with a notice', ({ given, notice }) => {
    const entry = whoIsRated({ ...flawless, ...given }, cutOff, law)
    expect(entry).toMatchObject({ outcome: 'rated', notices: [{ reason: notice }] })
  })

  test('what is not known is asked for, not guessed', () => {
    expect(whoIsRated({ ...flawless, admittedOn: null, inPoliticalSystem: null }, cutOff, law)).toEqual({
      outcome: 'unclear',
      missing: ['admittedOn', 'inPoliticalSystem'],
    })
  })

  test('a committee may rate new members with a warning', () => {
    const options = { memberUnderSixMonths: 'WARN' }
    const laid = applyOverlay(law, { code: 'X', issuer: 'Đảng ủy thử', decision: null, confidence: 'design', options })
    expect(laid.ok && whoIsRated({ ...flawless, admittedOn: '2026-11-01' }, cutOff, laid.value)).toMatchObject({
      outcome: 'rated',
      notices: [{ reason: 'ADMITTED_LT_6M' }],
    })
  })
})

describe('months of legal days', () => {
  test.each([
    ['2025-08-31', 6, '2026-02-28'],
    ['2023-08-29', 6, '2024-02-29'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2026-05-31', 6, '2026-11-30'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-06-30', 6, '2026-12-30'],
    ['1900-01-31', 1, '1900-02-28'],
    ['2000-01-31', 1, '2000-02-29'],
  ])('%s + %i months = %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to)
    expect(wholeMonthsBetween(from, to)).toBe(months)
  })

  test('the day before the mark is not yet a month, and time never runs backwards', () => {
    expect(wholeMonthsBetween('2026-05-31', '2026-11-29')).toBe(5)
    expect(wholeMonthsBetween('2026-05-31', '2026-05-01')).toBe(0)
  })

  test('counting months and adding them agree', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.nat(200), (from, months) => {
        const start = from.toISOString().slice(0, 10)
        expect(wholeMonthsBetween(start, addMonths(start, months))).toBe(months)
      }),
    )
  })
})
