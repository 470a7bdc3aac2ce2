import { fileURLToPath } from 'node:url'
import { proveScope } from '@nq15/db/prove-scope'
import type { Actor, Scope } from '@nq15/db/scope'
import { migrateServer } from '@nq15/db/server'
import type { Permission, Role } from '@nq15/domain/access'
import type pg from 'pg'
import { cityId } from './city.ts'

const migrations = fileURLToPath(new URL('../../db/prisma/migrations', import.meta.url))

/** Migrates a fresh database and makes the login without rights that a product serves with. */
export async function serveCity(url: string): Promise<{ url: string; login: string }> {
  let login = ''
  const served = await migrateServer({
    url,
    migrations,
    keepLogin: async (make) => {
      const made = make()
      login = made.name
      return made
    },
  })
  return { url: served.url, login }
}

/** An account with a session and one role over one organization, so that the policies of the database apply. */
export async function reader(
  owner: pg.Client,
  { role, organizationId, at, permission }: { role: Role; organizationId: string; at: number; permission: Permission },
): Promise<Scope> {
  const userId = cityId('user', at)
  const sessionId = cityId('user', at + 1_000_000)
  await owner.query(
    `insert into auth."user" (id, name, email, username) values ($1::uuid, 'x', $2, $2) on conflict do nothing`,
    [userId, `u${at}@nq15.invalid`],
  )
  await owner.query(`insert into access_account (user_id, display_name) values ($1, 'x') on conflict do nothing`, [
    userId,
  ])
  await owner.query(
    `insert into access_grant (id, user_id, role, organization_id, valid_from) values (gen_random_uuid(), $1, $2, $3, '2020-01-01')`,
    [userId, role, organizationId],
  )
  await owner.query(
    `insert into auth.session (id, user_id, token, expires_at, created_at, updated_at) values ($1, $2, $3, now() + interval '1 day', now(), now())`,
    [sessionId, userId, `bench-${at}`],
  )
  const actor: Actor = {
    kind: 'session',
    key: sessionId,
    userId,
    name: 'x',
    memberId: null,
    grants: [{ role, organizationId }],
    requestId: '',
    onBehalfOf: '',
  }
  const scope = proveScope(actor, permission)
  if (!scope) throw new Error(`${role} lacks ${permission}`)
  return scope
}
