import { type MeasureKind, measureKinds } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)

const row = z.object({
  measureId: z.string(),
  organizationId: z.string(),
  unit: z.string(),
  kind: z.enum(measureKinds),
  title: z.string(),
  place: z.string(),
  budgetLine: z.string(),
  budget: z.number().nullable(),
  source: z.string(),
  dueOn: z.string(),
  endedOn: z.string().nullable(),
  outcome: z.string().nullable(),
  word: z.string(),
  version: z.number(),
})
/** A preventive measure with the name of its unit. */
export type MeasureRow = z.infer<typeof row>

const columns = Prisma.sql`select x.id::text as "measureId", x.organization_id::text as "organizationId", x.kind, x.title, x.place, x.budget_line as "budgetLine", x.budget,
    x.source, ${day('x.due_on')} as "dueOn", ${day('x.ended_on')} as "endedOn", x.outcome, x.word, x.version,
    coalesce((select v.name from organization_version v where v.organization_id = x.organization_id order by v.valid_from desc limit 1), '…') as unit
  from preventive_measure x`

/** The measures within the scope, what is open first, then by day. */
export async function listMeasures(tx: Tx, scope: Scope, limit: number): Promise<MeasureRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${columns} where ${withinReach(scope)} order by (x.ended_on is not null), x.due_on, x.id limit ${limit}`
  return rows.map((one) => row.parse(one))
}

/** One measure within the scope; null when it is not there for the reader. */
export async function findMeasure(tx: Tx, scope: Scope, measureId: string): Promise<MeasureRow | null> {
  if (!isId(measureId)) return null
  const [found] = await tx.$queryRaw<unknown[]>`${columns} where x.id = ${measureId}::uuid and ${withinReach(scope)}`
  return found === undefined ? null : row.parse(found)
}

/** Measures of a line in a period, and the complex cases taken on the list before and after the first of them was done. */
export type MeasureFigures = Readonly<Record<MeasureKind, number>> & {
  readonly line: string
  readonly done: number
  readonly overdue: number
  readonly casesBefore: number
  readonly casesAfter: number
}

/** Counts by line the measures due in some years, and sets them against the cases of the line: by days alone, nothing is said of causes. */
export async function countMeasures(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly organizationId: string
    readonly firstYear: number
    readonly lastYear: number
    readonly cutOff: LegalDay
  },
): Promise<MeasureFigures[]> {
  const { organizationId, firstYear, lastYear, cutOff } = of
  return tx.$queryRaw`
    with places as materialized (select p.organization_id, case when p.organization_id = ${organizationId}::uuid then ${organizationId}::text else p.line end as line
      from app.table_places(${organizationId}::uuid, ${cutOff}::date) p),
    held as (
      select p.line, count(*) filter (where x.kind = 'livelihood')::int as livelihood, count(*) filter (where x.kind = 'infrastructure')::int as infrastructure,
          count(*) filter (where x.kind = 'legal-education')::int as "legal-education", count(*) filter (where x.kind = 'environment')::int as environment,
          count(*) filter (where x.outcome = 'done' and x.ended_on <= ${cutOff}::date)::int as done,
          count(*) filter (where x.due_on < ${cutOff}::date and (x.ended_on is null or x.ended_on > ${cutOff}::date))::int as overdue,
          min(x.ended_on) filter (where x.outcome = 'done' and x.ended_on <= ${cutOff}::date) as since
        from preventive_measure x join places p on p.organization_id = x.organization_id
       where x.due_on between make_date(${firstYear}::int, 1, 1) and make_date(${lastYear}::int, 12, 31) group by 1
    ), cases as (
      select p.line, min(s.on_day) as on_day from complex_case k join places p on p.organization_id = k.organization_id
        join complex_case_step s on s.case_id = k.id and s.to_state = 'assigned' and s.on_day between make_date(${firstYear}::int, 1, 1) and ${cutOff}::date group by p.line, k.id
    )
    select h.line, h.livelihood, h.infrastructure, h."legal-education", h.environment, h.done, h.overdue,
        (select count(*)::int from cases c where c.line = h.line and (h.since is null or c.on_day <= h.since)) as "casesBefore",
        (select count(*)::int from cases c where c.line = h.line and c.on_day > h.since) as "casesAfter"
      from held h`
}
