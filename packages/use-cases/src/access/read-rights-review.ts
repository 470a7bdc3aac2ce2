import { readToday } from '@nq15/db/access/grant.read'
import { listReaches, listReviewGrants, type ReviewGrantRow } from '@nq15/db/access/review.read'
import type { Database } from '@nq15/db/client'
import { findOrganization } from '@nq15/db/organizations/organization.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { type ReviewedLine, reviewRights } from '@nq15/domain/access'
import { addDays } from '@nq15/domain/calendar'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'

/** Days ahead within which an ending grant is pointed at, and days back that count as use. */
export const reviewWindow = { endsWithin: 30, unusedFor: 90 } as const

export type RightsReview = {
  readonly today: LegalDay
  readonly organization: { readonly organizationId: string; readonly code: string; readonly name: string }
  readonly lines: readonly ReviewedLine<ReviewGrantRow>[]
}

/**
 * Who can see what in an organization: every grant that reaches it and, with `below`, those held inside it, each judged. For
 * `access:review`, within one's own organizations where the role has some.
 */
export async function readRightsReview(
  db: Database,
  scope: Scope,
  { organizationId, below }: { readonly organizationId: string; readonly below: boolean },
): Promise<Result<RightsReview, { readonly code: 'unknown-organization' }>> {
  if (scope.permission !== 'access:review') return refuse({ code: 'unknown-organization' })
  return db.asReader(scope, async (tx) => {
    const today = await readToday(tx)
    const organization = (await isWithin(tx, scope, organizationId))
      ? await findOrganization(tx, scope, { organizationId, day: today })
      : null
    if (!organization) return refuse({ code: 'unknown-organization' })
    const grants = await listReviewGrants(tx, scope, { organizationId, below })
    const held = new Map<string, number>()
    for (const { userId } of grants) held.set(userId, (held.get(userId) ?? 0) + 1)
    const ids = grants.flatMap((grant) =>
      (held.get(grant.userId) ?? 0) > 1 && grant.organizationId ? [grant.organizationId] : [],
    )
    const reached = await listReaches(tx, scope, [...new Set(ids)])
    const days = {
      today,
      endsBefore: addDays(today, reviewWindow.endsWithin),
      unusedSince: addDays(today, -reviewWindow.unusedFor),
    }
    const lines = reviewRights(grants, days, (above, below) => reached.has(`${above} ${below}`))
    const { code, name } = organization
    return ok({ today, organization: { organizationId, code, name }, lines })
  })
}
