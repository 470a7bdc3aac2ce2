import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startProduct } from './product.ts'
import { type Kept, prepareRush, proveRush, type RushCell, type RushGround } from './rush-ground.ts'
import { halfSend, Strikes, slowWay } from './rush-strikes.ts'
import { markdownTable, ms, summarise } from './table.ts'

/** A city of 17,000 cells that all send within an hour. */
const cellsASecond = 17_000 / 3_600
const cellsAtWork = 40
/** Self-reviews that a cell still types while it sends. */
const reviewsACell = 3

export type RushOptions = {
  readonly folder: string
  readonly databaseUrl: string
  readonly seconds: number
  /** How often something is killed; 0 measures instead. */
  readonly kills: number
  /** The data folder of the PostgreSQL that may be killed and started again. */
  readonly postgresFolder: string | null
}

type Tally = { readonly took: number[]; cells: number; errors: number; late: number; elapsed: number }

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
    const rush = new Rush(ground, { url: product.url, retries: kills > 0 })
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

const p99 = (took: readonly number[]) =>
  [...took].sort((one, other) => one - other)[Math.floor(took.length * 0.99)] ?? Number.NaN

class Rush {
  readonly #ground: RushGround
  readonly #to: { readonly url: string; readonly retries: boolean }
  #tally: Tally = { took: [], cells: 0, errors: 0, late: 0, elapsed: 0 }
  #sent = 0
  readonly #underWay = new Set<Promise<void>>()
  constructor(ground: RushGround, to: { url: string; retries: boolean }) {
    this.#ground = ground
    this.#to = to
  }

  /** Begins a cell at every tick of the rate, whether those before have ended or not; a cell at work is passed over. */
  async run(rate: number, seconds: number): Promise<Tally> {
    this.#tally = { took: [], cells: 0, errors: 0, late: 0, elapsed: 0 }
    const began = performance.now()
    for (let tick = 0; tick < rate * seconds; tick += 1) {
      const due = began + (tick * 1000) / rate
      if (performance.now() < due) await sleep(due - performance.now())
      const cell =
        this.#ground.cells.find(({ busy }, index) => !busy && index >= tick % this.#ground.cells.length) ??
        this.#ground.cells.find(({ busy }) => !busy)
      if (!cell) {
        this.#tally.late += 1
        continue
      }
      cell.busy = true
      const work = this.#send(cell).finally(() => {
        cell.busy = false
        this.#underWay.delete(work)
      })
      this.#underWay.add(work)
    }
    await this.settle()
    this.#tally.elapsed = (performance.now() - began) / 1000
    return this.#tally
  }

  async settle(): Promise<void> {
    await Promise.all(this.#underWay)
  }

  async #send(cell: RushCell): Promise<void> {
    const { year } = this.#ground
    this.#sent += 1
    const value = this.#sent % 9
    for (const caseId of cell.caseIds.slice(0, reviewsACell))
      await this.#save(cell, {
        path: `/ratings/${year}/cases/${caseId}/save`,
        rows: [
          {
            row: 'review',
            kept: cell.reviews.get(caseId),
            patch: { tasksAssigned: String(value + 10) },
            value: value + 10,
          },
        ],
      })
    await this.#save(cell, {
      path: `/ratings/${year}/cells/${cell.organizationId}/save`,
      rows: cell.caseIds.slice(0, 90).map((caseId) => ({
        ...{ row: `votes/${caseId}`, kept: cell.votes.get(caseId), patch: { xs: String(value) }, value },
      })),
    })
    await this.#ask(() =>
      fetch(`${this.#to.url}/ratings/${year}/committees/${cell.committeeId}`, { headers: { cookie: cell.office } }),
    )
    this.#tally.cells += 1
  }

  async #save(cell: RushCell, { path, rows }: { path: string; rows: readonly Typed[] }): Promise<void> {
    const ids = rows.map(() => randomUUID())
    const body = JSON.stringify({
      ...{ requestId: randomUUID(), userId: cell.userId, campaignId: this.#ground.campaignId, round: 1, entry: 1 },
      saves: rows.map(({ row, kept, patch }, index) => ({
        requestId: ids[index],
        row,
        version: kept?.version ?? 0,
        patch,
      })),
    })
    const headers = { cookie: cell.cookie, 'content-type': 'application/json', origin: this.#to.url }
    // The same request by half and given up, as a phone in a lift sends it; the whole one follows with the same id.
    if (this.#to.retries && this.#sent % 7 === 0) await halfSend(`${this.#to.url}${path}`, { headers, body })
    const answer = await this.#ask(() => fetch(`${this.#to.url}${path}`, { method: 'POST', headers, body }))
    if (answer === null) return
    const { answers } = JSON.parse(answer) as { answers: Record<string, { state: string; version: number }> }
    for (const [index, { kept, value }] of rows.entries()) {
      const saved = answers[ids[index] ?? '']
      if (saved?.state !== 'saved') throw new Error(`a save of ${path} was answered ${JSON.stringify(saved)}`)
      if (kept) [kept.version, kept.value] = [saved.version, value]
    }
  }

  /** The body of a 200; where nobody answers, the same again while kills are awaited, else an error and null. */
  async #ask(request: () => Promise<Response>): Promise<string | null> {
    for (;;) {
      const began = performance.now()
      const answer = await request()
        .then(async (given) => ({ status: given.status, text: await given.text() }))
        .catch(() => null)
      if (answer?.status === 200) {
        this.#tally.took.push(performance.now() - began)
        return answer.text
      }
      if (answer && answer.status < 500) throw new Error(`answered ${answer.status}: ${answer.text.slice(0, 200)}`)
      if (!this.#to.retries) {
        this.#tally.errors += 1
        return null
      }
      await sleep(200)
    }
  }
}
type Typed = {
  readonly row: string
  readonly kept: Kept | undefined
  readonly patch: Readonly<Record<string, string>>
  readonly value: number
}
