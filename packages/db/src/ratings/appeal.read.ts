import { type AppealState, appealStateSchema } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { afterNames, kindOf } from './after-tables.ts'
import { isWithinOnce } from './within-once.ts'

/** A complaint with the person or unit and the level it is about. */
export type AppealRow = {
  readonly id: string
  readonly ratingId: string
  readonly caseId: string
  readonly campaignId: string
  readonly organizationId: string
  readonly cellName: string
  readonly committeeId: string
  /** Null for a unit. */
  readonly memberId: string | null
  readonly fullName: string
  readonly year: number
  readonly outcome: string
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly state: AppealState
  readonly filedOn: LegalDay
  readonly isLate: boolean
  readonly grounds: string
  readonly wantedLevel: string | null
  readonly filedForMember: boolean
  readonly filedBy: string
  readonly filedByName: string
  readonly dueOn: LegalDay | null
  readonly dueCount: unknown
  readonly answer: string | null
  readonly answeredOn: LegalDay | null
  readonly answeredByName: string | null
  readonly decisionId: string | null
  readonly version: number
}

async function findRows(tx: Tx, scope: Scope, where: Prisma.Sql): Promise<AppealRow[]> {
  const kind = kindOf(scope)
  const of = afterNames[kind]
  // A person is found in his cell; a unit in the organization itself.
  const [cell, cells] =
    kind === 'person'
      ? [Prisma.sql`coalesce(f.name, '')`, Prisma.sql`left join rating_cell_file f on f.id = c.file_id`]
      : [Prisma.sql`c.name`, Prisma.empty]
  const rows = await tx.$queryRaw<AppealRow[]>`
    select a.id, a.rating_id as "ratingId", a.case_id as "caseId", c.campaign_id as "campaignId", a.organization_id as "organizationId",
        ${cell} as "cellName", a.committee_id as "committeeId", ${of.member} as "memberId", ${of.name} as "fullName", a.year,
        r.outcome, r.decision_number as "decisionNumber", r.decided_on::text as "decidedOn", a.state, a.filed_on::text as "filedOn",
        a.is_late as "isLate", a.grounds, a.wanted_level as "wantedLevel", a.filed_for_member as "filedForMember", a.filed_by as "filedBy",
        a.filed_by_name as "filedByName", a.due_on::text as "dueOn", a.due_count as "dueCount", a.answer, a.answered_on::text as "answeredOn",
        a.answered_by_name as "answeredByName", a.decision_id as "decisionId", a.version
      from ${of.appeal} a join ${of.case} c on c.id = a.case_id join ${of.level} r on r.id = a.rating_id ${cells}
     where ${where} order by a.state = 'filed' desc, a.due_on nulls last, a.id desc`
  return rows.map((row) => ({ ...row, state: appealStateSchema.parse(row.state) }))
}

/** A complaint of the actor's scope, or his own; null otherwise. A read of what somebody complains of, put into the trail. */
export async function findAppeal(tx: Tx, scope: Scope, id: string): Promise<AppealRow | null> {
  const [row] = isId(id) ? await findRows(tx, scope, Prisma.sql`a.id = ${id}::uuid`) : []
  if (!row) return null
  const own = scope.permission === 'rating:self' && row.memberId === scope.actor.memberId
  if (!own && (scope.permission === 'rating:self' || !(await isWithinOnce(tx, scope, row.organizationId)))) return null
  if (!own) {
    const table = kindOf(scope) === 'person' ? 'rating_appeal' : 'rating_unit_appeal'
    await tx.$queryRaw`select app.audit('read', ${table}, ${row.id}::uuid, ${row.organizationId}::uuid)::text`
  }
  return row
}

/** The complaints about one case, open ones first. */
export async function listCaseAppeals(tx: Tx, scope: Scope, caseId: string): Promise<AppealRow[]> {
  return isId(caseId) ? findRows(tx, scope, Prisma.sql`a.case_id = ${caseId}::uuid`) : []
}

/** The complaints a committee answers, open ones first by the day they are due; of one year or of all. */
export async function listCommitteeAppeals(
  tx: Tx,
  scope: Scope,
  { committeeId, year }: { committeeId: string; year: number | null },
): Promise<AppealRow[]> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return []
  const ofYear = year === null ? Prisma.sql`true` : Prisma.sql`a.year = ${year}`
  return findRows(tx, scope, Prisma.sql`a.committee_id = ${committeeId}::uuid and ${ofYear}`)
}

/** Complaints of committees granted to the actor that wait for an answer. */
export async function listOpenAppeals(tx: Tx, scope: Scope): Promise<AppealRow[]> {
  const ids = scope.organizationIds
  const where = ids === 'everything' ? Prisma.sql`true` : Prisma.sql`a.committee_id = any (${[...ids]}::uuid[])`
  return findRows(tx, scope, Prisma.sql`a.state = 'filed' and ${where}`)
}
