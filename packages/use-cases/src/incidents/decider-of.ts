import type { Tx } from '@nq15/db/client'
import { listAbove } from '@nq15/db/monitoring/screened.read'
import type { Scope } from '@nq15/db/scope'
import type { IncidentLevel } from '@nq15/domain/incidents'
import type { LegalDay } from '@nq15/domain/shared'

/**
 * Which committee decides on a case of an organization's area: its own at the level of the commune, the one at the top at that of
 * the city. A district's was the one directly above on the day the case was first seen; the city's where none stood there.
 */
export async function deciderOf(
  tx: Tx,
  hand: Scope,
  of: {
    readonly organizationId: string
    readonly level: IncidentLevel
    readonly firstSeenOn: LegalDay
    readonly today: LegalDay
  },
): Promise<string> {
  const { organizationId, level, firstSeenOn, today } = of
  if (level === 'commune') return organizationId
  if (level === 'district') {
    const then = await listAbove(tx, hand, { organizationId, day: firstSeenOn })
    if (then[1] !== undefined) return then[1]
  }
  return (await listAbove(tx, hand, { organizationId, day: today })).at(-1) ?? organizationId
}
