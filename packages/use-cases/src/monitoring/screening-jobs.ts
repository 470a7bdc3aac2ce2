import type { Database } from '@nq15/db/client'
import { escalateAlarms } from '@nq15/db/monitoring/alarm.write'
import { countMissingSheets } from '@nq15/db/monitoring/fact.read'
import { findWaitingRun, listScreenedRoots } from '@nq15/db/monitoring/screening-run.read'
import { askForRun } from '@nq15/db/monitoring/screening-run.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { judgedMonth, monthOf, shiftMonth } from '@nq15/domain/monitoring'
import { defineClockJob } from '../events/define-job.ts'
import { emitAll } from '../events/emit.ts'
import { readRules } from './read-rules.ts'
import { rescreenPending } from './rescreen.ts'
import { runScreening } from './run-screening.ts'

/** After so long without a sign of life a run counts as left by a process that died. */
const staleMs = 10 * 60_000

const service = { service: 'screening', permission: 'monitoring:screen' } as const

/** Every night at 02:40 the month whose sheets are due by then is asked for; another job takes it up. */
export const askNightlyJob = defineClockJob({
  name: 'monitoring.ask-nightly',
  ...service,
  schedule: { cron: '40 2 * * *' },
  run: async ({ db, scope, now }) => ({ runs: await askNightly(db, scope, now()) }),
})

/** Asks for the nightly run of every root; answers how many were asked for. */
export async function askNightly(db: Database, scope: Scope, now: Date): Promise<number> {
  const today = todayInHanoi(now)
  return db.asActor(scope, async (tx) => {
    const roots = await listScreenedRoots(tx, scope, today)
    for (const organizationId of roots) {
      const { catalogue } = await readRules(tx, scope, { organizationId, day: today })
      const month = judgedMonth(today, catalogue.parameters.sheetDueDay)
      await askForRun(tx, scope, { organizationId, kind: 'nightly', month, asOf: today })
    }
    return roots.length
  })
}

/** Takes up runs that wait: the nightly one, those people asked for, those a dead process left. */
export const runWaitingJob = defineClockJob({
  name: 'monitoring.run-waiting',
  ...service,
  schedule: { everySeconds: 10 },
  leaseSeconds: 900,
  run: async ({ db, scope, now, signal, progress }) => {
    const staleBefore = new Date(now().getTime() - staleMs)
    const waiting = await db.asReader(scope, (tx) => findWaitingRun(tx, scope, { staleBefore }))
    if (!waiting) return { runs: 0 }
    const summary = await runScreening(db, scope, waiting, { signal, progress, staleBefore })
    if (!summary) return { runs: 0 }
    const { organizations, changed, raised, cleared } = summary
    return { runs: 1, organizations, changed, raised, cleared }
  },
})

/** Judges again what changed since the last look: what a door did not judge at once, and changes of other rooms. */
export const rescreenJob = defineClockJob({
  name: 'monitoring.rescreen',
  ...service,
  schedule: { everySeconds: 10 },
  leaseSeconds: 300,
  run: async ({ db, scope, now, signal }) => rescreenPending(db, scope, { now: now(), signal, limit: 200 }),
})

/** Every morning at 07:05: alarms that nobody answered by their day escalate. */
export const escalateAlarmsJob = defineClockJob({
  name: 'monitoring.escalate-alarms',
  ...service,
  schedule: { cron: '5 7 * * *' },
  run: async ({ db, scope, now }) => ({ escalated: await escalate(db, scope, now()) }),
})

/** Escalates what is late and tells who stands above; answers how many. */
export async function escalate(db: Database, scope: Scope, now: Date): Promise<number> {
  const today = todayInHanoi(now)
  let all = 0
  for (;;) {
    const count = await db.asActor(scope, async (tx) => {
      const late = await escalateAlarms(tx, scope, { today, limit: 1_000 })
      await emitAll(
        tx,
        scope,
        late.map(({ alarmId, organizationId, code }) => ({
          type: 'monitoring.alarm-escalated' as const,
          organizationId,
          recordTable: 'alarm',
          recordId: alarmId,
          payload: { code, dueOn: today },
        })),
      )
      return late.length
    })
    all += count
    if (count === 0) return all
  }
}

/** On the third and the last day before monthly sheets are due, committees with cells that owe theirs are told. */
export const remindSheetsJob = defineClockJob({
  name: 'monitoring.remind-sheets',
  ...service,
  schedule: { cron: '10 7 * * *' },
  run: async ({ db, scope, now }) => ({ committees: await remindSheets(db, scope, now()) }),
})

/** Tells committees below every root how many monthly sheets are missing; answers how many committees were told. */
export async function remindSheets(db: Database, scope: Scope, now: Date): Promise<number> {
  const today = todayInHanoi(now)
  return db.asActor(scope, async (tx) => {
    let told = 0
    for (const rootId of await listScreenedRoots(tx, scope, today)) {
      const { catalogue } = await readRules(tx, scope, { organizationId: rootId, day: today })
      const { sheetDueDay } = catalogue.parameters
      const dueOn = `${monthOf(today).slice(0, 8)}${String(sheetDueDay).padStart(2, '0')}`
      const left = sheetDueDay - Number(today.slice(8))
      if (left !== 3 && left !== 1) continue
      const month = shiftMonth(monthOf(today), -1)
      const missing = await countMissingSheets(tx, scope, { rootId, start: month, day: today })
      await emitAll(
        tx,
        scope,
        missing.map(({ organizationId, missing: count }) => ({
          type: 'monitoring.sheets-due' as const,
          organizationId,
          recordTable: 'organization',
          recordId: organizationId,
          payload: { month, dueOn, missing: count },
        })),
      )
      told += missing.length
    }
    return told
  })
}
