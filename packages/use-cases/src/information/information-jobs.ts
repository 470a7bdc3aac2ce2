import type { Database } from '@nq15/db/client'
import { listUntoldDuties } from '@nq15/db/information/issue.read'
import { updateIssue } from '@nq15/db/information/issue.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { issueDuty } from '@nq15/domain/information'
import { defineClockJob } from '../events/define-job.ts'
import { emit } from '../events/emit.ts'
import { foldOpinionNotes } from './keep-opinion-note.ts'

const service = { service: 'information', permission: 'information:decide' } as const

/** Every morning at 07:10: answers and updates whose day passed are told once to who decides for the area and who is in charge of it. */
export const escalateIssuesJob = defineClockJob({
  name: 'information.escalate-issues',
  ...service,
  schedule: { cron: '10 7 * * *' },
  run: async ({ db, scope, now }) => ({ escalated: await escalateIssues(db, scope, now()) }),
})

/** On the second of every month at 03:40: opinion notes older than 24 months become totals of their month. */
export const foldOpinionNotesJob = defineClockJob({
  name: 'information.fold-opinion-notes',
  ...service,
  schedule: { cron: '40 3 2 * *' },
  run: async ({ db, scope, now }) => ({ folded: await foldOpinionNotes(db, scope, now()) }),
})

/** Tells of every duty whose day passed, once for each day that was set; answers how many. */
export async function escalateIssues(db: Database, scope: Scope, now: Date): Promise<number> {
  const today = todayInHanoi(now)
  return db.asActor(scope, async (tx) => {
    let told = 0
    for (const issue of await listUntoldDuties(tx, scope, { today, limit: 1000 })) {
      const { issueId, organizationId, version, dueOn, nextUpdateOn } = issue
      const duty = issueDuty(issue, today)
      const passed = duty === 'outdated' ? nextUpdateOn : dueOn
      if (passed === null || !(await updateIssue(tx, scope, { issueId, version, change: { toldOf: passed } }))) continue
      await emit(tx, scope, {
        ...{ organizationId, recordTable: 'information_issue', recordId: issueId },
        ...{ type: 'information.issue-escalated', payload: { duty, dueOn: passed } },
      })
      told += 1
    }
    return told
  })
}
