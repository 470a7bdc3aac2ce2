import { levels } from '../../ratings/index.ts'
import { layoutBasis, type TableColumn, type TableDefinition } from '../table-definition.ts'

const counted = (key: string, vi: string, en: string): TableColumn => ({
  key,
  head: { vi, en },
  unit: 'persons',
  is: 'part',
  counts: [key],
})
const within = (key: string, of: string, vi: string, en: string): TableColumn => ({
  key,
  head: { vi, en },
  unit: 'persons',
  is: 'within',
  counts: [key],
  of,
})
const beside = (key: string, vi: string, en: string): TableColumn => ({
  key,
  head: { vi, en },
  unit: 'persons',
  is: 'beside',
  counts: [key],
})
const given = (key: string, unit: 'persons' | 'organizations', vi: string, en: string): TableColumn => ({
  key,
  head: { vi, en },
  unit,
  is: 'given',
  counts: [key],
})

/** The year beside an earlier one, by lineage (B7). */
export const tableB7: TableDefinition = {
  code: 'B7',
  title: { vi: 'So sánh với năm trước', en: 'Compared with an earlier year' },
  basis: layoutBasis,
  blocks: [
    {
      key: 'by-level',
      title: { vi: 'Theo mức xếp loại', en: 'By level' },
      axis: 'level',
      adds: true,
      total: 'NOW',
      columns: [
        counted('NOW', 'Năm này', 'This year'),
        beside('BEFORE', 'Năm so sánh', 'Compared year'),
        {
          key: 'CHANGE',
          head: { vi: 'Tăng, giảm', en: 'Change' },
          unit: 'persons',
          is: 'change',
          of: 'NOW',
          from: 'BEFORE',
        },
      ],
    },
    {
      key: 'by-organization',
      title: { vi: 'Theo tổ chức', en: 'By organization' },
      axis: 'organization',
      adds: true,
      total: 'NOW_DECIDED',
      columns: [
        counted('NOW_DECIDED', 'Đã xếp loại, năm này', 'Rated, this year'),
        within('NOW_XS', 'NOW_DECIDED', 'Xuất sắc, năm này', 'Excellent, this year'),
        {
          key: 'NOW_SHARE',
          head: { vi: '%', en: '%' },
          unit: 'percent',
          is: 'share',
          of: 'NOW_XS',
          over: 'NOW_DECIDED',
        },
        beside('BEFORE_DECIDED', 'Đã xếp loại, năm so sánh', 'Rated, compared year'),
        beside('BEFORE_XS', 'Xuất sắc, năm so sánh', 'Excellent, compared year'),
        {
          key: 'BEFORE_SHARE',
          head: { vi: '%', en: '%' },
          unit: 'percent',
          is: 'share',
          of: 'BEFORE_XS',
          over: 'BEFORE_DECIDED',
        },
        {
          key: 'SHARE_CHANGE',
          head: { vi: 'Chênh, điểm %', en: 'Change, points' },
          unit: 'points',
          is: 'change',
          of: 'NOW_SHARE',
          from: 'BEFORE_SHARE',
        },
      ],
    },
  ],
}

/** The limit on excellent, group by group, never pooled (B8). */
export const tableB8: TableDefinition = {
  code: 'B8',
  title: { vi: 'Kiểm tra tỷ lệ hoàn thành xuất sắc theo nhóm', en: 'The limit on excellent, by group' },
  basis: layoutBasis,
  blocks: [
    {
      key: 'by-group',
      title: { vi: 'Theo nhóm', en: 'By group' },
      axis: 'group',
      adds: true,
      total: 'DECIDED',
      columns: [
        {
          key: 'DECIDED',
          head: { vi: 'Đã xếp loại', en: 'Rated' },
          unit: 'persons',
          is: 'sum',
          of: levels,
        },
        ...levels.map((key): TableColumn => ({ key, head: 'level', unit: 'persons', is: 'part', counts: [key] })),
        given('LIMIT', 'persons', 'Được tối đa', 'Limit'),
        given('EXCESS', 'persons', 'Vượt', 'Over the limit'),
        given('COMMITTEES_OVER', 'organizations', 'Số cấp ủy vượt', 'Committees over'),
        given('EXCEPTIONS', 'organizations', 'Có quyết định cho phép', 'With an exception'),
      ],
    },
    {
      key: 'by-organization',
      title: { vi: 'Theo tổ chức', en: 'By organization' },
      axis: 'organization',
      adds: true,
      total: 'XS',
      columns: [
        counted('XS', 'Xuất sắc', 'Excellent'),
        given('LIMIT', 'persons', 'Được tối đa', 'Limit'),
        given('EXCESS', 'persons', 'Vượt', 'Over the limit'),
        given('COMMITTEES_OVER', 'organizations', 'Số cấp ủy vượt', 'Committees over'),
      ],
    },
  ],
}
