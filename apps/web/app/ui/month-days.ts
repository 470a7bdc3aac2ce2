const dayInMs = 86_400_000

/** The weeks that cover the month of a legal day, Monday first; days of the neighbouring months fill the edges. */
export function monthWeeks(day: string): string[][] {
  const first = `${day.slice(0, 8)}01`
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const start = addDays(first, -weekday)
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, place) => addDays(start, week * 7 + place)),
  )
  return weeks.filter((week) => week.some((each) => each.slice(0, 7) === day.slice(0, 7)))
}

/** A legal day moved by whole days. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayInMs).toISOString().slice(0, 10)
}

/** A legal day moved by whole months, kept inside the month reached (31/01 + 1 → 28/02). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const reached = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(reached.getUTCFullYear(), reached.getUTCMonth() + 1, 0)).getUTCDate()
  reached.setUTCDate(Math.min(date, last))
  return reached.toISOString().slice(0, 10)
}
