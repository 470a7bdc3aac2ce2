import { layoutBasis, type TableDefinition } from '../table-definition.ts'
import { decidedColumn, everybodyColumn, levelColumns, otherReasons } from './level-columns.ts'

const organizationColumns = [
  everybodyColumn('organizations', ['NOT_RATED']),
  {
    key: 'NOT_RATED',
    head: { vi: 'Không xếp loại', en: 'Not rated' },
    unit: 'organizations',
    is: 'part',
    counts: ['EXEMPT', ...otherReasons],
  },
  decidedColumn('organizations'),
  ...levelColumns('organizations'),
] as const

/** Grassroots organizations and those directly under the city, by type and sector (B1). */
export const tableB1: TableDefinition = {
  code: 'B1',
  title: {
    vi: 'Kết quả xếp loại đảng bộ trực thuộc Thành ủy, tổ chức cơ sở đảng theo loại hình và lĩnh vực',
    en: 'Ratings of organizations directly under the city and of grassroots ones by type and sector',
  },
  basis: layoutBasis,
  blocks: [
    {
      key: 'by-type',
      title: { vi: 'Theo loại hình, lĩnh vực', en: 'By type and sector' },
      axis: 'type-and-sector',
      adds: true,
      total: 'TOTAL',
      columns: organizationColumns,
    },
  ],
}

/** Organizations below the grassroots ones (B2). */
export const tableB2: TableDefinition = {
  code: 'B2',
  title: {
    vi: 'Kết quả xếp loại đảng bộ bộ phận, đảng bộ trực thuộc cơ sở và chi bộ',
    en: 'Ratings of sectional and subordinate organizations and of cells',
  },
  basis: layoutBasis,
  blocks: [
    {
      key: 'by-type',
      title: { vi: 'Theo loại hình, lĩnh vực', en: 'By type and sector' },
      axis: 'type-and-sector',
      adds: true,
      total: 'TOTAL',
      columns: organizationColumns,
    },
  ],
}

/** Leadership collectives and leaders by the level that manages the cadre (B4). */
export const tableB4: TableDefinition = {
  code: 'B4',
  title: {
    vi: 'Kết quả xếp loại tập thể và cá nhân lãnh đạo, quản lý theo cấp',
    en: 'Ratings of leadership collectives and leaders by level',
  },
  basis: layoutBasis,
  blocks: [
    {
      key: 'collectives',
      title: { vi: 'Tập thể lãnh đạo, quản lý', en: 'Leadership collectives' },
      axis: 'cadre-level',
      adds: true,
      total: 'TOTAL',
      columns: organizationColumns,
    },
    {
      key: 'leaders',
      title: { vi: 'Cá nhân lãnh đạo, quản lý', en: 'Leaders' },
      axis: 'cadre-level',
      adds: true,
      total: 'TOTAL',
      columns: [
        everybodyColumn('persons', ['NOT_RATED']),
        {
          key: 'NOT_RATED',
          head: { vi: 'Không xếp loại', en: 'Not rated' },
          unit: 'persons',
          is: 'part',
          counts: ['EXEMPT', ...otherReasons],
        },
        decidedColumn('persons'),
        ...levelColumns('persons'),
      ],
    },
  ],
}
