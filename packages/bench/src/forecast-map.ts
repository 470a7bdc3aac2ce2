import { gzipSync } from 'node:zlib'
import { listCommunesOn, listOutlinesOn } from '@nq15/db/organizations/area.read'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { drawOutlines } from '@nq15/domain/organizations'
import { readForecast } from '@nq15/use-cases/incidents/read-forecast'
import { runForecast } from '@nq15/use-cases/incidents/refresh-forecast'
import { committee, groundSql } from './forecast.ts'
import { markdownTable, ms, summarise } from './table.ts'

const now = new Date('2026-12-08T02:00:00Z')
const [day, rounds] = ['2026-12-31', 40]

/** Made-up outlines: 126 communes on a grid, each a ring of 160 points that no two share, about twice what the city's open data come to. */
const outlinesSql = `
  set session_replication_role = replica;
  insert into area (id, code, name, search_name, kind, valid_from)
    select pg_temp.id(40, n), 'x' || n, 'Xa ' || n, app.search_text('Xa ' || n), 'commune', '2025-07-01' from generate_series(1, 126) n;
  insert into area_tile (area_code, tile_column, tile_row) select 'x' || n, n % 12, n / 12 from generate_series(1, 126) n;
  insert into area_outline (area_id, rings, points_read, source)
    select pg_temp.id(40, n), jsonb_build_array(jsonb_build_array(
        (select jsonb_agg(jsonb_build_array(
            round((105.3 + (n % 12) * 0.06 + 0.03 * cos(k * 0.03927) * (1 + 0.2 * sin(k * n)))::numeric, 5),
            round((20.6 + (n / 12) * 0.06 + 0.03 * sin(k * 0.03927) * (1 + 0.2 * cos(k * n)))::numeric, 5)) order by k) from generate_series(0, 160) k))),
      161, 'x' from generate_series(1, 126) n;
  set session_replication_role = default;
  analyze`

/** What the page of the map asks for at once: the board through the policies, the communes, their outlines read, drawn and packed. */
export async function benchMap(print: (text: string) => void): Promise<void> {
  const db = await openTestDatabase()
  try {
    await db.asOwner(`${groundSql};${outlinesSql}`)
    const hand = proveScope(serviceActor('incidents'), 'case:decide')
    if (!hand) throw new Error('the service lacks its permission')
    await runForecast(db.database, hand, now)
    const scope = committee()
    const reads: number[] = []
    let sizes = { plain: 0, packed: 0 }
    for (let round = -5; round < rounds; round += 1) {
      const began = performance.now()
      await readForecast(db.database, scope, { asOf: day, now })
      const drawn = await db.database.asReader(scope, async (tx) => {
        await listCommunesOn(tx, scope, day)
        return drawOutlines(await listOutlinesOn(tx, scope, day))
      })
      if (round >= 0) reads.push(performance.now() - began)
      const text = Buffer.from(JSON.stringify(drawn))
      sizes = { plain: text.length, packed: gzipSync(text).length }
    }
    const read = summarise(reads)
    const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1)
    print(
      markdownTable(
        ['What', 'measured', 'asked'],
        [
          [
            'map page: board, 126 communes and their outlines read and drawn, 200 projects',
            `median ${ms(read.median)} ms, p95 ${ms(read.p95)} ms`,
            'p95 150 ms',
          ],
          [
            'outlines as drawn, made up, 160 points each',
            `${kilobytes(sizes.plain)} KB, ${kilobytes(sizes.packed)} KB compressed`,
            'under 200 KB compressed',
          ],
        ],
      ),
    )
  } finally {
    await db.close()
  }
}
