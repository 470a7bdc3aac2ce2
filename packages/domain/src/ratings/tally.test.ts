import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareEntries } from './compare-entries.ts'
import { flawlessTally } from './example.ts'
import type { VotingThreshold } from './rule-options.ts'
import { checkTally, type Tally, tallyErrorScreenCodes, tallyWarningScreenCodes } from './tally.ts'

const half: VotingThreshold = { num: 1, den: 2, strict: true, base: 'ELIGIBLE' }
const votes = (XS: number, T: number, HT = 0, KHT = 0) => ({ perLevel: { XS, T, HT, KHT } })
const names = (seats: number, ...of: [string, number][]): Partial<Tally> => ({
  round: 2,
  seats,
  candidates: of.map(([key, count]) => ({ key, votes: count })),
})
const check = (given: Partial<Tally>, threshold: VotingThreshold = half) => {
  const { perLevel, ...rest } = flawlessTally
  return checkTally({ ...(given.round === 2 ? {} : { perLevel }), ...rest, ...given }, threshold)
}
const codes = (of: readonly { readonly code: string }[]) => of.map(({ code }) => code)

const errorRows: { given: Partial<Tally>; errors: string[]; fields?: string[] }[] = [
  { given: {}, errors: [] },
  { given: { present: 25 }, errors: ['PRESENT_OVER_ELIGIBLE'], fields: ['present', 'eligible'] },
  { given: { present: 24 }, errors: [] },
  { given: { issued: 23 }, errors: ['ISSUED_OVER_PRESENT'], fields: ['issued', 'present'] },
  { given: { collected: 23, invalid: 2 }, errors: ['COLLECTED_OVER_ISSUED'], fields: ['collected', 'issued'] },
  { given: { collected: 21, invalid: 0 }, errors: [] },
  { given: { invalid: 2 }, errors: ['VALID_INVALID_NE_COLLECTED'], fields: ['valid', 'invalid', 'collected'] },
  {
    given: votes(3, 11, 6),
    errors: ['LEVEL_SUM_NE_VALID'],
    fields: ['perLevel.XS', 'perLevel.T', 'perLevel.HT', 'perLevel.KHT'],
  },
  { given: votes(18, 4), errors: ['LEVEL_SUM_NE_VALID'] },
  { given: { invalid: -1 }, errors: ['NEGATIVE_COUNT'], fields: ['invalid'] },
  { given: { invalid: -1, present: 30, ...votes(1.5, 0) }, errors: ['NEGATIVE_COUNT'], fields: ['invalid'] },
  { given: votes(16.5, 4.5), errors: ['NOT_INTEGER'], fields: ['perLevel.XS', 'perLevel.T'] },
  { given: names(2, ['a', 22]), errors: ['CANDIDATE_OVER_VALID'], fields: ['candidates.a'] },
  { given: names(2, ['a', 21], ['b', 21]), errors: [] },
  { given: names(2, ['a', 21], ['b', 21], ['c', 1]), errors: ['NAMES_OVER_VALID_X_SEATS'] },
  {
    given: { present: 26, issued: 27, collected: 28, ...votes(30, 0) },
    errors: [
      'PRESENT_OVER_ELIGIBLE',
      'ISSUED_OVER_PRESENT',
      'COLLECTED_OVER_ISSUED',
      'VALID_INVALID_NE_COLLECTED',
      'LEVEL_SUM_NE_VALID',
    ],
  },
]

describe('the arithmetic of a count record', () => {
  test.each(errorRows)('$given → $errors', ({ given, errors, fields }) => {
    const result = check(given)

    expect(codes(result.errors)).toEqual(errors)
    expect(result.ok).toBe(errors.length === 0)
    if (errors.length > 0) expect(result).toMatchObject({ level: null, chosen: null, warnings: [] })
    if (fields) expect(result.errors[0]?.fields).toEqual(fields)
  })

  test('every error has a row and a screen code of its own', () => {
    expect(new Set(errorRows.flatMap(({ errors }) => errors))).toEqual(new Set(Object.keys(tallyErrorScreenCodes)))
    expect(Object.values(tallyErrorScreenCodes)).toEqual([
      'P-01',
      'P-02',
      'P-03',
      'P-04',
      'P-05',
      'P-06',
      'P-07',
      'P-08',
      'P-09',
    ])
    expect(Object.values(tallyWarningScreenCodes)).toEqual(['C-01', 'C-02', 'C-03'])
  })
})

describe('the level that carries', () => {
  test.each([
    { because: '13 of 24 is more than half', given: votes(13, 8), threshold: half, level: 'XS', warnings: [] },
    {
      because: '12 of 24 is not more than half',
      given: votes(12, 9),
      threshold: half,
      level: null,
      warnings: ['NO_MAJORITY'],
    },
    {
      because: 'at least half is enough when not strict',
      given: votes(12, 9),
      threshold: { ...half, strict: false },
      level: 'XS',
      warnings: [],
    },
    {
      because: '11 of 22 present',
      given: votes(11, 10),
      threshold: { ...half, base: 'PRESENT' },
      level: null,
      warnings: ['NO_MAJORITY'],
    },
    {
      because: '12 of 22 issued',
      given: votes(12, 9),
      threshold: { ...half, base: 'ISSUED' },
      level: 'XS',
      warnings: [],
    },
    {
      because: '12 of 22 collected',
      given: votes(9, 12),
      threshold: { ...half, base: 'COLLECTED' },
      level: 'T',
      warnings: [],
    },
    {
      because: '11 of 21 valid',
      given: votes(10, 0, 11),
      threshold: { ...half, base: 'VALID' },
      level: 'HT',
      warnings: [],
    },
    {
      because: 'two thirds of 21 valid',
      given: votes(14, 7),
      threshold: { num: 2, den: 3, strict: false, base: 'VALID' },
      level: 'XS',
      warnings: [],
    },
    {
      because: 'one short of two thirds',
      given: votes(13, 8),
      threshold: { num: 2, den: 3, strict: false, base: 'VALID' },
      level: null,
      warnings: ['NO_MAJORITY'],
    },
    {
      because: 'two levels tie',
      given: votes(10, 10, 1),
      threshold: { num: 1, den: 3, strict: true, base: 'ELIGIBLE' },
      level: null,
      warnings: ['NO_MAJORITY'],
    },
    {
      because: 'exactly two thirds present',
      given: { present: 16, issued: 16, collected: 16, valid: 16, invalid: 0, ...votes(16, 0) },
      threshold: half,
      level: 'XS',
      warnings: [],
    },
    {
      because: 'under two thirds present',
      given: { present: 15, issued: 15, collected: 15, valid: 15, invalid: 0, ...votes(15, 0) },
      threshold: half,
      level: 'XS',
      warnings: ['QUORUM_UNDER_2_3'],
    },
  ] as const)('$because: $level', ({ given, threshold, level, warnings }) => {
    const result = check(given, threshold)
    expect({ level: result.level, warnings: codes(result.warnings) }).toEqual({ level, warnings: [...warnings] })
  })
})

describe('the names of round 2', () => {
  test.each([
    { because: 'best first', given: names(2, ['a', 14], ['b', 18]), chosen: ['b', 'a'], warnings: [] },
    {
      because: 'no more than seats',
      given: names(2, ['a', 14], ['b', 15], ['c', 13]),
      chosen: ['b', 'a'],
      warnings: [],
    },
    {
      because: 'one of two seats filled',
      given: names(2, ['a', 12], ['b', 13]),
      chosen: ['b'],
      warnings: ['NO_MAJORITY'],
    },
    {
      because: 'fewer names than seats',
      given: names(2, ['a', 13]),
      chosen: ['a'],
      warnings: ['NO_MAJORITY'],
    },
    { because: 'nobody carries', given: names(2, ['a', 12]), chosen: [], warnings: ['NO_MAJORITY'] },
    {
      because: 'a tie for the last seat',
      given: names(2, ['a', 16], ['b', 13], ['c', 13]),
      chosen: ['a'],
      warnings: ['TIE_AT_LIMIT'],
    },
    { because: 'a tie within the seats', given: names(2, ['a', 13], ['b', 13]), chosen: ['a', 'b'], warnings: [] },
    {
      because: 'a tie across both seats',
      given: names(2, ['a', 13], ['b', 13], ['c', 13]),
      chosen: [],
      warnings: ['TIE_AT_LIMIT'],
    },
    { because: 'no seat', given: names(0), chosen: [], warnings: [] },
  ])('$because: $chosen', ({ given, chosen, warnings }) => {
    const result = check(given)
    expect({ chosen: result.chosen, warnings: codes(result.warnings) }).toEqual({ chosen, warnings })
    expect(result.level).toBeNull()
  })
})

describe('a blind second entry', () => {
  test('the same numbers differ nowhere', () => {
    expect(compareEntries(flawlessTally, structuredClone(flawlessTally))).toEqual([])
  })

  test('each field that differs is named once, in screen order', () => {
    const { perLevel } = flawlessTally
    expect(
      compareEntries(flawlessTally, { ...flawlessTally, valid: 20, perLevel: { ...perLevel, T: 3 }, seats: 2 }),
    ).toEqual([
      { field: 'valid', first: 21, second: 20 },
      { field: 'perLevel.T', first: 4, second: 3 },
      { field: 'seats', first: null, second: 2 },
    ])
  })
})

const sound = fc
  .record({
    absent: fc.nat(20),
    notIssued: fc.nat(3),
    kept: fc.nat(3),
    invalid: fc.nat(5),
    perLevel: fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30), fc.nat(30)),
  })
  .map(({ absent, notIssued, kept, invalid, perLevel: [XS, T, HT, KHT] }): Tally => {
    const valid = XS + T + HT + KHT
    const collected = valid + invalid
    const [issued, present] = [collected + kept, collected + kept + notIssued]
    return {
      round: 1,
      eligible: present + absent,
      present,
      issued,
      collected,
      valid,
      invalid,
      perLevel: { XS, T, HT, KHT },
    }
  })

test('any sound record passes, and one vote more in one place is always caught', () => {
  fc.assert(
    fc.property(sound, fc.constantFrom('XS', 'T', 'HT', 'KHT'), (tally, level) => {
      expect(checkTally(tally, half).errors).toEqual([])
      const perLevel = tally.perLevel ?? { XS: 0, T: 0, HT: 0, KHT: 0 }
      const wrong = { ...tally, perLevel: { ...perLevel, [level]: perLevel[level] + 1 } }
      expect(codes(checkTally(wrong, half).errors)).toEqual(['LEVEL_SUM_NE_VALID'])
    }),
  )
})

test('a level carries only with more than half, and then no other has as many', () => {
  fc.assert(
    fc.property(sound, (tally) => {
      const { level } = checkTally(tally, { ...half, base: 'VALID' })
      const counts = Object.values(tally.perLevel ?? {})
      if (level) expect((tally.perLevel?.[level] ?? 0) * 2).toBeGreaterThan(tally.valid)
      else expect(Math.max(...counts) * 2).toBeLessThanOrEqual(tally.valid)
    }),
  )
})
