import type { Database } from '@nq15/db/client'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { findCase } from '@nq15/db/ratings/case.read'
import { findCellFile } from '@nq15/db/ratings/cell-file.read'
import { insertHint, withdrawHint as takeBack } from '@nq15/db/ratings/review.write'
import type { Scope } from '@nq15/db/scope'
import { isCellFileEditable } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from './act-once.ts'

export type AskHintRefusal = {
  readonly code: 'NOT_FOUND' | 'CAMPAIGN_NOT_OPEN' | 'FILE_NOT_EDITABLE' | 'NOT_RATED'
}

type Ask = { readonly requestId: string; readonly caseId: string; readonly question: string; readonly now: Date }

/** Puts a superior's question to a person, to be answered in his self-review, for `rating:board`; while the file is with the cell. */
export async function askHint(
  db: Database,
  scope: Scope,
  { requestId, caseId, question, now }: Ask,
): Promise<Result<{ id: string }, AskHintRefusal>> {
  const act = { requestId, useCase: 'ask-hint', permissions: ['rating:board'] } as const
  return actOnce<Result<{ id: string }, AskHintRefusal>>(db, scope, act, async (tx) => {
    const row = await findCase(tx, scope, caseId)
    const campaign = row && (await findCampaign(tx, scope, row.campaignId))
    const file = row && (await findCellFile(tx, scope, row))
    if (!row || !campaign || !file) return refuse({ code: 'NOT_FOUND' })
    if (campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
    if (row.notRatedReason) return refuse({ code: 'NOT_RATED' })
    if (file.state !== 'not-started' && !isCellFileEditable(file.state)) return refuse({ code: 'FILE_NOT_EDITABLE' })
    const id = await insertHint(tx, scope, { of: row, question, at: now })
    await emit(tx, scope, {
      type: 'ratings.hint-asked',
      organizationId: row.organizationId,
      recordTable: 'rating_review_hint',
      recordId: id,
      payload: { year: campaign.year, campaignId: campaign.id, dueOn: file.dueOn },
    })
    return ok({ id })
  })
}

type Withdraw = { readonly requestId: string; readonly caseId: string; readonly hintId: string; readonly now: Date }

/** Takes a question back, for `rating:board`; what was answered stays kept beside it. */
export async function withdrawHint(
  db: Database,
  scope: Scope,
  { requestId, caseId, hintId, now }: Withdraw,
): Promise<Result<null, { code: 'NOT_FOUND' }>> {
  const act = { requestId, useCase: 'withdraw-hint', permissions: ['rating:board'] } as const
  return actOnce<Result<null, { code: 'NOT_FOUND' }>>(db, scope, act, async (tx) => {
    const row = await findCase(tx, scope, caseId)
    const gone = row && (await takeBack(tx, scope, { of: row, id: hintId, at: now }))
    return gone ? ok(null) : refuse({ code: 'NOT_FOUND' })
  })
}
