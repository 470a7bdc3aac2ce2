import { z } from 'zod'

/** Whether somebody came to the review meeting; who is not called (exempt, suspended) is not absent. */
export const attendances = ['PRESENT', 'EXCUSED', 'UNEXCUSED', 'NOT_CALLED'] as const
export const attendanceSchema = z.enum(attendances)
export type Attendance = z.infer<typeof attendanceSchema>

export type AttendanceCounts = {
  readonly entitled: number
  readonly present: number
  readonly excused: number
  readonly unexcused: number
  /** Persons nothing is said about yet. */
  readonly unknown: number
}

/** The numbers of a meeting's minutes from its persons. */
export function countAttendance(persons: readonly { readonly attendance: Attendance | null }[]): AttendanceCounts {
  const of = (wanted: Attendance | null) => persons.filter(({ attendance }) => attendance === wanted).length
  const [present, excused, unexcused, unknown] = [of('PRESENT'), of('EXCUSED'), of('UNEXCUSED'), of(null)]
  return { entitled: present + excused + unexcused + unknown, present, excused, unexcused, unknown }
}
