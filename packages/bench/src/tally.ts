import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { newId } from '@nq15/db/ids'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { type ExampleYear, exampleCampaign, exampleYear } from '@nq15/use-cases/ratings/example-year'
import { byPgbench } from './pgbench.ts'
import { markdownTable, ms, summarise } from './table.ts'
import type { SentTallies, TallyShare } from './tally-sender.ts'

const people = 25
const cellsAtWork = 60
/** As many as the product serves with on two cores. */
const processes = 2

/**
 * Submissions of whole sheets (head and the votes for 25 members) through the use case as the door calls it: rights, checks,
 * request id and audit included, many cells at once for `seconds`, from two processes on a server as the product
 * serves there, from one on the embedded engine; then counts that each is there once. Prints Markdown. With
 * `NQ15_TEST_POSTGRES` on a server, else on the embedded database.
 */
export async function benchTally(print: (text: string) => void, seconds = 60, atOnce = 8): Promise<void> {
  const db = await openTestDatabase()
  try {
    const year = await exampleYear(db)
    const cells = await manyCells(db, year)
    const { campaignId } = await exampleCampaign(db, year)
    const cases = await casesOf(db, campaignId, cells)
    const { actor } = year.scope('office', 'rating:work')
    const senders = db.kind === 'PostgreSQL' ? processes : 1
    const shares = Array.from({ length: senders }, (_, share) => ({
      ...{ url: db.url, actor, campaignId, seconds, atOnce: atOnce / senders },
      cells: cells.filter((__, at) => at % senders === share).map((cell) => ({ cell, cases: cases.get(cell) ?? [] })),
    }))
    const sent = await Promise.all(shares.map(sendFromProcess))
    const elapsed = (Math.max(...sent.map(({ ended }) => ended)) - Math.min(...sent.map(({ began }) => began))) / 1000
    const took = sent.flatMap(({ took }) => took)
    const done = took.length
    const [kept] = await db.asOwner('select coalesce(sum(version), 0)::int as votes from rating_tally_vote')
    const expected = done * people
    const { median, p95 } = summarise(took)
    print(
      markdownTable(
        ['database', 'submissions', 'a second', 'median ms', 'p95 ms', 'votes saved', 'expected'],
        [[db.kind, done, (done / elapsed).toFixed(1), ms(median), ms(p95), String(kept?.['votes']), expected]],
      ),
    )
    const bare =
      db.kind === 'PostgreSQL' ? await sameRowsByPgbench(db, { seconds: Math.min(seconds, 20), atOnce }) : null
    if (bare !== null) {
      const ratio = (bare / (done / elapsed)).toFixed(2)
      print(
        `\nThe same rows (head, 25 votes, the trail's rows by trigger) by pgbench: ${bare.toFixed(1)} a second, ${ratio} times ours`,
      )
    }
  } finally {
    await db.close()
  }
}

/** Sends a share from a process of its own. */
function sendFromProcess(share: TallyShare): Promise<SentTallies> {
  const child = fork(fileURLToPath(new URL('./tally-sender.ts', import.meta.url)), { execArgv: process.execArgv })
  return new Promise((resolve, reject) => {
    child.once('message', (sent) => resolve(sent as SentTallies))
    child.once('exit', (code) => reject(new Error(`a sender ended with ${code} before it had told its times`)))
    child.send(share)
  })
}

/** What a submission writes, without rights, checks and request ids: as the owner of the tables, in two statements. */
function sameRowsByPgbench(db: TestDatabase, { seconds, atOnce }: { seconds: number; atOnce: number }) {
  const tally = '(select id from rating_tally order by id offset :cell limit 1)'
  const script = [
    `\\set cell random(0, ${cellsAtWork - 1})`,
    '\\set votes random(1, 100000)',
    'begin;',
    `update rating_tally set valid = :votes, version = version + 1, updated_at = now() where id = ${tally};`,
    `update rating_tally_vote set xs = :votes, version = version + 1, updated_at = now() where tally_id = ${tally};`,
    'commit;',
  ].join('\n')
  return byPgbench({ url: db.ownerUrl, script, seconds, clients: atOnce })
}

/** Sixty cells under the example's commune with 25 members each, in four statements. */
async function manyCells({ asOwner }: TestDatabase, { organizations }: ExampleYear): Promise<string[]> {
  const cells = Array.from({ length: cellsAtWork }, () => newId())
  const members = cells.flatMap((cellId, cell) =>
    Array.from({ length: people }, (_, person) => ({ id: newId(), cellId, card: 1000 + cell * people + person })),
  )
  await asOwner("insert into organization (id, side) select unnest($1::uuid[]), 'party'", [cells])
  await asOwner(
    `insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, sector, valid_from)
     select app.uuid_v7(), c.id, $2, 'party', '01-1-B' || c.n, 'Chi bộ thử ' || c.n, 'chi bo thu ' || c.n, 'cell', 'neighbourhood', '2020-01-01'
       from unnest($1::uuid[]) with ordinality c (id, n)`,
    [cells, organizations.commune],
  )
  const given = [JSON.stringify(members)]
  const rows = 'jsonb_to_recordset($1::jsonb) m (id uuid, "cellId" uuid, card integer)'
  await asOwner(
    `insert into member (id, organization_id, card_number, full_name, search_name, kind, admitted_on, status)
     select m.id, m."cellId", '01.' || lpad(m.card::text, 6, '0'), 'Đảng viên thử ' || m.card, 'dang vien thu ' || m.card, 'full', '2015-05-19', 'active'
       from ${rows}`,
    given,
  )
  await asOwner(
    `insert into membership (id, member_id, organization_id, kind, valid_from)
     select app.uuid_v7(), m.id, m."cellId", 'official', '2015-05-19' from ${rows}`,
    given,
  )
  return cells
}

async function casesOf({ asOwner }: TestDatabase, campaignId: string, cells: readonly string[]) {
  const rows = await asOwner(
    'select id, organization_id from rating_case where campaign_id = $1 and not_rated_reason is null',
    [campaignId],
  )
  const byCell = new Map<string, string[]>(cells.map((cell) => [cell, []]))
  for (const row of rows) byCell.get(String(row['organization_id']))?.push(String(row['id']))
  return byCell
}
