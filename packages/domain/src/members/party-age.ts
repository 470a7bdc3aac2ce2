import { monthsBetween } from '../calendar/index.ts'
import type { LegalDay } from '../shared/index.ts'

/** Years of the Party badge (Huy hiệu Đảng; S-code). */
export const badgeYears = [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90] as const

/** Party age in whole years from the day of admission (S-code: counted from the admission decision); 0 before it. */
export function partyAge(admittedOn: LegalDay, day: LegalDay): number {
  return Math.floor(monthsBetween(admittedOn, day) / 12)
}

/** The highest badge a member's Party age has reached on a day, or null. */
export function badgeReached(admittedOn: LegalDay, day: LegalDay): (typeof badgeYears)[number] | null {
  const age = partyAge(admittedOn, day)
  return badgeYears.findLast((years) => years <= age) ?? null
}
