import type { Database } from '@nq15/db/client'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { findCase } from '@nq15/db/ratings/case.read'
import { writeProposedLevel } from '@nq15/db/ratings/case.write'
import { findCellFile } from '@nq15/db/ratings/cell-file.read'
import { lockCellFile } from '@nq15/db/ratings/cell-file.write'
import type { Scope } from '@nq15/db/scope'
import { isCellFileEditable, type ProposeLevel } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { rulesOf } from './campaign-rules.ts'
import { proposeCase } from './propose-case.ts'
import { refreshFile } from './refresh-file.ts'

export type ProposeLevelRefusal = {
  readonly code:
    | 'NOT_FOUND'
    | 'NOT_RATED'
    | 'CAMPAIGN_NOT_OPEN'
    | 'FILE_NOT_EDITABLE'
    | 'FACTS_CONTRADICT'
    | 'CHANGED_MEANWHILE'
}

type Command = ProposeLevel & {
  readonly requestId: string
  readonly caseId: string
  readonly version: number
  readonly now: Date
}

/**
 * People's own level for a case, always with a reason: the cell while the file is with it (`rating:work`), the committee's
 * office while it appraises (`rating:board`). Facts that contradict each other are mended, not overruled.
 */
export async function proposeLevel(
  db: Database,
  scope: Scope,
  { requestId, caseId, version, level, reason, now }: Command,
): Promise<Result<{ version: number }, ProposeLevelRefusal>> {
  const act = { requestId, useCase: 'propose-level', permissions: ['rating:work', 'rating:board'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const found = await findCase(tx, scope, caseId)
    if (found) await lockCellFile(tx, scope, found)
    const row = found && (await findCase(tx, scope, caseId))
    const campaign = row && (await findCampaign(tx, scope, row.campaignId))
    const file = row && (await findCellFile(tx, scope, row))
    if (!row || !campaign || !file) return refuse({ code: 'NOT_FOUND' })
    if (row.notRatedReason) return refuse({ code: 'NOT_RATED' })
    if (campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
    const appraising = scope.permission === 'rating:board' && ['appraising', 'appraised'].includes(file.state)
    const working = scope.permission === 'rating:work' && isCellFileEditable(file.state)
    if (!appraising && !working) return refuse({ code: 'FILE_NOT_EDITABLE' })
    const { outcome } = proposeCase(row, { campaign, ruleSet: rulesOf(campaign) })
    if (outcome === 'INVALID' && level !== null) return refuse({ code: 'FACTS_CONTRADICT' })
    const choice = { caseId, version, level, reason: level === null ? null : reason, at: now }
    if (!(await writeProposedLevel(tx, scope, choice))) return refuse({ code: 'CHANGED_MEANWHILE' })
    await refreshFile(tx, scope, { campaign, file, at: now })
    return ok({ version: version + 1 })
  })
}
