import { readFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startProduct } from './product.ts'
import { Rush, reviewsACell } from './rush-course.ts'
import { prepareRush, proveRush } from './rush-ground.ts'
import { Strikes, slowWay } from './rush-strikes.ts'
import { markdownTable, ms, summarise } from './table.ts'

/** A city of 17,000 cells that all send within an hour. */
const cellsASecond = 17_000 / 3_600
const cellsAtWork = 40

export type RushOptions = {
  readonly folder: string
  readonly databaseUrl: string
  readonly seconds: number
  /** How often something is killed; 0 measures instead. */
  readonly kills: number
  /** The data folder of the PostgreSQL that may be killed and started again. */
  readonly postgresFolder: string | null
}

/**
 * The year-end rush on a sample city: cells send self-reviews and their whole count and the committee opens its board, at the rate of
 * 17,000 cells in an hour; then faster until something fails. With `kills` the processes and the database are killed in the middle,
 * every query takes 10 ms longer and some requests are sent by half. Throws where an acknowledged row is lost or acted twice.
 */
export async function benchRush(print: (text: string) => void, options: RushOptions): Promise<void> {
  const { folder, databaseUrl, seconds, kills } = options
  const way = kills > 0 ? await slowWay(databaseUrl, 10) : null
  const product = await startProduct({ folder, databaseUrl: way?.url ?? databaseUrl })
  try {
    const login = JSON.parse(await readFile(join(folder, 'database-login.json'), 'utf8')) as {
      name: string
      password: string
    }
    const served = Object.assign(new URL(databaseUrl), { username: login.name, password: login.password }).href
    const ground = await prepareRush({ url: product.url, databaseUrl, served }, cellsAtWork)
    const rush = new Rush(ground, { url: product.url, retries: kills > 0, halves: kills > 0 })
    print(
      `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load before ${loadavg()[0]?.toFixed(1)}; ${ground.cells.length} cells take turns, ${reviewsACell} self-reviews, one count and one board a cell`,
    )
    print('')
    if (kills > 0) {
      const strikes = new Strikes(product, options)
      const struck = strikes.run(kills, seconds)
      const tally = await rush.run(cellsASecond, seconds)
      await struck
      await rush.settle()
      const proof = await proveRush(databaseUrl, ground)
      print(
        markdownTable(
          [
            'killed',
            'cells sent',
            'requests',
            'p99 ms',
            'acknowledged rows',
            'present',
            'lost',
            'doubled',
            'slowest return to service, s',
          ],
          [
            [
              strikes.told,
              tally.cells,
              tally.took.length,
              ms(p99(tally.took)),
              proof.acknowledged,
              proof.present,
              proof.lost,
              proof.doubled,
              (strikes.slowestMs / 1000).toFixed(1),
            ],
          ],
        ),
      )
      if (proof.lost > 0 || proof.doubled > 0) throw new Error('an acknowledged row was lost or acted twice')
      return
    }
    const settled = await untilSettled(databaseUrl)
    print(
      `What the laying of the city left to be sealed and screened was done ${Math.round(settled / 1000)} s after the start.`,
    )
    print('')
    const rows: (string | number)[][] = []
    for (const [factor, lasts] of [
      [1, seconds],
      ...[2, 3, 4, 6, 8].map((times) => [times, Math.max(5, Math.min(20, seconds))]),
    ] as [number, number][]) {
      const tally = await rush.run(cellsASecond * factor, lasts)
      const proof = await proveRush(databaseUrl, ground)
      rows.push([
        ...[
          `${factor} × (${(cellsASecond * factor).toFixed(1)} cells/s)`,
          lasts,
          (tally.cells / tally.elapsed).toFixed(1),
          (tally.took.length / tally.elapsed).toFixed(1),
        ],
        ...[
          ms(summarise(tally.took).median),
          ms(p99(tally.took)),
          tally.errors,
          tally.late,
          proof.lost,
          proof.doubled,
          loadavg()[0]?.toFixed(0) ?? '',
        ],
      ])
      // Behind by more than a tenth: the machine gives no more.
      if (tally.errors > 0 || tally.late > tally.cells / 10) break
    }
    print(
      markdownTable(
        [
          'rate',
          'seconds',
          'cells/s',
          'requests/s',
          'median ms',
          'p99 ms',
          'errors',
          'cells begun late',
          'lost',
          'doubled',
          'load',
        ],
        rows,
      ),
    )
  } finally {
    await product.stop()
    await way?.close()
  }
}

const settlesMs = 1_800_000

/**
 * Waits until the trail is sealed and every organization screened, which a city just laid has before it and one at work behind it;
 * answers after how many milliseconds. Throws when half an hour is not enough.
 */
async function untilSettled(databaseUrl: string): Promise<number> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  const began = performance.now()
  try {
    for (;;) {
      const { rows } = await owner.query<{ unsealed: number; screening: number }>(
        `select ((select count(*) from audit_event) - (select coalesce(sum(event_count), 0) from audit_batch))::int as unsealed,
          (select count(*) from screening_run where state in ('waiting', 'running'))::int as screening`,
      )
      const [now] = rows
      if (now && now.unsealed < sealedAtOnce && now.screening === 0) return performance.now() - began
      process.stderr.write(`\r${now?.unsealed} rows to be sealed, ${now?.screening} screenings under way  `)
      if (performance.now() - began > settlesMs) throw new Error('the trail is not sealed after half an hour')
      await sleep(5_000)
    }
  } finally {
    await owner.end()
  }
}

/** Fewer wait at any time. */
const sealedAtOnce = 5_000

const p99 = (took: readonly number[]) =>
  [...took].sort((one, other) => one - other)[Math.floor(took.length * 0.99)] ?? Number.NaN
