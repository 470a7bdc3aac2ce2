import { fork } from 'node:child_process'
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { proveScope } from '@nq15/db/prove-scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { Permission } from '@nq15/domain/access'
import { loadSample } from '@nq15/use-cases/organizations/load-sample'
import pg from 'pg'
import type { Look } from './board-looker.ts'
import { signInAt, startProduct } from './product.ts'
import { markdownTable, ms, summarise } from './table.ts'

const cellsAtWork = 60
const people = 2000
const atWork = 50
const everyMs = 2000
const settlesMs = 45_000
const warmRounds = 100
const atOnce = 4

/**
 * The board of a committee of 60 cells and 2,000 members on PostgreSQL while fifty people look at it, each every two seconds:
 * time to the answer's beginning at the server, once as people at work do (the page opened once, then come back to by its link,
 * for which a browser asks for its data) and once with the whole page opened anew each time. The committee is the sample's,
 * grown by copies of a cell that was sent. Prints Markdown.
 */
export async function benchBoardAtWork(server: string, print: (text: string) => void, seconds = 60): Promise<void> {
  const db = await openTestDatabase()
  try {
    const loaded = await loadSample(db.database, {
      now: new Date(),
      operator: (permission) => proofOf('operator', permission),
      campaignService: proofOf('campaign', 'campaign:setup'),
      prove: proveScope,
    })
    if (!loaded.ok) throw new Error(loaded.refusal.code)
    const office = loaded.value.accounts.find(({ username }) => username === 'ngocha.vanphong')
    if (!office) throw new Error('the sample has no office')
    const grown = await growCommittee(server, db)
    const product = await startProduct({ databaseUrl: db.ownerUrl })
    try {
      const cookie = await signInAt(product.url, office)
      const page = `${product.url}/ratings/2026/committees/${grown.committeeId}`
      // A database just filled brings jobs with it (its trail sealed, its first screening) that a committee at work has behind it.
      await sleep(settlesMs)
      const rows = []
      for (const [looked, address] of [
        ['come back to by its link', `${page}.data`],
        ['opened anew each time', page],
      ] as const) {
        const look = { cookie, seconds, everyMs, people: atWork, warm: { rounds: warmRounds, atOnce } }
        const took = await lookFromProcess({ ...look, address })
        const { median, p95, max } = summarise(took)
        rows.push(
          [
            ...[looked, grown.cells, grown.members, atWork, took.length, (took.length / seconds).toFixed(1)],
            ...[ms(median), ms(p95), ms(max), loadavg()[0]?.toFixed(0) ?? ''],
          ].map(String),
        )
      }
      print(
        markdownTable(
          ['board', 'cells', 'members', 'people', 'requests', 'a second', 'median ms', 'p95 ms', 'slowest ms', 'load'],
          rows,
        ),
      )
    } finally {
      await product.stop()
    }
  } finally {
    await db.close()
  }
}

function lookFromProcess(asked: Look): Promise<number[]> {
  const child = fork(fileURLToPath(new URL('./board-looker.ts', import.meta.url)), { execArgv: process.execArgv })
  return new Promise((resolve, reject) => {
    child.once('message', (took) => resolve(took as number[]))
    child.once('exit', (code) => reject(new Error(`the looker ended with ${code} before it had told its times`)))
    child.send(asked)
  })
}

function proofOf(service: 'operator' | 'campaign', permission: Permission) {
  const scope = proveScope(serviceActor(service), permission)
  if (!scope) throw new Error(`the ${service} lacks ${permission}`)
  return scope
}

/** Copies one sent cell of the ward, with its members' ratings and counts, until the committee has its size. */
async function growCommittee(server: string, db: TestDatabase) {
  const name = new URL(db.ownerUrl).pathname
  // Past triggers and foreign keys: the copies are whole by themselves.
  const owner = new pg.Client({ connectionString: Object.assign(new URL(server), { pathname: name }).href })
  await owner.connect()
  try {
    await owner.query(grownSql)
    const [row] = (
      await owner.query(
        `select f.committee_id as "committeeId", count(distinct f.id)::int as cells, count(c.id)::int as members
           from rating_cell_file f join rating_case c on c.file_id = f.id
          where f.committee_id = (select committee_id from bench_model) and f.campaign_id = (select campaign_id from bench_model)
          group by 1`,
      )
    ).rows as { committeeId: string; cells: number; members: number }[]
    if (!row) throw new Error('nothing was grown')
    return row
  } finally {
    await owner.end()
  }
}

/** A row of a table with some of its fields replaced. */
const copied = (table: string, from: string, fields: Readonly<Record<string, string>>) =>
  `insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(o) || jsonb_build_object(${Object.entries(
    fields,
  )
    .map(([field, value]) => `'${field}', ${value}`)
    .join(', ')}))).* from ${from};`

const grownSql = `
  set session_replication_role = replica;
  create temporary table bench_model as
    select f.* from rating_cell_file f
      join organization_version v on v.organization_id = f.committee_id and v.code = '00008'
      join rating_campaign p on p.id = f.campaign_id and p.state = 'open'
     where f.state not in ('not-started', 'in-work') order by f.id limit 1;
  create temporary table bench_case as
    select c.*, row_number() over (order by c.id) as n from rating_case c join bench_model m on m.id = c.file_id;
  create temporary table bench_cell as
    select n, app.uuid_v7() as id, app.uuid_v7() as file_id, app.uuid_v7() as tally_id
      from generate_series(1, ${cellsAtWork} - (select count(*) from rating_cell_file f join bench_model m
        on m.committee_id = f.committee_id and m.campaign_id = f.campaign_id)::int) n;
  create temporary table bench_person as
    select b.n as cell, b.id as cell_id, b.file_id, b.tally_id, k, app.uuid_v7() as id, app.uuid_v7() as case_id,
      1 + k % (select count(*) from bench_case) as model
      from bench_cell b, generate_series(1, 1 + (${people} - (select count(*) from rating_case c join rating_cell_file f on f.id = c.file_id
        join bench_model m on m.committee_id = f.committee_id and m.campaign_id = f.campaign_id))::int / greatest(1, (select count(*) from bench_cell)::int)) k;
  insert into organization (id, side) select id, 'party' from bench_cell;
  ${copied(
    'organization_version',
    'organization_version o join bench_model m on m.organization_id = o.organization_id, bench_cell b',
    {
      id: 'app.uuid_v7()',
      organization_id: 'b.id',
      code: `'00008.9' || b.n`,
      name: `'Chi bộ thêm ' || b.n`,
      search_name: `'chi bo them ' || b.n`,
    },
  )}
  ${copied('rating_cell_file', 'bench_model o, bench_cell b', { id: 'b.file_id', organization_id: 'b.id' })}
  ${copied('member', 'bench_person p join bench_case c on c.n = p.model join member o on o.id = c.member_id', {
    id: 'p.id',
    organization_id: 'p.cell_id',
    card_number: `'02.' || lpad((p.cell * 100 + p.k)::text, 6, '0')`,
  })}
  ${copied('rating_case', 'bench_person p join bench_case c on c.n = p.model join rating_case o on o.id = c.id', {
    id: 'p.case_id',
    file_id: 'p.file_id',
    organization_id: 'p.cell_id',
    member_id: 'p.id',
    position_in_list: 'p.k',
  })}
  ${copied(
    'rating_self_assessment',
    'bench_person p join bench_case c on c.n = p.model join rating_self_assessment o on o.case_id = c.id',
    { id: 'app.uuid_v7()', case_id: 'p.case_id', organization_id: 'p.cell_id', member_id: 'p.id' },
  )}
  ${copied(
    'rating_tally',
    'bench_cell b, rating_tally o join bench_model m on m.organization_id = o.organization_id and m.campaign_id = o.campaign_id and o.entry = 1 and o.round = 1',
    { id: 'b.tally_id', organization_id: 'b.id' },
  )}
  ${copied(
    'rating_tally_vote',
    'bench_person p join bench_case c on c.n = p.model join rating_tally_vote o on o.case_id = c.id join rating_tally t on t.id = o.tally_id and t.entry = 1 and t.round = 1',
    { id: 'app.uuid_v7()', tally_id: 'p.tally_id', organization_id: 'p.cell_id', case_id: 'p.case_id' },
  )}
  set session_replication_role = default;
  select app.rebuild_organization_reach();
  analyze`
