import type { SummedCounts, SummedLevel } from '@nq15/domain/ratings'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const line = z.object({
  year: z.number(),
  aboveId: z.string().nullable(),
  organizationId: z.string(),
  XS: z.number(),
  T: z.number(),
  HT: z.number(),
  KHT: z.number(),
  NOT_RATED: z.number(),
})

type Line = z.infer<typeof line>

/** The imported ratings of one year, everything below the organization on the year's last day summed, and the way down to it. */
export type YearSums = {
  readonly year: number
  readonly counts: SummedCounts
  /** From the highest organization within reach down to the one directly above; empty unless asked for. */
  readonly above: readonly SummedLevel[]
}

/**
 * The sums of imported ratings of members of an organization, newest year first, from the kept sums and never from the ratings;
 * empty out of reach. `withAbove` brings the organizations above with all directly below each, as far as they are in reach.
 */
export async function listYearSums(
  tx: Tx,
  scope: Scope,
  { organizationId, withAbove }: { readonly organizationId: string; readonly withAbove: boolean },
): Promise<YearSums[]> {
  const rows = await tx.$queryRaw`
    with years as (
      select distinct s.year, make_date(s.year, 12, 31) as day from rating_history_sum s where s.organization_id = ${organizationId}::uuid
    ), way as (
      select y.year, y.day, r.above_id as id from years y join app.organization_reach r on r.organization_id = ${organizationId}::uuid
         and r.valid_from <= y.day and y.day < r.valid_to
       where ${withAbove} and r.above_id <> ${organizationId}::uuid
    ), lines as (
      select year, null::uuid as above_id, ${organizationId}::uuid as id from years
      union all
      select year, null, id from way
      union all
      select w.year, w.id, v.organization_id from way w
        join organization_version v on v.parent_id = w.id and v.valid_from <= w.day and w.day < v.valid_to
    )
    select l.year, l.above_id::text as "aboveId", l.id::text as "organizationId", sum(x.xs)::int as "XS", sum(x.t)::int as "T",
        sum(x.ht)::int as "HT", sum(x.kht)::int as "KHT", sum(x.not_rated)::int as "NOT_RATED"
      from lines l join rating_history_sum x on x.organization_id = l.id and x.year = l.year
     where ${withinReach(scope)}
     group by l.year, l.above_id, l.id order by l.year desc, l.id`
  const lines = z.array(line).parse(rows)
  const own = lines.filter((one) => one.aboveId === null && one.organizationId === organizationId)
  return own.map(({ year, ...counts }) => ({
    year,
    counts: countsOf(counts),
    above: wayTo(
      organizationId,
      lines.filter((one) => one.year === year),
    ),
  }))
}

/** The way down to an organization: whoever has it directly below, and so on up, the highest first. */
function wayTo(organizationId: string, lines: readonly Line[]): SummedLevel[] {
  const under = lines.find((one) => one.aboveId !== null && one.organizationId === organizationId)
  const above = lines.find((one) => one.aboveId === null && one.organizationId === under?.aboveId)
  if (!above) return []
  const level = {
    key: above.organizationId,
    counts: countsOf(above),
    below: lines
      .filter(({ aboveId }) => aboveId === above.organizationId)
      .map((one) => ({ key: one.organizationId, counts: countsOf(one) })),
  }
  return [...wayTo(above.organizationId, lines), level]
}

const countsOf = ({ XS, T, HT, KHT, NOT_RATED }: SummedCounts): SummedCounts => ({ XS, T, HT, KHT, NOT_RATED })
