import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { connect } from '@nq15/db/client'
import { proveScope } from '@nq15/db/prove-scope'
import { serviceActor } from '@nq15/db/services'
import { createOverlayDraft } from '@nq15/use-cases/ratings/draft-overlay'
import { simulateYear } from '@nq15/use-cases/ratings/simulate-year'
import pg from 'pg'
import { markdownTable } from './table.ts'

const mebibyte = 1024 * 1024

/**
 * A draft of the city's own rules tried on the last closed year of a city laid by the command: every dossier is read from
 * PostgreSQL through the walls, weighed twice, and the comparison with every move is kept. Prints Markdown; leaves the draft and
 * its comparison in that database, as a person's try would.
 */
export async function benchSimulation(
  print: (text: string) => void,
  { folder, databaseUrl }: { readonly folder: string; readonly databaseUrl: string },
): Promise<void> {
  const login = JSON.parse(await readFile(join(folder, 'database-login.json'), 'utf8')) as Record<string, string>
  const url = Object.assign(new URL(databaseUrl), { username: login['name'], password: login['password'] }).href
  const { campaignId, organizationId } = await lastClosedYear(databaseUrl)
  const scope = proveScope(serviceActor('campaign'), 'campaign:setup')
  if (!scope) throw new Error('the campaign service lacks campaign:setup')
  const db = connect({ url, poolSize: 2, timeoutMs: 600_000 })
  try {
    const draft = await createOverlayDraft(db, scope, {
      ...{ requestId: randomUUID(), organizationId, year: new Date().getFullYear() + 1, now: new Date() },
      title: 'Thử quy tắc riêng',
      choices: { options: { gapPolicy: 'KHT', memberUnderSixMonths: 'NOT_RATED', quota: { denominator: 'T_ONLY' } } },
    })
    if (!draft.ok) throw new Error(`the draft was refused: ${draft.refusal.code}`)
    let [peak, told] = [0, 0]
    const [began, processor] = [performance.now(), process.cpuUsage()]
    const course = {
      now: () => new Date(),
      progress: ({ done, total }: { done: number; total: number | null }) => {
        told += 1
        peak = Math.max(peak, process.memoryUsage.rss())
        process.stderr.write(`\r${done} of ${total}`)
      },
    }
    const tried = await simulateYear(db, scope, { overlayId: draft.value.id, campaignId, organizationId }, course)
    const [wall, { user, system }] = [(performance.now() - began) / 1000, process.cpuUsage(processor)]
    process.stderr.write('\n')
    if (!tried.ok) throw new Error(`the simulation was refused: ${tried.refusal.code}`)
    print(
      markdownTable(
        ['dossiers', 'moved', 'progress told', 'seconds', 'seconds of one core here', 'peak RSS, MB', 'load'],
        [
          [
            ...[tried.value.cases, tried.value.moved, told, wall.toFixed(1), ((user + system) / 1e6).toFixed(1)],
            ...[Math.round(peak / mebibyte), loadavg()[0]?.toFixed(0) ?? ''],
          ].map(String),
        ],
      ),
    )
  } finally {
    await db.close()
  }
}

async function lastClosedYear(databaseUrl: string) {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ campaignId: string; organizationId: string }>(
      `select id as "campaignId", organization_id as "organizationId" from rating_campaign where state = 'closed' order by year desc limit 1`,
    )
    if (!rows[0]) throw new Error('no closed year: load a city with nq15 sample first')
    return rows[0]
  } finally {
    await owner.end()
  }
}
