import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** The six numbers of a count record, in the order of the paper. */
export const recordFields = ['eligible', 'present', 'issued', 'collected', 'valid', 'invalid'] as const
export type RecordField = (typeof recordFields)[number]

/** Votes for one person; null is not typed yet, which is not zero. */
export type VoteRow = {
  readonly caseId: string
  readonly xs: number | null
  readonly t: number | null
  readonly ht: number | null
  readonly kht: number | null
  readonly version: number
}

/** One entry of a cell's count record. */
export type TallyRow = { readonly [field in RecordField]: number | null } & {
  readonly id: string
  readonly entry: number
  readonly heldOn: LegalDay | null
  readonly place: string | null
  readonly enteredBy: string
  readonly enteredByName: string
  readonly completedAt: Date | null
  readonly version: number
  readonly votes: readonly VoteRow[]
}

const voteColumns = { caseId: true, xs: true, t: true, ht: true, kht: true, version: true } as const

/** The entries of a cell's count record, first entry first. */
export async function listTallies(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<TallyRow[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  const rows = await tx.ratingTally.findMany({
    where: { campaignId, organizationId },
    orderBy: { entry: 'asc' },
    include: { ratingTallyVotes: { select: voteColumns } },
  })
  return rows.map(toTally)
}

/** The entries of every cell of a committee, by cell. */
export async function listCommitteeTallies(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<Map<string, TallyRow[]>> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return new Map()
  const files = await tx.ratingCellFile.findMany({
    where: { campaignId, committeeId },
    select: { organizationId: true },
  })
  const rows = await tx.ratingTally.findMany({
    where: { campaignId, organizationId: { in: files.map(({ organizationId }) => organizationId) } },
    orderBy: { entry: 'asc' },
    include: { ratingTallyVotes: { select: voteColumns } },
  })
  const byCell = new Map<string, TallyRow[]>()
  for (const row of rows) byCell.set(row.organizationId, [...(byCell.get(row.organizationId) ?? []), toTally(row)])
  return byCell
}

type Row = Awaited<ReturnType<Tx['ratingTally']['findFirstOrThrow']>> & { ratingTallyVotes: VoteRow[] }
function toTally({ ratingTallyVotes, heldOn, ...row }: Row): TallyRow {
  const { id, entry, place, eligible, present, issued, collected, valid, invalid } = row
  const { enteredBy, enteredByName, completedAt, version } = row
  return {
    ...{ id, entry, place, eligible, present, issued, collected, valid, invalid },
    ...{ enteredBy, enteredByName, completedAt, version },
    heldOn: heldOn && dayOf(heldOn),
    votes: ratingTallyVotes,
  }
}
