import type { Database, Tx } from '@nq15/db/client'
import { findCase } from '@nq15/db/ratings/case.read'
import { listTallies, type TallyRow } from '@nq15/db/ratings/tally.read'
import { openTally, saveRecord, saveVotes as storeVotes } from '@nq15/db/ratings/tally.write'
import type { Scope } from '@nq15/db/scope'
import type { TallyRecordPatch, VotesPatch } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { definedFields } from './defined-fields.ts'
import { type OpenFileRefusal, openFileForWork } from './open-file.ts'

export type SaveTallyRefusal =
  | Exclude<OpenFileRefusal, never>
  /** The second entry is typed by another person than the first. */
  | { readonly code: 'SAME_PERSON_TWICE' }
  /** Another person is typing this entry. */
  | { readonly code: 'ENTRY_OF_ANOTHER'; readonly enteredByName: string }
  | { readonly code: 'CHANGED_MEANWHILE'; readonly theirs: TallyRow | null }

type Of = {
  readonly requestId: string
  readonly campaignId: string
  readonly organizationId: string
  readonly entry: 1 | 2
  readonly now: Date
}
type SaveRecordCommand = Of & {
  readonly version: number
  readonly patch: TallyRecordPatch
  /** True says the entry is complete, false takes that back. */
  readonly complete?: boolean
}
type SaveVotesCommand = Of & { readonly caseId: string; readonly version: number; readonly patch: VotesPatch }

/** Saves typed numbers of a cell's count record; wrong sums are kept as typed and named, never refused here. */
export async function saveTallyRecord(
  db: Database,
  scope: Scope,
  { requestId, version, patch, complete, ...of }: SaveRecordCommand,
): Promise<Result<{ version: number }, SaveTallyRefusal>> {
  const act = { requestId, useCase: 'save-tally-record', permissions: ['rating:work', 'rating:tally'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const opened = await openEntry(tx, scope, of)
    if (!opened.ok) return opened
    const completedAt = complete === undefined ? {} : { completedAt: complete ? of.now : null }
    // The row is made by the first typing, so version 0 of the page is version 1 here.
    const saved = await saveRecord(tx, scope, {
      id: opened.value.id,
      version: Math.max(1, version),
      patch: definedFields(patch),
      at: of.now,
      ...completedAt,
    })
    return saved === null
      ? refuse({ code: 'CHANGED_MEANWHILE', theirs: await theirsOf(tx, scope, of) })
      : ok({ version: saved })
  })
}

/** Saves typed votes for one person; counts only, never a voter. */
export async function saveTallyVotes(
  db: Database,
  scope: Scope,
  { requestId, caseId, version, patch, ...of }: SaveVotesCommand,
): Promise<Result<{ version: number }, SaveTallyRefusal>> {
  const act = { requestId, useCase: 'save-tally-votes', permissions: ['rating:work', 'rating:tally'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const row = await findCase(tx, scope, caseId)
    if (!row || row.organizationId !== of.organizationId || row.campaignId !== of.campaignId || row.notRatedReason) {
      return refuse({ code: 'NOT_FOUND' })
    }
    const opened = await openEntry(tx, scope, of)
    if (!opened.ok) return opened
    const key = { tallyId: opened.value.id, organizationId: of.organizationId, caseId }
    const saved = await storeVotes(tx, scope, { ...key, version, patch: definedFields(patch), at: of.now })
    return saved === null
      ? refuse({ code: 'CHANGED_MEANWHILE', theirs: await theirsOf(tx, scope, of) })
      : ok({ version: saved })
  })
}

async function openEntry(
  tx: Tx,
  scope: Scope,
  of: Omit<Of, 'requestId'>,
): Promise<Result<{ id: string }, SaveTallyRefusal>> {
  const work = await openFileForWork(tx, scope, of)
  if (!work.ok) return work
  const tallies = await listTallies(tx, scope, of)
  const mine = scope.actor.userId
  if (tallies.some(({ entry, enteredBy }) => entry !== of.entry && enteredBy === mine))
    return refuse({ code: 'SAME_PERSON_TWICE' })
  const other = tallies.find(({ entry }) => entry === of.entry)
  if (other && other.enteredBy !== mine) return refuse({ code: 'ENTRY_OF_ANOTHER', enteredByName: other.enteredByName })
  const { campaignId, organizationId, entry } = of
  return ok(await openTally(tx, scope, { campaignId, organizationId, entry }))
}

const theirsOf = async (tx: Tx, scope: Scope, of: Omit<Of, 'requestId'>): Promise<TallyRow | null> =>
  (await listTallies(tx, scope, of)).find(({ entry }) => entry === of.entry) ?? null
