import { computeQuota } from '@nq15/domain/ratings'
import { expect, test } from 'vitest'
import { boardGroups, type QuotaRow } from './board-quota.ts'

// The story of the pictures: group 2A, 47 proposed, base 214 of Good only.
const row = (name: string, XS: number, T: number): QuotaRow => ({
  organizationId: name,
  name,
  excellent: { MEMBER_2A: XS },
  good: { MEMBER_2A: T },
})
const rows = [
  row('THCS', 9, 20),
  row('Tiểu học', 8, 17),
  row('Văn phòng', 7, 16),
  row('Khác', 23, 161),
  row('Không', 0, 0),
]
const rule = { percent: 20, rounding: 'FLOOR' as const }
const groupsUnder = (denominator: 'T_ONLY' | 'T_OR_BETTER' | 'ALL_RATED', of = rows) => {
  const sum = (pick: (one: QuotaRow) => number) => of.reduce((total, one) => total + pick(one), 0)
  const counts = {
    XS: sum((one) => one.excellent['MEMBER_2A'] ?? 0),
    T: sum((one) => one.good['MEMBER_2A'] ?? 0),
    HT: 0,
    KHT: 0,
  }
  const quota = computeQuota({ ...rule, denominator }, [{ key: 'MEMBER_2A', counts }])
  return boardGroups(quota, of, { denominator, percent: 20 })
}

test('47 of 42: five over, four moves are enough since the base grows by them', () => {
  const [group] = groupsUnder('T_ONLY')
  expect(group).toMatchObject({ xs: 47, limit: 42, excess: 5, smallestMoves: 4, base: 214, unrounded: '42.8' })
  expect(group?.after).toEqual({ xs: 43, base: 218 })
})

test('the cells above the common share stand first, the others are one bar that is not over', () => {
  expect(
    groupsUnder('T_ONLY')[0]?.bars.map(({ name, cells, excellent, share, isOver }) => [
      name,
      cells,
      excellent,
      share,
      isOver,
    ]),
  ).toEqual([
    ['THCS', 1, 9, 45, true],
    ['Tiểu học', 1, 8, 47, true],
    ['Văn phòng', 1, 7, 44, true],
    ['', 1, 23, 14, false],
  ])
})

test("under Good or better the base does not grow and a cell's share is of both", () => {
  const [group] = groupsUnder('T_OR_BETTER', [row('A', 30, 50), row('B', 5, 35)])
  expect(group).toMatchObject({ base: 120, limit: 24, excess: 11, smallestMoves: 11, after: { xs: 24, base: 120 } })
  expect(group?.bars.map(({ share }) => share)).toEqual([38, 13])
})

test('where the base of a cell is not known no share is claimed', () => {
  const [group] = groupsUnder('ALL_RATED', [row('A', 30, 50)])
  expect(group?.bars).toEqual([{ organizationId: 'A', name: 'A', cells: 1, excellent: 30, share: null, isOver: false }])
})

test('a group within its limit has no bars: there is nothing to explain', () => {
  expect(groupsUnder('T_ONLY', [row('A', 2, 10)])[0]?.bars).toEqual([])
})
