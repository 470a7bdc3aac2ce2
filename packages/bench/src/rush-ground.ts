import { connect } from '@nq15/db/client'
import { proveScope } from '@nq15/db/prove-scope'
import { serviceActor } from '@nq15/db/services'
import { createAccount } from '@nq15/use-cases/access/create-account'
import pg from 'pg'
import { signInAt } from './product.ts'

/** A cell that is about to send, its secretary's session, and what the server last acknowledged of each row. */
export type RushCell = {
  readonly organizationId: string
  readonly committeeId: string
  readonly cookie: string
  /** The session of the committee's office, which opens the board. */
  readonly office: string
  readonly userId: string
  readonly caseIds: readonly string[]
  /** By case: version and votes of the count, version and points of the self-review. */
  readonly votes: Map<string, Kept>
  readonly reviews: Map<string, Kept>
  busy: boolean
}
export type Kept = { version: number; value: number }
export type RushGround = { readonly campaignId: string; readonly year: number; readonly cells: readonly RushCell[] }

/** Cells of the year under way that have not voted yet (of one committee or any), each with an account of its secretary; needs the owner's address. */
export async function prepareRush(
  { url, databaseUrl, served }: { url: string; databaseUrl: string; served: string },
  count: number,
  committeeId: string | null = null,
): Promise<RushGround> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  const db = connect({ url: served, poolSize: 2, timeoutMs: 60_000 })
  try {
    const { rows } = await owner.query<{
      campaign: string
      year: number
      cell: string
      committee: string
      cases: string[]
    }>(
      `select f.campaign_id as campaign, k.year, f.organization_id as cell, f.committee_id as committee, array_agg(c.id::text order by c.position_in_list) as cases
         from rating_cell_file f join rating_campaign k on k.id = f.campaign_id and k.state = 'open'
         join rating_case c on c.file_id = f.id and c.not_rated_reason is null
        where f.state in ('in-work', 'not-started') and not exists (select from rating_tally t where t.campaign_id = f.campaign_id and t.organization_id = f.organization_id)
          and ($2::uuid is null or f.committee_id = $2)
        group by 1, 2, 3, 4 order by f.committee_id, f.organization_id limit $1`,
      [count, committeeId],
    )
    const scope = proveScope(serviceActor('operator'), 'account:admin')
    if (!scope) throw new Error('the operator lacks account:admin')
    const cells: RushCell[] = []
    const account = async (role: 'org-secretary' | 'grassroots-office', organizationId: string) => {
      made += 1
      const username = `rush${Date.now().toString(36)}${made}`
      const kept = await createAccount(db, scope, { username, displayName: 'Chạy thử', role, organizationId })
      if (!kept.ok) throw new Error(`an account was refused: ${kept.refusal.code}`)
      await owner.query('update access_account set must_change_password = false where user_id = $1', [
        kept.value.userId,
      ])
      return { userId: kept.value.userId, cookie: await signInAt(url, kept.value) }
    }
    let made = 0
    const offices = new Map<string, string>()
    for (const row of rows) {
      const office = offices.get(row.committee) ?? (await account('grassroots-office', row.committee)).cookie
      offices.set(row.committee, office)
      const secretary = await account('org-secretary', row.cell)
      const versions = await owner.query<{ id: string; version: number }>(
        'select case_id as id, version from rating_self_assessment where case_id = any ($1::uuid[])',
        [row.cases],
      )
      cells.push({
        ...{
          organizationId: row.cell,
          committeeId: row.committee,
          caseIds: row.cases,
          busy: false,
        },
        ...{ ...secretary, office },
        votes: new Map(row.cases.map((id) => [id, { version: 0, value: -1 }])),
        reviews: new Map(
          row.cases.map((id) => [id, { version: versions.rows.find((one) => one.id === id)?.version ?? 0, value: -1 }]),
        ),
      })
    }
    const [first] = rows
    if (!first) throw new Error('no cell of an open year: load a city with nq15 sample first')
    return { campaignId: first.campaign, year: first.year, cells }
  } finally {
    await db.close()
    await owner.end()
  }
}

/** Rows that were acknowledged, that are there as acknowledged, that are missing or older, and that acted more than once. */
export async function proveRush(databaseUrl: string, { cells, campaignId }: RushGround) {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  try {
    const proof = { acknowledged: 0, present: 0, lost: 0, doubled: 0 }
    for (const cell of cells) {
      const votes = await owner.query<Row>(
        `select v.case_id as id, v.version, v.xs as value from rating_tally_vote v join rating_tally t on t.id = v.tally_id
          where t.campaign_id = $1 and t.organization_id = $2 and t.entry = 1 and t.round = 1`,
        [campaignId, cell.organizationId],
      )
      const reviews = await owner.query<Row>(
        'select case_id as id, version, tasks_assigned as value from rating_self_assessment where organization_id = $1',
        [cell.organizationId],
      )
      for (const [kept, { rows }] of [
        [cell.votes, votes],
        [cell.reviews, reviews],
      ] as const) {
        for (const [id, { version, value }] of kept) {
          if (value < 0) continue
          const row = rows.find((one) => one.id === id)
          proof.acknowledged += 1
          if (row?.version === version && row.value === value) proof.present += 1
          else if ((row?.version ?? 0) > version) proof.doubled += 1
          else proof.lost += 1
        }
      }
    }
    return proof
  } finally {
    await owner.end()
  }
}
type Row = { readonly id: string; readonly version: number; readonly value: number }
