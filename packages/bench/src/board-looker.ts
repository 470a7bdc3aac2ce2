import { setTimeout as sleep } from 'node:timers/promises'

/** What one process looks at: a page, by how many people, each every so often, after so many warm requests at once. */
export type Look = {
  readonly address: string
  readonly cookie: string
  readonly people: number
  readonly everyMs: number
  readonly seconds: number
  readonly warm: { readonly rounds: number; readonly atOnce: number }
}

/** People who look at a page from a process of its own: what laid the board holds a large heap, whose pauses are not the server's. */
async function look({ address, cookie, people, everyMs, seconds, warm }: Look): Promise<number[]> {
  // Several at once, so that every process of the web is warm and not only the one that took the first connection.
  for (let round = 0; round < warm.rounds; round += 1)
    await Promise.all(Array.from({ length: warm.atOnce }, () => timeOf(address, cookie)))
  const took: number[] = []
  const until = performance.now() + seconds * 1000
  const person = async (at: number) => {
    // The first request of each a fiftieth of two seconds after the last one's.
    await sleep((at * everyMs) / people)
    while (performance.now() < until) {
      const began = performance.now()
      took.push(await timeOf(address, cookie))
      await sleep(Math.max(0, everyMs - (performance.now() - began)))
    }
  }
  await Promise.all(Array.from({ length: people }, (_, at) => person(at)))
  return took
}

async function timeOf(url: string, cookie: string): Promise<number> {
  const began = performance.now()
  const answer = await fetch(url, { headers: { cookie } })
  const shown = performance.now() - began
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
  return shown
}

process.once('message', async (asked: Look) => {
  process.send?.(await look(asked), () => process.disconnect())
})
