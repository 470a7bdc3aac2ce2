import type { AwardKind } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { afterNames, kindOf } from './after-tables.ts'
import { isWithinOnce } from './within-once.ts'

/** An award as decided; annulled ones stay. */
export type AwardRow = {
  readonly id: string
  readonly caseId: string
  readonly organizationId: string
  /** Null for an organization. */
  readonly memberId: string | null
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

function findRows(tx: Tx, scope: Scope, where: Prisma.Sql): Promise<AwardRow[]> {
  const of = afterNames[kindOf(scope)]
  return tx.$queryRaw<AwardRow[]>`
    select a.id, a.case_id as "caseId", a.organization_id as "organizationId", ${of.member} as "memberId", a.full_name as "fullName", a.kind, a.year,
        a.first_year as "firstYear", a.decision_number as "decisionNumber", a.decided_on::text as "decidedOn", a.decider_name as "deciderName",
        a.recorded_by_name as "recordedByName", a.annulled_at as "annulledAt", d.decision_number as "annulledByNumber", a.annul_reason as "annulReason"
      from ${of.award} a join ${of.case} c on c.id = a.case_id left join ${of.decision} d on d.id = a.annulled_by_decision_id
     where ${where} order by a.year desc, a.full_name`
}

/** The awards of a committee's people, or of the organizations it decides, in a year. */
export async function listCommitteeAwards(
  tx: Tx,
  scope: Scope,
  { committeeId, year }: { committeeId: string; year: number },
): Promise<AwardRow[]> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return []
  return findRows(tx, scope, Prisma.sql`a.committee_id = ${committeeId}::uuid and a.year = ${year}`)
}

/** The awards of some members in all years; the policies leave only those the actor may see. */
export const listMemberAwards = (tx: Tx, scope: Scope, memberIds: readonly string[]): Promise<AwardRow[]> =>
  findRows(tx, scope, Prisma.sql`a.member_id = any (${[...memberIds]}::uuid[])`)

/** The awards of some organizations in all years, as far as the policies let them be seen. */
export const listUnitAwards = (tx: Tx, scope: Scope, organizationIds: readonly string[]): Promise<AwardRow[]> =>
  findRows(tx, scope, Prisma.sql`a.organization_id = any (${[...organizationIds]}::uuid[])`)

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
  readonly caseId: string
  readonly organizationId: string
  readonly name: string
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
    select l.case_id as "caseId", l.organization_id as "organizationId", c.name,
        (select jsonb_agg(jsonb_build_object('year', o.year, 'outcome', o.outcome)) from app.outcomes_of_units(array[l.organization_id]) o) as history
      from rating_unit_level l join rating_unit_case c on c.id = l.case_id
     where l.decider_id = ${committeeId}::uuid and l.year = ${year} and l.outcome = 'XS' and l.superseded_at is null
       and l.subject not in ('LEADER', 'COLLECTIVE')
     order by c.name`
}
