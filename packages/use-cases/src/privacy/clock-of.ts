import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Tx } from '@nq15/db/client'
import type { StoredClock } from '@nq15/db/privacy/request.write'
import { type PrivacyTermCode, readPrivacyTerm } from '@nq15/db/privacy/term.read'
import type { Scope } from '@nq15/db/scope'
import { dueOfTerm } from '@nq15/domain/privacy'
import { type LegalDay, ok, type Result } from '@nq15/domain/shared'

/** The clock of something received on a day, by the limit in force and the calendar of the database. */
export async function clockOf(
  tx: Tx,
  scope: Scope,
  { code, from }: { code: Exclude<PrivacyTermCode, 'breach-authority'>; from: LegalDay },
): Promise<Result<StoredClock & { readonly confidence: string }, { readonly code: 'CALENDAR_RANGE' }>> {
  const { quantity, unit, confidence } = await readPrivacyTerm(tx, scope, code)
  const end = dueOfTerm({ quantity, unit }, from, await readCalendar(tx, scope))
  if (!end.ok) return end
  const { rawDueOn, dueOn, provisional } = end.value
  return ok({ termQuantity: quantity, termUnit: unit, rawDueOn, dueOn, dueProvisional: provisional, confidence })
}
