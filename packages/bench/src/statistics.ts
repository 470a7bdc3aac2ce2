import { createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Database } from '@nq15/db/client'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import { tableCodes } from '@nq15/domain/reports'
import { exportYear } from '@nq15/use-cases/reports/export-year'
import { readTables } from '@nq15/use-cases/reports/read-tables'
import type pg from 'pg'
import { cityId, hanoiSize, withCity } from './city.ts'
import { reader, serveCity } from './serving.ts'
import { markdownTable, ms, summarise } from './table.ts'

const now = new Date('2026-12-31T03:00:00Z')
const day = '2026-12-31'
const readsTables = { permission: 'report:read' } as const

/** B1 to B8 of a city and of its communes as their readers ask them, and everybody's level as one streamed file. Prints Markdown. */
export async function benchStatistics(server: string, print: (text: string) => void): Promise<void> {
  await withCity(
    server,
    async ({ owner, url, version }) => {
      const db = connect({ url, poolSize: 2, timeoutMs: 600_000 })
      try {
        print(`${hanoiSize.members} members, ${hanoiSize.cells} cells, ${hanoiSize.years.length} years; ${version}`)
        print('')
        print(markdownTable(['what', 'rounds', 'median ms', 'p95 ms', 'slowest ms'], await timeTables(db, owner)))
        print('')
        for (const format of ['xlsx', 'csv'] as const) print(await timeExport(db, format))
      } finally {
        await db.close()
      }
    },
    { print, prepare: serveCity },
  )
}

async function timeTables(db: Database, owner: pg.Client): Promise<string[][]> {
  const city = await reader(owner, { ...readsTables, role: 'city-office', organizationId: cityId('city', 1), at: 1 })
  const offices: Scope[] = []
  for (let n = 1; n <= 20; n += 1) {
    offices.push(
      await reader(owner, {
        ...readsTables,
        role: 'grassroots-office',
        organizationId: cityId('commune', n * 6),
        at: 1 + n,
      }),
    )
  }
  const ask = async (
    scope: Scope,
    organizationId: string,
    codes: readonly (typeof tableCodes)[number][] = tableCodes,
  ) => {
    const start = performance.now()
    const read = await readTables(db, scope, { organizationId, year: 2026, asOf: day, against: 2025, codes, now })
    if (!read) throw new Error('nothing read')
    const blocking = read.findings.filter(({ weight }) => weight === 'BLOCK')
    if (blocking.length > 0) throw new Error(`does not add up: ${JSON.stringify(blocking.slice(0, 3))}`)
    return performance.now() - start
  }
  const rowOf = (what: string, figures: readonly number[]) => {
    const { median, p95, max } = summarise(figures)
    return [what, String(figures.length), ms(median), ms(p95), ms(max)]
  }
  const rounds = async (times: number, work: (round: number) => Promise<number>) => {
    const figures: number[] = []
    for (let round = -1; round < times; round += 1) {
      const took = await work(Math.max(round, 0))
      if (round >= 0) figures.push(took)
    }
    return figures
  }
  const one = (round: number) => offices[round % offices.length] ?? city
  return [
    rowOf('B1 to B8 of the city in one page, small counts hidden', await rounds(7, () => ask(city, cityId('city', 1)))),
    rowOf('B3 of the city', await rounds(7, () => ask(city, cityId('city', 1), ['B3']))),
    rowOf(
      'B1 to B8 of a commune, its own office',
      await rounds(100, (round) => ask(one(round), cityId('commune', ((round % 20) + 1) * 6))),
    ),
    rowOf(
      'B3 of a commune, its own office',
      await rounds(100, (round) => ask(one(round), cityId('commune', ((round % 20) + 1) * 6), ['B3'])),
    ),
    rowOf(
      'B3 of a commune, read from the city (agreeing with the city’s table)',
      await rounds(20, (round) => ask(city, cityId('commune', round + 1), ['B3'])),
    ),
  ]
}

async function timeExport(db: Database, format: 'xlsx' | 'csv'): Promise<string> {
  const scope = proveScope(serviceActor('operator'), 'report:read')
  if (!scope) throw new Error('the operator may not read tables')
  const path = join(tmpdir(), `nq15-bench-${process.pid}.${format}`)
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 200)
  const start = performance.now()
  try {
    const target = createWriteStream(path)
    const written = await exportYear(db, scope, {
      organizationId: cityId('city', 1),
      year: 2026,
      asOf: day,
      format,
      now,
      target,
    })
    if (!written.ok) throw new Error(written.refusal.code)
    const seconds = (performance.now() - start) / 1000
    const { size } = await stat(path)
    const megabyte = 1024 * 1024
    return `- ${format}: ${written.value.count} rows, ${(size / megabyte).toFixed(0)} MB in ${seconds.toFixed(0)} s, resident memory at most ${(peak / megabyte).toFixed(0)} MB`
  } finally {
    clearInterval(watch)
    await rm(path, { force: true })
  }
}
