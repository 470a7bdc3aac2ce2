import type { Tx } from '@nq15/db/client'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { type CellFile, findCellFile } from '@nq15/db/ratings/cell-file.read'
import { lockCellFile, stepCellFile } from '@nq15/db/ratings/cell-file.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { isCellFileEditable } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'

export type OpenFileRefusal = {
  readonly code: 'NOT_FOUND' | 'CAMPAIGN_NOT_OPEN' | 'FILE_NOT_EDITABLE' | 'CHANGED_MEANWHILE'
}
export type WorkFile = { readonly campaign: Campaign; readonly file: CellFile }

type Of = { readonly campaignId: string; readonly organizationId: string; readonly now: Date }

/**
 * The file of a cell ready for typing: the campaign is open and the file is with the cell. The first typing starts it.
 * Where the member himself types (`rating:self`), the file must not have left the cell, and only the cell starts it.
 */
export async function openFileForWork(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId, now }: Of,
): Promise<Result<WorkFile, OpenFileRefusal>> {
  const campaign = await findCampaign(tx, scope, campaignId)
  if (campaign) await lockCellFile(tx, scope, { campaignId, organizationId })
  const file = campaign && (await findCellFile(tx, scope, { campaignId, organizationId }))
  if (!campaign || !file) return refuse({ code: 'NOT_FOUND' })
  if (campaign.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
  if (file.state !== 'not-started') {
    return isCellFileEditable(file.state) ? ok({ campaign, file }) : refuse({ code: 'FILE_NOT_EDITABLE' })
  }
  const started = await stepCellFile(tx, scope, {
    file,
    event: 'start',
    to: 'in-work',
    reason: null,
    at: now,
    onDay: todayInHanoi(now),
  })
  return started
    ? ok({ campaign, file: { ...file, state: 'in-work', version: file.version + 1 } })
    : refuse({ code: 'CHANGED_MEANWHILE' })
}
