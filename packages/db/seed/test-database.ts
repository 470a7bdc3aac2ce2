import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Permission } from '@nq15/domain/access'
import pg from 'pg'
import { connect, type Database } from '../src/client.ts'
import { imageOf, startEmbedded } from '../src/embedded.ts'
import { newId } from '../src/ids.ts'
import { migrate } from '../src/migrate.ts'
import { proveScope } from '../src/prove-scope.ts'
import type { Scope } from '../src/scope.ts'
import { serviceActor } from '../src/services.ts'

/** The folder of migrations, for whoever starts a database from this package. */
export const migrationsFolder = fileURLToPath(new URL('../prisma/migrations', import.meta.url))

/** Superuser address of the PostgreSQL server tests run on; without it they run on the embedded engine. */
// biome-ignore lint/style/noProcessEnv: the one place where tests choose their server
export const testServer: string | undefined = process.env['NQ15_TEST_POSTGRES']

/** Property tests look at many more cases when `NQ15_LONG` is set. */
// biome-ignore lint/style/noProcessEnv: the one place where tests choose their length
export const isLongRun: boolean = process.env['NQ15_LONG'] === '1'

/** A database of a test file's own: migrated, empty, gone afterwards. */
export type TestDatabase = {
  readonly kind: 'embedded' | 'PostgreSQL'
  /** Address with the product's own login. */
  readonly url: string
  /** Address with the login that owns the schema; on the embedded engine there is only one login. */
  readonly ownerUrl: string
  /** Address with the vault's own login; on the embedded engine there is only one login. */
  readonly vaultUrl: string
  readonly database: Database
  /** Past every policy: to prepare and to check, never to act. */
  readonly asOwner: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
  readonly close: () => Promise<void>
}

/**
 * Opens a fresh database: the embedded one, or on the PostgreSQL server whose superuser address is in
 * `NQ15_TEST_POSTGRES`, where the product's login owns nothing.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  if (testServer) return openOnServer(testServer)
  const embedded = await startEmbedded({
    folder: 'memory',
    migrations: migrationsFolder,
    port: 0,
    image: await testImage(),
  })
  const database = connect({ url: embedded.url, poolSize: 8 })
  const close = async () => {
    await database.close()
    await embedded.close()
  }
  const { url, asOwner } = embedded
  return { kind: 'embedded', url, ownerUrl: url, vaultUrl: url, database, asOwner, close }
}

const imagesFolder = fileURLToPath(new URL('../node_modules/.cache/nq15', import.meta.url))

/** Sixteen letters that change with any migration or with the packages of the database. */
async function migrationsHash(): Promise<string> {
  const hash = createHash('sha256')
  for (const name of (await readdir(migrationsFolder)).sort()) {
    hash.update(name).update(await readFile(join(migrationsFolder, name, 'migration.sql')))
  }
  hash.update(await readFile(new URL('../package.json', import.meta.url)))
  return hash.digest('hex').slice(0, 16)
}

/** Bytes the engine takes as they lie: a plain blob would copy them twice, which is a quarter of what opening costs. */
class KeptImage extends Blob {
  readonly #bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    super([])
    this.#bytes = bytes
  }
  override async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.#bytes
    const whole = byteOffset === 0 && byteLength === buffer.byteLength
    return (whole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)) as ArrayBuffer
  }
}

/** The migrated empty database, made once for each state of the migrations and kept beside the installed packages. */
export async function testImage(): Promise<Blob> {
  const name = `empty-${await migrationsHash()}.tar`
  const path = join(imagesFolder, name)
  const kept = await readFile(path).catch(() => null)
  if (kept) return new KeptImage(kept)
  const image = await imageOf(migrationsFolder)
  await mkdir(imagesFolder, { recursive: true })
  const others = (await readdir(imagesFolder)).filter((other) => other.endsWith('.tar') && other !== name)
  await Promise.all(others.map((other) => rm(join(imagesFolder, other), { force: true })))
  // Several tests may make it at once, threads of one process too; each gets a whole file, whoever is last.
  const mine = `${path}.${newId()}`
  await writeFile(mine, Buffer.from(await image.arrayBuffer()))
  await rename(mine, path)
  return image
}

/** The migrated empty database of a server, made once for each state of the migrations; every test's own is a copy of it. */
async function templateOn(admin: pg.Client, owner: URL, ownerLogin: string): Promise<string> {
  const template = `nq15_template_${await migrationsHash()}`
  // Test processes start together: the first one makes it, the others wait for it.
  await admin.query('select pg_advisory_lock(15)')
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount === 1) return template
    const making = `${template}_making`
    await admin.query(`drop database if exists ${making}`)
    await admin.query(`create database ${making} owner ${ownerLogin}`)
    const client = new pg.Client({ connectionString: Object.assign(new URL(owner), { pathname: `/${making}` }).href })
    await client.connect()
    await migrate(client, migrationsFolder)
    await client.end()
    await admin.query(`alter database ${making} rename to ${template}`)
    return template
  } finally {
    await admin.query('select pg_advisory_unlock(15)')
  }
}

async function openOnServer(server: string): Promise<TestDatabase> {
  const name = `nq15_test_${newId().replaceAll('-', '')}`
  const login = 'nq15_test_login'
  const ownerLogin = 'nq15_test_owner'
  const vaultLogin = 'nq15_test_vault'
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  const createLogin = (role: string, rights: string) =>
    admin
      .query(`create role ${role} login ${rights} password '${role}'`)
      .catch((error) => (['42710', '23505'].includes(error.code) ? undefined : Promise.reject(error)))
  await createLogin(ownerLogin, 'createrole')
  await createLogin(login, 'noinherit')
  await createLogin(vaultLogin, 'noinherit')
  const url = new URL(server)
  // Migrations run as an owner without superuser rights, as in a committee's own cluster.
  url.username = ownerLogin
  url.password = ownerLogin
  const template = await templateOn(admin, url, ownerLogin)
  await admin.query(`create database ${name} owner ${ownerLogin} template ${template}`)
  url.pathname = `/${name}`
  const ownerUrl = url.href
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  // Roles are the server's, not the database's: two processes that grant them at once would collide.
  await admin.query('select pg_advisory_lock(15)')
  try {
    await admin.query(`${grantRolesSql(login)}; grant nq15_vault to ${vaultLogin}`)
  } finally {
    await admin.query('select pg_advisory_unlock(15)')
  }
  await owner.query(grantLoginSql(login))
  url.username = login
  url.password = login
  const vaultUrl = Object.assign(new URL(url), { username: vaultLogin, password: vaultLogin }).href
  const database = connect({ url: url.href, poolSize: 8 })
  const asOwner: TestDatabase['asOwner'] = async (text, values) => {
    const answer = await owner.query(text, values)
    return (Array.isArray(answer) ? answer.at(-1) : answer)?.rows ?? []
  }
  const close = async () => {
    await database.close()
    await owner.end()
    // The server waits a moment for sessions that are just leaving; only one that stays is thrown out.
    await admin.query(`drop database ${name}`).catch(() => admin.query(`drop database ${name} with (force)`))
    await admin.end()
  }
  return { kind: 'PostgreSQL', url: url.href, ownerUrl, vaultUrl, database, asOwner, close }
}

/** What the login of the application is given: the right to enter, nothing to touch. */
const grantRolesSql = (login: string) =>
  `grant nq15_guest, nq15_app, nq15_wide, nq15_city, nq15_city_person, nq15_auth, nq15_queue, nq15_public to ${login}`
const grantLoginSql = (login: string) => `
  grant usage on schema app to ${login};
  grant execute on function app.enter(text, uuid, text, text), app.scope_of(text, uuid) to ${login};`

/** The proof of an actor's permission, as the gates make it; for the sample. */
export const proveForSample = proveScope

/** The operator's proof for a permission: what the command would hold. Tests and seeds prepare their ground with it. */
export function operatorScope(permission: Permission): Scope {
  const scope = proveScope(serviceActor('operator'), permission)
  if (!scope) throw new Error(`the operator lacks ${permission}`)
  return scope
}

/** The proof of the service that freezes a campaign's population. */
export function campaignServiceScope(): Scope {
  const scope = proveScope(serviceActor('campaign'), 'campaign:setup')
  if (!scope) throw new Error('the campaign service lacks its permission')
  return scope
}
