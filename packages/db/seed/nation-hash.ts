import { Prisma } from '../generated/client.ts'
import type { Tx } from '../src/client.ts'
import { type NationGround, nationWords } from './nation-ground.ts'

/** The pieces a nation is hashed in: its tree and members, then each year by itself. */
export const nationParts = ({ measure }: NationGround): readonly (number | null)[] => [null, ...measure.years]

/**
 * One line on what a piece holds (`null`: tree, members and sums; else the ratings of that year), from every row that was laid:
 * the same for the same measure, seed and day on every machine. Rows are added up, so their order tells nothing.
 */
export async function sumNation(tx: Tx, ground: NationGround, part: number | null): Promise<string> {
  const { ours } = nationWords(ground)
  const tables: readonly (readonly [string, string, string])[] =
    part === null
      ? [
          ['organization_version', 'organization_id, parent_id, code, name, org_type, valid_from', ours('id')],
          ['member', 'id, organization_id, card_number, full_name, birth_date, admitted_on', ours('id')],
          ['rating_history_sum', 'organization_id, year, xs, t, ht, kht, not_rated', ours('organization_id')],
        ]
      : [
          ['rating_history', 'member_id, organization_id, generation, original_label', `year = ${part}`],
          ['rating_history_unit', 'organization_id, generation, original_label', `year = ${part}`],
        ]
  const lines: string[] = []
  for (const [table, columns, where] of tables) {
    // What one writing added depends on how the work was cut; the sum of an organization and a year does not.
    const from =
      table === 'rating_history_sum'
        ? `(select organization_id, year, sum(xs) as xs, sum(t) as t, sum(ht) as ht, sum(kht) as kht, sum(not_rated) as not_rated from rating_history_sum where ${where} group by 1, 2) s`
        : `${table} where ${where}`
    const [row] = await tx.$queryRaw<{ rows: string; sum: string }[]>(
      Prisma.raw(
        `select count(*)::text as rows, coalesce(sum(hashtextextended(concat_ws('|', ${columns}), 0)::numeric), 0)::text as sum from ${from}`,
      ),
    )
    lines.push(`${table} ${part ?? ''} ${row?.rows} ${row?.sum}`)
  }
  return lines.join('\n')
}
