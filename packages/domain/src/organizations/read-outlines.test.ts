import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drawOutlines, type OutlineRings, readOutlines } from './index.ts'
import { simplifyRing } from './simplify-ring.ts'

// biome-ignore lint/style/noProcessEnv: the folder of the real files is configuration of the test run itself
const realData = process.env['NQ15_REAL_DATA']

const names = new Map([
  ['00004', 'Phường Ba Đình'],
  ['00008', 'Phường Ngọc Hà'],
])
const square = [
  [105.8, 21],
  [105.9, 21],
  [105.9, 21.1],
  [105.8, 21.1],
  [105.8, 21],
]
const hole = [
  [105.84, 21.04],
  [105.86, 21.04],
  [105.86, 21.06],
  [105.84, 21.04],
]
type Change = { readonly code?: unknown; readonly fullName?: unknown; readonly geometry?: unknown }
const feature = ({
  code = '00004',
  fullName = 'Phường Ba Đình',
  geometry = { type: 'Polygon', coordinates: [square, hole] },
}: Change = {}) => ({ type: 'Feature', properties: { code, fullName }, geometry })
const other = feature({ code: '00008', fullName: 'Phường Ngọc Hà' })
const file = (...features: unknown[]) => ({ type: 'FeatureCollection', features })
const polygon = (...rings: unknown[]) => ({ geometry: { type: 'Polygon', coordinates: rings } })

test('a flawless file is read: every outline with its rings closed, holes kept, heights left out', () => {
  const flat = square.map(([x, y]) => [x, y, 12])
  const read = readOutlines(file(feature(), { ...other, ...polygon(flat) }), names)
  expect(read.ok && read.value.warnings).toEqual([])
  expect(read.ok && read.value.outlines.map(({ code, rings, pointsRead }) => [code, rings, pointsRead])).toEqual([
    ['00004', [[square, hole]], 9],
    ['00008', [[square]], 5],
  ])
})

const refused: [string, Change, string][] = [
  ['no code', { code: '' }, 'NO_CODE'],
  ['a code of no area on the day', { code: '00009' }, 'NO_AREA'],
  ['another name than the official one', { fullName: 'Phường Trúc Bạch' }, 'OTHER_NAME'],
  ['a code a second time', { code: '00008', fullName: 'Phường Ngọc Hà' }, 'TWICE'],
  ['a point instead of a polygon', { geometry: { type: 'Point', coordinates: [105, 21] } }, 'NO_POLYGON'],
  ['no geometry', { geometry: null }, 'NO_POLYGON'],
  ['a polygon without a ring', polygon(), 'NO_POLYGON'],
  ['a ring of three positions', polygon([square[0], square[1], square[0]]), 'RING_TOO_SHORT'],
  ['a ring that does not close', polygon(square.slice(0, -1)), 'RING_OPEN'],
  ['a ring that encloses nothing', polygon([square[0], square[1], square[0], square[1], square[0]]), 'RING_FLAT'],
  [
    'a latitude above 90',
    polygon([
      [105, 90],
      [106, 90],
      [106, 90.001],
      [105, 90],
    ]),
    'OUTSIDE_THE_WORLD',
  ],
  ['a hole that does not close', polygon(square, hole.slice(0, -1).concat([[105.85, 21.05]])), 'RING_OPEN'],
]
test.each(refused)('%s is refused by its number, and nothing is read', (_, change, code) => {
  const read = readOutlines(file(other, feature(change)), names)
  expect(!read.ok && read.refusal.findings.map((one) => [one.feature, one.code])).toEqual([[2, code]])
})

test.each([
  ['no JSON of this kind', { type: 'Feature' }, 'NOT_GEOJSON'],
  ['no feature at all', file(), 'NO_FEATURES'],
])('a file with %s is refused as a whole', (_, bad, code) => {
  const read = readOutlines(bad, names)
  expect(!read.ok && read.refusal.findings).toEqual([{ code, feature: 0, value: '', required: '' }])
})

test('a border that crosses itself is kept and told about', () => {
  const bow = [
    [105.8, 21],
    [105.9, 21.1],
    [105.9, 21],
    [105.8, 21.15],
    [105.8, 21],
  ]
  const read = readOutlines(file(feature(polygon(bow))), names)
  expect(read.ok && read.value.warnings.map(({ code, feature: number }) => [code, number])).toEqual([
    ['RING_CROSSES_ITSELF', 1],
  ])
  expect(read.ok && read.value.outlines.length).toBe(1)
})

test('a simplified ring keeps corners and drops what lies on the line between them', () => {
  const along = [
    [105.8, 21],
    [105.85, 21.0001],
    [105.9, 21],
    [105.9, 21.1],
    [105.8, 21.1],
    [105.8, 21],
  ] as const
  expect(simplifyRing(along, 0.000_25)).toEqual(square)
  expect(simplifyRing(along, 0.000_05)).toEqual(along)
})

test('outlines are drawn to one scale, north up, west left', () => {
  const rings: OutlineRings = [
    [
      [
        [105, 21],
        [106, 21],
        [106, 22],
        [105, 22],
        [105, 21],
      ],
    ],
  ]
  const { width, height, paths } = drawOutlines([{ code: 'x', rings }])
  expect([width, height]).toEqual([1000, 1075])
  expect(paths).toEqual([{ code: 'x', path: 'M0 1075L1000 1075L1000 0L0 0Z', middle: [500, 537] }])
  expect(drawOutlines([])).toEqual({ width: 1000, height: 0, paths: [] })
})

describe.runIf(realData)("Hà Nội's real outlines", () => {
  test('all 126 are read; one crosses itself; what a page draws is small', () => {
    const folder = join(realData ?? '', 'hanoi')
    const official = new Map(
      readFileSync(join(folder, 'communes-since-2025-07.csv'), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line): [string, string] => [line.split(',')[0] ?? '', line.split(',')[1] ?? '']),
    )
    const read = readOutlines(
      JSON.parse(readFileSync(join(folder, 'communes-since-2025-07.geojson'), 'utf8')),
      official,
    )
    if (!read.ok) throw new Error(JSON.stringify(read.refusal.findings.slice(0, 3)))
    expect(read.value.outlines).toHaveLength(126)
    expect(read.value.warnings).toMatchObject([{ code: 'RING_CROSSES_ITSELF', value: '09676' }])
    expect(JSON.stringify(drawOutlines(read.value.outlines)).length).toBeLessThan(100_000)
  })
})
