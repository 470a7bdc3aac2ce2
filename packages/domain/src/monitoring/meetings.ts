import { z } from 'zod'
import { addMonths } from '../calendar/index.ts'
import type { LegalDay, LegalSource } from '../shared/index.ts'

/** The months at whose beginning the steering committee meets; known from the press of 2018, so it stays a parameter. */
export const meetingMonths: readonly number[] = [3, 6, 9, 12]
export const meetingSource: LegalSource = {
  document: 'Lịch họp Ban Chỉ đạo thực hiện Nghị quyết 15-NQ/TU năm 2018 (báo chí)',
  provision: 'weak-units:15, W8',
  confidence: 'S',
}

const firstOf = (day: LegalDay) => `${day.slice(0, 7)}-01`
const isMeetingMonth = (day: LegalDay) => meetingMonths.includes(Number(day.slice(5, 7)))

/** The first day of the last meeting's month that lies before a day, and the next one from it. */
export function meetingsAround(day: LegalDay): { readonly last: LegalDay; readonly next: LegalDay } {
  let next = firstOf(day)
  if (next < day) next = addMonths(next, 1)
  while (!isMeetingMonth(next)) next = addMonths(next, 1)
  let last = addMonths(next, -1)
  while (!isMeetingMonth(last)) last = addMonths(last, -1)
  return { last, next }
}

/** A watch level of an area: the highest of its blocks C and D; null while nothing is known (E8, E9: no weighted score). */
export const areaLevel = (levels: { readonly c: number | null; readonly d: number | null }): number | null =>
  levels.c === null && levels.d === null ? null : Math.max(levels.c ?? 0, levels.d ?? 0)

/** The events of a list that a meeting is told of. */
export const boardChanges = ['list', 'raise', 'remove', 'merge', 'dissolve', 'relapse'] as const
export const boardChangeSchema = z.enum(boardChanges)
