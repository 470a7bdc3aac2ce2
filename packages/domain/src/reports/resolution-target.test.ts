import { expect, test } from 'vitest'
import { newTargetSchema, straightPath, targetLacks, targetResults, targetStanding } from './resolution-target.ts'

/** From 40 % in 2020 to at least 90 % in 2025: ten points a year. */
const rise = { bound: 'at-least', base: 40, baseYear: 2020, wanted: 90, dueYear: 2025 } as const
/** From 30 cases in 2020 to at most 9 in 2026. */
const fall = { bound: 'at-most', base: 30, baseYear: 2020, wanted: 9, dueYear: 2026 } as const

test.each([
  [rise, 2019, null],
  [rise, 2020, 40],
  [rise, 2023, 70],
  [rise, 2025, 90],
  [rise, 2027, 90],
  [fall, 2021, 26.5],
])('%o stands in %i at %s on the straight path', (target, year, path) => {
  expect(straightPath(target, year)).toBe(path)
})

test.each([
  ['nothing was said', rise, [], 'no-result'],
  ['only of years before the base', rise, [[2019, 40]], 'no-result'],
  ['on the path', rise, [[2022, 60]], 'on-path'],
  ['below the path', rise, [[2022, 59.99]], 'behind'],
  [
    'the newest year counts',
    rise,
    [
      [2021, 90],
      [2022, 41],
    ],
    'behind',
  ],
  [
    'sources differ in standing',
    rise,
    [
      [2022, 61],
      [2022, 55],
    ],
    'sources-differ',
  ],
  [
    'two sources, one standing',
    rise,
    [
      [2022, 61],
      [2022, 75],
    ],
    'on-path',
  ],
  ['reached at the end', rise, [[2025, 90]], 'reached'],
  ['missed at the end', rise, [[2026, 89]], 'missed'],
  ['fewer is better', fall, [[2021, 26]], 'on-path'],
  ['too many', fall, [[2021, 27]], 'behind'],
  ['not passed at the end', fall, [[2026, 9]], 'reached'],
] as const)('%s', (_, target, said, standing) => {
  const results = said.map(([year, value]) => ({ year, value }))
  expect(targetStanding(target, results)).toBe(standing)
})

test.each([
  ['neither task nor result', 0, [], ['task', 'result']],
  ['a result before the period is none of it', 1, [[2018, 3]], ['result']],
  [
    'a task and one word of the sources',
    1,
    [
      [2022, 3],
      [2022, 3],
    ],
    [],
  ],
  [
    'figures that differ are named whatever they mean',
    2,
    [
      [2022, 61],
      [2022, 75],
    ],
    ['sources'],
  ],
  [
    'an older year may differ',
    2,
    [
      [2021, 1],
      [2021, 2],
      [2022, 75],
    ],
    [],
  ],
] as const)('lacks: %s', (_, tasks, said, lacks) => {
  const results = said.map(([year, value]) => ({ year, value }))
  const period = { firstYear: 2020, lastYear: 2025 }
  expect(targetLacks({ tasks, standing: 'on-path' }, results, period)).toEqual(lacks)
})

test('the count of a review stands beside what was typed, with its own source and day', () => {
  const review = {
    ...{ source: 'Báo cáo 2022, bản 1', cutOff: '2022-12-31' },
    tables: [
      {
        ...{ code: 'T1' as const, lines: [], total: {}, reported: [] },
        years: [
          { year: 2021, values: { consolidated: null } },
          { year: 2022, values: { consolidated: 55 } },
        ],
      },
    ],
  }
  const typed = [{ year: 2022, value: 60, source: 'Báo cáo 9-BC/ĐU', cutOff: '2022-11-30' }]
  expect(targetResults({ counted: { table: 'T1', column: 'consolidated' } }, typed, review)).toEqual([
    ...typed,
    { year: 2022, value: 55, source: 'Báo cáo 2022, bản 1', cutOff: '2022-12-31' },
  ])
  expect(targetResults({ counted: null }, typed, review)).toEqual(typed)
})

test('where persons are counted a small number hides its year whoever said it', () => {
  const said = [
    { year: 2021, value: 3, source: 'A', cutOff: '2021-12-31' },
    { year: 2021, value: 12, source: 'B', cutOff: '2021-12-31' },
    { year: 2022, value: 12, source: 'A', cutOff: '2022-12-31' },
  ]
  const people = targetResults({ counted: { table: 'T3', column: 'people' } }, said, null)
  expect(people.map(({ value }) => value)).toEqual(['hidden', 'hidden', 12])
  expect(targetResults({ counted: null }, said, null)).toEqual(said)
})

const typed = {
  ...{ organizationId: '0197a000-0000-7000-8000-000000000001', plan: 'resolution', wording: 'Tổ chức được củng cố' },
  ...{
    unit: '%',
    bound: 'at-least',
    base: '40',
    baseYear: '2020',
    wanted: '1.090,5',
    dueYear: '2025',
    directiveId: '',
  },
  ...{ source: 'Kế hoạch 5-KH/TU, mục II', confidence: 'S', counted: 'T1.consolidated' },
}
test('a target is typed as an office writes figures, always with its document and how well it is known', () => {
  expect(newTargetSchema.parse(typed)).toMatchObject({
    ...{ base: 40, wanted: 1090.5, directiveId: null, counted: { table: 'T1', column: 'consolidated' } },
  })
  for (const wrong of [
    { source: ' ' },
    { confidence: '' },
    { confidence: 'S-code' },
    { dueYear: '2020' },
    { dueYear: '2036' },
    { wanted: 'chín mươi' },
    { base: '1,234' },
    { counted: 'T1.nothing' },
    { counted: 'T9.start' },
  ])
    expect(newTargetSchema.safeParse({ ...typed, ...wrong }).success, JSON.stringify(wrong)).toBe(false)
})
