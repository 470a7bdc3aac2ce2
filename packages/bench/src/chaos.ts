import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '@nq15/db/client'
import { proveScope } from '@nq15/db/prove-scope'
import { listCampaigns } from '@nq15/db/ratings/campaign.read'
import { listCellCases } from '@nq15/db/ratings/case.read'
import { listTallies } from '@nq15/db/ratings/tally.read'
import { serviceActor } from '@nq15/db/services'
import { type RunningProduct, startProduct } from './product.ts'

/**
 * Kills one process of the web server, then that server, then the whole product with its database, by `kill -9` in the middle of a rush of saves, and proves
 * that every acknowledged save is there and acted once. Seeded by nothing but the number of saves; throws on a loss.
 * `afterwards` gets the product that has come through it.
 */
export async function runChaos(
  print: (text: string) => void,
  saves = 40,
  afterwards?: (product: RunningProduct) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nq15-chaos-'))
  let product = await startProduct({ folder, webProcesses: 2 })
  try {
    const rush = await prepareRush(product)
    print(`kill -9 of one of two web processes while ${rush.caseIds.length} people's votes are typed`)
    await runRush(rush, {
      saves,
      strike: { after: Math.floor(saves / 3), how: () => killOneOfWeb(product) },
      product: () => product,
    })
    await proveNothingLost(product, rush)

    print('kill -9 of the web server whole')
    await runRush(rush, {
      saves,
      strike: { after: Math.floor(saves / 3), how: () => killWeb(product) },
      product: () => product,
    })
    await proveNothingLost(product, rush)

    print('kill -9 of the product and its embedded database in the same rush')
    await runRush(rush, {
      saves,
      strike: {
        after: Math.floor(saves / 3),
        how: async () => {
          const gone = new Promise((resolve) => product.process.once('exit', resolve))
          product.process.kill('SIGKILL')
          await gone
          product = await startProduct({ folder, webProcesses: 2 })
        },
      },
      product: () => product,
    })
    await proveNothingLost(product, rush)
    print('every acknowledged save is there, once')
    await afterwards?.(product)
  } finally {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Rush = {
  readonly cookie: string
  readonly userId: string
  readonly path: string
  readonly campaignId: string
  readonly organizationId: string
  readonly caseIds: readonly string[]
  /** By person: the version and value the server last acknowledged. */
  readonly acknowledged: Map<string, { version: number; value: number }>
}

/** A cell that has not begun its tally, and its secretary. */
async function prepareRush(product: RunningProduct): Promise<Rush> {
  const cookie = await product.signIn('tdp7.bithu')
  const html = await (await fetch(product.url, { headers: { cookie } })).text()
  const [, year, organizationId] = /href="\/ratings\/(\d{4})\/cells\/([0-9a-f-]{36})/.exec(html) ?? []
  if (!year || !organizationId) throw new Error('the secretary has no cell to work on')
  // A save names whose it is, as the page does: the page has it from the frame's data.
  const [, userId] = /\\?"userId\\?"[:,]\\?"([0-9a-f-]{36})/.exec(html) ?? []
  if (!userId) throw new Error('the page does not say whose it is')
  const { campaignId, caseIds, versions } = await withOperator(product, async (tx, scope) => {
    const campaign = (await listCampaigns(tx, scope)).find((one) => String(one.year) === year)
    if (!campaign) throw new Error('no campaign')
    const cases = await listCellCases(tx, scope, { campaignId: campaign.id, organizationId })
    const [tally] = await listTallies(tx, scope, { campaignId: campaign.id, organizationId })
    return {
      campaignId: campaign.id,
      caseIds: cases
        .filter(({ notRatedReason }) => !notRatedReason)
        .map(({ id }) => id)
        .slice(0, 4),
      versions: new Map(tally?.votes.map(({ caseId, version }) => [caseId, version])),
    }
  })
  return {
    cookie,
    userId,
    path: `/ratings/${year}/cells/${organizationId}/save`,
    campaignId,
    organizationId,
    caseIds,
    acknowledged: new Map(caseIds.map((id) => [id, { version: versions.get(id) ?? 0, value: -1 }])),
  }
}

type Course = {
  readonly saves: number
  readonly strike: { readonly after: number; readonly how: () => Promise<void> }
  readonly product: () => RunningProduct
}

/** Every person's row is typed by a client of its own; one strike falls in the middle. */
async function runRush(rush: Rush, { saves, strike, product }: Course): Promise<void> {
  let done = 0
  let struck: Promise<void> | null = null
  const client = async (caseId: string) => {
    for (let value = 0; value < saves; value += 1) {
      await saveUntilAcknowledged(rush, { caseId, value, product })
      done += 1
      if (done >= strike.after * rush.caseIds.length && !struck) struck = strike.how()
    }
  }
  await Promise.all(rush.caseIds.map(client))
  await struck
}

/** Sends one save, and the same one again while nobody answers: the request id makes it act once. */
async function saveUntilAcknowledged(
  rush: Rush,
  { caseId, value, product }: { caseId: string; value: number; product: () => RunningProduct },
) {
  const requestId = randomUUID()
  const before = rush.acknowledged.get(caseId)
  if (!before) throw new Error('unknown person')
  const body = JSON.stringify({
    requestId: randomUUID(),
    userId: rush.userId,
    campaignId: rush.campaignId,
    round: 1,
    entry: 1,
    saves: [{ requestId, row: `votes/${caseId}`, version: before.version, patch: { xs: String(value) } }],
  })
  for (;;) {
    const { url } = product()
    // A server killed between the head of its answer and the end of it has acknowledged nothing: asked again like any other.
    const answer = await fetch(`${url}${rush.path}`, {
      method: 'POST',
      headers: { cookie: rush.cookie, 'content-type': 'application/json', origin: url },
      body,
    })
      .then(async (given) => ({ status: given.status, text: await given.text() }))
      .catch(() => null)
    if (answer?.status === 200) {
      const { answers } = JSON.parse(answer.text) as { answers: Record<string, { state: string; version: number }> }
      const saved = answers[requestId]
      if (saved?.state !== 'saved') throw new Error(`a save was answered ${JSON.stringify(saved)}`)
      rush.acknowledged.set(caseId, { version: saved.version, value })
      return
    }
    if (answer && answer.status < 500) throw new Error(`a save was answered ${answer.status}: ${answer.text}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function proveNothingLost(
  product: RunningProduct,
  { acknowledged, campaignId, organizationId }: Rush,
): Promise<void> {
  const votes = await withOperator(product, async (tx, scope) => {
    const [tally] = await listTallies(tx, scope, { campaignId, organizationId })
    return tally?.votes ?? []
  })
  for (const [caseId, { version, value }] of acknowledged) {
    const row = votes.find((one) => one.caseId === caseId)
    if (row?.xs !== value || row.version !== version) {
      throw new Error(
        `lost or doubled: acknowledged version ${version} with ${value}, stored version ${row?.version} with ${row?.xs}`,
      )
    }
  }
}

type Work<Answer> = Parameters<ReturnType<typeof connect>['asActor']>[1] extends (tx: infer Tx) => unknown
  ? (tx: Tx, scope: NonNullable<ReturnType<typeof proveScope>>) => Promise<Answer>
  : never

async function withOperator<Answer>(product: RunningProduct, work: Work<Answer>): Promise<Answer> {
  const db = connect({ url: (await readFile(join(product.folder, 'nq15.address'), 'utf8')).trim(), poolSize: 1 })
  try {
    const scope = proveScope(serviceActor('operator'), 'rating:work')
    if (!scope) throw new Error('the operator lacks rating:work')
    return await db.asActor(scope, (tx) => work(tx, scope))
  } finally {
    await db.close()
  }
}

/** The web server is the child of `start` whose command line names it. */
async function killWeb({ process: parent }: RunningProduct): Promise<void> {
  process.kill(webOf(parent.pid), 'SIGKILL')
}

/** One of the processes that share the web's port; the others go on answering. */
async function killOneOfWeb({ process: parent }: RunningProduct): Promise<void> {
  process.kill(webOf(webOf(parent.pid)), 'SIGKILL')
}

/** The first web process that another one has started. */
function webOf(parent: number | undefined): number {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(parent)], { encoding: 'utf8' }).split('\n')
  const line = lines.find((one) => one.includes('/web/dist/server.js'))
  const pid = Number(line?.trim().split(/\s+/)[0])
  if (!pid) throw new Error('the web server is not running')
  return pid
}
