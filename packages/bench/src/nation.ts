import { readFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Database } from '@nq15/db/client'
import { readMember } from '@nq15/db/members/member.read'
import { findOrganization } from '@nq15/db/organizations/organization.read'
import { listAncestors } from '@nq15/db/organizations/tree.read'
import { listDecidedYears, listMemberHistory, listUnitHistory } from '@nq15/db/ratings/history.read'
import { listYearSums } from '@nq15/db/ratings/history-sum.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { showSums } from '@nq15/domain/ratings'
import pg from 'pg'
import { type Asker, type Level, levels, type NationPlaces, openNation } from './nation-ground.ts'
import { markdownTable, ms, summarise } from './table.ts'

const asked: Readonly<Record<Level, string>> = {
  year: "one year of a cell's members, from the rows",
  member: "a member's file and years",
  cell: "a cell's own years and its sums",
  commune: "a commune's years and sums",
  province: "a province's years and sums, small counts hidden",
  nation: "the nation's sums, small counts hidden",
}

/** One question as the page of its level asks it. */
async function ask(db: Database, { level, organizationId, scope }: Asker, memberId: string): Promise<void> {
  await db.asReader(scope, async (tx) => {
    if (level === 'member') {
      if (!(await readMember(tx, scope, memberId))) throw new Error('the member was not found')
      if ((await listMemberHistory(tx, scope, memberId)).length === 0) throw new Error('no years of the member')
      return
    }
    if (level === 'year') {
      const last = Number(todayInHanoi(new Date()).slice(0, 4)) - 1
      const rows = await tx.ratingHistory.findMany({ where: { organizationId, year: last, supersededAt: null } })
      if (rows.length === 0) throw new Error('no ratings of the year')
      return
    }
    const day = todayInHanoi(new Date())
    if (!(await findOrganization(tx, scope, { organizationId, day }))) throw new Error(`no ${level}`)
    await listAncestors(tx, scope, { organizationId, day })
    await listDecidedYears(tx, scope, organizationId)
    await listUnitHistory(tx, scope, organizationId)
    const seesPersons = level === 'cell' || level === 'commune'
    const years = await listYearSums(tx, scope, { organizationId, withAbove: !seesPersons })
    if (years.length === 0) throw new Error(`no sums of the ${level}`)
    if (!seesPersons) for (const { counts, above } of years) showSums(above, { key: organizationId, counts })
  })
}

type Figure = { readonly median: number; readonly p95: number; readonly statements: number; readonly touched: string }
type Size = { readonly places: NationPlaces; readonly figures: ReadonlyMap<Level, Figure>; readonly bytes: number }

/**
 * The pages that read the yearly partitions, on a whole nation and beside it on a city's number of rows laid the same way: server
 * time, statements, which partitions the server scanned, and the growth per tenfold data. Prints Markdown.
 */
export async function benchNation(
  print: (text: string) => void,
  { databases, rounds }: { readonly databases: Readonly<Record<string, string>>; readonly rounds: number },
): Promise<void> {
  const sizes: Size[] = []
  for (const name of ['city', 'nation'] as const) {
    const given = databases[name]
    if (given) sizes.push(await measure(given, rounds))
  }
  const [first, second] = sizes
  const whole = second ?? first
  if (!whole) throw new Error('which database? nation=DATA,postgres://… and, to compare, city=DATA,postgres://…')
  const small = second ? first : undefined
  for (const { places, bytes } of sizes) {
    print(
      `- ${places.ratings.toLocaleString('en')} ratings of ${places.years} years, ${(bytes / 1024 ** 3).toFixed(1)} GiB`,
    )
  }
  print(`- ${cpus().length} cores of ${cpus()[0]?.model ?? '?'}, load ${loadavg()[0]?.toFixed(1)}, ${rounds} rounds`)
  print('')
  const rows = levels.map((level) => {
    const [large, few] = [whole.figures.get(level), small?.figures.get(level)]
    if (!large) throw new Error(`nothing of ${level}`)
    return [
      ...[asked[level], ms(large.median), ms(large.p95), large.statements, large.touched],
      ...(few && small
        ? [
            ms(few.median),
            ms(few.p95),
            growthPerTenfold(
              { figure: few.median, size: small.places.ratings },
              { figure: large.median, size: whole.places.ratings },
            ).toFixed(2),
          ]
        : []),
    ]
  })
  const head = ['what', 'median ms', 'p95 ms', 'statements', 'partitions scanned']
  print(
    markdownTable([...head, ...(small ? ['city: median ms', 'p95 ms', 'growth per tenfold data, times'] : [])], rows),
  )
}

async function measure(given: string, rounds: number): Promise<Size> {
  const [folder = '', databaseUrl = ''] = given.split(/,(.+)/u)
  const login = JSON.parse(await readFile(join(folder, 'database-login.json'), 'utf8')) as Record<
    'name' | 'password',
    string
  >
  const url = Object.assign(new URL(databaseUrl), { username: login.name, password: login.password }).href
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  try {
    const places = await openNation(owner)
    try {
      const figures = new Map<Level, Figure>()
      for (const asker of places.askers) {
        const { statements, touched } = await probe(owner, { url, asker, memberId: places.memberIds[0] ?? '' })
        const db = connect({ url, poolSize: 1, timeoutMs: 120_000 })
        const took: number[] = []
        for (let round = -5; round < rounds; round += 1) {
          const memberId = places.memberIds[Math.max(0, round) % places.memberIds.length] ?? ''
          const began = performance.now()
          await ask(db, asker, memberId)
          if (round >= 0) took.push(performance.now() - began)
        }
        await db.close()
        figures.set(asker.level, { ...summarise(took), statements, touched })
      }
      const size = await owner.query<{ bytes: string }>('select pg_database_size(current_database())::text as bytes')
      return { places, figures, bytes: Number(size.rows[0]?.bytes) }
    } finally {
      await places.leave()
    }
  } finally {
    await owner.end()
  }
}

/** One question on a connection of its own: what was sent, and which partitions the server says it scanned. */
async function probe(
  owner: pg.Client,
  { url, asker, memberId }: { readonly url: string; readonly asker: Asker; readonly memberId: string },
): Promise<{ statements: number; touched: string }> {
  const before = await scans(owner)
  const sent = pg.Client.prototype.query
  let statements = 0
  pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
    if (this !== owner) statements += 1
    return (sent as (...given: unknown[]) => unknown).apply(this, given)
  } as typeof sent
  const db = connect({ url, poolSize: 1, timeoutMs: 120_000 })
  try {
    await ask(db, asker, memberId)
  } finally {
    pg.Client.prototype.query = sent
    await db.close()
  }
  // A server process tells what it scanned when it ends.
  let after = await scans(owner)
  for (let tries = 0; tries < 40 && same(before, after); tries += 1) {
    await sleep(50)
    after = await scans(owner)
  }
  const touched = [...after].filter(([name, count]) => count > (before.get(name) ?? 0)).map(([name]) => name)
  const partitions = touched.filter((name) => name !== 'rating_history_sum')
  const words = partitionWords(partitions)
  return { statements, touched: touched.includes('rating_history_sum') ? `${words}; sums` : words }
}

const partitionWords = (names: readonly string[]): string => {
  const of = (prefix: string) => names.filter((name) => new RegExp(`^${prefix}_(\\d+|others)$`, 'u').test(name)).length
  const [members, units] = [of('rating_history'), of('rating_history_unit')]
  return [members > 0 ? `${members} of members` : 'none of members', units > 0 ? `${units} of organizations` : '']
    .filter(Boolean)
    .join(', ')
}

const same = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>) =>
  [...other].every(([name, count]) => one.get(name) === count)

/** How often each of the yearly tables was scanned, by the server's own books. */
async function scans(owner: pg.Client): Promise<Map<string, number>> {
  const { rows } = await owner.query<{ name: string; count: string }>(
    `select relname as name, (coalesce(seq_scan, 0) + coalesce(idx_scan, 0))::text as count from pg_stat_user_tables where relname like 'rating_history%'`,
  )
  return new Map(rows.map(({ name, count }) => [name, Number(count)]))
}

type Measured = { readonly figure: number; readonly size: number }

/** By how many times a figure grows where the data grow tenfold: 1 means not at all, 10 with them. */
const growthPerTenfold = (small: Measured, large: Measured): number =>
  (large.figure / small.figure) ** (1 / Math.log10(large.size / small.size))
