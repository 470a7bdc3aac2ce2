import { expect, test } from 'vitest'
import { addDays } from './legal-day.ts'
import { legalDayOfLunar, lunarDayOf } from './lunar-day.ts'

// Tết and Giỗ Tổ as the yearly notices of Vietnam gave or announce them (the reference table of petitions, section 4), and
// the years in which Vietnam and China keep different days.
test.each([
  { year: 1968, tet: '1968-01-29' },
  { year: 1985, tet: '1985-01-21' },
  { year: 2007, tet: '2007-02-17' },
  { year: 2024, tet: '2024-02-10', gioTo: '2024-04-18' },
  { year: 2025, tet: '2025-01-29', gioTo: '2025-04-07' },
  { year: 2026, tet: '2026-02-17', gioTo: '2026-04-26' },
  { year: 2027, tet: '2027-02-06', gioTo: '2027-04-16' },
  { year: 2028, tet: '2028-01-26', gioTo: '2028-04-04' },
  { year: 2030, tet: '2030-02-02' },
  { year: 2053, tet: '2053-02-18' },
])('Tết $year falls on $tet', ({ year, tet, gioTo }) => {
  expect(legalDayOfLunar({ year, month: 1, day: 1 })).toEqual({ ok: true, value: tet })
  if (gioTo) expect(legalDayOfLunar({ year, month: 3, day: 10 })).toEqual({ ok: true, value: gioTo })
})

test.each([
  { year: 1968, here: '1968-01-29', china: '1968-01-30' },
  { year: 1985, here: '1985-01-21', china: '1985-02-20' },
  { year: 2007, here: '2007-02-17', china: '2007-02-18' },
  { year: 2030, here: '2030-02-02', china: '2030-02-03' },
])('in $year the zone decides: $here here, $china at UTC+8', ({ year, here, china }) => {
  expect(legalDayOfLunar({ year, month: 1, day: 1 })).toEqual({ ok: true, value: here })
  expect(legalDayOfLunar({ year, month: 1, day: 1 }, 8)).toEqual({ ok: true, value: china })
})

test.each([
  { day: '2026-02-16', lunar: { day: 29, month: 12, year: 2025, leap: false } },
  { day: '2026-02-17', lunar: { day: 1, month: 1, year: 2026, leap: false } },
  { day: '2025-07-25', lunar: { day: 1, month: 6, year: 2025, leap: true } },
  { day: '2026-12-31', lunar: { day: 23, month: 11, year: 2026, leap: false } },
])('$day is $lunar.day/$lunar.month', ({ day, lunar }) => {
  expect(lunarDayOf(day)).toEqual({ ok: true, value: lunar })
})

test.each(['1967-12-31', '2101-01-01'])('%s is outside the years reckoned', (day) => {
  expect(lunarDayOf(day)).toMatchObject({ ok: false, refusal: { code: 'LUNAR_RANGE' } })
})

/*
 * An independent reckoning: the Chinese calendar of the runtime (ICU), which is ours at UTC+8. ICU's sun and moon are coarser:
 * it misses the day where the moon is new within minutes of midnight, and the leap month of 1987. Those months are listed;
 * everywhere else, 48,000 days, both must agree.
 */
const icuAstray = [
  '1987-07-26',
  '1999-01-17',
  '2012-08-17',
  '2018-11-07',
  '2027-02-06',
  '2030-02-02',
  '2070-03-12',
  '2097-08-07',
]

test('at UTC+8 every day of 1968–2100 agrees with the Chinese calendar of the runtime, save its known misses', () => {
  const format = new Intl.DateTimeFormat('en-u-ca-chinese', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  })
  const runs: string[] = []
  let differed = false
  for (let at = Date.UTC(1968, 0, 1); at < Date.UTC(2101, 0, 1); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    const mine = lunarDayOf(day, 8)
    if (!mine.ok) throw new Error(day)
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [String(type), value]))
    const { day: date, month, year, leap } = mine.value
    const differs =
      `${date}/${month}${leap ? 'bis' : ''}/${year}` !==
      `${parts.get('day')}/${parts.get('month')}/${parts.get('relatedYear')}`
    if (differs && !differed) runs.push(day)
    differed = differs
  }
  expect(runs).toEqual(icuAstray)
})

test('the days of every month follow one another', () => {
  let before = lunarDayOf('1999-12-31')
  for (let day = '2000-01-01'; day < '2040-01-01'; day = addDays(day, 1)) {
    const now = lunarDayOf(day)
    if (!before.ok || !now.ok) throw new Error(day)
    expect([before.value.day + 1, 1]).toContain(now.value.day)
    if (now.value.day === 1) expect([29, 30]).toContain(before.value.day)
    before = now
  }
})
