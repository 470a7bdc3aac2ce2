import type { CorrectionGround, CorrectionMeasure } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { afterNames, kindOf } from './after-tables.ts'
import { isWithinOnce } from './within-once.ts'

/** A correction of a decided level, prepared or decided. */
export type CorrectionRow = {
  readonly id: string
  readonly ratingId: string
  readonly caseId: string
  readonly organizationId: string
  readonly committeeId: string
  /** Null for a unit. */
  readonly memberId: string | null
  readonly fullName: string
  readonly year: number
  readonly state: 'prepared' | 'decided' | 'dropped'
  readonly ground: CorrectionGround
  readonly measure: CorrectionMeasure
  readonly level: string
  readonly groundDocument: string
  readonly groundIssuer: string
  readonly groundDay: LegalDay
  readonly legalBasis: string
  readonly reason: string
  readonly preparedBy: string
  readonly preparedByName: string
  readonly preparedAt: Date
  readonly decisionId: string | null
  readonly decidedByName: string | null
  readonly decidedAt: Date | null
  readonly consequences: unknown
  readonly followedUpByName: string | null
  readonly followedUpAt: Date | null
  readonly followUpNote: string | null
  readonly version: number
}

function findRows(tx: Tx, scope: Scope, where: Prisma.Sql): Promise<CorrectionRow[]> {
  const of = afterNames[kindOf(scope)]
  return tx.$queryRaw<CorrectionRow[]>`
    select k.id, k.rating_id as "ratingId", k.case_id as "caseId", k.organization_id as "organizationId", k.committee_id as "committeeId",
        ${of.member} as "memberId", ${of.name} as "fullName", k.year, k.state, k.ground, k.measure, k.level, k.ground_document as "groundDocument",
        k.ground_issuer as "groundIssuer", k.ground_day::text as "groundDay", k.legal_basis as "legalBasis", k.reason,
        k.prepared_by as "preparedBy", k.prepared_by_name as "preparedByName", k.prepared_at as "preparedAt", k.decision_id as "decisionId",
        k.decided_by_name as "decidedByName", k.decided_at as "decidedAt", k.consequences, k.followed_up_by_name as "followedUpByName",
        k.followed_up_at as "followedUpAt", k.follow_up_note as "followUpNote", k.version
      from ${of.correction} k join ${of.case} c on c.id = k.case_id where ${where} order by k.id desc`
}

/** A correction of the actor's scope; null otherwise. */
export async function findCorrection(tx: Tx, scope: Scope, id: string): Promise<CorrectionRow | null> {
  const [row] = isId(id) ? await findRows(tx, scope, Prisma.sql`k.id = ${id}::uuid`) : []
  return row && (await isWithinOnce(tx, scope, row.organizationId)) ? row : null
}

/** The corrections of one case, newest first; the policies leave only one's own or one's organization's. */
export async function listCaseCorrections(tx: Tx, scope: Scope, caseId: string): Promise<CorrectionRow[]> {
  return isId(caseId) ? findRows(tx, scope, Prisma.sql`k.case_id = ${caseId}::uuid and k.state <> 'dropped'`) : []
}

/** Corrections of the committees granted to the actor that wait: to be decided, or decided with findings nobody looked at. */
export async function listWaitingCorrections(tx: Tx, scope: Scope): Promise<CorrectionRow[]> {
  const ids = scope.organizationIds
  const where = ids === 'everything' ? Prisma.sql`true` : Prisma.sql`k.committee_id = any (${[...ids]}::uuid[])`
  return findRows(
    tx,
    scope,
    Prisma.sql`${where} and (k.state = 'prepared' or (k.state = 'decided' and k.followed_up_at is null
      and exists (select from jsonb_array_elements(k.consequences) e where (e ->> 'forPeople')::boolean)))`,
  )
}
