import type { Tx } from '@nq15/db/client'
import { findOrganization } from '@nq15/db/organizations/organization.read'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { listCellCases, type RatingCaseRow } from '@nq15/db/ratings/case.read'
import { type CellFile, findCellFile } from '@nq15/db/ratings/cell-file.read'
import type { Scope } from '@nq15/db/scope'
import type { LegalDay } from '@nq15/domain/shared'
import { committeeName, placeOf } from './paper-words.ts'

/** What every paper of a cell needs: the campaign, its file, its people and the names in its head on a day. */
export type CellPaper = {
  readonly campaign: Campaign
  readonly file: CellFile
  readonly cases: readonly RatingCaseRow[]
  readonly head: { readonly superior: string; readonly issuer: string; readonly place: string; readonly day: LegalDay }
}

type Of = { readonly campaignId: string; readonly organizationId: string }

/** Reads what a paper of a cell needs, names as of `day`; null when the cell has no file or is out of scope. */
export async function readCellPaper(
  tx: Tx,
  scope: Scope,
  { day, ...of }: Of & { day: LegalDay },
): Promise<CellPaper | null> {
  const campaign = await findCampaign(tx, scope, of.campaignId)
  const file = campaign && (await findCellFile(tx, scope, of))
  const cell = file && (await findOrganization(tx, scope, { organizationId: of.organizationId, day }))
  if (!campaign || !file || !cell) return null
  const committee = await findOrganization(tx, scope, { organizationId: file.committeeId, day })
  const superior = cell.parentName ?? committee?.name ?? ''
  const head = {
    superior: committeeName(superior),
    issuer: cell.name,
    place: placeOf(committee?.name ?? superior, committee?.parentName ?? null),
    day,
  }
  return { campaign, file, cases: await listCellCases(tx, scope, of), head }
}
