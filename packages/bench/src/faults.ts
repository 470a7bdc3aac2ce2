import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { clockLibrary, type FaultsGround, layFaultsGround, type SmallDisk } from './faults-ground.ts'
import { type RunningProduct, startProduct } from './product.ts'
import { Rush } from './rush-course.ts'
import { prepareRush, proveRush, type RushGround } from './rush-ground.ts'
import { killChild, killDatabase, slowWay } from './rush-strikes.ts'
import { markdownTable } from './table.ts'

const cellsAtWork = 24
const cellsASecond = 2
/** Milliseconds of usual work between a return to service and the next strike. */
const breathMs = 1_200
const brokenOff = new AbortController()
/** What has not come back after so long is told and ends the run. */
const patienceMs = 120_000

type Phase = {
  readonly fault: string
  readonly strikes: number
  /** Does the harm and, where it does not end by itself, undoes it; throws where users saw what they must not see. */
  readonly strike: (rush: Rush) => Promise<void>
}

/**
 * The rush on a ground of its own while things break: `kills` times `kill -9` of web, monitor and database in equal parts, restarts,
 * full disks, a clock that jumps, a slow network with requests sent by half. One row a kind of fault. Throws where an acknowledged row
 * was lost or acted twice, where anybody got a 500, or where service did not come back. `only` leaves out the faults without it in their name.
 */
export async function benchFaults(print: (text: string) => void, kills: number, only = ''): Promise<void> {
  const laid = await layFaultsGround(print)
  let interrupted = false
  let running: RunningProduct | null = null
  const onSignal = () => {
    interrupted = true
    running?.process.kill('SIGTERM')
    brokenOff.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal)
  const rows: (string | number)[][] = []
  const faults: string[] = []
  let ground: RushGround | null = null
  /** Runs phases on one start of the product, which is stopped afterwards. */
  const on = async (
    options: Partial<Parameters<typeof startProduct>[0]> & { readonly halves?: boolean },
    phases: (product: RunningProduct) => readonly Phase[],
  ) => {
    if (interrupted) return
    const { halves = false, ...given } = options
    const product = await startProduct({ folder: laid.productFolder, databaseUrl: laid.databaseUrl, ...given })
    running = product
    try {
      ground ??= await prepareRush(
        { url: product.url, databaseUrl: laid.databaseUrl, served: await servedUrl(laid) },
        cellsAtWork,
      )
      for (const phase of phases(product).filter(({ fault }) => fault.includes(only))) {
        if (interrupted) return
        print(`${phase.fault} (${phase.strikes}) …`)
        const { row, faults: found } = await runPhase(phase, { product, laid, ground, halves })
        print(row.join(' | '))
        rows.push(row)
        faults.push(...found)
      }
    } finally {
      await product.stop()
    }
  }
  try {
    const third = Math.max(1, Math.round(kills / 3))
    const few = Math.max(1, Math.min(5, Math.round(kills / 20)))
    await on({}, (product) => [
      { fault: 'kill -9 of web', strikes: third, strike: async () => killChild(product, 'web') },
      { fault: 'kill -9 of monitor', strikes: third, strike: async () => killChild(product, 'monitor') },
      {
        fault: 'kill -9 of the database',
        strikes: Math.max(1, kills - 2 * third),
        strike: () => killDatabase(laid.postgresFolder),
      },
      { fault: 'restart of the database', strikes: few, strike: async () => laid.restartDatabase() },
      { fault: 'full disk under the tables', strikes: few, strike: (rush) => fillUntilRefused(laid.tables, rush) },
      {
        fault: 'full disk under the journal of the database',
        strikes: few,
        strike: async (rush) => {
          await fillUntilRefused(laid.journal, rush, () => writeJournal(laid))
          await until(() => isDatabaseBack(laid), 'the database starts again once there is room', 250)
        },
      },
    ])
    // With its log on the disk that fills up, beside the uploads.
    await on({ logFile: join(laid.product.folder, 'nq15.log') }, (product) => [
      {
        fault: "full disk under the product's own files and log",
        strikes: few,
        strike: () => fillUnderFiles(laid, product, ground),
      },
    ])
    const clockFile = join(laid.product.folder, 'clock')
    await writeFile(clockFile, '+0')
    await on({ extraEnv: fakedBy(clockFile) }, (product) =>
      (
        [
          ['clock of web and monitor a day ahead', '+1d'],
          ['clock of web and monitor an hour behind', '-1h'],
        ] as const
      ).map(([fault, shift]) => ({ fault, strikes: few, strike: () => jump({ product, clockFile, shift, laid }) })),
    )
    const way = await slowWay(laid.databaseUrl, 10)
    try {
      await on({ databaseUrl: way.url, halves: true }, () => [
        {
          fault: '10 ms more for every answer of the database, one request of seven sent by half first',
          strikes: 1,
          strike: () => sleep(Math.min(30_000, 5_000 + kills * 250)),
        },
      ])
    } finally {
      await way.close()
    }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal)
    await laid.close()
  }
  print('')
  print(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]?.toFixed(0)}; ${cellsASecond} cells a second`,
  )
  print('')
  print(
    markdownTable(
      [
        ...['fault', 'times', 'saves acknowledged', 'rows acknowledged', 'present', 'lost', 'doubled'],
        ...['told "not kept"', 'answered 500', 'slowest return to service, s'],
      ],
      rows,
    ),
  )
  for (const fault of faults) print(`FAULT ${fault}`)
  if (faults.length > 0) throw new Error(`${faults.length} faults`)
  if (interrupted) throw new Error('broken off')
}

type Place = {
  readonly product: RunningProduct
  readonly laid: FaultsGround
  readonly ground: RushGround
  readonly halves: boolean
}

async function runPhase({ fault, strikes, strike }: Phase, { product, laid, ground, halves }: Place) {
  const rush = new Rush(ground, { url: product.url, retries: true, halves })
  let over = false
  let slowestMs = 0
  const struck = (async () => {
    try {
      for (let at = 0; at < strikes; at += 1) {
        await sleep(breathMs)
        await strike(rush)
        const began = performance.now()
        for (const url of [product.url, product.monitorUrl])
          await until(
            async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok === true,
            `service after ${fault}`,
          )
        slowestMs = Math.max(slowestMs, performance.now() - began)
      }
      await sleep(breathMs)
    } finally {
      over = true
    }
  })()
  const [tally] = await Promise.all([rush.runWhile(cellsASecond, () => !over), struck])
  const proof = await proveRush(laid.databaseUrl, ground)
  const refused = (statuses: readonly number[]) =>
    [...tally.refused].reduce((sum, [status, count]) => sum + (statuses.includes(status) ? count : 0), 0)
  const mistakes = [...tally.refused.keys()].filter((status) => ![502, 503, 507].includes(status))
  return {
    row: [
      ...[fault, strikes, tally.saves, proof.acknowledged, proof.present, proof.lost, proof.doubled],
      ...[refused([503, 507]), refused(mistakes), (slowestMs / 1_000).toFixed(1)],
    ],
    faults: [
      ...(proof.lost > 0 || proof.doubled > 0 ? [`${fault}: ${proof.lost} lost, ${proof.doubled} doubled`] : []),
      ...(mistakes.length > 0 ? [`${fault}: answered ${mistakes.join(', ')}`] : []),
      ...(tally.saves === 0 ? [`${fault}: nothing was acknowledged at all`] : []),
    ],
  }
}

/** Fills a disk, waits until somebody was told that his row is not kept, and makes room again. */
async function fillUntilRefused(disk: SmallDisk, rush: Rush, more = async () => {}): Promise<void> {
  const told = () => (rush.refused.get(507) ?? 0) + (rush.refused.get(503) ?? 0)
  const before = told()
  try {
    const filling = async () => {
      // What was given back meanwhile is taken again.
      if (!(await disk.isFull()) || told() === before) await disk.fill()
      await more()
      return told() > before
    }
    await until(filling, 'somebody is told that nothing can be kept', 500)
  } finally {
    await disk.empty()
  }
}

/** Writes into the journal what no table holds, until the pieces the database keeps ready for itself are used up. */
const writeJournal = (laid: FaultsGround) =>
  asked(
    laid,
    "select pg_logical_emit_message(false, 'ballast', repeat('x', 900000)) from generate_series(1, 200)",
  ).then(
    () => undefined,
    () => undefined,
  )

/** An upload on a full disk is refused in words and kept nowhere; the same one is kept once there is room; saves go on meanwhile. */
async function fillUnderFiles(laid: FaultsGround, product: RunningProduct, ground: RushGround | null): Promise<void> {
  const disk = laid.product
  const cell = ground?.cells[0]
  if (!cell) throw new Error('no cell')
  const [file] = await asked(
    laid,
    'select id::text from rating_cell_file where campaign_id = $1 and organization_id = $2',
    [...[ground.campaignId, cell.organizationId]],
  )
  const upload = async () => {
    const form = new FormData()
    form.set('requestId', randomUUID())
    form.set('file', new Blob([pdf()], { type: 'application/pdf' }), 'bien-ban.pdf')
    const send = () =>
      fetch(`${product.url}/files/of/rating_cell_file/${file?.['id']}`, {
        ...{ method: 'POST', body: form, redirect: 'manual' },
        headers: { cookie: cell.cookie, origin: product.url },
      })
    // Who is refused in the middle of a file loses the line he kept, and sends the same again as a browser does.
    const answer = await send().catch(send)
    return { status: answer.status, text: await answer.text() }
  }
  await disk.fill()
  try {
    const full = await upload()
    if (full.status !== 507 || !full.text.includes('CHƯA được lưu'))
      throw new Error(`an upload on a full disk was answered ${full.status}`)
  } finally {
    await disk.empty()
  }
  const kept = await upload()
  const [why = ''] = /role="alert"[^>]*>[^<]*/u.exec(kept.text) ?? []
  if (kept.status !== 302) throw new Error(`an upload with room again was answered ${kept.status} ${why}`)
}

const pdf = () => `%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%${'x'.repeat(200_000)}\ntrailer<</Root 1 0 R>>\n%%EOF\n`

type Jump = {
  readonly product: RunningProduct
  readonly clockFile: string
  readonly shift: string
  readonly laid: FaultsGround
}

/** Sets the clock while people work: every answer names it, and nothing is written under a day of the wrong clock. */
async function jump({ product, clockFile, shift, laid }: Jump): Promise<void> {
  await writeFile(clockFile, shift)
  try {
    for (const url of [product.url, product.monitorUrl]) {
      await until(
        async () => (await textOf(`${url}/readyz`)).includes('clock'),
        `readiness names the clock at ${shift}`,
      )
    }
    const page = await fetch(product.url, { redirect: 'manual' })
    const text = await page.text()
    if (page.status !== 503 || !text.includes('Đồng hồ'))
      throw new Error(`a page with the clock at ${shift} was answered ${page.status}`)
    await sleep(6_000)
  } finally {
    await writeFile(clockFile, '+0')
  }
  const [row] = await asked(
    laid,
    "select count(*)::int as ahead from job_clock where greatest(begun_slot, done_slot) > now() + interval '10 minutes'",
  )
  if (row?.['ahead'] !== 0) throw new Error('a job was done for a day that has not come')
}

const textOf = (url: string) =>
  fetch(url)
    .then((answer) => answer.text())
    .catch(() => '')

/** Starts the database where it has ended, and asks it: one that only just ends again answers nothing. */
async function isDatabaseBack(laid: FaultsGround): Promise<boolean> {
  return (
    laid.startDatabase() &&
    (await asked(laid, 'select 1').then(
      () => true,
      () => false,
    ))
  )
}

/** Rows past the policies. */
async function asked(
  { superuserUrl }: FaultsGround,
  text: string,
  values: readonly string[] = [],
): Promise<Record<string, unknown>[]> {
  const owner = new pg.Client({ connectionString: superuserUrl })
  // A database that ends meanwhile is told by the question that fails.
  owner.on('error', () => {})
  await owner.connect()
  try {
    return (await owner.query(text, [...values])).rows
  } finally {
    await owner.end()
  }
}

const fakedBy = (file: string) => ({
  ...{ LD_PRELOAD: clockLibrary, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1' },
  ...{ DONT_FAKE_MONOTONIC: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1', FAKETIME_DONT_RESET: '1' },
})

/** The owner's address with the login that serves. */
async function servedUrl({ productFolder, databaseUrl }: FaultsGround): Promise<string> {
  const login = JSON.parse(await readFile(join(productFolder, 'database-login.json'), 'utf8')) as {
    name: string
    password: string
  }
  return Object.assign(new URL(databaseUrl), { username: login.name, password: login.password }).href
}

async function until(is: () => Promise<boolean>, what: string, everyMs = 50): Promise<void> {
  const began = performance.now()
  while (!(await is())) {
    if (brokenOff.signal.aborted) throw new Error('broken off')
    if (performance.now() - began > patienceMs) throw new Error(`two minutes waited in vain: ${what}`)
    await sleep(everyMs)
  }
}
