import type { Database } from '@nq15/db/client'
import { insertSheets } from '@nq15/db/monitoring/fact.write'
import { askForRun } from '@nq15/db/monitoring/screening-run.write'
import type { Scope } from '@nq15/db/scope'
import { inventFacts } from '@nq15/db/seed/monitoring.seed'
import { todayInHanoi } from '@nq15/domain/calendar'
import { judgedMonth, monthOf } from '@nq15/domain/monitoring'

type Place = { readonly organizationId: string; readonly code: string; readonly size: number }

/** Gives the sample two years of figures and asks for its first screening, which monitor takes up as soon as it runs. */
export async function keepSampleFacts(
  db: Database,
  scope: Scope,
  { cityId, cells, communes, now }: { cityId: string; cells: readonly Place[]; communes: readonly Place[]; now: Date },
): Promise<void> {
  const today = todayInHanoi(now)
  const sheets = inventFacts({ cells, communes }, monthOf(today))
  await db.asActor(scope, async (tx) => {
    await insertSheets(tx, scope, sheets)
    await askForRun(tx, scope, { organizationId: cityId, kind: 'demand', month: judgedMonth(today, 5), asOf: today })
  })
}
