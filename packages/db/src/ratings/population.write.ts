import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

export type NewCellFile = {
  readonly id: string
  readonly campaignId: string
  readonly organizationId: string
  readonly committeeId: string
  /** The level between, through which the file goes up; null where there is none. */
  readonly intermediateId: string | null
  readonly name: string
  readonly sector: string | null
  readonly dueOn: LegalDay
  readonly membersTotal: number
  readonly membersRated: number
}

export type NewCase = {
  readonly id: string
  readonly campaignId: string
  readonly fileId: string
  readonly organizationId: string
  readonly committeeId: string
  readonly memberId: string
  readonly fullName: string
  readonly searchName: string
  readonly cardNumber: string | null
  readonly postTitle: string | null
  readonly positionInList: number
  readonly subject: string
  readonly isHead: boolean
  readonly ledOrganizationId: string | null
  readonly monthsSinceAdmission: number
  readonly notRatedReason: string | null
  readonly notRatedText: string | null
}

/** Lets one opening of a campaign freeze at a time; held until the transaction ends. */
export async function lockPopulation(tx: Tx, _scope: Scope, campaignId: string): Promise<void> {
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtext('rating_campaign:' || ${campaignId}::text))) held`
}

/** How many files and people a campaign holds once frozen. */
export async function countPopulation(
  tx: Tx,
  _scope: Scope,
  campaignId: string,
): Promise<{ cells: number; people: number; rated: number }> {
  const { _count, _sum } = await tx.ratingCellFile.aggregate({
    where: { campaignId },
    _count: true,
    _sum: { membersTotal: true, membersRated: true },
  })
  return { cells: _count, people: _sum.membersTotal ?? 0, rated: _sum.membersRated ?? 0 }
}

/** Writes the frozen files and cases of some cells; a cell whose file is there already is left as it is. */
export async function insertPopulation(
  tx: Tx,
  _scope: Scope,
  { files, cases }: { files: readonly NewCellFile[]; cases: readonly NewCase[] },
): Promise<void> {
  await tx.ratingCellFile.createMany({ data: files.map((file) => ({ ...file, dueOn: dateOf(file.dueOn) })) })
  await tx.ratingCase.createMany({ data: [...cases] })
}

/** The cells that already have a file in the campaign, so that an opening broken off half-way goes on where it stood. */
export async function listFrozenCellIds(tx: Tx, _scope: Scope, campaignId: string): Promise<Set<string>> {
  const rows = await tx.ratingCellFile.findMany({ where: { campaignId }, select: { organizationId: true } })
  return new Set(rows.map(({ organizationId }) => organizationId))
}
