import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import type { RecordField } from './tally.read.ts'

type Key = { readonly campaignId: string; readonly organizationId: string; readonly entry: 1 | 2 }

/** Opens an entry of a cell's count record for the actor if there is none yet; answers its id, version and who types it. */
export async function openTally(
  tx: Tx,
  scope: Scope,
  key: Key,
): Promise<{ id: string; version: number; enteredBy: string }> {
  await tx.ratingTally.createMany({
    data: { id: newId(), ...key, enteredBy: scope.actor.userId, enteredByName: scope.actor.name },
    skipDuplicates: true,
  })
  return tx.ratingTally.findUniqueOrThrow({
    where: { campaignId_organizationId_entry: key },
    select: { id: true, version: true, enteredBy: true },
  })
}

export type RecordPatch = { readonly [field in RecordField]?: number | null } & {
  readonly heldOn?: LegalDay | null
  readonly place?: string | null
}

type SaveRecord = {
  readonly id: string
  readonly version: number
  readonly patch: RecordPatch
  readonly at: Date
  readonly completedAt?: Date | null
}

/** Stores typed numbers of a count record; answers the new version, or null when changed meanwhile. */
export async function saveRecord(
  tx: Tx,
  _scope: Scope,
  { id, version, patch, at, completedAt }: SaveRecord,
): Promise<number | null> {
  const { heldOn, ...fields } = patch
  const { count } = await tx.ratingTally.updateMany({
    where: { id, version },
    data: {
      ...fields,
      ...(heldOn === undefined ? {} : { heldOn: heldOn && dateOf(heldOn) }),
      ...(completedAt === undefined ? {} : { completedAt }),
      version: { increment: 1 },
      updatedAt: at,
    },
  })
  return count === 1 ? version + 1 : null
}

export type VotePatch = {
  readonly xs?: number | null
  readonly t?: number | null
  readonly ht?: number | null
  readonly kht?: number | null
}
type SaveVotes = {
  readonly tallyId: string
  readonly organizationId: string
  readonly caseId: string
  readonly version: number
  readonly patch: VotePatch
  readonly at: Date
}

/** Stores typed votes for one person; answers the new version, or null when changed meanwhile. */
export async function saveVotes(
  tx: Tx,
  _scope: Scope,
  { version, patch, at, ...key }: SaveVotes,
): Promise<number | null> {
  if (version === 0) {
    const { count } = await tx.ratingTallyVote.createMany({
      data: { id: newId(), ...key, ...patch, updatedAt: at },
      skipDuplicates: true,
    })
    return count === 1 ? 1 : null
  }
  const { count } = await tx.ratingTallyVote.updateMany({
    where: { tallyId: key.tallyId, caseId: key.caseId, version },
    data: { ...patch, version: { increment: 1 }, updatedAt: at },
  })
  return count === 1 ? version + 1 : null
}
