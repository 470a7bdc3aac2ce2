import type { AwardKind } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** An award as decided; annulled ones stay. */
export type AwardRow = {
  readonly id: string
  readonly caseId: string
  readonly organizationId: string
  readonly memberId: string
  readonly fullName: string
  readonly kind: AwardKind
  readonly year: number
  readonly firstYear: number
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly deciderName: string
  readonly recordedByName: string
  readonly annulledAt: Date | null
  readonly annulledByNumber: string | null
  readonly annulReason: string | null
}

const findRows = (tx: Tx, where: Prisma.Sql) => tx.$queryRaw<AwardRow[]>`
  select a.id, a.case_id as "caseId", a.organization_id as "organizationId", a.member_id as "memberId", a.full_name as "fullName", a.kind, a.year,
      a.first_year as "firstYear", a.decision_number as "decisionNumber", a.decided_on::text as "decidedOn", a.decider_name as "deciderName",
      a.recorded_by_name as "recordedByName", a.annulled_at as "annulledAt", d.decision_number as "annulledByNumber", a.annul_reason as "annulReason"
    from rating_award a left join rating_decision d on d.id = a.annulled_by_decision_id where ${where} order by a.year desc, a.full_name`

/** The awards of a committee's people in a year. */
export async function listCommitteeAwards(
  tx: Tx,
  scope: Scope,
  { committeeId, year }: { committeeId: string; year: number },
): Promise<AwardRow[]> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return []
  return findRows(tx, Prisma.sql`a.committee_id = ${committeeId}::uuid and a.year = ${year}`)
}

/** The awards of some members in all years; the policies leave only those the actor may see. */
export const listMemberAwards = (tx: Tx, _scope: Scope, memberIds: readonly string[]): Promise<AwardRow[]> =>
  findRows(tx, Prisma.sql`a.member_id = any (${[...memberIds]}::uuid[])`)

/** A committee's people who stand at XS in a year, by cell and name. */
export async function listExcellent(
  tx: Tx,
  scope: Scope,
  { committeeId, year }: { committeeId: string; year: number },
): Promise<
  {
    caseId: string
    memberId: string
    organizationId: string
    cellName: string
    fullName: string
    decisionNumber: string
  }[]
> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return []
  return tx.$queryRaw`
    select r.case_id as "caseId", r.member_id as "memberId", r.organization_id as "organizationId", f.name as "cellName",
        c.full_name as "fullName", r.decision_number as "decisionNumber"
      from rating r join rating_case c on c.id = r.case_id join rating_cell_file f on f.id = c.file_id
     where r.committee_id = ${committeeId}::uuid and r.year = ${year} and r.outcome = 'XS' and r.superseded_at is null
     order by f.name, c.position_in_list`
}

/** An organization a committee decided at XS in a year, with its standing outcomes of every year on file. */
export type ExcellentUnit = {
  readonly organizationId: string
  readonly name: string
  readonly decisionNumber: string
  readonly history: readonly { readonly year: number; readonly outcome: string }[]
}

/** The organizations a committee rated XS in a year, from its own decisions; earlier years also from what was imported. */
export async function listExcellentUnits(
  tx: Tx,
  scope: Scope,
  { committeeId, year }: { committeeId: string; year: number },
): Promise<ExcellentUnit[]> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return []
  return tx.$queryRaw<ExcellentUnit[]>`
    select l.organization_id as "organizationId", c.name, l.decision_number as "decisionNumber",
        (select jsonb_agg(jsonb_build_object('year', k.year, 'outcome', k.outcome)) from (
          select e.year, e.outcome from rating_unit_level e
           where e.organization_id = l.organization_id and e.superseded_at is null and e.subject not in ('LEADER', 'COLLECTIVE')
          union all
          select h.year, h.outcome from rating_history_unit h
           where h.organization_id = l.organization_id and not exists (select from rating_unit_level e
             where e.organization_id = h.organization_id and e.year = h.year and e.superseded_at is null and e.subject not in ('LEADER', 'COLLECTIVE'))) k) as history
      from rating_unit_level l join rating_unit_case c on c.id = l.case_id
     where l.decider_id = ${committeeId}::uuid and l.year = ${year} and l.outcome = 'XS' and l.superseded_at is null
       and l.subject not in ('LEADER', 'COLLECTIVE')
     order by c.name`
}
