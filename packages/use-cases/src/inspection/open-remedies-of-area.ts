import type { Database } from '@nq15/db/client'
import { listOpenRemedies, type OpenRemedy } from '@nq15/db/inspection/remedy.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { isRemedyLate } from '@nq15/domain/inspection'

/**
 * What conclusions of inspections still ask of the organizations of an area, the latest first: for `inspection:read`. Works on
 * the web as on monitor; an area out of the reader's reach has none.
 */
export async function openRemediesOfArea(
  db: Database,
  scope: Scope,
  { areaCode, now }: { readonly areaCode: string; readonly now: Date },
): Promise<readonly (OpenRemedy & { readonly isLate: boolean })[]> {
  const today = todayInHanoi(now)
  const open = await db.asReader(scope, (tx) => listOpenRemedies(tx, scope, { areaCode, limit: 50 }))
  return open.map((remedy) => ({ ...remedy, isLate: isRemedyLate(remedy, today) }))
}
