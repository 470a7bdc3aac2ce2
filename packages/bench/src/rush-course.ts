import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Kept, RushCell, RushGround } from './rush-ground.ts'
import { halfSend } from './rush-strikes.ts'

/** Self-reviews that a cell still types while it sends. */
export const reviewsACell = 3

/** What a stretch of the rush took and what it was answered. */
export type RushTally = {
  readonly took: number[]
  /** Answers of 500 and above, each followed by the same request once more where that is wanted. */
  readonly refused: Map<number, number>
  /** Rows that were acknowledged, each time. */
  saves: number
  cells: number
  errors: number
  /** Cells that found nobody free to send them. */
  late: number
  elapsed: number
}

const newTally = (): RushTally => ({
  ...{ took: [], refused: new Map(), saves: 0, cells: 0, errors: 0, late: 0, elapsed: 0 },
})

/** Cells that send, in turns. */
export class Rush {
  readonly #ground: RushGround
  readonly #to: Target
  #tally = newTally()
  #givesUpAt = Number.POSITIVE_INFINITY
  #sent = 0
  readonly #underWay = new Set<Promise<void>>()
  /** The first answer that nobody expected; it ends the rush. */
  #fault: unknown
  constructor(ground: RushGround, to: Target) {
    this.#ground = ground
    this.#to = to
  }

  /** Answers of 500 and above in the stretch under way, by status. */
  get refused(): ReadonlyMap<number, number> {
    return this.#tally.refused
  }

  /** Begins a cell at every tick of the rate, whether those before have ended or not; a cell at work is passed over. */
  run(rate: number, seconds: number): Promise<RushTally> {
    return this.runWhile(rate, (tick) => tick < rate * seconds)
  }

  /** The same for as long as it goes on. */
  async runWhile(rate: number, goesOn: (tick: number) => boolean): Promise<RushTally> {
    this.#tally = newTally()
    const began = performance.now()
    for (let tick = 0; goesOn(tick) && this.#fault === undefined; tick += 1) {
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
      const work = this.#send(cell)
        .catch((error) => {
          this.#fault ??= error
        })
        .finally(() => {
          cell.busy = false
          this.#underWay.delete(work)
        })
      this.#underWay.add(work)
    }
    await this.settle()
    this.#tally.elapsed = (performance.now() - began) / 1000
    return this.#tally
  }

  /** Waits for what is under way, two minutes at most; throws what went wrong on the way. */
  async settle(): Promise<void> {
    this.#givesUpAt = performance.now() + 120_000
    await Promise.all(this.#underWay)
    this.#givesUpAt = Number.POSITIVE_INFINITY
    if (this.#fault !== undefined) throw this.#fault
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
    await this.#ask('a board', () =>
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
    if (this.#to.halves && this.#sent % 7 === 0) await halfSend(`${this.#to.url}${path}`, { headers, body })
    const answer = await this.#ask(path, () => fetch(`${this.#to.url}${path}`, { method: 'POST', headers, body }))
    if (answer === null) return
    const { answers } = JSON.parse(answer) as { answers: Record<string, { state: string; version: number }> }
    for (const [index, { kept, value }] of rows.entries()) {
      const saved = answers[ids[index] ?? '']
      if (saved?.state !== 'saved') throw new Error(`a save of ${path} was answered ${JSON.stringify(saved)}`)
      if (kept) [kept.version, kept.value] = [saved.version, value]
      this.#tally.saves += 1
    }
  }

  /** The body of a 200; where nobody answers, the same again while that is awaited, else an error and null. */
  async #ask(what: string, request: () => Promise<Response>): Promise<string | null> {
    for (;;) {
      const began = performance.now()
      const answer = await request()
        .then(async (given) => ({ status: given.status, text: await given.text() }))
        .catch(() => null)
      this.#to.onAnswer?.(answer?.status === 200)
      if (answer?.status === 200) {
        this.#tally.took.push(performance.now() - began)
        return answer.text
      }
      if (answer) this.#tally.refused.set(answer.status, (this.#tally.refused.get(answer.status) ?? 0) + 1)
      if (performance.now() > this.#givesUpAt) throw new Error('two minutes after the last cell nobody served')
      if (answer && answer.status < 500)
        throw new Error(`${what} was answered ${answer.status}: ${answer.text.slice(0, 200)}`)
      if (!this.#to.retries) {
        this.#tally.errors += 1
        return null
      }
      await sleep(200)
    }
  }
}
type Target = {
  readonly url: string
  /** Asks the same again where nobody answers, instead of counting an error. */
  readonly retries: boolean
  /** Sends one request of seven by half first and breaks it off. */
  readonly halves: boolean
  /** Told of each answer. */
  readonly onAnswer?: (ok: boolean) => void
}
type Typed = {
  readonly row: string
  readonly kept: Kept | undefined
  readonly patch: Readonly<Record<string, string>>
  readonly value: number
}
