import type { Database } from '@nq15/db/client'
import { listPublicAnswers } from '@nq15/db/information/publication.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithinOrAbove } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { LegalDay } from '@nq15/domain/shared'

/** What goes to a public site: published answers and nothing else of a question, least of all its facts or who took a step. */
export type PublicAnswers = {
  readonly organizationName: string
  readonly asOf: LegalDay
  readonly answers: readonly {
    readonly code: string
    readonly topic: string
    readonly place: string
    readonly question: string
    readonly answer: string
    readonly officer: string
    readonly publishedOn: LegalDay
    readonly nextUpdateOn: LegalDay | null
  }[]
}

/**
 * The published answers of one committee, each by its newest publication, for who works there, above it or below it; null for
 * everybody else.
 */
export async function exportPublicAnswers(
  db: Database,
  scope: Scope,
  { organizationId, now }: { readonly organizationId: string; readonly now: Date },
): Promise<PublicAnswers | null> {
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
