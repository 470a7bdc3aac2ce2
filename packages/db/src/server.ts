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
  readonly keepLogin: (make: () => ServedLogin, which: 'application' | 'vault') => Promise<ServedLogin>
  /** The vault's own address, where one was given beside an owner's. */
  readonly vaultUrl?: string
}

/** The addresses to serve with; without one for the vault it stays shut, and petitions run detached. */
export type ServedDatabase = {
  readonly url: string
  readonly vaultUrl: string | null
  readonly applied: readonly string[]
}

/**
 * Migrates a PostgreSQL server (15 or later) and answers the address to serve with. With an owner's address beside it, `url`
 * must be a login that owns nothing. With `url` alone and that login an owner, a login is made for serving and kept.
 */
export async function migrateServer({
  url,
  ownerUrl,
  vaultUrl,
  migrations,
  keepLogin,
}: Options): Promise<ServedDatabase> {
  const privileged = await mayPassPolicies(url)
  if (ownerUrl && privileged) {
    throw new PrivilegedLoginError(
      'DATABASE_URL is the address of an owner, a superuser or a login with BYPASSRLS; serving needs one that owns nothing',
    )
  }
  if (vaultUrl && (await mayPassPolicies(vaultUrl))) {
    throw new PrivilegedLoginError(
      'NQ15_VAULT_DATABASE_URL is the address of an owner, a superuser or a login with BYPASSRLS; the vault needs one that owns nothing',
    )
  }
  if (!ownerUrl && !privileged) return { url, vaultUrl: vaultUrl ?? null, applied: [] }

  const owner = new pg.Client({ connectionString: ownerUrl ?? url })
  await owner.connect()
  try {
    await refuseOldServer(owner)
    const { applied } = await migrate(owner, migrations)
    if (ownerUrl) {
      await grantLogin(owner, new URL(url).username)
      if (vaultUrl) await grantVaultLogin(owner, new URL(vaultUrl).username)
      return { url, vaultUrl: vaultUrl ?? null, applied }
    }
    const { rows } = await owner.query<{ name: string }>('select current_database() as name')
    const made = async (which: 'application' | 'vault', prefix: string) => {
      const login = await keepLogin(
        () => ({
          name: `${prefix}_${rows[0]?.name ?? ''}`.replace(/[^0-9A-Za-z_]/g, '_').slice(0, 60),
          password: randomBytes(24).toString('base64url'),
        }),
        which,
      )
      await makeLogin(owner, login)
      return { login, href: Object.assign(new URL(url), { username: login.name, password: login.password }).href }
    }
    const served = await made('application', 'nq15_login')
    await grantLogin(owner, served.login.name)
    if (vaultUrl) return { url: served.href, vaultUrl, applied }
    const vault = await made('vault', 'nq15_vault_login')
    await grantVaultLogin(owner, vault.login.name)
    return { url: served.href, vaultUrl: vault.href, applied }
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
}

/** What the vault's login is given: its own tables, and nothing of the application's; the application's login never has this. */
async function grantVaultLogin(owner: Pick<pg.Client, 'query'>, name: string): Promise<void> {
  await owner.query(`grant nq15_vault to ${pg.escapeIdentifier(name)}`)
}

/** What the application's login is given: the right to enter as an actor, and nothing to touch. */
export async function grantLogin(owner: Pick<pg.Client, 'query'>, name: string): Promise<void> {
  const login = pg.escapeIdentifier(name)
  await owner.query(`
    grant nq15_guest, nq15_app, nq15_wide, nq15_city, nq15_city_person, nq15_auth, nq15_queue, nq15_public to ${login};
    grant usage on schema app to ${login};
    grant execute on function app.enter(text, uuid, text, text), app.scope_of(text, uuid) to ${login}`)
}
