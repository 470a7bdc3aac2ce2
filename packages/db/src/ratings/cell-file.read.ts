import type { CellFileState } from '@nq15/domain/ratings'
import { cellFileStateSchema } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** A cell's file of the year. */
export type CellFile = {
  readonly id: string
  readonly campaignId: string
  readonly organizationId: string
  readonly committeeId: string
  /** The level between (đảng ủy bộ phận), through which the file goes; null where there is none. */
  readonly intermediateId: string | null
  readonly name: string
  readonly sector: string | null
  readonly state: CellFileState
  readonly dueOn: LegalDay
  readonly returnReason: string | null
  readonly membersTotal: number
  readonly membersRated: number
  readonly version: number
  readonly updatedAt: Date
}

type Row = Awaited<ReturnType<Tx['ratingCellFile']['findFirstOrThrow']>>
const toFile = (row: Row): CellFile => ({
  ...row,
  state: cellFileStateSchema.parse(row.state),
  dueOn: dayOf(row.dueOn),
})

/** The file of a cell in a campaign; null when there is none or it is out of scope. */
export async function findCellFile(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<CellFile | null> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return null
  const row = await tx.ratingCellFile.findUnique({
    where: { campaignId_organizationId: { campaignId, organizationId } },
  })
  return row && toFile(row)
}

/** The files a committee decides on, by name. */
export async function listCommitteeFiles(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<CellFile[]> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return []
  const rows = await tx.ratingCellFile.findMany({
    where: { campaignId, committeeId },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toFile)
}

/** The files of a campaign that go up through an organization as the level between, by name. */
export async function listFilesThrough(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<CellFile[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  const rows = await tx.ratingCellFile.findMany({
    where: { campaignId, intermediateId: organizationId },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toFile)
}

/** The files of one committee in which heads of some organizations are rated: what has to be asked again when those are decided. */
export async function listFilesOfHeads(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId, ledIds }: { campaignId: string; committeeId: string; ledIds: readonly string[] },
): Promise<CellFile[]> {
  if (ledIds.length === 0 || !(await isWithinOnce(tx, scope, committeeId))) return []
  const rows = await tx.ratingCellFile.findMany({
    where: { campaignId, committeeId, ratingCases: { some: { ledOrganizationId: { in: [...ledIds] }, isHead: true } } },
  })
  return rows.map(toFile)
}

/** Files of the cells that the scope itself names (a secretary's own cells), not those below them. */
export async function listOwnFiles(tx: Tx, scope: Scope, campaignId: string): Promise<CellFile[]> {
  if (scope.organizationIds === 'everything') return []
  const rows = await tx.ratingCellFile.findMany({
    where: { campaignId, organizationId: { in: [...scope.organizationIds] } },
  })
  return rows.map(toFile)
}

/** Files of the committees that the scope itself names, by name. */
export async function listFilesOfOwnCommittees(tx: Tx, scope: Scope, campaignId: string): Promise<CellFile[]> {
  if (scope.organizationIds === 'everything') return []
  const rows = await tx.ratingCellFile.findMany({
    where: { campaignId, committeeId: { in: [...scope.organizationIds] } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toFile)
}

/** How many files of a campaign the scope reaches that are not decided yet. */
export async function countUndecidedFiles(tx: Tx, _scope: Scope, campaignId: string): Promise<number> {
  return tx.ratingCellFile.count({ where: { campaignId, state: { not: 'decided' } } })
}

/** One step in a file's life, oldest first. */
export type CellFileStep = {
  readonly fromState: string
  readonly toState: string
  readonly event: string
  readonly reason: string | null
  readonly byName: string
  readonly at: Date
}

/** The history of a file. */
export async function listFileSteps(
  tx: Tx,
  scope: Scope,
  file: Pick<CellFile, 'id' | 'organizationId'>,
): Promise<CellFileStep[]> {
  if (!(await isWithinOnce(tx, scope, file.organizationId))) return []
  return tx.ratingCellFileEvent.findMany({
    where: { fileId: file.id },
    orderBy: { at: 'asc' },
    select: { fromState: true, toState: true, event: true, reason: true, byName: true, at: true },
  })
}

/**
 * Whether a member may still type his own self-review: the file has not left the cell. The member has no right to the file
 * itself, so the database answers yes or no and nothing else. With `hold` it stays so until the transaction ends.
 */
export async function findOwnFileState(
  tx: Tx,
  _scope: Scope,
  { fileId, hold = false }: { fileId: string; hold?: boolean },
): Promise<boolean> {
  const [answer] = await tx.$queryRaw<{ open: boolean }[]>`select app.own_file_open(${fileId}::uuid, ${hold}) as open`
  return answer?.open ?? false
}
