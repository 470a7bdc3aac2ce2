import { levels } from '../../ratings/index.ts'
import type { CountedUnit, TableColumn } from '../table-definition.ts'

/** Reasons for which nobody is rated beside the exemption, as one column. */
export const otherReasons = [
  'SUSPENDED',
  'ADMITTED_LT_6M',
  'TRANSFERRED',
  'LONG_ABSENCE',
  'DECEASED',
  'ORG_LT_6M',
  'UNDER_INVESTIGATION',
  'OTHER',
] as const

const levelKeys = levels

/** The four levels, each with its share of those rated, and those still without a decision. */
export function levelColumns(unit: CountedUnit): TableColumn[] {
  return [
    ...levelKeys.flatMap((key): TableColumn[] => [
      { key, head: 'level', unit, is: 'part', counts: [key] },
      { key: `${key}_SHARE`, head: { vi: '%', en: '%' }, unit: 'percent', is: 'share', of: key, over: 'DECIDED' },
    ]),
    {
      key: 'UNDECIDED',
      head: { vi: 'Chưa quyết định', en: 'Not decided yet' },
      unit,
      is: 'part',
      counts: ['UNDECIDED'],
    },
  ]
}

/** Those with a level: what the shares are taken of. */
export const decidedColumn = (unit: CountedUnit): TableColumn => ({
  key: 'DECIDED',
  head: { vi: 'Đã xếp loại', en: 'Rated' },
  unit,
  is: 'sum',
  of: levelKeys,
})

/** Everybody, to whom the parts add up. */
export const everybodyColumn = (unit: CountedUnit, parts: readonly string[]): TableColumn => ({
  key: 'TOTAL',
  head: { vi: 'Tổng số', en: 'Total' },
  unit,
  is: 'sum',
  of: [...parts, ...levelKeys, 'UNDECIDED'],
})
