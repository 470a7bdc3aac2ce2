import { readFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { byPgbench } from './pgbench.ts'
import { startProduct } from './product.ts'
import { copyAcross, type Ground, ownDatabase, readGround } from './rivals/ground.ts'
import { fetched, people, type Rate, rateOf, Tallies } from './rivals/ours.ts'
import { type Strapi, startStrapi, strapiVersion } from './rivals/strapi.ts'
import { calculateWorkbook, type WorkbookRow } from './rivals/workbook.ts'
import { prepareRush, type RushCell } from './rush-ground.ts'
import { markdownTable, ms, summarise } from './table.ts'

/** As many connections for each; a cell's secretary behind each of ours. */
const atOnce = 8

type Options = {
  readonly folder: string
  readonly databaseUrl: string
  /** Superuser address of the same server, for a database beside the city. */
  readonly server: string
  readonly seconds: number
}

/**
 * The product on a city, Strapi on the same rows of the same server, and bare SQL, one after the other: a cell's count written, a
 * committee's board read, a city summed; then a committee's summary by LibreOffice. Prints Markdown with the ratios.
 */
export async function benchRivals(print: (text: string) => void, options: Options): Promise<void> {
  const owner = new pg.Client({ connectionString: options.databaseUrl })
  await owner.connect()
  const beside = await ownDatabase(options.server)
  try {
    const ground = await readGround(owner)
    const { committeeId, cells, members, decided } = ground
    print(
      `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load before ${loadavg()[0]?.toFixed(1)}; ${atOnce} connections, ${options.seconds} s each; a committee of ${cells} cells and ${members.toLocaleString('en')} members, ${decided.toLocaleString('en')} ratings of 2025 in the city`,
    )
    const ours = await measureOurs(ground, options)
    const limits = await measureLimits(ours.cells, { ground, url: options.databaseUrl, seconds: options.seconds })
    const strapi = await startStrapi(beside.url, print)
    try {
      await copyAcross(
        { url: options.databaseUrl, query: ratingsSql(committeeId) },
        { url: beside.url, table: 'ratings (document_id, year, level, member, cell, committee, published_at)' },
      )
      const own = new pg.Client({ connectionString: beside.url })
      await own.connect()
      // What a person who knows the database would add; Strapi makes neither.
      await own.query(
        'create index on ratings (year, level); create index on ratings (committee, year); analyze ratings',
      )
      await own.end()
      const theirs = await measureStrapi(strapi, { ground, seconds: options.seconds })
      const copied = await measureCopy(options.databaseUrl, beside.url)
      print('')
      print(tell({ ours, theirs, limits, copied }))
    } finally {
      await strapi.stop()
    }
    const { rows } = await owner.query<WorkbookRow>(workbookSql, [committeeId])
    const calculated = await calculateWorkbook(rows, 3)
    print('')
    print(tellWorkbook(calculated, { rows: rows.length, ours: ours.workbook }))
    print(`load after ${loadavg()[0]?.toFixed(1)}`)
    if (calculated && calculated.counted !== rows.length)
      throw new Error(`the workbook counted ${calculated.counted} of ${rows.length} ratings`)
  } finally {
    await beside.drop()
    await owner.end()
  }
}

type Login = { readonly name: string; readonly password: string }
type Three = { readonly tally: Rate; readonly board: Rate; readonly sum: Rate }
type Ours = Three & { readonly cells: readonly RushCell[]; readonly workbook: number }

async function measureOurs(ground: Ground, { folder, databaseUrl, seconds }: Options): Promise<Ours> {
  const product = await startProduct({ folder, databaseUrl })
  try {
    const login = JSON.parse(await readFile(join(folder, 'database-login.json'), 'utf8')) as Login
    const served = Object.assign(new URL(databaseUrl), { username: login.name, password: login.password }).href
    const rush = await prepareRush({ url: product.url, databaseUrl, served }, atOnce, ground.committeeId)
    const { url } = product
    const [first] = rush.cells
    if (!first || rush.cells.length < atOnce) throw new Error('too few cells have not sent: load a new city')
    const tallies = new Tallies({ url, year: rush.year, campaignId: rush.campaignId })
    const page = (cookie: string, path: string) => async () => void (await fetched(url + path, { headers: { cookie } }))
    const city = await product.signIn('thanhuy.btc')
    const course = { atOnce, seconds }
    const tally = await rateOf((hand) => tallies.send(rush.cells[hand] ?? first), course)
    const board = await rateOf(page(first.office, `/ratings/${rush.year}/committees/${ground.committeeId}`), course)
    const sum = await rateOf(page(city, '/reports/tables/b3?year=2025'), course)
    const workbook = page(first.office, `/ratings/2025/committees/${ground.committeeId}/results.xlsx`)
    const took: number[] = []
    for (let round = 0; round < 4; round += 1) {
      const began = performance.now()
      await workbook()
      if (round > 0) took.push(performance.now() - began)
    }
    return { tally, board, sum, cells: rush.cells, workbook: summarise(took).median }
  } finally {
    await product.stop()
  }
}

async function measureStrapi(
  { url }: Strapi,
  { ground, seconds }: { ground: Ground; seconds: number },
): Promise<Three> {
  const course = { atOnce, seconds }
  const headers = { 'content-type': 'application/json' }
  let sent = 0
  const sheet = (hand: number) => {
    sent += 1
    const votes = Array.from({ length: people }, (_, at) => ({
      case: `${hand}-${at}`,
      xs: sent % 9,
      t: 1,
      ht: 0,
      kht: 0,
    }))
    return JSON.stringify({ data: { cell: String(hand), valid: people, votes } })
  }
  const heads = await Promise.all(
    Array.from({ length: atOnce }, async (_, hand) => {
      const made = await fetched(`${url}/api/tallies`, { method: 'POST', headers, body: sheet(hand) })
      return (JSON.parse(made.toString('utf8')) as { data: { documentId: string } }).data.documentId
    }),
  )
  const tally = await rateOf(
    async (hand) =>
      void (await fetched(`${url}/api/tallies/${heads[hand]}`, { method: 'PUT', headers, body: sheet(hand) })),
    course,
  )
  const asked = (fields: Readonly<Record<string, string>>) => `${url}/api/ratings?${new URLSearchParams(fields)}`
  const committee = asked({
    'filters[committee][$eq]': ground.committeeId,
    'filters[year][$eq]': '2026',
    'pagination[pageSize]': '4000',
  })
  const board = await rateOf(async () => void (await fetched(committee)), course)
  // It cannot group: each level is asked for its number, the five at once.
  const sum = await rateOf(async () => {
    const counts = await Promise.all(
      ['XS', 'T', 'HT', 'KHT', 'NOT_RATED'].map(async (level) => {
        const body = await fetched(
          asked({ 'filters[year][$eq]': '2025', 'filters[level][$eq]': level, 'pagination[pageSize]': '1' }),
        )
        return (JSON.parse(body.toString('utf8')) as { meta: { pagination: { total: number } } }).meta.pagination.total
      }),
    )
    const total = counts.reduce((one, other) => one + other, 0)
    if (total !== ground.decided) throw new Error(`Strapi counted ${total} of ${ground.decided} ratings`)
  }, course)
  return { tally, board, sum }
}

/** The same rows by `pgbench` as the owner of the tables: the trail by its triggers, no rights, no checks, no pages. */
async function measureLimits(
  cells: readonly RushCell[],
  { ground, url, seconds }: { ground: Ground; url: string; seconds: number },
): Promise<Readonly<Record<keyof Three, number | null>>> {
  const ids = cells.map(({ organizationId }) => `'${organizationId}'`).join(', ')
  const own = `select t.id from rating_tally t join rating_campaign k on k.id = t.campaign_id and k.state = 'open'
    where t.organization_id = (array[${ids}]::uuid[])[:cell] and t.entry = 1 and t.round = 1`
  const tally = [
    `\\set cell random(1, ${cells.length})`,
    '\\set votes random(1, 9)',
    'begin;',
    `update rating_tally set version = version + 1, updated_at = now() where id = (${own});`,
    `update rating_tally_vote set xs = :votes, version = version + 1, updated_at = now() where tally_id = (${own});`,
    'commit;',
  ].map((line) => line.replaceAll(/\s+/gu, ' '))
  const board =
    `select c.organization_id, s.self_level, count(*) from rating_case c join rating_cell_file f on f.id = c.file_id
    join rating_campaign k on k.id = f.campaign_id and k.state = 'open' left join rating_self_assessment s on s.case_id = c.id
    where f.committee_id = '${ground.committeeId}' group by 1, 2;`.replaceAll(/\s+/gu, ' ')
  const sum = 'select outcome, count(*) from rating where year = 2025 and superseded_at is null group by outcome;'
  const course = { url, seconds, clients: atOnce }
  return {
    tally: await byPgbench({ ...course, script: tally.join('\n') }),
    board: await byPgbench({ ...course, script: board }),
    sum: await byPgbench({ ...course, script: sum }),
  }
}

/** Counts of 25 people in a second when their rows come by COPY into a bare table with its indexes. */
async function measureCopy(from: string, to: string): Promise<number> {
  const client = new pg.Client({ connectionString: to })
  await client.connect()
  await client.query(
    `create table bare_vote (id uuid primary key, tally_id uuid not null, case_id uuid not null, xs integer, t integer, ht integer, kht integer, version integer not null);
     create index on bare_vote (tally_id)`,
  )
  const rows = 100_000
  const seconds = await copyAcross(
    { url: from, query: `select id, tally_id, case_id, xs, t, ht, kht, version from rating_tally_vote limit ${rows}` },
    { url: to, table: 'bare_vote' },
  )
  const { rows: counted } = await client.query<{ n: number }>('select count(*)::int as n from bare_vote')
  await client.end()
  return (counted[0]?.n ?? 0) / people / seconds
}

const ratingsSql = (committeeId: string) =>
  `select case_id, year, outcome, member_id, organization_id, committee_id, now() from rating where year = 2025 and superseded_at is null
   union all
   select c.id, k.year, null, c.member_id, c.organization_id, f.committee_id, now() from rating_case c join rating_cell_file f on f.id = c.file_id
     join rating_campaign k on k.id = f.campaign_id and k.state = 'open' where f.committee_id = '${committeeId}'`.replaceAll(
    /\s+/gu,
    ' ',
  )

const workbookSql = `
  select v.name as cell, r.member_id::text as member, r.outcome as level
    from rating r join lateral (select name from organization_version v where v.organization_id = r.organization_id order by valid_from desc limit 1) v on true
   where r.committee_id = $1 and r.year = 2025 and r.superseded_at is null`

type All = {
  readonly ours: Three
  readonly theirs: Three
  readonly limits: Readonly<Record<keyof Three, number | null>>
  readonly copied: number
}

function tell({ ours, theirs, limits, copied }: All): string {
  const line = (name: string, what: keyof Three, limit: string) => {
    const [own, their, bare] = [ours[what], theirs[what], limits[what]]
    const rate = ({ perSecond, median, p95 }: Rate) => `${perSecond.toFixed(1)} (${ms(median)}, ${ms(p95)})`
    return [
      ...[name, rate(own), rate(their), (own.perSecond / their.perSecond).toFixed(2)],
      ...[
        bare === null ? 'no pgbench' : bare.toFixed(1),
        bare === null ? '–' : (bare / own.perSecond).toFixed(1),
        limit,
      ],
    ]
  }
  return markdownTable(
    [
      ...['a second (median, p95 ms)', 'nq15', `Strapi ${strapiVersion}`, 'ours / Strapi'],
      ...['bare SQL by pgbench', 'pgbench / ours', 'by COPY'],
    ],
    [
      line(`a count of ${people} people written`, 'tally', `${copied.toFixed(0)} counts a second`),
      line('the board of a committee', 'board', '–'),
      line('a city summed by level', 'sum', '–'),
    ],
  )
}

function tellWorkbook(
  calculated: { readonly took: readonly number[]; readonly counted: number } | null,
  { rows, ours }: { rows: number; ours: number },
): string {
  if (!calculated) return 'LibreOffice is not installed: no workbook'
  const { median } = summarise(calculated.took)
  return markdownTable(
    ['summary of a committee as a workbook', 'ratings', 'ms', 'LibreOffice / ours'],
    [
      ['nq15: results.xlsx, counted, listed, with what it says of itself', rows, ms(ours), ''],
      [
        'LibreOffice: opened, COUNTIFS by cell and level, saved',
        calculated.counted,
        ms(median),
        (median / ours).toFixed(1),
      ],
    ],
  )
}
