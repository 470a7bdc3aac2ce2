import { expect, test } from 'vitest'
import { exampleHistory } from './example.ts'
import { lineageOf, partyNameOf, treeAsOf } from './index.ts'

const history = exampleHistory()

test.each([
  ['2025-06-30', ['01 null 0', '00001 01 1', '00002 01 1'], { 'city-org': 1, 'grassroots-committee-org': 2 }],
  ['2025-07-01', ['01 null 0', '00002 01 1'], { 'city-org': 1, 'grassroots-committee-org': 1 }],
  ['2008-07-31', [], {}],
])('on %s the tree is %j', (day, rows, totals) => {
  const tree = treeAsOf(history.versions, day)
  expect(tree.ok && tree.value.organizations.map((r) => `${r.code} ${r.parentCode} ${r.depth}`)).toEqual(rows)
  expect(tree.ok && tree.value.totals).toEqual(totals)
})

test('below a root only its own tree is told, and a code names one only on a day', () => {
  const on = (code: string, day: string) => {
    const tree = treeAsOf(history.versions, day, code)
    return tree.ok ? tree.value.organizations.map((row) => row.name) : tree.refusal
  }
  expect(on('00002', '2025-06-30')).toEqual(['Tây'])
  expect(on('00002', '2025-07-01')).toEqual(['Đoài'])
  expect(on('00001', '2025-07-01')).toEqual({ code: 'UNKNOWN_ORGANIZATION', wanted: '00001', day: '2025-07-01' })
})

test('a reader without the city sees his own organizations as roots', () => {
  const tree = treeAsOf(history.versions.slice(1), '2025-06-30')
  expect(tree.ok && tree.value.organizations.map(({ code, depth }) => [code, depth])).toEqual([
    ['00001', 0],
    ['00002', 0],
  ])
})

test('lineage reads both ways over the act', () => {
  const names = (code: string, day: string) => {
    const lineage = lineageOf(history, code, day)
    if (!lineage.ok) return lineage.refusal.code
    const { predecessors, successors } = lineage.value
    return { predecessors: predecessors.map((e) => e.name), successors: successors.map((e) => e.name) }
  }
  expect(names('00002', '2025-07-01')).toEqual({ predecessors: ['Đông', 'Tây'], successors: [] })
  expect(names('00002', '2025-06-30')).toEqual({ predecessors: [], successors: ['Đoài'] })
  expect(names('00001', '2025-07-01')).toBe('UNKNOWN_ORGANIZATION')
})

test('a predecessor that lives on under a new name is told by its name before the act', () => {
  const [city, east, west, joined] = history.versions
  if (!city || !east || !west || !joined) throw new Error('the example has four versions')
  const renamed = { ...east, code: '00003', name: 'Đông mới', validFrom: '2025-07-01', validTo: '9999-12-31' }
  const lineage = lineageOf({ ...history, versions: [city, renamed, east, west, joined] }, '00002', '2025-07-01')
  expect(lineage.ok && lineage.value.predecessors.map(({ name }) => name)).toEqual(['Đông', 'Tây'])
})

test.each([
  ['Phường Ba Đình', 'Đảng bộ phường Ba Đình'],
  ['Thị xã Sơn Tây', 'Đảng bộ thị xã Sơn Tây'],
  ['Thị trấn Yên Viên', 'Đảng bộ thị trấn Yên Viên'],
  ['Xã Xã Đàn', 'Đảng bộ xã Xã Đàn'],
  ['Quận Ba Đình', 'Đảng bộ quận Ba Đình'],
  ['Huyện Ba Vì', 'Đảng bộ huyện Ba Vì'],
  ['Ba Đình', null],
  ['Phường', null],
])('the Party organization of %s is %s', (unit, name) => {
  expect(partyNameOf(unit)).toBe(name)
})
