import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareRules } from './compare-rules.ts'
import { flawlessFacts } from './example.ts'
import { applyOverlay, applyOverlays } from './overlay.ts'
import { ratingRules20191018 as older } from './rules/2019-10-18.ts'
import { ratingRules20250830 as law } from './rules/2025-08-30.ts'
import { type ItemScores, scoreDossier } from './score-dossier.ts'
import { checkScoreSheets, type ScoreSheet, sheetOf } from './score-sheet.ts'
import { generalWeights, templateSheets } from './score-sheet-templates.ts'

const source = { document: 'Bộ tiêu chí mẫu thử', provision: 'Phụ lục 1', confidence: 'design' } as const
const sheet: ScoreSheet = {
  code: 'mau',
  title: 'Bộ tiêu chí mẫu thử',
  subjects: ['MEMBER_2A'],
  general: [
    {
      code: 'A',
      text: 'Phẩm chất',
      max: '18',
      items: [
        { code: 'A1', text: 'Nêu gương', max: '10.5', mode: 'BINARY' },
        { code: 'A2', text: 'Kỷ luật phát ngôn', max: '7.5', mode: 'BAND' },
      ],
    },
    { code: 'B', text: 'Đổi mới', max: '12', items: [{ code: 'B1', text: 'Sáng kiến', max: '12', mode: 'FREE' }] },
  ],
  results: {
    kind: 'ITEMS',
    groups: [
      {
        code: 'C',
        text: 'Kết quả',
        max: '70',
        items: [
          { code: 'C1', text: 'Đúng hạn', max: '30', mode: 'DERIVED', from: 'onTimeRate' },
          { code: 'C2', text: 'Chất lượng', max: '40', mode: 'FREE' },
        ],
      },
    ],
  },
  bands: [
    { code: 'M1', text: 'Mức 1', from: '0.9', below: null },
    { code: 'M2', text: 'Mức 2', from: '0.5', below: '0.9' },
    { code: 'M3', text: 'Mức 3', from: '0', below: '0.5' },
  ],
  bonus: {
    cap: '5',
    items: [
      { code: 'T1', text: 'Việc khó', max: '3' },
      { code: 'T2', text: 'Sáng kiến cấp thành phố', max: '4' },
    ],
  },
  source,
}
const scores: ItemScores = {
  entries: {
    A1: { kind: 'met', met: true },
    A2: { kind: 'band', band: 'M1', points: '7' },
    B1: { kind: 'points', points: '11.25' },
    C2: { kind: 'points', points: '36' },
  },
  axisMaxima: {},
}
const facts = flawlessFacts.MEMBER_2A
const score = (given: Partial<ItemScores> = {}, on: ScoreSheet = sheet, told = facts) =>
  scoreDossier({ sheet: on, scores: { ...scores, ...given }, facts: told, ruleSet: law })
const entry = (code: string, value: ItemScores['entries'][string]) => ({
  entries: { ...scores.entries, [code]: value },
})

describe('a sheet', () => {
  test('whose weights total exactly is taken', () => {
    expect(checkScoreSheets([sheet], law)).toMatchObject({ ok: true })
  })

  test.each(generalWeights)('template $code is sound', ({ code }) => {
    expect(checkScoreSheets(templateSheets(code, law), law)).toMatchObject({ ok: true })
  })

  test('of practice says which annex of 366-QĐ/TW frames it', () => {
    const [leaders, others] = templateSheets('10-10-10', law).map(({ source }) => source.provision)
    expect(leaders).toMatch(/^khung Phụ lục 3 \(cá nhân giữ chức vụ[^)]*\) của 366-QĐ\/TW/u)
    expect(others).toMatch(/^khung Phụ lục 4 \([^)]*\), Phụ lục 5 \([^)]*\) của 366-QĐ\/TW/u)
  })

  const withGroup = (change: Partial<ScoreSheet['general'][number]>): ScoreSheet => ({
    ...sheet,
    general: sheet.general.map((group, index) => (index === 1 ? { ...group, ...change } : group)),
  })
  test.each([
    {
      because: '29.999 is not 30',
      given: withGroup({ max: '11.999' }),
      codes: ['WEIGHTS_NOT_EXACT mau/general 30 29.999', 'WEIGHTS_NOT_EXACT mau/B 11.999 12'],
    },
    {
      because: 'an item code twice',
      given: withGroup({ items: [{ code: 'A1', text: 'x', max: '12', mode: 'FREE' }] }),
      codes: ['CODE_TWICE mau/A1 null null'],
    },
    {
      because: 'a band with a hole',
      given: { ...sheet, bands: sheet.bands.map((band) => (band.code === 'M2' ? { ...band, from: '0.6' } : band)) },
      codes: ['BANDS_WITH_HOLE mau/M3 0.6 0.5'],
    },
    {
      because: 'bands asked and none given',
      given: { ...sheet, bands: [] },
      codes: ['BANDS_MISSING mau/bands null null'],
    },
    {
      because: 'a bonus over its cap',
      given: { ...sheet, bonus: { cap: '2', items: [{ code: 'T1', text: 'x', max: '3' }] } },
      codes: ['BONUS_OVER_CAP mau/T1 <= 2 3'],
    },
    {
      because: 'a subject of another generation',
      given: { ...sheet, subjects: ['MEMBER'] as const },
      codes: ['SUBJECT_NOT_IN_RULE_SET mau/MEMBER null null'],
    },
    {
      because: 'an item of nothing',
      given: withGroup({
        items: [
          { code: 'B1', text: 'x', max: '12', mode: 'FREE' },
          { code: 'B2', text: 'y', max: '0', mode: 'FREE' },
        ],
      }),
      codes: ['POINTS_NOT_POSITIVE mau/B2 > 0 0'],
    },
  ])('is refused by code: $because', ({ given, codes }) => {
    const checked = checkScoreSheets([given as ScoreSheet], law)
    expect(
      checked.ok
        ? []
        : checked.refusal.faults.map(({ code, where, required, actual }) => `${code} ${where} ${required} ${actual}`),
    ).toEqual(codes)
  })

  test('one subject stands on one sheet only, and a generation without points has none', () => {
    const second = { ...sheet, code: 'hai' }
    expect(checkScoreSheets([sheet, second], law)).toMatchObject({
      refusal: { faults: [{ code: 'SUBJECT_TWICE', where: 'MEMBER_2A' }] },
    })
    expect(checkScoreSheets([sheet], older)).toMatchObject({ refusal: { faults: [{ code: 'NO_POINTS_IN_RULE_SET' }] } })
  })
})

describe('a dossier scored by its sheet', () => {
  test('adds exactly and explains each item', () => {
    const scored = score()
    expect(scored).toMatchObject({
      ok: true,
      value: { generalPoints: '28.75', resultPoints: '66', total: '94.75', missing: [] },
    })
    expect(
      scored.ok &&
        scored.value.groups.flatMap(({ items }) => items.map(({ code, points, why }) => `${code} ${points} ${why}`)),
    ).toEqual(['A1 10.5 MET', 'A2 7 IN_BAND', 'B1 11.25 ENTERED', 'C1 30 DERIVED', 'C2 36 ENTERED'])
  })

  test.each([
    { because: 'not met is nothing', given: entry('A1', { kind: 'met', met: false }), points: '18.25' },
    {
      because: 'not applicable is not zero: 7 of 7.5 becomes 16.8 of 18',
      given: entry('A1', { kind: 'not-applicable', reason: 'Mới chuyển đến' }),
      points: '28.05',
    },
    {
      because: 'a group that does not apply leaves the others scaled up',
      given: entry('B1', { kind: 'not-applicable', reason: 'Không thuộc phạm vi' }),
      points: '29.166',
    },
  ])('$because', ({ given, points }) => {
    expect(score(given)).toMatchObject({ ok: true, value: { generalPoints: points } })
  })

  test('what nobody scored is missing, not zero', () => {
    const { B1: _, ...entries } = scores.entries
    expect(score({ entries })).toMatchObject({ ok: true, value: { generalPoints: null, total: null, missing: ['B1'] } })
  })

  test('what cannot be derived is missing', () => {
    expect(score({}, sheet, { ...facts, tasksAssigned: 0, tasksOnTime: 0, tasksExceeded: 0 })).toMatchObject({
      ok: true,
      value: { resultPoints: null, missing: ['C1'] },
    })
  })

  test('a bonus counts up to its cap and never lifts the results above 70', () => {
    const bonus = { T1: { kind: 'points', points: '3' }, T2: { kind: 'points', points: '4' } } as const
    expect(score({ entries: { ...scores.entries, ...bonus } })).toMatchObject({
      ok: true,
      value: { resultPoints: '70', bonus: { points: '7', counted: '5' } },
    })
    expect(score({ entries: { ...scores.entries, ...bonus, C2: { kind: 'points', points: '30.5' } } })).toMatchObject({
      ok: true,
      value: { resultPoints: '65.5' },
    })
  })

  test.each([
    { given: entry('B1', { kind: 'points', points: '12.001' }), code: 'POINTS_OVER_MAX' },
    { given: entry('B1', { kind: 'points', points: '-1' }), code: 'POINTS_NEGATIVE' },
    { given: entry('A2', { kind: 'band', band: 'M1', points: '6.7499' }), code: 'POINTS_OUTSIDE_BAND' },
    { given: entry('A2', { kind: 'band', band: 'M2', points: '6.75' }), code: 'POINTS_OUTSIDE_BAND' },
    { given: entry('A2', { kind: 'band', band: 'M9', points: '7' }), code: 'UNKNOWN_BAND' },
    { given: entry('A1', { kind: 'points', points: '3' }), code: 'WRONG_KIND_OF_ENTRY' },
    { given: entry('Z9', { kind: 'met', met: true }), code: 'UNKNOWN_ITEM' },
    { given: entry('C1', { kind: 'points', points: '30' }), code: 'WRONG_KIND_OF_ENTRY' },
  ])('$code is refused', ({ given, code }) => {
    expect(score(given)).toMatchObject({ ok: false, refusal: { faults: [{ code }] } })
  })

  describe('on six axes', () => {
    const [onAxes] = templateSheets('10-10-10', law)
    if (!onAxes) throw new Error('no template')
    const general = Object.fromEntries(
      ['C1.1', 'C2.1', 'C3.1'].map((code) => [code, { kind: 'band', band: 'M1', points: '9.5' } as const]),
    )
    const axisMaxima = { T1: '20', T2: '10', T3: '10', T4: '15', T5: '15', T6: '0' }
    const points = { T1: '18', T2: '9', T3: '9', T4: '14', T5: '14' }
    const onePerson = (maxima: Record<string, string>) =>
      score(
        {
          axisMaxima: maxima,
          entries: {
            ...general,
            ...Object.fromEntries(
              Object.entries(points).map(([code, one]) => [code, { kind: 'points', points: one } as const]),
            ),
          },
        },
        onAxes,
        flawlessFacts.LEADER,
      )

    test("the person's own maxima total 70; an axis of nothing does not apply", () => {
      expect(onePerson(axisMaxima)).toMatchObject({
        ok: true,
        value: { generalPoints: '28.5', resultPoints: '64', missing: [] },
      })
    })
    test('69.999 is refused', () => {
      expect(onePerson({ ...axisMaxima, T1: '19.999' })).toMatchObject({
        ok: false,
        refusal: { faults: [{ code: 'AXIS_MAXIMA_NOT_EXACT', required: '70', actual: '69.999' }] },
      })
    })
    test('before maxima are proposed the results are missing', () => {
      expect(score({ axisMaxima: {}, entries: general }, onAxes, flawlessFacts.LEADER)).toMatchObject({
        ok: true,
        value: { resultPoints: null, missing: ['axes'] },
      })
    })
  })

  test('property: points never exceed the maxima and never fall below nothing', () => {
    const amount = (max: number) => fc.integer({ min: 0, max: max * 1000 }).map((one) => (one / 1000).toFixed(3))
    fc.assert(
      fc.property(amount(12), amount(40), amount(3), amount(4), fc.boolean(), (b1, c2, t1, t2, met) => {
        const scored = score({
          entries: {
            ...scores.entries,
            A1: { kind: 'met', met },
            B1: { kind: 'points', points: b1 },
            C2: { kind: 'points', points: c2 },
            T1: { kind: 'points', points: t1 },
            T2: { kind: 'points', points: t2 },
          },
        })
        if (!scored.ok) return false
        const [general, results] = [Number(scored.value.generalPoints), Number(scored.value.resultPoints)]
        return general >= 0 && general <= 30 && results >= 0 && results <= 70
      }),
    )
  })
})

describe('an overlay with sheets, calendar and rounds', () => {
  const overlay = {
    code: 'DU-1',
    issuer: 'Đảng ủy phường (mẫu thử)',
    decision: null,
    confidence: 'design',
    options: {},
  }

  test('is laid over the set, kept in its provenance and compared with what it replaces', () => {
    const laid = applyOverlay(law, {
      ...overlay,
      options: { quota: { denominator: 'T_ONLY' } },
      scoreSheets: [sheet],
      calendar: [{ code: 'openAt', from: '11-05', to: '11-05', yearOffset: 0 }],
      ballotRounds: 1,
    })
    if (!laid.ok) throw new Error(JSON.stringify(laid.refusal))
    expect(sheetOf(laid.value, 'MEMBER_2A')?.code).toBe('mau')
    expect(sheetOf(laid.value, 'LEADER')).toBeNull()
    expect(laid.value.overlays[0]?.changes).toEqual([
      'quota.denominator',
      'scoreSheets.mau',
      'calendar.openAt',
      'ballotRounds',
    ])
    const changes = compareRules(law, laid.value)
    expect(changes.filter(({ kind }) => kind !== 'sheet')).toEqual([
      { kind: 'option', path: 'quota.denominator', before: 'T_OR_BETTER', after: 'T_ONLY' },
      { kind: 'ballots', path: 'rounds', before: '2', after: '1' },
      { kind: 'calendar', path: 'openAt', before: '11-01…11-01', after: '11-05…11-05' },
    ])
    expect(changes).toContainEqual({ kind: 'sheet', path: 'mau/B/B1', before: null, after: 'Sáng kiến · 12 · FREE' })
    expect(compareRules(laid.value, laid.value)).toEqual([])
  })

  test('a later sheet takes its subjects over and leaves the others', () => {
    const city = templateSheets('18-4-8', law)
    const laid = applyOverlays(law, [
      { ...overlay, scoreSheets: city },
      { ...overlay, code: 'DU-2', scoreSheets: [sheet] },
    ])
    expect(
      laid.ok && ['MEMBER_2A', 'MEMBER_2C', 'LEADER'].map((one) => sheetOf(laid.value, one as 'LEADER')?.code),
    ).toEqual(['mau', 'dang-vien', 'can-bo'])
  })

  test.each([
    {
      because: 'weights that do not total',
      given: { scoreSheets: [{ ...sheet, general: sheet.general.slice(1) }] },
      sheetFaults: ['WEIGHTS_NOT_EXACT'],
    },
    {
      because: 'a calendar row nobody knows',
      given: { calendar: [{ code: 'x', from: '11-05', to: '11-05', yearOffset: 0 }] },
      sheetFaults: [],
    },
    {
      because: 'a window that ends before it begins',
      given: { calendar: [{ code: 'openAt', from: '11-05', to: '11-04', yearOffset: 0 }] },
      sheetFaults: [],
    },
    {
      because: 'an option of another generation',
      given: { options: { organizationTriggers: 'KHT' } },
      sheetFaults: [],
    },
  ])('is refused: $because', ({ given, sheetFaults }) => {
    const laid = applyOverlay(law, { ...overlay, ...given })
    expect(laid.ok ? 'laid' : laid.refusal.sheetFaults.map(({ code }) => code)).toEqual(sheetFaults)
  })
})
