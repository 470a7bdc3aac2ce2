import { type CampaignState, campaignStateSchema } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** A yearly campaign as every signed-in reader may see it: its days, its pinned rules, its state. */
export type Campaign = {
  readonly id: string
  readonly organizationId: string
  readonly year: number
  readonly ruleSetCode: string
  readonly ruleSetHash: string
  readonly options: unknown
  readonly opensOn: LegalDay
  readonly cutOffOn: LegalDay
  readonly cellDueOn: LegalDay
  readonly committeeDueOn: LegalDay
  /** The last days as the rules or the committee name them; the due days are the working days on which they legally end. */
  readonly cellTermOn: LegalDay | null
  readonly committeeTermOn: LegalDay | null
  readonly state: CampaignState
  readonly openedAt: Date | null
  readonly version: number
}

type Row = Awaited<ReturnType<Tx['ratingCampaign']['findFirstOrThrow']>>

const toCampaign = ({ createdAt: _, updatedAt: __, ...row }: Row): Campaign => ({
  ...row,
  opensOn: dayOf(row.opensOn),
  cutOffOn: dayOf(row.cutOffOn),
  cellDueOn: dayOf(row.cellDueOn),
  committeeDueOn: dayOf(row.committeeDueOn),
  cellTermOn: row.cellTermOn && dayOf(row.cellTermOn),
  committeeTermOn: row.committeeTermOn && dayOf(row.committeeTermOn),
  state: campaignStateSchema.parse(row.state),
})

/** All campaigns, newest year first. Campaigns are published downwards: whoever holds a grant may know them. */
export async function listCampaigns(tx: Tx, _scope: Scope): Promise<Campaign[]> {
  return (await tx.ratingCampaign.findMany({ orderBy: { year: 'desc' } })).map(toCampaign)
}

/** The campaign of a year, or null. */
export async function findCampaignOfYear(tx: Tx, _scope: Scope, year: number): Promise<Campaign | null> {
  const row = await tx.ratingCampaign.findFirst({ where: { year } })
  return row && toCampaign(row)
}

/** A campaign by its id, or null. */
export async function findCampaign(tx: Tx, _scope: Scope, id: string): Promise<Campaign | null> {
  const row = isId(id) ? await tx.ratingCampaign.findUnique({ where: { id } }) : null
  return row && toCampaign(row)
}
