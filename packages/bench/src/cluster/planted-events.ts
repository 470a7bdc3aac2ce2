import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@nq15/db/ids'
import pg from 'pg'

/**
 * Events put into the outbox during the rehearsal, one of each kind a second, as the owner: some that open pages are told of, and
 * some that monitor's jobs turn into one notice for each person concerned.
 */
export class PlantedEvents {
  readonly live: string[] = []
  readonly notices: string[] = []
  /** Acknowledged events only: an insert that was not confirmed counts nowhere. */
  readonly #url: string
  readonly #organizationId: string
  readonly #userId: string
  readonly #stopping = new AbortController()
  #running: Promise<void> | undefined
  constructor(url: string, about: { organizationId: string; userId: string }) {
    this.#url = url
    this.#organizationId = about.organizationId
    this.#userId = about.userId
  }

  begin(): void {
    const rounds = async () => {
      while (!this.#stopping.signal.aborted) {
        await this.#plant().catch(() => undefined)
        await sleep(1_000)
      }
    }
    this.#running = rounds()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #plant(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, connectionTimeoutMillis: 2_000, query_timeout: 10_000 })
    client.on('error', () => undefined)
    await client.connect()
    try {
      const [live, notice] = [newId(), newId()]
      await client.query(
        `insert into outbox (id, type, organization_id, record_table, record_id) values ($1, 'monitoring.rehearsed', $2, 'organization', $2)`,
        [live, this.#organizationId],
      )
      this.live.push(live)
      await client.query(
        `insert into outbox (id, type, record_table, record_id, payload) values ($1, 'access.break-glass-ended', 'access_break_glass', $1, $2)`,
        [notice, { userId: this.#userId }],
      )
      this.notices.push(notice)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

/** What monitor's jobs made of the planted events: waiting still, notices that lack and notices that came twice. */
export async function proveJobs(client: pg.Client, ids: readonly string[]) {
  const { rows } = await client.query<{
    waiting: number
    people: number
    notices: number
    distinct: number
    again: number
  }>(
    `select (select count(*)::int from outbox where id = any ($1::uuid[]) and finished_at is null) as waiting,
            (select count(distinct g.user_id)::int from access_grant g join access_account a on a.user_id = g.user_id and a.disabled_at is null
              where g.role = 'privacy-auditor' and g.valid_from <= app.today() and app.today() < g.valid_to) as people,
            (select count(*)::int from notification where event_id = any ($1::uuid[])) as notices,
            (select count(distinct (event_id, user_id))::int from notification where event_id = any ($1::uuid[])) as distinct,
            (select count(*)::int from outbox where id = any ($1::uuid[]) and relays > 1) as again`,
    [ids],
  )
  const [found] = rows
  if (!found) throw new Error('nothing was counted')
  const { waiting, people, notices, distinct, again } = found
  return { waiting, expected: ids.length * people, notices, doubled: notices - distinct, again }
}
