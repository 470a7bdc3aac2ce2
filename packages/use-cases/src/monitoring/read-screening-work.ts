import type { Database } from '@nq15/db/client'
import { countOpenAlarms, countOwedSheets, type OpenAlarms } from '@nq15/db/monitoring/open-work.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { monthOf, type PeriodStart, shiftMonth } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { readRules } from './read-rules.ts'

/** What early recognition waits for from one person: monthly sheets not sent, and signs nobody has answered. */
export type ScreeningWork = {
  readonly sheets: {
    readonly start: PeriodStart
    readonly dueOn: LegalDay
    readonly missing: number
    readonly onlyId: string | null
  } | null
  readonly alarms: OpenAlarms | null
}

/**
 * Reads what waits by the proofs a person has: `monitoring:enter` for sheets of the last month, `monitoring:answer` for signs.
 * Four statements at most, whatever the number of organizations.
 */
export async function readScreeningWork(
  db: Database,
  { enter, answer, now }: { readonly enter: Scope | null; readonly answer: Scope | null; readonly now: Date },
): Promise<ScreeningWork> {
  const today = todayInHanoi(now)
  const start = shiftMonth(monthOf(today), -1)
  const place = enter && enter.organizationIds !== 'everything' ? enter.organizationIds[0] : undefined
  const sheets =
    enter && place
      ? await db.asReader(enter, async (tx) => {
          const { catalogue } = await readRules(tx, enter, { organizationId: place, day: today })
          const dueOn = `${monthOf(today).slice(0, 8)}${String(catalogue.parameters.sheetDueDay).padStart(2, '0')}`
          return { start, dueOn, ...(await countOwedSheets(tx, enter, { start, day: today })) }
        })
      : null
  const alarms = answer ? await db.asReader(answer, (tx) => countOpenAlarms(tx, answer)) : null
  return { sheets: sheets && sheets.missing > 0 ? sheets : null, alarms: alarms && alarms.count > 0 ? alarms : null }
}
