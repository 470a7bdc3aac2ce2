import type { LegalDay } from '../shared/index.ts'
import type { CalendarDay } from './calendar-day.ts'

/** Days off of 2027–2028 computed from the law before the year's notice; a notice moves its year to the announced days. */
export const provisionalDays: readonly CalendarDay[] = [
  {
    day: '2027-01-01',
    kind: 'holiday',
    nameVi: 'Tết Dương lịch',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2027-02-06',
    kind: 'holiday',
    nameVi: 'Tết Âm lịch (mùng 1)',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2027-02-07',
    kind: 'holiday',
    nameVi: 'Tết Âm lịch (mùng 2)',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2027-02-08',
    kind: 'holiday',
    nameVi: 'Tết Âm lịch (mùng 3)',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2027-02-09',
    kind: 'compensatory',
    nameVi: 'Nghỉ bù Tết Âm lịch (06/02 là thứ Bảy)',
    basis: 'BLLĐ 2019 Điều 111(3)',
    confidence: 'provisional',
  },
  {
    day: '2027-02-10',
    kind: 'compensatory',
    nameVi: 'Nghỉ bù Tết Âm lịch (07/02 là Chủ nhật)',
    basis: 'BLLĐ 2019 Điều 111(3)',
    confidence: 'provisional',
  },
  {
    day: '2027-04-16',
    kind: 'holiday',
    nameVi: 'Giỗ Tổ Hùng Vương (10/3 âm lịch)',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2027-04-30',
    kind: 'holiday',
    nameVi: 'Ngày Chiến thắng',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2027-05-01',
    kind: 'holiday',
    nameVi: 'Ngày Quốc tế lao động',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2027-05-03',
    kind: 'compensatory',
    nameVi: 'Nghỉ bù Ngày Quốc tế lao động (01/5 là thứ Bảy)',
    basis: 'BLLĐ 2019 Điều 111(3)',
    confidence: 'provisional',
  },
  {
    day: '2027-09-02',
    kind: 'holiday',
    nameVi: 'Quốc khánh',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2027-11-24',
    kind: 'holiday',
    nameVi: 'Ngày Văn hóa Việt Nam',
    basis: 'NQ 28/2026/QH16',
    confidence: 'provisional',
  },
  {
    day: '2028-01-01',
    kind: 'holiday',
    nameVi: 'Tết Dương lịch',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2028-01-03',
    kind: 'compensatory',
    nameVi: 'Nghỉ bù Tết Dương lịch (01/01 là thứ Bảy)',
    basis: 'BLLĐ 2019 Điều 111(3)',
    confidence: 'provisional',
  },
  {
    day: '2028-01-26',
    kind: 'holiday',
    nameVi: 'Tết Âm lịch (mùng 1)',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2028-01-27',
    kind: 'holiday',
    nameVi: 'Tết Âm lịch (mùng 2)',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2028-01-28',
    kind: 'holiday',
    nameVi: 'Tết Âm lịch (mùng 3)',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2028-04-04',
    kind: 'holiday',
    nameVi: 'Giỗ Tổ Hùng Vương (10/3 âm lịch)',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2028-04-30',
    kind: 'holiday',
    nameVi: 'Ngày Chiến thắng',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2028-05-01',
    kind: 'holiday',
    nameVi: 'Ngày Quốc tế lao động',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2028-05-02',
    kind: 'compensatory',
    nameVi: 'Nghỉ bù Ngày Chiến thắng (30/4 là Chủ nhật)',
    basis: 'BLLĐ 2019 Điều 111(3)',
    confidence: 'provisional',
  },
  {
    day: '2028-09-02',
    kind: 'holiday',
    nameVi: 'Quốc khánh',
    basis: 'BLLĐ 2019 Điều 112(1)',
    confidence: 'provisional',
  },
  {
    day: '2028-09-04',
    kind: 'compensatory',
    nameVi: 'Nghỉ bù Quốc khánh (02/9 là thứ Bảy)',
    basis: 'BLLĐ 2019 Điều 111(3)',
    confidence: 'provisional',
  },
  {
    day: '2028-11-24',
    kind: 'holiday',
    nameVi: 'Ngày Văn hóa Việt Nam',
    basis: 'NQ 28/2026/QH16',
    confidence: 'provisional',
  },
]

/**
 * Days that each notice of 2024–2026 made days of rest and that no law fixes: the last day of the lunar year. Expected, not
 * counted: the notice of the year enters them, and then they are days like the others (29 Chạp, law of December 2026, section 13).
 */
export const expectedDays: readonly { readonly day: LegalDay; readonly nameVi: string }[] = [
  { day: '2027-02-05', nameVi: 'Tết Âm lịch (29 tháng Chạp)' },
]
