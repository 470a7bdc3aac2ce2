import type { SettledField } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** The six numbers of a count record, in the order of the paper. */
export const recordFields = ['eligible', 'present', 'issued', 'collected', 'valid', 'invalid'] as const
export type RecordField = (typeof recordFields)[number]

/** Votes for one person; null is not typed yet, which is not zero. `chosen` belongs to the second round. */
export type VoteRow = {
  readonly caseId: string
  readonly xs: number | null
  readonly t: number | null
  readonly ht: number | null
  readonly kht: number | null
  readonly chosen: number | null
  readonly version: number
}

/** A difference between the two entries of a round as somebody settled it. */
export type SettlementRow = {
  readonly caseId: string | null
  readonly field: SettledField
  readonly first: number
  readonly second: number
  readonly settled: number
  readonly reason: string
  readonly byName: string
  readonly at: string
}

/** One entry of a cell's count record of a round. */
export type TallyRow = { readonly [field in RecordField]: number | null } & {
  readonly id: string
  readonly round: 1 | 2
  readonly entry: number
  /** Round 2: how many may be chosen. */
  readonly seats: number | null
  readonly heldOn: LegalDay | null
  readonly place: string | null
  readonly enteredBy: string
  readonly enteredByName: string
  readonly completedAt: Date | null
  readonly version: number
  readonly votes: readonly VoteRow[]
  /** Differences of the round as they were settled, oldest first; kept at its first entry. */
  readonly settlements: readonly SettlementRow[]
}

type OfCell = { readonly campaignId: string; readonly organizationId: string }

/** The entries of a cell's count records, first round and first entry first; one statement with votes and settlements. */
export async function listTallies(tx: Tx, scope: Scope, { campaignId, organizationId }: OfCell): Promise<TallyRow[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  const rows = await findTallies(
    tx,
    Prisma.sql`t.campaign_id = ${campaignId}::uuid and t.organization_id = ${organizationId}::uuid`,
  )
  return rows.map(({ organizationId: _, ...row }) => row)
}

/** The entries of every cell of a committee, by cell. */
export async function listCommitteeTallies(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<Map<string, TallyRow[]>> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return new Map()
  const rows = await findTallies(
    tx,
    Prisma.sql`t.campaign_id = ${campaignId}::uuid and t.organization_id in (select f.organization_id from rating_cell_file f
      where f.campaign_id = ${campaignId}::uuid and f.committee_id = ${committeeId}::uuid)`,
  )
  const byCell = new Map<string, TallyRow[]>()
  for (const { organizationId, ...row } of rows) {
    const ofCell = byCell.get(organizationId)
    if (ofCell) ofCell.push(row)
    else byCell.set(organizationId, [row])
  }
  return byCell
}

const findTallies = (tx: Tx, where: Prisma.Sql) =>
  tx.$queryRaw<(TallyRow & { organizationId: string })[]>`
    select t.id, t.organization_id as "organizationId", t.round, t.entry, t.seats, to_char(t.held_on, 'YYYY-MM-DD') as "heldOn",
        t.place, t.eligible, t.present, t.issued, t.collected, t.valid, t.invalid, t.entered_by as "enteredBy",
        t.entered_by_name as "enteredByName", t.completed_at as "completedAt", t.version,
        coalesce((select jsonb_agg(jsonb_build_object('caseId', v.case_id, 'xs', v.xs, 't', v.t, 'ht', v.ht, 'kht', v.kht,
          'chosen', v.chosen, 'version', v.version)) from rating_tally_vote v where v.tally_id = t.id), '[]') as votes,
        case when t.entry = 1 then coalesce((select jsonb_agg(jsonb_build_object('caseId', s.case_id, 'field', s.field,
          'first', s.first_value, 'second', s.second_value, 'settled', s.settled_value, 'reason', s.reason,
          'byName', s.settled_by_name, 'at', s.settled_at) order by s.settled_at, s.id) from rating_tally_settlement s
          where s.campaign_id = t.campaign_id and s.organization_id = t.organization_id and s.round = t.round), '[]')
          else '[]' end as settlements
      from rating_tally t where ${where} order by t.round, t.entry`
