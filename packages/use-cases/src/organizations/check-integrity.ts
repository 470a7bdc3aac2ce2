import type { Database } from '@nq15/db/client'
import {
  findAccountFaults,
  findAreaFaults,
  findAssignmentFaults,
  findHomelessMembers,
  findStrayNames,
  findTreeFaults,
  type IntegrityFound,
} from '@nq15/db/organizations/integrity.read'
import { keepFindings, keepIntegrityRun } from '@nq15/db/organizations/integrity.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { emit } from '../events/emit.ts'

/** What a check met: every finding, and what changed since the last check. */
export type IntegrityReport = {
  readonly day: string
  readonly found: readonly IntegrityFound[]
  readonly opened: number
  readonly resolved: number
}

/**
 * Looks for circles, orphans, gaps, stray spaces, members without a cell, areas with nobody in charge, accounts and grants that
 * do not fit, and keeps what it met: a finding stays open until a later check no longer meets it. For a service that may read
 * all of it; tells administrators when something new was met.
 */
export async function checkIntegrity(
  db: Database,
  scope: Scope,
  { now, clock = now }: { now: Date; clock?: Date | (() => Date) },
): Promise<IntegrityReport> {
  const day = todayInHanoi(now)
  return db.asActor(scope, async (tx) => {
    const begun = now.getTime()
    const found = [
      ...(await findTreeFaults(tx, scope)),
      ...(await findStrayNames(tx, scope)),
      ...(await findHomelessMembers(tx, scope, day)),
      ...(await findAreaFaults(tx, scope, day)),
      ...(await findAssignmentFaults(tx, scope)),
    ].filter(({ organizationId }) => organizationId !== null)
    const accounts = await findAccountFaults(tx, scope, day)
    const kept = await keepFindings(tx, scope, { found, accounts, at: now })
    const ended = typeof clock === 'function' ? clock() : clock
    const tookMs = Math.max(0, ended.getTime() - begun)
    const all = [...found, ...accounts]
    await keepIntegrityRun(tx, scope, { at: now, day, tookMs, found: all.length, ...kept })
    if (kept.opened > 0) {
      await emit(tx, scope, {
        type: 'organizations.integrity-found',
        organizationId: null,
        recordTable: 'integrity_run',
        recordId: null,
        payload: { findings: kept.opened },
      })
    }
    return { day, found: all, ...kept }
  })
}
