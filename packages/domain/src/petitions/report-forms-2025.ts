import type { LegalSource } from '../shared/index.ts'
import { checksOf, missing, type ReportForm } from './report-cell.ts'
import { receptionForms } from './report-forms-reception.ts'
import { enforcingOf, lessThanDue, settlingForms } from './report-forms-settling.ts'
import { sortingForms } from './report-forms-sorting.ts'

/** The set in force since 30/9/2025. Its numbers are known second-hand, its columns not: they begin as those of the set before and have editions (decision 0120). */
export const set2025: LegalSource = {
  document: 'Thông tư 06/2025/TT-TTCP',
  provision: 'biểu mẫu kèm theo; số hiệu biểu theo nguồn thứ cấp, cột lấy theo bộ biểu trước',
  confidence: 'S',
}
const form = { set: '2025', isConfirmed: false, basis: set2025 } as const

/** 05/KQTH: what decisions on complaints and conclusions on denunciations brought. */
const carriedOut: ReportForm = {
  ...{ ...form, code: '05-kqth', number: '05/KQTH' },
  title: {
    vi: 'Kết quả thực hiện quyết định giải quyết khiếu nại, kết luận nội dung tố cáo',
    en: 'Carrying out decisions on complaints and conclusions on denunciations',
  },
  cells: enforcingOf('complaint', 'denunciation'),
  checks: [...checksOf('BLOCK', 'c2<=c1'), ...lessThanDue],
}

/** 06/QLKNTC: no register of the product holds what it asks, and nothing is invented for it. */
const management: ReportForm = {
  ...{ ...form, code: '06-qlkntc', number: '06/QLKNTC' },
  title: { vi: 'Quản lý nhà nước về khiếu nại, tố cáo', en: 'State management of complaints and denunciations' },
  cells: [missing('c1', 'Các cột của biểu (chưa xác nhận) | Columns of the form (unconfirmed)')],
  checks: [],
}

export const forms2025 = {
  '01-tcd-2025': { ...receptionForms['01-tcd'], ...form, code: '01-tcd-2025' },
  '02-xld-2025': { ...sortingForms['01-xld'], ...form, code: '02-xld-2025', number: '02/XLD' },
  '03-gqkn': { ...settlingForms['01-kqgq'], ...form, code: '03-gqkn', number: '03/GQKN' },
  '04-gqtc': { ...settlingForms['03-kqgq'], ...form, code: '04-gqtc', number: '04/GQTC' },
  '05-kqth': carriedOut,
  '06-qlkntc': management,
} as const satisfies Record<string, ReportForm>
