import type { LegalDay } from '@nq15/domain/shared'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

export type NewCampaign = {
  readonly id: string
  readonly organizationId: string
  readonly year: number
  readonly ruleSetCode: string
  readonly ruleSetHash: string
  /** One overlay, or several in the order in which they are laid. */
  readonly options: object
  readonly opensOn: LegalDay
  readonly cutOffOn: LegalDay
  readonly cellDueOn: LegalDay
  readonly committeeDueOn: LegalDay
  /** The last days before a day off moved them. */
  readonly cellTermOn?: LegalDay
  readonly committeeTermOn?: LegalDay
}

/** Stores a campaign as a draft; false when the committee has one for that year already. */
export async function insertCampaign(tx: Tx, _scope: Scope, campaign: NewCampaign): Promise<boolean> {
  const { count } = await tx.ratingCampaign.createMany({
    skipDuplicates: true,
    data: {
      ...campaign,
      options: campaign.options as Prisma.InputJsonObject,
      opensOn: dateOf(campaign.opensOn),
      cutOffOn: dateOf(campaign.cutOffOn),
      cellDueOn: dateOf(campaign.cellDueOn),
      committeeDueOn: dateOf(campaign.committeeDueOn),
      cellTermOn: dateOf(campaign.cellTermOn ?? campaign.cellDueOn),
      committeeTermOn: dateOf(campaign.committeeTermOn ?? campaign.committeeDueOn),
    },
  })
  return count === 1
}

type CampaignStep = { readonly id: string; readonly version: number; readonly state: string; readonly openedAt?: Date }

/** Moves a campaign on; false when somebody else did meanwhile. */
export async function updateCampaignState(
  tx: Tx,
  _scope: Scope,
  { id, version, ...data }: CampaignStep,
): Promise<boolean> {
  const { count } = await tx.ratingCampaign.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 }, updatedAt: new Date() },
  })
  return count === 1
}

type CampaignDays = {
  readonly id: string
  readonly version: number
  readonly cellDueOn: LegalDay
  readonly committeeDueOn: LegalDay
  readonly cellDueBefore: LegalDay
}

/** Moves a campaign's due days, and with them those of files not yet sent; false when the campaign changed meanwhile. */
export async function moveCampaignDays(
  tx: Tx,
  _scope: Scope,
  { id, version, cellDueOn, committeeDueOn, cellDueBefore }: CampaignDays,
): Promise<boolean> {
  const { count } = await tx.ratingCampaign.updateMany({
    where: { id, version },
    data: {
      cellDueOn: dateOf(cellDueOn),
      committeeDueOn: dateOf(committeeDueOn),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  })
  if (count !== 1) return false
  await tx.ratingCellFile.updateMany({
    where: {
      campaignId: id,
      dueOn: dateOf(cellDueBefore),
      state: { in: ['not-started', 'in-work', 'returned'] },
    },
    data: { dueOn: dateOf(cellDueOn) },
  })
  return true
}
