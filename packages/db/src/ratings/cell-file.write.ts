import {
  type CampaignState,
  type CellFileEvent,
  type CellFileState,
  campaignStateSchema,
  cellFileStateSchema,
} from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import type { CellFile } from './cell-file.read.ts'
import type { EntryHead } from './tally.write.ts'

export type FileStep = {
  readonly file: Pick<CellFile, 'id' | 'organizationId' | 'state' | 'version'>
  readonly event: CellFileEvent
  readonly to: CellFileState
  readonly reason: string | null
  readonly at: Date
  readonly onDay: LegalDay
}

/**
 * Holds a cell's file until the transaction ends, so that typing, moving and counting in one cell follow each other. Whoever
 * changes anything of a file calls this before he reads it.
 */
export async function lockCellFile(
  tx: Tx,
  _scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<void> {
  if (!isId(campaignId) || !isId(organizationId)) return
  await tx.$queryRaw`select 1 from rating_cell_file
    where campaign_id = ${campaignId}::uuid and organization_id = ${organizationId}::uuid for update`
}

/** What typing into a cell's count must know before it writes. */
export type HeldCount = {
  readonly campaignState: CampaignState
  readonly file: FileStep['file']
  /** The entries of the round as they were begun. */
  readonly entries: readonly EntryHead[]
}

type RawHeld = Pick<CellFile, 'id' | 'organizationId' | 'version'> & {
  readonly campaignState: string
  readonly state: string
  readonly entries: readonly EntryHead[]
}

/**
 * Holds a cell's file for typing into its count and answers all that decides whether it may be typed, in one statement; null
 * when there is none or it is out of scope.
 */
export async function holdCellForCount(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId, round }: { campaignId: string; organizationId: string; round: 1 | 2 },
): Promise<HeldCount | null> {
  if (!isId(campaignId) || !isId(organizationId)) return null
  const everything = scope.organizationIds === 'everything'
  const ids = scope.organizationIds === 'everything' ? [] : [...scope.organizationIds]
  const [held] = await tx.$queryRaw<RawHeld[]>`
    select f.id, f.organization_id as "organizationId", f.state, f.version, p.state as "campaignState",
        coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'entry', t.entry, 'version', t.version, 'enteredBy', t.entered_by,
          'enteredByName', t.entered_by_name)) from rating_tally t where t.campaign_id = f.campaign_id
          and t.organization_id = f.organization_id and t.round = ${round}), '[]') as entries
      from rating_cell_file f join rating_campaign p on p.id = f.campaign_id
     where f.campaign_id = ${campaignId}::uuid and f.organization_id = ${organizationId}::uuid
       and (${everything} or exists (select from app.organization_reach r where r.above_id = any (${ids}::uuid[])
         and r.organization_id = f.organization_id and r.valid_from <= app.today() and app.today() < r.valid_to))
     for update of f`
  if (!held) return null
  const { campaignState, entries, ...file } = held
  return {
    campaignState: campaignStateSchema.parse(campaignState),
    file: { ...file, state: cellFileStateSchema.parse(file.state) },
    entries,
  }
}

/** Holds every file a committee decides on, always in the same order. */
export async function lockCommitteeFiles(
  tx: Tx,
  _scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<void> {
  if (!isId(campaignId) || !isId(committeeId)) return
  await tx.$queryRaw`select 1 from rating_cell_file
    where campaign_id = ${campaignId}::uuid and committee_id = ${committeeId}::uuid order by id for update`
}

/** Moves a file on and writes the step beside it; false when somebody else moved it meanwhile. */
export async function stepCellFile(tx: Tx, scope: Scope, { file, ...step }: FileStep): Promise<boolean> {
  return (await stepCellFiles(tx, scope, { files: [file], ...step })) === 1
}

type Steps = Omit<FileStep, 'file'> & { readonly files: readonly FileStep['file'][] }

/**
 * Moves files on together with a step beside each; answers how many moved. Fewer than asked means that somebody else moved
 * one meanwhile: then no step is written and the caller gives up its transaction.
 */
export async function stepCellFiles(
  tx: Tx,
  scope: Scope,
  { files, event, to, reason, at, onDay }: Steps,
): Promise<number> {
  const expected = JSON.stringify(files.map(({ id, version }) => ({ id, version })))
  const returnReason = to === 'returned' ? reason : null
  const moved = await tx.$executeRaw`
    update rating_cell_file f set state = ${to}, return_reason = ${returnReason}, version = f.version + 1, updated_at = ${at}
      from jsonb_to_recordset(${expected}::jsonb) e (id uuid, version integer) where f.id = e.id and f.version = e.version`
  if (moved !== files.length) return moved
  await tx.ratingCellFileEvent.createMany({
    data: files.map((file) => ({
      id: newId(),
      fileId: file.id,
      organizationId: file.organizationId,
      fromState: file.state,
      toState: to,
      event,
      reason,
      byUserId: scope.actor.userId,
      byName: scope.actor.name,
      at,
      onDay: dateOf(onDay),
    })),
  })
  return moved
}
