import { createHash } from 'node:crypto'
import { Prisma } from '../generated/client.ts'
import type { Tx } from '../src/client.ts'
import { type CityGround, cityWords } from './city-ground.ts'

/**
 * What a city holds, as one hash of every row that was laid: the same for the same measure, seed and day on every machine. Ids
 * that the demo made for itself and instants of the clock are left out. Rows are added up, so their order tells nothing.
 */
export async function hashCity(tx: Tx, ground: CityGround): Promise<string> {
  const { ours } = cityWords(ground)
  const codeOf = (column: string) =>
    `(select v.code from organization_version v where v.organization_id = ${column} and v.valid_to = date '9999-12-31')`
  const parts: readonly (readonly [string, string, string])[] = [
    ['organization_version', `code, name, org_type, sector, valid_from, valid_to`, `side = 'party' and code like 'M%'`],
    [
      'member',
      'id, organization_id, card_number, full_name, birth_date, kind, admitted_on, status, in_political_system',
      ours('id'),
    ],
    ['member_post', 'id, post, title, is_leader', ours('id')],
    ['discipline_record', 'id, form', ours('id')],
    ['rating_history', 'member_id, year, generation, original_label', ours('id')],
    ['rating_history_unit', 'organization_id, year, generation, original_label', ours('id')],
    ['rating_cell_file', 'organization_id, state, members_total, members_rated', ours('id')],
    ['rating_case', 'id, member_id, subject, state, not_rated_reason, proposed_level', ours('id')],
    ['rating', 'case_id, outcome', ours('id')],
    ['rating_self_assessment', 'case_id, self_level, result_points', ours('id')],
    ['rating_tally_vote', 'case_id, xs, t, ht', ours('id')],
    ['monitoring_fact', 'id, sheet, period_start, figures', ours('id')],
    ['petition', `${codeOf('petition.organization_id')}, year, number, kind, state, received_on, content`, ours('id')],
    ['complex_case', `${codeOf('complex_case.organization_id')}, code, state`, ours('id')],
  ]
  const hash = createHash('sha256').update(JSON.stringify(ground.measure))
  for (const [table, columns, where] of parts) {
    const [row] = await tx.$queryRaw<{ rows: number; sum: string }[]>(
      Prisma.raw(
        `select count(*)::int as rows, coalesce(sum(hashtextextended(concat_ws('|', ${columns}), 0)::numeric), 0)::text as sum from ${table} where ${where}`,
      ),
    )
    hash.update(`${table} ${row?.rows} ${row?.sum}\n`)
  }
  return hash.digest('hex')
}
