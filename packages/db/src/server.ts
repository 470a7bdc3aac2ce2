import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { migrate } from './migrate.ts'

/** A login made for the application, with its password. */
export type ServedLogin = { readonly name: string; readonly password: string }

/** The login given for serving may pass the policies; nothing is served with it. */
export class PrivilegedLoginError extends Error {
  override readonly name = 'PrivilegedLoginError'
}

type Options = {
  readonly url: string
  readonly ownerUrl?: string
  readonly migrations: string
  /** Keeps a made login between starts; called when the only address given is an owner's. */
  readonly keepLogin: (make: () => ServedLogin) => Promise<ServedLogin>
}

/**
 * Migrates a PostgreSQL server (15 or later) and answers the address to serve with. With an owner's address beside it, `url`
 * must be a login that owns nothing. With `url` alone and that login an owner, a login is made for serving and kept.
 */
export async function migrateServer({
  url,
  ownerUrl,
  migrations,
  keepLogin,
}: Options): Promise<{ url: string; applied: readonly string[] }> {
  const privileged = await mayPassPolicies(url)
  if (ownerUrl && privileged) {
    throw new PrivilegedLoginError(
      'DATABASE_URL is the address of an owner, a superuser or a login with BYPASSRLS; serving needs one that owns nothing',
    )
  }
  if (!ownerUrl && !privileged) return { url, applied: [] }

  const owner = new pg.Client({ connectionString: ownerUrl ?? url })
  await owner.connect()
  try {
    await refuseOldServer(owner)
    const { applied } = await migrate(owner, migrations)
    if (ownerUrl) {
      await grantLogin(owner, new URL(url).username)
      return { url, applied }
    }
    const { rows } = await owner.query<{ name: string }>('select current_database() as name')
    const login = await keepLogin(() => ({
      name: `nq15_login_${rows[0]?.name ?? ''}`.replace(/[^0-9A-Za-z_]/g, '_').slice(0, 60),
      password: randomBytes(24).toString('base64url'),
    }))
    await makeLogin(owner, login)
    const served = new URL(url)
    served.username = login.name
    served.password = login.password
    return { url: served.href, applied }
  } finally {
    await owner.end()
  }
}

async function mayPassPolicies(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ privileged: boolean }>(`
      select r.rolsuper or r.rolbypassrls or pg_has_role(d.datdba, 'usage')
        or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname in ('public', 'auth', 'app') and c.relkind = 'r' and pg_has_role(c.relowner, 'usage')) as privileged
        from pg_roles r, pg_database d where r.rolname = current_user and d.datname = current_database()`)
    return rows[0]?.privileged ?? true
  } finally {
    await client.end()
  }
}

async function refuseOldServer(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  )
  if ((rows[0]?.version ?? 0) < 150_000) throw new Error('PostgreSQL 15 or later is needed')
}

async function makeLogin(owner: pg.Client, { name, password }: ServedLogin): Promise<void> {
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [name])
  const verb = rowCount ? 'alter' : 'create'
  await owner.query(`${verb} role ${pg.escapeIdentifier(name)} login noinherit password ${pg.escapeLiteral(password)}`)
  await grantLogin(owner, name)
}

/** What the application's login is given: the right to enter as an actor, and nothing to touch. */
export async function grantLogin(owner: Pick<pg.Client, 'query'>, name: string): Promise<void> {
  const login = pg.escapeIdentifier(name)
  await owner.query(`
    grant nq15_guest, nq15_app, nq15_wide, nq15_city, nq15_city_person, nq15_auth, nq15_queue, nq15_public to ${login};
    grant usage on schema app to ${login};
    grant execute on function app.enter(text, uuid, text, text), app.scope_of(text, uuid) to ${login}`)
}
