import { randomUUID } from 'node:crypto'
import { proveScope } from '@nq15/db/prove-scope'
import type { Actor, Scope } from '@nq15/db/scope'
import type { Permission, Role } from '@nq15/domain/access'
import type pg from 'pg'

/** Whoever asks on a level, and about what. */
export type Asker = { readonly level: Level; readonly organizationId: string; readonly scope: Scope }
export const levels = ['member', 'year', 'cell', 'commune', 'province', 'nation'] as const
export type Level = (typeof levels)[number]

export type NationPlaces = {
  readonly askers: readonly Asker[]
  /** Members of the cell whose secretary asks. */
  readonly memberIds: readonly string[]
  readonly ratings: number
  readonly years: number
  /** Takes the accounts of the run away again. */
  readonly leave: () => Promise<void>
}

/** A reader at each level of a laid nation, with an account and a session of its own so that the policies apply; asked by the owner. */
export async function openNation(owner: pg.Client): Promise<NationPlaces> {
  const one = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows[0]
  const below = (id: string) =>
    one(
      `select organization_id as id from organization_version where parent_id = $1 and valid_to = date '9999-12-31' order by code limit 1`,
      [id],
    ).then((row) => String(row?.id ?? missing()))
  const nation = String(
    (await one(`select organization_id as id from organization_version where parent_id is null and side = 'party'`))
      ?.id ?? missing(),
  )
  const province = await below(nation)
  const commune = await below(province)
  const cell = await below(commune)
  const members = await owner.query('select id from member where organization_id = $1 order by id limit 20', [cell])
  const made: string[] = []
  const as = async (level: Level, role: Role, permission: Permission, organizationId: string): Promise<Asker> => {
    const [userId, sessionId] = [randomUUID(), randomUUID()]
    made.push(userId)
    await owner.query(`insert into auth."user" (id, name, email, username) values ($1::uuid, 'x', $2, $2)`, [
      userId,
      `${userId}@nq15.invalid`,
    ])
    await owner.query(`insert into access_account (user_id, display_name) values ($1, 'x')`, [userId])
    await owner.query(
      `insert into access_grant (id, user_id, role, organization_id, valid_from) values (gen_random_uuid(), $1, $2, $3, '2020-01-01')`,
      [userId, role, organizationId],
    )
    await owner.query(
      `insert into auth.session (id, user_id, token, expires_at, created_at, updated_at) values ($1, $2, $3, now() + interval '1 day', now(), now())`,
      [sessionId, userId, sessionId],
    )
    const grants = [{ role, organizationId }]
    const actor: Actor = {
      ...{ kind: 'session', key: sessionId, userId, name: 'x', memberId: null, grants },
      ...{ requestId: '', onBehalfOf: '' },
    }
    const scope = proveScope(actor, permission)
    if (!scope) throw new Error(`${role} lacks ${permission}`)
    return { level, organizationId, scope }
  }
  const [size] = (
    await owner.query<{ ratings: string; years: string }>(
      `select sum(s.xs + s.t + s.ht + s.kht + s.not_rated)::text as ratings, count(distinct s.year)::text as years from rating_history_sum s where s.organization_id = $1`,
      [nation],
    )
  ).rows
  return {
    askers: [
      await as('member', 'org-secretary', 'member:read', cell),
      await as('year', 'org-secretary', 'member:read', cell),
      await as('cell', 'org-secretary', 'organization:read', cell),
      await as('commune', 'grassroots-office', 'organization:read', commune),
      await as('province', 'city-office', 'organization:read', province),
      await as('nation', 'city-office', 'organization:read', nation),
    ],
    memberIds: members.rows.map(({ id }) => String(id)),
    ratings: Number(size?.ratings ?? 0),
    years: Number(size?.years ?? 0),
    leave: async () => {
      await owner.query('delete from auth.session where user_id = any ($1::uuid[])', [made])
      await owner.query(
        `update access_grant set valid_to = greatest(valid_from, app.today()) where user_id = any ($1::uuid[])`,
        [made],
      )
      await owner.query('update access_account set disabled_at = now() where user_id = any ($1::uuid[])', [made])
    },
  }
}

const missing = (): never => {
  throw new Error('no nation here: lay one with nq15 sample --size nation')
}
