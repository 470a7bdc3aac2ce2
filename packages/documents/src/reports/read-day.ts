import { ok, refuse } from '@nq15/domain/shared'

/**
 * A day as people write it in Vietnam, `dd/MM/yyyy` (also with `-`, `.` or blanks, one digit allowed), or as machines do,
 * `YYYY-MM-DD`, as a legal day. The month is never guessed to come first; a day that does not exist is refused.
 */
export function readDay(text: string) {
  const typed = text.trim()
  const vietnamese = /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})$/u.exec(typed)
  const machine = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(typed)
  const [year, month, day] = vietnamese
    ? [vietnamese[3], vietnamese[2], vietnamese[1]]
    : [machine?.[1], machine?.[2], machine?.[3]]
  if (!year || !month || !day) return refuse({ code: 'not-a-day', typed })
  const legalDay = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const read = new Date(`${legalDay}T00:00:00Z`)
  const exists = !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === legalDay
  return exists ? ok(legalDay) : refuse({ code: 'not-a-day', typed })
}
