import type { ReviewSection } from './review-command.ts'
import type { ReviewCell, ReviewFinding } from './review-content.ts'
import { type ReviewTableCode, type ReviewWords, reviewTables } from './review-tables.ts'

/** The headings of the report in their order (usual structure, weak units section 12, confidence P). */
export const reviewHeads: Readonly<Record<ReviewSection, ReviewWords>> = {
  situation: { vi: '1. Tình hình, đặc điểm', en: '1. Situation' },
  leadership: { vi: '2. Công tác lãnh đạo, chỉ đạo, quán triệt', en: '2. Leadership' },
  organization: { vi: '3.1. Xây dựng tổ chức cơ sở đảng', en: '3.1. Building grassroots organizations' },
  consolidation: { vi: '3.2. Củng cố tổ chức cơ sở đảng (T1)', en: '3.2. Consolidation (T1)' },
  cases: { vi: '3.3. Vụ việc phức tạp (T2)', en: '3.3. Complex cases (T2)' },
  reception: { vi: '3.4. Tiếp công dân, khiếu nại, tố cáo (T3)', en: '3.4. Reception, petitions (T3)' },
  inspection: { vi: '3.5. Kiểm tra, giám sát, kỷ luật (T4)', en: '3.5. Inspection, discipline (T4)' },
  accountability: { vi: '3.6. Trách nhiệm người đứng đầu, phụ trách địa bàn (T5)', en: '3.6. Accountability (T5)' },
  information: { vi: '3.7. Thông tin, tuyên truyền, dân vận (T6)', en: '3.7. Information (T6)' },
  software: { vi: '3.8. Ứng dụng công nghệ thông tin', en: '3.8. Use of software' },
  limits: { vi: '4. Hạn chế, nguyên nhân', en: '4. Limits and causes' },
  lessons: { vi: '5. Bài học', en: '5. Lessons' },
  forecast: { vi: '6. Dự báo', en: '6. Forecast' },
  tasks: { vi: '7. Nhiệm vụ, giải pháp, kiến nghị', en: '7. Tasks, solutions, proposals' },
}

const checks: Readonly<Record<string, ReviewWords>> = {
  CK1: {
    vi: 'đầu kỳ + đưa vào − đưa ra − sáp nhập, giải thể không bằng cuối kỳ',
    en: 'start + added − taken off − merged is not the end',
  },
  CK2: {
    vi: 'đầu kỳ + mới + mở lại − đưa khỏi danh sách không bằng số còn trong danh sách',
    en: 'start + new + re-opened − taken off is not what is on the list',
  },
  CK3: { vi: 'số chung không bằng các phần cộng lại', en: 'the whole is not the sum of its parts' },
  CK4: { vi: 'các hình thức kỷ luật cộng lại không bằng số bị kỷ luật', en: 'forms of discipline do not sum up' },
  CK5: { vi: 'còn đơn vị chưa có số liệu, dòng tổng chưa đủ', en: 'units have not reported, totals are incomplete' },
  CK7: { vi: 'hai nguồn khác nhau, cả hai được in', en: 'two sources differ, both are printed' },
  CK8: { vi: 'cuối kỳ trước không bằng đầu kỳ này', en: 'the last end is not this start' },
}

/** A finding as one sentence that names the line: which table, unit, year and source, which columns, and by how much. */
export function sayReviewFinding(finding: ReviewFinding, locale: 'vi' | 'en'): string {
  const { check, table, unit, year, source, columns, difference } = finding
  const total = locale === 'vi' ? 'dòng tổng' : 'line of totals'
  const place = [table, unit ?? total, ...(year === null ? [] : [String(year)]), ...(source === null ? [] : [source])]
  const heads = columns.map((column) => reviewHead(table, column)[locale])
  const by =
    difference === null || difference === 0
      ? ''
      : ` (${locale === 'vi' ? (check === 'CK5' ? 'số đơn vị' : 'chênh lệch') : check === 'CK5' ? 'units' : 'difference'} ${signed(check, difference)})`
  return `${check}, ${place.join(', ')}: ${checks[check]?.[locale] ?? check}${by}${heads.length > 0 ? `. ${locale === 'vi' ? 'Cột' : 'Columns'}: ${heads.join(', ')}` : ''}`
}

const signed = (check: string, difference: number) =>
  check !== 'CK5' && difference > 0 ? `+${difference}` : String(difference).replace('-', '−')

/** The head of a column. */
export const reviewHead = (table: ReviewTableCode, column: string): ReviewWords =>
  reviewTables[table].columns.find(({ key }) => key === column)?.head ?? { vi: column, en: column }

/** Whether a share has no value because there is nothing to take it of: no figure is missing then. */
export function isOverNought(
  code: ReviewTableCode,
  key: string,
  values: Readonly<Record<string, ReviewCell>>,
): boolean {
  const column = reviewTables[code].columns.find((one) => one.key === key)
  return column?.is === 'share' && values[key] === null && column.over.every((one) => values[one] === 0)
}

const numbers = new Intl.NumberFormat('vi-VN')

/** A cell on paper: a number, or why there is none. */
export const sayReviewCell = (cell: ReviewCell | undefined, { overNought = false } = {}): string =>
  overNought ? '–' : cell === 'hidden' ? 'ẩn' : typeof cell === 'number' ? numbers.format(cell) : 'chưa có'
