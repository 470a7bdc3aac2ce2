import type { Database } from '@nq15/db/client'
import { listScreenedRoots } from '@nq15/db/monitoring/screening-run.read'
import { askForRun } from '@nq15/db/monitoring/screening-run.write'
import type { Scope } from '@nq15/db/scope'
import { judgedMonth } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { readRules } from './read-rules.ts'
import { type RunSummary, runScreening } from './run-screening.ts'

type Asked = {
  readonly asOf: LegalDay
  readonly progress?: (progress: { readonly done: number; readonly total: number }) => void
}

/** Screens every root now, for the month whose sheets are due by a day; one that another process screens is left out. */
export async function screenAsOf(
  db: Database,
  scope: Scope,
  { asOf, progress = () => undefined }: Asked,
): Promise<
  readonly (RunSummary & { readonly runId: string; readonly organizationId: string; readonly month: string })[]
> {
  const roots = await db.asReader(scope, (tx) => listScreenedRoots(tx, scope, asOf))
  const done = []
  for (const organizationId of roots) {
    const { runId, month } = await db.asActor(scope, async (tx) => {
      const { catalogue } = await readRules(tx, scope, { organizationId, day: asOf })
      const due = judgedMonth(asOf, catalogue.parameters.sheetDueDay)
      return { runId: await askForRun(tx, scope, { organizationId, kind: 'demand', month: due, asOf }), month: due }
    })
    const tools = { signal: new AbortController().signal, progress, staleBefore: new Date(0) }
    const summary = await runScreening(db, scope, { id: runId, organizationId, month, asOf }, tools)
    if (summary) done.push({ runId, organizationId, month, ...summary })
  }
  return done
}
