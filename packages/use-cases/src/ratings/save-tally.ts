import type { Database, Tx } from '@nq15/db/client'
import { holdCellForCount, stepCellFile } from '@nq15/db/ratings/cell-file.write'
import { listTallies, type TallyRow } from '@nq15/db/ratings/tally.read'
import { type EntryHead, type GivenVotes, openTally, saveRecord, saveVotes } from '@nq15/db/ratings/tally.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { isCellFileEditable, type TallyRecordPatch, type VotesPatch } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { definedFields } from './defined-fields.ts'
import type { OpenFileRefusal } from './open-file.ts'

export type SaveTallyRefusal =
  | OpenFileRefusal
  /** Every part of the submission met somebody else's save. */
  | { readonly code: 'CHANGED_MEANWHILE'; readonly theirs: TallyRow | null }
  /** The second entry is typed by another person than the first. */
  | { readonly code: 'SAME_PERSON_TWICE' }
  /** Another person is typing this entry. */
  | { readonly code: 'ENTRY_OF_ANOTHER'; readonly enteredByName: string }

type Of = {
  readonly campaignId: string
  readonly organizationId: string
  readonly round: 1 | 2
  readonly entry: 1 | 2
  readonly now: Date
}

type SaveTallyCommand = Of & {
  readonly requestId: string
  /** Typed numbers of the record's head; `complete` true says the entry is whole, false takes that back. */
  readonly record?: {
    readonly version: number
    readonly patch: TallyRecordPatch
    readonly complete?: boolean
  }
  readonly votes: readonly (Omit<GivenVotes, 'patch'> & { readonly patch: VotesPatch })[]
}

/** What became of each part of a submission: its new version, null where somebody saved first, absent where there is no such person. */
export type SavedTally = {
  readonly record: number | null
  readonly votes: Readonly<Record<string, number | null>>
  /** The entry as it stands, when some part met somebody else's save. */
  readonly theirs: TallyRow | null
}

/**
 * Saves typed numbers of a cell's count, the head and any number of persons together: all in one transaction, once per
 * request. Wrong sums are kept as typed and named elsewhere, never refused; counts only, never a voter.
 */
export async function saveTally(
  db: Database,
  scope: Scope,
  { requestId, record, votes, ...of }: SaveTallyCommand,
): Promise<Result<SavedTally, SaveTallyRefusal>> {
  const act = { requestId, useCase: 'save-tally', permissions: ['rating:work', 'rating:tally'] } as const
  return actOnce<Result<SavedTally, SaveTallyRefusal>>(db, scope, act, async (tx) => {
    const opened = await openEntry(tx, scope, of)
    if (!opened.ok) return opened
    const { id } = opened.value
    const complete = record?.complete
    const savedRecord = record
      ? await saveRecord(tx, scope, {
          // The row is made by the first typing, so version 0 of the page is version 1 here.
          ...{ id, version: Math.max(1, record.version), patch: definedFields(record.patch), at: of.now },
          ...(complete === undefined ? {} : { completedAt: complete ? of.now : null }),
        })
      : opened.value.version
    const given = votes.map(({ patch, ...one }) => ({ ...one, patch: definedFields(patch) }))
    const savedVotes =
      votes.length > 0
        ? await saveVotes(tx, scope, { tallyId: id, ...of, votes: given, at: of.now })
        : new Map<string, number | null>()
    const parts = [...(record ? [savedRecord] : []), ...savedVotes.values()]
    if (parts.length === 0) return refuse({ code: 'NOT_FOUND' })
    const theirs = parts.includes(null) ? await theirsOf(tx, scope, of) : null
    // What keeps nothing leaves nothing behind, not even an entry begun.
    if (parts.every((part) => part === null)) return refuse({ code: 'CHANGED_MEANWHILE', theirs })
    return ok({ record: savedRecord, votes: Object.fromEntries(savedVotes), theirs })
  })
}

async function openEntry(tx: Tx, scope: Scope, of: Of): Promise<Result<EntryHead, SaveTallyRefusal>> {
  const held = await holdCellForCount(tx, scope, of)
  if (!held) return refuse({ code: 'NOT_FOUND' })
  const { campaignState, file, entries } = held
  if (campaignState !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
  if (file.state === 'not-started') {
    const step = { file, event: 'start', to: 'in-work', reason: null, at: of.now, onDay: todayInHanoi(of.now) } as const
    if (!(await stepCellFile(tx, scope, step))) return refuse({ code: 'CHANGED_MEANWHILE' })
  } else if (!isCellFileEditable(file.state)) return refuse({ code: 'FILE_NOT_EDITABLE' })
  const mine = scope.actor.userId
  if (entries.some(({ entry, enteredBy }) => entry !== of.entry && enteredBy === mine))
    return refuse({ code: 'SAME_PERSON_TWICE' })
  const { campaignId, organizationId, round, entry } = of
  const begun =
    entries.find((one) => one.entry === entry) ??
    (await openTally(tx, scope, { campaignId, organizationId, round, entry }))
  return begun.enteredBy === mine ? ok(begun) : refuse({ code: 'ENTRY_OF_ANOTHER', enteredByName: begun.enteredByName })
}

const theirsOf = async (tx: Tx, scope: Scope, of: Of): Promise<TallyRow | null> =>
  (await listTallies(tx, scope, of)).find(({ round, entry }) => round === of.round && entry === of.entry) ?? null
