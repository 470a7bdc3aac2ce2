import { addDays, daysBetween } from '../calendar/index.ts'
import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import { type DatedGrant, standAloneRoles } from './check-grant.ts'
import { serviceRoles } from './schema.ts'
import type { Reaches } from './separation-rules.ts'

/** A grant as its holder would pass it on. */
export type OriginalGrant = DatedGrant & { readonly userId: string; readonly delegatedFrom: string | null }

/** What is asked: to whom, over which organization, on the days `[validFrom, validTo)`, and why. */
export type WantedDelegation = {
  readonly toUserId: string
  readonly organizationId: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
  readonly reason: string
}

export type DelegationRefusal =
  | { readonly code: 'delegation-of-delegated' | 'delegation-to-self' | 'delegation-needs-reason' }
  | { readonly code: 'delegation-role'; readonly role: string }
  | { readonly code: 'delegation-outside-organization' }
  | { readonly code: 'delegation-outside-period'; readonly from: LegalDay; readonly to: LegalDay }
  | { readonly code: 'delegation-in-the-past'; readonly from: LegalDay; readonly today: LegalDay }
  | { readonly code: 'delegation-too-long'; readonly required: number; readonly actual: number }
  | { readonly code: 'grant-period-empty'; readonly from: LegalDay; readonly to: LegalDay }

/** Whether a role can be passed on at all: one's own file, and what only its keeper may hold, cannot. */
export const mayBeDelegated = (role: DatedGrant['role']): boolean =>
  role !== 'member' &&
  !standAloneRoles.some((alone) => alone === role) &&
  !serviceRoles.some((service) => service === role)

/**
 * Whether a grant may be delegated for an absence: once, by the same role, over the same or a smaller organization, within
 * its own days, from today on, for at most `maximumDays`, to another person and for a reason (a convention of this product).
 */
export function checkDelegation(
  original: OriginalGrant,
  wanted: WantedDelegation,
  given: { readonly today: LegalDay; readonly maximumDays: number; readonly reaches: Reaches },
): Result<true, DelegationRefusal> {
  const { role, organizationId: place, validFrom: begins, validTo: ends } = original
  const { validFrom: from, validTo: to, organizationId } = wanted
  if (original.delegatedFrom !== null) return refuse({ code: 'delegation-of-delegated' })
  if (!mayBeDelegated(role)) return refuse({ code: 'delegation-role', role })
  if (wanted.toUserId === original.userId) return refuse({ code: 'delegation-to-self' })
  if (wanted.reason.trim() === '') return refuse({ code: 'delegation-needs-reason' })
  const isWithin =
    organizationId !== null && (place === null || place === organizationId || given.reaches(place, organizationId))
  if (!isWithin) return refuse({ code: 'delegation-outside-organization' })
  if (from >= to) return refuse({ code: 'grant-period-empty', from, to: lastDayBefore(to) })
  if (from < given.today) return refuse({ code: 'delegation-in-the-past', from, today: given.today })
  if (from < begins || ends < to) {
    return refuse({ code: 'delegation-outside-period', from: begins, to: lastDayBefore(ends) })
  }
  const actual = daysBetween(from, to)
  return actual > given.maximumDays
    ? refuse({ code: 'delegation-too-long', required: given.maximumDays, actual })
    : ok(true)
}

/** The last day inside a half-open period, as people say it; an open end stays what it is. */
const lastDayBefore = (to: LegalDay): LegalDay => (to >= '9999-12-31' ? to : addDays(to, -1))
