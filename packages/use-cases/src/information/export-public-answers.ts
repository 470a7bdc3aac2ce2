import type { Database } from '@nq15/db/client'
import { listPublicAnswers } from '@nq15/db/information/publication.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithinOrAbove } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import type { PublicFolder } from '@nq15/documents/information'
import { todayInHanoi } from '@nq15/domain/calendar'

/**
 * The published answers of one committee, each by its newest publication, for who works there, above it or below it; null for
 * everybody else.
 */
export async function exportPublicAnswers(
  db: Database,
  scope: Scope,
  { organizationId, now }: { readonly organizationId: string; readonly now: Date },
): Promise<PublicFolder | null> {
  return db.asReader(scope, async (tx) => {
    if (!(await isWithinOrAbove(tx, scope, organizationId))) return null
    const names = await nameOrganizations(tx, scope, [organizationId])
    const rows = await listPublicAnswers(tx, scope, { organizationId })
    return {
      organizationName: names.get(organizationId) ?? '…',
      asOf: todayInHanoi(now),
      answers: rows.map(({ code, topic, place, question, answer, officer, publishedOn, nextUpdateOn }) => ({
        ...{ code, topic, place, question, answer, officer, publishedOn, nextUpdateOn },
      })),
    }
  })
}
