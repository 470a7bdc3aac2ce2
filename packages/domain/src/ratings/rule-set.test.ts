import { describe, expect, test } from 'vitest'
import { findingCodes } from './finding.ts'
import { optionReadings } from './option-readings.ts'
import { applyOverlay } from './overlay.ts'
import {
  campaignRulesOfYear,
  canonicalJson,
  generationOfYear,
  type RuleSet,
  ruleSetByCode,
  ruleSetOfYear,
} from './rule-set.ts'
import { ratingRules20250830 as law } from './rules/2025-08-30.ts'
import { ratingRuleSets } from './rules/index.ts'
import { type FactName, factNames, rateCaseSchema, ratingFactsSchema, subjects } from './schema.ts'

describe('which rule set', () => {
  test.each([2025, 2026, 2030])('%i is rated by G3', (year) => {
    expect(ruleSetOfYear(ratingRuleSets, year)).toMatchObject({ ok: true, value: { code: 'G3' } })
  })

  test.each([
    { year: 2019, code: 'G1b' },
    { year: 2022, code: 'G1b' },
    { year: 2023, code: 'G2' },
    { year: 2024, code: 'G2' },
  ])('$year is rated by $code', ({ year, code }) => {
    expect(ruleSetOfYear(ratingRuleSets, year)).toMatchObject({ ok: true, value: { code } })
  })

  test.each([
    { year: 2014, code: 'G0' },
    { year: 2018, code: 'G1' },
  ])('$year carries the labels of $code', ({ year, code }) => {
    expect(generationOfYear(ratingRuleSets, year)).toMatchObject({ code })
  })

  test.each([2013, 2014, 2017, 2018])('%i is refused, not rated by a later set', (year) => {
    expect(ruleSetOfYear(ratingRuleSets, year)).toEqual({ ok: false, refusal: { code: 'NO_RULE_SET_FOR_YEAR', year } })
  })

  test.each([2018, 2022, 2024])('%i is imported, not run as a campaign', (year) => {
    expect(campaignRulesOfYear(ratingRuleSets, year)).toMatchObject({ ok: false })
  })

  test.each(['G9', 'g3'])('%s is refused by name', (asked) => {
    const refusal = { code: 'UNKNOWN_RULE_SET', asked, known: ['G3', 'G2', 'G1b', 'G1', 'G0', 'G3q'] }
    expect(ruleSetByCode(ratingRuleSets, asked)).toEqual({ ok: false, refusal })
  })
})

describe('the law as data', () => {
  test('the bands meet without hole or overlap', () => {
    expect(law.bands.map(({ from }) => from).slice(0, -1)).toEqual(law.bands.map(({ below }) => below).slice(1))
  })

  test('the maxima of the groups make the total', () => {
    expect(law.scoreModel.groups.reduce((sum, { max }) => sum + Number(max), 0)).toBe(Number(law.scoreModel.total))
  })

  test('every code of a rule has a text', () => {
    const codes = ratingRuleSets
      .flatMap(({ levelConditions, triggers, handedToPeople, caps }: RuleSet) => [
        ...Object.values(levelConditions).flatMap((down) => down.flatMap(({ conditions }) => conditions)),
        ...triggers,
        ...handedToPeople,
        ...caps,
      ])
      .map(({ code }) => code)
    expect(codes.filter((code) => !findingCodes.some((known) => known === code))).toEqual([])
  })

  test('every subject of the contract but the older MEMBER has its kind', () => {
    const kinds = Object.keys(ratingRuleSets[0]?.kinds ?? {})
    expect(kinds.sort()).toEqual(subjects.filter((subject) => subject !== 'MEMBER').sort())
  })

  test('the same content gives the same text, whatever the order of keys', () => {
    const { code, ...rest } = law
    expect(canonicalJson({ ...rest, code })).toBe(canonicalJson(law))
    expect(JSON.parse(canonicalJson(law))).toEqual(law)
    expect(canonicalJson({ ...law, options: { ...law.options, gapPolicy: 'KHT' } })).not.toBe(canonicalJson(law))
  })
})

describe('an overlay of a committee', () => {
  const overlay = {
    code: 'HN-2026',
    issuer: 'Thành ủy Hà Nội (mẫu thử)',
    decision: { number: '1-QĐ/TU', day: '2026-11-01' },
    confidence: 'design',
  }

  test('changes what it names, keeps the rest and says who decided it', () => {
    const laid = applyOverlay(law, { ...overlay, options: { gapPolicy: 'KHT', quota: { denominator: 'T_ONLY' } } })
    expect(laid).toMatchObject({
      ok: true,
      value: {
        options: { gapPolicy: 'KHT', quota: { denominator: 'T_ONLY', percent: 20 }, secondEntryRequired: true },
        overlays: [{ ...overlay, changes: ['gapPolicy', 'quota.denominator'] }],
      },
    })
    expect(law.options.gapPolicy).toBe('MANUAL')
  })

  test('a second overlay keeps the provenance of the first', () => {
    const once = applyOverlay(law, { ...overlay, options: { quota: { minOne: true } } })
    const twice = once.ok
      ? applyOverlay(once.value, { ...overlay, code: 'DU-1', options: { secondEntryRequired: false } })
      : once
    expect(twice.ok && twice.value.overlays.map(({ code }) => code)).toEqual(['HN-2026', 'DU-1'])
    expect(twice.ok && twice.value.options.quota.minOne).toBe(true)
  })

  test.each([
    { because: 'the law itself cannot be changed', given: { ...overlay, options: {}, triggers: [] }, field: '' },
    { because: 'an option of another name', given: { ...overlay, options: { cutOff: 80 } }, field: 'options' },
    {
      because: 'a percentage over 100',
      given: { ...overlay, options: { quota: { percent: 101 } } },
      field: 'options.quota.percent',
    },
    {
      because: 'an exception below the ordinary share',
      given: { ...overlay, options: { quota: { percent: 30 } } },
      field: 'options.quota.exceptionPercent',
    },
    {
      because: 'more than the whole',
      given: { ...overlay, options: { voting: { num: 3, den: 2, strict: true, base: 'VALID' } } },
      field: 'options.voting.num',
    },
    {
      because: 'no day of that name',
      given: { ...overlay, decision: { number: '1', day: '2026-02-30' }, options: {} },
      field: 'decision.day',
    },
  ])('is refused: $because', ({ given, field }) => {
    expect(applyOverlay(law, given)).toMatchObject({
      ok: false,
      refusal: { code: 'OVERLAY_INVALID', issues: [{ field }] },
    })
  })
})

describe('facts and names', () => {
  test('null is not known, but "no discipline" is known', () => {
    expect(ratingFactsSchema.parse({ resultPoints: null, discipline: null })).toEqual({ discipline: null })
  })

  test.each([
    { input: { points: 3 } },
    { input: { generalPoints: 'ninety' } },
    { input: { generalPoints: '' } },
    { input: { exempt: 'no' } },
    { input: { discipline: 'NHAC_NHO' } },
    { input: [] },
  ])('$input is refused', ({ input }) => {
    expect(rateCaseSchema.safeParse({ id: 'a', ruleSet: 'G3', subject: 'CHI_BO', input }).success).toBe(false)
  })

  test('the facts are those of the contract', () => {
    const contract: FactName[] = [
      'generalPoints',
      'tasksExceeded',
      'collectiveMemberHighestDiscipline',
      'lowestBasicCriterionGrade',
    ]
    expect(factNames).toEqual(expect.arrayContaining(contract))
    expect(factNames).toHaveLength(48)
  })
})

describe('open points and their sources', () => {
  test.each(['G1b', 'G2', 'G3'])(
    'every option with readings of %s follows exactly one of them, or one of its own',
    (code) => {
      const ruleSet = ratingRuleSets.find((one) => one.code === code)
      if (!ruleSet) throw new Error(`no ${code}`)
      const told = optionReadings(ruleSet)
      const options = [...new Set(told.map(({ option }) => option))]
      expect(options.length).toBeGreaterThan(8)
      for (const option of options) expect(told.filter((one) => one.option === option && one.chosen)).toHaveLength(1)
    },
  )

  test('an overlay moves the choice', () => {
    const laid = applyOverlay(law, {
      code: 'x',
      issuer: 'x',
      decision: null,
      confidence: 'design',
      options: { quota: { denominator: 'T_ONLY' } },
    })
    const chosen = laid.ok ? optionReadings(laid.value).filter(({ chosen: is }) => is) : []
    expect(chosen).toContainEqual(expect.objectContaining({ option: 'quota.denominator', reading: 'T_ONLY' }))
  })
})
