import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect, type Database } from '@nq15/db/client'
import { DataFolderBusyError, startEmbedded } from '@nq15/db/embedded'
import { migrateServer, type ServedLogin } from '@nq15/db/server'
import { type Env, readEnv } from './env.ts'

/** The migrations of this build: beside the bundle when installed, in the package when run from the sources. */
export const migrationsFolder = fileURLToPath(
  new URL('../../../packages/db/prisma/migrations', import.meta.url).href.replace('/apps/cli/dist/', '/apps/cli/'),
)

export type OpenDatabase = {
  readonly url: string
  /** With which the vault's own process connects; null where it has no login of its own. */
  readonly vaultUrl: string | null
  readonly kind: 'embedded' | 'server'
  readonly applied: readonly string[]
  readonly close: () => Promise<void>
}

const addressFile = (env: Env) => join(env.dataFolder, 'nq15.address')

/**
 * Brings up the database of the settings with its migrations applied: a server's when `DATABASE_URL` is set, else the
 * embedded one of the data folder, whose address is left in the folder for other commands while it runs.
 */
export async function openDatabase(env: Env): Promise<OpenDatabase> {
  if (env.DATABASE_URL) {
    const { url, vaultUrl, applied } = await migrateServer({
      url: env.DATABASE_URL,
      ...(env.DATABASE_OWNER_URL ? { ownerUrl: env.DATABASE_OWNER_URL } : {}),
      ...(env.NQ15_VAULT_DATABASE_URL ? { vaultUrl: env.NQ15_VAULT_DATABASE_URL } : {}),
      migrations: migrationsFolder,
      keepLogin: keptLogin(env),
    })
    return { url, vaultUrl, kind: 'server', applied, close: async () => undefined }
  }
  const embedded = await startEmbedded({
    folder: env.dataFolder,
    migrations: migrationsFolder,
    port: env.NQ15_DATABASE_PORT,
  })
  await writeFile(addressFile(env), embedded.url, { mode: 0o600 })
  // One login for all: what keeps the vault apart here is its role and its process, and its keys (decision record 0095).
  const { url, migration, close } = embedded
  return { url, vaultUrl: url, kind: 'embedded', applied: migration.applied, close }
}

/**
 * Runs one command's work on the database: on the embedded one that `start` is already serving, or by opening it for
 * the length of the work.
 */
export async function withDatabase<Answer>(
  work: (db: Database, env: Env, url: string) => Promise<Answer>,
): Promise<Answer> {
  // biome-ignore lint/style/noProcessEnv: settings are read here and in main
  const env = readEnv(process.env)
  const opened = await openOrJoin(env)
  const db = connect({ url: opened.url, poolSize: 4, timeoutMs: 600_000 })
  try {
    return await work(db, env, opened.url)
  } finally {
    await db.close()
    await opened.close()
  }
}

async function openOrJoin(env: Env): Promise<Pick<OpenDatabase, 'url' | 'close'>> {
  try {
    return await openDatabase(env)
  } catch (error) {
    if (!(error instanceof DataFolderBusyError)) throw error
    return { url: (await readFile(addressFile(env), 'utf8')).trim(), close: async () => undefined }
  }
}

/** The secret that signs sessions: from the settings, else made once and kept in the data folder. */
export async function readSecret(env: Env): Promise<string> {
  return env.NQ15_SECRET ?? readOrMake(join(env.dataFolder, 'secret'), () => randomBytes(48).toString('base64url'))
}

/** A login made for the application on a server whose owner's address was given; its password stays in the data folder. */
const keptLogin = (env: Env) => async (make: () => ServedLogin, which: 'application' | 'vault') => {
  const file = which === 'vault' ? 'vault-login.json' : 'database-login.json'
  const kept = await readOrMake(join(env.dataFolder, file), () => JSON.stringify(make()))
  return JSON.parse(kept) as ServedLogin
}

async function readOrMake(path: string, make: () => string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  try {
    return await readFile(path, 'utf8')
  } catch {
    const made = make()
    await writeFile(path, made, { mode: 0o600, flag: 'wx' })
    return made
  }
}
