import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { connect, type Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import { readBoard } from '@nq15/use-cases/monitoring/read-board'
import { readEntryBoard } from '@nq15/use-cases/monitoring/read-entry'
import { readOrganizationWatch } from '@nq15/use-cases/monitoring/read-organization-watch'
import { readSignPage } from '@nq15/use-cases/monitoring/read-signs'
import { rescreen } from '@nq15/use-cases/monitoring/rescreen'
import { saveSheet } from '@nq15/use-cases/monitoring/save-sheet'
import type pg from 'pg'
import { type CitySize, cityId, hanoiSize, withCity } from './city.ts'
import { fillFacts, judgedMonth } from './screening-city.ts'
import { reader, serveCity } from './serving.ts'
import { markdownTable, ms, summarise } from './table.ts'

const command = fileURLToPath(new URL('../../../apps/cli/dist/nq15.js', import.meta.url))
const now = new Date('2026-12-08T03:00:00Z')
const asOf = '2026-12-08'
const cityRoot = cityId('city', 1)
const sizes: readonly (CitySize & { readonly name: string })[] = [
  { name: 'sample', communes: 12, cells: 500, members: 14_000, years: [2025] },
  { ...hanoiSize, name: 'city', years: [2025] },
]

function screener(): Scope {
  const scope = proveScope(serviceActor('screening'), 'monitoring:screen')
  if (!scope) throw new Error('the service of screening lacks its permission')
  return scope
}

/** One monthly run over everybody, one changed fact to its sign, and the pages of the room, at two sizes; prints Markdown. */
export async function benchScreening(server: string, print: (text: string) => void, only?: string): Promise<void> {
  const rows: string[][] = []
  const pages: string[][] = []
  for (const size of sizes.filter(({ name }) => only === undefined || name === only)) {
    const work = async ({ owner, url, version }: { owner: pg.Client; url: string; version: string }) => {
      await fillFacts(owner, print)
      const db = connect({ url, poolSize: 4, timeoutMs: 600_000 })
      try {
        print(version)
        print(`load ${loadavg()[0]?.toFixed(0)}`)
        const [row] = (await owner.query<{ n: number }>('select count(*)::int as n from monitoring_fact')).rows
        rows.push([`${size.name}: first run`, ...(await timeRun(url)), `${row?.n ?? 0} sheets`])
        await owner.query('analyze')
        rows.push([`${size.name}: same facts again`, ...(await timeRun(url)), ''])
        const changed = await timeChanges(db, owner)
        rows.push([
          `${size.name}: one changed fact to its sign (30)`,
          '',
          ms(changed.median),
          ms(changed.p95),
          '',
          loadavg()[0]?.toFixed(0) ?? '',
          '',
        ])
        pages.push(
          ...(await timePages(db, owner)).map(([what = '', ...figures]) => [`${size.name}: ${what}`, ...figures]),
        )
      } finally {
        await db.close()
      }
    }
    await withCity(server, work, { size, print, prepare: serveCity })
  }
  print(
    markdownTable(
      [
        'run',
        'organizations',
        'clock, ms',
        'processor of the program (changes: p95), ms',
        'memory at most, MB',
        'load',
        '',
      ],
      rows,
    ),
  )
  print('')
  print(markdownTable(['page', 'median ms', 'p95 ms', 'slowest ms'], pages))
}

/** One run by the built command, as an operator starts it; its memory and processor time as the kernel counts them. */
async function timeRun(url: string): Promise<string[]> {
  const began = performance.now()
  const child = spawn(process.execPath, [command, 'screen', '--as-of', asOf, '--json'], {
    // biome-ignore lint/style/noProcessEnv: the child lives in the operator's environment
    env: { ...process.env, DATABASE_URL: url, NQ15_DATA: join(tmpdir(), `nq15-bench-${process.pid}`) },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const out = text(child.stdout)
  let [peak, ticks] = [0, 0]
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
    const fields = (await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '')).split(') ')[1]?.split(' ') ?? []
    ticks = Math.max(ticks, Number(fields[11] ?? 0) + Number(fields[12] ?? 0))
  }, 100)
  const [code] = await once(child, 'exit')
  clearInterval(watch)
  if (code !== 0) throw new Error(`nq15 screen ended with ${code}`)
  const took = performance.now() - began
  const [run] = (JSON.parse(await out) as { runs: { organizations: number; changed: number; raised: number }[] }).runs
  return [
    `${run?.organizations} (${run?.changed} changed, ${run?.raised} signs)`,
    ms(took),
    ms(ticks * 10),
    (peak / 1024).toFixed(0),
    loadavg()[0]?.toFixed(0) ?? '',
  ]
}

/** A secretary corrects the attendance of his cell: stored, judged, its sign and those above moved. */
async function timeChanges(db: Database, owner: pg.Client) {
  const figures: number[] = []
  for (let at = 1; at <= 32; at += 1) {
    const organizationId = cityId('cell', at * 13)
    const scope = await reader(owner, {
      role: 'org-secretary',
      organizationId,
      at: 100 + at,
      permission: 'monitoring:enter',
    })
    const attendance = { membersPresent: 14, absentWithReason: 9, absentNoReason: 4 }
    const base = { meetingsDue: 1, meetingsHeld: 1, membersDue: 28, membersExempt: 1, meetingScore: 80 }
    const {
      rows: [standing],
    } = await owner.query<{ version: number }>(
      'select version from monitoring_fact where organization_id = $1 and sheet = $2 and period_start = $3 and superseded_at is null',
      [organizationId, 'cell-month', judgedMonth],
    )
    const began = performance.now()
    const saved = await saveSheet(db, scope, {
      ...{
        requestId: newId(),
        organizationId,
        sheet: 'cell-month',
        subject: '',
        subjectName: null,
        start: judgedMonth,
      },
      ...{
        figures: { ...base, ...attendance },
        source: 'Biên bản',
        version: standing?.version ?? null,
        reason: 'Đối chiếu',
        now,
      },
    })
    if (!saved.ok) throw new Error(saved.refusal.code)
    await rescreen(db, screener(), { organizationId, from: judgedMonth, now })
    // The first two warm up.
    if (at > 2) figures.push(performance.now() - began)
  }
  return summarise(figures)
}

async function timePages(db: Database, owner: pg.Client): Promise<string[][]> {
  const ask = (permission: 'watch:read' | 'monitoring:read', at: number) =>
    reader(owner, { role: 'standing-committee', organizationId: cityRoot, at, permission })
  const [watch, signs] = [await ask('watch:read', 1), await ask('monitoring:read', 2)]
  const pages: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['board', () => readBoard(db, watch, { listId: null, day: asOf })],
    [
      'dossier of a commune',
      () => readOrganizationWatch(db, watch, { organizationId: cityId('commune', 7), locale: 'vi' }),
    ],
    [
      'inbox of signs of the city',
      () => readSignPage(db, signs, { organizationId: cityRoot, which: 'to-answer', cursor: null }),
    ],
    [
      'who has sent, the city',
      () =>
        readEntryBoard(db, signs, {
          organizationId: cityRoot,
          sheet: 'cell-month',
          start: judgedMonth,
          only: 'missing',
          cursor: null,
          now,
        }),
    ],
  ]
  const rows: string[][] = []
  for (const [name, read] of pages) {
    const figures: number[] = []
    for (let round = -3; round < 40; round += 1) {
      const began = performance.now()
      await read()
      if (round >= 0) figures.push(performance.now() - began)
      await sleep(5)
    }
    const { median, p95, max } = summarise(figures)
    rows.push([name, ms(median), ms(p95), ms(max)])
  }
  return rows
}
