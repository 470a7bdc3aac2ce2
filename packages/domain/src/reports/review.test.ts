import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composeReview, type EnteredFigure, type ReviewFact } from './compose-review.ts'
import { type GuardedCell, guardCounts, type SumBond } from './guard-counts.ts'
import { receptionFacts } from './reception-facts.ts'
import { reviewFigureSchema, reviewYearsSchema } from './review-command.ts'
import { isOverNought, sayReviewCell } from './review-words.ts'
import { checkReviewSigning, reviewChanges } from './sign-review.ts'

const lines = [
  { key: 'a', name: 'Đảng bộ xã A' },
  { key: 'b', name: 'Đảng bộ xã B' },
]
const fact = (table: ReviewFact['table'], line: string, counts: Readonly<Record<string, number>>, year = 2026) =>
  Object.entries(counts).map(([column, count]): ReviewFact => ({ table, line, year, column, count }))
const entered = (given: Partial<EnteredFigure>): EnteredFigure => ({
  ...{ figureId: 'f', kind: 'reported', line: 'a', unit: 'Đảng bộ xã A', table: 'T1', year: 2026, values: {} },
  ...{ source: 'Báo cáo 12-BC/ĐU', cutOff: '2026-12-31', wording: '' },
  ...given,
})
const compose = (given: Partial<Parameters<typeof composeReview>[0]> = {}) =>
  composeReview({
    ...{ organization: { id: 'o', name: 'Đảng bộ thành phố' }, firstYear: 2026, lastYear: 2026, cutOff: '2026-12-31' },
    ...{ lines, facts: [], entered: [], reform: [], measures: [], signedBefore: null },
    ...given,
  })
/** What was found but for units that keep no register. */
const found = (review: ReturnType<typeof compose>) => review.findings.filter(({ check }) => check !== 'CK5')
const table = (review: ReturnType<typeof compose>, code: string) => {
  const one = review.tables.find((given) => given.code === code)
  if (!one) throw new Error(code)
  return one
}

describe('figures that do not add up name their line', () => {
  test.each([
    ['whole', { start: 5, added: 3, takenOff: 2, merged: 1, end: 5 }, []],
    ['one missing at the end', { start: 5, added: 3, takenOff: 2, merged: 1, end: 4 }, [1]],
    ['one too many at the end', { start: 5, added: 3, takenOff: 2, merged: 0, end: 7 }, [-1]],
    ['what is not said is not checked', { start: 5, added: 3 }, []],
  ])('CK1 %s', (_, values, differences) => {
    const findings = found(compose({ entered: [entered({ values })] }))
    expect(findings.filter(({ check }) => check === 'CK1').map(({ difference }) => difference)).toEqual(differences)
    for (const { unit, source, weight } of findings)
      expect([unit, source, weight]).toEqual(['Đảng bộ xã A', 'Báo cáo 12-BC/ĐU', 'BLOCK'])
  })

  test.each([
    ['T2', 'CK2', { start: 4, new: 2, reopened: 1, takenOff: 3, listed: 4 }, []],
    ['T2', 'CK2', { start: 4, new: 2, reopened: 1, takenOff: 3, listed: 5 }, [-1]],
    ['T3', 'CK3', { visits: 31_826, regular: 21_507, leaders: 10_319 }, []],
    ['T3', 'CK3', { visits: 31_826, regular: 21_507, leaders: 10_300 }, [19]],
    ['T3', 'CK3', { competence: 2389, settled: 2260, open: 129 }, []],
    ['T3', 'CK3', { petitions: 10, processed: 11 }, [-1]],
    ['T4', 'CK4', { members: 442, memberReprimand: 315, memberWarning: 68, memberRemoval: 7, memberExpulsion: 52 }, []],
    [
      'T4',
      'CK4',
      { members: 440, memberReprimand: 315, memberWarning: 68, memberRemoval: 7, memberExpulsion: 52 },
      [2],
    ],
  ] as const)('%s %s %j', (code, check, values, differences) => {
    const { findings } = compose({ entered: [entered({ table: code, values })] })
    expect(findings.filter((one) => one.check === check).map(({ difference }) => difference)).toEqual(differences)
  })

  test('CK8: the end of a year and the start of the next, of one source; and what was signed before', () => {
    const [before, now] = [
      entered({ year: 2025, values: { start: 3, added: 2, takenOff: 1, end: 4 } }),
      entered({ year: 2026, values: { start: 5, added: 0, takenOff: 0, end: 5 } }),
    ]
    const review = compose({ firstYear: 2025, entered: [before, now] })
    expect(review.findings.filter(({ check }) => check === 'CK8')).toMatchObject([{ year: 2026, difference: -1 }])
    const facts = fact('T1', 'a', { start: 2, added: 0, takenOff: 0, end: 2 })
    const last = compose({ facts: fact('T1', 'a', { added: 3, end: 3 }, 2025), firstYear: 2025, lastYear: 2025 })
    expect(found(compose({ facts, signedBefore: last }))).toMatchObject([{ check: 'CK8', difference: 1, unit: null }])
  })
})

test('two sources of one figure stand side by side, neither is averaged', () => {
  const facts = fact('T2', 'a', { new: 164, listed: 164 })
  const review = compose({ facts, entered: [entered({ table: 'T2', values: { new: 100 } })] })
  expect(table(review, 'T2').reported).toMatchObject([
    { values: { new: 100 }, counted: { new: 164 }, conflicts: ['new'] },
  ])
  expect(found(review).map(({ check, weight }) => [check, weight])).toEqual([['CK7', 'WARN']])
  expect(table(review, 'T2').total['new']).toBe(164)
})

test('before a register began nothing is known; a unit that keeps none makes the total incomplete, not smaller', () => {
  const visits = { visits: 40, regular: 30, leaders: 10 }
  const review = compose({ firstYear: 2024, facts: fact('T3', 'a', visits) })
  const t3 = table(review, 'T3')
  expect(t3.years.map(({ values }) => values['visits'])).toEqual([null, null, 40])
  expect(t3.lines.map(({ values }) => values['visits'])).toEqual([40, null])
  expect(review.findings).toMatchObject([{ check: 'CK5', weight: 'WARN', difference: 1 }])
  expect(table(review, 'T6').total['issues']).toBeNull()
  expect(review.narrative.find(({ section }) => section === 'information')?.points[0]).toContain('(chưa có)')
})

test('what is not there does not begin a register; what ended owes none', () => {
  const past = { key: 'ended', name: 'Đơn vị cũ', isPast: true }
  const facts = [...fact('T5', 'a', { withoutMain: 15 }, 2024), ...fact('T5', 'a', { assigned: 2, withoutMain: 1 })]
  const visits = [...fact('T3', 'a', { visits: 9, regular: 9 }), ...fact('T3', 'b', { visits: 8, regular: 8 })]
  const review = compose({ firstYear: 2024, lines: [...lines, past], facts: [...facts, ...visits] })
  expect(table(review, 'T5').years.map(({ values }) => values['withoutMain'])).toEqual([null, null, 1])
  expect(review.findings).toEqual([])
})

test('over several years flows add up, stocks are those of the first and the last day, shares are of whole numbers', () => {
  const facts = [
    ...fact('T1', 'a', { start: 0, added: 3, takenOff: 1, end: 2 }, 2025),
    ...fact('T1', 'a', { start: 2, added: 1, takenOff: 1, end: 2 }, 2026),
  ]
  const review = compose({ firstYear: 2025, facts })
  expect(table(review, 'T1').total).toMatchObject({ start: 0, added: 4, takenOff: 2, end: 2, consolidated: 50 })
  expect(found(review)).toEqual([])
})

test('a target stands beside its result; a result nobody knows is not missed', () => {
  const target = { kind: 'target', line: null, wording: 'Củng cố một nửa', values: { consolidated: 50 } } as const
  const facts = fact('T1', 'a', { start: 4, takenOff: 2, end: 2 })
  expect(compose({ facts, entered: [entered(target)] }).targets).toMatchObject([{ result: 50, isReached: true }])
  expect(compose({ entered: [entered(target)] }).targets).toMatchObject([{ result: null, isReached: null }])
})

test('T3 is counted by what the groups of the registers say', () => {
  const groups = [
    {
      source: 'visits',
      organizationId: 'x',
      dims: { host: 'head', again: 'no', large: 'yes' },
      sums: { visits: 2, people: 14, matters: 2 },
    },
    {
      source: 'visits',
      organizationId: 'x',
      dims: { host: 'regular', again: 'yes', large: 'no' },
      sums: { visits: 6, people: 6, matters: 5 },
    },
    { source: 'visits', organizationId: 'elsewhere', dims: { host: 'regular' }, sums: { visits: 9 } },
  ] as const
  const facts = receptionFacts(groups, { year: 2026, lineOf: (id) => (id === 'x' ? 'a' : undefined) })
  const sum = (column: string) => facts.reduce((total, one) => total + (one.column === column ? one.count : 0), 0)
  expect(['visits', 'leaders', 'regular', 'cases', 'first', 'repeated', 'groups', 'groupPeople'].map(sum)).toEqual([
    8, 2, 6, 7, 2, 5, 2, 14,
  ])
})

describe('signing', () => {
  const whole = compose({ facts: fact('T1', 'a', { start: 1, takenOff: 1 }) })
  const broken = compose({ entered: [entered({ values: { start: 5, added: 3, takenOff: 2, end: 7 } })] })
  const asked = {
    ...{ content: whole, preparedBy: 'p', signer: 's', isLatest: true, isSigned: false, replaces: false, reason: '' },
    today: '2027-01-05',
  }
  test.each([
    ['another person signs what adds up', {}, null],
    ['not who prepared it', { signer: 'p' }, 'SIGNS_OWN_REPORT'],
    ['not what does not add up', { content: broken }, 'DOES_NOT_ADD_UP'],
    ['not an edition that was built anew', { isLatest: false }, 'NOT_THE_LATEST'],
    ['not twice', { isSigned: true }, 'ALREADY_SIGNED'],
    ['in place of another only with a reason', { replaces: true }, 'REASON_REQUIRED'],
    ['in place of another with a reason', { replaces: true, reason: 'Bổ sung' }, null],
    [
      'not a year that is over as it stood before',
      { content: { ...whole, cutOff: '2026-12-30' } },
      'CUT_OFF_TOO_EARLY',
    ],
    ['a year that still runs as it stands', { content: { ...whole, cutOff: '2026-12-30' }, today: '2026-12-30' }, null],
  ])('%s', (_, given, code) => {
    const answer = checkReviewSigning({ ...asked, ...given })
    expect(answer.ok ? null : answer.refusal.code).toBe(code)
  })

  test('a later edition says what it says otherwise', () => {
    const later = compose({ facts: fact('T1', 'a', { start: 2, takenOff: 1, end: 1 }) })
    const changed = reviewChanges(whole, later).filter(({ name, column }) => name === null && column === 'start')
    expect(changed).toEqual([{ table: 'T1', name: null, column: 'start', was: '1', is: '2' }])
  })
})

test.each([
  ['a known column', { values: { start: 1 } }, true],
  ['a column of another table', { values: { visits: 1 } }, false],
  ['half an organization', { values: { start: 1.5 } }, false],
  ['a share, which is reckoned', { values: { consolidated: 50 } }, false],
  ['a share as a target', { kind: 'target', values: { consolidated: 50.5 } }, true],
  ['nothing', { values: {} }, false],
  ['no source', { source: ' ' }, false],
  ['no day', { cutOff: '' }, false],
])('figures from elsewhere: %s', (_, given, isTaken) => {
  const form = {
    ...{ kind: 'reported', organizationId: '01900000-0000-7000-8000-000000000001', table: 'T1', year: '2026' },
    ...{ values: { start: 1 }, source: 'Báo cáo 12-BC/ĐU', cutOff: '2026-12-31', wording: '', reason: '' },
    ...given,
  }
  expect(reviewFigureSchema.safeParse(form).success).toBe(isTaken)
})

test.each([
  [2026, 2026, true],
  [2022, 2026, true],
  [2017, 2026, true],
  [2016, 2026, false],
  [2026, 2025, false],
])('years %i to %i', (firstYear, lastYear, isTaken) => {
  expect(reviewYearsSchema.safeParse({ firstYear, lastYear }).success).toBe(isTaken)
})

describe('small counts of persons', () => {
  test('a total of one unit tells that unit: both are hidden, and so is what the sum of the line would tell', () => {
    const facts = fact('T3', 'a', { visits: 40, regular: 37, leaders: 3 })
    const { lines: shown, total } = table(compose({ facts }), 'T3')
    expect(shown[0]?.values).toMatchObject({ leaders: 'hidden', regular: 'hidden' })
    expect(total).toMatchObject({ leaders: 'hidden', regular: 'hidden' })
  })

  test('the difference of a line that does not add up is not told where it would tell a hidden count', () => {
    const values = { visits: 10, regular: 8, leaders: 1 }
    expect(found(compose({ entered: [entered({ table: 'T3', values })] }))).toMatchObject([
      { check: 'CK3', difference: null },
    ])
  })

  test('organizations and cases are no persons', () => {
    expect(table(compose({ facts: fact('T1', 'a', { start: 2, end: 2 }) }), 'T1').total).toMatchObject({
      start: 2,
      end: 2,
    })
  })

  /** All values of the hidden cells that agree with what is shown, up to `most` each; stops when every small one has two. */
  function isTold(cells: readonly GuardedCell[], sums: readonly SumBond[]): boolean {
    const hidden = cells.filter(({ isHidden }) => isHidden)
    const small = hidden.filter(({ value }) => value > 0 && value < 5)
    const seen = new Map(small.map((cell) => [cell, new Set<number>()]))
    const trial = new Map<GuardedCell, number>()
    const of = (cell: GuardedCell) => (cell.isHidden ? trial.get(cell) : cell.value)
    const fits = () =>
      sums.every(([total, ...parts]) => {
        const values = parts.map(of)
        const whole = of(total)
        const least = values.reduce<number>((sum, one) => sum + (one ?? 0), 0)
        return whole === undefined || (values.includes(undefined) ? least <= whole : least === whole)
      })
    const most = Math.max(0, ...cells.map(({ value }) => value)) + 6
    let steps = 0
    const walk = (at: number): boolean => {
      const cell = hidden[at]
      if (!cell) {
        for (const [one, values] of seen) values.add(trial.get(one) ?? -1)
        return [...seen.values()].every((values) => values.size > 1)
      }
      // What really stands there is tried last, so that another solution is met first.
      const order = [...Array(most + 1).keys()].toSorted(
        (one, other) => Number(one === cell.value) - Number(other === cell.value),
      )
      for (const value of order) {
        steps += 1
        if (steps > 60_000) return true
        trial.set(cell, value)
        if (fits() && walk(at + 1)) return true
      }
      trial.delete(cell)
      return false
    }
    return hidden.length > 0 && small.length > 0 && !walk(0)
  }

  test('no sequence of subtractions within one report tells a count below five', () => {
    const count = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 6 }) }, fc.integer({ min: 5, max: 30 }))
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 3 }), (grid) => {
        // Lines of two parts with their sum, and a line of totals: as T3 has them.
        const rows = grid.map(([one, other]) => [one + other, one, other].map((value) => ({ value, isHidden: false })))
        const total = [0, 1, 2].map((at) => ({
          value: rows.reduce((sum, row) => sum + (row[at]?.value ?? 0), 0),
          isHidden: false,
        }))
        const all = [...rows, total]
        const sums = [
          ...all.map((row) => row as unknown as SumBond),
          ...[0, 1, 2].map((at) => [total[at], ...rows.map((row) => row[at])] as unknown as SumBond),
        ]
        const cells = all.flat()
        guardCounts(cells, sums, [])
        expect(cells.filter(({ value, isHidden }) => value > 0 && value < 5 && !isHidden)).toEqual([])
        expect(isTold(cells, sums)).toBe(false)
      }),
      { seed: 15, numRuns: 300 },
    )
  })
})

test.each([
  [
    'nothing on the list: nothing to take a share of',
    'T1',
    'consolidated',
    { start: 0, added: 0, consolidated: null },
    '–',
  ],
  ['a share that was reckoned', 'T1', 'consolidated', { start: 1, added: 1, consolidated: 50 }, '50'],
  ['no record of that year', 'T1', 'consolidated', { start: null, added: null, consolidated: null }, 'chưa có'],
  ['a count nobody gave', 'T1', 'added', { start: 0, added: null }, 'chưa có'],
  ['a small count', 'T3', 'visits', { visits: 'hidden' }, 'ẩn'],
] as const)('on paper, %s', (_, code, key, values, said) => {
  const cells: Readonly<Record<string, number | 'hidden' | null>> = values
  expect(sayReviewCell(cells[key], { overNought: isOverNought(code, key, cells) })).toBe(said)
})
