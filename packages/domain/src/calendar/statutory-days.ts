import { type LegalDay, ok, type Result } from '../shared/index.ts'
import type { CalendarDay } from './calendar-day.ts'
import { addDays, weekdayOf } from './legal-day.ts'
import { type LunarRange, legalDayOfLunar } from './lunar-day.ts'

const article = 'BLLĐ 2019 Điều 112(1)'
const cultureDay = { from: 2026, basis: 'NQ 28/2026/QH16' } as const

type Statutory = { readonly day: LegalDay; readonly name: string; readonly of: string; readonly basis: string }

/** The days off that the law itself fixes for a year: those of the sun, mùng 1–3 of Tết and Giỗ Tổ by the moon at UTC+7. */
function statutoryDays(year: number): Result<readonly Statutory[], LunarRange> {
  const tet = legalDayOfLunar({ year, month: 1, day: 1 })
  if (!tet.ok) return tet
  const gioTo = legalDayOfLunar({ year, month: 3, day: 10 })
  if (!gioTo.ok) return gioTo
  const fixed = (date: string, name: string, basis = article): Statutory => ({
    day: `${year}-${date}`,
    name,
    of: name,
    basis,
  })
  const days = [
    fixed('01-01', 'Tết Dương lịch'),
    ...[0, 1, 2].map((after) => ({
      day: addDays(tet.value, after),
      name: `Tết Âm lịch (mùng ${after + 1})`,
      of: 'Tết Âm lịch',
      basis: article,
    })),
    { day: gioTo.value, name: 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', of: 'Giỗ Tổ Hùng Vương', basis: article },
    fixed('04-30', 'Ngày Chiến thắng'),
    fixed('05-01', 'Ngày Quốc tế lao động'),
    fixed('09-02', 'Quốc khánh'),
    ...(year >= cultureDay.from ? [fixed('11-24', 'Ngày Văn hóa Việt Nam', cultureDay.basis)] : []),
  ]
  return ok(days.toSorted((one, other) => (one.day < other.day ? -1 : 1)))
}

/**
 * The rows of a year before its notice, all provisional: the days the law fixes, and the next working day off for each that
 * falls on a weekly rest day (BLLĐ 2019 Điều 111(3), 112). What the Prime Minister adds each year (two more days of Tết, the
 * second day of Quốc khánh, swaps) is not there: it waits for the notice.
 */
export function proposeYear(year: number): Result<readonly CalendarDay[], LunarRange> {
  const statutory = statutoryDays(year)
  if (!statutory.ok) return statutory
  const holidays = statutory.value
  const taken = new Set(holidays.map(({ day }) => day))
  const compensation = holidays.flatMap(({ day, of }): CalendarDay[] => {
    const weekday = weekdayOf(day)
    if (weekday < 6) return []
    let off = addDays(day, 1)
    while (weekdayOf(off) >= 6 || taken.has(off)) off = addDays(off, 1)
    taken.add(off)
    const shown = `${day.slice(8, 10)}/${Number(day.slice(5, 7)) < 3 ? day.slice(5, 7) : Number(day.slice(5, 7))}`
    const nameVi = `Nghỉ bù ${of} (${shown} là ${weekday === 6 ? 'thứ Bảy' : 'Chủ nhật'})`
    return [{ day: off, kind: 'compensatory', nameVi, basis: 'BLLĐ 2019 Điều 111(3)', confidence: 'provisional' }]
  })
  const rows = [
    ...holidays.map(
      ({ day, name, basis }): CalendarDay => ({ day, kind: 'holiday', nameVi: name, basis, confidence: 'provisional' }),
    ),
    ...compensation,
  ]
  return ok(rows.toSorted((one, other) => (one.day < other.day ? -1 : 1)))
}

/** Days that the law fixes for a year and the table does not have as a holiday; empty outside the reckoned years. */
export function missingStatutoryDays(
  year: number,
  days: readonly CalendarDay[],
): readonly { day: LegalDay; name: string }[] {
  const statutory = statutoryDays(year)
  if (!statutory.ok) return []
  const off = new Set(days.filter(({ kind }) => kind === 'holiday').map(({ day }) => day))
  return statutory.value.filter(({ day }) => !off.has(day)).map(({ day, name }) => ({ day, name }))
}
