import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** One person's standing level of a year, by code: no name leaves in a list of a whole city. */
export type YearRow = {
  readonly caseId: string
  readonly cellId: string
  readonly committeeName: string
  readonly cellCode: string
  readonly cellName: string
  readonly cardNumber: string | null
  readonly subject: string
  readonly outcome: string | null
  readonly notRatedReason: string | null
  readonly decisionNumber: string | null
  readonly decidedOn: LegalDay | null
}

type Asked = { readonly organizationId: string; readonly year: number; readonly day: LegalDay }

/** The cells of a level that were rated in a year, in the order in which they are walked. */
export async function listYearCells(tx: Tx, _scope: Scope, { organizationId, year, day }: Asked): Promise<string[]> {
  const cells = await tx.$queryRaw<{ id: string }[]>`
    select f.organization_id::text as id from rating_campaign y join rating_cell_file f on f.campaign_id = y.id
      join app.table_places(${organizationId}::uuid, ${day}::date) p on p.organization_id = f.organization_id
     where y.year = ${year}::int group by 1 order by 1`
  return cells.map(({ id }) => id)
}

/** Everybody of some cells and a year on a day, cell by cell; only whom the reader's person rights open. */
export function listYearRows(
  tx: Tx,
  _scope: Scope,
  { cellIds, year, day }: { cellIds: readonly string[]; year: number; day: LegalDay },
): Promise<YearRow[]> {
  const ids = [...cellIds]
  return tx.$queryRaw<YearRow[]>`
    select c.id::text as "caseId", c.organization_id::text as "cellId", o.name as "committeeName", v.code as "cellCode", f.name as "cellName",
        c.card_number as "cardNumber", c.subject, x.outcome, coalesce(x.not_rated_reason, c.not_rated_reason) as "notRatedReason",
        x.decision_number as "decisionNumber", to_char(x.decided_on, 'YYYY-MM-DD') as "decidedOn"
      from rating_campaign y join rating_case c on c.campaign_id = y.id join rating_cell_file f on f.id = c.file_id
      left join rating x on x.case_id = c.id and x.superseded_at is null and x.decided_on <= ${day}::date
      left join lateral (select code from organization_version where organization_id = c.organization_id and valid_from <= y.cut_off_on
        order by valid_from desc limit 1) v on true
      left join lateral (select name from organization_version where organization_id = c.committee_id and valid_from <= y.cut_off_on
        order by valid_from desc limit 1) o on true
     where y.year = ${year}::int and c.organization_id = any(${ids}::uuid[]) order by c.organization_id, c.position_in_list, c.id`
}
