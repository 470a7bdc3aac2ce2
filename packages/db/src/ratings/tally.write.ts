import type { SettledField } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import type { RecordField } from './tally.read.ts'

type Key = {
  readonly campaignId: string
  readonly organizationId: string
  readonly round: 1 | 2
  readonly entry: 1 | 2
}

export type RecordPatch = { readonly [field in RecordField]?: number | null } & {
  readonly seats?: number | null
  readonly heldOn?: LegalDay | null
  readonly place?: string | null
}
export type VotePatch = {
  readonly xs?: number | null
  readonly t?: number | null
  readonly ht?: number | null
  readonly kht?: number | null
  readonly chosen?: number | null
}

/** Who types an entry, and how often it was saved. */
export type EntryHead = {
  readonly id: string
  readonly entry: number
  readonly version: number
  readonly enteredBy: string
  readonly enteredByName: string
}

/** Opens an entry of a cell's count record for the actor if there is none yet; answers it with who types it. */
export async function openTally(tx: Tx, scope: Scope, key: Key): Promise<EntryHead> {
  const { campaignId, organizationId, round, entry } = key
  const { userId, name } = scope.actor
  const [made] = await tx.$queryRaw<EntryHead[]>`
    insert into rating_tally (id, campaign_id, organization_id, round, entry, entered_by, entered_by_name)
    values (${newId()}::uuid, ${campaignId}::uuid, ${organizationId}::uuid, ${round}, ${entry}, ${userId}::uuid, ${name})
    on conflict (campaign_id, organization_id, round, entry) do nothing
    returning id, entry, version, entered_by as "enteredBy", entered_by_name as "enteredByName"`
  if (made) return made
  return tx.ratingTally.findUniqueOrThrow({
    where: { campaignId_organizationId_round_entry: key },
    select: { id: true, entry: true, version: true, enteredBy: true, enteredByName: true },
  })
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

/** Typed votes for one person with the version their typist saw; 0 when there were none. */
export type GivenVotes = { readonly caseId: string; readonly version: number; readonly patch: VotePatch }

type SaveVotes = {
  readonly tallyId: string
  readonly campaignId: string
  readonly organizationId: string
  readonly votes: readonly GivenVotes[]
  readonly at: Date
}

/**
 * Stores typed votes of many persons in one statement; a field nobody typed is left as it is. Answers the new version by
 * person, null where somebody else saved first; a person who is not rated in this cell's campaign is missing from the answer.
 * The caller holds the cell's file, so nobody writes between reading and writing.
 */
export async function saveVotes(
  tx: Tx,
  _scope: Scope,
  { tallyId, campaignId, organizationId, votes, at }: SaveVotes,
): Promise<ReadonlyMap<string, number | null>> {
  const given = votes.filter(({ caseId }) => isId(caseId)).map((one) => ({ ...one, id: newId() }))
  const rows = await tx.$queryRaw<{ caseId: string; version: number | null }[]>`
    with given as (
      select g.id, g."caseId", g.version, g.patch, v.version as standing, v.xs, v.t, v.ht, v.kht, v.chosen
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) g (id uuid, "caseId" uuid, version integer, patch jsonb)
        join rating_case c on c.id = g."caseId" and c.organization_id = ${organizationId}::uuid
          and c.campaign_id = ${campaignId}::uuid and c.not_rated_reason is null
        left join rating_tally_vote v on v.tally_id = ${tallyId}::uuid and v.case_id = c.id
    ), written as (
      insert into rating_tally_vote (id, tally_id, organization_id, case_id, xs, t, ht, kht, chosen, updated_at)
      select g.id, ${tallyId}::uuid, ${organizationId}::uuid, g."caseId",
          case when g.patch ? 'xs' then (g.patch ->> 'xs')::integer else g.xs end,
          case when g.patch ? 't' then (g.patch ->> 't')::integer else g.t end,
          case when g.patch ? 'ht' then (g.patch ->> 'ht')::integer else g.ht end,
          case when g.patch ? 'kht' then (g.patch ->> 'kht')::integer else g.kht end,
          case when g.patch ? 'chosen' then (g.patch ->> 'chosen')::integer else g.chosen end, ${at}
        from given g where coalesce(g.standing, 0) = g.version
      on conflict (tally_id, case_id) do update set xs = excluded.xs, t = excluded.t, ht = excluded.ht, kht = excluded.kht,
          chosen = excluded.chosen, version = rating_tally_vote.version + 1, updated_at = excluded.updated_at
      returning case_id, version
    )
    select g."caseId", w.version from given g left join written w on w.case_id = g."caseId"`
  return new Map(rows.map(({ caseId, version }) => [caseId, version]))
}

type Settle = Omit<Key, 'entry'> & {
  readonly caseId: string | null
  readonly field: SettledField
  readonly first: number
  readonly second: number
  readonly settled: number
  readonly reason: string
  readonly at: Date
}

/** Keeps how a difference between the two entries was settled; an earlier settlement of the same pair stays readable. */
export async function insertSettlement(
  tx: Tx,
  scope: Scope,
  { first, second, settled, at, ...row }: Settle,
): Promise<void> {
  await tx.ratingTallySettlement.create({
    data: {
      id: newId(),
      ...row,
      firstValue: first,
      secondValue: second,
      settledValue: settled,
      settledBy: scope.actor.userId,
      settledByName: scope.actor.name,
      settledAt: at,
    },
  })
}
