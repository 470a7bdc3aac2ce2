import { countRegister, listRegister } from '@nq15/db/petitions/petition.read'
import { openTestDatabase } from '@nq15/db/seed/test-database'
import { petitionReader, petitionReaderSql, petitionUnitsSql } from './petition-ground.ts'
import { markdownTable, ms, summarise } from './table.ts'

const [units, perUnit, rounds] = [126, 3_968, 60]

/** 126 units with about 500,000 papers in all, each with words of a matter drawn from a few thousand combinations. */
const rowsSql = `
  insert into petition (id, organization_id, year, number, kind, state, source, received_on, identity, petitioner_count, representatives, respondent, content, field_l1,
      originals, copies, is_signed, is_verifiable, severity, handler_id, handler_name, due_rule, due_on, search_text)
    select pg_temp.id(1, u * 10000 + n), pg_temp.id(0, u + 1), 2026, n, (array['complaint', 'feedback'])[1 + n % 2], case when n % 20 = 0 then 'registered' else 'closed' end, 'post',
      date '2026-01-01' + n % 330, 'named', 1, 0, 'UBND phường', w.words, 'admin-land', 0, 1, true, false, 'normal', pg_temp.id(6, 1), 'x',
      case when n % 20 = 0 then 'K1' end, case when n % 20 = 0 then date '2026-01-10' + n % 330 end, app.search_text('2026-' || lpad(n::text, 4, '0') || ' UBND phường ' || w.words)
      from generate_series(1, ${units}) u, generate_series(1, ${perUnit}) n
      cross join lateral (select (array['Không đồng ý đơn giá bồi thường', 'Chậm cấp giấy chứng nhận', 'Đề nghị thu gom rác', 'Xây dựng trái phép', 'Hỏi chính sách hỗ trợ'])[1 + n % 5]
        || ' thửa đất số ' || (n * 7 % 900) || ' tổ dân phố ' || (n % 40) as words) w;`

const asked = [
  ['words without diacritics', 'boi thuong thua dat 77'],
  ['a number', '2026-0412'],
  ['nothing: the first page', ''],
  ['what is not there', 'khong co chu nay'],
] as const

/** How long a page of the register with its counts takes at a desk, over about 500,000 papers of 126 units, through the policies. */
export async function benchPetitions(print: (text: string) => void): Promise<void> {
  const db = await openTestDatabase()
  try {
    await db.asOwner(petitionUnitsSql(units) + rowsSql + petitionReaderSql(2))
    const scope = petitionReader(2)
    const lines: string[][] = []
    for (const [what, text] of asked) {
      const query = { text, kind: null, state: null, only: null, today: '2026-11-27' }
      const figures: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        const begun = performance.now()
        await db.database.asReader(scope, async (tx) => {
          await countRegister(tx, scope, query)
          await listRegister(tx, scope, { ...query, offset: 0, limit: 50 })
        })
        figures.push(performance.now() - begun)
      }
      const { median, p95 } = summarise(figures)
      lines.push([what, ms(median), ms(p95), '150 ms'])
    }
    print(markdownTable(['register of 500,000 papers', 'median', 'p95', 'asked p95'], lines))
  } finally {
    await db.close()
  }
}
