import { type ClosingReason, type ScreeningState, screeningStateSchema } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** A screening task with its steps, the first one first. */
export type ScreeningRow = {
  readonly id: string
  readonly caseId: string
  readonly organizationId: string
  readonly committeeId: string
  readonly memberId: string
  readonly fullName: string
  readonly firstYear: number
  readonly secondYear: number
  readonly state: ScreeningState
  readonly groundStands: boolean
  readonly closingReason: ClosingReason | null
  readonly openedOn: LegalDay
  readonly version: number
  readonly steps: readonly {
    readonly to: string
    readonly note: string
    readonly byName: string
    readonly onDay: LegalDay
  }[]
}

async function findRows(tx: Tx, where: Prisma.Sql): Promise<ScreeningRow[]> {
  const rows = await tx.$queryRaw<ScreeningRow[]>`
    select s.id, s.case_id as "caseId", s.organization_id as "organizationId", s.committee_id as "committeeId", s.member_id as "memberId",
        s.full_name as "fullName", s.first_year as "firstYear", s.second_year as "secondYear", s.state, s.ground_stands as "groundStands",
        s.closing_reason as "closingReason", s.opened_on::text as "openedOn", s.version,
        coalesce((select jsonb_agg(jsonb_build_object('to', t.to_state, 'note', t.note, 'byName', t.by_name, 'onDay', t.on_day::text) order by t.id)
          from rating_screening_step t where t.screening_id = s.id), '[]') as steps
      from rating_screening s where ${where} order by s.state = 'closed', s.opened_on, s.full_name`
  return rows.map((row) => ({ ...row, state: screeningStateSchema.parse(row.state) }))
}

/** Screening tasks of the organizations granted to the actor and below, open ones first. */
export async function listScreenings(tx: Tx, scope: Scope): Promise<ScreeningRow[]> {
  const ids = scope.organizationIds
  if (ids === 'everything') return findRows(tx, Prisma.sql`true`)
  const own = [...ids]
  return findRows(
    tx,
    Prisma.sql`s.organization_id in (select r.organization_id from app.organization_reach r
      where r.above_id = any (${own}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to)`,
  )
}

/** One task of the actor's scope; null otherwise. */
export async function findScreening(tx: Tx, scope: Scope, id: string): Promise<ScreeningRow | null> {
  const [row] = isId(id) ? await findRows(tx, Prisma.sql`s.id = ${id}::uuid`) : []
  return row && (await isWithinOnce(tx, scope, row.organizationId)) ? row : null
}

/** The tasks of one member. */
export const listMemberScreenings = (tx: Tx, _scope: Scope, memberId: string): Promise<ScreeningRow[]> =>
  findRows(tx, Prisma.sql`s.member_id = ${memberId}::uuid`)
