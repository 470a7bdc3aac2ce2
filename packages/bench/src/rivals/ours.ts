import { randomUUID } from 'node:crypto'
import type { RushCell } from '../rush-ground.ts'
import { summarise } from '../table.ts'

/** How often something was done in a second, and how long once took. */
export type Rate = { readonly perSecond: number; readonly median: number; readonly p95: number }

/** The same work by so many hands for so many seconds, after two seconds of warming up; anything but 200 ends the run. */
export async function rateOf(
  work: (hand: number) => Promise<void>,
  { atOnce, seconds }: { atOnce: number; seconds: number },
): Promise<Rate> {
  const course = async (lasts: number) => {
    const took: number[] = []
    const began = performance.now()
    const hand = async (at: number) => {
      while (performance.now() - began < lasts * 1_000) {
        const started = performance.now()
        await work(at)
        took.push(performance.now() - started)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, (_, at) => hand(at)))
    return { took, elapsed: (performance.now() - began) / 1_000 }
  }
  await course(2)
  const { took, elapsed } = await course(seconds)
  const { median, p95 } = summarise(took)
  return { perSecond: took.length / elapsed, median, p95 }
}

/** One request to its last byte. */
export async function fetched(url: string, init: RequestInit = {}): Promise<Buffer> {
  const answer = await fetch(url, init)
  const body = Buffer.from(await answer.arrayBuffer())
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${body.toString('utf8').slice(0, 200)}`)
  return body
}

export const people = 25

/** Sends the whole count of a cell as its secretary's page does: rights, checks, request ids and the trail included. */
export class Tallies {
  readonly #campaignId: string
  readonly #year: number
  readonly #url: string
  #sent = 0
  constructor({ url, year, campaignId }: { url: string; year: number; campaignId: string }) {
    this.#url = url
    this.#year = year
    this.#campaignId = campaignId
  }

  async send(cell: RushCell): Promise<void> {
    this.#sent += 1
    const value = this.#sent % 9
    const rows = cell.caseIds.slice(0, people).map((caseId) => ({ caseId, requestId: randomUUID() }))
    const body = JSON.stringify({
      ...{ requestId: randomUUID(), userId: cell.userId, campaignId: this.#campaignId, round: 1, entry: 1 },
      saves: rows.map(({ caseId, requestId }) => ({
        ...{ requestId, row: `votes/${caseId}`, version: cell.votes.get(caseId)?.version ?? 0 },
        patch: { xs: String(value), t: '1', ht: '0', kht: '0' },
      })),
    })
    const answer = await fetched(`${this.#url}/ratings/${this.#year}/cells/${cell.organizationId}/save`, {
      method: 'POST',
      headers: { cookie: cell.cookie, 'content-type': 'application/json', origin: this.#url },
      body,
    })
    const { answers } = JSON.parse(answer.toString('utf8')) as {
      answers: Record<string, { state: string; version: number }>
    }
    for (const { caseId, requestId } of rows) {
      const saved = answers[requestId]
      const kept = cell.votes.get(caseId)
      if (saved?.state !== 'saved' || !kept) throw new Error(`a count was answered ${JSON.stringify(saved)}`)
      kept.version = saved.version
    }
  }
}
