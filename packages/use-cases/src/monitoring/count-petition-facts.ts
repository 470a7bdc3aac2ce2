import type { Database } from '@nq15/db/client'
import { countPetitionFacts, listStandingCounts } from '@nq15/db/monitoring/counted-fact.read'
import { insertSheets, type NewSheet } from '@nq15/db/monitoring/fact.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { countedSheets, endOfMonth, type Figures, monthOf, monthsOf, shiftMonth } from '@nq15/domain/monitoring'
import { countDuty } from '@nq15/domain/petitions'
import { defineClockJob } from '../events/define-job.ts'

/** Every night at 02:20, before the month is judged: what the registers of reception and petitions say becomes facts of indicators. */
export const countPetitionFactsJob = defineClockJob({
  name: 'monitoring.count-petition-facts',
  service: 'screening',
  permission: 'monitoring:screen',
  schedule: { cron: '20 2 * * *' },
  run: async ({ db, scope, now }) => ({ sheets: await keepPetitionFacts(db, scope, now()) }),
})

/** The quarters C1 looks back to: the one judged and the four before it; and as many months as a late answer may still change. */
const countedBack = { month: 3, quarter: 5 } as const

/**
 * Counts the last ended months and quarters of every area whose bodies keep their registers here, and stores what changed as a
 * new version; answers how many sheets were stored. Organizations without a register have no such sheet: unknown is never nought.
 */
export async function keepPetitionFacts(db: Database, scope: Scope, now: Date): Promise<number> {
  const month = monthOf(todayInHanoi(now))
  let stored = 0
  for (const kind of ['month', 'quarter'] as const) {
    const size = kind === 'month' ? 1 : 3
    const current = kind === 'month' ? month : shiftMonth(month, -((Number(month.slice(5, 7)) - 1) % 3))
    for (let back = countedBack[kind]; back >= 1; back -= 1)
      stored += await keepPeriod(db, scope, { kind, start: shiftMonth(current, -back * size) })
  }
  return stored
}

async function keepPeriod(
  db: Database,
  scope: Scope,
  { kind, start }: { readonly kind: 'month' | 'quarter'; readonly start: string },
): Promise<number> {
  const sheet = countedSheets[`area-${kind}`]
  return db.asActor(scope, async (tx) => {
    const last = endOfMonth(monthsOf(kind, start).at(-1) ?? start)
    const counted = await countPetitionFacts(tx, scope, { kind, first: start, last })
    const standing = await listStandingCounts(tx, scope, { sheet, start })
    const changed = [...counted].flatMap(([organizationId, found]): NewSheet[] => {
      const figures = withDuty(found, start)
      const before = standing.get(organizationId)
      if (before && isSame(before.figures, figures)) return []
      return [
        {
          ...{ organizationId, sheet, subject: '', subjectName: null, kind, start, figures, quality: 'derived' },
          source: kind === 'month' ? 'Sổ tiếp công dân của phần mềm' : 'Sổ tiếp công dân, sổ đơn của phần mềm',
          supersedes: before?.id ?? null,
          version: (before?.version ?? 0) + 1,
          correctionReason: before ? 'Sổ sách thay đổi sau lần đếm trước' : null,
        },
      ]
    })
    if (changed.length > 0) await insertSheets(tx, scope, changed)
    return changed.length
  })
}

/** How many days the secretary of a commune owed that month, where his days are kept here at all. */
function withDuty(figures: Figures, start: string): Figures {
  if (figures['receptionDaysHeld'] === undefined) return figures
  const { rule } = countDuty('commune-secretary', start.slice(0, 7), [], start)
  if (rule?.per === 'month') return { ...figures, receptionDaysDue: rule.least }
  const { receptionDaysHeld: _, ...rest } = figures
  return rest
}

const isSame = (one: Figures, other: Figures) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
const sorted = (figures: Figures) => Object.entries(figures).toSorted(([a], [b]) => (a < b ? -1 : 1))
