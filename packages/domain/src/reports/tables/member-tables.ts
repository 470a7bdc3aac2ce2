import { layoutBasis, type TableColumn, type TableDefinition } from '../table-definition.ts'
import { decidedColumn, everybodyColumn, levelColumns, otherReasons } from './level-columns.ts'

const exempt: TableColumn = {
  key: 'EXEMPT',
  head: { vi: 'Miễn công tác, sinh hoạt', en: 'Exempt' },
  unit: 'persons',
  is: 'part',
  counts: ['EXEMPT'],
}
const notRated: TableColumn = {
  key: 'NOT_RATED',
  head: { vi: 'Không xếp loại khác', en: 'Not rated, other' },
  unit: 'persons',
  is: 'part',
  counts: otherReasons,
}

/** Members: who was there, who is rated and how (B3). */
export const tableB3: TableDefinition = {
  code: 'B3',
  title: { vi: 'Kết quả xếp loại chất lượng đảng viên', en: 'Ratings of members' },
  basis: layoutBasis,
  blocks: [
    {
      key: 'by-organization',
      title: { vi: 'Theo tổ chức', en: 'By organization' },
      axis: 'organization',
      adds: true,
      total: 'TOTAL',
      columns: [
        everybodyColumn('persons', ['EXEMPT', 'NOT_RATED']),
        exempt,
        notRated,
        decidedColumn('persons'),
        ...levelColumns('persons'),
        {
          key: 'LEADERS',
          head: { vi: 'Trong đó lãnh đạo, quản lý', en: 'Of these leaders' },
          unit: 'persons',
          is: 'within',
          counts: ['LEADERS'],
          of: 'TOTAL',
        },
        {
          key: 'DOWNGRADED',
          head: { vi: 'Hạ mức sau quyết định', en: 'Lowered after the decision' },
          unit: 'persons',
          is: 'within',
          counts: ['DOWNGRADED'],
          of: 'TOTAL',
        },
        {
          key: 'ANNULLED',
          head: { vi: 'Hủy kết quả', en: 'Annulled' },
          unit: 'persons',
          is: 'within',
          counts: ['ANNULLED'],
          of: 'TOTAL',
        },
      ],
    },
    {
      key: 'not-rated',
      title: { vi: 'Lý do không xếp loại', en: 'Why not rated' },
      axis: 'reason',
      adds: true,
      total: 'PERSONS',
      columns: [
        {
          key: 'PERSONS',
          head: { vi: 'Số đảng viên', en: 'Members' },
          unit: 'persons',
          is: 'part',
          counts: ['PERSONS'],
        },
      ],
    },
  ],
}

const personsOf = (key: string, head: { vi: string; en: string }): TableColumn => ({
  key,
  head,
  unit: 'persons',
  is: 'part',
  counts: [key],
})
const organizationsOf = (key: string, head: { vi: string; en: string }): TableColumn => ({
  key,
  head,
  unit: 'organizations',
  is: 'given',
  counts: [key],
})

/** Who did not complete the tasks, and why (B5); the names stand in the list behind each number. */
export const tableB5: TableDefinition = {
  code: 'B5',
  title: {
    vi: 'Danh sách không hoàn thành nhiệm vụ và lý do',
    en: 'Not completed: how many and why',
  },
  basis: layoutBasis,
  blocks: [
    {
      key: 'by-organization',
      title: { vi: 'Theo tổ chức', en: 'By organization' },
      axis: 'organization',
      adds: true,
      total: 'KHT',
      columns: [
        personsOf('KHT', { vi: 'Đảng viên', en: 'Members' }),
        organizationsOf('ORGANIZATIONS', { vi: 'Tổ chức đảng', en: 'Organizations' }),
      ],
    },
    {
      key: 'by-group',
      title: { vi: 'Theo nhóm', en: 'By group' },
      axis: 'group',
      adds: true,
      total: 'KHT',
      columns: [personsOf('KHT', { vi: 'Đảng viên', en: 'Members' })],
    },
    {
      key: 'by-reason',
      title: { vi: 'Theo lý do (một người có thể có nhiều lý do)', en: 'By reason (one person may have several)' },
      axis: 'reason',
      adds: false,
      total: null,
      columns: [personsOf('PERSONS', { vi: 'Đảng viên', en: 'Members' })],
    },
  ],
}

/** Who was rated excellent (B6). */
export const tableB6: TableDefinition = {
  code: 'B6',
  title: { vi: 'Danh sách hoàn thành xuất sắc nhiệm vụ', en: 'Excellent' },
  basis: layoutBasis,
  blocks: [
    {
      key: 'by-organization',
      title: { vi: 'Theo tổ chức', en: 'By organization' },
      axis: 'organization',
      adds: true,
      total: 'XS',
      columns: [
        personsOf('XS', { vi: 'Đảng viên', en: 'Members' }),
        organizationsOf('ORGANIZATIONS', { vi: 'Tổ chức đảng', en: 'Organizations' }),
      ],
    },
    {
      key: 'by-group',
      title: { vi: 'Theo nhóm', en: 'By group' },
      axis: 'group',
      adds: true,
      total: 'XS',
      columns: [personsOf('XS', { vi: 'Đảng viên', en: 'Members' })],
    },
  ],
}
