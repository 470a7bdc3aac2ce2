import type { Database } from '@nq15/db/client'
import { findCase, type RatingCaseRow } from '@nq15/db/ratings/case.read'
import { saveCollective as storeCollective } from '@nq15/db/ratings/collective.write'
import type { Scope } from '@nq15/db/scope'
import { type CollectiveLevel, levelSchema } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { type OpenFileRefusal, openFileForWork } from './open-file.ts'
import { refreshFile } from './refresh-file.ts'

export type SaveCollectiveRefusal = OpenFileRefusal | { readonly code: 'NOT_A_HEAD' | 'COLLECTIVE_UNDECIDED' }

type Command = CollectiveLevel & {
  readonly requestId: string
  readonly caseId: string
  readonly version: number
  readonly now: Date
}

/**
 * Enters the level of the collective a head leads, with the decision that says so; without it the head is for people to
 * decide. Where the collective is rated in the product its own decision stands, and only the superior's exception is taken.
 */
export async function saveCollective(
  db: Database,
  scope: Scope,
  { requestId, caseId, version, now, ...facts }: Command,
): Promise<Result<{ version: number }, SaveCollectiveRefusal>> {
  const act = { requestId, useCase: 'save-collective', permissions: ['rating:work'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const row = await findCase(tx, scope, caseId)
    if (!row) return refuse({ code: 'NOT_FOUND' })
    if (!row.isHead) return refuse({ code: 'NOT_A_HEAD' })
    const { organizationId } = row
    const work = await openFileForWork(tx, scope, { campaignId: row.campaignId, organizationId, now })
    if (!work.ok) return work
    const typed = decidedIn(row, facts)
    if (!typed) return refuse({ code: 'COLLECTIVE_UNDECIDED' })
    const saved = await storeCollective(tx, scope, { caseId, organizationId, version, ...typed, at: now })
    if (saved === null) return refuse({ code: 'CHANGED_MEANWHILE' })
    await refreshFile(tx, scope, { ...work.value, at: now })
    return ok({ version: saved })
  })
}

type Typed = CollectiveLevel & { readonly source: 'outside' | 'product' }

function decidedIn({ led }: Pick<RatingCaseRow, 'led'>, facts: CollectiveLevel): Typed | null {
  if (!led) return { ...facts, source: 'outside' }
  const level = levelSchema.safeParse(led.level)
  if (!level.success || !led.decisionNumber || !led.decidedOn) return null
  const { decisionNumber, decidedOn } = led
  return {
    level: level.data,
    decisionNumber,
    decidedOn,
    exceptionDecisionNumber: facts.exceptionDecisionNumber,
    source: 'product',
  }
}
