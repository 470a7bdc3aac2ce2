import { expect, test } from 'vitest'
import { cellFigures, overviewFigures, stepsOf } from './overview-figures.ts'

const none = {
  'not-started': 0,
  'in-work': 0,
  'with-intermediate': 0,
  sent: 0,
  appraising: 0,
  returned: 0,
  appraised: 0,
  decided: 0,
}
const commune = (name: string, decided: readonly number[], states: Partial<typeof none>) => {
  const [XS = 0, T = 0, HT = 0, KHT = 0, NOT_RATED = 0] = decided
  const all = { ...none, ...states }
  const cells = Object.values(all).reduce((sum, count) => sum + count, 0)
  return { committeeId: name, name, cells, states: all, decided: { XS, T, HT, KHT, NOT_RATED } }
}
const communes = [
  commune('Ba Đình', [20, 60, 9, 3, 12], { decided: 3 }),
  commune('Ngọc Hà', [10, 40, 8, 6, 15], { decided: 2 }),
  commune('Trúc Bạch', [], { 'not-started': 1, 'in-work': 2, returned: 1 }),
]
const given = {
  committees: communes,
  sectors: [{ sector: 'neighbourhood', cells: 9, states: { ...none, decided: 5, 'in-work': 4 } }],
  subjects: {
    LEADER: { XS: 8, T: 12, HT: 6, KHT: 0, NOT_RATED: 0 },
    MEMBER_2A: { XS: 10, T: 38, HT: 5, KHT: 2, NOT_RATED: 12 },
    MEMBER_2C: { XS: 12, T: 50, HT: 6, KHT: 7, NOT_RATED: 15 },
  },
  total: { cells: 9, states: { ...none, decided: 5, 'not-started': 1, 'in-work': 2, returned: 1 } },
}

test('a commune that has not decided has no figures of persons: missing, not nought', () => {
  expect(overviewFigures(given).committees.map(({ name, persons }) => [name, persons === null])).toEqual([
    ['Ba Đình', false],
    ['Ngọc Hà', false],
    ['Trúc Bạch', true],
  ])
})

test('three who did not complete are shown as under five, and something beside them is withheld', () => {
  const [first] = overviewFigures(given).committees
  expect(first?.persons?.KHT).toBe('under-5')
  expect(Object.values(first?.persons ?? {})).toContain('withheld')
})

test('the files of the communes add up to the whole', () => {
  const { committees, total } = overviewFigures(given)
  expect(committees.reduce((sum, { cells }) => sum + cells, 0)).toBe(total.cells)
  expect(Object.values(total.steps).reduce((sum, count) => sum + count, 0)).toBe(total.cells)
})

test('kinds of person hide what is small and never show a total otherwise than the communes do', () => {
  const { subjects, total } = overviewFigures(given)
  expect(subjects.find(({ subject }) => subject === 'MEMBER_2A')?.persons.KHT).toBe('under-5')
  expect(total.persons?.KHT).toBe(9)
})

test('the cells of a commune keep hidden what the city hides', () => {
  const cells = [
    {
      organizationId: 'a',
      name: 'A',
      state: 'decided' as const,
      decided: { XS: 12, T: 30, HT: 9, KHT: 3, NOT_RATED: 6 },
    },
    { organizationId: 'b', name: 'B', state: 'decided' as const, decided: { XS: 8, T: 30, NOT_RATED: 6 } },
  ]
  const city = overviewFigures(given).committees[0]?.persons
  const { total, cells: lines } = cellFigures(given, { committeeId: 'Ba Đình', cells })
  expect(total).toEqual(city)
  expect(lines[0]?.persons?.KHT).toBe('under-5')
  expect(lines[1]?.persons?.KHT).toBe(0)
})

test("before the decision a commune's cells have a state and no figures", () => {
  const cells = [{ organizationId: 'a', name: 'A', state: 'in-work' as const, decided: {} }]
  expect(cellFigures(given, { committeeId: 'Trúc Bạch', cells })).toEqual({
    cells: [{ key: 'a', name: 'A', state: 'in-work', persons: null }],
    total: null,
  })
})

test('not started and in work are one step', () => {
  expect(stepsOf({ ...none, 'not-started': 2, 'in-work': 3 })['not-sent']).toBe(5)
})
