import type { Tx } from '@nq15/db/client'
import { listYearSums } from '@nq15/db/ratings/history-sum.read'
import type { Scope } from '@nq15/db/scope'
import { type ShownSums, showSums, summedOutcomes } from '@nq15/domain/ratings'

/** A year's imported ratings of members, as the reader may see their sums. */
export type ShownYear = ShownSums & { readonly year: number }

/** The sums of every imported year: whole for who reads the persons, else with small counts hidden (privacy, G2 and G4). */
export async function shownYears(
  tx: Tx,
  scope: Scope,
  { organizationId, seesPersons }: { readonly organizationId: string; readonly seesPersons: boolean },
): Promise<ShownYear[]> {
  const years = await listYearSums(tx, scope, { organizationId, withAbove: !seesPersons })
  return years.map(({ year, counts, above }) => {
    if (!seesPersons) return { year, ...showSums(above, { key: organizationId, counts }) }
    return { year, counts, total: summedOutcomes.reduce((sum, one) => sum + counts[one], 0) }
  })
}
