import { connect } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Actor } from '@nq15/db/scope'
import { exampleNow } from '@nq15/use-cases/ratings/example-year'
import { saveTally } from '@nq15/use-cases/ratings/save-tally'

/** What one process sends: whole sheets of its own cells, `atOnce` of them at a time. */
export type TallyShare = {
  readonly url: string
  readonly actor: Actor
  readonly campaignId: string
  readonly seconds: number
  readonly atOnce: number
  readonly cells: readonly { readonly cell: string; readonly cases: readonly string[] }[]
}

/** How long each submission took, in milliseconds, and the instants of the first and the last. */
export type SentTallies = { readonly took: readonly number[]; readonly began: number; readonly ended: number }

/** A process of its own that sends sheets as one web process does. */
async function send({ url, actor, campaignId, seconds, atOnce, cells }: TallyShare): Promise<SentTallies> {
  const scope = proveScope(actor, 'rating:work')
  if (!scope) throw new Error('the office may not work on its files')
  const db = connect({ url, poolSize: 8 })
  const took: number[] = []
  // The first statement connects; what is measured begins after it.
  await db.asActor(scope, async (tx) => tx.$queryRaw`select 1`)
  const began = Date.now()
  const until = performance.now() + seconds * 1000
  const work = async (own: TallyShare['cells']) => {
    for (let turn = 0; performance.now() < until; turn += 1) {
      for (const { cell, cases } of own) {
        if (performance.now() >= until) return
        const started = performance.now()
        const saved = await saveTally(db, scope, {
          ...{ requestId: newId(), campaignId, organizationId: cell, round: 1, entry: 1, now: exampleNow },
          record: { version: turn === 0 ? 0 : turn + 1, patch: { valid: turn } },
          votes: cases.map((caseId) => ({ caseId, version: turn, patch: { xs: turn, t: 1, ht: 0, kht: 0 } })),
        })
        took.push(performance.now() - started)
        if (!saved.ok || saved.value.theirs) throw new Error(`a submission was refused: ${JSON.stringify(saved)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, (_, hand) => work(cells.filter((__, at) => at % atOnce === hand))))
  const ended = Date.now()
  await db.close()
  return { took, began, ended }
}

process.once('message', async (share: TallyShare) => {
  process.send?.(await send(share), () => process.disconnect())
})
