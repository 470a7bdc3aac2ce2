import { spawn } from 'node:child_process'
import pg from 'pg'

/** The committee of the open year whose members are nearest to two thousand, with cells that have not sent. */
export type Ground = {
  readonly committeeId: string
  readonly cells: number
  readonly members: number
  readonly decided: number
}

export async function readGround(owner: pg.Client): Promise<Ground> {
  const { rows } = await owner.query<Ground>(
    `select f.committee_id as "committeeId", count(distinct f.id)::int as cells, count(*)::int as members,
        (select count(*)::int from rating where year = 2025 and superseded_at is null) as decided
       from rating_cell_file f join rating_campaign k on k.id = f.campaign_id and k.state = 'open'
       join rating_case c on c.file_id = f.id
      group by 1
     having count(distinct f.id) filter (where f.state in ('in-work', 'not-started') and not exists
       (select from rating_tally t where t.campaign_id = f.campaign_id and t.organization_id = f.organization_id)) >= 8
      order by abs(count(*) - 2000), 1 limit 1`,
  )
  const [ground] = rows
  if (!ground)
    throw new Error('no committee of an open year with cells that have not sent: load a city with nq15 sample first')
  return ground
}

/** Copies what a query answers in one database into a table of another, by COPY; answers the seconds it took. */
export async function copyAcross(
  from: { url: string; query: string },
  to: { url: string; table: string },
): Promise<number> {
  const began = performance.now()
  const reading = spawn('psql', [from.url, '-qXc', `copy (${from.query}) to stdout`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const writing = spawn('psql', [to.url, '-qXc', `copy ${to.table} from stdin`], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  reading.stdout.pipe(writing.stdin)
  const codes = await Promise.all(
    [reading, writing].map(
      (child) =>
        new Promise((resolve, reject) => {
          child.once('error', reject)
          child.once('exit', resolve)
        }),
    ),
  )
  if (codes.some((code) => code !== 0)) throw new Error('copying the rows failed')
  return (performance.now() - began) / 1_000
}

/** A database of its own on the server, gone afterwards. */
export async function ownDatabase(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `nq15_rivals_${process.pid}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    drop: async () => {
      await admin.query(`drop database if exists ${name} with (force)`)
      await admin.end()
    },
  }
}
